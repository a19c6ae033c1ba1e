"""Puts what a pen wrote into the lines that Tesseract read: the number and the day of the head.

A word that comes from here has `rule` `handwritten`, the probability of the strip reader as its
confidence, the other readings as alternatives and what Tesseract made of the ink as `raw`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from pipeline.ocr.handwritten import fields_on, without_gaps
from pipeline.ocr.head_forms import Guess
from pipeline.records.evidence import Box, around
from pipeline.records.image import CleanPage
from pipeline.records.page import Line, Page, Word, WordAlternative

RULE = "handwritten"
UNREAD = "?"
"""Stands where a pen wrote something that neither reader can tell."""
LEAST = 0.3
"""A reading less probable than this is told as illegible. The odds are those of drawn strips, which are
harder than letters: of fourteen other scans all readings above it were right."""
PEN = 0.5
"""From this share of handwritten digits on, a value counts as written by hand."""
SURE = 0.85
"""From this probability on, a field that Tesseract filled with marks only is taken to be blank."""
ALONE = 0.89
"""The most that one reader alone is believed: a number of digits only proves nothing about itself."""
WITNESS = 0.9
"""From this probability on, the strip reader's word counts against Tesseract's on printed figures."""
IN_DOUBT = 0.6
"""Confidence in printed figures that the two readers tell apart."""
TWO_READERS = "two-readers"
TOUCHING = 0.001
"""Share of the page's width between two parts of what was read as one word."""
MOST_ALTERNATIVES = 4
FAINT = 0.005
"""Readings less probable than this are not worth a human's look."""

_ALIKE = str.maketrans("lI|!i][OoQD", "11111110000")
"""Letters that Tesseract reads into figures; extraction takes them for figures."""
_LABEL = re.compile(r"^\W*(?:[S$5]\w\s?[:;,.]?|s\w\s?[:;])\s?")
_PARTY_KINDS = "CV|KH|QĐ|NQ|CT|TB|HD|BC|TTr|KL|CTr|QyĐ|ĐA|GM|QC"
_SYMBOLS = tuple(
    re.compile(form)
    for form in (
        rf"[-–]?\s*(?:{_PARTY_KINDS})\s?/\s?[A-ZĐ]{{2}}",  # a party's code: 12-CV/TU
        r"[/⁄|]?\s*[A-ZĐ][A-ZĐa-z]+\s?[-–]\s?[A-ZĐ]",
        r"[/⁄]\s*[A-ZĐ]{2}",
        r"[/⁄]\s*[A-ZĐ]",
        r"[A-ZĐ]{2,}",
    )
)
"""How the symbol begins, the surest form first: ink before it may have been read as a stroke or a capital."""
_PARTY = re.compile(rf"(?:{_PARTY_KINDS})\s?/")
_DAY = re.compile(r"(?<=y)(?P<day>[^,y]{0,12}?)(?=th[aáàảăâ]ng)", re.IGNORECASE)
_YEAR = re.compile(r"(?<=n[aăâ]m)\s*(?P<year>\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?<=ng)(?P<month>[^g]{0,10}?)(?=n[aăâ]m)", re.IGNORECASE)


def with_pen(clean: CleanPage, page: Page) -> Page:
    """The page with handwritten numbers, days and months in their places."""
    page = without_gaps(page)
    lines = list(page.lines)
    for found in fields_on(clean, page):
        lines[found.line] = _mended(lines[found.line], found.guesses)
    return page.model_copy(update={"lines": tuple(lines)})


def _mended(line: Line, guesses: Mapping[str, Sequence[Guess]]) -> Line:
    if guesses.get("number"):
        label = _LABEL.match(line.text)
        if label is None:
            return line
        symbols = (form.search(line.text, label.end()) for form in _SYMBOLS)
        end = next((found.start() for found in symbols if found), len(line.text))
        return _whole(_with_slash(_put(line, label.end(), end, guesses["number"])))
    for name, form in (("year", _YEAR), ("month", _MONTH), ("day", _DAY)):
        gap = form.search(line.text)
        if gap is not None and guesses.get(name):
            line = _put(line, gap.start(name), gap.end(name), guesses[name])
    return line


def _put(line: Line, start: int, end: int, guesses: Sequence[Guess]) -> Line:
    """The line with the best guess between two offsets of its text, where the ink there is a pen's."""
    best = guesses[0]
    seen = line.text[start:end].strip()
    digits = re.sub(r"\D", "", seen)
    if best.text and best.by_hand < PEN:
        return _printed(line, start, end, best, digits)
    if not best.text and (not seen or digits or best.probability < SURE):
        return line  # blank dots; or ink that only one of the two readers sees
    left, middle, right = _cut(line, start, end)
    if best.text:
        known = best.probability >= LEAST
        word = Word(
            text=best.text if known else seen or UNREAD,
            box=around([w.box for w in middle]) or _between(left, right),
            confidence=_confidence(best, digits),
            raw=seen,
            rule=RULE if known else "handwritten-illegible",
            alternatives=_others(guesses),
        )
        middle = [word]
    else:
        middle = []
    return line.model_copy(update={"words": (*left, *middle, *right)})


