"""Deadlines: what has to be done, by which day, for whom: `báo cáo về Sở Y tế trước ngày 15/11/2017`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pipeline.extract.clauses import core, trim
from pipeline.extract.dates import Anchor
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose, clause_end, clause_start, prose_of
from pipeline.extract.ranges import DateRange, Relation, find_ranges
from pipeline.extract.valued import date_field, field_of, text_field
from pipeline.extract.zones import Zones
from pipeline.records.evidence import Field
from pipeline.records.letter import Deadline

_DO = re.compile(
    r"\b(?:g[uư][a-z]{1,2}|nop|b[a-z]o c[a-z]{1,2}o|hoan thanh|hoan thien|dang k[yi]|danh sach|cung cap"
    r"|tong hop|trinh|gop y|tham gia y kien"
    r"|phan hoi|ban giao|nhan|xong|phe duyet|cap nhat|ban hanh|thanh toan|quyet toan|chuyen|cu (?:can bo"
    r"|nguoi|cb|dai)|tham muu"
    r"|ra soat|khac phuc|de xuat|ke khai|nhap|(?<!gia )han|thoi han|xac nhan|gui ve|bo sung"
    r"|to chuc thuc hien|trien khai|thuc hien|in an"
    r"|hoan tat|chuyen|kiem ke|phai co|ve (?:so|phong|ubnd|uy ban|ban|van phong|xa|phuong)|nghiem thu"
    r"|giai ngan|tra loi|thong bao|lap)\b"
)
_PAST = re.compile(
    r"\b(?:tuy nhien|den nay|da (?:gui|nop|bao cao|yeu cau|de nghi|co)|con mot so|nhung chua|vua qua|qua han"
    r"|ma chua|chua (?:gui|nop|bao cao|thuc hien))\b"
)
_CUT_OFF = re.compile(
    r"\b(?:số liệu|thống kê|kỳ báo cáo|tính|(?<!thí )(?<!học )sinh|tốt nghiệp|tuyển dụng|vào ngành"
    r"|hiệu lực|nhập học|sản xuất"
    r"|(?:được|đã) (?:ban hành|ký kết|thành lập|cấp|phê duyệt))(?:\s(?:từ|tại|ở|và))?\s*$",
    re.IGNORECASE,
)
"""Words before a day that bounds figures, people or papers, not a task (`tính`, not `tỉnh`)."""
_EXTENDED = re.compile(r"\b(?:gia han|keo dai)(?:\s\S+){0,3}?\s*$")
_REPLACED = re.compile(
    r"\b(?:thay (?:cho|vi|the)|truoc day|da thong bao|ban dau)\b[^;.]{0,60}$|\bcu(?: la)?[\s:,]*(?:ngay)?\s*$"
)
"""`(thay cho thời hạn cũ là ngày 30/11)`: the day that no longer holds."""
_TO = re.compile(
    r"(?<!\(thong )(?<!\()(?<!giup viec )\b(?:v[a-z]|voi|cho|toi|den|trinh|qua|tai|b[a-z]o c[a-z]o|gui)\s"
    r"(?P<to>(?:so|ubnd|uy ban|phong|ban|bo|hoi dong|cong doan|van phong|thuong truc|chi cuc|cuc|to\b"
    r"|trung tam|benh vien|truong|dang uy|mat tran|hoi|bgd|d/c|dong chi|chu tich|giam doc|pho phong"
    r"|co quan|bhxh|kho bac|cong an"
    r"|doan|lien doan|bi thu|nganh|tinh uy|thanh uy|huyen uy)\b(?:[^,;:.()]|(?<=phong), (?=chong )){0,90}?"
    r"(?:\s?\((?:qua|thong qua)[^)]{2,70}\))?)"
    r"(?=\s*(?:,(?! chong )|[;:.(]|$"
    r"|tr[a-z]{2,3}c\b|cham nhat|han chot|de\b|theo\b|den het|muon nhat|va (?:gui|qua"
    r"|bao cao|nop|tong hop|cac|don vi)|(?<!cong )nhan\b(?! dan)|gap\b|khong qua|bang\b|vao\b|tong hop))"
)
_RELATIONS = (
    ("tr[a-z]{2,3}c", "trước"),
    ("cham nhat", "chậm nhất"),
    ("muon nhat", "muộn nhất"),
    ("tre nhat", "trễ nhất"),
    ("khong de qua", "không để quá"),
    ("khong muon hon", "không muộn hơn"),
    ("khong cham hon", "không chậm hơn"),
    ("khong tre hon", "không trễ hơn"),
    ("khong qua", "không quá"),
    ("han chot", "hạn chót"),
    ("han cuoi", "hạn cuối"),
    ("han", "hạn"),
    ("thoi han", "thời hạn"),
    ("(?:(?:ke )?tu .*)?(?:den|toi|cho den) het|het", "đến hết"),
    ("trong", "trong"),
    ("tu nay", "đến hết"),
    ("den", "đến"),
)
_FIRM = frozenset(
    {"chậm nhất", "muộn nhất", "trễ nhất", "không quá", "không để quá", "không muộn hơn", "không chậm hơn"}
    | {"không trễ hơn", "hạn chót", "hạn cuối"}
)
"""Relations that ask by themselves."""
_LONGEST = 260
_LONG_PAST = 45
"""A day further back is a (misprinted) deadline only where the sentence asks to send or report."""
_STAGE_ENDS = re.compile(
    r"(?:vong|chang|giai doan|dot|so khao|chung khao|chung ket)\b[^.;]{0,60}"
    r"\b(?:ket thuc|to chuc|dien ra|hoan tat|tien hanh|thi|cham)\b[^.;]{0,30}$"
)
"""`Vòng trường tổ chức trước ngày 15/9`."""
_SENDING = re.compile(r"\b(?:g[uư][a-z]{1,2}|nop|b[a-z]o c[a-z]{1,2}o|dang k[yi]|de nghi|yeu cau)\b")


def find(zones: Zones, anchor: Anchor) -> tuple[Deadline, ...]:
    """Deadlines of the letter's body in order; days that only tell of the past are left out."""
    return tuple(_record(d) for d in find_in(prose_of(zones.body), anchor))


