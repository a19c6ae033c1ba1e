"""Contests in the terminal: the dates that hold, who prints what, why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.reconcile import Lang, label
from pipeline.reconcile.wording import apart, headline, own_rows, place, row_name, rows, short, why, window
from pipeline.records.schedule import (
    Claim,
    Comparison,
    Conflicts,
    Explanation,
    LetterRef,
    Silence,
    StageComparison,
    Timeline,
    Verdict,
)

_STYLE = {
    Verdict.AGREE: "green",
    Verdict.REFINES: "cyan",
    Verdict.CONFLICT: "bold red",
    Verdict.ONLY_ONE: "dim",
}
_MARK = {Verdict.AGREE: "✓", Verdict.REFINES: "≈", Verdict.CONFLICT: "✗", Verdict.ONLY_ONE: "·"}
_WINDOW, _VERDICT = 20, 15
_LINES = 8
_MANY = 4
"""Letters named beside a date before the rest is counted."""


def conflicts_view(conflicts: Conflicts, lang: Lang) -> RenderableType:
    """All contests, one panel each."""
    if not conflicts.contests:
        return Text(label("none", lang), style="dim")
    return Group(*(timeline_panel(t, lang) for t in conflicts.contests))


def timeline_panel(timeline: Timeline, lang: Lang) -> Panel:
    """One contest: a table of dates, then what else an organizer should know."""
    rows = [*_dates(timeline, lang), *_notes(timeline, lang)]
    count = timeline.conflicts
    found = f"{count} {label('conflicts', lang)}" if count else label("no-conflicts", lang)
    title = Text(headline(timeline, lang), style="bold")
    foot = f"{len(timeline.letters)} {label('letters', lang)} · {found}"
    return Panel(
        Group(*rows),
        title=title,
        title_align="left",
        subtitle=Text(foot, style="red" if count else "green"),
        subtitle_align="right",
        padding=(1, 1, 0, 1),
    )


def _dates(timeline: Timeline, lang: Lang) -> list[RenderableType]:
    """A block for each stage and milestone: what holds, the verdict, what is printed, why."""
    refs = {ref.id: ref for ref in timeline.letters}
    named = [(_row_name(row, lang), row) for row in rows(timeline)]
    blocks: list[RenderableType] = []
    for name, row in named:
        head = Table.grid(padding=(0, 2), expand=True)
        head.add_column(ratio=1)
        head.add_column(no_wrap=True, width=_WINDOW)
        head.add_column(no_wrap=True, width=_VERDICT)
        head.add_row(name, _held(row, lang), _verdict(row, lang))
        below: list[RenderableType] = []
        if row.verdict is not Verdict.ONLY_ONE or len(row.claims) > 1:
            below.append(_claims(row, refs, lang))
            below += _why(row, lang)
        else:
            below.append(Text(", ".join(short(refs[c.letter], lang) for c in row.claims), style="dim"))
        blocks += [head, Padding(Group(*below), (0, 0, 1, 4))]
    return blocks


def _why(row: Comparison, lang: Lang) -> list[RenderableType]:
    if row.proposed is None:
        return []
    return [Text(why(row.proposed, lang), style="dim italic")]


def _row_name(row: Comparison, lang: Lang) -> Text:
    first, dot, rest = row_name(row, lang).partition(" · ")
    text = Text(first, style="bold" if isinstance(row, StageComparison) else "italic")
    return text.append(dot + rest, style="not bold not italic")


def _held(row: Comparison, lang: Lang) -> Text:
    if row.proposed is None:
        return Text("–", style="dim")
    return Text(window(row.proposed, lang), style="bold")


def _verdict(row: Comparison, lang: Lang) -> Text:
    text = Text(f"{_MARK[row.verdict]} {label(row.verdict.value, lang)}", style=_STYLE[row.verdict])
    if row.verdict is Verdict.CONFLICT and row.days:
        text.append(f"\n  {apart(row, lang)}", style="red not bold")
    return text


def _claims(row: Comparison, refs: dict[str, LetterRef], lang: Lang) -> Table:
    """Each printed window once, with the letters that print it; those that cannot hold in red."""
    by_window: dict[str, list[Claim]] = {}
    for claim in row.claims:
        by_window.setdefault(window(claim, lang), []).append(claim)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for printed, claims in by_window.items():
        clashes = any(c.fit is Verdict.CONFLICT and not c.superseded for c in claims)
        old = any(c.superseded for c in claims)
        names = [short(refs[c.letter], lang) for c in claims[:_MANY]]
        more = f" +{len(claims) - _MANY}" if len(claims) > _MANY else ""
        said = Text(", ".join(names) + more, style="dim")
        if old:
            said.append(f"  {label('superseded', lang)}", style="yellow")
        table.add_row(Text(printed, style="red" if clashes else "yellow" if old else ""), said)
    return table


def _notes(timeline: Timeline, lang: Lang) -> list[RenderableType]:
    refs = {ref.id: ref for ref in timeline.letters}
    vi = lang is Lang.VI
    notes: list[RenderableType] = []
    chain = [
        f"{short(refs[s.letter], lang)}: {s.note_vi if vi else s.note}"
        for row in (*timeline.stages, *timeline.milestones)
        if row.proposed is not None
        for s in row.proposed.chain
        if not s.accepted
    ]
    notes += _block(label("not-accepted", lang), dict.fromkeys(chain), "yellow")
    own = [
        f"{place(m.scope or '')}: {window(m.proposed, lang)}"
        for m in own_rows(timeline)
        if m.proposed is not None
    ]
    rest = [f"+{len(own) - _LINES}"] if len(own) > _LINES else []
    notes += _block(label("own", lang), [*own[:_LINES], *rest], "cyan")
    notes += _block(
        label("contradictions", lang),
        [
            f"{short(refs[c.letter], lang)}: {c.message_vi if vi and c.message_vi else c.message}"
            for c in timeline.contradictions
        ],
        "yellow",
    )
    notes += _block(
        label("missing-roots", lang),
        [
            " ".join(
                filter(
                    None,
                    (
                        m.code,
                        f"({', '.join(s for s in m.spellings if s != m.code)})"
                        if len(m.spellings) > 1
                        else "",
                        m.issuer,
                        f"· {label('perhaps', lang)} {m.perhaps}" if m.perhaps else "",
                        f"· {label('cited-by', lang)} {len(m.cited_by)}",
                    ),
                )
            )
            for m in timeline.missing
        ],
        "magenta",
    )
    said = [s.message_vi if vi else s.message for s in timeline.suggestions]
    notes += _block(label("suggestions", lang), dict.fromkeys(said), "blue")
    return notes


def _block(heading: str, lines: Iterable[str], style: str) -> list[RenderableType]:
    texts = [Text(f"• {line}") for line in lines]
    return [Text(heading, style=f"bold {style}"), Padding(Group(*texts), (0, 0, 1, 2))] if texts else []


def explanations_view(explanations: Sequence[Explanation], lang: Lang) -> RenderableType:
    """Pairs of letters with the clues for and against."""
    if not explanations:
        return Text(label("none", lang), style="dim")
    table = Table(
        "", label("letters", lang), label("points", lang), label("reason", lang), box=box.SIMPLE_HEAD
    )
    vi = lang is Lang.VI
    for one in explanations:
        style = "green" if one.together else "yellow"
        mark = label("together" if one.together else "apart", lang)
        lines = [Text(f"{c.points:+g}  {c.detail_vi if vi else c.detail}", style="dim") for c in one.clues]
        if not one.together or one.score < one.needed or not lines:
            lines.insert(0, Text(one.reason_vi if vi else one.reason))
        pair = Text(f"{one.first_name}\n{one.second_name}")
        table.add_row(Text(mark, style=style), pair, f"{one.score:g}", Text("\n").join(lines))
    return table


def silences_view(silences: Sequence[Silence], lang: Lang) -> RenderableType:
    """Localities without a letter, a contest at a time."""
    parts: list[RenderableType] = []
    for one in silences:
        head = Text(one.contest or label("contest", lang), style="bold")
        head.append(f"  {len(one.answered)}/{one.units} {label('answered', lang)}", style="green")
        names = Text(", ".join(one.silent), style="dim")
        parts += [head, Text(f"{label('silent', lang)} {len(one.silent)}:"), Padding(names, (0, 0, 1, 2))]
    return Group(*parts)
