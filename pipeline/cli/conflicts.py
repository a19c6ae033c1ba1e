"""The command that holds letters against each other: conflicts."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import TypeAdapter

from pipeline import reconcile
from pipeline.archive import Archive
from pipeline.cli.app import ARCHIVE, ArchiveAt, AsJson, By, app, console, errors, fail, told, who
from pipeline.cli.lazy import lazy
from pipeline.errors import CongvanError, ExitCode
from pipeline.reconcile import Lang, in_language, publish
from pipeline.reconcile.publish import Outputs
from pipeline.records.schedule import Explanation, GroupDecision, Member, Silence
from pipeline.terminal.conflicts import conflicts_view, explanations_view, silences_view

if TYPE_CHECKING:
    from pipeline import api
else:
    api = lazy("pipeline.api")

_EXPLANATIONS: TypeAdapter[tuple[Explanation, ...]] = TypeAdapter(tuple[Explanation, ...])
_SILENCES: TypeAdapter[tuple[Silence, ...]] = TypeAdapter(tuple[Silence, ...])


@app.command("conflicts")
def conflicts_(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Compare these files instead of an archive.")
    ] = None,
    archive: ArchiveAt = ARCHIVE,
    contest: Annotated[str, typer.Option(help="Only contests whose name has these words.")] = "",
    lang: Annotated[Lang, typer.Option(help="Language of headings and reasons.")] = Lang.EN,
    explain: Annotated[bool, typer.Option("--explain", help="Why letters are together or not.")] = False,
    between: Annotated[
        tuple[str, str] | None, typer.Option(help="With --explain: these two letters.")
    ] = None,
    join: Annotated[
        list[str] | None, typer.Option(help="These letters are about one contest; repeat.")
    ] = None,
    split: Annotated[list[str] | None, typer.Option(help="Take these out of their contest; repeat.")] = None,
    note: Annotated[str, typer.Option(help="With --join or --split: why.")] = "",
    by: By = "",
    silent: Annotated[str, typer.Option(help="Localities of PLACE from which no letter came.")] = "",
    chart: Annotated[Path | None, typer.Option(help="Draw the timeline: a .svg or .png file.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page that stands alone: .html.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write a workbook.")] = None,
    ics: Annotated[Path | None, typer.Option(help="Write the dates that hold as a calendar.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show where letters about one contest disagree, which dates hold and why.

    Example: `congvan conflicts --lang vi --report timeline.html`
    """
    decisions: tuple[GroupDecision, ...] = ()
    unread: list[CongvanError] = []
    with told():
        if files:
            members, unread = _read(files)
            links = {m.id: f.resolve().as_uri() for f in files for m in members if m.name == f.name}
        else:
            opened = Archive.open(archive)
            members = tuple(opened.contests.members())
            if join:
                opened.contests.decide(reconcile.together(join, who(by), note))
            if split:
                found = reconcile.compare(members, opened.contests.decisions())
                opened.contests.decide(reconcile.taken_out(found, split, who(by), note))
            decisions, links = opened.contests.decisions(), opened.contests.addresses()
        if explain or between:
            _explain(members, between, decisions, lang, as_json)
            return
        conflicts = reconcile.only(reconcile.compare(members, decisions), contest)
        if silent:
            _silent(reconcile.silent(conflicts.contests, silent), lang, as_json)
            return
        written = publish.write(
            conflicts.contests,
            Outputs(chart, report, xlsx, ics),
            dt.datetime.now(dt.UTC).astimezone(),
            lang,
            links,
        )
    for path in written:
        errors.print(f"wrote {path}", highlight=False)
    if as_json:
        sys.stdout.write(in_language(conflicts, lang).model_dump_json(indent=2) + "\n")
    elif not written:
        console.print(conflicts_view(conflicts, lang))
    if unread:
        raise typer.Exit(ExitCode.PARTIAL if members else unread[0].exit_code)


def _read(files: list[Path]) -> tuple[tuple[Member, ...], list[CongvanError]]:
    """The letters of some files; one that cannot be read is named, the others go on."""
    members: list[Member] = []
    unread: list[CongvanError] = []
    for file in files:
        try:
            letter = api.read(file)
        except CongvanError as error:
            fail(error)
            unread.append(error)
            continue
        for part, one in enumerate((letter, *letter.also), start=1):
            members.append(
                Member(id=f"{file.name}#{part}" if part > 1 else file.name, name=file.name, letter=one)
            )
    return tuple(members), unread


def _explain(
    members: tuple[Member, ...],
    between: tuple[str, str] | None,
    decisions: tuple[GroupDecision, ...],
    lang: Lang,
    as_json: bool,
) -> None:
    if between:
        found: tuple[Explanation, ...] = (reconcile.explain(members, *between, decisions),)
    else:
        found = reconcile.explain_all(members, decisions)
    if as_json:
        told_in = tuple(in_language(e, lang) for e in found)
        sys.stdout.write(_EXPLANATIONS.dump_json(told_in, indent=2).decode() + "\n")
    else:
        console.print(explanations_view(found, lang))


def _silent(found: tuple[Silence, ...], lang: Lang, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(_SILENCES.dump_json(found, indent=2).decode() + "\n")
    else:
        console.print(silences_view(found, lang))