@dataclass(frozen=True)
class Found:
    """A deadline's time and the sentence it stands in."""

    prose: Prose
    range: DateRange
    start: int
    end: int


def find_in(prose: Prose, anchor: Anchor) -> list[Found]:
    """Limits in prose whose sentence asks for something to be done."""
    out: list[Found] = []
    before: DateRange | None = None
    for found in find_ranges(prose.unmarked, anchor, forward=True):
        opened, before = before, found
        if found.last is None or found.last.date is None:
            continue
        one = Found(prose, found, clause_start(prose, found.start), clause_end(prose, found.end))
        labelled = _labelled(one)
        if labelled is not None:
            out.append(labelled)
            continue
        if not _limits(found) and not _opens_request(one):
            continue
        if opened is not None and _closes(one, opened):
            continue
        if _asked(one, anchor):
            out.append(one)
    return out


def _closes(one: Found, opened: DateRange) -> bool:
    """Does the clause tell with another day when it begins (`mở 01/9, hết ngày 30/9`): no limit alone?"""
    if one.range.relation is not Relation.UNTIL or relation_of(one.range.words) in _FIRM:
        return False
    begins = opened.relation in (Relation.SINCE, Relation.ON) and opened.start >= one.start
    return begins and _OPENED.search(one.prose.folded, one.start, opened.end) is not None


