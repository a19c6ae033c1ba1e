"""The timeline as a chart: what holds on top, one lane a letter below, conflicts marked."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib as mpl
import matplotlib.dates
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from pipeline.checks.moments import clock, day, first, last
from pipeline.reconcile.speech import Lang, label
from pipeline.reconcile.wording import headline, row_name, short
from pipeline.records.contest import MilestoneKind, Moment
from pipeline.records.schedule import (
    Claim,
    LetterRef,
    MilestoneComparison,
    Proposal,
    StageComparison,
    Timeline,
    Verdict,
)

_COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D31", "#6A51A3")
"""Okabe and Ito's palette: told apart with colour-blind eyes too."""
_mdates: Any = matplotlib.dates  # its functions carry no types
_RED, _OLD, _INK, _FAINT = "#C00000", "#7A6A00", "#222222", "#DDDDDD"
_MARKS = {
    MilestoneKind.CEREMONY: "*",
    MilestoneKind.SUBMISSION: "^",
    MilestoneKind.REPORT: "s",
    MilestoneKind.REGISTRATION: "o",
    MilestoneKind.OTHER: "D",
}
_LANE, _TOP, _MARGIN = 0.30, 0.62, 1.9
"""Heights in inches: a lane, the lane of what holds, title with legend and axis."""
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "congvan",
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
}


@dataclass(frozen=True)
class _Lane:
    """One letter's line of the chart."""

    ref: LetterRef
    stages: tuple[tuple[int, Claim], ...]
    stones: tuple[tuple[MilestoneKind, Claim], ...]

    @property
    def clashes(self) -> bool:
        """Whether anything on it contradicts what holds, now or before an extension."""
        return any(_clashes(c) for _, c in (*self.stages, *self.stones))


def chart(
    timeline: Timeline, form: Literal["svg", "png"], lang: Lang = Lang.EN, *, title: bool = True
) -> bytes:
    """Draw one contest, with its name above it or not; the height grows with the number of letters."""
    lanes = _lanes(timeline)
    height = _MARGIN + _TOP + _LANE * max(1, len(lanes)) + 0.12 * len(timeline.stages)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(11.5, height), layout="constrained", facecolor="white")
        axes = figure.add_subplot()
        _draw(axes, timeline, lanes, lang)
        if title:
            name = "\n".join(textwrap.wrap(headline(timeline, lang), 100))
            axes.set_title(name, loc="left", fontsize=11, fontweight="bold")
        handles = _legend(timeline, lang)
        figure.legend(
            handles=handles, loc="outside lower center", ncols=min(3, len(handles)), frameon=False, fontsize=8
        )
        out = io.BytesIO()
        figure.savefig(out, format=form, dpi=150, metadata={"Date": None} if form == "svg" else None)
    return out.getvalue()


def _lanes(timeline: Timeline) -> list[_Lane]:
    """Lanes of letters that print a date, in the order of the record: the origin first, then by date."""
    stages: dict[str, list[tuple[int, Claim]]] = {}
    stones: dict[str, list[tuple[MilestoneKind, Claim]]] = {}
    for at, stage in enumerate(timeline.stages):
        for claim in stage.claims:
            stages.setdefault(claim.letter, []).append((at, claim))
    for stone in timeline.milestones:
        for claim in stone.claims:
            stones.setdefault(claim.letter, []).append((stone.kind, claim))
    lanes = [
        _Lane(ref, tuple(stages.get(ref.id, ())), tuple(stones.get(ref.id, ()))) for ref in timeline.letters
    ]
    return [lane for lane in lanes if any(_dated(c) for _, c in (*lane.stages, *lane.stones))]


