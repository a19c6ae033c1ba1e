"""Headings of stages: `Chặng 1`, `Giai đoạn II`, `Vòng thứ nhất`, `Vòng sơ khảo`, `Tuần 3`, `Chung kết`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.extract.contest.columns import counted
from pipeline.extract.contest.windows import Time, kind_of
from pipeline.extract.plain import plain
from pipeline.extract.prose import Level, Para, Prose, clause_start


class Family(StrEnum):
    """Words that count stages; those of one family are brothers, of two families perhaps nested."""

    LEG = "chặng"
    PHASE = "giai đoạn"
    ROUND = "vòng"
    BATCH = "đợt"
    WEEK = "tuần"
    TURN = "lượt"
    TERM = "kỳ"
    STEP = "bước"


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of a stage: its reach, family, number (None for a named round), and how it stands."""

    start: int
    end: int
    family: Family
    number: int | None
    para: Para
    heads: bool
    """It begins a paragraph or a table's cell (a heading), rather than standing inside a sentence."""
    begin: int
    """Where its words begin: before the label where the time comes first (`Từ 01/6 đến 15/6: Vòng 1`)."""
    weak: bool = False
    """`Cấp trường:` alone, a stage only where a time follows."""
    soft: bool = False
    """Named in a sentence before a time; it counts only where no stage of its family has a heading."""

    @property
    def key(self) -> tuple[Family, int | None, int]:
        """Sorting key of order in the text."""
        return self.family, self.number, self.start


