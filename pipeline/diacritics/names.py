"""Where names of persons stand: the signer's line, and behind ông, bà, đồng chí."""

from __future__ import annotations

import functools
from importlib import resources

from pipeline.diacritics.blocks import Block, Place
from pipeline.diacritics.letters import fold

_EDGE = "\"“”‘’'()[].,:;*_-"
_BEFORE = frozenset(("ong", "ba", "d/c", "dc", "anh", "chi", "ts", "bs", "ths", "cn", "ong/ba"))
"""Folded words that stand before a person's name."""


@functools.cache
def surnames() -> frozenset[str]:
    """Folded surnames in lower case."""
    rows = resources.files("pipeline.diacritics").joinpath("surnames.tsv").read_text(encoding="utf-8")
    return frozenset(fold(row.split("\t")[0]).lower() for row in rows.splitlines()[1:] if row)


def people(blocks: list[Block]) -> set[Place]:
    """Places of words that are parts of a person's name.

    A name is two to five words with capitals of which the first is a surname: alone on a line of
    the second half of the document, or behind ông, bà, đồng chí or a degree.
    """
    out: set[Place] = set()
    lines = [(b, i) for b, block in enumerate(blocks) for i in range(len(block.lines))]
    for n, (b, i) in enumerate(lines):
        raw = [t.text for t in blocks[b].lines[i]]
        words = [w.strip(_EDGE) for w in raw]
        if 2 <= len(words) <= 5 and 2 * n >= len(lines) and _is_name(words):
            out |= {(b, i, j) for j in range(len(words))}
        for j, before in enumerate(words[:-2]):
            if fold(before).lower().rstrip(".") in _BEFORE and not raw[j].endswith((",", ";")):
                end = _end(raw, words, j + 1)
                # Behind an honorific three capitalised words are a name whatever the first was read as.
                if end - j > 2 and (_is_name(words[j + 1 : end]) or end - j > 3):
                    out |= {(b, i, k) for k in range(j + 1, end)}
    return out


def _end(raw: list[str], words: list[str], start: int) -> int:
    """Where a run of capitalised words ends: at punctuation, after five, at a small letter."""
    for k in range(start, min(len(words), start + 5)):
        if not words[k][:1].isupper() or words[k].isupper():
            return k
        if raw[k].endswith((",", ";", ".", ":", ")", "-")):
            return k + 1
    return min(len(words), start + 5)


def _is_name(words: list[str]) -> bool:
    titled = all(w[:1].isupper() and w.isalpha() and (len(w) == 1 or not w.isupper()) for w in words)
    return titled and fold(words[0]).lower() in surnames()
