"""Times of day, parts of the day and days of the week beside a date: `10h00’`, `07 giờ 30 phút`, `thứ Tư`.

All patterns run on plain text (`plain.plain`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

NGAY = r"ng[a-z]{0,2}y"
"""The word `ngày` in folded text, letters of it misread or lost."""
_CLOCK = (
    r"(?P<h{n}>[01]?\d|2[0-4])\s?(?:"
    r"(?:h|gio)(?![a-z])\s?(?:(?P<m{n}>[0-5]?\d)(?!\s?[/\d]|\s?\.\s?\d|\s?thang|-\d{1,2}(?!\d|\s?(?:h|gio"
    r"|:|g\d)))(?:\s?(?:phut\b|p\b|['\"]+))?)?"
    r"|g(?P<g{n}>[0-5]\d)(?:\s?['\"p])?(?!\w)"
    r"|:(?P<c{n}>[0-5]\d)(?::[0-5]\d)?(?!\d))"
)
_PART = r"(?:\s?(?P<part{n}>sang|trua|chieu|toi)(?![a-z]))?"
_WEEKDAY = r"(?:thu\s?(?P<w{n}>hai|ba|tu|nam|sau|bay|[2-7])(?![\w/])|(?P<s{n}>chu\s?nhat|cn)(?![a-z]))"
_TO = r"\s*(?:-|den|toi)\s*"
_GLUE = r"[\s,;:.()]*"


def _clock(name: str) -> str:
    return r"(?<![\d/.,:])" + _CLOCK.replace("{n}", name)


_UNNAMED = re.sub(r"\?P<[^>]+>", "?:", _CLOCK)
CLOCKS = "(?:" + _UNNAMED + r"(?:" + _TO + _UNNAMED + r")?)"
"""An hour, or a span of hours, for use inside other patterns."""
_ALONE = re.compile(
    _clock("a") + r"(?:" + _TO + _CLOCK.replace("{n}", "b") + r")?" + _PART.replace("{n}", "a")
)


def clock_times(folded: str) -> tuple[dt.time | None, dt.time | None]:
    """The hour, or both hours, that a short text tells."""
    found = _ALONE.search(folded)
    if found is None:
        return None, None
    return _time(found, "a"), _time(found, "b")


_LEFT = re.compile(
    r"(?:" + _clock("a") + r"(?:" + _TO + _CLOCK.replace("{n}", "b") + r")?"
    + _PART.replace("{n}", "a") + r")?" + _GLUE
    + r"(?:(?:vao|cua|trong|buoi|cac|ng[a-z]{0,2}y)\s+)*" + _PART.replace("{n}", "b") + _GLUE
    + r"(?:(?P<day>" + _WEEKDAY.replace("{n}", "a") + r")" + _GLUE + r")?"
    + r"(?:ng[a-z]{0,2}y)?[\s:]*$"
)  # fmt: skip
_AT = r"(?:bat dau|khai mac|vao|tu|luc|hoi|truoc|buoi|khoang|buoi (?:sang|chieu|toi|trua))[:,]?"
"""A time after a date needs one of these words, or a comma or bracket, before it."""
_RIGHT = re.compile(
    r"(?:[\s,]*\(?\s*(?:(?:sang|trua|chieu|toi)\s+)?(?P<day>" + _WEEKDAY.replace("{n}", "a") + r")\s*\)?)?"
    r"(?P<clock>(?:\s*[,;(-]\s*(?:" + _AT + r"\s+)*|\s+(?:" + _AT + r"\s+)+)"
    + _clock("a") + r"(?:" + _TO + _CLOCK.replace("{n}", "b") + r")?" + _PART.replace("{n}", "a") + r")?"
)  # fmt: skip
_SEVERAL = re.compile(r"\s*(?:,|va|-)\s*" + _WEEKDAY.replace("{n}", "a"))
_DAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a date: its reach in the text, times and the printed day of the week (1..7)."""

    start: int
    end: int
    time: dt.time | None = None
    until: dt.time | None = None
    midnight: bool = False
    """24h00: the end of the day, which a `dt.time` cannot hold."""
    weekday: int | None = None


def _time(found: re.Match[str], name: str) -> dt.time | None:
    hour = found.group(f"h{name}")
    if hour is None:
        return None
    minute = found.group(f"m{name}") or found.group(f"g{name}") or found.group(f"c{name}") or "0"
    value = int(hour)
    part = found.groupdict().get("parta") or found.groupdict().get("partb")
    if part in ("chieu", "toi") and value < 12:
        value += 12
    return dt.time(value % 24, int(minute))


def _weekday(found: re.Match[str]) -> int | None:
    if found.group("sa"):
        return 7
    word = found.group("wa")
    if word is None:
        return None
    return int(word) - 1 if word.isdigit() else _DAYS[word]


def beside(folded: str, start: int, end: int) -> Beside:
    """Read the time and the day of the week around the date at [start, end) of the folded text."""
    floor = max(0, start - 70)
    left = _LEFT.search(folded, floor, start)
    right = _RIGHT.match(folded, end, min(len(folded), end + 70))
    reach_left, reach_right = start, end
    time = until = None
    midnight = False
    weekday = None
    if left is not None:
        weekday = _weekday(left)
        if left.group("ha"):
            time, until = _time(left, "a"), _time(left, "b")
            midnight = int(left.group("ha")) == 24
            reach_left = left.start("ha")
        elif weekday is not None:
            reach_left = left.start("day")
    if right is not None:
        if weekday is None and right.group("day") and not _SEVERAL.match(folded, right.end("day")):
            weekday, reach_right = _weekday(right), right.end("day")
            if "(" in folded[end:reach_right] and folded[reach_right : reach_right + 1] == ")":
                reach_right += 1
        if time is None and right.group("ha"):
            time, until = _time(right, "a"), _time(right, "b")
            midnight = int(right.group("ha")) == 24
            reach_right = right.end("clock")
    return Beside(reach_left, reach_right, None if midnight else time, until, midnight, weekday)
