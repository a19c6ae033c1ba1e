"""How a recovered text is held against the truth."""

from __future__ import annotations

import difflib
import re
from collections import Counter

from rapidfuzz.distance import Levenshtein

from pipeline.diacritics import names
from pipeline.diacritics.blocks import Block, Token
from pipeline.diacritics.letters import canonical, nfc

EDGE = ".,;:()\"“”'‘’!?…/*_-—–<>[]"


def syllables(text: str) -> list[str]:
    """Words of a text as they are compared."""
    words = (canonical(w.strip(EDGE).lower()) for w in nfc(text).split())
    return [w for w in words if w]


def named(truth: str) -> set[int]:
    """Which of the truth's syllables are parts of persons' names, which stay as they were read."""
    lines = tuple(tuple(Token(nfc(w)) for w in row.split()) for row in truth.split("\n"))
    places = names.people([Block(lines)])
    found: set[int] = set()
    count = 0
    for i, line in enumerate(lines):
        for j, token in enumerate(line):
            if token.text.strip(EDGE):
                found |= {count} if (0, i, j) in places else set()
                count += 1
    return found


def right(
    hypothesis: str, truth: str, *, bag: bool = False, aside: set[int] | None = None
) -> tuple[int, int]:
    """Syllables that came out right, and all but those put aside."""
    a, b = syllables(hypothesis), syllables(truth)
    wanted = [i for i, w in enumerate(b) if re.fullmatch(r"[^\W\d_]+", w) and i not in (aside or ())]
    if bag:
        return sum((Counter(a) & Counter(b[i] for i in wanted)).values()), len(wanted)
    good: set[int] = set()
    for match in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        good |= set(range(match.b, match.b + match.size))
    return sum(i in good for i in wanted), len(wanted)


def errors(hypothesis: str, truth: str) -> tuple[int, int]:
    """Edit distance in characters and length of the truth, white space and tone placement evened."""
    one, two = (" ".join(canonical(w) for w in nfc(t).split()) for t in (hypothesis, truth))
    return Levenshtein.distance(one, two), len(two)
