"""Certificates that go with prizes: those of one prize, and one told for all or some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.clauses import trim
from pipeline.extract.contest.rank_words import CLOSED
from pipeline.extract.contest.ranks import Core
from pipeline.extract.prose import Prose
from pipeline.extract.valued import text_field
from pipeline.records.evidence import Field

_PAPER = (
    r"(?:g[a-z]{2,3}y (?:khen|chung nhan)|bang khen|bang chung nhan|(?<!giay )(?<!bang )chung nhan"
    r"|k[iy] niem chuong)"
)
_TROPHY = r"(?:(?:chiec )?cup|co|huy chuong|bieu trung|hoa)\b(?:\s(?!va\b|cung\b|kem\b)[a-z]+){0,3}"
_CERTIFICATE = re.compile(rf"(?<!cap giay )(?<!\w)(?:{_TROPHY}(?: va| cung)\s)?{_PAPER}(?!\w)")
_NOT_GIVEN = re.compile(
    r"\b(?:khong|chua|ban (?:sao|chup|photo)|nop|xuat trinh|co|thay)(?:\s(?:kem(?: theo)?|cap|trao|co|phai"
    r"|bo sung))*\s$"
)
"""`không kèm giấy chứng nhận`, `nộp bản sao Giấy khen`: no certificate of a prize."""
_AND_MORE = (
    r"(?!(?:dao tao|cong nghe|du lich|truyen thong|moi truong|phat trien|xa hoi|gia dinh|dan van|doi ngoai"
    r"|giao duc|the thao|dau tu|xay dung|ky thuat|nghe thuat|tre em|van hoa|thi dua|cong thuong|nhan dan"
    r"|nong thon|nhi dong|hoi dong|ban|thong tin|luu niem|giay|bang|ky niem|huy chuong)\b)"
    r"(?=[a-z0-9])"
)
_STOP = re.compile(
    r"\s*(?:[;:\n|\"]|va \d|\.(?:\s|/|$)|\.?\s*$"
    rf"|,?\s(?:va|cung(?: voi)?)\s(?={_AND_MORE})|,?\skem\b"
    r"|\s[+]\s|\s(?:kem|cung)(?: theo| voi)?\s(?=tien|so tien|\d)"
    r"|,?\s(?:tri gia|tai (?:le|hoi|buoi)|(?:deu |se )?duoc (?:trao|tang|cap|nhan|thuong)|se (?:trao|tang"
    r"|cap|nhan|duoc)"
    r"|trong (?:le|thoi|vong)|theo (?:quy dinh|muc)|qua (?:thu|email|dia chi|he thong|buu)|sau khi"
    r"|ngay (?:tai|sau)|truc tiep|nhung khong|(?:va )?khong (?:kem|co)|do [^.;]{3,60} (?:trao|tang|cap)"
    r"|cho (?:cac|moi|nhung|tat ca|toan bo|tung|nguoi|ca|tap the|ca nhan|thi sinh|tac gia|doi"
    r"|(?:\d+ )?giai|[a-z ]{0,20}(?:doat|dat) giai))\b|\s-\s(?=\d)"
    r"|\s\((?=\d|giai|cho\b|tien))"
)
_COMMA = re.compile(r",\s(?=(?P<next>\S))")
_OFFICE_GOES_ON = re.compile(r",\s(?:the thao|du lich|gia dinh|khoa hoc|ban|nganh|phuong|thi xa|thong tin)\b")
_OPEN_END = re.compile(
    r"\b(?:Sở|Bộ|Ban|Hội|Đoàn|tỉnh|xã|phường|thành phố|của|và|[Gg]iám đốc|[Cc]hủ tịch|nhân dân)$"
)
_CLAUSE = re.compile(
    r"[;\n¶]|[.](?=\s|/|$)|\((?=(?:tat ca|moi giai|cac giai|toan bo|deu\b))"
    r"|,\s(?=(?:tat ca|moi giai|cac giai|toan bo|deu\b|ca (?:hai|ba|bon|nam)\b))"
)
_WINNER = (
    r"(?:tap the|ca nhan|thi sinh|tac gia|don vi|doi|nguoi|em|ban|anh|chi|bai|nhom|van dong vien|hoc sinh"
    r"|dien vien|tac pham|truong)"
)
_WINS = r"(?:doat|dat|trung|nhan|duoc|co|gianh)"
_ALL = re.compile(
    r"\b(?:tat ca|toan bo|moi (?:giai|mot giai|huy chuong)|cac giai|ca (?:hai|ba|bon|nam|sau|\d{1,2})\b|deu\b"
    r"|ngoai (?:tien|giai|phan|muc|ra|so tien)|kem theo (?:moi|cac|giai|tien)"
    rf"|giai thuong (?:gom|bao gom|kem|la|con)|moi {_WINNER}"
    rf"|(?:cac |nhung )?{_WINNER}[^.;:]{{0,60}}?{_WINS} (?:duoc )?(?:giai|huy chuong)"
    r"|(?:doat|dat|trung|nhan) (?:giai|huy chuong)|nguoi thang|thang cuoc)"
)
_EVERY = ("tat ca", "toan bo", "moi giai", "moi mot giai", "cac giai")
_SOME = re.compile(
    rf"\b(?:giai\s(?:thuong\s)?)(?P<first>{CLOSED})(?P<more>(?:\s*(?:,|va|den|,? va)\s*(?:giai\s)?{CLOSED})*)"
    r"(?P<up>\stro len)?"
)
_BEFORE_LIST = re.compile(r"[^.;:\d]{0,60}:(?=\s*(?:\S|$))")
"""`tặng Giấy khen và tiền thưởng: Nhất …; Nhì …`."""
_WITH = re.compile(r"\s*(?:va )?kem\b")
_HANDED = re.compile(r"(?:tien|giai|phan) thuong\b.{0,40}\b(?:duoc|se) trao\b")
"""`Giấy chứng nhận và tiền thưởng được trao tại lễ tổng kết`."""
_NOT_PRIZES = re.compile(r"\b(?:tham gia|tham du|du thi|hoan thanh)\b")
_PRIZED = re.compile(r"\b(?:giai|huy chuong)\b")
_SUM = re.compile(r"\d{3}\s?(?:d\b|dong)|\b(?:trieu|nghin|ngan)\b")
_TO_WINNERS = re.compile(rf"\b{_WINS}(?: duoc)?(?: mot trong)?(?: cac)?\s?$|\bcac\s?$|\bcho\s?$")


_TO_ALL = re.compile(
    rf"\scho (?:cac|moi|nhung|tat ca(?: cac)?"
    rf"|toan bo(?: cac)?) [a-z ]{{2,40}}?{_WINS} giai(?!\s(?:thuong\s)?{CLOSED})"
)
"""`… cùng Giấy khen của Hội cho các gia đình đạt giải`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A clause that gives a certificate to all prizes, or to those of some ranks."""

    start: int
    end: int
    certificate: Field[str]
    ranks: tuple[str, ...] = ()
    upwards: bool = False


def certificate(prose: Prose, start: int, end: int) -> Field[str]:
    """From `Giấy khen` to the end of its name; in a table's row to the end of the cell.

    A cup or a flag alone is no certificate; one that stands before it belongs to it.
    """
    found = _given(prose, start, end)
    if found is None:
        return Field[str](rule="not-found")
    para = prose.para_at(found.start())
    cells = para.row or "|" in prose.text[para.start : para.end]
    text = prose.folded_lines if cells else prose.folded
    end = min(end, para.end)
    stops = (m.start() for m in _stops(prose, text, found.end(), end) if not (cells and _goes_on(prose, m)))
    start, last = trim(prose, found.start(), next(stops, end))
    while last > start and prose.text.count(")", start, last) > prose.text.count("(", start, last):
        last = prose.text.rindex(")", start, last)
    return text_field(prose.passage, trim(prose, start, last), "prize-certificate", 0.88)


def _given(prose: Prose, start: int, end: int) -> re.Match[str] | None:
    """The first certificate that is given, not asked for or denied."""
    for found in _CERTIFICATE.finditer(prose.folded, start, end):
        before = prose.folded[max(start, found.start() - 30) : found.start()]
        denied = _NOT_GIVEN.search(before)
        if denied is None or denied.group().startswith("co "):
            return found
    return None


def _stops(prose: Prose, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a certificate's name may end, in order; a comma before small letters ends it too."""
    marks = [m for m in _STOP.finditer(text, start, end) if not _next_office(prose, m)]
    for comma in _COMMA.finditer(text, start, end):
        if not prose.text[comma.start("next")].isupper() and not _OFFICE_GOES_ON.match(text, comma.start()):
            marks.append(comma)
    return iter(sorted(marks, key=lambda m: m.start()))


