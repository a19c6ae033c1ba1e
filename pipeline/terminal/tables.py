"""Tables and lists of the archive for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.records.archive import Answer, Filed, Hit, Run, Snippet, State, Status, Summary, Verified
from pipeline.terminal.card import show
from pipeline.terminal.counts import counted

_STYLE = {
    State.FILED: "green",
    State.REVIEW: "yellow",
    State.DUPLICATE: "dim",
    State.QUARANTINED: "red",
}


def run_table(run: Run) -> RenderableType:
    """What a run did, and every file it could not read with the reason."""
    rate = f", {60 * run.pages / run.seconds:.0f} pages a minute" if run.pages and run.seconds else ""
    head = f"{counted(run.found, 'file')} found, {run.new} new, {run.read} read"
    head += f", {counted(run.pages, 'page')} in {run.seconds:.1f} s{rate}"
    parts: list[RenderableType] = [Text(head)]
    if run.states:
        parts.append(
            Text("  ").join(Text(f"{s}: {n}", style=_STYLE.get(s, "")) for s, n in sorted(run.states.items()))
        )
    parts.extend(Text(f"{t.reason}", style="red") for t in run.quarantined)
    parts.extend(
        Text(f"{name}: marked secret, refused; nothing of it was stored", style="red") for name in run.refused
    )
    if run.cancelled:
        parts.append(Text("stopped; run the same command again to go on", style="yellow"))
    return Group(*parts)


def letters_table(letters: Sequence[Summary], *, more: bool = False) -> RenderableType:
    """Two lines a letter: narrow windows show issuer and subject too; whether there are more."""
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1))
    for name in ("id, state", "code, date"):
        table.add_column(name, no_wrap=True)
    table.add_column("issuer, subject", no_wrap=True, overflow="ellipsis", ratio=1)
    for one in letters:
        id_, code, date, issuer, subject = _row(one)
        table.add_row(
            Text.assemble((id_, "bold"), "\n", _state(one)), f"{code}\n{date}", Text(f"{issuer}\n{subject}")
        )
    rest = f"; more: --after {letters[-1].id}" if more else ""
    return Group(table, Text(counted(len(letters), "letter") + rest, style="dim"))


def answer_list(answer: Answer) -> RenderableType:
    """Hits with their passages, and how the query was understood."""
    found = f"{answer.total}+ letters" if answer.more_than_total else counted(answer.total, "letter")
    head = Text(f"{found} for {answer.understood}" if answer.understood else found)
    if answer.corrected:
        head = Text(f"nothing for “{answer.query}”; shown: {answer.corrected}", style="yellow")
    parts: list[RenderableType] = [head]
    for hit in answer.hits:
        parts.append(_hit(hit))
    if answer.next:
        parts.append(Text(f"more: --after {answer.next}", style="dim"))
    return Group(*parts)


def filed_card(filed: Filed) -> RenderableType:
    """State, reasons, links, corrections and history of a letter."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    one = filed.summary
    table.add_row("id", f"{one.id}  version {one.version}")
    table.add_row("state", _state(one))
    for reason in one.reasons:
        table.add_row("why", Text(reason.message, style="yellow"))
    for link in filed.links:
        said = f"{link.id} is the same as {link.of} ({link.kind}, {link.score:.0%})"
        table.add_row("same", said + (f"; not so, says {link.dismissed_by}" if link.dismissed_by else ""))
    for made in filed.corrections:
        table.add_row(
            "corrected", f"{made.field}: {made.machine} → {made.value}  {made.by}, {made.at:%d/%m/%Y %H:%M}"
        )
    for step in filed.entry.history:
        table.add_row(f"{step.at:%d/%m %H:%M:%S}", f"{step.state}  {step.reason}")
    return table


def status_tables(status: Status) -> RenderableType:
    """The archive in numbers."""
    table = Table("state", "files")
    for state, count in status.states.items():
        table.add_row(Text(state, style=_STYLE.get(state, "")), str(count))
    rate = f", {status.pages_a_minute:.0f} pages a minute" if status.pages_a_minute else ""
    letters = counted(status.letters, "letter")
    parts: list[RenderableType] = [
        Text(f"{status.archive}: {letters}, {counted(status.pages, 'page')}, {status.bytes / 1e6:.1f} MB"),
        Text(f"read in the last hour: {counted(status.read_last_hour, 'file')}{rate}", style="dim"),
        table,
    ]
    if status.waiting:
        waits = Table("waits for a human", "letters", "for example")
        for one in status.waiting:
            waits.add_row(one.code, str(one.letters), one.message)
        parts.append(waits)
        hint = (
            "see them: congvan letters --state review; decide: congvan review ID --set FIELD=VALUE --accept"
        )
        parts.append(Text(hint, style="dim"))
    parts.extend(Text(f"{e.id}  {e.reason}", style="red") for e in status.quarantined)
    if status.quarantined:
        parts.append(Text("when they are mended: congvan ingest PATH --retry", style="dim"))
    return Group(*parts)


def verified_table(found: Verified) -> RenderableType:
    """What was checked and what is wrong."""
    said = f"{found.originals} originals, {found.artefacts} records, {found.letters} letters checked"
    if not found.damages:
        return Text(f"{said}: all as it should be", style="green")
    table = Table("id", "code", "what")
    for one in found.damages:
        table.add_row(one.id, one.code, one.message)
    return Group(Text(said), table)


def _row(one: Summary) -> tuple[str, str, str, str, str]:
    code = one.code or ("(draft)" if one.is_draft else "")
    return one.id, code, show(one.issued_on), one.issuer or "", one.subject or one.name


def _state(one: Summary) -> Text:
    text = Text(one.state, style=_STYLE.get(one.state, ""))
    if one.duplicate_of:
        text.append(f" of {one.duplicate_of}")
    return text


def _hit(hit: Hit) -> RenderableType:
    id_, code, date, issuer, subject = _row(hit.letter)
    head = Text.assemble((id_, "bold"), "  ", " · ".join(p for p in (code, date, issuer) if p))
    parts: list[RenderableType] = [Text(""), head, Text(f"  {subject}")]
    if hit.snippet is not None:
        parts.append(_snippet(hit.snippet))
    return Group(*parts)


def _snippet(snippet: Snippet) -> Text:
    text = Text(snippet.text, style="dim")
    for start, end in snippet.marks:
        text.stylize("bold not dim", start, end)
    place = Text(f"  p. {snippet.page}  ", style="cyan")
    if snippet.boxes:
        box = snippet.boxes[0]
        text.append(f"  ({box.x0:.2f} {box.y0:.2f} {box.x1:.2f} {box.y1:.2f})", style="dim cyan")
    return place + text
