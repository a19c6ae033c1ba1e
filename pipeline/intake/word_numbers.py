"""The numbers and dashes that Word sets before paragraphs of a list; they stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Word counts its letter lists through the English alphabet, in a Vietnamese letter too."""


@dataclass(frozen=True)
class Level:
    """One level of a list: `decimal`, `%1.`, first number."""

    form: str
    text: str
    start: int


@dataclass
class Numbers:
    """Counts through a document; `label` must be asked for every paragraph in order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph (`w:p` element); empty where it is in no list."""
        found = _list_of(paragraph.pPr) or self.styles.get(_style_of(paragraph))
        if found is None or found[0] not in self.levels:
            return ""
        number, depth = found
        level = self.levels[number].get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "+" if level.text == "+" else "-"
        counts = self.counts[number]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda m: self._count(number, int(m[1]) - 1), level.text)

    def _count(self, number: str, depth: int) -> str:
        level = self.levels[number].get(depth, Level("decimal", "", 1))
        return written(self.counts[number].get(depth, level.start), level.form)


def numbers_of(document: DocxDocument) -> Numbers:
    """The lists that a document defines."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return Numbers()
    abstract = {a.get(qn("w:abstractNumId")): _levels(a) for a in root.findall(qn("w:abstractNum"))}
    made: dict[str, dict[int, Level]] = {}
    for number in root.findall(qn("w:num")):
        link = number.find(qn("w:abstractNumId"))
        if link is not None:
            made[number.get(qn("w:numId"))] = abstract.get(link.get(qn("w:val")), {})
    return Numbers(made, _styles(document))


def _style_of(paragraph: Any) -> str:
    return "" if paragraph.pPr is None else paragraph.pPr.style or ""


def _levels(abstract: Any) -> dict[int, Level]:
    levels = {}
    for level in abstract.findall(qn("w:lvl")):
        form, text, start = (_value(level, name) for name in ("w:numFmt", "w:lvlText", "w:start"))
        first = int(start) if start is not None and start.isdecimal() else 1
        levels[int(level.get(qn("w:ilvl"), "0"))] = Level(form or "decimal", text or "", first)
    return levels


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _list_of(properties: Any) -> tuple[str, int] | None:
    """Number of the list and depth in it, as a paragraph's or a style's properties name them."""
    found = None if properties is None else properties.find(qn("w:numPr"))
    if found is None:
        return None
    number, depth = _value(found, "w:numId"), _value(found, "w:ilvl")
    return (number or "0", int(depth or 0))


def _styles(document: DocxDocument) -> dict[str, tuple[str, int]]:
    """The list of each paragraph style that has one, its own or its ancestors'."""
    made: dict[str, tuple[str, int]] = {}
    for style in document.styles:
        above, seen = style, 0
        while above is not None and seen < 20:
            found = _list_of(above.element.find(qn("w:pPr")))
            if found is not None:
                made[style.style_id] = found
                break
            above, seen = getattr(above, "base_style", None), seen + 1
    return made


def written(count: int, form: str) -> str:
    """A count as its list writes it: `3`, `03`, `c`, `iii`."""
    match form:
        case "lowerLetter" | "upperLetter":
            letter = LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman, rest = "", count
            for value, sign in _ROMAN:
                roman += sign * (rest // value)
                rest %= value
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02d}"
        case _:
            return str(count)
