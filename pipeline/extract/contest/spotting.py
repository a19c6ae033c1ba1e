"""Words that may name a stage, wherever they stand: `Chặng 1`, `Vòng sơ khảo`, `chung kết`, `cấp trường`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.contest.label_words import (
    FREE,
    FREE_ENDS,
    FREE_WORD,
    LEVEL,
    NAMED,
    NOT_FREE,
    NUMBERED,
    ORDINALS,
    PART,
    UNIT,
    WIDER,
    Family,
)
from pipeline.extract.numbers import roman
from pipeline.extract.prose import Prose


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch that may be a stage's label; nothing is said yet of whether it is one here."""

    start: int
    end: int
    family: Family
    number: int | None
    bare: bool = False
    """A round without its word: `chung kết`."""
    weak: bool = False
    """A level (`cấp trường`) or a round in free words (`vòng thi tài năng`)."""
    capital: bool = True
    """It is numbered, named by `vòng`, or begins with a capital."""
    sort: str = ""
    """`level`: `cấp trường` without its `vòng`; `unit`: `Cụm số 1`."""


def spots(prose: Prose) -> list[Spot]:
    """All of them in order; one inside another is left out."""
    out: list[Spot] = []
    named = list(_named(prose))
    rounds, bare = [s for s in named if not s.bare], [s for s in named if s.bare]
    for kind in (_numbered(prose), rounds, _free(prose), _parts(prose), bare, _levels(prose)):
        told = (s for s in kind if not _another_word(prose, s))
        out += [s for s in told if not any(t.start < s.end and t.end > s.start for t in out)]
    return sorted(out, key=lambda s: s.start)


_SPELT = {
    Family.TERM: frozenset({"kỳ", "kì", "ky", "ki"}),
    Family.WEEK: frozenset({"tuần", "tuan"}),
    Family.BATCH: frozenset({"đợt", "dot", "đot"}),
}
_NOT_ROUND = frozenset({"vọng", "vàng", "vùng", "vững", "vang", "vâng", "võng", "vượng"})
"""Words with the letters of `vòng` and marks of their own; readers lose its marks in other ways too."""


def _another_word(prose: Prose, spot: Spot) -> bool:
    """`nguyện vọng thì`, `thư ký 3`: another word by its marks."""
    word = prose.text[spot.start : spot.end].split()[0].lower()
    return word in _NOT_ROUND or (spot.family in _SPELT and word not in _SPELT[spot.family])


def _numbered(prose: Prose) -> Iterator[Spot]:
    for match in NUMBERED.finditer(prose.folded):
        number = _number(match, prose.text)
        if (number is None and not match["p"]) or _over_cells(prose, match):
            continue
        if match["p"] == "dau" and prose.text[slice(*match.span("p"))].lower() not in ("đầu", "dau"):
            continue  # `Vòng đấu loại`
        if prose.text[max(0, match.start() - 4) : match.start()].lower() == "mỗi ":
            continue  # `mỗi chặng 10 ngày`
        family = next(f for f in Family if match[f.name])
        yield Spot(*match.span(), family, number, weak=family is Family.STEP)


def _named(prose: Prose) -> Iterator[Spot]:
    for match in NAMED.finditer(prose.folded):
        wider = WIDER.match(prose.folded, match.end(), prose.line_end(match.end()))
        start, end = match.start(), wider.end() if wider else match.end()
        if match["bare"] and match["bare"].startswith("thi ") and start > prose.para_at(start).words:
            start += 4
        bare, weak = bool(match["bare"]), bool(match["show"])
        capital = prose.text[match.start()].isupper() or not (bare or weak)
        yield Spot(start, end, Family.ROUND, None, bare=bare, weak=weak, capital=capital)


def _free(prose: Prose) -> Iterator[Spot]:
    """Rounds in words of their own, to the mark or word that ends them: `Vòng thi viết`, `Đợt tháng 10`."""
    for match in FREE.finditer(prose.folded):
        end = _words_end(prose, match.end(), _MOST_WORDS)
        if not end:
            continue
        words = prose.folded[match.start() : end]
        if NOT_FREE.match(words) and not words.startswith(("giai doan thi", "vong thi ")):
            continue
        if words in ("vong thi", "dot thi", "luot thi", "chang thi"):
            continue
        capital = prose.text[match.start()].isupper()
        yield Spot(match.start(), end, Family.ROUND, None, weak=True, capital=capital)


def _parts(prose: Prose) -> Iterator[Spot]:
    """`Phần thi Tài năng:`, `Phần thi chung kết xếp hạng:`."""
    for match in PART.finditer(prose.folded):
        capital = prose.text[match.start()].isupper()
        yield Spot(*match.span(), Family.ROUND, None, weak=True, capital=capital)


def _levels(prose: Prose) -> Iterator[Spot]:
    """`Cấp trường`, `Thi cấp tổng công ty`, `Cụm số 1`."""
    floor = 0
    for match in LEVEL.finditer(prose.folded):
        if match.start() < floor:
            continue
        end = _words_end(prose, match.end(), _LEVEL_WORDS)
        while end and (more := _AND_LEVEL.match(prose.folded, end)) is not None:
            further = _words_end(prose, more.end(), _LEVEL_WORDS)
            if not further:
                break
            end = further
        floor = max(floor, end)
        if end:
            capital = prose.text[match.start()].isupper()
            yield Spot(match.start(), end, Family.ROUND, None, weak=True, capital=capital, sort="level")
    for match in UNIT.finditer(prose.folded):
        if prose.text[match.start()].isupper():
            yield Spot(*match.span(), Family.ROUND, None, weak=True, sort="unit")


_AND_LEVEL = re.compile(r"(?:,|,? va|/|\s?-)\s?cap\s(?=[a-z])")
_LEVEL_WORDS = 3


def _words_end(prose: Prose, at: int, most: int) -> int:
    """Where a label's own words end, from `at` on: at a mark or a word that tells more."""
    para = prose.para_at(at)
    limit = prose.line_end(at) if para.row else para.end
    end = 0
    for _ in range(most):
        word = FREE_WORD.match(prose.folded, at, limit)
        broken = at > 0 and prose.text[at - 1] == "\n" and prose.text[at : at + 1].isupper()
        if word is None or FREE_ENDS.match(prose.text, at) or broken:
            break
        end = word.end()
        if prose.folded[end : end + 1] != " ":
            break
        at = end + 1
    return end


_MOST_WORDS = 6


def _over_cells(prose: Prose, found: re.Match[str]) -> bool:
    """`Tổ thư ký` above `3` is no label: none runs from one cell into the next."""
    return "\n" in prose.text[found.start() : found.end()] and prose.para_at(found.start()).row


def _number(found: re.Match[str], text: str) -> int | None:
    if found["d"]:
        return int(found["d"])
    if found["r"]:
        return roman(text[found.start("r") : found.end("r")])
    word = found["o"] or found["p"]
    if word.isdigit():
        return int(word)
    if word.startswith("dau"):
        return 1
    return ORDINALS.get(word) or roman(text[found.start("o") : found.end("o")] if found["o"] else "")
