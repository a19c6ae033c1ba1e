"""Place and day of issue, from the line `Kiên Giang, ngày 06 tháng 11 năm 2017`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.extract import anchors
from pipeline.extract.candidates import Candidate, read_as
from pipeline.extract.fold import fold
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.passage import Passage
from pipeline.extract.zones import Zones

_LINE = re.compile(
    r"(?P<place>.*?)[,.;:\s]*\b(?:ng[a-z]{1,2}y|[nm]gay|ng[a-z]?y)(?![a-z])(?P<day>[^a-z]{0,14}?|.{0,8}?)"
    r"\s*(?:th[a-z]{1,2}ng|th\wng|thang)\s*(?P<month>.{0,10}?)\s*(?:n[a-z]m|nam)(?!\s*nam\b)\s*(?P<year>\S{0,2}\s?\S{0,5})"
)
_DIGITS = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "!": "1", "i": "1", "]": "1", "[": "1", "ì": "1", "Ì": "1", "í": "1",
     "Í": "1", "O": "0", "o": "0", "Q": "0", "D": "0", "Ï": "1", "ï": "1", "J": "1"}
)  # fmt: skip
_MONTHS = {
    "Một": 1, "Giêng": 1, "Hai": 2, "Ba": 3, "Tư": 4, "Năm": 5, "Sáu": 6, "Bảy": 7, "Tám": 8,
    "Chín": 9, "Mười": 10, "Mười Một": 11, "Mười một": 11, "Mười Hai": 12, "Mười hai": 12,
}  # fmt: skip
_EMPTY = re.compile(r"^[\s.…_,:;'\-–~]*$")


@dataclass(frozen=True)
class Dated:
    """Candidates of place and day, and the year where the day is missing."""

    place: tuple[Candidate[str], ...] = ()
    issued_on: tuple[Candidate[dt.date], ...] = ()
    year: int | None = None


def find(zones: Zones) -> Dated:
    """Read the date line of the head."""
    places: list[Candidate[str]] = []
    days: list[Candidate[dt.date]] = []
    year: int | None = None
    for ref, fit in _lines(zones):
        line = passage([ref])
        match = _LINE.search(fold(line.text))
        if match is None:
            continue
        place = _place(line, match, fit)
        if place:
            places.append(place)
        day, found = _day(line, match, fit)
        days.append(day)
        year = year or found
    return Dated(tuple(places), tuple(days), year)


def _lines(zones: Zones) -> list[tuple[LineRef, float]]:
    found = [(r, 1.0) for r in zones.right_head if anchors.date_line(r.text)]
    if not found:
        others = (*zones.left_head, *zones.about, *zones.title[:1], *zones.above)
        found = [(r, 0.7) for r in others if anchors.date_line(r.text)]
    if not found:
        last = (*zones.body[-6:], *zones.signature)
        found = [
            (r, 0.6)
            for r in last
            if re.match(r"^[^,.]{3,30},\s*ng[aà]y", r.text) and anchors.date_line(r.text)
        ]
    return found


def _place(line: Passage, match: re.Match[str], fit: float) -> Candidate[str] | None:
    start, end = match.span("place")
    text = line.text[start:end]
    words = re.search(r"[^\W\d_][\w.'’ -]*(?:\s[\w.'’-]+)*$", text)
    if words is None:
        return None
    value = words.group().strip(" -.,'’")
    if len(value) < 2 or not value[0].isupper():
        return None
    begin = start + words.start()
    score = 0.9 * fit * (1.0 if re.fullmatch(r"[\w. '’-]{2,30}", value) else 0.7)
    return Candidate(
        value=value,
        raw=read_as(line, begin, end).strip(),
        evidence=line.evidence(begin, end),
        rule="date-line",
        score=score * (0.6 + 0.4 * line.confidence(begin, end)),
    )


def _day(line: Passage, match: re.Match[str], fit: float) -> tuple[Candidate[dt.date], int | None]:
    """The day; blank or unreadable parts leave the value empty and the rule says so."""
    raw = {k: line.text[slice(*match.span(k))] for k in ("day", "month", "year")}
    day, month, year = _digits(raw["day"]), _month(raw["month"]), _year(raw["year"])
    start, end = match.start("day"), match.end("year")
    begin = max(match.end("place"), 0)
    while begin < len(line.text) and line.text[begin] in " ,.;:":
        begin += 1
    blank = _EMPTY.match(raw["day"]) or _EMPTY.match(raw["month"])
    value: dt.date | None = None
    rule = "date-line"
    if day and month and year:
        try:
            value = dt.date(year, month, day)
        except ValueError:
            rule = "illegible"
    else:
        rule = "blank-on-page" if blank else "illegible"
    if value is not None and any(p.word.rule and "hand" in p.word.rule for p in line.within(start, end)):
        rule = "handwritten"
    sure = {"date-line": 0.95, "handwritten": 0.5}.get(rule, 0.8)
    candidate = Candidate(
        value=value,
        raw=read_as(line, begin, end).strip(),
        evidence=line.evidence(begin, end),
        rule=rule,
        score=sure * fit * (0.4 + 0.6 * line.confidence(start, end)),
    )
    return candidate, year


def _digits(raw: str) -> int | None:
    bare = re.sub(r"[\s.,…_'’:;~-]", "", raw).translate(_DIGITS)
    return int(bare) if re.fullmatch(r"\d{1,2}", bare) and int(bare) else None


def _month(raw: str) -> int | None:
    """A number, or a word with a capital: `tháng Năm` is May, `tháng năm` a blank (ND30 PL II)."""
    word = " ".join(raw.split()).strip(" .,")
    if word in _MONTHS:
        return _MONTHS[word]
    value = _digits(raw)
    return value if value is not None and 1 <= value <= 12 else None


def _year(raw: str) -> int | None:
    bare = re.sub(r"\D", "", raw.translate(_DIGITS))[:4]
    return int(bare) if len(bare) == 4 and 1945 <= int(bare) <= 2100 else None