_LABEL = re.compile(
    r"(?:^|[\s(])(?P<words>han (?:cuoi(?: cung)?|chot)|ngay cuoi(?: cung)?|thoi han|(?<!gia )(?<!quyen )han)"
    r"(?! (?:che|dung|su dung))\b[^.;:\d]{0,60}?:?\s*"
    r"(?:(?:la|vao|den|het|luc|ngay|thu \w+|chu nhat)[\s,:]*)*$"
)
"""`Hạn đăng ký: 10/9/2026`; in a table's row the day stands in the next cell."""
_RECEIVED = re.compile(
    r"\b(?:(?:tiep )?nhan|thu|nop|gui|dang ky)\b[^.;]{0,60}?[\s:]"
    r"(?P<words>toi|den)\s(?:luc\s|truoc\s)?(?:ngay\s)?$"
)
_BORN = re.compile(r"(?<!thi )(?<!hoc )sinh (?:tu |truoc |sau )?(?:ngay )?$")
_NO_LONGER = re.compile(
    r"[^.;]{0,40}?\b(?:neu (?:tai|trong)|ghi (?:tai|trong)|da (?:thong )?bao|truoc day|khong con"
    r"|duoc (?:doi|lui|gia han|dieu chinh|thay|keo dai)|nay (?:doi|lui))"
)
"""`Thời hạn 15/9 nêu tại công văn trước nay lùi …`: the day that no longer holds."""
_SURE = ("han chot", "han cuoi", "ngay cuo")
_OPENED = re.compile(r"\b(?:tu (?:ngay|luc|\d|thu|sang|gio)|bat dau|mo\b|ke tu)")
_CLOSED_ON = re.compile(
    r"\b(?:(?:cong|he thong|trang|viec|link|bieu mau|dang ky|nhan bai)(?:\s(?:dang ky|nhan bai|nop bai|thi))?"
    r"\s(?:se )?(?P<words>dong|khoa|ket thuc)|(?P<also>ket thuc|dung|ngung|khoa so|chot|dong)\s(?:viec\s)?"
    r"(?:nhan|dang ky|thu bai|danh sach|so nhan|cong (?:dang ky|nhan)))\b[^.;:\d]{0,30}:?\s*$"
)
_TOO_LATE = re.compile(r"\b(?P<words>sau|qua)\s(?:thoi (?:diem|han)\s)?(?:luc\s)?(?:ngay\s)?$")
_REFUSED = re.compile(
    r"[^.;]{0,60}\bkhong (?:duoc |the )?(?:nhan|cham|xet|chap nhan|tinh|xem xet|xep|hop le|giai quyet"
    r"|dang ky)"
)


def _labelled(one: Found) -> Found | None:
    """A bare day, or one after `đến`, that the words before it call a limit; with those words."""
    found = one.range
    bare = found.relation is Relation.UNTIL and plain(found.words) in ("den", "toi", "ket thuc")
    if not (bare or found.relation is Relation.ON) or found.vague or found.from_now:
        return None
    assert found.last is not None
    at = found.last.start
    folded = one.prose.folded
    lead = folded[one.start : at]
    told = _LABEL.search(lead) or _CLOSED_ON.search(lead)
    if told is not None and told.re is _CLOSED_ON and not re.search(r"nhan|dang ky|thu bai", told.group()):
        told = None
    if told is not None and plain(told.group().strip())[:8] not in _SURE and _OPENED.search(lead):
        told = None
    if told is None and not _OPENED.search(lead):
        told = _RECEIVED.search(lead)
    if told is None and _REFUSED.match(folded, found.end, one.end):
        told = _TOO_LATE.search(lead)
    if told is None or _EXTENDED.search(lead) or _REPLACED.search(lead) or _BORN.search(lead):
        return None
    if _NO_LONGER.match(folded, found.end, one.end):
        return None
    group = "words" if told["words"] else "also"
    span = (one.start + told.start(group), one.start + told.end(group))
    words = one.prose.text[slice(*span)]
    return replace(one, range=replace(found, start=span[0], words=words, words_at=span[0]))


def _opens_request(one: Found) -> bool:
    """`Đến ngày 15/6, các đơn vị gửi báo cáo …`: a bare `đến` at the head of a request."""
    bare = one.range.relation is Relation.UNTIL and plain(one.range.words) in ("den", "toi")
    return (
        bare
        and one.range.start - one.start < 4
        and bool(_SENDING.search(one.prose.folded, one.range.end, one.end))
    )


def _limits(found: DateRange) -> bool:
    """Is this a limit? A bare `đến ngày` is not: it closes a span of time told elsewhere."""
    if found.relation is Relation.BEFORE:
        return True
    if found.relation is Relation.WITHIN:
        return not found.vague
    words = plain(found.words)
    return (
        found.relation is Relation.UNTIL
        and not found.vague
        and (found.from_now or words not in ("den", "toi"))
    )


