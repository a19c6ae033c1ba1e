"""Does a letter announce, pass on or change a contest at all? Ordinary letters have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.contest.naming import NOUN
from pipeline.extract.contest.prizes import FoundPrize
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.contest.told import Time
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.records.contest import MilestoneKind

_NOUN = re.compile(
    NOUN + r"|phong trao thi dua|ngay hoi|(?:phat dong|van dong) sang tac|nhan (?:bai|tac pham)|hoi (?:khoe"
    r"|giang|thi|chay|trai)|thu thach|dau truong|(?<!cong )(?:bai |moi )?du thi"
    r"|cuoc (?:dua|tranh tai|choi|binh chon|tuyen chon)"
)
_ANNOUNCES = re.compile(
    r"(?:to chuc|phoi hop|mo|co vu|don doc|cu|van dong|trien khai|h[a-z]{2,4}ng [a-z]{1,3}ng"
    r"|tham gia|tham du|phat dong|the le"
    r"|ke hoach|dang ky|tuyen truyen|dieu chinh|gia han"
    r"|moi|thong bao|dinh chinh|ra soat|lich|keo dai|cu (?:doi|thi sinh|giao vien)"
    r"|thay doi)(?:\s\S+){0,8}?\s*$"
)
_BESIDE = re.compile(
    r"(?:phuc vu|(?<!phoi )hop|kiem tra|giam sat|ve sinh|bao dam|dam bao|kinh phi|khen thuong|ket qua"
    r"|cong nhan|tong ket|quyet toan|trao thuong"
    r"|gop y|du thao|y kien|khieu nai|an ninh|y te|giay phep"
    r"|chap thuan|cap phep|bo sung kinh phi)(?:,?\s\S+){0,6}?\s*$"
)
_CALLED = re.compile(NOUN + r"[^\".;]{0,40}\"[^\"]{4,}\"")
"""A contest called by its name."""
_ENTRANT = re.compile(
    r"bai (?:du )?thi|thi sinh|ban to chuc|du thi|the le|giam khao|chung ket|so khao|vong thi"
    r"|tham gia cu[a-z]{1,2}c thi|link tham gia|giai nhat"
)
_ABOUT = re.compile(
    r"(?:(?:v/v|thong bao|ke hoach|quyet dinh|cong van|giay moi|the le|lich|ve(?: viec)?)\s?)*"
)
"""A subject that is the contest itself: `Thông báo về Hội thi …`."""
CONTEST_TIMES = frozenset({MilestoneKind.SUBMISSION, MilestoneKind.REGISTRATION, MilestoneKind.CEREMONY})
"""Milestones that only a contest has."""
THRESHOLD = 3.3
"""What a letter that tells of a contest scores at least."""


def score(
    subject: str,
    prose: Prose,
    stages: Sequence[FoundStage],
    prizes: Sequence[FoundPrize],
    times: Sequence[Time] = (),
) -> float:
    """Evidence that the letter is about a contest; from `THRESHOLD` on it is."""
    about = plain(subject)
    total = 0.0
    noun = _NOUN.search(about)
    movement = noun is not None and noun.group().startswith("phong trao")
    if noun is not None:
        before = about[: noun.start()]
        if _BESIDE.search(before):
            total -= 2.0
        elif movement:
            total += 1.0
        else:
            total += 3.0 if _ANNOUNCES.search(before) or _ABOUT.fullmatch(before) else 1.5
    mentions = sum(
        not _BESIDE.search(prose.folded, max(0, m.start() - 40), m.start())
        for m in _NOUN.finditer(prose.folded)
    )
    if mentions == 0 and noun is None:
        return 0.0
    timed = [f for f in stages if f.stage.text]
    total += min(mentions, 4) * 0.4
    total += 1.0 if _CALLED.search(prose.folded) else 0.0
    total += 1.5 * min(len(timed), 2)
    total += 1.5 if len(prizes) >= 2 else 0.0
    total += 0.5 * min(3, sum(t.kind in CONTEST_TIMES and not t.aside for t in times))
    total += 0.5 * min(3, len(set(_ENTRANT.findall(prose.folded))))
    return total
