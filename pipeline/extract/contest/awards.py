"""Certificates that go with prizes: those of one prize, and one told for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.clauses import trim
from pipeline.extract.contest.ranks import CLOSED
from pipeline.extract.prose import Prose
from pipeline.extract.valued import text_field
from pipeline.records.evidence import Field

_PAPER = (
    r"(?:g[a-z]{2,3}y (?:khen|chung nhan)|bang khen|chung nhan|k[iy] niem chuong|cup\b|co (?:luu niem|thuong)"
    r"|huy chuong|bieu trung)"
)
_CERTIFICATE = re.compile(rf"(?<!cap giay )(?<!giay )(?<!\w){_PAPER}")
_OPEN_END = re.compile(
    r"\b(?:Sở|Bộ|Ban|Hội|Đoàn|tỉnh|xã|phường|thành phố|của|và|[Gg]iám đốc|[Cc]hủ tịch|nhân dân)$"
)
_STOP = re.compile(
    r"\s*(?:[;:\n|]|va \d|\.(?:\s|/|$)|\.?\s*$"
    r"|,?\s(?:va|cung(?: voi)?|kem(?: theo)?)\s(?=(?:tien|so tien|phan|qua|mot|hien vat|thuong|duoc|muc"
    r"|suat|hoc bong|\d))"
    r"|,\s(?:tien|so tien|tri gia|thuong|phan thuong|muc|hien vat|qua|kem|duoc|moi|cung|\d)"
    r"|\s(?:tri gia|cho (?:cac|moi|nhung|tat ca|toan bo|tung|nguoi|ca|tap the|ca nhan|thi sinh|tac gia|doi"
    r"|giai|[a-z ]{0,20}(?:doat|dat) giai)|tai le|(?:duoc|se) (?:trao|tang|cap)"
    r"|trong (?:le|thoi|vong)|theo quy dinh|[+]|-\s\d)"
    r"|\s\((?=\d|giai|cho\b|tien))"
)
_CLAUSE = re.compile(
    r"[;\n¶]|[.](?=\s|/|$)|\((?=(?:tat ca|moi giai|cac giai|toan bo|deu\b))"
    r"|,\s(?=(?:tat ca|moi giai|cac giai|toan bo|deu\b|ca (?:hai|ba|bon|nam)\b))"
)
_ALL = re.compile(
    r"\b(?:tat ca|toan bo|moi (?:giai|mot giai)|cac giai|ca (?:hai|ba|bon|nam|sau|\d{1,2})\b|deu\b"
    r"|ngoai (?:tien|giai|phan|muc|ra|so tien)|kem theo (?:moi|cac|giai|tien)"
    r"|giai thuong (?:gom|bao gom|kem|la|con)|moi (?:nguoi|doi|tac gia|thi sinh|ca nhan|tap the)"
    r"|(?:cac |nhung |nhung )?(?:tap the|ca nhan|thi sinh|tac gia|don vi|doi|nguoi|em|ban|anh|chi|bai)"
    r"[^.;:]{0,60}?(?:doat|dat|trung|nhan|duoc|co) (?:duoc )?giai"
    r"|(?:doat|dat|trung|nhan) giai|nguoi thang|thang cuoc)"
)
_SOME = re.compile(
    rf"\b(?:giai\s(?:thuong\s)?)(?P<first>{CLOSED})(?P<more>(?:\s*(?:,|va|den)\s*(?:giai\s)?{CLOSED})*)"
    r"(?P<up>\stro len)?"
)
_RANKED = re.compile(rf"\bgiai\s(?:thuong\s)?{CLOSED}")
_BEFORE_LIST = re.compile(r"[^.;:\d]{0,60}:(?=\s*\S)")
"""`tặng Giấy khen và tiền thưởng: Nhất …; Nhì …`."""
_WITH = re.compile(r"\s*(?:va )?kem\b")
_NOT_PRIZES = re.compile(r"\b(?:tham gia|tham du|du thi|hoan thanh)\b")
_PRIZED = re.compile(r"\bgiai\b")


@dataclass(frozen=True, slots=True)
class Shared:
    """A clause that gives a certificate to all prizes, or to those of some ranks."""

    start: int
    end: int
    certificate: Field[str]
    ranks: tuple[str, ...] = ()
    upwards: bool = False


def certificate(prose: Prose, start: int, end: int) -> Field[str]:
    """From `Giấy khen` to the end of its name; in a table's row to the end of the cell."""
    found = _CERTIFICATE.search(prose.folded, start, end)
    if found is None:
        return Field[str](rule="not-found")
    cells = prose.para_at(found.start()).row
    text = prose.text_lower_lines if cells else prose.folded
    end = min(end, prose.para_at(found.start()).end)
    stops = (m for m in _STOP.finditer(text, found.end(), end) if not (cells and _goes_on(prose, m)))
    stop = next(stops, None)
    start, last = trim(prose, found.start(), stop.start() if stop else end)
    while last > start and prose.text.count(")", start, last) > prose.text.count("(", start, last):
        last = prose.text.rindex(")", start, last)
    return text_field(prose.passage, trim(prose, start, last), "prize-certificate", 0.88)


