"""Lines by reference, joined to passages and cut into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.extract.passage import Passage, passage_of
from pipeline.extract.spelling import in_capitals
from pipeline.records.evidence import Box
from pipeline.records.page import Line, Page


class LineRef(NamedTuple):
    """A line by its page and its index `at` in `page.lines`."""

    page: Page
    at: int

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.page.lines[self.at]

    @property
    def text(self) -> str:
        """Its words joined by single spaces."""
        return self.line.text

    @property
    def box(self) -> Box | None:
        """Its box on the upright page; None in plain text."""
        return self.line.box


Lines = tuple[LineRef, ...]
"""The lines of a zone, in order."""


def passage(lines: Iterable[LineRef], *, separator: str = " ") -> Passage:
    """The lines of a zone as one string that knows its evidence."""
    return passage_of(((r.page, r.at) for r in lines), separator=separator)


def paragraphs(lines: Iterable[LineRef]) -> list[Passage]:
    """A zone cut into paragraphs: a new one at a list mark, a number, a first-line indent or a block."""
    groups: list[list[LineRef]] = []
    for ref in lines:
        if not groups or starts_paragraph(groups[-1][-1], ref):
            groups.append([])
        groups[-1].append(ref)
    return [passage(g) for g in groups]


_ITEM = re.compile(
    r"^\W{0,2}(?:[-–—+*•·~]\s|\d{1,2}[.)]\s?(?=\D)|(?:\d{1,2}|[a-zđ])/\s(?=[A-ZĐÀ-Ỹ])|\d{1,2}-\s(?=[A-ZĐÀ-Ỹ])"
    r"|\d{1,2}(?:\.\d{1,2})+\.?\s|[a-zđ]\)\s|[IVX]{1,4}[.)]\s"
    r"|Điều\s\d+|(?P<stage>(?:Chặng|Vòng|Giai đoạn|Đợt|Tuần)\s(?:\d+|[IVX]+)\b))"
)
DASHED = re.compile(r"^\W{0,2}[-–—+*•·~]\s?\S")
"""A line that a dash or a bullet makes an item of a list."""
GOES_ON = re.compile(
    r"(?:^|\s)(?:vào|là|của|và|tại|qua|sau|ở|tới|đến|trong|với|cho|từ|hết|kết thúc|kết quả)$"
)
"""The end of a line whose sentence goes on in the next, even where that begins like an item."""


_VALUE_NEXT = re.compile(r"(?:^|\s)(?:trị giá|là|từ|đến|ngày|số|gồm|thưởng|mỗi giải)$")
"""A line that ends before a number or a day."""
_MARK = re.compile(r"^\s*(?:[IVX]{1,5}|\d{1,2}|[A-Z])[.)/]\s")


def _heading(text: str) -> bool:
    """`III. TỔ CHỨC THỰC HIỆN`: a marked line in capitals."""
    return _MARK.match(text) is not None and in_capitals(text, 0.9, least=6)


def _short_heading(last: str, text: str) -> bool:
    """Is a line of plain text a marked heading that ended well before the words below it (`2. Đối tượng`)?"""
    short = len(last) < 60 and len(last) + 8 < len(text) and last[-1:].isalpha()
    return short and text[:1].isupper() and _ITEM.match(last) is not None and GOES_ON.search(last) is None


def starts_paragraph(before: LineRef, ref: LineRef) -> bool:
    """Does a line begin a new paragraph after `before`?"""
    text, last = ref.text, before.text.rstrip()
    item = _ITEM.match(text)
    if item and not (item["stage"] and GOES_ON.search(last)):
        return True
    if before.page is not ref.page:
        return last.endswith((".", ";", ":", "./."))
    a, b = before.box, ref.box
    if a is not None and b is not None:
        if 0 <= b.x0 - a.x1 < 0.03 and same_row(before, ref):
            return False  # a line that was read in two parts
        if last.endswith((".", ";", ":", "./.")) and (b.x0 > a.x0 + 0.02 or b.y0 - a.y1 > 1.2 * b.height):
            return True
        return b.x0 > a.x0 + 0.03 and (a.x1 < b.x1 - 0.1 or last.endswith((".", ":", ";")))
    if before.line.block != ref.line.block or _heading(last) != _heading(text):
        return True
    if ("|" in last) != ("|" in text) or _short_heading(last, text):
        return True
    goes_on = text[:1].islower() or (text[:1].isdigit() and _VALUE_NEXT.search(last) is not None)
    return (len(last) > 90 and not goes_on) or (last.endswith((".", ";", ":", "./.")) and len(last) < 60)


def same_row(a: LineRef, b: LineRef) -> bool:
    """Do two lines of a page stand side by side?"""
    if a.box is None or b.box is None or a.page is not b.page:
        return False
    shared = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
    return shared > 0.6 * min(a.box.height, b.box.height)
