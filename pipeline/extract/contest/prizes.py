"""Prizes: rank, how many, what one is worth, and the certificate that goes with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.clauses import trim
from pipeline.extract.money import Money, find_money
from pipeline.extract.numbers import speak
from pipeline.extract.plain import plain
from pipeline.extract.prose import Para, Prose
from pipeline.extract.valued import field_of, squash, text_field
from pipeline.records.contest import Prize
from pipeline.records.evidence import Field

_RANKS = (
    "dac biet|xuat sac|nhat|nhi|ba|tu|khuyen kh[a-z]{2,3}|trien vong|tiem nang|phong trao|tap the|ca nhan|phu"
    "|dong doi|toan doan|sang tao|an tuong|yeu thich|cong chung|binh chon|chuyen de|a|b|c"
)
_SPELLED = {
    plain(rank): rank
    for rank in (
        "Đặc biệt", "Xuất sắc", "Nhất", "Nhì", "Ba", "Tư", "Khuyến khích", "Triển vọng", "Tiềm năng",
        "Phong trào", "Tập thể", "Cá nhân", "Phụ", "Đồng đội", "Toàn đoàn", "Sáng tạo", "Ấn tượng",
        "Yêu thích", "Chuyên đề", "A", "B", "C",
    )
}  # fmt: skip
_CLOSED = re.compile(r"(?:" + _RANKS + r")(?!\w)")
_PRIZE = re.compile(
    r"(?<![\w.,/])(?:(?P<count>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s(?:\([a-z ]{2,12}\)\s)?)?"
    r"g[il1][a-z][il1]\s(?:thuong\s)?(?P<quote>\")?(?P<rank>(?:"
    + _RANKS
    + r")(?![\w])(?:\s(?:tap the|ca nhan|dong doi|toan doan))?"
    r"|(?<=\")[^\"\n]{4,70}(?=\")"
    r"|(?:thi sinh|tac pham|tac gia|tap the|don vi|tiet muc|bai (?:du )?thi|clip|video)"
    r"\s[^;:.,(\d\n\"]{4,60}?(?=\s*[:(,-]))"
)
"""A rank of the closed list, a name in quotes, or one that says whose it is (`giải Thí sinh trẻ nhất`)."""
_COUNT_AFTER = re.compile(
    r"\s*[:(-]?\s*(?:gom|co|so luong)?\s*:?\s?(?P<count>\d{1,3})\s*(?:\([a-z ]{2,12}\)\s?)?gi[a-z]i\b"
    r"|\s*[|:(]?\s*(?P<cell>\d{1,3})(?=\)|\s*[|\n]|\s+\d)"
)
_COUNT_NAMED = re.compile(
    r"\b(?:so luong|so giai|sl)\s*(?:giai\s*)?(?:la\s*)?[:|(]?\s*(?P<count>\d{1,3})"
    r"(?![\d.,]*\d)(?!\s*(?:dong|trieu))"
)
_COUNT_HEAD = re.compile(r"(?:^|[\n|])\s*(?:so luong(?: giai)?|so giai(?: thuong)?|sl)\s*(?=[\n|])")
"""The head of a column of counts."""
_CELL_ALONE = re.compile(r"[\n|]\s*(?P<count>\d{1,3})\s*(?=[\n|]|$)")
_TOTAL = re.compile(r"\btong (?:gia tri|tri gia|tien|so tien|cong)|\btong\b")
_EACH = re.compile(r"m[o0a-z]i giai|/\s?giai|moi mot giai")
_CERTIFICATE = re.compile(
    r"g[a-z]{2,3}y (?:khen|chung nhan)|bang khen|chung nhan|k[iy] niem chuong|\bcup\b|\bco luu niem"
    r"|huy chuong"
)
_OPEN_END = re.compile(
    r"\b(?:Sở|Bộ|Ban|Hội|Đoàn|tỉnh|xã|phường|thành phố|của|và|[Gg]iám đốc|[Cc]hủ tịch|nhân dân)$"
)
_STOP = re.compile(r"\s*(?:[;\n|]|va \d|\.(?:\s|$)|\.?\s*$)")


_ROW = re.compile(
    r"(?:\d{1,2}\s)?(?:giai\s)?(?P<count>(?!))?(?P<rank>(?:" + _RANKS + r")(?!\w))(?=\s*(?:[\d:|(-]|giai))"
)
"""A table's row that begins with the rank alone."""


