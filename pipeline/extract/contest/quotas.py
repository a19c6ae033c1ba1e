"""How many go on: `10/114 xã, phường`, `lấy 06 đội vào vòng trong`, `sáu gương mặt … sẽ vào Vòng 3`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.contest.rank_words import NUMBER, counted
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.dates import DateMention
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of, text_field
from pipeline.records.contest import Quota
from pipeline.records.evidence import Field

_NOUN = (
    r"(?:xa|phuong|dac khu|thi tran|don vi|thi sinh|doi (?:thi|tuyen|xuat sac)|doi\b|so\b|ban\b|nganh"
    r"|truong|nguoi|tap the|ca nhan|em\b|chau\b|guong mat|tac gia|nhom|cap\b|clip|video|tiet muc|mo hinh"
    r"|bai (?:du )?thi|bai (?:viet )?(?:tot|xuat sac|co)|tac pham|san pham|giao vien|hoc sinh|sinh vien|huyen"
    r"|quan\b|lop\b|co quan|can bo|doan vien|hoi vien|thon|to dan pho|de tai|du an|y tuong|giai phap)"
)
_UNIT = (
    _NOUN + r"(?:,?\s(?:va\s)?" + _NOUN + r")*(?:\s(?:dai dien|xuat sac nhat|cao nhat|tot nhat|tieu bieu))?"
)
_STAGE = r"(?:vong|chung (?:ket|khao)|ban ket|tu ket|giai doan|chang|dot|luot|top|tran|dem|phan thi|cap)"
_ON = (
    r"(?:di tiep|di sau|thi tiep|thi (?:chung|ban|tu) ket|di thi|tiep tuc"
    r"|(?:vao|lot vao|buoc vao|qua|len|du|du thi|tham gia|tham du"
    r"|(?:tranh tai|thi|thi dau|gop mat|co mat) (?:o|tai)|cho|tai)"
    rf" (?:duoc )?(?:thi )?{_STAGE}\b|(?:gianh|doat) (?:quyen|ve|suat)|vao trong|vao sau)"
)
_TAKE = rf"(?<![\w/.,])(?P<take>\d{{1,4}}|{NUMBER})(?:\s\([a-z ]{{2,14}}\))?"
_SHARE = re.compile(
    r"(?<![\d/.,])(?P<take>\d{1,4})\s?(?:/|tren(?: tong so)?|trong(?: tong)?(?: so)?)\s?(?P<of>\d{1,5})"
    r"(?![\d/.,]\d)\s(?P<unit>" + _UNIT + r")(?!\w)"
)
_SHARE_ON = re.compile(
    r"(?:\b(?:chon|lay|tuyen|la|cho|gom|con)\s(?:ra\s|duoc\s)?)(?P<take>\d{1,4})\s?/\s?"
    r"(?P<of>\d{1,5})(?![\d/.,]\d)\s(?P<unit>(?!diem|cau|phut|gio|trang|ngay|thang|nam|so\b)[a-z]+(?:\s(?:thi|viet|anh))?)(?!\w)"
)
"""`chọn 06/75 em`: whatever the noun."""
_PICKED_OF = re.compile(
    _TAKE
    + r"\s(?P<unit>"
    + _UNIT
    + r")\s(?:[a-z]+\s){0,8}?\(?(?:trong|tren)\s(?:tong\s)?(?:so\s)?(?P<of>\d{1,5})(?![\d/.,]\d)\s(?:"
    + _UNIT
    + r")(?!\w)"
)
"""`12 đội xuất sắc nhất trong số 95 xã, phường`."""
_FROM = re.compile(
    r"\b(?:tu|trong|trong so|trong tong so)\s(?P<of>\d{1,5})\s(?:"
    + _UNIT
    + r")(?:\s[a-z]+){0,6}?,?\s(?:[a-z]+\s){0,5}?"
    r"(?:chon|lay|tuyen|giu lai|con)\s(?:ra\s|lai\s|duoc\s)?"
    + _TAKE.replace(r"(?<![\w/.,])", "")
    + r"\s(?P<unit>"
    + _UNIT
    + r")(?!\w)"
)
"""`từ 95 đội chọn ra 12 đội`."""
_OF_WHOM = re.compile(
    r"\b(?:tu|trong|trong so|trong tong so)\s(?P<of>\d{1,5})\s(?:"
    + _UNIT
    + r")[^.;:\n]{0,40}?,\s(?:chi\s|co\s)?"
    + _TAKE
    + r"\s(?P<unit>"
    + _UNIT
    + rf")(?!\w)(?=[^.;:\n]{{0,80}}?{_ON})"
)
"""`Trong 120 thí sinh của vòng loại, 30 em … được thi tiếp`."""
_GOES = re.compile(
    _TAKE
    + r"\s(?P<unit>(?!ngay|gio|phut|thang|nam|cau|diem|giai|vong|trieu|nghin|dong|tuan|lan|phan|buoi|trang)"
    r"[a-z]+(?:\s[a-z]+)?)\)?(?:,?\s(?!ngay\b)[^\s,.;:/]+){0,14}?"
    rf"\s(?:se |duoc |cung |deu |moi )*{_ON}"
)
"""`06 gương mặt có điểm cao nhất ở Vòng 2 sẽ đi tiếp`."""
_STAGE_OF = re.compile(
    r"\b(?:vong|chung ket|chung khao|ban ket|tu ket|chang|giai doan)\b[^.;:\n]{0,30}?(?:\s|(?=:))"
    r"(?::|danh cho|chi danh cho|(?:la )?cuoc (?:dua|tranh tai|so tai) cua|quy tu|la|gom|co"
    r"|(?:co )?su (?:tham gia|gop mat"
    r"|tranh tai|hien dien) cua|chon"
    r"|lay)\s"
    + _TAKE
    + r"\s(?P<unit>"
    + _NOUN
    + r")[^.;:\n]{0,40}?(?:cao nhat|tot nhat|xuat sac|dung dau|dan dau|vuot qua|dat yeu cau|cao hon"
    r"|duoc chon)"
)
"""`Vòng chung kết dành cho 10 thí sinh có điểm cao nhất`."""
_FOR_BEST = re.compile(
    r"\bdanh (?:rieng )?cho\s(?:top\s)?"
    + _TAKE
    + r"\s(?P<unit>"
    + _NOUN
    + r")[^.;:\n]{0,60}?(?:cao nhat|tot nhat|xuat sac|dung dau|dan dau|vuot qua|dat yeu cau|duoc chon"
    r"|vao vong)"
)
"""`Vòng 2: 13h30, dành cho 40 em có điểm cao nhất`: the stage told before the time."""
_COUNTED_IN = re.compile(
    rf"\b(?:vao|du|du thi|tham gia)\s(?:thi\s)?{_STAGE}\b[^.;:\n]{{0,30}}:\s(?:top\s)?"
    + _TAKE
    + r"\s(?P<unit>"
    + _NOUN
    + r"|bai)(?!\w)"
)
"""`Số lượng vào chung khảo: 40 bài`."""
_PICK = re.compile(
    r"\b(?P<verb>[l1i]ua chon|tuyen chon|chon ra|chon cu|chon|lay|cu|xet chon|de cu|tuyen|giu lai)\s"
    rf"(?:vao {_STAGE}(?: [a-z]+){{0,2}}? )?"
    r"(?:ra\s|it nhat\s|toi da\s|khong qua\s|toi thieu\s|top\s)?"
    r"(?P<take>\d{1,4}|(?:muoi(?: hai| lam)?|hai|ba|bon|nam|sau|bay|tam|chin)(?=\s))(?![\d/.,])"
    r"(?:\s\([a-z ]{2,14}\))?\s(?P<unit>" + _UNIT + r")(?!\w)"
)
_ALSO = re.compile(r"\s(?:va|,)\s(?P<take>\d{1,3})\s(?P<unit>" + _UNIT + r")(?!\w)")
_EACH = re.compile(r"\bmoi\b(?! (?:bang|nhom|vong|tuan|cum|khoi|ngay))[^.;:\n]{0,70}$")
_KNOWN = re.compile(_NOUN)
_GOES_ON = re.compile(_ON)
_BEST = re.compile(r"\b(?:xuat sac|cao nhat|tot nhat|cao hon|dung dau|dan dau|tieu bieu)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A quota as matched: `share` where it also says out of how many."""

    match: re.Match[str]
    rank: int
    share: bool


