"""How many go on or are sent: `10/114 xã, phường, đặc khu`, `lựa chọn 06 đơn vị`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.dates import DateMention
from pipeline.extract.prose import Prose
from pipeline.extract.valued import field_of, text_field
from pipeline.records.contest import Quota
from pipeline.records.evidence import Field

_NOUN = (
    r"(?:xa|phuong|dac khu|thi tran|don vi|thi sinh|doi (?:thi|tuyen|xuat sac)|doi\b|so\b|ban\b|nganh"
    r"|truong|nguoi|tap the|ca nhan"
    r"|bai (?:du )?thi|tac pham|san pham|giao vien|hoc sinh|huyen|quan\b|lop\b|co quan|can bo|doan vien"
    r"|hoi vien|thon|to dan pho)"
)
_UNIT = (
    _NOUN + r"(?:,?\s(?:va\s)?" + _NOUN + r")*(?:\s(?:dai dien|xuat sac nhat|cao nhat|tot nhat|tieu bieu))?"
)
_SHARE = re.compile(
    r"(?<![\d/.,])(?P<take>\d{1,4})\s?(?:/|tren|trong (?:tong )?so)\s?(?P<of>\d{1,5})(?![\d/.,]\d)\s(?P<unit>"
    + _UNIT
    + r")(?!\w)"
)
_PICKED_OF = re.compile(
    r"(?<![\d/.,])(?P<take>\d{1,4})\s(?P<unit>"
    + _UNIT
    + r")\s(?:[a-z]+\s){0,6}?\(?(?:trong|tren)\s(?:tong\s)?(?:so\s)?(?P<of>\d{1,5})(?![\d/.,]\d)\s(?:"
    + _UNIT
    + r")(?!\w)"
)
"""`12 đội xuất sắc nhất trong số 95 xã, phường`."""
_PICK = re.compile(
    r"\b(?:[l1i]ua chon|tuyen chon|chon ra|chon cu|chon|lay|cu|xet chon|de cu)\s(?:ra\s|it nhat\s|toi da\s"
    r"|khong qua\s|toi thieu\s)?"
    r"(?P<take>\d{1,4})(?![\d/.,])\s(?P<unit>" + _UNIT + r")(?!\w)"
)
_ALSO = re.compile(r"\s(?:va|,)\s(?P<take>\d{1,3})\s(?P<unit>" + _UNIT + r")(?!\w)")


def find_quotas(
    prose: Prose, stages: Sequence[FoundStage], dates: Sequence[DateMention]
) -> tuple[Quota, ...]:
    """Quotas in order, each with the stage in whose section it stands."""
    out: list[tuple[int, Quota]] = []
    taken: list[tuple[int, int]] = []
    for match in sorted(_matches(prose), key=lambda m: (m.re is _PICK, m.start())):
        span = match.span()
        if any(a < span[1] and b > span[0] for a, b in taken):
            continue
        if any(d.core[0] < span[1] and d.core[1] > span[0] for d in dates):
            continue
        taken.append(span)
        out.append((match.start(), _quota(prose, match, stages)))
    return tuple(q for _, q in sorted(out, key=lambda item: item[0]))


def _matches(prose: Prose) -> Iterator[re.Match[str]]:
    for pattern in (_SHARE, _PICKED_OF, _PICK):
        for found in pattern.finditer(prose.folded):
            yield found
            also = _ALSO.match(prose.folded, found.end())
            if also:
                yield also


def _quota(prose: Prose, match: re.Match[str], stages: Sequence[FoundStage]) -> Quota:
    share = match.re is not _PICK and match.re is not _ALSO
    rule = "quota-share" if share else "quota-picked"
    trust = 0.96 if share else 0.85
    out_of = Field[int](rule="not-found")
    if share:
        out_of = field_of(prose.passage, match.span("of"), int(match["of"]), rule, trust)
    stage = next((f.stage.index for f in stages if f.section.start <= match.start() < f.section.end), None)
    return Quota(
        take=field_of(prose.passage, match.span("take"), int(match["take"]), rule, trust),
        out_of=out_of,
        unit=text_field(prose.passage, match.span("unit"), rule, trust),
        stage=stage,
    )
