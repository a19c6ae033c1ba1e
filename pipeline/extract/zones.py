"""The parts of one letter: heads, addressees, legal bases, body, distribution list, signature, appendix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract import anchors, zone_foot, zone_head
from pipeline.extract.lines import LineRef, Lines, same_row, starts_paragraph
from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold
from pipeline.records.page import Page


@dataclass(frozen=True)
class Zones:
    """One letter's lines by their part; every line stands in exactly one of them.

    `bases` are the lines of the legal grounds (`Căn cứ …`), which stand before the rest of the body.
    `title` holds the type's name and the title under it (named types), `about` the `V/v` block
    (công văn). `appendix` is everything after the foot: appendices, lists, notes of a copy.
    """

    pages: tuple[Page, ...]
    above: Lines = ()
    left_head: Lines = ()
    right_head: Lines = ()
    about: Lines = ()
    title: Lines = ()
    to: Lines = ()
    bases: Lines = ()
    body: Lines = ()
    distribution: Lines = ()
    signature: Lines = ()
    appendix: Lines = ()
    furniture: Lines = ()

    @property
    def head(self) -> Lines:
        """Both heads."""
        return self.left_head + self.right_head

    @property
    def running(self) -> Lines:
        """Legal grounds and body: what the letter says, in order."""
        return self.bases + self.body

    @property
    def all(self) -> Lines:
        """Every line but page numbers, in the order of the zones."""
        return (
            self.above
            + self.left_head
            + self.right_head
            + self.about
            + self.title
            + self.to
            + self.bases
            + self.body
            + self.distribution
            + self.signature
            + self.appendix
        )


def find_zones(refs: Sequence[LineRef]) -> Zones:
    """Sort the lines of one letter into zones."""
    lines = by_height([r for r in refs if not anchors.furniture(r.text) and not _speck(r)])
    start = zone_foot.find_start(lines)
    head = zone_head.find_head(lines[:start] if start is not None else lines)
    foot = zone_foot.find_foot(lines, head.end, start)
    bases = _bases_end(foot.body)
    return Zones(
        pages=tuple({r.page.number: r.page for r in refs}.values()),
        above=head.above,
        left_head=head.left,
        right_head=head.right,
        about=head.about,
        title=head.title,
        to=head.to,
        bases=foot.body[:bases],
        body=foot.body[bases:],
        distribution=foot.distribution,
        signature=foot.signature,
        appendix=foot.appendix,
        furniture=tuple(r for r in refs if anchors.furniture(r.text)),
    )


def _speck(ref: LineRef) -> bool:
    """A stroke or two at the page's edge: a pen's, a fold's, a copier's."""
    box = ref.box
    return box is not None and (box.x0 > 0.94 or box.x1 < 0.06) and sum(c.isalnum() for c in ref.text) <= 2


_TOP = 0.45
"""Share of the first page's height in which a head lies."""


def by_height(refs: Sequence[LineRef]) -> list[LineRef]:
    """The first page's upper lines from top to bottom: both columns of a head side by side."""
    if not refs or any(r.box is None for r in refs):
        return list(refs)
    page = refs[0].page
    top = [r for r in refs if r.page is page and r.box is not None and r.box.y0 < _TOP]
    rest = [r for r in refs if not (r.page is page and r.box is not None and r.box.y0 < _TOP)]
    return [*in_rows(top), *rest]


def in_rows(refs: Iterable[LineRef]) -> list[LineRef]:
    """Lines from top to bottom, those on one row from left to right."""
    rows: list[list[LineRef]] = []
    for ref in sorted(refs, key=_middle):
        if rows and same_row(rows[-1][0], ref):
            rows[-1].append(ref)
        else:
            rows.append([ref])
    return [r for row in rows for r in sorted(row, key=lambda r: r.box.x0 if r.box else 0.0)]


def _middle(ref: LineRef) -> float:
    return (ref.box.y0 + ref.box.y1) / 2 if ref.box is not None else 0.0


_BASIS = re.compile(r"^\W{0,3}(?:can cu|theo de nghi|xet de nghi|xet to trinh|theo to trinh)\b")


def _bases_end(lines: Lines) -> int:
    """How many of the first lines belong to legal grounds: `Căn cứ …;`, one paragraph each."""
    end = 0
    for i, ref in enumerate(lines):
        opens = bool(_BASIS.match(fold(ref.text)))
        if i and starts_paragraph(lines[i - 1], ref) and not opens:
            break
        if i == 0 and not opens and not in_capitals(ref.text, least=6):
            break  # `GIÁM ĐỐC SỞ Y TẾ …` stands over the grounds of a decision
        if opens or end or i == 0:
            end = i + 1
    return end if any(_BASIS.match(fold(r.text)) for r in lines[:end]) else 0
