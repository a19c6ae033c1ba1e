"""Patterns around a cited code: the type's name before it, day, issuer and subject after it (folded text)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract import kinds
from pipeline.extract.fold import fold

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
    rf"[:,]?\s*(?:{_SO}\s*[:.]?)?\s*$"
)
NAMED = re.compile(rf"(?<!\w)(?P<kind>{_NAMES})(?!\w)")
ROW = re.compile(rf"(?:[,;:(]|\bva|\bhoac|\bcung|\bden|\bva cac|{_SO})\s*(?:{_SO}\s*[:.]?)?\s*$")
LAW_BEFORE = re.compile(
    rf"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?P<name>[^;.]{{3,110}}?)"
    rf"\s*[(,]?\s*(?:ngay [^;,.]{{6,30}},?\s*)?{_SO}\s*:?\s*$"
)
LAW_DATED = re.compile(
    r"(?<!\w)(?P<kind>bo luat|luat|phap lenh)\s+(?P<name>[^;,.:(]{4,90}?)\s*,?\s*(?:duoc quoc hoi\s+\S+\s+)?"
    r"ngay\s+(?P<day>\d)"
)
DAY_LEAD = re.compile(
    r"\s*[,(]?\s*(?:(?:ky|ban hanh|duoc ban hanh)?\s*(?:vao\s+)?(?:ng[a-z]{1,2}y|nga?y)\s*"
    r"|(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))"
)
ISSUED_BEFORE = re.compile(
    r"(?:^|[.;,(]\s|\bva\s)(?:vao\s)?ng[a-z]{1,2}y\s+"
    r"(?P<day>\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+thang\s+\d{1,2}\s+nam\s+\d{4}))"
    r"\s*,?\s*(?P<who>[^.;:]{0,60}?)\s*,?\s*(?:da\s+)?"
    r"(?:ban hanh|co|ky ban hanh|ky|gui|trinh|nhan duoc|tiep nhan)\s+(?:cac\s+|ban\s+)?$"
)
ISSUER = re.compile(
    r"\s*[,(]?\s*(?:cua|do)\s+(?P<who>[^;()\"“”]{3,140}?)"
    r"(?=\s+(?:ve|v/v|quy dinh|huong dan|ban hanh|sua doi|phe duyet|da|yeu cau|de nghi|ket luan|xin|cho"
    r"|thong bao|trien khai|tai|va cac|va|kem theo|duoc|giao|nham|to chuc|thanh lap|cong bo|chi dao"
    r"|tren|theo|gui|phan hoi)\b"
    r"|\s*[;.,()]\s|\s*[;.,)]?\s*$|\s*[“\"])"
)
SUBJECT = re.compile(
    r"\s*[,(]?\s*(?P<what>(?:(?:ve viec|ve|v/v)\s+"
    r"|(?=(?:quy dinh|huong dan|ban hanh|sua doi|phe duyet|thanh lap|trien khai)\s))"
    r"[^;]{5,400}?)(?=[;.]\s|[;.]?\s*$|[;.]\s?/"
    r"|,\s+(?:so|bo|uy ban|ubnd|chu tich|giam doc|cuc|phong|truong|ban)\s)"
)
UNREAD = re.compile(
    rf"(?<!\w)(?P<kind>{_NAMES})?\s*{_SO}\s?:?\s?(?P<code>[^\s/]{{0,7}}\s?/\s?[a-z]{{2,8}}(?:\s?-\s?[a-z]{{2,12}}){{1,3}})"
)
_COMMA_NAMES = re.compile(
    r"(?:quan ly kham|van hoa|kinh te|quy hoach|nong nghiep|phong|thong tin|bao ve|khoa hoc|dau tu)$"
)


def short(name: str) -> str:
    """Abbreviation of a type by its folded name."""
    if name in _LAWS:
        return "PL" if name == "phap lenh" else "Luật"
    return _types().get(name, "CV")


def end_of_name(text: str) -> str:
    """An issuer's name without what the pattern took too much."""
    return text.rstrip(" ,;.:-–")


def subject_length(text: str) -> int:
    """How much of a text belongs to the subject: it ends with its quotation, or before the next `số`."""
    cut = re.search(r"\s(?:và|,)?\s*(?:số|Số|các|Công văn|Quyết định|Kế hoạch|Thông báo)\s*$", text)
    return cut.start() if cut else len(text)
