"""The ĐẾN stamp: office, number and day of arrival."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.extract.candidates import Candidate, choose
from pipeline.extract.dates import find_dates
from pipeline.extract.names import UNITS, head_of, sentence_case
from pipeline.extract.spelling import in_capitals, nfc
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Arrival
from pipeline.records.page import ObjectKind, Page, PageObject

_COMES = re.compile(r"^\W*(?:(?:cong van|cv|van ban)\s*)?den\b|\bcong van den\b")
_NUMBER = re.compile(r"\bs[o06]\b\s*(?:den)?\s*[:.]*\s*(?P<n>[\dlIO|]{1,6})\b")
_DAY = re.compile(r"\bng[a-z]{1,2}y\b\s*(?:den)?\s*[:.]*\s*(?P<d>.{4,22})")


def find(zones: Zones) -> Arrival:
    """The stamp of the letter's first pages; empty where there is none."""
    for page in zones.pages[:2]:
        for item in page.objects:
            if item.kind is ObjectKind.ARRIVAL:
                return _read(page, item)
    return Arrival()


def _day(raw: str) -> dt.date | None:
    """`04/4/18`, `04-4-2018`, `4 tháng 4 năm 2018`: a stamp gives two digits of the year."""
    short = re.search(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2})(?!\d)", raw)
    if short is None:
        return next((m.date for m in find_dates(raw) if m.date), None)
    try:
        return dt.date(2000 + int(short[3]), int(short[2]), int(short[1]))
    except ValueError:
        return None


def _office(name: str) -> str | None:
    """The name from its agency's head on; None where it has no head, or breaks off at a bare `XÃ`."""
    words = name.split()
    begins = (i for i in range(len(words)) if head_of(" ".join(words[i:])) is not None)
    start = next(begins, None)
    if start is None or fold(words[-1]) in UNITS:
        return None
    return sentence_case(" ".join(words[start:]))


def _read(page: Page, item: PageObject) -> Arrival:
    lines = [line.text for line in item.lines] or nfc(item.text).splitlines()
    evidence = (Evidence(page=page.number, box=page.locate(item.box)),)
    text = "\n".join(lines)
    folded = fold(nfc(text))
    office: list[str] = []
    for line in lines:
        if _COMES.search(fold(line)) or _NUMBER.search(fold(line)):
            break
        if in_capitals(line, least=3):
            office.append(re.sub(r"(?:\s+\S{0,2}[^\w\s]\S{0,2})+$", "", line))
    name = " ".join(" ".join(office).split())
    number = _NUMBER.search(folded)
    day = _DAY.search(folded)
    sure = 0.5 + 0.4 * item.confidence
    offices: list[Candidate[str]] = []
    if name:
        shown = _office(name)
        told = "arrival-stamp" if shown else "illegible"
        offices.append(Candidate(shown, name, evidence, told, sure * 0.8))
    numbers = []
    if number:
        digits = number["n"].translate(str.maketrans("lIO|", "1101"))
        numbers.append(
            Candidate(digits, text[slice(*number.span("n"))], evidence, "arrival-stamp", sure * 0.7)
        )
    days: list[Candidate[dt.date]] = []
    if day:
        raw = text[slice(*day.span("d"))]
        value = _day(raw)
        rule = "arrival-stamp" if value else "illegible"
        days.append(Candidate(value, raw.strip(), evidence, rule, sure * 0.8))
    blank = "illegible" if item.confidence < 0.3 or not text.strip() else "not-found"
    return Arrival(
        office=choose("arrival.office", offices, blank),
        number=choose("arrival.number", numbers, blank),
        date=choose("arrival.date", days, blank),
    )
