"""The command that takes letters out of the archive: export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from pipeline import scratch
from pipeline.archive import Archive
from pipeline.cli.app import ARCHIVE, ArchiveAt, app, console, errors, told
from pipeline.cli.lazy import lazy
from pipeline.errors import PageFailed
from pipeline.place import beside
from pipeline.records.archive import State, Summary
from pipeline.terminal.counts import counted

if TYPE_CHECKING:
    from pipeline import api, export
else:
    api, export = lazy("pipeline.api"), lazy("pipeline.export")


class Kind(StrEnum):
    """What can be written."""

    REGISTER = "register"
    FOLLOW_UP = "follow-up"
    JSON = "json"
    ICS = "ics"
    EDXML = "edxml"
    DC = "dc"
    PDF = "pdf"
    FILES = "files"
    TRUTH = "truth"


_TEMPLATE = "{code} - {subject} - {issued_on:%d%m%Y}"


@app.command("export")
def export_(
    kind: Annotated[Kind, typer.Argument(help="What to write.")],
    to: Annotated[Path, typer.Argument(help="File; a folder for edxml, pdf, files.")],
    archive: ArchiveAt = ARCHIVE,
    query: Annotated[str, typer.Option(help="Only letters that this search finds.")] = "",
    year: Annotated[int, typer.Option(help="Only letters that arrived in this year.")] = 0,
    office: Annotated[str, typer.Option(help="The office in the register's head.")] = "",
    parent: Annotated[str, typer.Option(help="The body above it.")] = "",
    template: Annotated[str, typer.Option(help="Names of renamed copies.")] = _TEMPLATE,
) -> None:
    """Write registers, lists, calendars, exchange headers, reading copies, renamed copies, or truth.

    Example: `congvan export register so-den.xlsx --office "UBND phường Hoa Lư" --year 2026`
    """
    with told():
        opened = Archive.open(archive)
        if kind is Kind.TRUTH:
            lines = [one.model_dump_json() for one in opened.truth()]
            with beside(to) as path:
                path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            console.print(counted(len(lines), "letter"))
            return
        with scratch.folder() as folder:
            files = folder if kind in (Kind.PDF, Kind.FILES) else None
            found: Iterable[export.Item] = _items(opened, query, files)
            items = [i for i in found if not year or (i.arrived_on and i.arrived_on.year == year)]
            head = export.Office(name=office, parent=parent)
            said = _write(kind, Order(opened, items, to, head, template))
        if kind in (Kind.REGISTER, Kind.FOLLOW_UP):
            _warn(opened, {item.id for item in items})
    console.print(said)


def _warn(archive: Archive, taken: set[str]) -> None:
    """A register with two letters under one number is written, but not without a word."""
    for line in archive.waiting(why="arrival-twice", limit=1000):
        if line.id in taken:
            said = next(r.message for r in line.reasons if r.code == "arrival-twice")
            remedy = f"congvan review {line.id} --set arrival.number=..."
            errors.print(Text.assemble((line.id, "yellow"), f": {said}; set the right one: {remedy}"))


def _items(archive: Archive, query: str, files: Path | None) -> Iterator[export.Item]:
    """Letters as the writers take them; with their originals where `files` says where to put them."""
    for line in _wanted(archive, query):
        filed = archive.get(line.id)
        path = None
        if files is not None:
            content, _, name = archive.original(line.id)
            path = (files / line.id / name.replace("/", "_")).with_suffix(archive.suffix(line.id))
            path.parent.mkdir()
            path.write_bytes(content)
        day = filed.entry.seen_at.astimezone().date()
        item = export.item_of(filed.letter, day, id=line.id, original=path, arrived=filed.arrived)
        if filed.arrived is None:  # files still wait to be read: no number is given before they are
            item = item.model_copy(update={"arrival_number": item.arrival_number or ""})
        yield item


def _wanted(archive: Archive, query: str) -> Iterator[Summary]:
    if not query:
        yield from (line for line in archive.letters() if line.state is not State.DUPLICATE)
        return
    after = None
    while True:
        answer = archive.search(query, limit=200, after=after)
        yield from (hit.letter for hit in answer.hits)
        if (after := answer.next) is None:
            return


@dataclass(frozen=True)
class Order:
    """What is to be written."""

    archive: Archive
    items: list[export.Item]
    to: Path
    office: export.Office
    template: str


def _copies(order: Order) -> str:
    done = export.copy_renamed(order.items, order.to, order.template)
    return f"{counted(len(done), 'file')} copied to {order.to}"


def _reading_copies(order: Order) -> str:
    count = lost = 0
    for item in order.items:
        assert item.original is not None
        words = {page.number: page for page in order.archive.pages(item.id)}
        try:
            leaves = [export.Leaf(shown, words[shown.number]) for shown in api.pictures(item.original)]
        except PageFailed as error:
            errors.print(f"{item.id} {error}", style="red", highlight=False)
            lost += 1
            continue
        if leaves:
            export.write_reading_copy(leaves, order.to / f"{item.id}.pdf", item, now=order.archive.clock())
            count += 1
    said = f"{counted(count, 'reading copy', 'reading copies')} in {order.to}"
    if without := len(order.items) - count - lost:
        said += f"; {counted(without, 'letter')} of text without a picture left out"
    return said + (f"; {counted(lost, 'letter')} with a page that cannot be drawn left out" if lost else "")


def _write(kind: Kind, order: Order) -> str:
    items, to = order.items, order.to
    match kind:
        case Kind.REGISTER:
            export.write_register(items, to, order.office)
        case Kind.FOLLOW_UP:
            count = export.write_follow_up(items, to, order.office)
            return f"{counted(count, 'letter')} with a deadline (of {len(items)}), {to} written"
        case Kind.JSON:
            export.write_jsonl(items, to)
        case Kind.ICS:
            export.write_calendar(items, to, now=order.archive.clock())
        case Kind.EDXML:
            export.write_edxml(items, to)
        case Kind.DC:
            export.write_dublin_core(items, to)
        case Kind.PDF:
            return _reading_copies(order)
        case _:
            return _copies(order)
    return f"{counted(len(items), 'letter')} taken, {to} written"
