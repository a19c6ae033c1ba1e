"""Persons' names: their shape and the surnames that tell them from other capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract import posts
from pipeline.extract.knowledge import rows
from pipeline.extract.names import phrases
from pipeline.extract.spelling import in_capitals, one_tone
from pipeline.folding import fold

_RANK = re.compile(
    r"^(?:(?:pgs|gs|ts|ths|bs|ds|cn|ks|bs\s?ck\s?(?:ii?|[12])|ckii"
    r"|cki|ck\s?[12]|ck i+|dai ta|thuong ta|trung ta|thieu ta|dai uy"
    r"|thieu tuong|trung tuong|luong y|nha giao|thac si|tien si|bac si)[.\s]+)+"
)


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames as printed."""
    return frozenset(one_tone(r["surname"]) for r in rows("surnames.tsv", "surname"))


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    """Rare surnames that are common middle syllables: `Kim Trang` alone is more often a name's end."""
    found = rows("surnames.tsv", "surname", "between")
    return frozenset(one_tone(r["surname"]) for r in found if r["between"] == "yes")


@lru_cache(maxsize=1)
def folded_surnames() -> dict[str, tuple[str, ...]]:
    """Folded surname -> surnames that differ from it by marks alone."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(surnames()):
        found[fold(name)] = (*found.get(fold(name), ()), name)
    return found


def whole_surname(word: str) -> str | None:
    """The one surname that lacks its first letter here (`guyễn` -> `Nguyễn`): the seal hides it often.

    What `Thị` ends in is no surname: the seal hides that too.
    """
    if not word[0].islower() or any(fold(middle).endswith(fold(word)) for middle in _MIDDLE):
        return None
    found = [s for s in surnames() if len(s) == len(word) + 1 and s[1:] == one_tone(word)]
    longer = [s for s in surnames() if len(s) == len(word) + 2 and s[2:] == one_tone(word) and len(word) >= 3]
    return found[0] if len(found) == 1 else longer[0] if not found and len(longer) == 1 else None


_MIDDLE = ("Thị", "Văn")
"""Surnames that stand in the middle of most names: at the beginning, the surname may be lost."""


@dataclass(frozen=True)
class Name:
    """A person's name as a line gives it; `value` None: a part of one, not enough to tell."""

    value: str | None
    rule: str
    fit: float


def name(text: str, *, after_post: bool) -> Name | None:
    """A line in the shape of a person's name, ranks and degrees cut off; None where it is none."""
    text = " ".join(text.split()).strip(" .,;:-–_'\"|*()")
    rank = _RANK.match(fold(text))
    value = re.sub(r"^\W+|\W+$", "", text[rank.end() :] if rank else text)
    value = _whole(_APART.sub(r"\1", value))
    words = value.split()
    if not (2 <= len(words) <= 6 or _FIRST.match(value)) or not all(_WORD.fullmatch(w) for w in words):
        return None
    capitals = in_capitals(value, least=2)
    if not capitals and any(len(w) > 1 and w.isupper() for w in words):
        return None
    if fold(value) in phrases() or posts.ending(value) is not None:
        return None
    if capitals:
        if one_tone(words[0]).capitalize() not in surnames() or not after_post or posts.post(value)[1] >= 0.8:
            return None
        words = [w.capitalize() for w in words]
    first, fit, rule = _surname(words)
    words = [first, *words[1:]]
    if not all(w[0].isupper() for w in words):
        rest = after_post and len(words) > 2 and all(w[0].isupper() for w in words[1:])
        return Name(None, "illegible", 0.5) if rest else None
    if len(words) == 2 and fit <= 0.5:
        return Name(None, "illegible", 0.5)
    fit *= (0.7 if capitals else 1.0) * (1.0 if after_post else 0.9) * (1.0 if len(words) > 2 else 0.6)
    return Name(" ".join(words), rule, fit)


def _whole(value: str) -> str:
    """`N guyễn Văn Ba`: a surname that a reader cut after its first letter."""
    first, _, rest = value.partition(" ")
    joined = first + rest.partition(" ")[0]
    cut = len(first) == 1 and rest[:1].islower() and one_tone(joined) in surnames()
    return first + rest if cut else value


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_APART = re.compile(r"\b([HK]['’])\s+(?=[^\W\d_])")
_FIRST = re.compile(r"[HK]['’][^\W\d_]{2,}$")
"""`H'Yim Kđoh`, `K'Brôih`: names of the Êđê and Cơ Ho begin with a mark of the sex, not with a surname."""


def _surname(words: Sequence[str]) -> tuple[str, float, str]:
    """The surname, completed or marked where the list leaves one choice; fit; rule."""
    first = words[0]
    if _FIRST.match(first):
        return first, 1.0, "name-shape"
    if one_tone(first) in surnames():
        if (first in _MIDDLE and len(words) > 2) or (first == "Y" and words[1] in _MIDDLE):
            return first, 0.5, "name-shape"
        return first, 0.8 if len(words) == 2 and one_tone(first) in _between() else 1.0, "name-shape"
    whole = whole_surname(first)
    if whole is not None:
        return whole, 0.8, "name-shape+surname-list"
    near = folded_surnames().get(fold(first), ())
    marked = any(fold(w) != w.lower() for w in words[1:])
    if len(near) == 1 and marked:
        return near[0], 0.85, "name-shape+surname-list"
    return first, 0.5, "name-shape"
