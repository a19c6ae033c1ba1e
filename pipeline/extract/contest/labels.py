"""Headings of stages: `Chặng 1`, `Giai đoạn II`, `Vòng thứ nhất`, `Vòng sơ khảo`, `Tuần 3`, `Chung kết`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.columns import counted
from pipeline.extract.contest.label_words import (
    BEFORE_BARE,
    BEGINS,
    FOLLOWS,
    INSIDE,
    INTO,
    LISTED,
    MENTIONED,
    NAMED,
    NOT_FREE,
    NOT_ROMAN,
    NUMBERED,
    OPENS,
    ORDINALS,
    ROMAN,
    SOON,
    TALE,
    TIMED,
    WIDER,
    WORDS,
    Family,
)
from pipeline.extract.contest.windows import Time, kind_of
from pipeline.extract.plain import plain
from pipeline.extract.prose import Level, Para, Prose, clause_start


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


def _roman(printed: str) -> int | None:
    """`II` -> 2; a misread `l` or `|` counts as I beside capitals."""
    if not printed or NOT_ROMAN.search(printed):
        return None
    value = 0
    digits = [ROMAN[c] for c in printed.replace("l", "I")]
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
    return ORDINALS.get(word) or _roman(text[found.start("o") : found.end("o")] if found["o"] else "")


def find_labels(prose: Prose, times: Sequence[Time] = ()) -> list[Label]:
    """Stage headings, and stages named inside a sentence with a time of their own; mentions are left out.

    `times` are those of the whole text: a stage may stand after its time.

    A label straight after another is its name: `Vòng 3 - Chung kết`.
    """
    found: list[Label] = []
    for match in NUMBERED.finditer(prose.folded):
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
    for match in NAMED.finditer(prose.folded):
        if any(a < match.end() and b > match.start() for a, b in taken):
            continue
        before = prose.text_lower_lines[: match.start()][-14:]
        if match["bare"] and BEFORE_BARE.search(before) and _after_time(prose, match.start(), times) is None:
            continue
        wider = WIDER.match(prose.folded, match.end())
        span = (match.start(), wider.end() if wider else match.end())
        if match["bare"] and match["bare"].startswith("thi ") and span[0] > prose.para_at(span[0]).words:
            span = (span[0] + 4, span[1])
        printed = prose.text[match.start()]
        weak = bool(match["level"] or match["free"])
        if match["free"] and NOT_FREE.match(match["free"]) and not match["free"].startswith("giai doan thi"):
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
            if lead is not None and OPENS.fullmatch(prose.folded, label.para.words, lead.start()):
                label = replace(label, heads=True, begin=lead.start())
        out.append(label)
    return out


_UNNUMBERED = re.compile(
    r"(?:" + "|".join(WORDS.values()) + r")\s(?:sau|truoc|tiep theo|ke tiep|cuoi|nay)\s?[(,]\s?$"
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
    if time.range.start < begin or not INTO.fullmatch(prose.folded, time.range.end, at):
        return None
    told = NUMBERED.search(lead) or NAMED.search(lead) or kind_of(lead)[0] or len(lead) > 60
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
    return after.kind is None and not NUMBERED.search(gap) and not _NO_TIME.search(gap)


def _soon(prose: Prose, start: int, end: int) -> bool:
    """Does a time follow in the same clause, no other stage between, and no tale of results before?"""
    before = prose.folded[max(0, start - 20) : start]
    soon = SOON.match(prose.folded, end, min(len(prose.folded), end + 110))
    return soon is not None and not NUMBERED.search(soon.group()) and not TALE.search(before)


_QUOTED_FIRST = re.compile(r"[\s*-]*\"[^\"]{2,60}\"\s?\(\s?")
"""`“Khởi hành” (Chặng 1): …`."""


def _heads(prose: Prose, start: int, end: int) -> bool | None:
    """True for a heading, False for a stage named inside a sentence, None for a mere mention."""
    folded = prose.folded
    para = prose.para_at(start)
    line = prose.line_start(start)
    after = folded[end : end + 60]
    if LISTED.match(after) and not re.match(r"\s*-\s*\d{1,2}/", after):
        return None
    in_para = folded[para.words : start] if para.words <= start else ""
    if _QUOTED_FIRST.fullmatch(in_para):
        return True
    if OPENS.fullmatch(in_para) or OPENS.fullmatch(folded[para.start : start]):
        return True
    rest_of_line = folded[end : prose.line_end(end)]
    if OPENS.fullmatch(folded[line:start]) and (FOLLOWS.match(rest_of_line) or _name_follows(prose, end)):
        return True
    before = folded[max(0, start - 14) : start]
    if INSIDE.search(before) and BEGINS.match(after):
        return False
    if TIMED.match(after) and not MENTIONED.search(before):
        return False
    return None


def _name_follows(prose: Prose, end: int) -> bool:
    """A capital after the label at the start of a line: the cell of a table, or a name."""
    rest = prose.text[end : end + 3].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0] in '“"')


def outer(label: Label) -> Level:
    """The list level at which the heading stands."""
    return label.para.level
