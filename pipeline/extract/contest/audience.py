"""Who may take part."""

from __future__ import annotations

import re

from pipeline.extract.clauses import trim
from pipeline.extract.prose import Para, Prose, clause_end
from pipeline.extract.valued import field_of, squash
from pipeline.records.evidence import Field

_HEADING = re.compile(
    r"(?:(?:pham vi(?:,| va) )?d[o0a-z]{1,2}i t[a-z]{2,4}ng|(?:nhung )?nguoi (?:duoc )?(?=du thi|tham gia"
    r"|tham du)"
    r"|ai (?:duoc|co the) (?=du thi|tham gia)|thi sinh(?=\s*[:\n])|dieu kien(?= (?:du thi"
    r"|tham gia)[^.]{0,12}[:\n])|thanh phan(?=\s(?:du thi|tham gia|tham du)))(?:\s(?:va"
    r"|,)\s(?:pham vi|so luong|dieu kien|thanh phan))?"
    r"(?:\s(?:tham gia|du thi|tham du|thi|ap dung|huong ung))?[^:\n]{0,40}?\s*(?P<by>[:\n]|$)"
)
_FOR = re.compile(
    r"\b(?:danh cho|mo (?:rong )?cho|nguoi (?:du thi|tham gia) la|doi tuong (?:tham gia|du thi)(?: cuoc thi"
    r"| hoi thi)? la)\s(?P<who>[^.;:\n]{8,200}?)"
    r"(?=\s*(?:[.;:\n]|$|,? (?:uy ban|ubnd|so|de nghi|phong)\s))"
)
_WHO = re.compile(
    r"(?:100%\s)?(?P<who>(?:toan the |tat ca |moi |cac )?(?:can bo|cong chuc|vien chuc|nguoi lao dong"
    r"|doan vien|hoi vien|hoc sinh|giao vien"
    r"|ho gia dinh|ho dan|cong nhan|sinh vien|thieu nhi|tre em|phu huynh|nong dan|nguoi cao tuoi"
    r"|nguoi dan|(?<!ban )nhan dan|cong dan|thanh nien|phu nu|luc luong vu trang|dang vien)[^.;:\"]{0,160}?)"
    r"\s(?:(?:deu |co the |duoc |co quyen )+(?=dang ky|du thi|tham gia))?"
    r"(?:dang nhap|tich cuc|dang ky|huong ung|du thi|tham gia)"
)


def find_audience(prose: Prose) -> Field[str]:
    """What stands after `Đối tượng tham gia`; else the people whom the letter calls to take part."""
    for para in prose.paras:
        found = _HEADING.match(prose.text_lower_lines, para.words, min(para.end + 1, len(prose.folded)))
        if found is None:
            continue
        span = _after_heading(prose, para.end, found.end())
        again = _HEADING.match(prose.text_lower_lines, span[0], span[1]) if span else None
        if span is not None and again is not None and again["by"] == ":":
            span = trim(prose, again.end(), span[1])
        span = _bare(prose, span) if span is not None else None
        if span is not None:
            return _shown(prose, span, "audience-after-heading", 0.93)
    found = _FOR.search(prose.folded)
    if found:
        return _shown(prose, _bare(prose, found.span("who")), "audience-in-sentence", 0.85)
    found = _WHO.search(prose.folded)
    if found:
        return _shown(prose, trim(prose, *found.span("who")), "audience-called-to-take-part", 0.7)
    return Field[str](rule="not-found")


_COPULA = re.compile(
    r"(?:(?:cac |nhung |moi )?(?:doi tuong|nguoi|thi sinh|thanh phan)?\s?(?:duoc )?(?:du thi|tham gia"
    r"|tham du)?"
    r"(?:(?: |^)?(?:cuoc thi|hoi thi|hoi thao|lien hoan|giai))?\s?(?:nay )?(?:duoc )?"
    r"(?:la|gom co|gom|bao gom|danh cho|mo (?:rong )?cho|:)\s?:?\s+)+"
)
_MAY = re.compile(
    r",?\s(?:(?:deu |co the |co quyen |duoc (?:quyen )?)+(?:dang ky )?(?:du thi|tham gia|tham du)\b"
    r"|(?<!cung )(?<!dieu kien )(?:dang ky )?(?:du thi|tham gia|tham du)"
    r"(?: (?:du thi|cuoc thi|hoi thi|giai))?\s*[.;]?\s*$)"
)


_ASIDE = re.compile(
    r"[.;]\s+(?=(?:moi (?:nguoi|thi sinh|ca nhan|doi|don vi|tap the|tac gia|nhom)|thanh vien (?:ban|hoi dong)"
    r"|khong (?:ap dung|gioi han|han che|phan biet)|rieng|luu y|truong hop|ban (?:to chuc|giam khao)|so luong"
    r"|cac thanh vien|nguoi (?:du thi|tham gia) (?:co the|duoc|khong)|co the|khuyen khich|trong do)\b)"
)
"""A sentence or clause that goes on to rules of taking part."""


def _bare(prose: Prose, span: tuple[int, int]) -> tuple[int, int]:
    """The people alone, without `là`, `gồm` before them and `đều được dự thi` after."""
    lead = _COPULA.match(prose.folded, *span)
    start = lead.end() if lead else span[0]
    aside = _ASIDE.search(prose.folded, start + 8, span[1])
    span = (start, aside.start() if aside else span[1])
    may = _MAY.search(prose.folded, start, span[1])
    return trim(prose, start, may.start() if may else span[1])


def _shown(prose: Prose, span: tuple[int, int], rule: str, trust: float) -> Field[str]:
    """The words, their first letter large."""
    text = squash(prose.text[slice(*span)])
    return field_of(prose.passage, span, text[:1].upper() + text[1:], rule, trust)


def _after_heading(prose: Prose, heading_end: int, at: int) -> tuple[int, int] | None:
    """The rest of the heading's paragraph, else the paragraphs below it until the next outer mark."""
    rest = prose.text[at:heading_end].strip(" .:\n")
    if len(rest) >= 6:
        start, end = trim(prose, at, heading_end)
        stop = clause_end(prose, start)
        return start, max(stop, min(end, start + 12))
    heading = prose.para_at(at - 1)
    below: list[Para] = []
    for para in prose.paras:
        if para.start <= heading.start:
            continue
        if (para.mark and para.level <= heading.level) or len(below) >= 6:
            break
        below.append(para)
        if not para.mark:
            break
    if not below:
        return None
    start, end = trim(prose, below[0].words, below[-1].end)
    return (start, end) if end - start >= 6 else None
