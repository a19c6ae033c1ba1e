"""What the rows of a signature block may say: a title of the closed list, a person's name."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.ocr.knowledge import fold, phrases, syllables
from pipeline.records.evidence import Box, around
from pipeline.records.page import Line, Word, WordAlternative

RULE = "closed-phrase"
CAPACITIES = ("KT", "TM", "TL", "TUQ", "Q")
"""Marks before the post one signs for (Nghị định 30/2020, Điều 13)."""
SURE = 0.80
"""Words above this need no second look."""
WHOLE = 3
"""Fewest syllables of a name brought back: two are more often the end of one that the seal has cut."""
ALIKE = 78.0
"""Least likeness (0..100) of letters to a title."""
LEAST = 8
"""Fewest letters a title must have to be known by likeness alone."""
EXACT = 0.90
"""Likeness from which a title counts as read."""
CLEAR = 0.80
"""A word read this well speaks against a title that it is no part of."""
HIDDEN = 2
"""Letters at the beginning of a title that a seal may hide (`Ó GIÁM ĐỐC`)."""


@dataclass(frozen=True)
class Found:
    """A title or name in one row of one reading; `weight` (0..1) says how far to trust it."""

    words: tuple[Word, ...]
    value: str
    weight: float
    alike: float = 1.0
    """Likeness (0..1) of the letters read to what they are taken for."""

    @property
    def exact(self) -> bool:
        """Was it read, and not guessed from a likeness?"""
        return self.alike >= EXACT

    @property
    def box(self) -> Box:
        """Hull of the words."""
        box = around(w.box for w in self.words)
        assert box is not None
        return box


def title_in(row: Sequence[Word]) -> Found | None:
    """The title a row of capitals is or once was.

    Example:
        >>> row = [Word(text=t, box=Box(0, 0, 1, 1)) for t in ("Ó", "GIÁM", "ĐÓC")]
        >>> title_in(row).value
        'PHÓ GIÁM ĐỐC'
    """
    words = [w for w in row if fold(w.text)]
    by_value: dict[str, Found] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 7) + 1):
            found = _title(words[start:end])
            if found is None:
                continue
            if start and fold(words[start - 1].text) in CAPACITIES:
                found = dataclasses.replace(found, words=(words[start - 1], *found.words))
            known = by_value.get(found.value)
            if known is None or (found.alike, found.weight) > (known.alike, known.weight):
                by_value[found.value] = found
    return max(by_value.values(), key=lambda f: f.weight * len(f.value), default=None)


def _title(words: Sequence[Word]) -> Found | None:
    text = "".join(w.text for w in words)
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 6 or sum(c.isupper() for c in letters) < 0.6 * len(letters):
        return None
    known = _known(fold(text)) or _ending(fold(text), words[-1])
    if known is None:
        return None
    value, alike = known
    if any(w.confidence >= CLEAR and fold(w.text) not in fold(value) for w in words):
        return None
    sure = sum(w.confidence * len(w.text) for w in words) / len(text)
    printed = _printed(words, value.split(), sure * alike)
    return Found(printed, value, alike * (0.5 + 0.5 * sure), alike)


@lru_cache(maxsize=512)
def _known(letters: str) -> tuple[str, float] | None:
    """The title with these letters, with its likeness; a title that lost its beginning counts too."""
    known = titles()
    if letters in known:
        return known[letters], 1.0
    ends = [k for k in known if k.endswith(letters) and len(k) - len(letters) <= HIDDEN]
    if ends:
        return known[min(ends, key=len)], EXACT
    if len(letters) < LEAST:
        return None
    alike, name = max((fuzz.ratio(letters, k), k) for k in known)
    return (known[name], alike / 100) if alike >= ALIKE else None


def _ending(letters: str, last: Word) -> tuple[str, float] | None:
    """A short title whose last word was read surely (`GHữ TỊCH`), with its likeness."""
    end = fold(last.text)
    if last.confidence < CLEAR or len(letters) >= LEAST or len(letters) <= len(end):
        return None
    near = [
        (fuzz.ratio(letters, k) / 100, name) for k, name in titles().items() if fold(name.split()[-1]) == end
    ]
    alike, name = max(near, default=(0.0, ""))
    return (name, alike) if alike >= ALIKE / 100 else None


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Titles of the closed list, and bodies for which one signs, by their folded letters."""
    return {fold(p): p for use in ("title", "body") for p in phrases()[use]}


def is_body(value: str) -> bool:
    """Is it a body for which one signs (`ỦY BAN NHÂN DÂN`), not a post?"""
    return value in phrases()["body"]


def _printed(words: Sequence[Word], texts: Sequence[str], sure: float) -> tuple[Word, ...]:
    """The title's words; where the reading parted them otherwise, its hull is shared out by letters."""
    sure = round(min(1.0, sure), 3)
    if len(words) == len(texts):
        return tuple(w if w.text == t else _become(w, t, sure) for w, t in zip(words, texts, strict=True))
    hull = around(w.box for w in words)
    assert hull is not None
    whole = sum(map(len, texts)) + len(texts) - 1
    at, out = 0, []
    other = WordAlternative(text=" ".join(w.text for w in words), confidence=sure)
    for i, text in enumerate(texts):
        x0 = hull.x0 + hull.width * at / whole
        x1 = hull.x0 + hull.width * (at + len(text)) / whole
        out.append(
            Word(
                text=text,
                box=Box(x0, hull.y0, x1, hull.y1),
                confidence=sure,
                rule=RULE,
                alternatives=() if i else (other,),
            )
        )
        at += len(text) + 1
    return tuple(out)


def _become(word: Word, text: str, sure: float) -> Word:
    changed = {"text": text, "raw": word.text, "rule": RULE, "confidence": min(sure, word.confidence)}
    return word.model_copy(update=changed)


def name_in(row: Sequence[Word]) -> Found | None:
    """The longest run of words in the shape of a name: surname first, syllables that names have."""
    cores = [re.sub(r"^[\W_]+|[\W_]+$", "", w.text) for w in row]
    for size in (5, 4, 3, 2):
        for start in range(len(row) - size + 1):
            found = _name(row[start : start + size], cores[start : start + size])
            if found:
                return found
    return None


def whole_name(line: Line) -> bool:
    """Whether a line is a name of three syllables or more and nothing else, read without doubt."""
    found = name_in(line.words)
    return (
        found is not None
        and found.exact
        and len(found.words) == len(line.words) >= WHOLE
        and all(w.confidence >= SURE for w in line.words)
    )


def one_of_names(text: str) -> bool:
    """Is the word a syllable of surnames, middle or given names?"""
    return any(text in kind for kind in syllables().values())


def _name(words: Sequence[Word], cores: Sequence[str]) -> Found | None:
    known = syllables()
    if not all(map(one_of_names, cores[1:])) or min(w.confidence for w in words[1:]) < 0.4:
        return None
    first, core = words[0], cores[0]
    if core not in known["surname"]:
        return None
    out = [w if w.text == c else w.model_copy(update={"text": c}) for w, c in zip(words, cores, strict=True)]
    weight = sum(w.confidence for w in words) / len(words)
    return Found(tuple(out), " ".join(cores), weight, 1.0 if first.confidence >= 0.4 else 0.5)