_HELD = (
    r"(?:to chuc|dien ra|bat dau|thi dau|khoi tranh|mo cong|mo tu|mo luc|mo vao|da ngay|dau ngay|tu ngay"
    r"|tu \d|ngay \d"
    r"|tien hanh|keo dai|trong (?:hai|ba|cac|ngay|thang)|vao (?:ngay|luc|hai|sang|chieu|toi|thu|cac|chu)"
    r"|se|duoc)"
)
_WORDS = {
    Family.LEG: r"ch[a-z]{1,3}n?g(?: dua)?",
    Family.PHASE: r"gia[il1] d[a-z]{2,3}n",
    Family.ROUND: r"v[a-z]ng",
    Family.BATCH: r"dot",
    Family.WEEK: r"tuan(?: le)?",
    Family.TURN: r"luot",
    Family.TERM: r"ky",
    Family.STEP: r"buoc",
}
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS) + r"|[ivx]{1,3}"
_NUMBERED = re.compile(
    r"(?<![\w-])(?P<word>" + "|".join(f"(?P<{f.name}>{w})" for f, w in _WORDS.items()) + r")"
    r"\s(?:thi\s)?(?:so\s)?(?:(?P<d>0?\d|1\d|20)(?![\d/]|[.,]\d)|(?P<r>[ivxl]{1,4})"
    r"|th(?!i\b)[a-z]{1,2}[^\w:;,.]?\s(?P<o>" + _ORDINAL + r"|\d{1,2})"
    r"|(?P<p>mot|hai|ba|bon|dau tien|dau|cuoi cung|cuoi))(?!\w)"
)  # fmt: skip
_LEVEL = r"cap\s(?:truong|co so|xa|phuong|huyen|tinh|thanh pho|khu vuc|cum)"
_NAMED = re.compile(
    r"(?<![\w-])(?:"
    r"v[a-z]ng\s(?:thi\s)?(?:so\s(?:khao|tuyen|loai|ket)|loai|tu ket|ban ket|chung (?:khao|ket)|xep hang"
    r"|(?:thi\s)?cap\s(?:truong|co so|xa|phuong|huyen|quan|tinh|thanh pho|khu vuc|cum|khoa|toan quoc"
    r"|quoc gia)"
    r"|(?:truong|xa|phuong|huyen|tinh|co so|thanh pho|khu vuc|cum|quoc gia)|thi thu|truc tuyen|truc tiep"
    r"|on tap"
    r"|khoi dong|tang toc|ve dich|bang)|luot (?:di|ve)"
    r"|(?P<free>(?:v[o]ng|giai doan|chang|dot|luot)\s(?!thi dua)(?:[a-z]+\s?){1,4}?(?=\s?[:(-])"
    r"|(?:dem|tran)\schung ket(?=\s?[:(-]|\s" + _HELD + r"\b)"
    r"|v[o]ng\s[a-z]+(?:\s[a-z]+)?(?=\s" + _HELD + r"\b))"
    r"|(?P<level>phan thi(?:\s(?!thi\b)[a-z0-9]+){1,9}?(?=\s?:)|"
    + _LEVEL
    + r"(?:(?:,|,? va|/)\s?"
    + _LEVEL
    + r")*)(?=\s?[:(])"
    r"|(?P<bare>(?:thi\s)?(?:so khao|so tuyen|so loai|tu ket|ban ket|chung khao|chung ket))"
    r")(?!\w)"
)
_WIDER = re.compile(
    r"\s(?:khu vuc(?:\s(?:phia|mien|so)?\s?\w+)?|toan (?:tinh|quoc|xa|thanh pho|truong|nganh)|mien (?:bac"
    r"|trung|nam)"
    r"|(?:cum|cap|bang)(?:\sso)?\s\w{1,5})(?=\s?[:(,-]|\s" + _HELD + r"\b)"
)
"""`Vòng loại khu vực phía Bắc`: the label with its region or level."""
_NOT_FREE = re.compile(
    r"(?:v[o]ng|giai doan|chang|dot|luot)\s(?:thi|nay|dau|sau|truoc|cuoi|do|tren|mot|nao|moi|cua|la|va"
    r"|trong|bao gom|gom"
    r"|nhu|hien nay|tiep theo|ke tiep|tuyen truyen|cao diem|sinh hoat)\b"
)
_NOT_ROMAN = re.compile(r"[^IVXl]")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_BEFORE_BARE = re.compile(
    r"\b(?:le|dem|tai|vao|tran|tham gia|ket qua|hoi dong|ban|buoi|toi|du|va|to chuc|giam khao) $"
)
_OPENS = re.compile(
    r"[\s*_\"'(|#>-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})\s?[.)/]?\s)?"
    r"(?:(?:thoi gian(?: thi| to chuc| dien ra)?|noi dung|lich|ve|doi voi|tai|to chuc)\s)?[\s*_\"'(|]*$"
)
_INTO = re.compile(
    r"[\s)]*(?:(?:[:,|-]|la|se la)\s*)?(?:(?:thi sinh|cac (?:thi sinh|don vi|doi|doi thi|tap the|truong)"
    r"|ban to chuc|nguoi du thi)\s+)?(?:(?:se|duoc|la|to chuc|dien ra|tien hanh|trien khai|thuc hien|bat dau"
    r"|buoc vao|tham gia|tranh tai (?:o|tai)|du thi|thi|vao|mo|khai mac)\s+)*[\"'(]?\s*"
)
"""What may stand between a time and the stage it belongs to: `…: Vòng 1`, `…, thí sinh bước vào Vòng 1`."""
_SOON = re.compile(
    r"[^.;]{0,80}?[\s(]tu\s(?:ngay\s)?\d[\dhgio: ]*(?:ngay\s)?\d*/?\d*[^.;]{0,30}?(?:den|-|toi)\s"
)
_TALE = re.compile(
    r"\b(?:cham(?: thi| diem)?|danh gia|xet|ket qua|vuot qua|qua|sau|ket thuc|het|hoan thanh|vao|cua|tu)\s*$"
)
_FOLLOWS = re.compile(
    r"\s*(?:$|[-:.(|,\"*]|tu\s(?:ngay\s)?\d|t[a-z]r? ng|ngay\s\d|\d{1,2}/|d[a-z]{2}c\sto chuc|dien ra"
    r"|to chuc|bat dau|thi\s|mang ten|voi (?:ten|chu de)|(?:se|duoc)\s)"
)
_LISTED = re.compile(
    r"\s*(?:(?:va|,|den)\s*(?:" + "|".join(_WORDS.values()) + r")?\s?(?:\d|[ivx]+\b|chung ket)"
    r"|-\s*(?:" + "|".join(_WORDS.values()) + r")?\s?(?:\d|[ivx]+\b))"
)
_TIMED = re.compile(r"\s*[(:-]\s*(?:tu\s(?:ngay\s)?\d|ngay\s\d|\d{1,2}/\d)")
_MENTIONED = re.compile(r"\b(?:tai|ket qua|cua|o|sau|het|qua|vao|&)\s*$")
_INSIDE = re.compile(r"(?:[:;.,(|-]|\bva|\bgom|\bla)\s*$")
_BEGINS = re.compile(
    r"\s*(?:[:(-]|tu\s(?:ngay\s)?\d|dien ra|duoc to chuc|to chuc|bat dau|thi\s|ngay\s\d|trong|mang ten"
    r"|voi (?:ten|chu de)|(?:se|duoc)\s(?:dien ra|to chuc|tien hanh|bat dau))",
    re.IGNORECASE,
)


