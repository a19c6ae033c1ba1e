"""Letters as text with named spans, a paragraph at a time: what a recogniser is trained on.

>>> for example in examples(pages_of(compose(3, "train"))):
...     example.text, example.spans
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from training.letters.layout import lay_out
from training.letters.model import LetterText
from training.letters.sheet import Sheet
from training.letters.truth import TruthLine, TruthPage, truth_page, truth_word


@dataclass(frozen=True)
class Example:
    """A paragraph on one line; `spans` are (start, end, label), in order, never overlapping."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    zone: str


def pages_of(letter: LetterText, sheet: Sheet | None = None) -> list[TruthPage]:
    """What stands on the letter's pages, without painting them (boxes from the fonts' metrics)."""
    sheet = sheet or Sheet()
    laid = lay_out(letter, sheet)
    pages = []
    for number, page in enumerate(laid.pages, start=1):
        lines = [
            TruthLine(tuple(truth_word(g, sheet.family) for g in line.words), line.zone, line.block)
            for line in page.lines
        ]
        pages.append(truth_page(number, lines, laid.entities))
    return pages


def examples(pages: Sequence[TruthPage]) -> Iterator[Example]:
    """Paragraphs in reading order, joined over lines and pages."""
    labels = {span.entity: span.label for page in pages for span in page.entities}
    lines = [line for page in pages for line in page.lines if line.zone != "page-number"]
    for _, group in groupby(lines, key=lambda line: line.block):
        yield _example(list(group), labels)


def _example(lines: list[TruthLine], labels: dict[int, str]) -> Example:
    text = ""
    found: dict[int, list[int]] = {}
    for word in (w for line in lines for w in line.words):
        if text and not word.joined:
            text += " "
        at = len(text)
        for piece in word.pieces:
            found.setdefault(piece.entity, []).extend((at + piece.start, at + piece.end))
        text += word.text
    spans = sorted((min(ends), max(ends), labels[n]) for n, ends in found.items())
    return Example(text, tuple(spans), lines[0].zone)
