"""Vietnamese number words: `Mười lăm triệu năm trăm nghìn` is 15 500 000."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.extract.plain import plain

_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_OTHERS = frozenset({"muoi", "tram", "linh", "le", "ruoi", "chan"})
_WORDS = frozenset(_UNITS) | frozenset(_SCALES) | _OTHERS
_LONG = tuple(w for w in sorted(_WORDS) if len(w) >= 4)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words; `exact` is False where a syllable was taken for its neighbour by one letter."""

    value: int
    exact: bool
    words: int


def _word(token: str) -> tuple[str, bool] | None:
    if token in _WORDS:
        return token, True
    near = [w for w in _LONG if abs(len(w) - len(token)) <= 1 and Levenshtein.distance(w, token) == 1]
    return (near[0], False) if len(near) == 1 and len(token) >= 4 else None


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
    value = _value(words)
    return None if value is None else Spoken(value, exact, len(words))


def _value(words: list[str]) -> int | None:
    """Fold the words into a number; None where the order makes no sense."""
    if not words or words[0] in ("tram", "linh", "le", "ruoi", "chan") or words[0] in _SCALES:
        return None
    total = group = 0
    unit: int | None = None
    last_scale = 0
    for word in words:
        if word in _UNITS:
            if unit is not None:
                return None
            unit = _UNITS[word]
        elif word == "muoi":
            group += 10 if unit is None else unit * 10
            unit = None
        elif word == "tram":
            if unit is None:
                return None
            group, unit = group + unit * 100, None
        elif word == "ruoi":
            total += last_scale // 2
        elif word in _SCALES:
            scale = _SCALES[word]
            group += unit or 0
            if word in ("ty", "ti") and total:
                total, group = (total + group) * scale, 0
            else:
                total, group = total + group * scale, 0
            unit, last_scale = None, scale
    return total + group + (unit or 0)
