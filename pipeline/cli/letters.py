"""Commands on the archive: letters, show, search, review, status, verify."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer
from pydantic import TypeAdapter

from pipeline.archive import Archive
from pipeline.batch import work
from pipeline.cli.app import ARCHIVE, ArchiveAt, AsJson, By, app, console, told, who
from pipeline.errors import BadCorrection, BadDivision, ExitCode
from pipeline.options import ReadOptions
from pipeline.records.archive import State, Summary
from pipeline.terminal.card import letter_card
from pipeline.terminal.tables import answer_list, filed_card, letters_table, status_tables, verified_table

_SUMMARIES: TypeAdapter[tuple[Summary, ...]] = TypeAdapter(tuple[Summary, ...])
LetterId = Annotated[str, typer.Argument(help="Id of the letter, or its beginning.")]


@app.command("letters")
def letters_(
    archive: ArchiveAt = ARCHIVE,
    state: Annotated[State | None, typer.Option(help="Only letters in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 1000,
    after: Annotated[str, typer.Option(help="Go on behind this id.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the letters of the archive.

    Example: `congvan letters --state review`
    """
    with told():
        found = Archive.open(archive).letters(state=state, limit=limit + 1, after=after or None)
    found, more = found[:limit], len(found) > limit
    if as_json:
        sys.stdout.write(_SUMMARIES.dump_json(found, indent=2).decode() + "\n")
    else:
        console.print(letters_table(found, more=more))


@app.command()
def show(letter_id: LetterId, archive: ArchiveAt = ARCHIVE, as_json: AsJson = False) -> None:
    """Show one letter: its record, its history, what was corrected, its duplicates.

    Example: `congvan show 3f9a0c12`
    """
    with told():
        filed = Archive.open(archive).get(letter_id)
    if as_json:
        sys.stdout.write(filed.model_dump_json(indent=2, by_alias=True) + "\n")
    else:
        console.print(letter_card(filed.letter))
        console.print(filed_card(filed))


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(help='Words, "phrases", pref*, issuer: kind: from: to: ...')],
    archive: ArchiveAt = ARCHIVE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    after: Annotated[str, typer.Option(help="The `next` of the page before.")] = "",
    as_json: AsJson = False,
) -> None:
    """Find letters, with or without accents.

    Filters: `issuer:`, `kind:`, `from:`, `to:`, `deadline:`, `contest:`, `code:`, `cites:`, `state:`;
    bounds in plain words: `trước tháng 6`, `từ 1/5 đến 30/5/2026`.

    Example: `congvan search thi ung dung AI truoc thang 6`
    """
    with told():
        answer = Archive.open(archive).search(" ".join(query), limit=limit, after=after or None)
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        console.print(answer_list(answer))


@app.command()
def review(
    letter_id: LetterId,
    archive: ArchiveAt = ARCHIVE,
    values: Annotated[list[str], typer.Option("--set", help="FIELD=VALUE; may be given again.")] = [],  # noqa: B006
    withdraw: Annotated[list[str], typer.Option(help="Take the correction of FIELD back.")] = [],  # noqa: B006
    accept: Annotated[bool, typer.Option("--accept", help="The letter need not wait any longer.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="It shall wait for a human again.")] = False,
    not_duplicate: Annotated[
        bool, typer.Option("--not-duplicate", help="It is a letter of its own.")
    ] = False,
    begins: Annotated[
        str, typer.Option(help="Pages of its file on which letters begin (1,3); `read`: as it was read.")
    ] = "",
    duplicate_of: Annotated[str, typer.Option(help="It is the same letter as this one.")] = "",
    by: By = "",
    expected_version: Annotated[int | None, typer.Option(help="Refuse if somebody was quicker.")] = None,
    as_json: AsJson = False,
) -> None:
    """Correct or decide a letter; the machine's values are kept, and reading again changes nothing here.

    A row of a list or table is dropped by an empty value (`--set "contest.prizes[1]="`) and added
    under `[+]` (`--set "contest.prizes[+].rank=Nhì" --set "contest.prizes[+].count=2"`).

    Example: `congvan review 3f9a0c12 --set issuer="Ủy ban nhân dân xã An Hòa" --accept`
    """
    name = who(by)
    with told():
        opened = Archive.open(archive)
        filed = opened.get(letter_id)
        version = expected_version if expected_version is not None else filed.summary.version
        if values:
            filed = opened.correct(filed.summary.id, _pairs(values), by=name, expected_version=version)
        if begins:
            again = partial(work.divide, ReadOptions())
            filed = opened.divide(filed.summary.id, _pages(begins), again, by=name)
        for field in withdraw:
            filed = opened.withdraw(filed.summary.id, field, by=name)
        if not_duplicate:
            filed = opened.not_a_duplicate(filed.summary.id, by=name)
        if duplicate_of:
            filed = opened.duplicate_of(filed.summary.id, duplicate_of, by=name)
        if accept or reopen:
            decide = opened.accept if accept else opened.reopen
            filed = decide(filed.summary.id, by=name)
    if as_json:
        sys.stdout.write(filed.model_dump_json(indent=2, by_alias=True) + "\n")
    else:
        console.print(filed_card(filed))


@app.command()
def status(archive: ArchiveAt = ARCHIVE, as_json: AsJson = False) -> None:
    """Count the letters by state; say what waits for a human, and why.

    Example: `congvan status`
    """
    with told():
        found = Archive.open(archive).status()
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        console.print(status_tables(found))


@app.command()
def verify(
    archive: ArchiveAt = ARCHIVE,
    reindex: Annotated[bool, typer.Option("--reindex", help="Build the search index again first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hash every original again; compare files, tables and index.

    Example: `congvan verify`
    """
    with told():
        opened = Archive.open(archive)
        if reindex:
            opened.reindex()
        found = opened.verify()
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        console.print(verified_table(found))
    raise typer.Exit(ExitCode.ARCHIVE if found.damages else ExitCode.OK)


def _pages(text: str) -> tuple[int, ...]:
    if text == "read":
        return ()
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise BadDivision(text) from error


def _pairs(values: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in values:
        field, equals, value = text.partition("=")
        if not equals:
            raise BadCorrection(text, "write FIELD=VALUE")
        if field.strip() in pairs:
            raise BadCorrection(text, "given twice; number new rows: [+1], [+2]")
        pairs[field.strip()] = value
    return pairs
