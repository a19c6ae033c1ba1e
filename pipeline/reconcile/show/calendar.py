"""The dates that hold as a calendar (RFC 5545), each event with links to the letters that print it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vUri

from pipeline.folding import fold_words
from pipeline.reconcile.speech import Lang, label
from pipeline.reconcile.wording import headline, row_name, short, why, window
from pipeline.records.contest import Moment
from pipeline.records.schedule import Comparison, MilestoneComparison, Proposal, Timeline, Verdict

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(
    timelines: Iterable[Timeline],
    now: dt.datetime,
    lang: Lang = Lang.EN,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """Events for all stages and milestones with a date that holds.

    Args:
        timelines: the contests.
        now: stands as the time the calendar was made.
        lang: language of summaries and reasons.
        links: address of a letter by its id.
    """
    book = Calendar()
    book.add("prodid", "-//congvan//conflicts//VI")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    for timeline in timelines:
        for key, row in _keyed(timeline):
            if row.proposed is not None:
                book.add_component(_event(timeline, row, row.proposed, key, now, lang, links or {}))
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _keyed(timeline: Timeline) -> Iterator[tuple[str, Comparison]]:
    """Rows under names that stay the same when further letters come in, so that a calendar is updated."""
    for stage in timeline.stages:
        yield f"stage-{stage.index}", stage
    count: Counter[str] = Counter()
    for stone in timeline.milestones:
        key = "-".join(
            [
                stone.kind.value,
                *fold_words(stone.scope or "").split(),
                *([f"{stone.stage}"] if stone.stage else []),
            ]
        )
        count[key] += 1
        yield f"{key}-{count[key]}" if count[key] > 1 else key, stone


def _event(
    timeline: Timeline,
    row: Comparison,
    held: Proposal,
    key: str,
    now: dt.datetime,
    lang: Lang,
    links: Mapping[str, str],
) -> Event:
    event = Event()
    event.add("uid", f"{timeline.id}-{key}@congvan")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", f"{row_name(row, lang)} – {headline(timeline, lang)}")
    start, end = _limits(held)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("description", _description(timeline, row, held, lang, links))
    event.add("categories", [label(row.verdict.value, lang)])
    if isinstance(row, MilestoneComparison) or row.verdict is not Verdict.CONFLICT:
        event.add("transp", "TRANSPARENT")
    if held.letter in links:
        event.add("url", vUri(links[held.letter]))
    for letter in dict.fromkeys(c.letter for c in row.claims):
        if letter in links:
            event.add("attach", vUri(links[letter]))
    return event


def _limits(held: Proposal) -> tuple[Moment, Moment]:
    """Start and end as calendars want them: whole days end on the day after; a limit is its own day."""
    end = held.end or held.before or held.on or held.start
    start = held.start or held.on or end
    if start is None or end is None:
        raise ValueError("a proposal without any date")
    if isinstance(end, dt.datetime) or isinstance(start, dt.datetime):
        return _timed(start, dt.time.min), _timed(end, dt.time(23, 59))
    return start, end + dt.timedelta(days=1)


def _timed(moment: Moment, default: dt.time) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, default)
    return moment.replace(tzinfo=_ZONE)


def _description(
    timeline: Timeline, row: Comparison, held: Proposal, lang: Lang, links: Mapping[str, str]
) -> str:
    refs = {ref.id: ref for ref in timeline.letters}
    lines = [f"{window(held, lang)} – {why(held, lang)}", ""]
    for claim in row.claims:
        ref = refs[claim.letter]
        parts = (short(ref, lang), ref.code or "", window(claim, lang), links.get(ref.id, ""))
        lines.append("• " + " · ".join(p for p in parts if p))
    return "\n".join(lines)
