"""The head of a letter: both columns, the `V/v` block or the type's name with its title, the addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extract import anchors, kinds
from pipeline.extract.lines import LineRef, Lines, same_row
from pipeline.folding import fold
from pipeline.records.page import Reader

_REACH = 45
"""Lines within which a head ends."""

STARTERS = re.compile(
    r"^\W{0,3}(?:can cu|thuc hien|theo |de |nham |tiep theo|tiep tuc|ngay \d|trong |qua |sau khi|tren co so"
    r"|thoi gian|trien khai|xet |vua qua|hien nay|nhan duoc|phuc dap|[ivx]{1,3}\.|1[.)]|dieu 1|uy ban nhan"
    r"|ubnd|so [a-z]+ |bo [a-z]+ |huong ung|ke tu|nhan dip|duoc su"
    r"|chuong i|kinh gui|thua |hoa )"
)
_AUTHORITY = re.compile(
    r"^(?:giam doc|chu tich|bo truong|hieu truong|uy ban nhan|hoi dong nhan|thu tuong|truong ban"
    r"|chi cuc truong|cuc truong|tong giam doc|ban thuong vu|chanh |vien truong|quoc hoi|chinh phu|tong cuc"
    r"|uy ban thuong vu|thong doc|chanh an|chu nhiem|tong thanh tra|tong kiem toan|chi huy truong"
    r"|ban chap hanh|hoi dong)"
)
_STAMPED = re.compile(r"@|\d\d?[.:]\d\d[.:]\d\d|\+07")
_STAMPS = ("hoa toc", "thuong khan", "khan", "toi mat", "tuyet mat", "mat")
_LIST = re.compile(r"^\W{0,2}[-–—+*•·~]\s?\S")


@dataclass(frozen=True)
class Head:
    """The zones of the head, and the index of the first line after it."""

    end: int
    above: Lines = ()
    left: Lines = ()
    right: Lines = ()
    about: Lines = ()
    title: Lines = ()
    to: Lines = ()


def find_head(lines: Sequence[LineRef]) -> Head:
    """Sort the first lines of a letter."""
    reach = [r.text for r in lines[:_REACH]]
    nat = _first(reach, anchors.national)
    anchor_end = _anchors_end(reach, nat)
    to = _first(reach, anchors.to)
    kind = _kind(reach, nat, anchor_end, to)
    columns_end = min((i for i in (to, kind) if i is not None), default=-1)
    if columns_end < 0:
        columns_end = _columns_end(lines, anchor_end)
    title_end = _title_end(lines, kind) if kind is not None else columns_end
    if to is not None and kind is not None and title_end < to <= title_end + 3:
        title_end = to
    end = title_end
    to_lines: Lines = ()
    if to is not None and (kind is None or to <= title_end):
        title_end = min(title_end, to) if kind is not None else title_end
        end = _to_end(lines, to)
        to_lines = tuple(lines[to:end])
    elif to is None and kind is None:
        listed = _listed_end(lines, columns_end)
        to_lines, end = tuple(lines[columns_end:listed]), listed
    split = _split_x(lines, nat)
    above, left, right, about = _columns(lines[:columns_end], nat, split)
    title = tuple(lines[kind:title_end]) if kind is not None else ()
    return Head(end, above, left, right, about, title, to_lines)


def _first(texts: Sequence[str], test: object) -> int | None:
    return next((i for i, t in enumerate(texts) if test(t)), None)  # type: ignore[operator]


def _anchors_end(texts: Sequence[str], nat: int | None) -> int:
    """Index after the last sure line of the two columns."""
    start = nat if nat is not None else 0
    end = start + 1 if nat is not None else 0
    for i in range(max(0, start - 12), min(len(texts), start + 16)):
        text = texts[i]
        date = anchors.date_line(text) if len(text) < 75 else None
        if anchors.motto(text) or (anchors.number(text) and len(text) < 60) or (date and date.start() < 45):
            end = max(end, i + 1)
    return end


def _kind(texts: Sequence[str], nat: int | None, after: int, to: int | None) -> int | None:
    """The first line that is a type's name, under the number and the date, before the addressees."""
    last = min(len(texts), after + 9)
    last = last if to is None else min(to, last)
    start = nat if nat is not None else 0
    near = range(max(0, start - 12), min(len(texts), start + 16))
    numbered = next((i for i in near if anchors.number(texts[i]) and len(texts[i]) < 60), start)
    dated = next((i for i in near if anchors.date_line(texts[i]) and len(texts[i]) < 75), start)
    for i in range(max(start, numbered, dated) + 1, last):
        if kinds.titled(texts[i]):
            return i
    exact = (
        i for i in range(1, max(start, numbered, dated)) if (kinds.titled(texts[i]) or ("", 0))[1] > 0.97
    )
    return next((i for i in exact if i > numbered or i > start), None)


def _columns_end(lines: Sequence[LineRef], after: int) -> int:
    """Without addressees and type: the heads end where a line reads like running text."""
    i = after
    while i < min(len(lines), after + 12):
        text = lines[i].text
        box = lines[i].box
        wide = box is not None and box.width > 0.62
        if wide or (box is None and len(text) > 70) or (text[:1].isupper() and STARTERS.match(fold(text))):
            break
        if _LIST.match(text):
            break
        i += 1
    return i


def _listed_end(lines: Sequence[LineRef], start: int) -> int:
    """End of a list right under the heads: the addressees, where `Kính gửi` itself was lost."""
    end = start
    while end < min(len(lines), start + 12) and _LIST.match(lines[end].text):
        box = lines[end].box
        if box is not None and box.x0 < 0.25:
            return start
        end += 1
    return end if end > start + 1 else start