def _goes_on(prose: Prose, stop: re.Match[str]) -> bool:
    """A cell's next line in lower case, or after a word that ends no name (`Giám đốc Sở`)."""
    if prose.text[stop.start() : stop.start() + 1] != "\n":
        return False
    open_end = _OPEN_END.search(prose.text[max(0, stop.start() - 20) : stop.start()])
    return prose.text[stop.start() + 1 : stop.end() + 1].islower() or open_end is not None


def shared(prose: Prose, first: int, last: int) -> list[Shared]:
    """Clauses that give a certificate to prizes told elsewhere, near the prizes in [first, last)."""
    out: list[Shared] = []
    at = [i for i, p in enumerate(prose.paras) if p.start <= first < p.end or p.start <= last - 1 < p.end]
    if not at:
        return out
    for para in prose.paras[max(0, min(at) - 2) : max(at) + 5]:
        if para.row:
            continue
        for start, end in _clauses(prose, para.words, para.end):
            made = _clause(prose, start, end)
            if made is not None:
                out.append(made)
    return out


def told_for_all(prose: Prose, start: int, end: int) -> bool:
    """Does a paragraph begin a sentence about every prize (`Ngoài tiền thưởng, mỗi giải …`)?"""
    return bool(_ALL.match(prose.folded, start, end))


def _clauses(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    for found in _CLAUSE.finditer(prose.folded, start, end):
        out.append((start, found.start()))
        start = found.end()
    return [*out, (start, end)]


def _clause(prose: Prose, start: int, end: int) -> Shared | None:
    clause = prose.folded[start:end]
    paper = _CERTIFICATE.search(clause)
    if paper is None:
        return None
    some = [m for m in _SOME.finditer(clause)]
    before = _RANKED.search(clause, 0, paper.start())
    medal = paper.group().startswith(("huy", "cup"))
    listed = None if before or medal else _BEFORE_LIST.match(clause, paper.end())
    everyone = _ALL.search(clause) or _WITH.match(clause)
    if listed is not None:
        return Shared(start, start + listed.end(), certificate(prose, start, start + listed.end()))
    counted = re.search(rf"\d\s(?:\([a-z ]+\)\s)?giai\s{CLOSED}", clause)
    if counted or (everyone is None and not (some and paper.start() < some[0].start())):
        return None
    if _NOT_PRIZES.search(clause) and not _PRIZED.search(clause):
        return None
    if some and not (everyone and everyone.group().startswith(("tat ca", "moi giai", "cac giai"))):
        ranks = tuple(r for m in some for r in re.findall(CLOSED, m["first"] + m["more"]))
        if not re.search(r"\b(?:doat|dat|trung|cho|cac)\b", clause) and len(ranks) < 2:
            return None
        return Shared(start, end, certificate(prose, start, end), ranks, any(m["up"] for m in some))
    return Shared(start, end, certificate(prose, start, end))