def _printed(line: Line, start: int, end: int, best: Guess, digits: str) -> Line:
    """Printed figures: surer where both readers agree; else the surer reading, in doubt, the other beside it.

    Where Tesseract made other signs of them than figures, the strip reader's word stands, as doubtful.
    """
    left, middle, right = _cut(line, start, end)
    seen = " ".join(w.text for w in middle)
    same = seen.strip(" .,:;_'").translate(_ALIKE).lstrip("0") == best.text.lstrip("0")
    if not middle or best.probability < WITNESS:
        return line
    word = middle[0].model_copy(update={"text": seen, "box": around([w.box for w in middle])})
    if same:
        if len(middle) > 1 or word.confidence >= WITNESS:
            return line
        agreed = {"text": best.text, "raw": seen, "rule": TWO_READERS, "confidence": WITNESS}
        return line.model_copy(update={"words": (*left, word.model_copy(update=agreed), *right)})
    figures = seen == digits
    ours = not figures or best.probability > word.confidence
    kept, other = (best.text, seen) if ours else (digits, best.text)
    doubtful = word.model_copy(
        update={
            "text": kept,
            "raw": seen,
            "rule": TWO_READERS,
            "confidence": min(IN_DOUBT, word.confidence if figures else best.probability),
            "alternatives": (WordAlternative(text=other, confidence=1 - IN_DOUBT), *word.alternatives),
        }
    )
    return line.model_copy(update={"words": (*left, doubtful, *right)})


def _with_slash(line: Line) -> Line:
    """The stroke before the symbol, which the strip reader saw and Tesseract took for a digit or a letter."""
    words = list(line.words)
    for i in range(len(words) - 1):
        after = words[i + 1]
        ours = (words[i].rule or "").startswith((RULE, TWO_READERS))
        if ours and not after.text.startswith(("/", "-")):
            stroke = "-" if _PARTY.match(after.text) else "/"
            words[i + 1] = after.model_copy(
                update={"text": f"{stroke}{after.text}", "raw": after.raw or after.text}
            )
    return line.model_copy(update={"words": tuple(words)})


def _whole(line: Line) -> Line:
    """Printed figures and the symbol as one word again where they were one; a pen's stay by themselves."""
    words = list(line.words)
    for i, (number, symbol) in enumerate(itertools.pairwise(words)):
        if number.rule != TWO_READERS or symbol.text[:1] not in ("/", "-"):
            continue
        if number.box is None or symbol.box is None or symbol.box.x0 > number.box.x1 + TOUCHING:
            continue
        joined = number.model_copy(
            update={
                "text": number.text + symbol.text,
                "raw": (number.raw or number.text) + (symbol.raw or symbol.text),
                "box": around([number.box, symbol.box]),
                "confidence": round(min(number.confidence, (number.confidence + symbol.confidence) / 2), 3),
                "alternatives": tuple(
                    a.model_copy(update={"text": a.text + symbol.text}) for a in number.alternatives
                ),
            }
        )
        return line.model_copy(update={"words": (*words[:i], joined, *words[i + 2 :])})
    return line


def _confidence(best: Guess, digits: str) -> float:
    """The reader's probability; high only where Tesseract, which knows nothing of it, read the same."""
    agrees = digits != "" and digits.lstrip("0") == best.text.lstrip("0")
    return round(min(1.0, best.probability) if agrees else min(ALONE, best.probability), 3)


def _others(guesses: Sequence[Guess]) -> tuple[WordAlternative, ...]:
    return tuple(
        WordAlternative(text=g.text, confidence=round(g.probability, 3))
        for g in guesses[1 : 1 + MOST_ALTERNATIVES]
        if g.text and g.probability >= FAINT
    )


def _cut(line: Line, start: int, end: int) -> tuple[list[Word], list[Word], list[Word]]:
    """Words before, between and after two offsets; a word that crosses one is cut in proportion."""
    left: list[Word] = []
    middle: list[Word] = []
    right: list[Word] = []
    at = 0
    for word in line.words:
        for part, begin in _parts(word, (start - at, end - at)):
            place = at + begin
            (left if place < start else right if place >= end else middle).append(part)
        at += len(word.text) + 1
    return left, middle, right


def _parts(word: Word, cuts: tuple[int, int]) -> list[tuple[Word, int]]:
    inside = sorted({c for c in cuts if 0 < c < len(word.text)})
    edges = [0, *inside, len(word.text)]
    parts = []
    for a, b in itertools.pairwise(edges):
        text = word.text[a:b]
        if text.strip():
            parts.append((word.model_copy(update={"text": text, "box": _share(word, a, b)}), a))
    return parts


def _share(word: Word, a: int, b: int) -> Box | None:
    if word.box is None:
        return None
    step = word.box.width / len(word.text)
    return Box(word.box.x0 + a * step, word.box.y0, word.box.x0 + b * step, word.box.y1)


def _between(left: Sequence[Word], right: Sequence[Word]) -> Box | None:
    before, after = around([w.box for w in left[-1:]]), around([w.box for w in right[:1]])
    if before is None or after is None:
        return None
    return Box(before.x1, min(before.y0, after.y0), max(before.x1, after.x0), max(before.y1, after.y1))
