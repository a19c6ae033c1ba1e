"""Number, symbol and code of the letter, from the `Số:` line of the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract import anchors, codes
from pipeline.extract.candidates import Candidate, read_as
from pipeline.extract.fold import fold
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.passage import Passage
from pipeline.extract.zones import Zones
from pipeline.records.page import Reader

_LABEL = re.compile(
    r"^(?:bo )?(?:luat|nghi quyet|phap lenh)\s+so\s*:?\s*"
    r"|^\W{0,3}[s5$][o06dbe]\s{0,2}[:;.,]?\s*|^\W{0,3}[s5$][o06dbe](?=\W)|^\s*:?\s*"
)


@dataclass(frozen=True)
class Numbered:
    """Candidates of the three fields."""

    number: tuple[Candidate[str], ...] = ()
    symbol: tuple[Candidate[str], ...] = ()
    code: tuple[Candidate[str], ...] = ()


def find(zones: Zones) -> Numbered:
    """Read the `Số:` line; lines that only look like one come with a lower score."""
    numbers: list[Candidate[str]] = []
    symbols: list[Candidate[str]] = []
    whole: list[Candidate[str]] = []
    for ref, fit in _lines(zones):
        text = passage([ref])
        read = _read(text, fit, _pictured(ref))
        if read is None:
            continue
        number, symbol, code = read
        numbers.append(number)
        symbols.append(symbol)
        whole.append(code)
    return Numbered(tuple(numbers), tuple(symbols), tuple(whole))


def _lines(zones: Zones) -> Sequence[tuple[LineRef, float]]:
    """Lines that may hold the code, with how well they fit: the labelled one of the left head first."""
    found: list[tuple[LineRef, float]] = []
    for ref in zones.left_head:
        if anchors.number(ref.text):
            found.append((ref, 1.0))
    if not found:
        for ref in (*zones.left_head, *zones.right_head, *zones.about[:1], *zones.above, *zones.title[:1]):
            if anchors.number(ref.text) and "/" in ref.text:
                found.append((ref, 0.8))
    if not found:
        found = [(r, 0.6) for r in zones.left_head if re.search(r"/\s?[A-ZĐÐ]{2}", r.text)]
    return found


def _pictured(ref: LineRef) -> bool:
    """Was the line read from a picture? There an empty place may hold handwriting that was not read."""
    return ref.page.read_as is Reader.SCAN


def _read(
    line: Passage, fit: float, pictured: bool
) -> tuple[Candidate[str], Candidate[str], Candidate[str]] | None:
    label = _LABEL.match(fold(line.text))
    start = label.end() if label else 0
    code = codes.read_line(line.text[start:])
    if code is None:
        return None
    stroke = _stroke(line.text, start, code)
    end = len(line.text.rstrip())
    score = code.score * fit
    symbol = _of(line, stroke, end, code.symbol, code.rule if code.number else "code-grammar", score)
    if code.number is not None:
        rule = _hand(line, start, stroke) or code.rule
        sure = score * 0.5 if rule == "handwritten" else score
        number = _of(line, start, stroke, code.number, rule, sure)
        return number, symbol, _of(line, start, end, code.text, rule, sure)
    rule = "blank-on-page" if code.blank and not (pictured and _inked(line, start)) else "illegible"
    number = _of(line, 0, max(stroke, start), None, rule, score)
    whole = _of(line, 0, end, None, rule, score)
    return number, symbol, whole


def _stroke(text: str, start: int, code: codes.Code) -> int:
    """Offset of the symbol's first character."""
    mark = "-" if code.party else "/"
    at = text.find(mark, start)
    if at >= 0:
        return at + 1
    digits = re.match(r"\W*\d+", text[start:])
    return start + (digits.end() if digits else 0)


def _of(line: Passage, start: int, end: int, value: str | None, rule: str, score: float) -> Candidate[str]:
    return Candidate(
        value=value,
        raw=read_as(line, start, end).strip(),
        evidence=line.evidence(start, max(end, start + 1)),
        rule=rule,
        score=score * (0.6 + 0.4 * line.confidence(start, max(end, start + 1))),
    )


def _hand(line: Passage, start: int, stroke: int) -> str | None:
    """The rule `handwritten`, where the reader says that the digits were written by hand."""
    words = line.within(start, max(stroke, start + 1))
    return "handwritten" if any(p.word.rule and "hand" in p.word.rule for p in words) else None


def _inked(line: Passage, start: int) -> bool:
    """Does the reader report ink in the place of the number?"""
    return any(p.word.rule and "hand" in p.word.rule for p in line.within(0, len(line.text)))