def _asked(one: Found, anchor: Anchor) -> bool:
    """Does the sentence ask for a deed by that day, rather than tell of the past or of a cut-off day?"""
    folded = one.prose.folded
    lead, tail = folded[one.start : one.range.start], folded[one.range.end : one.end]
    firm = relation_of(one.range.words) in _FIRM
    cut_off = not firm and _CUT_OFF.search(one.prose.text[one.start : one.range.start])
    if cut_off or _EXTENDED.search(lead) or _REPLACED.search(lead):
        return False
    stage = one.range.relation is Relation.BEFORE and _STAGE_ENDS.search(lead)
    if not (firm or stage) and not any(
        _DO.search(part) for part in (lead, tail[:160], plain(one.range.words))
    ):
        return False
    day = one.range.last.date if one.range.last else None
    past = isinstance(anchor, dt.date) and day is not None and day < anchor
    long_past = past and isinstance(anchor, dt.date) and day is not None and (anchor - day).days > _LONG_PAST
    if long_past and not _SENDING.search(lead + tail[:160]):
        return False
    return (
        not (_PAST.search(lead[-160:]) or _PAST.search(tail[:90]))
        if past or anchor is None
        else not _told(lead, tail)
    )


def _told(lead: str, tail: str) -> bool:
    """A day yet to come that the sentence still tells as history (`… tuy nhiên đến nay chưa …`)."""
    return bool(re.search(r"\btuy nhien,? den nay\b", tail[:60]))


def relation_of(words: str) -> str:
    """The relation in one spelling, without `ngày`: `Chậm nhất là ngày` -> `chậm nhất`."""
    folded = plain(words).strip()
    for pattern, name in _RELATIONS:
        if re.match(pattern + r"\b", folded):
            return name
    return words.strip().lower()


def _record(one: Found) -> Deadline:
    prose, found = one.prose, one.range
    assert found.last is not None
    told_at = found.start if found.words_at is None else found.words_at
    words = (told_at, told_at + len(found.words))
    return Deadline(
        what=_what(one),
        relation=field_of(prose.passage, words, relation_of(found.words), "deadline-words", 0.95),
        date=date_field(prose.passage, found.last, 0.96),
        to=_to(one),
    )


def _what(one: Found) -> Field[str]:
    """The words before the limit, from the last comma before the verb, or after it where it comes first."""
    prose = one.prose
    verbs = [m for m in _DO.finditer(prose.folded, one.start, one.range.start)]
    if verbs:
        span = core(prose, one.start, one.range.start, _key(prose, verbs))
    else:
        after = _CLOSED.match(prose.text, one.range.end)
        begin = after.end() if after else one.range.end
        span = trim(prose, begin, min(one.end, begin + _LONGEST))
    span = (max(span[0], span[1] - _LONGEST), span[1])
    if sum(c.isalpha() for c in prose.text[slice(*span)]) < 4:
        return Field[str](rule="not-found")
    return text_field(prose.passage, span, "clause-before-limit" if verbs else "clause-after-limit", 0.85)


_CLOSED = re.compile(r"\s*\)\s*:?\s*")
"""`(… đến hết ngày 30/4): Thí sinh gửi hồ sơ`: the bracket belongs to the time."""


def _key(prose: Prose, verbs: list[re.Match[str]]) -> int:
    """The verb that the clause hangs on: the last of sending or reporting, else the last one."""
    sending = [v for v in verbs if v.group()[:3] in ("gui", "nop", "bao", "hoa", "dan", "tri")]
    return (sending or verbs)[-1].start()


def _to(one: Found) -> Field[str]:
    """The receiver after `về`, `cho`, `trình`, nearest to the limit."""
    prose = one.prose
    found = [m for m in _TO.finditer(prose.folded, one.start, one.range.start) if _named(prose, m)]
    rule, trust = "receiver-before-limit", 0.9
    if not found:
        found = [m for m in _TO.finditer(prose.folded, one.range.end, one.end) if _named(prose, m)][:1]
        rule, trust = "receiver-after-limit", 0.8
    if not found:
        return Field[str](rule="not-found")
    return text_field(prose.passage, found[-1].span("to"), rule, trust)


def _named(prose: Prose, found: re.Match[str]) -> bool:
    """An office by name begins with a capital, or is told by its common noun."""
    printed = prose.text[found.start("to")]
    if (
        prose.text[found.start("to") :]
        .lower()
        .startswith(("bản ", "bàn ", "bạn ", "bỏ ", "bộ hồ sơ", "bộ đề"))
    ):
        return False
    return printed.isupper() or found["to"].split()[0] in (
        "phong",
        "ban",
        "uy",
        "van",
        "co",
        "d/c",
        "dong",
        "pho",
    )