@dataclass(frozen=True)
class FoundPrize:
    """A prize, and its money as read (for the check of figures against words)."""

    prize: Prize
    money: Money | None


def find_prizes(prose: Prose) -> list[FoundPrize]:
    """Prizes in order; a rank counts only with a number or an amount, and not in a tale of past awards."""
    found = [m for m in _PRIZE.finditer(prose.folded) if _plausible(prose, m)]
    rows = [m for p in prose.paras if (m := _ROW.match(prose.folded, p.words, p.end)) and _paid(prose, p)]
    if len(rows) >= 2:
        taken = {m.start("rank") for m in found}
        found = sorted([*found, *(m for m in rows if m.start("rank") not in taken)], key=lambda m: m.start())
    out: list[FoundPrize] = []
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(prose.text)
        end = min(end, _reach(prose, match.end()))
        made = _prize(prose, match, end)
        if made.prize.count.value is None and made.prize.value_vnd.value is None:
            continue
        again = next((n for n, kept in enumerate(out) if _same(made.prize, kept.prize)), None)
        if again is None:
            out.append(made)
        elif _full(made) > _full(out[again]):
            out[again] = made
    prizes = _shared(prose, out)
    return prizes if len(prizes) > 1 or any(p.money for p in prizes) else []


def _same(one: Prize, other: Prize) -> bool:
    """The same rank told twice; two values are two prizes, of a week and of the whole, say."""
    values = {one.value_vnd.value, other.value_vnd.value} - {None}
    return (one.rank.value or "").casefold() == (other.rank.value or "").casefold() and len(values) < 2


_FOR_ALL = re.compile(
    r"(?:ngoai (?:tien thuong|giai thuong)|kem theo (?:moi giai|giai thuong)|(?:tat ca )?cac giai"
    r"|moi giai(?: thuong)?"
    r"|(?:cac )?(?:tap the|ca nhan|thi sinh|tac gia|don vi|doi)[^.;:\n]{0,60}?(?:dat|doat) giai)"
)
"""A sentence about every prize: `Ngoài tiền thưởng, mỗi giải được tặng …`."""


def _shared(prose: Prose, prizes: list[FoundPrize]) -> list[FoundPrize]:
    """A certificate that one sentence after the prizes gives to all of them."""
    paras = [p for p in prose.paras if not p.row and _FOR_ALL.match(prose.folded, p.words)]
    for para in paras:
        field = _certificate(prose, para.words, para.end)
        own = [p.prize.certificate for p in prizes]
        inside = [c for c in own if any(e in field.evidence for e in c.evidence)]
        if field.value is None or len([c for c in own if c.value is not None]) > len(inside):
            continue
        return [FoundPrize(p.prize.model_copy(update={"certificate": field}), p.money) for p in prizes]
    return prizes


def _paid(prose: Prose, para: Para) -> bool:
    return any(True for _ in find_money(prose.text[para.words : para.end]))


def _full(found: FoundPrize) -> int:
    return (found.prize.count.value is not None) + 2 * (found.prize.value_vnd.value is not None)


def _plausible(prose: Prose, match: re.Match[str]) -> bool:
    """Ranks of one letter (`giải A`) and bare `ba`, `tư` need their capital, or a number before them."""
    printed = prose.text[match.start("rank")]
    if not _CLOSED.match(match["rank"]):
        near = prose.text[match.end() : match.end() + 45].split(";")[0]
        return bool(match["count"]) and any(True for _ in find_money(near))
    if match["rank"] in ("a", "b", "c", "phu", "ca nhan", "tap the", "tu", "phong trao"):
        return bool(match["count"]) or printed.isupper()
    before = prose.folded[max(0, match.start() - 22) : match.start()]
    return not re.search(r"(?:doat|dat|gianh|da nhan|tung dat)\s*$", before)


