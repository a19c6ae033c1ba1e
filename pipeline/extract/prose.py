"""The letter's running text: paragraphs, list marks (`1.`, `a)`, `-`), tables as rows, clauses."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from pipeline.extract.cells import Chunk
from pipeline.extract.lines import GOES_ON, LineRef, starts_paragraph
from pipeline.extract.passage import Passage, Place, line_starts
from pipeline.extract.plain import plain, plain_lines
from pipeline.extract.rows import arrange


class Level(IntEnum):
    """How deep a list mark stands; smaller is further out."""

    ROMAN = 1
    NUMBER = 2
    SUBNUMBER = 3
    LETTER = 4
    DASH = 5
    PLUS = 6
    NONE = 9


_MARKS = (
    (Level.ROMAN, re.compile(r"[*_#\s]*(?P<mark>(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}))\s?[.)/-]\s")),
    (Level.SUBNUMBER, re.compile(r"[*_#\s]*(?P<mark>\d{1,2}(?:\.\d{1,2})+)[.)]?\s")),
    (
        Level.NUMBER,
        re.compile(r"[*_#(\s]*(?P<mark>(?:(?:Điều|Mục|Phần)\s+)?\d{1,2})\s?(?:[.)/]|[,-](?=\s[A-ZĐ]))\s?(?=\D)"),
    ),
    (Level.LETTER, re.compile(r"[*_#\s]*(?P<mark>[a-zđ¢©])(?:\s?[.)]\s?|/\s)(?=\S)")),
    (Level.PLUS, re.compile(r"[*_\s]*(?P<mark>[+○▪])\s?")),
    (Level.DASH, re.compile(r"\s*(?P<mark>[-–—•●·~✓✔➢❖■►]|\*(?!\*))\s?")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its reach in the text, where its words begin after the list mark, and that mark."""

    start: int
    end: int
    words: int
    level: Level
    mark: str = ""
    row: bool = False
    """It is a table's row: its line ends part cells."""


@dataclass(frozen=True)
class Prose:
    """Lines as one text, line ends kept; `folded` is the same text made plain."""

    passage: Passage
    folded: str
    paras: tuple[Para, ...]
    lines: tuple[int, ...]
    """Offset at which each line begins."""

    @property
    def text(self) -> str:
        """The text itself."""
        return self.passage.text

    @cached_property
    def unmarked(self) -> str:
        """The text with `¶` for list marks and ends of rows, so that `- 30/6` in a list ends no range."""
        out = list(self.text)
        for para in self.paras:
            if para.row and para.end < len(out):
                out[para.end] = "¶"
            if para.row and para.start:
                out[para.start - 1] = "¶"
            if para.mark:
                out[para.start : para.words] = "¶" * (para.words - para.start)
        return "".join(out)

    @cached_property
    def folded_lines(self) -> str:
        """The folded text with its line ends kept."""
        return plain_lines(self.text)

    def para_at(self, offset: int) -> Para:
        """The paragraph that holds an offset."""
        at = bisect.bisect_right([p.start for p in self.paras], offset) - 1
        return self.paras[max(0, at)]

    def line_start(self, offset: int) -> int:
        """Offset of the line that holds an offset."""
        return self.lines[max(0, bisect.bisect_right(self.lines, offset) - 1)]

    def line_end(self, offset: int) -> int:
        """End of the line that holds an offset."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


def mark_of(text: str) -> tuple[Level, str, int]:
    """List mark at the start of a paragraph: level, mark, and where the words begin."""
    for level, pattern in _MARKS:
        found = pattern.match(text)
        if found:
            return level, found["mark"], found.end()
    return Level.NONE, "", len(text) - len(text.lstrip(" *_#"))


_CUE = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|th[a-z]{1,2}i gian|noi dung|d[a-z]a diem|d[a-z]{2}i t[a-z]{3}ng)[^:;.]{0,30}:"
)
"""`Hình thức: …`, `Thời gian thi: …` begin a paragraph even where nothing else shows it."""


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+[\w/]$")
"""A web address at the end of a line, after which letters put no full stop."""
_STAGE = re.compile(
    r"(?:ch[a-z]{1,2}ng|giai doan|v[o]ng|dot|tuan)\s(?:thi\s)?(?:thu\s|\d|[ivx]{1,3}\b"
    r"|so\s|loai\b|cap\s|chung\s|ban ket|tu ket|(?:[a-z]+\s){0,4}[a-z]+\s?[:(])"
    r"|(?:so khao|tu ket|ban ket|chung khao|chung ket)\b"
)
"""A stage's heading begins a paragraph after a line that ended."""


_SHORT = 40
"""A line of a text with fewer letters that begins with a stage's word is its heading."""