def _roman(printed: str) -> int | None:
    """`II` -> 2; a misread `l` or `|` counts as I beside capitals."""
    if not printed or _NOT_ROMAN.search(printed):
        return None
    value = 0
    digits = [_ROMAN[c] for c in printed.replace("l", "I")]
    for i, digit in enumerate(digits):
        value += -digit if i + 1 < len(digits) and digits[i + 1] > digit else digit
    return value if 1 <= value <= 20 else None


_SPELT = {
    Family.TERM: frozenset({"kỳ", "kì", "ky", "ki"}),
    Family.WEEK: frozenset({"tuần", "tuan"}),
    Family.BATCH: frozenset({"đợt", "dot", "đot"}),
}


def _misread(prose: Prose, found: re.Match[str]) -> bool:
    """`Tổ thư ký` above `3` is no `Kỳ 3`, and a label does not run from one cell into the next."""
    words = prose.text[found.start() : found.end()]
    if "\n" in words and prose.para_at(found.start()).row:
        return True
    family = next(f for f in Family if found[f.name])
    return family in _SPELT and words.split()[0].lower() not in _SPELT[family]


def _number(found: re.Match[str], text: str) -> int | None:
    if found["d"]:
        return int(found["d"])
    if found["r"]:
        return _roman(text[found.start("r") : found.end("r")])
    word = found["o"] or found["p"]
    if word.isdigit():
        return int(word)
    if word.startswith("dau"):
        return 1
    return _ORDINALS.get(word) or _roman(text[found.start("o") : found.end("o")] if found["o"] else "")


def find_labels(prose: Prose, times: Sequence[Time] = ()) -> list[Label]:
    """Stage headings, and stages named inside a sentence with a time of their own; mentions are left out.

    `times` are those of the whole text: a stage may stand after its time.

    A label straight after another is its name: `Vòng 3 - Chung kết`.
    """
    found: list[Label] = []
    for match in _NUMBERED.finditer(prose.folded):
        number = _number(match, prose.text)
        if number is None and not match["p"]:
            continue
        if _misread(prose, match):
            continue
        family = next(f for f in Family if match[f.name])
        _add(prose, found, match.span(), family, number, times, capital=True, weak=family is Family.STEP)
    if not any(label.heads for label in found):
        found += _in_column(prose)
    taken = [(label.start, label.end) for label in found]
    for match in _NAMED.finditer(prose.folded):
        if any(a < match.end() and b > match.start() for a, b in taken):
            continue
        before = prose.text_lower_lines[: match.start()][-14:]
        if match["bare"] and _BEFORE_BARE.search(before) and _after_time(prose, match.start(), times) is None:
            continue
        wider = _WIDER.match(prose.folded, match.end())
        span = (match.start(), wider.end() if wider else match.end())
        if match["bare"] and match["bare"].startswith("thi ") and span[0] > prose.para_at(span[0]).words:
            span = (span[0] + 4, span[1])
        printed = prose.text[match.start()]
        weak = bool(match["level"] or match["free"])
        if match["free"] and _NOT_FREE.match(match["free"]) and match["free"].strip() != "giai doan thi":
            continue
        capital = printed.isupper() or not (match["bare"] or weak)
        _add(prose, found, span, Family.ROUND, None, times, capital=capital, weak=weak)
    found.sort(key=lambda label: label.start)
    found = _numbered_again(prose, found)
    headed = {label.family for label in found if label.heads}
    beside = {(label.family, label.para) for label in found if label.heads}
    found = [
        label
        for label in found
        if not label.soft or label.family not in headed or (label.family, label.para) in beside
    ]
    return [label for i, label in enumerate(found) if not i or not _names(prose, found[i - 1], label, times)]


def _numbered_again(prose: Prose, found: Sequence[Label]) -> list[Label]:
    """`Đợt đầu (Đợt 1)` and `Đợt sau (Đợt 2)` are told by their number."""
    out: list[Label] = []
    for label in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.family is label.family
            and label.number is not None
            and before.para is label.para
            and re.fullmatch(r"\s?[(,]\s?(?:tuc |hay |goi la |la )?", prose.folded[before.end : label.start])
        ):
            out[-1] = replace(label, begin=before.begin, heads=before.heads, soft=before.soft)
            continue
        if label.number is not None and not label.heads:
            lead = _UNNUMBERED.search(prose.folded, label.para.words, label.start)
            if lead is not None and _OPENS.fullmatch(prose.folded, label.para.words, lead.start()):
                label = replace(label, heads=True, begin=lead.start())
        out.append(label)
    return out


