"""Drawing the days of a letter so that they fit what its template leaves unsaid."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

FIRST, SPAN = dt.date(2025, 7, 1), 540
"""The years in which the places bear the names that `cast` gives them."""


def draw(
    rng: random.Random,
    plan: Sequence[str],
    past: Sequence[str],
    *,
    across: bool,
    months: Sequence[int] = (),
) -> tuple[dt.date, dict[str, dt.date]]:
    """The letter's own day and the days it names.

    A line of `plan` is `name least most flags`: so many days after the day before it in the plan (the first
    after the letter's own). Flags: `m` the same month as that day, `o` another month, `wd0`..`wd6` falls on
    this weekday, `x` not before the next year. A line of `past` counts back from the letter's own day. Unless
    `across`, all days of the plan lie in the letter's own year, so that a year left out can only be that one.
    `months` are those in which such a letter is written; none: any.
    """
    for _ in range(60_000):
        issued = FIRST + dt.timedelta(days=rng.randint(0, SPAN))
        issued -= dt.timedelta(days=max(0, issued.weekday() - 4))
        if months and issued.month not in months:
            continue
        days = _try(rng, plan, issued, across)
        if days is not None:
            for line in past:
                name, least, most = line.split()[:3]
                days[name] = issued - dt.timedelta(days=rng.randint(int(least), int(most)))
            return issued, days
    raise ValueError(f"no days fit the plan {list(plan)}")


def _try(rng: random.Random, plan: Sequence[str], issued: dt.date, across: bool) -> dict[str, dt.date] | None:
    days: dict[str, dt.date] = {}
    last = issued
    for line in plan:
        name, least, most, *flags = line.split()
        day = last + dt.timedelta(days=rng.randint(int(least), int(most)))
        same = (day.year, day.month) == (last.year, last.month)
        fits = (
            ("m" not in flags or same)
            and ("o" not in flags or not same)
            and ("x" not in flags or day.year > issued.year)
            and all(day.weekday() == int(f[2:]) for f in flags if f.startswith("wd"))
            and (across or day.year == issued.year)
        )
        if not fits:
            return None
        days[name] = last = day
    return days
