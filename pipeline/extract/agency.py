"""Issuer and the body above it, from the left column of the head."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import gazetteer
from pipeline.extract import anchors, codes, names
from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.passage import Passage
from pipeline.extract.spelling import in_capitals, one_tone
from pipeline.extract.zone_columns import stamp_word
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.evidence import Field

_MARK = re.compile(r"^\W*(?:du thao|den|so den.*|ban sao|sao y.*)\W*$")
"""What else is stamped over a head: drafts, arrivals, copies."""


@dataclass(frozen=True)
class Agencies:
    """Candidates of both fields."""

    issuer: tuple[Candidate[str], ...] = ()
    parent: tuple[Candidate[str], ...] = ()


def find(zones: Zones, symbol: Field[str] | None = None, place: str | None = None) -> Agencies:
    """Names in the left head, the last one the issuer, the one before it the body above.

    Where the head names a council alone and the symbol a department under it, the department's line
    was lost: the symbol then says who wrote.
    """
    lines = _lines(zones)
    if not lines:
        return Agencies()
    groups = _grouped(lines)
    parent = groups[-2] if len(groups) > 1 else None
    issuer = _issuer(groups[-1], parent, place)
    lost = _by_symbol(groups[-1], symbol) if parent is None and symbol is not None else None
    if lost is not None:
        demoted = tuple(replace(c, score=0.4 * c.score) for c in issuer)
        return Agencies((lost, *demoted), _parent(groups[-1]))
    return Agencies(issuer, _parent(parent))


def _by_symbol(group: Sequence[LineRef], symbol: Field[str]) -> Candidate[str] | None:
    """`UBND TỈNH LẠC HỒNG` alone over `417/SNV-CCHC`: Sở Nội vụ tỉnh Lạc Hồng."""
    block = passage(group)
    name = names.sentence_case(block.text[slice(*_bare(block.text))])
    place, head = names.place_of(name), names.head_of(name)
    if symbol.value is None or place is None or head is None or head.level != "council":
        return None
    departments = codes.departments()
    found = [departments[g] for g in re.split(r"[-/]", symbol.value)[:2] if g in departments]
    if not found or not place.startswith(("tỉnh", "thành phố")):
        return None
    return Candidate(f"{found[0]} {place}", symbol.raw or "", symbol.evidence, "symbol+agency-data", 0.6)


def _lines(zones: Zones) -> list[LineRef]:
    """Lines of the left head that are names: over the number, no stamp, mostly letters."""
    out: list[LineRef] = []
    for ref in zones.left_head:
        text = ref.text
        if anchors.number(text) or stamp_word(text):
            break
        letters = [c for c in text if c.isalpha()]
        over = len(letters) == 2 and bool(out) and _ends_name(out[-1].text, text)
        if (len(letters) < 3 and not over) or _MARK.match(fold(text)) or anchors.date_line(text):
            continue
        if not in_capitals(text, 0.55) or len(letters) < 0.5 * len(text.replace(" ", "")):
            continue
        out.append(ref)
    return out


def _ends_name(before: str, word: str) -> bool:
    """`… BỘ NỘI` / `VỤ`: a known name that the head's width broke before its last short word."""
    return fold(f"{before.split()[-1]} {word}") in names.phrases()


def _grouped(lines: Sequence[LineRef]) -> list[list[LineRef]]:
    """Lines of one name together: a line that begins with an agency's head opens a new name."""
    groups: list[list[LineRef]] = []
    for ref, after in itertools.zip_longest(lines, lines[1:]):
        if groups and not _opens(groups[-1], ref, after):
            groups[-1].append(ref)
        else:
            groups.append([ref])
    return groups


_UNIT = re.compile(r"\W*(?:phuong|xa|thi tran|huyen|quan|tinh|thanh pho|thi xa|tp|dac khu)\b")


def _opens(before: Sequence[LineRef], ref: LineRef, after: LineRef | None) -> bool:
    head = names.head_of(ref.text) or (after and names.head_of(f"{ref.text} {after.text}"))
    if head is None or (" " not in ref.text.strip() and _ends_name(before[-1].text, ref.text)):
        return False
    text = " ".join(r.text for r in before)
    so_far = names.head_of(text)
    if so_far is None:
        return True
    bare = fold(names.spell_out(text)).strip() == fold(so_far.name)
    if bare and so_far.level == "council" and _UNIT.match(fold(ref.text)):
        return False  # `ỦY BAN NHÂN DÂN` / `PHƯỜNG ĐOÀN KẾT`: a place, not the Youth Union of a ward
    if bare and so_far.level in ("company", "unit"):
        return False  # `TỔNG CÔNG TY` names nobody: the next line goes on with it
    if bare and so_far.name in (
        "Văn phòng",
        "Thường trực",
        "Ban",
        "Ban Thường trực",
        "Ban Thường vụ",
        "Ban Chấp hành",
    ):
        return False
    return not (text.rstrip().endswith(("-", "–", ",")) or names.runs_over(text, ref.text))


