"""Who may take part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.contest.audience_reach import bare, points_below
from pipeline.extract.contest.audience_words import (
    ANYONE,
    CALLED,
    CONTEST,
    FOR,
    LABEL,
    NOT_WHO,
    NUMBERED,
    OF_STAGE,
    OTHER_GIFT,
    PEOPLE,
    SOMEBODY,
    TOLD_TO,
    WHO_MAY,
)
from pipeline.extract.contest.tables import Cell, Row, head_over, tables
from pipeline.extract.prose import Para, Prose
from pipeline.extract.valued import field_of, squash
from pipeline.records.evidence import Field

_BREAK = re.compile(r"[.;!?]\s+|:\s+(?=\w)|\s[-–]\s|\n(?=[*+(-])")
_PEOPLE = re.compile(PEOPLE)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """People after a label; `rank` 0 is a label that means nothing else, 3 one that may."""

    rank: int
    spans: tuple[Span, ...]


def find_audience(prose: Prose) -> Field[str]:
    """What stands after `Đối tượng tham gia` or says who may; else the people whom the letter calls."""
    told = sorted(_labelled_all(prose), key=lambda t: t.rank)
    if told and told[0].rank < 3:
        return _shown(prose, told[0].spans, "audience-after-heading", 0.93)
    lines = "".join(" " if c == "\n" else c for c in prose.folded)
    for found in sorted(FOR.finditer(lines), key=lambda m: not _of_contest(lines, m)):
        if _is_audience(lines, found):
            span = bare(prose, found.end(), _para_end(prose, found.end()))
            if re.match(r"[^.;:]{0,60}:", lines[found.end() : span[1] + 1]):
                continue  # `Giải thưởng dành cho tập thể: 01 giải Nhất …`
            return _shown(prose, (span,), "audience-in-sentence", 0.85)
    if told:
        return _shown(prose, told[0].spans, "audience-after-heading", 0.8)
    for pattern in (ANYONE, WHO_MAY):
        if (may := pattern.search(lines)) is not None:
            return _shown(prose, (bare(prose, *may.span("who")),), "audience-in-sentence", 0.8)
    called = list(CALLED.finditer(lines))
    called = [m for m in called if m["call"]] or called
    called += (m for m in TOLD_TO.finditer(lines) if not re.search(r"(?:de|duoc) biet$", m["who"]))
    best = max(called, key=lambda m: len(_PEOPLE.findall(m["who"])), default=None)
    if best is not None:
        return _shown(prose, (bare(prose, *best.span("who")),), "audience-called-to-take-part", 0.7)
    return Field[str](rule="not-found")


_SUBJECT = re.compile(rf"(?:^|[.;¶]\s)(?:[-+*]\s)?{CONTEST}(?: (?!danh|mo)[a-z\"]+){{0,6}}\s$")


def _of_contest(lines: str, found: re.Match[str]) -> bool:
    """`Sân chơi dành cho …`: a sentence of the contest itself tells more than an aside about it."""
    return _SUBJECT.search(lines, max(0, found.start() - 120), found.start()) is not None


def _is_audience(lines: str, found: re.Match[str]) -> bool:
    if OTHER_GIFT.search(lines, max(0, found.start() - 60), found.start()):
        return False
    if OF_STAGE.search(lines, max(0, found.start() - 240), found.start()):
        return False
    if not found["open"] and not SOMEBODY.search(lines, found.end(), found.end() + 70):
        return False
    return not (NOT_WHO.match(found["who"]) or re.match(r"\d+/\d+|moi giai|cac giai|\d+ ", found["who"]))


def _para_end(prose: Prose, at: int) -> int:
    """End of the paragraph, or of the line where each of its lines is a cell."""
    para = prose.para_at(at)
    return prose.line_end(at) if para.row else para.end


def _labelled_all(prose: Prose) -> Iterator[_Told]:
    for table in tables(prose):
        for row, below in itertools.zip_longest(table, table[1:]):
            for label, beside in itertools.pairwise((*row.cells, None)):
                found = LABEL.fullmatch(label.text) if label is not None else None
                value = _value(row, label, beside, below)
                if found is None or value is None:
                    continue
                later = value is not beside  # a column of some table tells less than a label
                span = bare(prose, value.start, value.end)
                if span[1] - span[0] >= 5 and not NOT_WHO.match(prose.folded, span[0]):
                    yield _Told(_rank(found) + later, (span,))
    for start in _starts(prose):
        made = _labelled(prose, start)
        if made is not None:
            yield made


def _value(row: Row, label: Cell | None, beside: Cell | None, below: Row | None) -> Cell | None:
    """The cell beside a label, or the one below it where the label is a column's head."""
    if label is None:
        return None
    ordinal = re.fullmatch(r"\d{1,2}|[a-zđ]|[ivx]{1,4}", row.cells[0].text) is not None
    if len(row.cells) == 2 + ordinal and beside is not None:
        return beside
    if below is None or len(row.cells) > 6:
        return None
    return next((c for c in below.cells if head_over(c, below, row) is label), None)