def _split_x(lines: Sequence[LineRef], nat: int | None) -> float:
    """Where the right column begins (0..1 of the page)."""
    box = lines[nat].box if nat is not None else None
    return max(0.3, min(0.55, box.x0 - 0.01)) if box is not None else 0.45


def _columns(lines: Sequence[LineRef], nat: int | None, split: float) -> tuple[Lines, Lines, Lines, Lines]:
    """Above, left, right and the `V/v` block."""
    stamped = _stamped(lines, nat)
    unions = [i for i, r in enumerate(lines) if r.box is None and anchors.union(r.text)]
    over_left = unions[0] if len(unions) > 1 else None
    above = [r for i, r in enumerate(lines) if i in stamped]
    left: list[LineRef] = []
    right: list[LineRef] = []
    about: list[LineRef] = []
    for i, ref in enumerate(lines):
        if i in stamped:
            continue
        text = ref.text
        if _is_right(ref, split) and i != over_left:
            right.append(ref)
        elif (
            anchors.about(text)
            or _unlabelled(lines[:i], ref)
            or (about and not anchors.labelled(text) and not _breaks(about[-1], ref))
        ):
            about.append(ref)
        else:
            left.append(ref)
    return tuple(above), tuple(left), tuple(right), tuple(about)


def _unlabelled(before: Sequence[LineRef], ref: LineRef) -> bool:
    """A line in small letters under the agency or the number: a `V/v` block without its label."""
    letters = [c for c in ref.text if c.isalpha()]
    small = sum(c.islower() for c in letters) >= 0.7 * len(letters)
    if len(letters) < 12 or not small or anchors.number(ref.text) or anchors.electronic_signature(ref.text):
        return False
    return any(anchors.number(r.text) or (_caps(r.text) and not _is_right(r, 0.45)) for r in before)


def _is_right(ref: LineRef, split: float) -> bool:
    text = ref.text
    box = ref.box
    if (anchors.national(text) or anchors.motto(text)) and not (box is not None and anchors.union(text)):
        return True
    if box is not None:
        return (box.x0 + box.x1) / 2 > split + 0.02 and box.x0 > split - 0.12
    return bool(anchors.date_line(text)) and not anchors.about(text) and not anchors.number(text)


def _breaks(before: LineRef, ref: LineRef) -> bool:
    """Does the `V/v` block end between two lines of the left column?"""
    a, b = before.box, ref.box
    if a is not None and b is not None:
        if same_row(before, ref) and b.x0 - a.x1 < 0.03:
            return False
        apart = min(a.x1, b.x1) - max(a.x0, b.x0) < 0.4 * min(a.width, b.width)
        if apart or b.y0 - a.y1 > 2.0 * max(a.height, b.height) or b.y0 < a.y0 - 0.005:
            return True
    return stamp_word(ref.text)


def _stamped(lines: Sequence[LineRef], nat: int | None) -> set[int]:
    """Lines of a digital signature's block over the head."""
    last = nat if nat is not None else 6
    seeds = [
        i
        for i, r in enumerate(lines[: last + 8])
        if anchors.electronic_signature(r.text) or (i < last and _STAMPED.search(r.text))
    ]
    found = set(seeds)
    for i in seeds:
        box = lines[i].box
        if box is None and i < last:
            found.update(range(i + 1))
        elif box is not None:
            for j in range(i):
                other = lines[j].box
                if (
                    other
                    and other.y1 <= box.y1
                    and min(box.x1, other.x1) - max(box.x0, other.x0) > 0.3 * other.width
                    and box.y0 - other.y1 < 0.05
                ):
                    found.add(j)
    return {i for i in found if not anchors.national(lines[i].text)}


def stamp_word(text: str) -> bool:
    """Is a line an urgency or secrecy mark in capitals and nothing else, misread letters allowed?"""
    letters = [c for c in text if c.isalpha()]
    if not 3 <= len(letters) <= 14 or sum(c.isupper() for c in letters) < 0.7 * len(letters):
        return False
    folded = " ".join(re.sub(r"[^a-z ]", " ", fold(text)).split())
    best = max(fuzz.ratio(folded, mark) - (0 if len(mark) > 5 else 12) for mark in _STAMPS)
    title = kinds.titled(text)  # `HƯỚNG DẪN` is four letters from `THƯỢNG KHẨN`
    return best >= 76 and (title is None or best > 100 * title[1])


def _title_end(lines: Sequence[LineRef], kind: int) -> int:
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
            or (_AUTHORITY.match(folded) and _caps(text))
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
            if _LIST.match(text):
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


def _caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _to_end(lines: Sequence[LineRef], to: int) -> int:
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
        if _LIST.match(text):
            listed = True
            end += 1
            continue
        begins = text[:1].isupper() and bool(STARTERS.match(folded))
        if end == to + 1 and not inline:
            end += 1
            continue
        if before.endswith((".", "./.", ")")) or (begins and not before.endswith(",")):
            break
        if not listed and not inline and end > to + 3:
            break
        if before.endswith(";") and not _aligned(lines, to, end):
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
    after = (r for r in lines[i + 1 : i + 4] if r.page is lines[to].page and _LIST.match(r.text))
    return any(r.box is not None and r.box.x0 > label.x0 for r in after)


def _aligned(lines: Sequence[LineRef], to: int, i: int) -> bool:
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
