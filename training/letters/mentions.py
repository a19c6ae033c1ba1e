"""Labelling every agency and post that a text names, beside what its template marked."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from training.letters.cast import load
from training.letters.markup import MARK, mark
from training.letters.model import Block, LetterText, Paragraph, Table

AREA = "(?:xã|phường|tỉnh|thành phố|đặc khu|huyện|thị xã|thị trấn)"
_LARGE = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_WORD = rf"[{_LARGE}][^\W\d_{_LARGE}]+"
NAME = f"{_WORD}(?: {_WORD})*"


_KEYS = ("department", "old_department", "unit", "office")


@functools.cache
def patterns() -> re.Pattern[str]:
    """One pattern for all mentions; longer names first."""
    data, agencies = load("mentions"), load("agencies")
    names = [d["name"] for key in _KEYS for d in agencies[key]]
    known = [f"{re.escape(n)}(?: AREA NAME)?" for n in sorted(names, key=len, reverse=True)]
    fill = [p.replace("AREA", AREA).replace("NAME", NAME) for p in (*known, *data["agencies"])]
    titles = "|".join(data["titles"])
    return re.compile(rf"\b(?:(?P<ISSUER>{'|'.join(fill)})|(?P<TITLE>{titles}))(?!\w)")


def label(text: str) -> str:
    """Mark what is not yet marked.

    >>> label("gửi Sở Y tế trước")
    'gửi ⟦ISSUER|Sở Y tế⟧ trước'
    """
    out, at = [], 0
    for m in MARK.finditer(text):
        out += [_plain(text[at : m.start()]), m.group(0)]
        at = m.end()
    return "".join([*out, _plain(text[at:])])


def _plain(text: str) -> str:
    return patterns().sub(lambda m: mark(str(m.lastgroup), m.group(0)), text)


def labelled(letter: LetterText) -> LetterText:
    """The letter with all mentions marked; nothing printed changes."""
    return replace(
        letter,
        subject=label(letter.subject),
        addressees=tuple(map(label, letter.addressees)),
        grounds=tuple(map(label, letter.grounds)),
        body=tuple(map(_block, letter.body)),
        appendix=tuple(map(_block, letter.appendix)),
        foot=replace(letter.foot, distribution=tuple(map(label, letter.foot.distribution))),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=label(block.text))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(map(label, row)) for row in block.rows))
    return block
