"""Witnesses: the file's name and a digital signature's time of what a pen wrote, the head of the place.

They say nothing on their own, for they do not stand where the field stands; where they agree with one
of the pen's readings, that reading is surer. A letter does not carry a day after it was signed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pipeline import gazetteer
from pipeline.extract.candidates import Candidate
from pipeline.extract.dates import find_dates
from pipeline.extract.names import place_of
from pipeline.extract.spelling import one_tone, squeeze
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.page import ObjectKind

PEN = "handwritten"
"""Rule of a reading by a pen, without a witness."""
BY_NAME = "handwritten-file-name"
"""Rule of one that the file's name bears out."""
BY_SIGNATURE = "handwritten-signature-time"
"""Rule of a day that is a digital signature's."""
_NAMED = 0.75
_SIGNED = 0.6
"""A day after the letter's is as common where an office signs copies."""
_TOO_LATE = 0.3
"""What is left of a reading of the day that lies after the signature."""
_IN_NAME = re.compile(r"(?<!\d)(\d{1,5})[\s_.()-]*([a-z]{2,}(?:[\s_-]+[a-z]+)*)")
_LETTERS_FIRST = re.compile(r"(?<![a-z])([a-z]{2,5})[\s_.-]*(\d{1,5})[\s_-]+([a-z]{2,}(?:[\s_-]+[a-z]+)*)")


def by_name(name: str, symbol: str | None, read: Sequence[Candidate[str]]) -> tuple[Candidate[str], ...]:
    """Readings of the number that the file's name bears out: `417 snv cchc.pdf` for 417/SNV-CCHC."""
    numbers = numbers_in(name, symbol)
    return tuple(
        replace(one, rule=BY_NAME, score=_NAMED)
        for one in read
        if one.rule == PEN and one.value is not None and _number(one.value) in numbers
    )


def numbers_in(name: str, symbol: str | None) -> set[int]:
    """Numbers of a file's name that stand beside the letters of the symbol."""
    if symbol is None:
        return set()
    key, first = squeeze(symbol), squeeze(symbol.split("-")[0])
    stem = fold(PurePath(name).stem)
    pairs = [(m[1], m[2]) for m in _IN_NAME.finditer(stem)]
    pairs += [(m[2], m[3]) for m in _LETTERS_FIRST.finditer(stem)]
    return {int(number) for number, letters in pairs if _alike(squeeze(letters), key, first)}


def _alike(letters: str, key: str, first: str) -> bool:
    """Do the letters begin as the symbol does, two at least?"""
    return key.startswith(letters) or letters.startswith(first)


def _number(value: str) -> int:
    """The figures with which a number or a code begins."""
    digits = re.match(r"\d+", value)
    return int(digits.group()) if digits else -1


def by_signature(zones: Zones, read: Sequence[Candidate[dt.date]]) -> tuple[Candidate[dt.date], ...]:
    """The readings of the day; those of a signature's day surer, those after it less sure."""
    signed = signing_days(zones)
    if not signed:
        return tuple(read)
    last = max(signed)
    kept = [
        replace(one, score=one.score * _TOO_LATE)
        if one.rule == PEN and one.value is not None and one.value > last
        else one
        for one in read
    ]
    borne_out = [
        replace(one, rule=BY_SIGNATURE, score=_SIGNED)
        for one in kept
        if one.rule == PEN and one.value is not None and one.value in signed
    ]
    return (*kept, *borne_out)


def by_head(read: Sequence[Candidate[str]], issuer: str | None) -> tuple[Candidate[str], ...]:
    """The readings of the place; one that differs by marks from the issuer's known unit is spelt as that."""
    own = place_of(issuer or "")
    known = {u.name for u in gazetteer.load().find(own)} if own is not None else set[str]()
    out = []
    for one in read:
        near = {name for name in known if fold(name) == fold(one.value or "")}
        differs = len(near) == 1 and one_tone(one.value or "") not in {one_tone(name) for name in near}
        out.append(replace(one, value=near.pop(), rule=f"{one.rule}+head") if differs else one)
    return tuple(out)


def signing_days(zones: Zones) -> set[dt.date]:
    """Days in the blocks that digital signatures print on the letter's pages."""
    texts = [o.text for page in zones.pages for o in page.objects if o.kind is ObjectKind.DIGITAL_SIGNATURE]
    return {m.date for text in texts for m in find_dates(text) if m.date is not None}