def _next_office(prose: Prose, stop: re.Match[str]) -> bool:
    """`Giấy chứng nhận của Bưu điện và Sở Giáo dục`: a capital after `và`."""
    joined = re.fullmatch(r",?\sva\s?", stop.group())
    return joined is not None and prose.text[stop.end() : stop.end() + 1].isupper()


def _goes_on(prose: Prose, stop: re.Match[str]) -> bool:
    """A cell's next line in lower case, or after a word that ends no name (`Giám đốc Sở`)."""
    if prose.text[stop.start() : stop.start() + 1] != "\n":
        return False
    open_end = _OPEN_END.search(prose.text[max(0, stop.start() - 20) : stop.start()])
    return prose.text[stop.start() + 1 : stop.end() + 1].islower() or open_end is not None


def shared(prose: Prose, cores: Sequence[Core], first: int, last: int) -> list[Shared]:
    """Clauses that give a certificate to prizes told elsewhere, near the prizes in [first, last)."""
    out: list[Shared] = []
    at = [i for i, p in enumerate(prose.paras) if p.start <= first < p.end or p.start <= last - 1 < p.end]
    if not at:
        return out
    for para in prose.paras[max(0, min(at) - 2) : max(at) + 5]:
        if para.row:
            continue
        for start, end in _clauses(prose, para.words, para.end):
            made = _clause(prose, cores, start, end)
            if made is not None and made.certificate.value is not None:
                out.append(made)
    return out


