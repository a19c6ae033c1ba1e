"""Posts and capacities of signers, found in capitals that a seal has worn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.extract.knowledge import rows
from pipeline.extract.names import head_of, sentence_case
from pipeline.extract.spelling import in_capitals, one_tone
from pipeline.folding import fold

CAPACITY = re.compile(r"^\W{0,3}(?:(?P<c>tm|kt|tl|tuq|q)\s?[.,:]|(?P<p>t/m|k/t|t/l)\b[.,:]?)\s*")
"""A mark of capacity (ND30 Đ13) at the beginning of a folded line, as seals leave it."""
_CANON = {"t/m": "TM.", "k/t": "KT.", "t/l": "TL."}


@lru_cache(maxsize=1)
def posts() -> tuple[tuple[str, str], ...]:
    """(post, deputy's post), longest first."""
    found = [(r["post"], r["deputy"]) for r in rows("posts.tsv", "post")]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


@lru_cache(maxsize=1)
def bodies() -> frozenset[str]:
    """Bodies in whose name (TM.) one signs."""
    return frozenset(r["post"] for r in rows("posts.tsv", "post") if r["capacity"] == "TM.")


def capacity(text: str) -> tuple[str, str] | None:
    """`KT. CHỦ TỊCH` -> capacity and the post after it; the mark may have lost its dot or one letter."""
    if not in_capitals(text, least=2):
        return None
    match = CAPACITY.match(fold(text))
    if match:
        mark = _CANON[match["p"]] if match["p"] else match["c"].upper() + "."
        of, fit = post(text[match.end() :])
        listed = "," in match.group() and fit < 0.74  # `KT, ĐT, TNMT`: rooms of an office
        return None if listed else (mark, of)
    guess = worn(text)
    if guess is not None:
        return guess
    loose = re.match(r"^\W{0,3}(\w{2,3})[\s.,:]{1,2}(?=\w{3})", text)
    if loose is None:
        return None
    rest, fit = post(text[loose.end() :])
    near = [m for m in ("TM", "KT", "TL", "TUQ") if len(m) == len(loose[1]) and _one_off(m, loose[1].upper())]
    return (near[0] + ".", rest) if fit >= 0.8 and len(near) == 1 else None


_WORN = re.compile(r"^\W{0,4}T\W{1,8}(?=\w{3})")


def worn(text: str) -> tuple[str, str] | None:
    """`T. .. CHỦ TỊCH`: of TM., TL., TUQ. before a person's post it is TL.; before a body it is TM."""
    mark = _WORN.match(text)
    if mark is None:
        return None
    rest, fit = post(text[mark.end() :])
    if fit < 0.8:
        return None
    return ("TM." if any(rest.startswith(b) for b in bodies()) else "TL."), rest


def body(text: str) -> tuple[str, str] | None:
    """A body in the place of a post (`ỦY BAN NHÂN DÂN`): only TM. can stand before it."""
    found = title(text) if in_capitals(text, least=2) else None
    if found is None or found[1] < 0.74:
        return None
    return ("TM.", found[0]) if any(found[0].startswith(b) for b in bodies()) else None


def _one_off(a: str, b: str) -> bool:
    return sum(x != y for x, y in zip(a, b, strict=True)) <= 1


def post(text: str) -> tuple[str, float]:
    """A post as the closed list spells it (`GIÁM ĐÓC` -> `GIÁM ĐỐC`), what follows it kept; its fit."""
    words = " ".join(one_tone(text).split()).strip(" .,;:-–_'\"|*").split()
    best = _best(words, starts=(0,))
    if best is None:
        return " ".join(words), 0.0
    fit, name, _, end = best
    rest = " ".join(words[end:])
    if names_agency(rest):
        rest = sentence_case(rest).upper()
    elif sum(c.isalpha() for c in rest) < 3:
        rest = ""
    return f"{name} {rest}".strip(), fit


def names_agency(text: str) -> bool:
    """Do capitals after a post name its office (`VỤ TRƯỞNG VỤ GIÁO DỤC TIỂU HỌC`)?"""
    return in_capitals(text, least=2) and head_of(text) is not None


def _best(words: Sequence[str], starts: Sequence[int]) -> tuple[float, str, int, int] | None:
    """The post that fits a run of words best: fit (0..1), post, and the run.

    Letters count most, marks a little: `THỦ TƯỚNG` and `THỨ TRƯỞNG` are apart, `ĐÓC` and `ĐỐC` near.
    """
    best: tuple[float, str, int, int] | None = None
    for at in starts:
        for size in range(1, min(6, len(words) - at) + 1):
            run = " ".join(words[at : at + size]).upper()
            folded = fold(run)
            if len(folded) < 5 or folded in ("truong", "pho truong"):
                continue  # the beginning of many posts is none of them
            for name, _ in posts():
                if abs(len(name) - len(run)) > 3:
                    continue
                fit = 0.75 * fuzz.ratio(folded, fold(name)) + 0.25 * fuzz.ratio(run, name)
                if fit >= 74 and (best is None or (fit / 100, size) > (best[0], best[3] - best[2])):
                    best = (fit / 100, name, at, at + size)
    if best is not None and best[0] < 0.97 and _ambiguous(fold(" ".join(words[best[2] : best[3]]))):
        return 0.5, *best[1:]
    return best


def _ambiguous(run: str) -> bool:
    """Could a run whose first letter is worn be several posts (`U TRƯỞNG`: VỤ, BỘ)?"""
    rest = run[1:]
    near = {
        p.removeprefix("PHÓ ") for p, _ in posts() if fold(p).endswith(rest) and abs(len(p) - len(run)) <= 1
    }
    return len(near) > 1


def title(text: str) -> tuple[str, float] | None:
    """A line in capitals as a post, noise around it cut; None where it is none."""
    words = " ".join(one_tone(text).split()).strip(" .,;:-–_'\"|*").split()
    small = {fold(p): p for p, _ in posts()}.get(fold(" ".join(words)))
    if small is not None:
        return small, 0.95
    capital = [w for w in words if in_capitals(w, 0.5)]
    if not capital or not in_capitals("".join(capital), least=2) or len(capital) < 0.5 * len(words):
        return None
    value, fit = post(text)
    if fit >= 0.82:
        return value, fit
    best = _best(words, starts=range(min(4, len(words))))
    if best is not None:
        fit, name, start, end = best
        rest = " ".join(words[end:])
        rest = sentence_case(rest).upper() if names_agency(rest) else ""
        return f"{name} {rest}".strip(), fit * (0.95 if start else 1.0)
    part = ending(" ".join(words))
    if part is not None:
        return part, 0.75
    letters = sum(c.isalpha() for c in text)
    head = head_of(text)
    if head is not None and head.level == "council":
        return None
    if letters >= 6 and re.fullmatch(r"[\w\s.,&-]+", " ".join(words)) and in_capitals(text):
        return " ".join(words), 0.4
    return None


def ending(text: str) -> str | None:
    """The one post that ends with a line whose beginning the seal hides (`VĂN PHÒNG`)."""
    folded = fold(text)
    if len(folded) < 7:
        return None
    found = [p for p, _ in posts() if fold(p).endswith(folded) and len(p) > len(folded)]
    if len({p.removeprefix("PHÓ ") for p in found}) != 1:
        return None
    return min(found, key=len)
