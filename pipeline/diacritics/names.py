"""Where names of persons stand: the signer's line, and behind ông, bà, đồng chí."""

from __future__ import annotations

import functools
import re
from importlib import resources

from pipeline.diacritics.blocks import Block, Place
from pipeline.diacritics.letters import fold

_EDGE = "\"“”‘’'()[].,:;*_-"
_BEFORE = re.compile(r"^(?:[oòôóö6]ng|ba|b[àaá]|d/?c|chi|ch[ií])$", re.IGNORECASE)


@functools.cache
def surnames() -> frozenset[str]:
    """Folded surnames in lower case."""
    rows = resources.files("pipeline.diacritics").joinpath("surnames.tsv").read_text(encoding="utf-8")
    return frozenset(fold(row.split("\t")[0]).lower() for row in rows.splitlines()[1:] if row)


def people(blocks: list[Block]) -> set[Place]:
    """Places of words that are parts of a person's name.

    A name is two to five words with capitals of which the first is a surname, alone on a line
    of the second half of the document.
    """
    out: set[Place] = set()
    lines = [(b, i) for b, block in enumerate(blocks) for i in range(len(block.lines))]
    for n, (b, i) in enumerate(lines):
        words = [t.text.strip(_EDGE) for t in blocks[b].lines[i]]
        if 2 <= len(words) <= 5 and 2 * n >= len(lines) and _is_name(words):
            out |= {(b, i, j) for j in range(len(words))}
    return out


def _is_name(words: list[str]) -> bool:
    titled = all(w[:1].isupper() and w.isalpha() and (len(w) == 1 or not w.isupper()) for w in words)
    return titled and fold(words[0]).lower() in surnames()