def about_every_prize(prose: Prose, start: int, end: int) -> bool:
    """Does a paragraph begin a sentence about every prize (`Ngoài tiền thưởng, mỗi giải …`)?"""
    return bool(_ALL.match(prose.folded, start, end))


def _clauses(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    for found in _CLAUSE.finditer(prose.folded, start, end):
        out.append((start, found.start()))
        start = found.end()
    return [*out, (start, end)]


def _clause(prose: Prose, cores: Sequence[Core], start: int, end: int) -> Shared | None:
    clause = prose.folded[start:end]
    paper = _given(prose, start, end)
    if paper is None:
        return None
    at = paper.start()
    made = certificate(prose, start, end)
    ahead = [c for c in cores if start <= c.start and c.end <= at]
    if _TO_ALL.match(prose.folded, at + len(made.raw or "")):
        return Shared(start, end, made)
    if not ahead and (listed := _BEFORE_LIST.match(clause, paper.end() - start)):
        return Shared(start, start + listed.end(), made)
    if _NOT_PRIZES.search(clause) and not _PRIZED.search(clause):
        return None
    lead = prose.folded[start:at]
    if ahead and not _TO_WINNERS.search(prose.folded[start : ahead[0].start]):
        return None  # a prize and what goes with it
    if _SUM.search(lead):
        return None  # `…, mỗi giải 2.000.000 đồng và Giấy khen`: of the prize before
    everyone = _ALL.search(clause) or _WITH.match(clause)
    if everyone is None and not lead.strip():
        everyone = _HANDED.search(clause)
    some = list(_SOME.finditer(clause))
    if some and not (everyone and everyone.group().startswith(_EVERY)):
        ranks = tuple(r for m in some for r in re.findall(CLOSED, m["first"] + m["more"]))
        winners = re.search(rf"\b(?:{_WINS}|cho|cac)\b", clause)
        if winners is None and len(ranks) < 2:
            return None
        return Shared(start, end, made, ranks, any(m["up"] for m in some))
    return None if everyone is None else Shared(start, end, made)
