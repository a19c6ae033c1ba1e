"""Names of agencies in sentence case: abbreviations spelled out, capitals as ND30 (PL II) wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline import gazetteer
from pipeline.extract.knowledge import rows
from pipeline.extract.spelling import one_tone
from pipeline.folding import fold

UNITS = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "quận", "thi xa": "thị xã",
    "phuong": "phường", "xa": "xã", "thi tran": "thị trấn", "dac khu": "đặc khu", "thon": "thôn",
}  # fmt: skip
"""Nouns of administrative units: folded -> as running text prints them."""


@dataclass(frozen=True)
class Head:
    """A word group that an agency's name begins with."""

    name: str
    level: str
    takes_place: bool


@lru_cache(maxsize=1)
def heads() -> tuple[Head, ...]:
    """All heads, longest first."""
    found = [
        Head(r["head"], r["level"], r["takes_place"] == "yes")
        for r in rows("heads.tsv", "head", "level", "takes_place")
    ]
    return tuple(sorted(found, key=lambda h: -len(h.name)))


@lru_cache(maxsize=1)
def shorts() -> dict[str, str]:
    """Abbreviation (folded) -> its words."""
    return {fold(r["short"]): r["name"] for r in rows("agencies.tsv", "short", "name")}


@lru_cache(maxsize=1)
def phrases() -> dict[str, str]:
    """Folded phrase -> its printed form, for every head, sector and abbreviation's words."""
    found = {fold(h.name): h.name for h in heads()}
    found |= {fold(r["phrase"]): r["phrase"] for r in rows("phrases.tsv", "phrase")}
    found |= {fold(name): name for name in provinces()}
    for words in shorts().values():
        found.setdefault(fold(words), words)
    return found


_UNITS = ("phuong ", "xa ", "huyen ", "tinh ", "quan ")
"""Heads that begin with a unit's noun (`Phường đoàn`) are near to places (`PHƯỜNG ĐÔNG HÒA`)."""


def head_of(text: str) -> Head | None:
    """The head that a name begins with, misread letters allowed."""
    folded = " ".join(fold(spell_out(re.sub(r"^\W+", "", text.replace("_", " ")))).split())
    for head in heads():
        key = fold(head.name)
        if folded == key or folded.startswith(key + " "):
            return head
    for head in heads():
        key = fold(head.name)
        if (
            len(key) >= 6
            and not key.startswith(_UNITS)
            and fuzz.ratio(folded[: len(key)], key) >= 86
            and folded[len(key) : len(key) + 1] in ("", " ")
        ):
            return head
    return None


def runs_over(before: str, after: str) -> bool:
    """Does a known name begin in one line and end in the next?

    Example:
        >>> runs_over("SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG TỈNH HẬU GIANG")
        True
    """
    left, right = fold(spell_out(before)).split()[-7:], fold(spell_out(after)).split()[:5]
    split_province = left[-2:-1] in (["tinh"], ["pho"]) and " ".join(left[-1:] + right[:1])
    if split_province in {fold(name) for name in provinces()}:  # UBND THÀNH PHỐ HẢI / PHÒNG
        return True
    return any(
        " ".join(left[-n:] + right[:m]) in phrases()
        for n in range(1, len(left) + 1)
        for m in range(1, len(right) + 1)
        if n + m >= 3
    )


def spell_out(text: str) -> str:
    """Abbreviations as words: `UBND TP HẢI PHÒNG` -> `Ủy ban nhân dân thành phố HẢI PHÒNG`."""
    out: list[str] = []
    for word in text.split():
        bare = word.rstrip(",;.")
        known = shorts().get(fold(word)) or shorts().get(fold(bare))
        upper = bare.isupper() or word in ("Tp", "Tp.", "TP.", "TX.")
        upper = upper or (len(bare) > 3 and bare[:1].isupper() and fold(bare) in ("ubnd", "hdnd", "ubmttq"))
        if known and upper:
            out.append(known + ("," if word.endswith(",") else ""))
        elif re.match(r"^TP\.\w", word):
            out.extend(("thành phố", word[3:]))
        else:
            out.append(word)
    return " ".join(out)


