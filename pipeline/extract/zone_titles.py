"""Under the head: where the title of a named type ends, and where the addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract import anchors
from pipeline.extract.lines import DASHED, LineRef
from pipeline.extract.spelling import in_capitals
from pipeline.extract.zone_columns import stamp_word
from pipeline.folding import fold
from pipeline.records.page import Reader

STARTERS = re.compile(
    r"^\W{0,3}(?:can cu|thuc hien|theo |de |nham |tiep theo|tiep tuc|ngay \d|trong |qua |sau khi|tren co so"
    r"|thoi gian|trien khai|xet |vua qua|hien nay|nhan duoc|phuc dap|[ivx]{1,3}\.|1[.)]|dieu 1|uy ban nhan"
    r"|ubnd|so [a-z]+ |bo [a-z]+ |huong ung|ke tu|nhan dip|duoc su"
    r"|chuong i|kinh gui|thua |hoa )"
)
"""How the first sentence of a body begins, or its first item."""
_AUTHORITY = re.compile(
    r"^(?:giam doc|chu tich|bo truong|hieu truong|uy ban nhan|hoi dong nhan|thu tuong|truong ban"
    r"|chi cuc truong|cuc truong|tong giam doc|ban thuong vu|chanh |vien truong|quoc hoi|chinh phu|tong cuc"
    r"|uy ban thuong vu|thong doc|chanh an|chu nhiem|tong thanh tra|tong kiem toan|chi huy truong"
    r"|ban chap hanh|hoi dong)"
)


def title_end(lines: Sequence[LineRef], kind: int) -> int:
    """Index after the title under a type's name: centred lines, or lines before the text begins."""
    axis = lines[kind].box
    right = max((r.box.x1 for r in lines if r.box is not None), default=1.0)
    end = kind + 1
    while end < min(len(lines), kind + 10):
        ref, before = lines[end], lines[end - 1]
        text, folded = ref.text, fold(ref.text)
        if (
            anchors.to(text)
            or re.match(r"^\W{0,3}can cu", folded)
            or re.search(r"\bkinh moi\b|\btran trong\b", folded)
            or re.match(r"^\W{0,3}(?:ong|ba|ho va ten|ho ten|chuc vu)\b[^:]{0,14}:", folded)
            or (_AUTHORITY.match(folded) and in_capitals(text))
            or (end > kind + 1 and (_ITEM.match(text) or _names_again(lines[kind + 1 : end], text)))
        ):
            break
        if axis is not None and ref.box is not None and before.box is not None:
            middle = (ref.box.x0 + ref.box.x1) / 2
            reach = 0.022 if ref.box.width > 0.5 and ref.box.x1 > right - 0.02 else 0.09
            off_axis = abs(middle - (axis.x0 + axis.x1) / 2) > reach
            if off_axis or ref.box.width > 0.8 or ref.page is not before.page:
                break
            told = ref.page.read_as is not Reader.SCAN  # weight is a guess on a picture
            if told and lines[kind].line.bold and ref.line.bold is False:
                break
            if ref.box.y0 - before.box.y1 > 2.2 * ref.box.height and end > kind + 1:
                break
            if ref.box.width > 0.62 and text[:1].isupper() and STARTERS.match(folded) and end > kind + 1:
                break
        elif end > kind + 1:
            if ref.line.block != before.line.block:
                break
            if text[:1].isupper() and (STARTERS.match(folded) or len(before.text) > 80):
                break
            if DASHED.match(text):
                break
        elif ref.line.block != before.line.block and len(text) > 200:
            break
        end += 1
    return end


_ITEM = re.compile(r"^\W{0,2}(?:(?:[IVX]{1,4}|\d{1,2})[.)/]|[a-zđ]\)|Điều\s\d)\s?\S")
"""`1. Mục đích`, `I. THỜI GIAN`, `a) …`: the body has begun."""
_NAME = re.compile(r"[“\"]([^“”\"]{4,})[”\"]")


def _names_again(title: Sequence[LineRef], text: str) -> bool:
    """Does a line name again in quotes what the title above it has named?"""
    told = set(_NAME.findall(fold(" ".join(r.text for r in title))))
    return bool(told) and any(name in told for name in _NAME.findall(fold(text)))


_OPEN = re.compile(r"\b(?:thuoc|cua|va|voi|tai|tren|cac)$")
"""An addressee goes on in the next line: `… đơn vị sự nghiệp thuộc` / `UBND phường;`."""


def to_end(lines: Sequence[LineRef], to: int) -> int:
    """Index after the addressees: to the first line that is neither an item nor the rest of one."""
    end = to + 1
    match = anchors.to(lines[to].text)
    inline = bool(match and lines[to].text[match.end() :].strip(" :.…"))
    listed = False
    while end < min(len(lines), to + 40):
        text, before = lines[end].text, lines[end - 1].text.rstrip()
        folded = fold(text)
        skipped = not inline and _beside(lines, to, end)
        if re.match(r"^\W{0,2}\(\s?(?:sau day|goi )", folded) or stamp_word(text) or skipped:
            end += 1
            continue
        if DASHED.match(text):
            listed = True
            end += 1
            continue
        begins = text[:1].isupper() and bool(STARTERS.match(folded))
        if end == to + 1 and not inline:
            end += 1
            continue
        goes_on = before.endswith(",") or _OPEN.search(fold(before)) or text.rstrip().endswith(";")
        if before.endswith((".", "./.", ")")) or (begins and not goes_on):
            break
        if not listed and not inline and end > to + 3:
            break
        if before.endswith(";") and not _aligned(lines, end):
            break
        if lines[end].box is None and (len(text) > 100 or lines[end].line.block != lines[end - 1].line.block):
            break
        if _far(lines[end - 1], lines[end]):
            break
        end += 1
    return end


def _beside(lines: Sequence[LineRef], to: int, i: int) -> bool:
    """Is a line left of the label, while items right of it still follow: what a stamp left?"""
    label, box = lines[to].box, lines[i].box
    if label is None or box is None or box.x1 > label.x0:
        return False
    after = (r for r in lines[i + 1 : i + 4] if r.page is lines[to].page and DASHED.match(r.text))
    return any(r.box is not None and r.box.x0 > label.x0 for r in after)


def _aligned(lines: Sequence[LineRef], i: int) -> bool:
    """Does a line begin where the items above it begin (its dash was lost)?"""
    box, other = lines[i].box, lines[i - 1].box
    if box is None or other is None:  # text: the list goes on until an empty line
        return box is other and lines[i].line.block == lines[i - 1].line.block
    return box.x0 > 0.25 and abs(box.x0 - other.x0) < 0.04


def _far(before: LineRef, ref: LineRef) -> bool:
    a, b = before.box, ref.box
    if a is None or b is None or before.page is not ref.page:
        return a is not None
    return b.y0 - a.y1 > 1.6 * b.height or (b.x0 < a.x0 - 0.12 and b.width > 0.5)
