"""Patterns around a cited code: the type's name before it, day, issuer and subject after it (folded text)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract import kinds
from pipeline.extract.names import phrases
from pipeline.folding import fold, unmark

_EXTRA = {
    "van ban": "CV",
    "giay mai": "GM",
    "cong dien": "CĐ",
    "ke hoach lien tich": "KH",
    "cong van lien nganh": "CV",
}
_LAWS = ("luat", "bo luat", "phap lenh")


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    found = {fold(name): short for name, short in kinds.names() if short != "Luật"}
    return found | _EXTRA


_NAMES = "|".join(sorted((re.escape(n) for n in (*_types(), *_LAWS)), key=len, reverse=True))
_SO = r"(?:s[o06eb]\b|s[o6]|so\s?:)"
DIRECT = re.compile(
    rf"(?<!\w)(?P<kind>{_NAMES})(?:\s+(?:lien tich|lien nganh|lien bo))?\s*(?:nay\s*)?"
    rf"[:,.]?\s*(?:{_SO}\s*[:.]?)?\s*$"
)
"""The type's name straight before a code: `Công văn số`, `Kế hoạch liên tịch`."""
NAMED = re.compile(rf"(?<!\w)(?P<kind>{_NAMES})(?!\w)")
"""A type's name anywhere."""
ROW = re.compile(rf"(?:[,;:(]|\bva|\bhoac|\bcung|\bden|\bva cac|{_SO})\s*(?:{_SO}\s*[:.]?)?\s*$")
"""Between a code and the one before it in a row: `, số`, `và`."""
LAW_BEFORE = re.compile(
    rf"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?P<name>[^;.]{{3,110}}?)"
    rf"\s*[(,]?\s*(?:ngay [^;,.]{{6,30}},?\s*)?{_SO}\s*:?\s*$"
)
"""`Luật Di sản văn hóa số`: an act with its name before its number."""
LAW_DATED = re.compile(
    r"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?P<name>[^;,.:(]{4,90}?)\s*,?\s*(?:duoc quoc hoi\s+\S+\s+)?"
    r"ngay\s+(?P<day>\d)"
)
"""`Luật Thi đua, khen thưởng ngày 15/6/2022`: an act by its name and day, without a number."""
FAR = re.compile(
    r"\b(?:cho|tại|tới|sẽ|đã|được|trên địa bàn|đối với|để|theo(?! hợp đồng)|nhân|vào|từ|trước|đến|hết|sau"
    r"|nhất|trong|là|qua|lúc|sáng|chiều|tối|diễn ra|tổ chức (?:vào|ngày|hội|lễ))\b",
    re.IGNORECASE,
)
"""Words between a law's name and a day that is another event's."""
DAY_LEAD = re.compile(
    r"\s*[,(-]?\s*(?:cung\s+)?(?:(?:(?:duoc |da )?(?:ky|ban hanh|phat hanh|thong qua|cong bo|de|lap|ra)"
    r"|(?:do|duoc) quoc hoi[^,;.()]{0,40}? thong qua)?\s*(?:vao\s+)?"
    r"(?:(?:ng[a-z]{1,2}y|nga?y)\s*){1,2}(?:(?:ky|ban hanh|thong qua)\s?:?\s*)?"
    r"|(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4})|(?=\d{1,2} thang \d{1,2} nam \d{4}))"
)
"""Between a code and its day: `ngày`, `ban hành ngày`, `được Quốc hội thông qua ngày`."""
ISSUED_BEFORE = re.compile(
    r"(?:^|[.;,(]\s|\bva\s)(?:vao\s)?ng[a-z]{1,2}y\s+"
    r"(?P<day>\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+thang\s+\d{1,2}\s+nam\s+\d{4}))"
    r"\s*,?\s*(?P<who>[^.;:]{0,60}?)\s*,?\s*(?:da\s+)?"
    r"(?:ban hanh|co|ky ban hanh|ky|gui|trinh|nhan duoc|tiep nhan)\s+(?:cac\s+|ban\s+)?$"
)
"""`Ngày 17/10/2027, Sở Y tế ban hành` before a code: its day and issuer."""
_ISSUER = re.compile(
    r"\s*[,(]?\s*(?:cua|do)\s+(?P<who>[^;()\"“”]{3,150}?)"
    r"(?=\s+(?:[Qq]u[iy] dinh|[Hh]uong dan|[Bb]an hanh|[Pp]he duyet|sua doi|yeu cau|de nghi|ket luan"
    r"|thong bao|trien khai|to chuc|thanh lap|cong bo|chi dao|phan hoi|kem theo|ve viec|va(?!\s[A-Z])"
    rf"|va (?i:{_NAMES})(?= so))\b"
    r"|\s*(?:[;.]|,(?!\schong\s))(?:\s|$)|\s*[()]|\s*$|\s*[“\"])"
)
_STOPS = re.compile(r"\s(?:[Vv][ềêế]|V/v|v/v|đã|được|giao|tại|xin|cho|nhằm|trên|theo|gửi|ngày|ký)\s")
"""Words that end a name; their marks tell them from parts of names (`về`, `vệ`; `giao`, `giáo`)."""
_COUNCIL = re.compile(
    r"(?:Ban [Cc]hi dao|Ban [Qq]uan ly|Hoi dong|Ban [Tt]o chuc) "
    r"[^;.:()\d]{3,140}?, [a-z][^;.:()\d]{2,100}?(?=\s(?:ve viec|v/v)\s)"
)
"""Bodies whose names count their tasks with commas, up to what they write about."""
_UNIT = re.compile(r"\s(?:tinh|thanh pho|huyen|quan|thi xa|phuong|xa)\s[A-Z]")
_SUBJECT = re.compile(
    r"\s*(?:\([^()]{1,30}\)\s*)?[,(]?\s*(?:(?:ve viec|ve|v/v)\s+(?P<what>[^;]{5,420}?)"
    r"|(?P<also>(?:[Qq]uy dinh|[Hh]uong dan|[Bb]an hanh|[Ss]ua doi|[Pp]he duyet|thanh lap|trien khai"
    r"|cong bo)\s[^;]{5,420}?))"
    r"(?=[;.](?:\s|$|/)|\s*$|\s[./]{1,3}\s*$"
    r"|,\s+(?:So|Bo|Uy ban|UBND|Chu tich|Giam doc|Cuc|Phong|Truong|Ban|HDND"
    r"|Hoi dong|Van phong|Thu truong|Cong an)\s"
    r"|,\s+(?:yeu cau|de nghi|thong bao)\s|,?\s(?:va\s)?(?:so|So|cac|Cong van|Quyet dinh"
    r"|Ke hoach|Thong bao)\s*$)"
)
_LEFT_OVER = re.compile(
    r",?\s+(?:tại|theo|,?\s*cụ thể như sau:?|như sau:?)(?:\s+(?:các\s+)?[A-ZĐ][\w\s]{0,14})?\s*$"
)
_TURN = re.compile(
    r",?\s(?:tuy nhiên|song|nhưng|đến nay)\b|,\s(?:để|nhằm|thời gian)\s"
    r"|[,.]?\s(?:Thời gian|Địa điểm|Thành phần|Nội dung|Đối tượng|Kinh phí)\b[^;.:]{0,25}:"
)
_ASIDE = re.compile(
    r"\s*\((?:gửi|đính|có|được|xem|bản|văn bản|tài liệu|danh sách|sau đây|kèm|file|tệp|công văn)\b"
    r"[^()]*\)\s*$",
    re.IGNORECASE,
)
"""`(đính kèm)`, `(văn bản gửi qua trục)`: what the letter adds, no part of the document's subject."""
_HOLDS = re.compile(
    r"\b(?:thực hiện|triển khai|thi hành|hướng dẫn|sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|điều chỉnh|góp ý"
    r"|gia hạn|sơ kết|tổng kết|quán triệt|của|phổ biến)\s+(?:các\s+)?[A-ZĐ]\w+(?:\s\w+){0,2}"
    r"\s+(?:số\s*:?\s*)?$"
)
"""Before a code: the subject is about that document, and goes on behind it."""
_NEXT = re.compile(rf"(?:,|;|\bva)\s+(?:cac\s+)?(?i:{_NAMES})\s*(?:so)?\s*$")
"""The type's name of the document that is cited next."""
ISSUER_BEFORE = re.compile(
    r"(?:(?:cua|tu)\s+(?P<who>[A-Z][^.;:,()]{2,80}?)\s+tai\s+(?:noi dung\s+)?(?:cac\s+)?"
    r"|(?:^|[.;,:]\s+)(?P<also>(?!Cac |Nhung |Moi |Nguoi |Toi )[A-Z][^.;:,()]{2,60}?)"
    r"\s+(?:da\s+)?(?:ban hanh|co)\s+(?:cac\s+)?)$"
)
"""`của Sở Y tế tại`, `Sở Y tế ban hành` before a document's name: its issuer."""
ISSUER_BETWEEN = re.compile(
    rf"(?<!\w)(?i:{_NAMES})\s+(?:cua|do)\s+(?P<who>[A-Z][^.;:,()]{{2,80}}?)(?:\s+ban hanh)?"
    r"\s*:\s*(?:so\b)?\s*[:.]?\s*$"
)
"""`các Quyết định của Ủy ban nhân dân tỉnh: số 12/QĐ-UBND`."""
UNREAD = re.compile(
    rf"(?<!\w)(?P<kind>{_NAMES})?\s*{_SO}\s?:?\s?(?P<code>\S{{0,8}}?\s?/\s?[a-z]{{2,8}}(?:\s?-\s?[a-z]{{2,12}}){{1,3}})"
)
"""A place of a code whose number could not be read: `Công văn số …/SYT-NVY`."""