def sentence_case(text: str) -> str:
    """A name in capitals as running text prints it.

    Example:
        >>> sentence_case("ỦY BAN NHÂN DÂN PHƯỜNG HẢI DƯƠNG")
        'Ủy ban nhân dân phường Hải Dương'
    """
    words = one_tone(spell_out(re.sub(r"\s*([-–])\s*", r" \1 ", text).replace("–", "-"))).split()
    out: list[str] = []
    at = 0
    while at < len(words):
        size, printed = _longest(words, at)
        if size:
            out.append(printed)
            at += size
            continue
        word = words[at]
        bare = fold(word.strip(",.;()"))
        if bare in UNITS and _is_unit(words, at):
            numbered = at + 1 < len(words) and words[at + 1].strip(",").isdigit()
            out.append(UNITS[bare].capitalize() if numbered else UNITS[bare])
        elif _short(word):
            out.append(word)
        else:
            out.append(_capital(word))
        at += 1
    name = " ".join(out)
    return name[:1].upper() + name[1:]


def _is_unit(words: list[str], at: int) -> bool:
    """Is a word a unit's (`PHƯỜNG`), or a name with other marks (`HOA PHƯỢNG`, `XÃ PHƯƠNG ĐÌNH`)?"""
    word = words[at].strip(",.;()").lower()
    if one_tone(word) == UNITS[fold(word)] or word == fold(word):
        return True
    last = at + 1 == len(words)
    return not (last or (at and fold(words[at - 1]) in UNITS))


def _longest(words: list[str], at: int) -> tuple[int, str]:
    for size in range(min(9, len(words) - at), 0, -1):
        part = words[at : at + size]
        tail = part[-1][len(part[-1].rstrip(",;")) :]
        key = fold(" ".join(part)).rstrip(",;")
        if size == 2 and key in UNITS and at + 2 < len(words):
            return 2, UNITS[key] + tail
        printed = phrases().get(key)
        if printed is None or (size == 1 and key in UNITS):
            continue
        if size > 1 or at == 0 or one_tone(part[0].rstrip(",;")).lower() == one_tone(printed).lower():
            return size, printed + tail
    return 0, ""


def _short(word: str) -> bool:
    """An abbreviation that stays: `THPT`, `HIV/AIDS`, `GAVI`."""
    bare = "".join(c for c in word if c.isalpha())
    vowels = sum(c in "aeiouy" for c in fold(bare))
    return (
        len(bare) >= 2 and bare.isupper() and (vowels == 0 or bare in ("GAVI", "HIV", "AIDS", "ATTP", "ICT"))
    )


def _capital(word: str) -> str:
    """`HẢI` -> `Hải`; a word that is not all capitals stays as it is."""
    bare = "".join(c for c in word if c.isalpha())
    if not bare or not bare.isupper() or (re.fullmatch(r"[IVX]+", bare) and len(bare) > 1):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[0] + m.group()[1:].lower(), word)


def with_unit(name: str) -> str:
    """`Sở Y tế Kiên Giang` -> `Sở Y tế tỉnh Kiên Giang`: a department's name with its province's unit."""
    head = head_of(name)
    if head is None or head.level != "department" or place_of(name) is not None:
        return name
    for own, unit in provinces().items():
        if name.endswith(f" {own}") and len(name) > len(head.name) + len(own) + 3:
            return f"{name[: -len(own)]}{unit} {own}"
    return name


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Name of a province, in force or of before July 2025 -> its unit."""
    return {r["name"]: r["unit"] for r in rows("provinces.tsv", "name", "unit")}


def place_of(name: str) -> str | None:
    """The unit that a name ends with: `Ủy ban nhân dân tỉnh Kiên Giang` -> `tỉnh Kiên Giang`."""
    match = re.search(
        r"\b((?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu|Quận|Phường)"
        r"\s+[^\W\d_].*|(?:Quận|Phường)\s+\d+)$",
        name,
    )
    return match.group(1) if match else None


def known_unit(name: str) -> str:
    """A name whose unit is misread in its marks alone, as the gazetteer spells it.

    Example:
        `Ủy ban nhân dân xã Gia Viện` -> `Ủy ban nhân dân xã Gia Viễn`: the one xã of these letters.
    """
    place = place_of(name)
    if place is None or not place[0].islower():
        return name
    unit, _, own = (
        place.partition(" ")
        if not place.startswith(("thành phố", "thị xã", "thị trấn", "đặc khu"))
        else (" ".join(place.split()[:2]), " ", " ".join(place.split()[2:]))
    )
    found = {
        one_tone(u.name)
        for u in gazetteer.load().find(f"{unit} {own}")
        if fold(u.name) == fold(one_tone(own))
    }
    if len(found) != 1 or one_tone(own) in found:
        return name
    return name[: len(name) - len(own)] + next(iter(found))
