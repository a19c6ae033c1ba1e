"""The contest's overall time, where the letter gives one apart from the stages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.contest.stage_time import ends
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.contest.told import Time
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import Relation
from pipeline.records.contest import Period

_WHOLE = re.compile(
    r"(?:cuoc thi|hoi thi|giai|phong trao|dot thi dua|lien hoan|hoi thao"
    r"|chuong trinh)\b[^.;:]{0,90}(?:dien ra|to chuc|keo dai|bat dau|khoi tranh|khoi dong|khai mac|len song"
    r"|\bmo (?:vao|tu|luc)"
    r"|trien khai|phat dong|thuc hien)|th[a-z]{1,2}i gian (?:to ch[a-z]{2,3}|dien ra|trien khai|thuc hien"
    r"|phat dong)"
    r"(?: (?:cuoc|hoi|dot|giai)[a-z ]{0,40})?\s*:?"
    r"|th[a-z]{1,2}i gian(?:(?:,| va|/)\s?(?:dia diem|hinh thuc|noi dung))*\s*:"
    r"|\blich (?:thi|thi dau)\s*[:(][^.;]{0,40}"
    r"|th[a-z]{1,2}i gian (?:lam bai|du thi|thi|tham gia|vao thi|mo cong|cuoc thi|hoi thi|mo)\b[^.;]{0,40}"
    r"|\b(?:to chuc|mo|dien ra|khai mac)\b[^.;:]{0,20}(?:cuoc thi|hoi thi|hoi thao|hoi dien|lien hoan|giai"
    r"|san choi)\b[^.;:]{0,90}$"
    r"|(?<![a-z] )(?:lich )?thi dau\s*:\s*$|\bdu thi trong \w+ (?:dem|ngay|buoi),?\s*$"
)


_TOLD = re.compile(r"\b(?:ket qua|danh sach|khoi|bang|doi|lop|thi sinh)\b[^,]*$")
"""What stands before a single day that is not the whole contest's."""
_ROW = re.compile(r"\b(?:thoi gian|cuoc thi|hoi thi|hoi thao|hoi dien|lien hoan|giai)\b")
"""A table's row that tells the whole's time says so itself."""
_SPANS = (Relation.WINDOW, Relation.UNTIL, Relation.WITHIN, Relation.ON)


_HEADING = re.compile(r"(?:thoi gian|lich thi)(?:(?:,| va| -)? [a-z ,]{2,40})?\s*:?\s*$")


def _under_heading(prose: Prose, time: Time) -> bool:
    """`III. THỜI GIAN`, and below it nothing but the window."""
    para = prose.para_at(time.range.start)
    at = prose.paras.index(para)
    if not at or re.search(r"\w{2}", prose.folded[para.words : time.range.start]):
        return False
    above = prose.paras[at - 1]
    return not above.row and _HEADING.match(prose.folded, above.words, above.end) is not None


def find_period(
    prose: Prose, stages: Sequence[FoundStage], times: Sequence[Time]
) -> tuple[Period, Time | None]:
    """The first window that the words call the time of the whole contest, and the time it was read from."""
    sections = [(f.section.start, f.section.end) for f in stages]
    owned = {id(t) for f in stages for t in (f.own, *f.parts) if t is not None}
    for time in times:
        if (
            id(time) in owned
            or time.range.vague
            or time.former
            or any(a <= time.range.start < b for a, b in sections)
        ):
            continue
        if time.aside or time.range.relation not in _SPANS:
            continue
        para = prose.para_at(time.range.start)
        if para.row and not _ROW.search(prose.folded, para.start, para.end):
            continue
        if time.range.relation is Relation.ON and stages:
            continue
        if time.range.relation is Relation.UNTIL and not time.range.from_now:
            continue
        lead = prose.folded[max(0, time.range.start - 260) : time.range.start]
        lead = re.sub(r"\([^()]*\)", "", lead)[-160:]
        lead = lead[max(0, lead.rfind(". ") + 1) :]
        if time.range.relation is Relation.ON and _TOLD.search(lead):
            continue
        told = (
            _WHOLE.search(lead)
            or _under_heading(prose, time)
            or (time.own and time.range.relation is not Relation.ON)
        )
        if time.kind is None and told:
            start, end = ends(prose, time.range)
            return Period(start=start, end=end), time
    return Period(), None