_UNNUMBERED = re.compile(
    r"(?:" + "|".join(_WORDS.values()) + r")\s(?:sau|truoc|tiep theo|ke tiep|cuoi|nay)\s?[(,]\s?$"
)


def _names(prose: Prose, before: Label, label: Label, times: Sequence[Time]) -> bool:
    """Is a label the name of the one before it: `Vòng 3 - Chung kết`, `Tuần 2: từ 1/6 đến 5/6 - Bán kết`?"""
    if before.para.row and before.number is None and before.para is label.para:
        return False  # two columns of a table's head
    gap = r"[\s.:|(\"'–-]{1,5}(?:(?:voi|mang|co)\s(?:ten(?: goi)?|chu de)(?:\sla)?[\s:\"']{1,3})?"
    if re.fullmatch(gap, prose.folded[before.end : label.start]):
        return True
    if before.para is not label.para or before.number is None or label.number is not None:
        return False
    if label.para.row:  # a row tells one stage; a named round in a further cell is what it holds
        return prose.folded[before.para.start : before.start].strip(" .0123456789") == ""
    own = [t for t in times if before.end <= t.range.start and t.range.end <= label.start]
    return (
        len(own) == 1
        and before.begin == before.start
        and re.fullmatch(r"[\s:|(-]{0,4}(?:thoi gian:?\s)?", prose.folded[before.end : own[0].range.start])
        is not None
        and re.fullmatch(gap, prose.folded[own[0].range.end : label.start]) is not None
    )


def _in_column(prose: Prose) -> list[Label]:
    """Bare numbers under a head that names a family."""
    families = {plain(f.value): f for f in Family}
    return [
        Label(c.start, c.end, families[c.family], c.number, prose.para_at(c.start), True, c.row)
        for c in counted(prose)
    ]


def _add(
    prose: Prose,
    found: list[Label],
    span: tuple[int, int],
    family: Family,
    number: int | None,
    times: Sequence[Time],
    *,
    capital: bool,
    weak: bool = False,
) -> None:
    clause = _after_time(prose, span[0], times)
    first = clause is not None
    heads = _heads(prose, *span)
    if first and not heads:
        heads = True if clause == prose.para_at(span[0]).words else None
    capital = capital or (first and not weak)
    if (heads is None or (not heads and (weak or not capital))) and _in_clause(prose, span, times):
        heads, capital, weak = False, True, False
    soft = heads is None and not weak and not first and bool(_soon(prose, *span))
    if not capital or (heads is None and not first and not soft) or (weak and not heads):
        return
    para = prose.para_at(span[0])
    begin = clause if clause is not None else span[0]
    found.append(Label(*span, family, number, para, bool(heads), begin, weak, soft))


_NEXT = re.compile(r"(?:,\s|\sva\s|,\sva\s)(?=[^,]{0,30}$)")


def _after_time(prose: Prose, at: int, times: Sequence[Time]) -> int | None:
    """Where the words begin whose time comes before the label (`Từ 01/6 đến 15/6: Vòng 1`), else None."""
    before = [t for t in times if t.range.end <= at and at - t.range.end < 70]
    if not before:
        return None
    time = before[-1]
    begin = max(clause_start(prose, time.range.start), prose.para_at(at).words)
    if len(before) > 1 and before[-2].range.end > begin:
        comma = _NEXT.search(prose.folded, before[-2].range.end, time.range.start)
        begin = comma.end() if comma else begin
    lead = prose.folded[begin : time.range.start]
    if time.range.start < begin or not _INTO.fullmatch(prose.folded, time.range.end, at):
        return None
    told = _NUMBERED.search(lead) or _NAMED.search(lead) or kind_of(lead)[0] or len(lead) > 60
    return None if told else begin


