"""Lists of the head and the foot: `Kính gửi` and `Nơi nhận`, in a line or as items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.passage import Passage
from pipeline.extract.zone_columns import stamp_word
from pipeline.folding import fold

_MARK = re.compile(r"^\W{0,2}(?:[-–—+*•·~¬=]+\s?|\d{1,2}[.)]\s)")
_DASH = re.compile(r"^\s*[._,'\"|]{0,2}\s?[-–—+*•·~¬=]")
_TRAIL = " ;.,:-–—_|'`~"
_KEPT = r"\s(?:[^\w\s]{1,3}\s)*(?=L[uư]u\s?:?\s?V[TP]\b)"
_CUTS = {
    True: re.compile(rf";\s+(?=[-–—+•]\s)|{_KEPT}"),  # a semicolon inside an item is its own
    False: re.compile(rf";\s+(?=\S)|{_KEPT}"),
}
_ASIDE = re.compile(r"^\W*\(?\s?(?:sau day|goi chung|goi tat)")


@dataclass(frozen=True)
class Item:
    """One entry of a list: a span of its own passage."""

    passage: Passage
    start: int
    end: int
    marked: bool

    @property
    def text(self) -> str:
        """The entry without its mark and its end mark."""
        return " ".join(self.passage.text[self.start : self.end].split())


def items(lines: Sequence[LineRef], label: Callable[[str], re.Match[str] | None]) -> list[Item]:
    """Cut a zone into entries: at list marks, and at semicolons of an entry without marks."""
    groups: list[list[LineRef]] = []
    cut = 0
    for i, ref in enumerate(lines):
        text = ref.text
        match = label(text)
        if match and i == 0:
            cut = match.end()
            if text[cut:].strip(" :.…-–"):
                groups.append([ref])
            continue
        if _ASIDE.match(fold(text)) or not any(c.isalnum() for c in text) or stamp_word(text):
            continue
        if groups and not _DASH.match(text) and _aside(groups[-1][0], ref):
            continue
        if groups and not _DASH.match(text) and not _new(groups[-1][-1], ref):
            groups[-1].append(ref)
        else:
            groups.append([ref])
    found: list[Item] = []
    for group in groups:
        block = passage(group)
        start = cut if group[0] is lines[0] else 0
        found.extend(_parts(block, start))
    return found


_BESIDE = 0.25
"""A line that begins so much further to the right (share of the width) does not go on with an entry."""


def _aside(first: LineRef, ref: LineRef) -> bool:
    """Does a line stand beside the list: a seal's letters, a stamp's?"""
    a, b = first.box, ref.box
    return a is not None and b is not None and a.x0 + _BESIDE < b.x0


def _new(before: LineRef, ref: LineRef) -> bool:
    """Does a line without a mark begin an entry?"""
    text = before.text.rstrip()
    if text.count("(") > text.count(")") and ref.text.count(")") > ref.text.count("("):
        return False
    if text.endswith((";", ".")) and not text.endswith(("...", "P.", "Tp.", "TP.")):
        return True
    a, b = before.box, ref.box
    if a is None or b is None:
        return False
    return b.y0 - a.y1 > 1.5 * b.height


_SPECK = re.compile(r";\s+\W*\w{1,2}\W*$")
"""`UBND phường; Ul`: behind an item's end, the rest of a stamp or a seal."""


def _parts(block: Passage, start: int) -> list[Item]:
    text = block.text
    marked = bool(_DASH.match(text[start:]))
    bounds: list[tuple[int, int]] = []
    at = start
    end_of_text = _before_stamp(block) if marked else len(text)
    for match in _CUTS[marked].finditer(text, start):
        if text.count("(", at, match.start()) > text.count(")", at, match.start()):
            continue
        bounds.append((at, match.start()))
        at = match.end()
    bounds.append((at, max(at, end_of_text)))
    out: list[Item] = []
    for begin, end in bounds:
        mark = _MARK.match(text[begin:end])
        begin += mark.end() if mark else 0
        while begin < end and text[begin] in " :.,;–-":
            begin += 1
        speck = _SPECK.search(text, begin, end)
        stop = begin + len(text[begin : speck.start() if speck else end].rstrip(_TRAIL))
        if text[begin:stop].count("(") > text[begin:stop].count(")") and text[stop : stop + 1] == ")":
            stop += 1
        letters = sum(c.isalpha() for c in text[begin:stop])
        if stop - begin >= 2 and letters and not (out and letters < 3):
            out.append(Item(block, begin, stop, marked))
    return out


_GAP = 0.03
"""An empty stretch after an item's end mark, as a share of the page's width: what follows is a stamp's."""


def _before_stamp(block: Passage) -> int:
    """Where an item ends that a stamp's words follow on the same line."""
    for a, b in itertools.pairwise(block.places):
        if a.word.box is None or b.word.box is None or a.line != b.line:
            continue
        if a.word.text.endswith((";", ".")) and b.word.box.x0 - a.word.box.x1 > _GAP:
            return a.end
    return len(block.text)


def candidate(item: Item, rule: str, score: float) -> Candidate[str]:
    """A candidate from an entry."""
    return seen(item.passage, item.start, item.end, item.text, rule, score)
