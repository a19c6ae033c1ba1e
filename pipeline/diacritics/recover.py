"""The stage's doors: a reading, or plain text, with its diacritics recovered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.diacritics.blocks import Block, Mend, Place, Token
from pipeline.diacritics.detector import Verdict, combine, judge
from pipeline.diacritics.letters import nfc
from pipeline.diacritics.mender import mend
from pipeline.diacritics.slots import SUSPECT
from pipeline.options import DiacriticsOptions
from pipeline.records.page import Line, Page, Reader, Reading, Word, WordAlternative


@dataclass(frozen=True)
class Change:
    """One token that was changed, and why.

    `token` counts the tokens of the text from 0, `offset` is where the raw token began,
    `margin` how much likelier (natural logarithm) the choice is than the runner-up.
    """

    token: int
    offset: int
    raw: str
    chosen: str
    runner_up: str
    margin: float
    rule: str
    confidence: float


@dataclass(frozen=True)
class Judged:
    """A token that was looked at, whether changed or not, and how sure it is."""

    token: int
    offset: int
    text: str
    confidence: float
    rule: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recovery:
    """Plain text with its diacritics: the same lines, the same white space, the changes one by one."""

    text: str
    verdict: Verdict
    changes: tuple[Change, ...]
    judged: tuple[Judged, ...] = ()

    @property
    def doubts(self) -> tuple[Judged, ...]:
        """Tokens that should be looked at, whether changed or not."""
        return tuple(j for j in self.judged if j.confidence < DOUBTFUL)

    @property
    def suspects(self) -> tuple[Judged, ...]:
        """Numbers that may have been words (46 for đó); they were not changed."""
        return tuple(j for j in self.judged if j.rule == SUSPECT)

    def diff(self) -> tuple[DiffLine, ...]:
        """The changed lines as segments, for whoever draws them."""
        return _diff(self)


@dataclass(frozen=True)
class Segment:
    """A stretch of a line; `before` is None where nothing changed."""

    text: str
    before: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True)
class DiffLine:
    """One line that has changes, counted from 1."""

    number: int
    segments: tuple[Segment, ...]


def recover(reading: Reading, options: DiacriticsOptions | None = None) -> Reading:
    """The reading with its words mended; lines, boxes and the number of words stay.

    A changed word keeps its `raw` text and names the `rule`; `confidence` is how likely the new
    text is right, `alternatives` what else it could be. Words that nothing changed are returned
    as they are. Blocks are decoded across their line breaks.
    """
    options = options or DiacriticsOptions()
    places: list[list[tuple[int, int]]] = []
    blocks: list[Block] = []
    for p, page in enumerate(reading.pages):
        last: int | None = None
        for i, line in enumerate(page.lines):
            if last is None or line.block != last:
                places.append([])
            places[-1].append((p, i))
            last = line.block
    for group in places:
        lines_of = tuple(tuple(map(_token, reading.pages[p].lines[i].words)) for p, i in group)
        blocks.append(Block(lines_of, reading.pages[group[0][0]].read_as is Reader.SCAN))
    mends = mend(blocks, [judge(block.text) for block in blocks], options)
    if not mends:
        return reading
    lines: dict[tuple[int, int], dict[int, Mend]] = {}
    for (b, i, j), done in mends.items():
        lines.setdefault(places[b][i], {})[j] = done
    pages = tuple(_page(p, page, lines) for p, page in enumerate(reading.pages))
    return reading.model_copy(update={"pages": pages})


def _token(word: Word) -> Token:
    return Token(nfc(word.text), word.confidence, tuple(a.text for a in word.alternatives))


def _page(p: int, page: Page, lines: dict[tuple[int, int], dict[int, Mend]]) -> Page:
    if not any((p, i) in lines for i in range(len(page.lines))):
        return page
    out = tuple(_line(line, lines[p, i]) if (p, i) in lines else line for i, line in enumerate(page.lines))
    return page.model_copy(update={"lines": out})


def _line(line: Line, mends: dict[int, Mend]) -> Line:
    words = tuple(_word(w, mends[j]) if j in mends else w for j, w in enumerate(line.words))
    return line.model_copy(update={"words": words})


def _word(word: Word, done: Mend) -> Word:
    others = tuple(WordAlternative(text=t, confidence=c) for t, c in done.alternatives)
    if done.text == nfc(word.text):
        sure = {"confidence": done.confidence, "alternatives": others or word.alternatives}
        return word.model_copy(update=sure)
    return word.model_copy(
        update={
            "text": done.text,
            "raw": word.raw if word.raw is not None else word.text,
            "rule": done.rule,
            "confidence": done.confidence,
            "alternatives": others or word.alternatives,
        }
    )


def recover_text(text: str, options: DiacriticsOptions | None = None) -> Recovery:
    """Plain text with its diacritics; lines and white space stay as they are.

    >>> recover_text("Kính gửi: Ủy ban nhân dân phường").changes
    ()
    """
    options = options or DiacriticsOptions()
    found = [list(re.finditer(r"\S+", line)) for line in text.split("\n")]
    starts = _starts(text)
    groups: list[list[int]] = []
    for n, line in enumerate(found):
        if not line:
            continue
        if groups and groups[-1][-1] == n - 1:
            groups[-1].append(n)
        else:
            groups.append([n])
    blocks = [Block(tuple(tuple(Token(nfc(m.group())) for m in found[n]) for n in group)) for group in groups]
    verdicts = [judge(block.text) for block in blocks]
    return _apply(text, found, starts, groups, mend(blocks, verdicts, options), combine(verdicts))


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _apply(
    text: str,
    found: Sequence[Sequence[re.Match[str]]],
    starts: list[int],
    groups: list[list[int]],
    mends: dict[Place, Mend],
    verdict: Verdict,
) -> Recovery:
    first: list[int] = []
    count = 0
    for line in found:
        first.append(count)
        count += len(line)
    out: list[str] = []
    at = 0
    changes: list[Change] = []
    judged: list[Judged] = []
    for (b, i, j), done in sorted(mends.items()):
        n = groups[b][i]
        match = found[n][j]
        offset, token = starts[n] + match.start(), first[n] + j
        same = done.text == nfc(match.group())
        out += [text[at:offset], match.group() if same else done.text]
        at = offset + len(match.group())
        if not same:
            why = (done.runner_up, done.margin, done.rule, done.confidence)
            changes.append(Change(token, offset, match.group(), done.text, *why))
        judged.append(
            Judged(
                token, offset, done.text, done.confidence, done.rule, tuple(t for t, _ in done.alternatives)
            )
        )
    out.append(text[at:])
    return Recovery("".join(out), verdict, tuple(changes), tuple(judged))


DOUBTFUL = 0.9
"""Tokens below this confidence are reported for review."""


def _diff(recovery: Recovery) -> tuple[DiffLine, ...]:
    lines: list[DiffLine] = []
    shift = 0
    at_change = 0
    position = 0
    for number, line in enumerate(recovery.text.split("\n"), start=1):
        segments: list[Segment] = []
        done = 0
        while at_change < len(recovery.changes):
            change = recovery.changes[at_change]
            begin = change.offset + shift - position
            if begin > len(line):
                break
            if begin > done:
                segments.append(Segment(line[done:begin]))
            segments.append(Segment(change.chosen, change.raw, change.confidence))
            done = begin + len(change.chosen)
            shift += len(change.chosen) - len(change.raw)
            at_change += 1
        if segments:
            if done < len(line):
                segments.append(Segment(line[done:]))
            lines.append(DiffLine(number, tuple(segments)))
        position += len(line) + 1
    return tuple(lines)