def find_quotas(
    prose: Prose, stages: Sequence[FoundStage], dates: Sequence[DateMention]
) -> tuple[Quota, ...]:
    """Quotas in order, each with the stage in whose section it stands."""
    out: list[tuple[int, Quota]] = []
    taken: list[tuple[int, int]] = []
    for found in sorted(_matches(prose), key=lambda f: (f.rank, f.match.start())):
        span = found.match.span("take")
        span = (min(span[0], found.match.start("of")), span[1]) if found.share else span
        if any(a < span[1] + 1 and b > span[0] for a, b in taken):
            continue
        if any(d.core[0] < span[1] and d.core[1] > span[0] for d in dates):
            continue
        taken.append(found.match.span() if found.share else span)
        quota = _quota(prose, found, stages)
        if quota is not None:
            out.append((found.match.start(), quota))
    return tuple(q for _, q in sorted(out, key=lambda item: item[0]))


def _matches(prose: Prose) -> Iterator[_Found]:
    folded = prose.folded
    for rank, pattern in enumerate((_SHARE, _SHARE_ON, _PICKED_OF, _FROM, _OF_WHOM)):
        for found in pattern.finditer(folded):
            yield _Found(found, rank, True)
            yield from _also(folded, found)
    for pattern in (_GOES, _STAGE_OF, _FOR_BEST, _COUNTED_IN):
        for found in pattern.finditer(folded):
            known = (
                pattern is _COUNTED_IN
                or _KNOWN.match(found["unit"])
                or (found["take"].isdigit() and _BEST.search(found.group()))
            )
            if known and not _names_a_stage(folded, found):
                yield _Found(found, 6, False)
    for found in _PICK.finditer(folded):
        if _goes_on(folded, found):
            yield _Found(found, 5, False)
            yield from _also(folded, found)


