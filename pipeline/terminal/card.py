"""The card of one letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.records.contest import Contact, Contest, Seen
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter

SURE = 0.9
DOUBTFUL = 0.6


def show(value: object) -> str:
    """A value as the card prints it: dates as dd/mm/yyyy, times with the hour."""
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def cell(field: Field[Any]) -> Text:
    """A field's value, coloured by confidence; an absent one shows its reason."""
    if field.value is None:
        return Text(field.rule, style="dim italic")
    style = "" if field.confidence >= SURE else "yellow" if field.confidence >= DOUBTFUL else "red"
    text = Text(show(field.value), style=style)
    if field.confidence < SURE:
        text.append(f"  {field.confidence:.0%}", style="dim")
    return text


def letter_card(letter: Letter) -> RenderableType:
    """The letter at a glance: fields, lists, contest and findings in one panel."""
    parts: list[RenderableType] = [_fields(letter)]
    if letter.contest is not None:
        parts.append(_contest(letter.contest))
    parts.extend(
        Text(f"{'✗' if f.severity == 'error' else '!'} {f.code}  {f.message}", style="yellow")
        for f in letter.findings
        if f.severity != "info"
    )
    title = Text(letter.source.name, style="bold")
    footer = f"{letter.source.read_as} · {letter.source.pages} p. · {letter.source.seconds:.1f} s"
    cards: list[RenderableType] = [
        Panel(Group(*parts), title=title, title_align="left", subtitle=footer, subtitle_align="right")
    ]
    cards.extend(letter_card(other) for other in letter.also)
    return Group(*cards)


def _fields(letter: Letter) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    rows: list[tuple[str, Field[Any]]] = [
        ("kind", letter.kind),
        ("code", letter.code if letter.code.value else letter.symbol),
        ("issuer", letter.issuer),
        ("under", letter.parent_agency),
        ("place", letter.place),
        ("date", letter.issued_on),
        ("subject", letter.subject),
    ]
    rows += [(n, f) for n, f in (("urgency", letter.urgency), ("secrecy", letter.secrecy)) if f.value]
    for name, field in rows:
        table.add_row(name, cell(field))
    if letter.is_draft.value:
        table.add_row("", Text("draft: number or day left blank", style="magenta"))
    for name, many in (("to", letter.addressees), ("distribution", letter.distribution)):
        for i, field in enumerate(many):
            table.add_row(name if i == 0 else "", cell(field))
    signer = letter.signer
    instead = [cell(f) for f in (signer.capacity, signer.for_) if f.value]
    if instead:
        table.add_row("signed", Text(" ").join(instead))
    table.add_row("" if instead else "signed", Text(", ").join([cell(signer.title), cell(signer.name)]))
    for i, cited in enumerate(letter.citations):
        told = [cell(f) for f in (cited.kind, cited.code, cited.issued_on, cited.issuer) if f.value]
        table.add_row("cites" if i == 0 else "", Text(" · ").join(told))
    for i, due in enumerate(letter.deadlines):
        told = [cell(f) for f in (due.relation, due.date, due.what) if f.value]
        table.add_row("due" if i == 0 else "", Text(" ").join(told))
    arrival = letter.arrival
    if arrival.number.value or arrival.date.value:
        table.add_row("arrived", Text(" · ").join([cell(arrival.number), cell(arrival.date)]))
    return table


def _contest(contest: Contest) -> RenderableType:
    table = Table(title=Text(show(contest.name.value) or "contest"), title_justify="left", expand=False)
    for name in ("stage", "name", "from", "to"):
        table.add_column(name)
    for stage in contest.stages:
        start, end = cell(stage.start), cell(stage.end)
        if stage.start.value is None and stage.end.value is None:
            start, end = Text(stage.text, style="dim"), Text("")
        table.add_row(stage.label, cell(stage.name), start, end)
    for stone in contest.milestones:
        when = stone.on if stone.on.value else stone.before if stone.before.value else stone.end
        start = cell(stone.start) if stone.start.value else Text("")
        table.add_row(Text(str(stone.kind), style="dim"), cell(stone.what), start, cell(when))
    lines: list[RenderableType] = [table]
    for prize in contest.prizes:
        value = prize.value_vnd.value
        money = f"{value:,} đ".replace(",", ".") if value is not None else ""
        count = show(prize.count.value)
        lines.append(
            Text(f"  {count:>3} × {show(prize.rank.value)}  {money}  {show(prize.certificate.value)}")
        )
    contacts = (*contest.contacts.urls, *contest.contacts.emails, *contest.contacts.phones)
    if contacts:
        lines.append(Text("  " + " · ".join(_once(contacts)), style="dim"))
    return Group(*lines)


def _once(contacts: Sequence[Contact]) -> list[str]:
    """Each address once, however often it is told; `(QR)` where a code on the page says it."""
    seen: dict[str, tuple[str, bool]] = {}
    for contact in contacts:
        key = re.sub(r"^https?://(?:www\.)?|/$", "", show(contact.value)).casefold()
        value, coded = seen.get(key, (show(contact.value), False))
        seen[key] = value, coded or contact.seen is Seen.QR
    return [f"{value} (QR)" if coded else value for value, coded in seen.values()]