def _draw(axes: Any, timeline: Timeline, lanes: Sequence[_Lane], lang: Lang) -> None:
    _proposed(axes, timeline)
    for at, lane in enumerate(lanes):
        if at % 2:
            axes.axhspan(at + 0.5, at + 1.5, color="#F6F6F6", zorder=0)
        _claims(axes, at + 1, lane, timeline)
    names = [
        "\n".join(textwrap.wrap(label("proposed", lang).upper(), 24)),
        *(_name(lane, lang) for lane in lanes),
    ]
    axes.set_yticks([-0.25, *range(1, len(lanes) + 1)], names)
    top, *labels = axes.get_yticklabels()
    top.set_fontweight("bold")
    for text, lane in zip(labels, lanes, strict=True):
        text.set_color(_RED if lane.clashes else _INK)
        text.set_fontstyle("italic" if lane.ref.is_draft else "normal")
    axes.set_ylim(len(lanes) + 0.6, -1.2)
    axes.axhline(0.5, color=_INK, linewidth=0.8)
    axes.xaxis.set_major_locator(_mdates.AutoDateLocator(minticks=5, maxticks=14))
    axes.xaxis.set_major_formatter(_mdates.DateFormatter("%d/%m"))
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=True, labelbottom=len(lanes) > 12)
    axes.grid(axis="x", color=_FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.margins(x=0.06)
    for side in ("right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _name(lane: _Lane, lang: Lang) -> str:
    return textwrap.shorten(short(lane.ref, lang), 44, placeholder="…")


def _proposed(axes: Any, timeline: Timeline) -> None:
    """The dates that hold: thick bars with their days, thin lines down through all lanes."""
    for at, stage in enumerate(timeline.stages):
        held = stage.proposed
        if held is None:
            continue
        left, width = _extent(held)
        color = _COLORS[at % len(_COLORS)]
        axes.add_patch(Rectangle((left, -0.6), width, 0.7, color=color, zorder=3))
        for x in (left, left + width):
            axes.axvline(x, color=color, linewidth=0.7, linestyle=(0, (4, 3)), alpha=0.7, zorder=1)
        days = " – ".join(_brief(m) for m in (held.start, held.end) if m is not None)
        axes.annotate(
            days, (left + width / 2, -0.62), ha="center", va="bottom", fontsize=8, color=_INK, zorder=5
        )
        axes.plot([left, left + width], [-0.25] * 2, alpha=0)
    for stone in timeline.milestones:
        if stone.proposed is not None and stone.scope is None:
            _stone(axes, -0.25, stone.kind, stone.proposed, color=_INK, size=8)


def _claims(axes: Any, y: float, lane: _Lane, timeline: Timeline) -> None:
    for at, claim in lane.stages:
        if not _dated(claim):
            continue
        held = timeline.stages[at].proposed
        left, width = _extent(claim)
        thin = claim.start is None and held is not None and held.start is not None
        if thin and held is not None and held.start is not None:  # an end alone: a thin line leads up to it
            begin = _extent(held)[0]
            left, width = min(begin, left), left + width - min(begin, left)
        edge = _RED if _clashes(claim) else _OLD if claim.superseded else "none"
        height = 0.18 if thin else 0.54
        bar = Rectangle(
            (left, y - height / 2),
            width,
            height,
            facecolor=_COLORS[at % len(_COLORS)],
            edgecolor=edge,
            linewidth=1.5 if edge != "none" else 0,
            alpha=0.45 if lane.ref.is_draft or claim.weight < 1 or claim.superseded else 0.85,
            hatch="////" if _clashes(claim) else None,
            linestyle="--" if claim.superseded else "-",
            zorder=3,
        )
        axes.add_patch(bar)
        axes.plot([left, left + width], [y, y], alpha=0)
        if edge != "none" and held is not None:
            _difference(axes, y, claim, held, (left, left + width), edge)
    for kind, claim in lane.stones:
        color = _RED if _clashes(claim) else _OLD if claim.superseded else _INK
        _stone(axes, y, kind, claim, color=color, size=6)


def _clashes(claim: Claim) -> bool:
    return claim.fit is Verdict.CONFLICT and not claim.superseded


def _difference(
    axes: Any, y: float, claim: Claim, held: Proposal, sides: tuple[float, float], color: str
) -> None:
    """The printed start or end that differs, beside its end of the bar."""
    look = {
        "textcoords": "offset points", "va": "center", "fontsize": 7, "color": color, "zorder": 6,
        "bbox": {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    }  # fmt: skip
    if claim.end is not None and held.end is not None and claim.end != held.end:
        axes.annotate(_brief(claim.end), (sides[1], y), xytext=(3, 0), ha="left", **look)
    if claim.start is not None and held.start is not None and claim.start != held.start:
        axes.annotate(_brief(claim.start), (sides[0], y), xytext=(-3, 0), ha="right", **look)


def _stone(
    axes: Any, y: float, kind: MilestoneKind, claim: Claim | Proposal, *, color: str, size: float
) -> None:
    moment = claim.on or claim.before or claim.end or claim.start
    if moment is None:
        return
    x = _middle(moment)
    axes.plot(
        [x], [y], marker=_MARKS[kind], markersize=size * (1.6 if _MARKS[kind] == "*" else 1), color=color,
        markeredgecolor="white", markeredgewidth=0.6, linestyle="none", zorder=6, clip_on=False,
    )  # fmt: skip


def _legend(timeline: Timeline, lang: Lang) -> list[Any]:
    handles: list[Any] = [
        Patch(color=_COLORS[i % len(_COLORS)], label=textwrap.shorten(row_name(s, lang), 46, placeholder="…"))
        for i, s in enumerate(timeline.stages)
    ]
    for kind in dict.fromkeys(m.kind for m in timeline.milestones):
        handles.append(
            Line2D([], [], marker=_MARKS[kind], color=_INK, linestyle="none", label=label(kind.value, lang))
        )
    claims = [c for row in _all(timeline) for c in row.claims]
    if any(c.superseded for c in claims):
        handles.append(
            Patch(facecolor="#BBBBBB", edgecolor=_OLD, linestyle="--", label=label("superseded", lang))
        )
    if any(_clashes(c) for c in claims):
        handles.append(
            Patch(facecolor="white", edgecolor=_RED, hatch="////", label=label("conflict", lang).lower())
        )
    if any(ref.is_draft for ref in timeline.letters):
        handles.append(Patch(color="#999999", alpha=0.45, label=label("draft", lang)))
    return handles


def _all(timeline: Timeline) -> Iterator[StageComparison | MilestoneComparison]:
    yield from timeline.stages
    yield from timeline.milestones


def _dated(claim: Claim) -> bool:
    return any(m is not None for m in (claim.start, claim.end, claim.on, claim.before))


def _extent(claim: Claim | Proposal) -> tuple[float, float]:
    """Left edge and width in days; a window without a start is drawn as its last day."""
    end = claim.end or claim.before or claim.on
    start = claim.start or claim.on or end
    left = _mdates.date2num(first(start if start is not None else dt.date.min))
    right = _mdates.date2num(last(end)) if end is not None else left + 1
    return left, max(right - left, 0.2)


def _middle(moment: Moment) -> float:
    """Where a day's mark stands: at its time of day, else at noon."""
    at = clock(moment) or dt.time(12)
    return float(_mdates.date2num(dt.datetime.combine(day(moment), at)))


def _brief(moment: Moment) -> str:
    at = clock(moment)
    return f"{moment.day}/{moment.month}" + (f" {at.hour}h{at.minute:02d}" if at is not None else "")