def prose_of(lines: Iterable[LineRef]) -> Prose:
    """Join the lines of one or more zones; a table's row is one paragraph, a line or more a cell."""
    chunks = arrange(tuple(lines))
    joined, starts = _join(chunks)
    margin = max((b.x1 for c in chunks if (b := c.box) is not None), default=1.0)
    firsts = [i for i, chunk in enumerate(chunks) if i == 0 or _opens(chunks[i - 1], chunk, margin)]
    paras: list[Para] = []
    for n, i in enumerate(firsts):
        end = starts[firsts[n + 1]] - 1 if n + 1 < len(firsts) else len(joined.text)
        level, mark, words = mark_of(joined.text[starts[i] : end])
        if chunks[i].row is not None and level is not Level.DASH:
            level, mark, words = Level.NONE, "", 0
        paras.append(Para(starts[i], end, starts[i] + words, level, mark, chunks[i].row is not None))
    return Prose(
        joined, plain(joined.text), tuple(paras) or (Para(0, 0, 0, Level.NONE),), tuple(starts) or (0,)
    )


def with_cells(lines: Sequence[LineRef], numbers: Iterable[LineRef]) -> tuple[LineRef, ...]:
    """Lines with the bare numbers put back that are no page numbers: cells beside a line, or `01`."""
    boxes = [(r.page.number, r.box) for r in lines if r.box is not None]
    kept = list(lines)
    for ref in numbers:
        box = ref.box
        level = box is not None and any(
            page == ref.page.number
            and min(b.y1, box.y1) - max(b.y0, box.y0) > 0.5 * min(b.height, box.height)
            for page, b in boxes
        )
        if level or re.fullmatch(r"0\d", ref.text.strip()):
            kept.append(ref)
    order = {(r.page.number, r.at): i for i, r in enumerate(lines)}

    def place(ref: LineRef) -> tuple[int, int]:
        """A number follows the line that stands before it on its page."""
        known = order.get((ref.page.number, ref.at))
        if known is not None:
            return known, 0
        before = [i for (page, at), i in order.items() if page == ref.page.number and at < ref.at]
        return (max(before) if before else -1), ref.at + 1

    return tuple(sorted(kept, key=place))


def _opens(before: Chunk, chunk: Chunk, margin: float) -> bool:
    """Does a chunk begin a paragraph?"""
    if before.row is not None or chunk.row is not None:
        return before.row != chunk.row
    if _CUE.match(plain(chunk.text)) or starts_paragraph(before.ref, chunk.ref):
        return True
    if _ADDRESS.search(before.text) and chunk.text[:1].isupper():
        return True
    ended = before.text.rstrip().endswith((".", ";", ":"))
    alone = before.box is None and len(chunk.text) < _SHORT and chunk.text[:1].isupper()
    if (ended or (alone and not GOES_ON.search(before.text.rstrip()))) and _STAGE.match(plain(chunk.text)):
        return True
    return _ended_short(before, chunk, margin)


def _ended_short(before: Chunk, chunk: Chunk, margin: float) -> bool:
    """A line that ends well before the margin is its paragraph's last, where the next begins anew."""
    a, b = before.box, chunk.box
    if (
        a is None
        or b is None
        or before.ref.page is not chunk.ref.page
        or not chunk.text.lstrip('“"(')[:1].isupper()
    ):
        return False
    room = margin - a.x1
    if before.text.rstrip().endswith((".", ";", ":", "/", ")")):
        return room > 0.04
    return room > 0.12 and before.ref.line.block != chunk.ref.line.block


def _join(chunks: Sequence[Chunk]) -> tuple[Passage, list[int]]:
    """Chunks one below the other as a passage, and where each begins."""
    places: list[Place] = []
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for chunk in chunks:
        page = chunk.ref.page
        words = chunk.ref.line.words
        in_page = line_starts(page)[chunk.ref.at] + sum(len(w.text) + 1 for w in words[: chunk.first])
        starts.append(at)
        for word in words[chunk.first : chunk.last]:
            places.append(Place(at, at + len(word.text), page, chunk.ref.at, word, in_page))
            at += len(word.text) + 1
            in_page += len(word.text) + 1
        parts.append(chunk.text)
        at = starts[-1] + len(chunk.text) + 1
    return Passage("\n".join(parts), tuple(places), tuple(p.start for p in places)), starts


_STOP = re.compile(r"[.;!?](?=\s|$)(?<!\b[A-ZĐ]\.)")


def clause_start(prose: Prose, offset: int) -> int:
    """Start of the clause (after `;` or a full stop) or paragraph in which an offset stands."""
    floor = prose.para_at(offset).words
    last = floor
    for stop in _STOP.finditer(prose.text, floor, offset):
        last = stop.end()
    return min(offset, last + len(prose.text[last:offset]) - len(prose.text[last:offset].lstrip()))


def clause_end(prose: Prose, offset: int) -> int:
    """End of that clause or paragraph."""
    end = prose.para_at(offset).end
    stop = _STOP.search(prose.text, offset, end)
    return stop.start() if stop else end
