"""Number words, `Mười lăm triệu năm trăm nghìn` is 15 500 000, and numerals, `IV` is 4."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.checks.words import NUMBER_WORDS, number
from pipeline.extract.plain import plain

_LONG = tuple(w for w in sorted(NUMBER_WORDS) if len(w) >= 4)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words; `exact` is False where a syllable was taken for its neighbour by one letter."""

    value: int
    exact: bool
    words: int


def _word(token: str) -> tuple[str, bool] | None:
    if token in NUMBER_WORDS:
        return token, True
    near = [w for w in _LONG if abs(len(w) - len(token)) <= 1 and Levenshtein.distance(w, token) == 1]
    return (near[0], False) if len(near) == 1 and len(token) >= 4 else None


_NO_NUMERAL = re.compile(r"[^IVXl]")
_NUMERALS = {"I": 1, "V": 5, "X": 10}


def roman(printed: str) -> int | None:
    """A numeral from I to XX; a small `l` in it is a misread I.

    Example:
        >>> roman("IV"), roman("Il"), roman("Vòng")
        (4, 2, None)
    """
    if not printed or _NO_NUMERAL.search(printed):
        return None
    value = 0
    digits = [_NUMERALS[c] for c in printed.replace("l", "I")]
    for i, digit in enumerate(digits):
        value += -digit if i + 1 < len(digits) and digits[i + 1] > digit else digit
    return value if 1 <= value <= 20 else None


def speak(text: str) -> Spoken | None:
    """Read the number words a text begins with; None when it begins with none, or they make no number.

    Example:
        >>> speak("Mười triệu đồng").value
        10000000
    """
    words: list[str] = []
    exact = True
    for token in re.findall(r"[^\s,.;:()/-]+", plain(text)):
        known = _word(token)
        if known is None:
            break
        words.append(known[0])
        exact = exact and known[1]
    value = number(" ".join(words))
    return None if value is None else Spoken(value, exact, len(words))