def _parent(group: Sequence[LineRef] | None) -> tuple[Candidate[str], ...]:
    if group is None:
        return ()
    block = passage(group)
    start, end = _bare(block.text)
    name = names.with_unit(_mended(block, start, end, None))
    known = names.head_of(name) is not None
    return (seen(block, start, end, name, "head-left", 0.93 if known else 0.6),)


def _mended(block: Passage, start: int, end: int, place: str | None) -> str:
    """The name; its unit as the gazetteer spells it, where it was read badly and the date line differs."""
    name = names.sentence_case(block.text[start:end])
    own = names.place_of(name)
    if place is not None and own is not None and len(place) > 3 and fold(own).endswith(f" {fold(place)}"):
        return _agreed(name, place)
    if block.confidence(max(start, end - 4), end) >= 0.93:
        return name
    return names.known_unit(name)


def _agreed(name: str, place: str) -> str:
    """Head and date line name the same place: where their marks differ, the spelling of the gazetteer."""
    own = name[len(name) - len(place) :]
    if one_tone(own) == one_tone(place):
        return name
    known = {one_tone(u.name) for u in gazetteer.load().find(names.place_of(name) or "")}
    return name if one_tone(own) in known else name[: len(name) - len(place)] + place


def _bare(text: str) -> tuple[int, int]:
    """Span of a name without specks read as marks or single letters at its ends."""
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\S+", text)]
    while len(words) > 1 and not _solid(words[0][2]):
        words.pop(0)
    while len(words) > 1 and not (_solid(words[-1][2]) or _numbers(words)):
        words.pop()
    first = words[0][2]
    specks = len(first) - len(first.lstrip(" .,;:-–_'|“\""))
    return words[0][0] + specks, words[-1][0] + len(words[-1][2].rstrip(" .,;:_-–'\""))


def _solid(word: str) -> bool:
    letters = sum(unicodedata.category(c) in ("Lu", "Ll") for c in word)  # `ˆ` is a letter to `isalpha`
    return letters >= 2 or word in ("Y", "Ô", "Ê")


def _numbers(words: Sequence[tuple[int, int, str]]) -> bool:
    """A number that belongs to the name: `QUẬN 1`, `TRƯỜNG THPT CAO LÃNH 2`, not after a province."""
    if not re.fullmatch(r"\d{1,2}", words[-1][2]):
        return False
    before = names.sentence_case(" ".join(w for _, _, w in words[:-1]))
    place = names.place_of(before)
    return place is None or place.split(" ", 1)[0] in ("phường", "Phường", "quận")


def _issuer(
    group: Sequence[LineRef], parent: Sequence[LineRef] | None, place: str | None
) -> tuple[Candidate[str], ...]:
    block = passage(group)
    start, end = _bare(block.text)
    name = names.sentence_case(block.text[start:end])
    head = names.head_of(name)
    found: list[Candidate[str]] = []
    score = 0.92 if head is not None else 0.6
    mended = names.with_unit(_mended(block, start, end, place))
    if mended != name:
        found.append(seen(block, start, end, mended, "head-left+gazetteer", score * 0.95))
        name, score = mended, score * 0.9
    if head is not None and parent is not None:
        above = passage(parent)
        full = _completed(name, head, names.with_unit(_mended(above, *_bare(above.text), None)))
        if full != name:
            found.append(seen(block, start, end, full, "head-left+place", score))
            score *= 0.5
    found.append(seen(block, start, end, name, "head-left", score))
    return tuple(found)


_PARTS = ("van phong", "ban thuong truc", "thuong truc", "co quan thuong truc")
"""Parts of the body above them, no offices of their own: `VĂN PHÒNG` under a department's name."""


def _completed(name: str, head: names.Head, parent: str) -> str:
    """The issuer with the place of the body above it, where its own name has none.

    Example:
        `Sở Y tế` under `Ủy ban nhân dân tỉnh Kiên Giang` -> `Sở Y tế tỉnh Kiên Giang`;
        `Văn phòng` under `Sở Nội vụ` -> `Văn phòng Sở Nội vụ`.
    """
    if fold(name) in _PARTS:
        return f"{name} {parent}"
    place = names.place_of(parent)
    above = names.head_of(parent)
    if place is None or above is None or above.level != "council" or place.split(" ", 1)[-1] in name:
        return name
    first, dash, rest = name.partition(" - ")
    second = names.head_of(rest) if dash else None
    if (
        not head.takes_place
        or names.place_of(name)
        or (dash and second is None and names.head_of(name) is None)
    ):
        return name
    if dash and second is not None:
        if rest.endswith(" ngành"):
            rest = f"{rest} {first.removeprefix(head.name).strip()}"
        return f"{first} {place}{dash}{rest}"
    return f"{name} {place}"
