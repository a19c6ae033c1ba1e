"""Where ranks of prizes stand: `02 giải Nhì`, `Huy chương Vàng`, `loại A`, `Nhất: …; Nhì: …`, `Quán quân`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.money import Money
from pipeline.extract.numbers import speak
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose

_USUAL = (
    "Đặc biệt", "Xuất sắc", "Nhất", "Nhì", "Ba", "Tư", "Khuyến khích", "Triển vọng", "Tiềm năng",
    "Phong trào", "Tập thể", "Cá nhân", "Phụ", "Đồng đội", "Toàn đoàn", "Sáng tạo", "Ấn tượng",
    "Được yêu thích", "Yêu thích", "Chuyên đề", "May mắn", "Công chúng", "Bình chọn", "Phong cách",
    "Vàng", "Bạc", "Đồng", "A", "B", "C", "KK",
)  # fmt: skip
_SPELLED = {plain(rank): rank for rank in _USUAL}
_WHOSE = r"(?:tap the|ca nhan|dong doi|toan doan)"
_LONG = "|".join(sorted((w for w in _SPELLED if w != "khuyen khich"), key=len, reverse=True))
CLOSED = (
    r"(?:(?:duoc (?:cong chung |ban doc |khan gia )?)?(?:yeu thich|binh chon)(?: nhat)?"
    rf"|(?:an tuong|sang tao) nhat|{_LONG}|khuyen kh[a-z]{{2,3}})(?!\w)"
)
"""Ranks of a closed list, folded."""
NUMBER = (
    r"(?:\d{1,3}|(?:hai |ba )?muoi(?: mot| hai| ba| bon| lam| sau| bay| tam| chin)?"
    r"|mot|hai|ba|bon|nam|sau|bay|tam|chin)"
)
_COUNT = rf"(?<![\w.,/])(?:(?P<count>{NUMBER})\s(?:\([a-z ]{{2,14}}\)\s)?)?"
_NOUN = r"(?!gioi\b)g[il1][a-z][il1]\s(?:thuong\s)?"
_WHO = (
    r"(?:thi sinh|tac pham|tac gia|tap the|don vi|tiet muc|bai (?:du )?thi|clip|video|doi|truong|lop"
    r"|nguoi)"
)
_NAMED = re.compile(
    _COUNT + _NOUN + r"(?:\"(?P<quoted>[^\"\n]{2,70})\""
    rf"|(?P<rank>{CLOSED}(?:\s{_WHOSE})?)"
    rf"|(?:(?:danh )?cho\s)?(?P<whose>{_WHO}\s[^;:.,(\d\n\"]{{4,60}}?)(?=\s*[:(,-]))"
)
_MEDAL = re.compile(_COUNT + r"(?P<rank>(?:huy chuong|cup|giai cup)\s(?:vang|bac|dong)|hc[vbd])(?!\w)")
_GRADE = re.compile(
    _COUNT + r"(?:(?:(?:loai|hang|muc)\s(?:giai\s)?)(?P<rank>[abc]|nhat|nhi|ba|xuat sac|i{1,3}|[1-4])"
    r"|giai\s(?P<nth>i{1,3}|[1-4]|thu (?:nhat|nhi|hai|ba))"
    r"|(?:doi|bai|thi sinh|tac pham|xep|vi tri|thu)\s(?:thu\s|hang\s)?(?P<place>nhat|nhi|ba))(?!\w)(?!/)"
)
_MORE_MEDALS = re.compile(
    rf"\s*(?:[,;/]|va)\s*(?:va\s)?(?:(?P<count>{NUMBER})\s)?(?P<rank>vang|bac|dong)(?!\w)(?=\s*(?:[,;.:()/-]|va\b|kem|$|\d|moi|tri|lan))"
)
_TITLE = re.compile(
    _COUNT + r"(?P<rank>quan quan|a quan(?:\s(?:[12]|i{1,2})(?!\w))?|thu khoa|a khoa|vo dich)(?!\w)"
)
_OPEN = re.compile(
    rf"(?<![\w.,/])(?:(?P<count>{NUMBER}) )?(?:g[il1][a-z][il1]) "
    r"(?!thuong\b|phap|quyet|trinh|ngan|dap|thich|tri\b|lao\b|phong\b|nay\b|chung\b"
    r"|thi\b(?! sinh)|cho\b|danh cho\b"
    r"|(?:x|gom|bao gom|co|la|moi|tri gia|tuong|voi|kem|bang|duoc(?! [a-z]+ (?:yeu|binh))|va|hoac|tren"
    r"|trong|o|tai|nhu|tu|den|cac|nhung|tong|lan|so|theo)\b)"
    r"(?P<rank>[a-z][^\d;:,.()|\"-]{1,60}?)"
    r"(?=\s*(?:$|[;:,.()|-]|\d|tri gia|duoc (?:nhan|thuong|tang)|gom\b|moi (?:giai|suat)|la\b"
    r"|nhan\b|va \d|co \d))"
)
"""A rank of no list; only beside other prizes, with a number and money."""
_BARE = re.compile(
    rf"(?<![\w.,/])(?:(?P<count>{NUMBER}) (?:\([a-z ]{{2,14}}\) )?)?"
    r"(?P<rank>dac biet|xuat sac|nhat|nhi|ba|tu|khuyen khich|kk|trien vong|tiem nang|vang|bac|dong|[abc]"
    rf"|an tuong|phong trao|may man|yeu thich)(?!\w)(?: {_WHOSE})?"
)
_BARE_BEFORE = re.compile(r"(?:^|[;,:(|\n+.¶-]|\bva|\bla|\bgom|\bco|\bgiai|\bthuong|\btrao)\s*$")
_BARE_AFTER = re.compile(rf"\s*(?:[:|(\n-]|\d|gom\b|co\b|tri gia|duoc\b|x\s?\d|$|{NUMBER} (?:giai|suat)\b)")
_COUNTED_AFTER = re.compile(r"\s*(?:[;,.:()|\n]|$|va\b|moi\b|tri gia|\d)")
_ALSO = re.compile(
    rf"\s*(?:[,;/-]|va|hoac)\s*(?:va\s)?(?:(?P<count>{NUMBER})\s)?(?P<rank>{CLOSED})"
    r"(?=\s*(?:[,;.:()/\n-]|$|va\b|lan luot|tuong ung|moi\b|cung\b|deu\b|duoc\b|tri gia|voi\b|nhan\b|\d|co\b"
    r"|toan\b|cap\b|cua\b|cho\b|la\b|theo\b|kem\b))"
)
_ZONE = re.compile(
    r"\b(?:giai thuong|co cau giai|phan thuong|muc thuong|khen thuong|tien thuong|so giai|cac giai|tong giai"
    r"|muc giai|trao giai|he thong giai|giai\s*:|thuong\s*:)"
)
"""Words near which bare ranks are prizes."""
_WON = re.compile(r"(?:\b(?:doat|dat|gianh)(?: duoc)?(?:\s(?:cac|mot so))?)\s*$")
_PAPER = re.compile(r"g[a-z]{2,3}y (?:khen|chung nhan)|bang khen|ky niem chuong|co luu niem")
_TALE = re.compile(rf"\b(?:doat|dat|gianh)(?: duoc)?(?:\s(?:cac|mot so))?\s(?:{NUMBER}\s)?giai\b")
_SENTENCE = re.compile(r"[;¶]|[.](?=\s|/|$)")
_PAST = re.compile(r"\b(?:da|tung|nam (?:20|19)\d\d|vua qua|nam (?:ngoai|truoc)|truoc day)\b")
_SCALES = re.compile(r"\s(?:trieu|tram|nghin|ngan|muoi)\b")
_ONE_LETTER = ("a", "b", "c", "phu", "ca nhan", "tap the", "tu", "phong trao", "vang", "bac", "dong")


@dataclass(frozen=True, slots=True)
class Core:
    """A rank, its count where one stands before it, and the reach of both with the noun."""

    start: int
    end: int
    rank: tuple[int, int]
    count: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    """The noun of a rank told without it (`Huy chương Vàng, Bạc`)."""
    sure: bool = True
    """It is a prize by its words; else only beside others."""


def find_ranks(prose: Prose, monies: Sequence[Money], skip: Sequence[tuple[int, int]] = ()) -> list[Core]:
    """Ranks in order, none of them inside `skip` or an amount in words."""
    closed = [*skip, *((m.start, m.until) for m in monies), *_tales(prose, monies)]
    found: list[Core] = []

    def take(cores: Iterator[Core]) -> None:
        for core in cores:
            a, b = core.rank
            if any(s < b and e > a for s, e in closed) or any(
                c.start < core.end and c.end > core.start for c in found
            ):
                continue
            found.append(core)

    take(_named(prose, monies))
    take(_graded(prose, monies))
    take(_medals(prose, sorted(found, key=lambda c: c.start)))
    if "nh" in prose.folded or "giai" in prose.folded:
        take(_bare(prose, monies))
    if found:
        take(_open(prose, monies, list(found)))
    return sorted(found, key=lambda c: c.start)


def _tales(prose: Prose, monies: Sequence[Money]) -> Iterator[tuple[int, int]]:
    """Sentences that tell who won what (`đã đạt 02 giải Nhất, 03 giải Nhì`), without money."""
    for found in _TALE.finditer(prose.folded):
        stop = _SENTENCE.search(prose.folded, found.end())
        end = stop.start() if stop else len(prose.folded)
        begin = found.start()
        told = any(begin <= m.start < end for m in monies) or _PAPER.search(prose.folded, begin, end)
        if not told or _PAST.search(prose.folded, max(0, begin - 60), begin):
            yield begin, end


def _core(found: re.Match[str], rank: str = "rank", *, sure: bool = True) -> Core:
    count = found.span("count") if found["count"] else None
    return Core(found.start(), found.end(), found.span(rank), count, sure=sure)


_GROUPS = ("chuyen de", "phu", "ca nhan", "tap the", "dong doi", "toan doan", "phong trao", "sang tao")
_HEADING = re.compile(rf"\s*:\s*{NUMBER}\s(?:\([a-z ]+\)\s)?giai\s(?=[a-z])")


def _named(prose: Prose, monies: Sequence[Money]) -> Iterator[Core]:
    folded = prose.folded
    for found in _NAMED.finditer(folded):
        group = next(g for g in ("rank", "quoted", "whose") if found[g])
        if not _plausible(prose, found, group, monies):
            continue
        heading = _HEADING.match(folded, found.end())
        if heading and found[group] in _GROUPS and prose.text[heading.end()].isupper():
            continue  # `giải chuyên đề: 01 giải Đội thi xa nhất`
        yield _core(found, group)
        at, lower = found.end(), prose.text[found.start(group)].islower()
        while also := _ALSO.match(folded, at) if group == "rank" else None:
            if not (prose.text[also.start("rank")].isupper() or lower):
                break
            if _SCALES.match(folded, also.end()):
                break
            yield Core(
                also.start("count") if also["count"] else also.start("rank"),
                also.end(),
                also.span("rank"),
                also.span("count") if also["count"] else None,
            )
            at = also.end()


def _plausible(prose: Prose, found: re.Match[str], group: str, monies: Sequence[Money]) -> bool:
    """No award of the past; a rank of one letter and bare `ba`, `tư` with their capital, or a number."""
    folded, rank = prose.folded, found[group]
    near = paid_near(prose, found.end(), monies)
    if group != "rank":
        return bool(found["count"]) and near
    if _SCALES.match(folded, found.end("rank")):
        return False
    if rank in ("a", "b", "c") and prose.text[found.start("rank")] not in "AaBbCc":
        return False  # `giải Á quân`
    if rank in _ONE_LETTER and not (found["count"] or prose.text[found.start("rank")].isupper()):
        return False
    clause = folded[max(0, found.start() - 60) : found.start()]
    clause = clause[max(clause.rfind(c) for c in ".;:") + 1 :]
    end = prose.folded.find(".", found.end())
    near = near or _PAPER.search(folded, found.end(), end if end > 0 else len(folded)) is not None
    return not (_WON.search(clause) and (not near or _PAST.search(clause)))


def paid_near(prose: Prose, at: int, monies: Sequence[Money], reach: int = 60) -> bool:
    """Is money told soon after, in the same clause?"""
    end = min(at + reach, prose.para_at(at).end)
    stop = prose.folded.find(";", at, end)
    return any(at <= m.start < (end if stop < 0 else stop) for m in monies)


def _medals(prose: Prose, named: Sequence[Core]) -> Iterator[Core]:
    """`Huy chương Vàng` is a rank, but after `Giải Nhất:` it is what goes with the prize."""
    for found in _MEDAL.finditer(prose.folded):
        before = [c for c in named if c.end <= found.start()]
        if before and not re.search(r"[;.\n|]", prose.text_lower_lines[before[-1].end : found.start()]):
            continue
        core = _core(found)
        yield core
        noun = (found.start("rank"), found.start("rank") + len("huy chương"))
        while found.group("rank").startswith("huy") and (also := _MORE_MEDALS.match(prose.folded, core.end)):
            if not prose.text[also.start("rank")].isupper():
                break
            count = also.span("count") if also["count"] else None
            core = Core((count or also.span("rank"))[0], also.end(), also.span("rank"), count, noun=noun)
            yield core


def _graded(prose: Prose, monies: Sequence[Money]) -> Iterator[Core]:
    made = [m for pattern in (_GRADE, _TITLE) for m in pattern.finditer(prose.folded)]
    made = [m for m in made if paid_near(prose, m.end(), monies, 48)]
    for one in made if len(made) >= 2 else ():
        groups = one.re.groupindex
        group = next((g for g in ("nth", "place") if g in groups and one[g]), "rank")
        if group != "place" or prose.text[one.start(group)].isupper():
            yield _core(one, group)


def _bare(prose: Prose, monies: Sequence[Money]) -> Iterator[Core]:
    """Ranks without their noun, at least two in a paragraph about prizes or in a list of such."""
    zone = False
    pending: list[Core] = []
    opening = [c for p in prose.paras for c in _bare_in(prose, p.words, p.end, monies) if c.start == p.words]
    if len(opening) >= 2:
        yield from opening
    for para in prose.paras:
        text = prose.folded[para.words : para.end]
        own = list(_bare_in(prose, para.words, para.end, monies))
        about = bool(_ZONE.search(text))
        if len(own) >= 2 and (about or zone or any(para.words <= m.start < para.end for m in monies)):
            yield from own
        elif len(own) == 1 and (zone or about):
            pending += own
        elif zone and not about:
            zone = False
        zone = zone or (about and not text.rstrip().endswith("."))
        if not zone and len(pending) < 2:
            pending = []
    if len(pending) >= 2:
        yield from pending


def _bare_in(prose: Prose, start: int, end: int, monies: Sequence[Money]) -> Iterator[Core]:
    folded = prose.folded
    for found in _BARE.finditer(folded, start, end):
        at = found.start("rank")
        if not prose.text[at].isupper() or _SCALES.match(folded, found.end()):
            continue
        if not (
            found.start() == start
            or _BARE_BEFORE.search(folded, max(start, found.start() - 12), found.start())
        ):
            continue
        after = _COUNTED_AFTER if found["count"] else _BARE_AFTER
        if not after.match(folded, found.end(), end):
            continue
        if not found["count"] and not _told_soon(folded, found.end(), end, monies):
            continue
        yield _core(found)


def _told_soon(folded: str, at: int, end: int, monies: Sequence[Money]) -> bool:
    """Is there an amount or a number right behind a bare rank?"""
    if any(at <= m.start <= at + 45 and m.start < end for m in monies):
        return True
    return bool(
        re.match(rf"\s*[:(|\n-]*\s*(?:co |gom )?{NUMBER}(?:\s(?:giai|suat)\b|\s*[;,.)|\n]|$)", folded[at:end])
    )


def _open(prose: Prose, monies: Sequence[Money], known: Sequence[Core]) -> Iterator[Core]:
    """Prizes by a name of their own among others: `01 giải Trang phục đẹp: 300.000 đồng`."""
    for found in _OPEN.finditer(prose.folded):
        capital = prose.text[found.start("rank")].isupper()
        if not (found["count"] or capital) or len(found["rank"].split()) > 9:
            continue
        near = any(c.start - 260 < found.start() < c.end + 260 for c in known)
        if (near and paid_near(prose, found.end("rank"), monies)) or (near and found["count"] and capital):
            yield _core(found, sure=False)


def spelled(text: str) -> str:
    """The rank in its usual spelling (a closed list), first letter large."""
    words = plain(text).split()
    for n in (3, 2, 1):
        known = _SPELLED.get(" ".join(words[:n]))
        if known is not None and known != "KK" and (len(known) > 1 or len(words) == 1 or len(words) == 3):
            return " ".join([known, *text.split()[n:]])
    if not text.islower() and not text.isupper():
        return text[:1].upper() + text[1:]
    return text if len(text) <= 3 else text[:1].upper() + text[1:].lower()


def counted(text: str) -> int | None:
    """The number in figures or words."""
    if text.isdigit():
        return int(text)
    spoken = speak(text)
    return spoken.value if spoken else None