def _starts(prose: Prose) -> Iterator[int]:
    """Where sentences begin, behind list marks."""
    for para in prose.paras:
        if para.row:
            cells = [m.end() for m in re.finditer(r"\n", prose.text[para.start : para.end])]
            yield from (para.start + c for c in (0, *cells))
            continue
        heads = [para.words]
        heads += [m.end() for m in _BREAK.finditer(prose.folded_lines, para.words, para.end)]
        for head in heads:
            mark = NUMBERED.match(prose.folded_lines, head, para.end)
            yield mark.end() if mark else head


def _first(prose: Prose, para: Para, start: int) -> bool:
    """Does nothing but a list mark stand before it in its paragraph?"""
    mark = NUMBERED.match(prose.folded_lines, para.words, para.end)
    return start == para.words or (mark is not None and start == mark.end())


def _rank(found: re.Match[str]) -> int:
    return 0 if found["strong"] else 3 if found["weak"] else 1


def _labelled(prose: Prose, start: int) -> _Told | None:
    """The people after a label that begins at `start`."""
    para = prose.para_at(start)
    limit = prose.line_end(start) if para.row else para.end
    found = LABEL.match(prose.folded_lines, start, min(limit + 1, len(prose.folded)))
    if found is None or not _parted(prose, para, start, found):
        return None
    at = found.end()
    if para.row:
        at += len(prose.text[at : para.end]) - len(prose.text[at : para.end].lstrip())
        spans = [bare(prose, at, prose.line_end(at))]
    elif len(prose.text[at : para.end].strip(" .:\n")) >= 5:
        again = LABEL.match(prose.folded_lines, at + 1, para.end)
        spans = [bare(prose, again.end() if again and again["by"] else at, para.end)]
    else:
        spans = points_below(prose, para)
    if not spans or spans[-1][1] - spans[0][0] < 5 or NOT_WHO.match(prose.folded, *spans[0]):
        return None
    return _Told(_rank(found), tuple(spans)) if _somebody(prose, found, spans[0]) else None


def _parted(prose: Prose, para: Para, start: int, found: re.Match[str]) -> bool:
    """Is a label parted from the people, by a mark or a verb, or alone on its line?"""
    by, strong = found["by"], found["strong"] is not None
    if by in (":", "?"):
        return not (
            found["bare"] and found.group()[:-1].strip() != "du thi" and not _first(prose, para, start)
        )
    if by == "-":
        return strong
    if by == ".":
        small = len(found.group()) < 40 and prose.text[found.end() : found.end() + 2].strip()[:1].isupper()
        return small and (strong or found["weak"] is not None)
    if by and para.row:
        return False
    if not by and not strong and (para.row or not _first(prose, para, start)):
        return False
    return bool(by) or not prose.text[found.end() : para.end].strip()


def _somebody(prose: Prose, found: re.Match[str], span: Span) -> bool:
    """Are there people in the words after a label that tells so by a verb alone?"""
    by = found["by"]
    if found["strong"] or by in (":", "?", ""):
        return (
            bool(found["strong"]) or found["weak"] is None or SOMEBODY.search(prose.folded, *span) is not None
        )
    if by.startswith("co"):
        skip = re.match(r"(?:cac|nhung) ", prose.folded[slice(*span)])
        return SOMEBODY.match(prose.folded, span[0] + (skip.end() if skip else 0), span[1]) is not None
    return SOMEBODY.search(prose.folded, *span) is not None


def _shown(prose: Prose, spans: tuple[Span, ...], rule: str, trust: float) -> Field[str]:
    """The words, their first letter large."""
    text = "; ".join(squash(prose.text[slice(*span)]) for span in spans)
    whole = (spans[0][0], spans[-1][1])
    return field_of(prose.passage, whole, text[:1].upper() + text[1:], rule, trust)
