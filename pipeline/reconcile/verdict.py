"""Two windows compared: the same, one telling more, or not both true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from pipeline.checks.moments import clock, day
from pipeline.reconcile.witness import Said, Window, span_days
from pipeline.records.contest import Moment
from pipeline.records.schedule import Verdict


class Limit(IntEnum):
    """How two printed limits stand to each other."""

    SAME = 0
    FINER = 1
    DIFFERS = 2


@dataclass(frozen=True)
class View:
    """A window as compared: what is printed, and what it comes to with its dated parts."""

    window: Window
    hull: Window
    ceremony: bool = False


def view(said: Said) -> View:
    """The view of a claim."""
    return View(said.window, said.hull, said.ceremony)


def limit(a: Moment | None, b: Moment | None) -> Limit:
    """Compare two starts or two ends; a missing one, or one without a time of day, is less fine."""
    if a is None or b is None:
        return Limit.SAME if a is b else Limit.FINER
    if day(a) != day(b):
        return Limit.DIFFERS
    times = (clock(a), clock(b))
    if None in times:
        return Limit.SAME if times == (None, None) else Limit.FINER
    return Limit.SAME if times[0] == times[1] else Limit.DIFFERS


def compare(a: View, b: View) -> Verdict:
    """Verdict on two claims."""
    worst = max(limit(a.window.start, b.window.start), limit(a.window.end, b.window.end))
    if worst is Limit.DIFFERS:
        return Verdict.REFINES if explained(a, b) or explained(b, a) else Verdict.CONFLICT
    if worst is Limit.FINER or a.window.parts != b.window.parts:
        return Verdict.REFINES
    return Verdict.REFINES if a.ceremony != b.ceremony or a.hull != b.hull else Verdict.AGREE


def explained(a: View, b: View) -> bool:
    """Whether `a` is a part of `b`: an event inside it, or a window that its own parts complete."""
    small, large = span_days(a.window), span_days(b.window)
    if small is None or large is None:
        return False
    if a.hull != a.window and span_days(a.hull) in (large, span_days(b.hull)):
        return True
    complete = None not in (a.window.start, a.window.end, b.window.start, b.window.end)
    inside = large[0] <= small[0] and small[1] <= large[1]
    if a.window.parts:
        return inside
    if not complete or not inside:
        return False
    event = small[0] == small[1] and large[0] < large[1]
    return event or (large[0] < small[0] and small[1] < large[1])


def verdict(claims: Sequence[Said]) -> Verdict:
    """Verdict on all dated claims about one thing."""
    if len({s.by.id for s in claims}) < 2:
        return Verdict.ONLY_ONE
    views = list(dict.fromkeys(view(s) for s in claims))
    worst = Verdict.AGREE
    for i, a in enumerate(views):
        for b in views[i + 1 :]:
            result = compare(a, b)
            if result is Verdict.CONFLICT:
                return result
            if result is Verdict.REFINES:
                worst = result
    return worst


def distance(claims: Sequence[Said]) -> int:
    """Largest distance in days between two printed starts, or two printed ends, that conflict."""
    views = [v for v in dict.fromkeys(view(s) for s in claims)]
    clashing = [
        (a, b) for i, a in enumerate(views) for b in views[i + 1 :] if compare(a, b) is Verdict.CONFLICT
    ]
    days = [abs((day(x) - day(y)).days) for a, b in clashing for x, y in _limits(a, b)]
    return max(days, default=0)


def _limits(a: View, b: View) -> Iterable[tuple[Moment, Moment]]:
    pairs = ((a.window.start, b.window.start), (a.window.end, b.window.end))
    return [(x, y) for x, y in pairs if x is not None and y is not None]