def short(name: str) -> str:
    """Abbreviation of a type by its folded name."""
    if name in _LAWS:
        return "PL" if name == "phap lenh" else "Luật"
    return _types().get(name, "CV")


def issuer_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The issuer after `của`, over a comma or an `và` inside a known name."""
    cased = unmark(text)
    found = _ISSUER.match(cased, start, end)
    if found is None:
        return None
    s, e = found.span("who")
    folded = cased.lower()
    for phrase in _with_comma():
        at = folded.find(phrase, s, min(len(text), e + len(phrase)))
        if at >= 0 and at <= e < at + len(phrase):
            e = at + len(phrase)
            goes_on = cased[e : e + 2].strip()[:1].isupper() or _UNIT.match(cased, e) is not None
            goes_on = goes_on and not _DOES.match(cased, e)
            more = _ISSUER.match("cua" + cased[e:]) if goes_on else None
            e += more.end("who") - 3 if more else 0
            break
    listing = _COUNCIL.match(cased, s)
    if listing is not None and e < listing.end() <= end + 60:
        e = listing.end()
    stop = _STOPS.search(text + " ", s, min(len(text), e) + 1)
    e = stop.start() if stop is not None else e
    e = s + len(text[s:e].rstrip(" ,;.:-–"))
    return (s, e) if e - s >= 3 and not text[s:e].isdigit() else None


_DOES = re.compile(
    r"\s(?:[Qq]u[iy] dinh|[Hh]uong dan|[Bb]an hanh|[Pp]he duyet|[Ss]ua doi|[Tt]hong bao|[Vv]e)\s"
)


@lru_cache(maxsize=1)
def _with_comma() -> tuple[str, ...]:
    return tuple(p for p in phrases() if "," in p)


def subject_span(text: str, start: int, stops: Sequence[int]) -> tuple[int, int] | None:
    """What a document is about, to the end of the clause: quotations whole.

    `stops` are the codes that follow: the subject ends before the first that it is not about itself.
    """
    stop = next((s for s in stops if not _HOLDS.search(text, start, s)), len(text))
    end = min(len(text), start + 430)
    found = _SUBJECT.match(unmark(text), start, min(end, stop) if stop > start else end)
    if found is None:
        return None
    s, e = found.span("what") if found["what"] else found.span("also")
    if text.count("“", s, e) > text.count("”", s, e):
        closing = text.find("”", e)
        e = closing + 1 if 0 <= closing < e + 150 and closing < max(stop, e) else e
    e -= len(text[s:e]) - len(_LEFT_OVER.sub("", text[s:e]))
    turn = _TURN.search(text, s, e)
    e = turn.start() if turn else e
    aside = _ASIDE.search(text[s:e])
    e = s + aside.start() if aside else e
    following = _NEXT.search(unmark(text), s, e)
    e = following.start() if following else e
    e = s + len(text[s:e].rstrip(" ,;.:-–/"))
    return (s, e) if e - s >= 6 else None
