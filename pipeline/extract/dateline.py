"""Place and day of issue, from the line `Kiên Giang, ngày 06 tháng 11 năm 2017`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract import anchors, pen
from pipeline.extract.candidates import Candidate, read_as, seen
from pipeline.extract.lines import passage
from pipeline.extract.passage import Passage
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.page import Reader, Word

_LINE = re.compile(
    r"(?P<place>.*?)[,.;:\s]*\b(?:ng[a-z]{1,2}y|[nm]gay|ng[a-z]?y)(?![a-z])(?P<day>[^a-z]{0,14}?|.{0,8}?)"
    r"\s*(?:[tlfi1]?h[a-z]{1,2}ng|th\wng)\s*(?P<month>.{0,10}?)\s*(?:n[a-z]m|nam)(?!\s*nam\b)\s*(?P<year>\S{0,2}\s?\S{0,5})"
)
_DIGITS = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "!": "1", "i": "1", "]": "1", "[": "1", "ì": "1", "Ì": "1", "í": "1",
     "Í": "1", "O": "0", "o": "0", "Q": "0", "D": "0", "Ï": "1", "ï": "1", "J": "1"}
)  # fmt: skip
_MONTHS = {
    "Một": 1, "Giêng": 1, "Hai": 2, "Ba": 3, "Tư": 4, "Năm": 5, "Sáu": 6, "Bảy": 7, "Tám": 8,
    "Chín": 9, "Mười": 10, "Mười Một": 11, "Mười một": 11, "Mười Hai": 12, "Mười hai": 12,
}  # fmt: skip
_DOUBTED = 0.4
"""The most that a guess at an illegible day is believed: less than that it is illegible."""
_HOUR = re.compile(r"[\s,;.]*\b(?:hoi|luc|vao luc)\s+\d{1,2}\s?(?:gio|h|g)\b.*$")
_EMPTY = re.compile(r"^[\s.…_,:;'\-–~]*$")


@dataclass(frozen=True)
class Dated:
    """Candidates of place and day, and the year where the day is missing."""

    place: tuple[Candidate[str], ...] = ()
    issued_on: tuple[Candidate[dt.date], ...] = ()
    year: int | None = None
    month: int | None = None


def find(zones: Zones) -> Dated:
    """Read the date line of the head."""
    places: list[Candidate[str]] = []
    days: list[Candidate[dt.date]] = []
    year: int | None = None
    month: int | None = None
    for line, fit in _lines(zones):
        match = _LINE.search(fold(line.text))
        if match is None:
            continue
        place = _place(line, match, fit)
        if place:
            places.append(place)
        day, found = _day(line, match, fit)
        days.extend(day)
        year = year or found
        month = month or _month(line.text[slice(*match.span("month"))])
    return Dated(tuple(places), tuple(days), year, month)


def _lines(zones: Zones) -> list[tuple[Passage, float]]:
    """Where the date line may stand: in the right head, also cut in two; else elsewhere in head or foot."""
    found = [(passage([r]), 1.0) for r in zones.right_head if anchors.date_line(r.text)]
    if not found and zones.right_head:
        whole = passage(
            r for r in zones.right_head if not anchors.national(r.text) and not anchors.motto(r.text)
        )
        if anchors.date_line(whole.text):
            return [(whole, 0.9)]
    if not found:
        others = (*zones.left_head, *zones.about, *zones.title[:1], *zones.above)
        found = [(passage([r]), 0.7) for r in others if anchors.date_line(r.text)]
    if not found:
        last = (*zones.body[-6:], *zones.signature)
        alone = (r for r in last if re.match(r"^[^,.]{3,30},\s*ng[aà]y", r.text))
        found = [(passage([r]), 0.6) for r in alone if anchors.date_line(r.text)]
    return found


_IA = re.compile(r"^[l1]?a (?=[A-ZĐ])")
"""`Ia Grai`, `Ia Rvê`: a small l or a 1 read for the capital; no place's name begins with a small letter."""


def _place(line: Passage, match: re.Match[str], fit: float) -> Candidate[str] | None:
    start, end = match.span("place")
    hour = _HOUR.search(fold(line.text[start:end]))  # urgent telegrams: `Hà Nội, hồi 14 giờ 30 ngày …`
    end = start + hour.start() if hour else end
    text = line.text[start:end]
    words = re.search(r"[^\W\d_][\w.'’ -]*(?:\s[\w.'’-]+)*$", text)
    if words is None:
        return None
    value = words.group().strip(" -.,'’")
    value = _IA.sub("Ia ", value)
    if len(value) < 2 or not value[0].isupper() or re.search(r"[A-ZĐ]{2}|\d", value.replace("TP", "")):
        return None
    begin = start + words.start()
    score = 0.9 * fit * (1.0 if re.fullmatch(r"[\w. '’-]{2,30}", value) else 0.7)
    return seen(line, begin, end, value, "date-line", score)


def _day(line: Passage, match: re.Match[str], fit: float) -> tuple[list[Candidate[dt.date]], int | None]:
    """The day, and what else a pen may have written; blank or unreadable parts say so by their rule."""
    spans = {k: match.span(k) for k in ("day", "month", "year")}
    raw = {k: line.text[slice(*s)] for k, s in spans.items()}
    begin = max(match.end("place"), 0)
    while begin < len(line.text) and line.text[begin] in " ,.;:":
        begin += 1
    end = match.end("year")
    pens = {k: pen.words(line, *s) for k, s in spans.items()}
    read = [{k: (raw[k], 1.0) for k in raw}]
    for part, words in pens.items():
        for text, chance in pen.others(words):
            read.append({**read[0], part: (text, chance)})
    base = fit * (0.4 + 0.6 * line.confidence(*spans["year"]))
    out: list[Candidate[dt.date]] = []
    year = _year(raw["year"])
    for i, parts in enumerate(read):
        value = _date(*(parts[k][0] for k in ("day", "month", "year")))
        if i and value is None:
            continue
        rule = _rule(line, raw, value, pens)
        if rule == "handwritten":
            sure = (
                pen.chance([w for words in pens.values() for w in words])
                if i == 0
                else min(c for _, c in parts.values())
            )
        else:
            sure = 0.95 * (0.3 + 0.7 * line.confidence(match.start("day"), end)) if value else 0.8
        if rule == "illegible" and i:
            rule, sure = "handwritten", min(_DOUBTED, *(c for _, c in parts.values()))
        elif rule == "illegible":
            value = None
        evidence = line.evidence(begin, end)
        out.append(Candidate(value, read_as(line, begin, end).strip(), evidence, rule, sure * base))
    return out, year


def _date(day: str, month: str, year: str) -> dt.date | None:
    d, m, y = _digits(day), _month(month), _year(year)
    try:
        return dt.date(y, m, d) if d and m and y else None
    except ValueError:
        return None


def _rule(
    line: Passage, raw: Mapping[str, str], value: dt.date | None, pens: Mapping[str, Sequence[Word]]
) -> str:
    written = [w for words in pens.values() for w in words]
    if any(not pen.known(w) for w in written):
        return "illegible"
    if value is not None:
        return "handwritten" if written else "date-line"
    blank = any(_EMPTY.match(raw[k]) for k in ("day", "month"))
    pictured = bool(line.places) and line.places[0].page.read_as is Reader.SCAN
    specks = re.search(r"[^\s.…_,:;]", raw["day"] + raw["month"]) is not None
    return "blank-on-page" if blank and not (pictured and specks) else "illegible"


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
