"""Keys by which codes and names are compared: spelling, marks, case and hyphens fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_sort_ratio
from unidecode import unidecode


class CodeKey(NamedTuple):
    """Number and symbol of a code: `2136/SKH-CN-TTTT` is ("2136", "SKHCNTTTT")."""

    number: str
    symbol: str


@lru_cache(maxsize=65536)
def code_key(code: str | None) -> CodeKey | None:
    """The key of a code; None for a blank number (a draft) or what is no code.

    Example:
        >>> code_key("2136/SKHCN- TTTT") == code_key("2136/skh-cn-tttt")
        True
        >>> code_key("/UBND-VHXH") is None
        True
    """
    number, slash, symbol = (code or "").partition("/")
    digits = re.sub(r"\D", "", number).lstrip("0")
    letters = re.sub(r"[^A-Z0-9]", "", unidecode(re.sub(r"[^\w]", "", _tail(number) + symbol)).upper())
    return CodeKey(digits, letters) if digits and slash and letters else None


def _tail(number: str) -> str:
    """Letters of a number such as `478-KH` or `12b` belong to what tells codes apart."""
    return re.sub(r"[\d\W]", "", number)


def near(a: CodeKey, b: CodeKey) -> bool:
    """Whether one wrong, missing or swapped digit, or one wrong letter, would make them the same."""
    if a.symbol == b.symbol:
        return a.number != b.number and OSA.distance(a.number, b.number, score_cutoff=1) == 1
    return (
        a.number == b.number and len(a.number) > 1 and OSA.distance(a.symbol, b.symbol, score_cutoff=1) == 1
    )


def masks(key: CodeKey) -> Iterator[str]:
    """Bucket names shared by codes that differ in one place of the number (or in the symbol alone)."""
    for at in range(len(key.number)):
        yield f"{key.number[:at]}?{key.number[at + 1 :]}/{key.symbol}"
    for at in range(len(key.number) + 1):
        yield f"{key.number[:at]}?{key.number[at:]}/{key.symbol}"


_GENERIC = re.compile(
    r"\b(cuoc thi|hoi thi|giai thuong|phong trao|thi|truc tuyen|tim hieu|ve|chu de|lan thu \w+|nam 20\d\d)\b"
)
_EDITION = re.compile(r"\blan (?:thu )?([ivx]+|\d{1,2}|nhat|hai|ba|tu|nam)\b")
_YEAR = re.compile(r"\bnam (20\d\d)\b|\b(20\d\d)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ORDINAL = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}


def roman(text: str) -> int:
    """Value of a small Roman numeral."""
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


@lru_cache(maxsize=65536)
def edition(name: str) -> int | None:
    """`lần thứ II`, `lần thứ hai`, `lần 2` -> 2 from a folded name."""
    match = _EDITION.search(name)
    if match is None:
        return None
    word = match.group(1)
    if word.isdigit():
        return int(word)
    return _ORDINAL.get(word) or roman(word)


@lru_cache(maxsize=65536)
def year_in(name: str) -> int | None:
    """The year that a folded name carries."""
    match = _YEAR.search(name)
    return int(match.group(1) or match.group(2)) if match else None


@lru_cache(maxsize=65536)
def content(name: str) -> str:
    """A folded name without the words that every contest has."""
    return re.sub(r"\s+", " ", _GENERIC.sub(" ", name)).strip()


@lru_cache(maxsize=262144)
def likeness(a: str, b: str) -> float:
    """Similarity of two folded names, 0..100; words every contest has do not count where others are left."""
    if a == b:
        return 100.0
    a_content, b_content = content(a), content(b)
    if not a_content or not b_content:
        return ratio(a, b)
    return max(ratio(a_content, b_content), token_sort_ratio(a_content, b_content))


def without_kind(url: str) -> str:
    """A web address without protocol, `www.` and final slash, in lower case."""
    return re.sub(r"^(https?://)?(www\.)?", "", url.strip().lower()).rstrip("/.,;")
