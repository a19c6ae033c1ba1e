"""The stages of a contest with their own time, and the milestones told inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.contest.labels import Label, find_labels
from pipeline.extract.contest.sections import Section, find_sections
from pipeline.extract.contest.stage_parts import parts_of
from pipeline.extract.contest.stage_time import (
    begun,
    closed,
    former_start,
    own_time,
    same_time,
    told_elsewhere,
    window,
)
from pipeline.extract.contest.titles import stage_mode, stage_name
from pipeline.extract.contest.told import Time, between
from pipeline.extract.plain import plain
from pipeline.extract.prose import Prose
from pipeline.extract.ranges import Relation
from pipeline.extract.valued import squash
from pipeline.records.contest import Stage
from pipeline.records.evidence import Field


@dataclass(frozen=True)
class FoundStage:
    """A stage with its section; `times` are the milestones inside it, its own time left out."""

    stage: Stage
    section: Section
    times: tuple[Time, ...]
    own: Time | None = None
    limit: Time | None = None
    """A limit that is the stage's end (`từ ngày 01/6, ngày 15/6 là hạn cuối`), and no milestone."""
    parts: tuple[Time, ...] = ()
    """Further days of the stage itself: of its clusters, or of its end told apart."""


def find_stages(prose: Prose, times: Sequence[Time]) -> list[FoundStage]:
    """Stages in the order of the letter; one told twice (in a list, then in its own section) is one.

    A printed number is the index as long as the numbers rise: a letter that changes only `Chặng 2` says 2.
    """
    sections = find_sections(prose, find_labels(prose, times), times)
    groups: dict[tuple[str, int | str], list[Section]] = {}
    for section in sections:
        if section.inside is None:
            groups.setdefault(_key(prose, section.label), []).append(section)
    found = [f for group in groups.values() if (f := _stage(prose, group, times)) is not None]
    found.sort(key=lambda f: f.section.start)
    out: list[FoundStage] = []
    for one in found:
        before = out[-1].stage.index if out else 0
        number = one.section.label.number or 0
        index = number if number > before else before + 1
        out.append(replace(one, stage=one.stage.model_copy(update={"index": index})))
    return out


_OF_ALL = re.compile(
    r"(?:cuoc thi|hoi thi|lien hoan|hoi dien) (?:se |duoc )*(?:dien ra|to chuc|khai mac|bat dau)\b"
)
"""The time of the whole, told after what one part of it is."""


def _key(prose: Prose, label: Label) -> tuple[str, int | str]:
    printed = squash(prose.folded[label.start : label.end])
    return label.family.value, label.number or printed.removeprefix("vong ").removeprefix("thi ")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a section tells of its stage: its own time, how well that fits, and the other times in it."""

    section: Section
    score: float
    own: Time | None
    rest: list[Time]
    former: list[Time]


def _told(prose: Prose, section: Section, times: Sequence[Time]) -> _Told:
    inside = between(times, section.start, section.end)
    holding = [t for t in inside if not t.former]
    score, own = own_time(prose, section, holding)
    rest = [t for t in holding if t is not own]
    return _Told(section, score, own, rest, [t for t in inside if t.former])


def _stage(prose: Prose, group: Sequence[Section], times: Sequence[Time]) -> FoundStage | None:
    """Merge the sections of one stage: name from the first that has one, time from the best."""
    told = [_told(prose, section, times) for section in group]
    best = max(told, key=lambda t: t.score)
    if not _stands(prose, best, group):
        return None
    section, rest = best.section, best.rest
    own, parts = parts_of(prose, section, best.own, rest)
    own, more = _closed_elsewhere(prose, section, own, told)
    parts = (*parts, *more)
    names = [n for s in (section, *group) if (n := stage_name(prose, s, own if s is section else None)).value]
    modes = [m for s in (section, *group) if (m := stage_mode(prose, s)).value is not None]
    label = section.label
    when = begun(prose, former_start(prose, window(prose, own, rest), best.former), own, rest)
    when, limit = closed(prose, when, own, rest)
    others = [t.own for t in told if t is not best and t.own is not None]
    stage = Stage(
        index=0,
        label=_printed(prose, label),
        name=names[0] if names else Field[str](),
        mode=modes[0] if modes else Field[str](),
        evidence=prose.passage.evidence(label.start, label.end),
        **told_elsewhere(when, others),
    )
    timed = stage.start.value is not None or stage.end.value is not None or stage.text
    if not timed and not names and len(group) == 1:
        return None
    left = tuple(t for t in rest if not same_time(t, own) and not any(t is p for p in parts))
    return FoundStage(stage, section, left, best.own, limit, parts)


def _stands(prose: Prose, best: _Told, group: Sequence[Section]) -> bool:
    """Is there a stage: a heading, or a time that is not the whole contest's?"""
    weak, own = best.section.label.weak, best.own
    if best.score == 0 and (weak or not any(s.label.heads for s in group)):
        return False
    return not (weak and own is not None and _OF_ALL.search(prose.folded, own.clause, own.range.start))


_OPENED = re.compile(r"\b(?:bat dau|mo|khoi tranh|khai mac|khoi dong)\b")
_SHUT = re.compile(r"\b(?:ket thuc|dong|khoa|be mac|khep lai|dung)\b")


def _closed_elsewhere(
    prose: Prose, section: Section, own: Time | None, told: Sequence[_Told]
) -> tuple[Time | None, tuple[Time, ...]]:
    """`Ngày 26/10: Vòng 1 bắt đầu. Ngày 08/11: Vòng 1 kết thúc.`: one window told in two places."""
    if own is None or own.range.relation is Relation.WINDOW:
        return own, ()
    for other in told:
        last = other.own
        if other.section is section or last is None or last is own or last.range.relation is Relation.WINDOW:
            continue
        words = [
            prose.folded[s.start : max(t.range.end, s.label.end + 24)]
            for s, t in ((section, own), (other.section, last))
        ]
        for (a, b), (one, two) in (((0, 1), (own, last)), ((1, 0), (last, own))):
            opens, closes = _OPENED.search(words[a]), _SHUT.search(words[b])
            first, end = one.range.first or one.range.last, two.range.last or two.range.first
            if not opens or not closes or _OPENED.search(words[b]) or first is None or end is None:
                continue
            if first.date is not None and end.date is not None and first.date <= end.date:
                made = replace(own.range, relation=Relation.WINDOW, first=first, last=end)
                return replace(own, range=made), (last,)
    return own, ()


_ORDINAL = re.compile(
    r"\S+(?: doan)?(?P<thi> thi)? (?!thi )th[a-z]{1,2}\W? (?P<o>"
    r"nhat|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)"
)
_ORDINALS = {
    plain(word): word
    for word in ("nhất", "một", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
}


def _printed(prose: Prose, label: Label) -> str:
    """The heading in sentence case; a misread family word or `thứ` (`Chgng 1`) gets its own spelling back."""
    text = squash(prose.text[label.start : label.end])
    ordinal = _ORDINAL.fullmatch(plain(text))
    if label.number is not None and ordinal:
        text = f"{label.family.value}{' thi' if ordinal['thi'] else ''} thứ {_ORDINALS[ordinal['o']]}"
    if len(text.split()) == 1 and label.number is not None:
        return f"{label.family.value[:1].upper()}{label.family.value[1:]} {text}"
    if text.isupper():
        text = " ".join(w if set(w) <= set("IVX") else w.lower() for w in text.split())
    if label.number is not None:
        family = label.family.value
        text = " ".join([family, *text.split()[len(family.split()) :]])
    return text[:1].upper() + text[1:]