_GAP = re.compile(
    r"(?:,?\s(?:(?:mang|co|voi|lay) (?:ten(?: goi)?"
    r"|chu de)\s?:?\s?)?\"[^\"]{2,60}\")?(?:\s?\([^()\d]{2,60}\))?[\s(,:.-]*(?:(?:se|duoc|to chuc|dien ra"
    r"|thi dau|da|dau|bat dau|khoi tranh|khoi cuoc|khai cuoc|mo|mo cua|mo cong|tu|vao"
    r"|luc|hoi|trong|khung|gio|ng[a-z]{0,2}y|cac|hai|ba|\d|thi|tien hanh|la|chot|du kien|buoi|sang|chieu|toi"
    r"|tiep tuc|giu nguyen"
    r"|hoan thanh|xong|phai|can|truc tiep|truc tuyen|tren mang|cung|dien|lai|chuyen sang|lui sang|doi sang"
    r"|thoi gian|dong loat|ket thuc|dong)"
    r"[\s:,(]+)*"
)
_CLAUSE_OPENS = re.compile(
    r"(?:^|[.;:¶]\s|,\s(?:(?:va|con)\s)?|\s(?:va|con|roi|sau do(?: la)?|tiep (?:theo"
    r"|den)(?: la)?)\s)(?:la\s)?$"
    r"|\b(?:gia han|keo dai|dieu chinh|lui|doi|hoan|chuyen|lich|thoi gian|to chuc|mo|trien khai)"
    r"\s(?:lich\s|thoi gian\s)?(?:cua\s|thi\s)?$"
    r"|\b(?<!ket qua )(?:thi|lam bai|tranh tai (?:o|tai)|buoc vao|o|tai)\s$"
)


_TAKES_PLACE = re.compile(
    r",?\s(?:se\s|du kien\s)?(?:dien ra|duoc to chuc|to chuc|khoi tranh|bat dau)\s(?=(?:vao|tu|luc|ng"
    r"|trong|sang|chieu|toi|\d))"
)
"""`… chọn 20 đội vào Vòng 2 diễn ra ngày 24/10`: the stage is what takes place."""
_NO_TIME = re.compile(r"\b(?:ket qua|cong bo|danh sach|trao|dang ky|bao cao|tong ket|cu doi|lua chon|lay)\b")
"""Words between a stage and a day that make the day that of something else."""


def _in_clause(prose: Prose, span: tuple[int, int], times: Sequence[Time]) -> bool:
    """Does a label open its clause, its time right behind it: `…; bán kết đá ngày 12/10`?"""
    para = prose.para_at(span[0])
    lead = prose.folded[max(para.words, span[0] - 24) : span[0]]
    takes_place = _TAKES_PLACE.match(prose.folded, span[1])
    if not _CLAUSE_OPENS.search(lead) and takes_place is None:
        return False
    after = next((t for t in times if t.range.start >= span[1]), None)
    if after is None or after.range.start >= para.end:
        return False
    gap = prose.folded[span[1] : after.range.start]
    if _GAP.fullmatch(gap + " "):
        return True
    opens = not lead.strip() or re.search(r"[.;:¶]\s$", prose.text[max(para.words, span[0] - 24) : span[0]])
    if not opens or len(gap) > 130 or re.search(r"[.;]\s", prose.text[span[1] : after.range.start]):
        return False
    return after.kind is None and not _NUMBERED.search(gap) and not _NO_TIME.search(gap)


def _soon(prose: Prose, start: int, end: int) -> bool:
    """Does a time follow in the same clause, no other stage between, and no tale of results before?"""
    before = prose.folded[max(0, start - 20) : start]
    soon = _SOON.match(prose.folded, end, min(len(prose.folded), end + 110))
    return soon is not None and not _NUMBERED.search(soon.group()) and not _TALE.search(before)


_QUOTED_FIRST = re.compile(r"[\s*-]*\"[^\"]{2,60}\"\s?\(\s?")
"""`“Khởi hành” (Chặng 1): …`."""


def _heads(prose: Prose, start: int, end: int) -> bool | None:
    """True for a heading, False for a stage named inside a sentence, None for a mere mention."""
    folded = prose.folded
    para = prose.para_at(start)
    line = prose.line_start(start)
    after = folded[end : end + 60]
    if _LISTED.match(after) and not re.match(r"\s*-\s*\d{1,2}/", after):
        return None
    in_para = folded[para.words : start] if para.words <= start else ""
    if _QUOTED_FIRST.fullmatch(in_para):
        return True
    if _OPENS.fullmatch(in_para) or _OPENS.fullmatch(folded[para.start : start]):
        return True
    rest_of_line = folded[end : prose.line_end(end)]
    if _OPENS.fullmatch(folded[line:start]) and (_FOLLOWS.match(rest_of_line) or _name_follows(prose, end)):
        return True
    before = folded[max(0, start - 14) : start]
    if _INSIDE.search(before) and _BEGINS.match(after):
        return False
    if _TIMED.match(after) and not _MENTIONED.search(before):
        return False
    return None


def _name_follows(prose: Prose, end: int) -> bool:
    """A capital after the label at the start of a line: the cell of a table, or a name."""
    rest = prose.text[end : end + 3].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0] in '“"')


def outer(label: Label) -> Level:
    """The list level at which the heading stands."""
    return label.para.level
