"""Times that a change has replaced: `điều chỉnh từ … thành …`, a table's column `Thời gian cũ`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.contest.tables import Row, tables
from pipeline.extract.contest.told import Time
from pipeline.extract.prose import Prose

_BECOMES = re.compile(
    r"[\s)\"]*,?\s*(?:(?:nay\s|duoc\s|se\s)?"
    r"(?:dieu chinh|doi|chuyen|lui|doi lai|thay|gia han|keo dai|doi lich)\s)?"
    r"(?:thanh|sang|nay la|thay bang|lui (?:den|toi|sang)|lai (?:la|thanh))\b\s*[:(]?\s*"
    r"(?:(?:thoi gian|ng[a-z]{0,2}y|tu|moi)\b\s*:?\s*)*\"?"
)
"""Between two times: the second takes the place of the first."""
_TIME = r"(?:thoi gian|thoi han|lich|ngay|moc|ke hoach|noi dung)"
_OLD = re.compile(
    rf"(?:{_TIME}\s)*(?:cu|ban dau|truoc day|truoc|da (?:ban hanh|thong bao|dang)"
    r"|(?:truoc (?:khi )?|chua )dieu chinh"
    r"|theo (?:ke hoach|cong van|the le|van ban|thong bao)\b.*)"
)
_NEW = re.compile(
    r"\bmoi\b|sau (?:khi )?(?:dieu chinh|thay doi|gia han)|\bdieu chinh|gia han|\bnay\b|thay doi|^sau$"
)


_PRINTED = re.compile(r"\bda (?:in|ghi|neu|viet|dang)(?: la)?\s?:?\s?\"[^\"]*$")
_MENDED = re.compile(
    r"[^\"]*\"[\s.;,]*(?:nay|xin|duoc|thanh|-|\+|\s)*"
    r"\b(?:sua|dinh chinh|dieu chinh|doi)\b[^\"]{0,30}\""
)
"""`đã in: “… 18/10”. Nay sửa lại là: “… 28/10”`."""
_BY_PLAN = re.compile(
    r"(?:\btheo do\b|(?:^|[.:;\n¶]\s?)(?:theo|tai)\s(?:ke hoach|cong van|thong bao|the le|lich)\b)[^.;]*$"
)
"""`Theo Kế hoạch …, Vòng 1 ngày 31/3`; `… Kế hoạch số …, theo đó Vòng 1 diễn ra ngày 31/3`."""
_MOVED = re.compile(
    r"[^.;]*[.;]\s?[^¶]{0,260}?"
    r"\b(?:(?:lui|hoan|doi|dieu chinh|thay doi|chuyen)\b[^.;]{0,40}\b(?:lich|thoi gian)"
    r"|(?:lich|thoi gian)\b[^.;]{0,20}\bmoi)\b[^¶]{0,80}?\b(?:nhu sau|moi)\b"
    r"|[^.;]*[.;]\s?[^¶]{0,260}?\b(?:dieu chinh|thay doi)(?: lai)? nhu sau"
)
"""`Theo Kế hoạch …, Vòng bán kết tổ chức ngày 31/3. Tuy nhiên, … lùi lịch. Lịch mới như sau: …`."""


def _told_as_old(prose: Prose, time: Time, last: bool) -> bool:
    """Does the letter quote a time in order to put another in its place?"""
    before = prose.folded[max(0, time.range.start - 320) : time.range.start]
    after = prose.folded[time.range.end : time.range.end + 700]
    if _PRINTED.search(before) and _MENDED.match(after):
        return True
    return not last and _BY_PLAN.search(before) is not None and _MOVED.match(after) is not None


def without_former(prose: Prose, times: Sequence[Time]) -> list[Time]:
    """The times, those marked `former` that the letter itself replaces."""
    out = list(times)
    for i, (one, other) in enumerate(itertools.pairwise(times)):
        between = prose.folded[one.range.end : other.range.start]
        if len(between) < 60 and _BECOMES.fullmatch(between):
            out[i] = replace(one, former=True)
    out = [
        replace(t, former=True) if _told_as_old(prose, t, i == len(out) - 1) else t for i, t in enumerate(out)
    ]
    for table in tables(prose):
        old: int | None = None
        for row in table:
            head = _head(row)
            if head is not None:
                old = head
                continue
            if len(row.cells) < 2:
                old = None
                continue
            inside = [i for i, t in enumerate(out) if row.start <= t.range.start < row.end]
            if old is not None and len(inside) == 2:
                for k, i in enumerate(inside):
                    out[i] = replace(out[i], former=k == old)
    return out


def _head(row: Row) -> int | None:
    """Which of two times in the rows below is the old one (0, 1); None where this is no such head."""
    cells = [cell.text for cell in row.cells]
    old = next((i for i, c in enumerate(cells) if _OLD.fullmatch(c)), None)
    new = next((i for i, c in enumerate(cells) if i != old and _NEW.search(c)), None)
    return None if old is None or new is None else int(old > new)
