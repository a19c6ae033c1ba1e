"""Number, symbol and code of the letter, from the `Số:` line of the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract import anchors, codes, pen
from pipeline.extract.candidates import Candidate, read_as, seen
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.passage import Passage
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.page import Reader, Word

_LABEL = re.compile(
    r"^(?:bo )?(?:luat|nghi quyet|phap lenh)\s+so\s*:?\s*"
    r"|^\W{0,3}[s5$][o06dbe]\s{0,2}[:;.,]?\s*|^\W{0,3}[s5$][o06dbe](?=\W)|^\W{0,3}[s5$]\w{0,2}\s?[:;.]\s*|^\s*:?\s*"
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
        read = _read(passage([ref]), fit, _pictured(ref))
        if read is not None:
            numbers.extend(read.number)
            symbols.extend(read.symbol)
            whole.extend(read.code)
    return Numbered(tuple(numbers), tuple(symbols), tuple(whole))


def _lines(zones: Zones) -> Sequence[tuple[LineRef, float]]:
    """Lines that may hold the code, with how well they fit: the labelled one of the left head first."""
    found: list[tuple[LineRef, float]] = []
    for ref in zones.left_head:
        if anchors.labelled(ref.text):
            found.append((ref, 1.0))
    if not found:
        found = [(r, 0.9) for r in zones.left_head if anchors.number(r.text)]
    if not found:
        for ref in (*zones.left_head, *zones.right_head, *zones.about[:1], *zones.above, *zones.title[:1]):
            if anchors.number(ref.text) and "/" in ref.text:
                found.append((ref, 0.8))
    if not found:
        found = [(r, 0.6) for r in zones.left_head if re.match(r"^\W?\S{0,9}\s?/\s?[A-ZĐÐ]{2}\S*$", r.text)]
    return found


def _pictured(ref: LineRef) -> bool:
    """Was the line read from a picture?"""
    return ref.page.read_as is Reader.SCAN


def _read(line: Passage, fit: float, pictured: bool) -> Numbered | None:
    label = _LABEL.match(fold(line.text))
    start = label.end() if label else 0
    code = codes.read_line(line.text[start:])
    if code is None:
        return None
    stroke = _stroke(line.text, max([start, *_ends_of_pen(line, start)]), code)
    end = len(line.text.rstrip())
    score = code.score * fit
    symbol = _of(line, stroke, end, code.symbol, code.rule if code.number else "code-grammar", score)
    if code.score >= _KNOWN:
        read = line.confidence(stroke, max(end, stroke + 1))
        symbol = replace(symbol, score=score * (0.9 + 0.1 * read))
    written = pen.words(line, start, max(stroke - 1, start + 1))
    if code.number is None or any(not pen.known(w) for w in written):
        rule = "blank-on-page" if code.blank and not written else "illegible"
        number = _of(line, 0, max(stroke, start), None, rule, score)
        whole = _of(line, 0, end, None, rule, score)
        return _unread(number, whole, symbol, code, written)
    if written:
        return _by_hand(line, (start, stroke, end), code, written, symbol, fit)
    weak = pictured and line.confidence(start, max(stroke - 1, start + 1)) < _LEGIBLE
    if weak:
        number = _of(line, start, stroke, None, "illegible", score)
        whole = _of(line, start, end, None, "illegible", score)
        guess = _of(line, start, stroke, code.number, code.rule, 0.3 * score)
        text = _of(line, start, end, code.text, code.rule, 0.3 * score)
        return Numbered((number, guess), (symbol,), (whole, text))
    number = _of(line, start, stroke, code.number, code.rule, score)
    return Numbered((number,), (symbol,), (_of(line, start, end, code.text, code.rule, score),))


_KNOWN = 0.9
"""A symbol whose groups agency data knows: that it was read in one word with a pen's digits says little."""
_LEGIBLE = 0.5
"""Digits of a picture that are read with less confidence are a pen's or worn: told, not guessed."""


def _ends_of_pen(line: Passage, start: int) -> list[int]:
    """Where handwritten words end: a stroke among the ink is not the one before the symbol."""
    places = line.within(start, len(line.text))
    return [p.end for p in places if (p.word.rule or "").startswith("handwritten")]


def _by_hand(
    line: Passage,
    places: tuple[int, int, int],
    code: codes.Code,
    written: Sequence[Word],
    symbol: Candidate[str],
    fit: float,
) -> Numbered:
    """The number that a pen wrote, and what else it may be."""
    start, stroke, end = places
    readings = [(code.number or "", pen.chance(written)), *pen.others(written)]
    numbers: list[Candidate[str]] = []
    whole: list[Candidate[str]] = []
    for text, chance in readings:
        value = replace(code, number=text)
        for target, kept, stop in ((numbers, text, stroke), (whole, value.text, end)):
            raw = read_as(line, start, stop).strip()
            target.append(Candidate(kept, raw, line.evidence(start, stop), "handwritten", fit * chance))
    return Numbered(tuple(numbers), (symbol,), tuple(whole))


def _unread(
    number: Candidate[str],
    whole: Candidate[str],
    symbol: Candidate[str],
    code: codes.Code,
    written: Sequence[Word],
) -> Numbered:
    """No number, but what the pen may have written stands beside it, each guess less sure than the doubt."""
    numbers, wholes = [number], [whole]
    for text, chance in pen.others(written):
        score = min(chance, 0.9 * number.score)
        numbers.append(replace(number, value=text, rule="handwritten", score=score))
        value = replace(code, number=text).text
        wholes.append(replace(whole, value=value, rule="handwritten", score=score))
    return Numbered(tuple(numbers), (symbol,), tuple(wholes))


def _stroke(text: str, start: int, code: codes.Code) -> int:
    """Offset of the symbol's first character."""
    mark = "-" if code.party else "/"
    at = text.find(mark, start)
    if at >= 0:
        return at + 1
    digits = re.match(r"\W*\d+", text[start:])
    return start + (digits.end() if digits else 0)


def _of(line: Passage, start: int, end: int, value: str | None, rule: str, score: float) -> Candidate[str]:
    """A candidate from a span that shows one character at least."""
    return seen(line, start, max(end, start + 1), value, rule, score)
