"""Which stretch of the text belongs to which stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.contest.labels import Label
from pipeline.extract.contest.told import Time
from pipeline.extract.prose import Level, Para, Prose, clause_end, clause_start

_ENDS = re.compile(
    r"(?:co cau giai|giai th[a-z]{2,4}ng|cac giai|gi[a-z] tri giai|kinh phi|to chuc thuc hien|trach nhiem"
    r"|ho so du thi|doi tuong (?:tham gia|du thi)|noi nhan|lien he|moi thong tin|thong tin lien he|tren day"
    r"|yeu cau cac|de nghi cac|can cu|luu y|ghi chu|phan cong"
    r"|(?:uy ban nhan dan|ubnd|so|phong|ban to chuc)\s[^:.]{0,60}(?:de nghi"
    r"|yeu cau|kinh de))"
)
_PART = re.compile(
    r"(?:h[a-z]nh th[a-z]{2,3}|th[a-z]{1,2}i gian|noi dung|d[a-z]a diem|doi tuong|the thuc|cach thuc"
    r"|yeu cau|muc tieu|ket qua|phuong thuc|thanh phan|so luong|tieu chi|san pham|don vi)\b"
)

_ACTS = re.compile(
    r"(?:cac\s(?:truong|don vi|thon|phong|co quan|xa|doan|chi|ban|noi dung)|nha truong|thu truong|ket qua"
    r"|moi thong tin|moi\s(?:truong|don vi)"
    r"|b[a-z]o c[a-z]o|de nghi|yeu cau|uy ban|ubnd|ban to chuc se|cong an|phong\s)"
)
"""A sentence about what offices do, which ends a stage once its time is told."""


@dataclass(frozen=True, slots=True)
class Section:
    """The text of a stage from its heading to the next; `inside` indexes the stage it is nested in."""

    label: Label
    start: int
    end: int
    inside: int | None = None


def find_sections(prose: Prose, labels: Sequence[Label], times: Sequence[Time]) -> list[Section]:
    """A section for each label, in the order of the text."""
    out: list[Section] = []
    for i, label in enumerate(labels):
        end = _end(prose, labels, i, times)
        inside = None
        for at in range(len(out) - 1, -1, -1):
            outer = out[at]
            if (
                outer.inside is None
                and outer.start < label.begin < outer.end
                and _nested(prose, outer.label, label)
            ):
                inside = at
                break
        out.append(Section(label, label.begin, end, inside))
    return out


def _nested(prose: Prose, outer: Label, label: Label) -> bool:
    """Is the label a part of the outer stage rather than its brother?"""
    if outer.family is label.family:
        return False
    if outer.para is label.para:
        sentences = [clause_start(prose, x.begin) == x.begin for x in (outer, label)]
        return not all(sentences)
    return outer.para.level is not Level.NONE and label.para.level > outer.para.level


def _end(prose: Prose, labels: Sequence[Label], at: int, times: Sequence[Time]) -> int:
    label = labels[at]
    end = len(prose.text)
    for other in labels[at + 1 :]:
        if not _nested(prose, label, other) and (other.heads or not label.heads or other.para is label.para):
            end = other.begin
            break
    if not label.heads:
        dot = prose.text[label.end : label.end + 2].rstrip() == "."  # `Vòng II. Từ ngày …`
        return min(end, clause_end(prose, label.end + dot))
    timed = any(label.para.start <= t.range.start < min(label.para.end, end) for t in times)
    if timed and label.para.row:
        return min(end, label.para.end)
    heading_timed = timed
    for para in prose.paras:
        if para.start <= label.start:
            continue
        if para.start >= end:
            break
        acts = timed and para.level is Level.NONE and _ACTS.match(prose.folded, para.words)
        if acts or _closes(prose, label, para, timed=heading_timed):
            return para.start
        timed = timed or any(para.start <= t.range.start < para.end for t in times)
    return end


def _closes(prose: Prose, label: Label, para: Para, *, timed: bool) -> bool:
    """Does this paragraph stand outside the stage?"""
    words = prose.folded[para.words : para.words + 120]
    part = bool(_PART.match(words))
    if _ENDS.match(words) and not part:
        return True
    level = label.para.level
    if para.level is Level.NONE and not part and timed and level is not Level.NONE:
        return True
    if level is Level.NONE:
        return para.level <= Level.LETTER
    if para.level < level:
        return True
    return para.level == level and (timed or not part)