def _also(folded: str, found: re.Match[str]) -> Iterator[_Found]:
    also = _ALSO.match(folded, found.end())
    if also:
        yield _Found(also, 7, False)


def _names_a_stage(folded: str, found: re.Match[str]) -> bool:
    """Is the number that of a stage, an age, a class, or of those whom each unit sends?"""
    before = folded[max(0, found.start("take") - 90) : found.start("take")]
    before = before[max(before.rfind(c) for c in ".;:\n") + 1 :]
    numbered = r"(?:vong|chang|dot|tuan|giai doan|bang|lop|khoi|thu|so|ngay|thang|nam|luc|cau|phan|dieu)\s*$"
    return bool(re.search(numbered, before)) or (
        _EACH.search(before) is not None and not re.search(r"\b(?:chon|lay)\b", before)
    )


def _goes_on(folded: str, found: re.Match[str]) -> bool:
    """Are they picked to go on, rather than sent by each unit (`mỗi trường cử 01 đội`)?"""
    clause = re.split(r"[.;\n](?:\s|$)", folded[found.end() : found.end() + 140])[0]
    if _GOES_ON.search(clause):
        return True
    sent = found["verb"] in ("cu", "de cu", "chon cu")
    each = _EACH.search(folded, max(0, found.start() - 90), found.start()) is not None
    best = _BEST.search(found["unit"] + clause[:40]) is not None
    return best or not (each or sent or found["unit"] == "bai")


def _quota(prose: Prose, found: _Found, stages: Sequence[FoundStage]) -> Quota | None:
    match = found.match
    rule = "quota-share" if found.share else "quota-picked"
    trust = 0.96 if found.share else 0.85
    take = counted(match["take"])
    if not take:
        return None
    out_of = Field[int](rule="not-found")
    if found.share:
        out_of = field_of(prose.passage, match.span("of"), int(match["of"]), rule, trust)
    stage = next((f.stage.index for f in stages if f.section.start <= match.start() < f.section.end), None)
    return Quota(
        take=field_of(prose.passage, match.span("take"), take, rule, trust),
        out_of=out_of,
        unit=text_field(prose.passage, match.span("unit"), rule, trust),
        stage=stage,
    )