def _reach(prose: Prose, at: int) -> int:
    """A prize's words end with its paragraph, or go on in an unmarked one after it (a broken line)."""
    para = prose.para_at(at)
    end = para.end
    following = [p for p in prose.paras if p.start > para.start][:4]
    for after in following:
        if after.mark or after.end - after.start > 90 or _FOR_ALL.match(prose.folded, after.words):
            break
        end = after.end
    return min(end, at + 420)


def _prize(prose: Prose, match: re.Match[str], end: int) -> FoundPrize:
    passage = prose.passage
    text = prose.text[match.end() : end]
    money = next(iter(find_money(text)), None)
    count = _count(prose, match, end)
    rank_span = match.span("rank")
    shown = _rank(squash(prose.text[slice(*rank_span)]))
    rank = field_of(passage, rank_span, shown, "prize-rank", 0.96)
    value = Field[int](rule="not-found")
    if money is not None:
        value = _value(prose, match, money, text, count.value)
    return FoundPrize(
        Prize(rank=rank, count=count, value_vnd=value, certificate=_certificate(prose, match.end(), end)),
        money,
    )


def _rank(text: str) -> str:
    """The rank in its usual spelling (a closed list), first letter large."""
    words = plain(text).split()
    for n in (2, 1):
        known = _SPELLED.get(" ".join(words[:n]))
        if known is not None:
            return " ".join([known, *text.split()[n:]])
    return text[:1].upper() + text[1:].lower()


def _count(prose: Prose, match: re.Match[str], end: int) -> Field[int]:
    if match["count"]:
        raw = match["count"]
        spoken = speak(raw)
        value = int(raw) if raw.isdigit() else spoken.value if spoken else None
        if value is not None:
            return field_of(prose.passage, match.span("count"), value, "prize-count", 0.96)
    after = _COUNT_AFTER.match(prose.text_lower_lines, match.end(), min(end, match.end() + 40))
    if after:
        group = "count" if after["count"] else "cell"
        return field_of(prose.passage, after.span(group), int(after[group]), "prize-count-after-rank", 0.9)
    named = _COUNT_NAMED.search(prose.folded, match.end(), end)
    if named:
        return field_of(prose.passage, named.span("count"), int(named["count"]), "prize-count-named", 0.93)
    if _COUNT_HEAD.search(prose.text_lower_lines, 0, match.start("rank")):
        row_end = min(end, prose.para_at(match.start("rank")).end)
        cell = _CELL_ALONE.search(prose.text_lower_lines, match.end(), row_end)
        if cell:
            return field_of(
                prose.passage, cell.span("count"), int(cell["count"]), "prize-count-in-column", 0.9
            )
    return Field[int](rule="not-found")


def _value(prose: Prose, match: re.Match[str], money: Money, text: str, count: int | None) -> Field[int]:
    """Value of one prize; a printed total is shared out over the count."""
    span = (match.end() + money.start, match.end() + money.end)
    lead = prose.folded[match.end() : span[0]]
    tail = prose.folded[span[1] : span[1] + 12]
    if _TOTAL.search(lead) and not _EACH.search(lead + tail) and count and money.value % count == 0:
        return field_of(prose.passage, span, money.value // count, "prize-total-over-count", 0.7)
    agreed = money.spoken is not None and money.spoken.value == money.value
    trust = 0.99 if agreed else 0.7 if money.contradicts else 0.94
    rule = "prize-value-in-figures-and-words" if agreed else "prize-value"
    return field_of(prose.passage, span, money.value, rule, trust)


def _certificate(prose: Prose, start: int, end: int) -> Field[str]:
    """From `Giấy khen` to the end of the sentence; in a table's row to the end of the cell."""
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
