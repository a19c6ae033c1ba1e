"""A damaged block as a row of slots: each piece with what it may have meant."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.diacritics.blocks import Block, Mend, Place
from pipeline.diacritics.candidates import Candidate, Proposer
from pipeline.diacritics.detector import TextKind
from pipeline.diacritics.letters import canonical, fold, is_marked, is_syllable, is_vietnamese_only, nfc
from pipeline.diacritics.model import UNKNOWN
from pipeline.diacritics.tokens import Kind, Piece, model_tokens, pieces

ABBREVIATED = -5.0
SUSPECT = "suspect-number"
LONGEST = 160
"""Slots decoded at once; longer blocks are cut behind a full stop or semicolon."""


@dataclass
class Slot:
    """One piece of a block: the token it is part of, where in it, and its candidates."""

    place: Place
    token: str
    start: int
    piece: Piece
    name: str
    """What the language model calls the piece as it was read."""
    options: tuple[Candidate, ...] = ()
    rule: str = ""
    shares: list[float] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.rule)


def lay_out(b: int, block: Block, fixed: Mapping[Place, Mend]) -> list[Slot]:
    """The pieces of a block, with what is already certain put in place."""
    text: list[str] = []
    spans: list[tuple[int, Place, str]] = []
    at = 0
    for i, line in enumerate(block.lines):
        for j, token in enumerate(line):
            place = (b, i, j)
            word = nfc(fixed[place].text if place in fixed else token.text)
            spans.append((at, place, word))
            text += [word, "\n" if j == len(line) - 1 else " "]
            at += len(word) + 1
    found = list(pieces("".join(text)))
    slots: list[Slot] = []
    here = 0
    for piece, name in zip(found, model_tokens(found), strict=True):
        while here + 1 < len(spans) and spans[here + 1][0] <= piece.start:
            here += 1
        start, place, word = spans[here]
        slots.append(Slot(place, word, piece.start - start, piece, name))
    return slots


def propose(proposer: Proposer, slots: list[Slot], kind: TextKind, fixed: Mapping[Place, Mend]) -> None:
    """Give every slot its candidates: itself where it is certain or protected, several where not."""
    words = [s for s in slots if s.piece.kind is Kind.WORD and s.place not in fixed]
    if kind is not TextKind.STRIPPED:
        proposer.misread(s.piece.text for s in words)
    marked = sum(any(map(is_vietnamese_only, s.piece.text)) for s in words) / max(1, len(words))
    for slot in slots:
        slot.options = (Candidate(proposer.lm.index.get(slot.name, UNKNOWN), slot.piece.text, 0.0),)
    if kind is TextKind.WRONG_LANGUAGE:
        _suspect(proposer, slots, fixed)
    for slot in words:
        text = slot.piece.text
        if kind is TextKind.STRIPPED:
            offered, rule = _marks(proposer, text), "marks"
        elif kind is TextKind.MIXED and any(map(is_marked, text)) and is_syllable(text):
            continue
        else:
            offered, rule = _misread(proposer, text, marked if kind is TextKind.MIXED else 0.0), "channel"
        if len(offered) > 1 or (offered and offered[0].form != text):
            slot.options, slot.rule = tuple(offered), rule


def _suspect(proposer: Proposer, slots: list[Slot], fixed: Mapping[Place, Mend]) -> None:
    """Short bare numbers may be words (46 for đó): they are weighed, reported, and never changed."""
    short = [
        s for s in slots if s.piece.kind is Kind.NUMBER and len(s.piece.text) <= 2 and s.place not in fixed
    ]
    short = [s for s in short if s.piece.text.isdigit()]
    proposer.misread(s.piece.text for s in short)
    for slot in short:
        likely = proposer.misread([slot.piece.text])[slot.piece.text][:8]
        slot.options, slot.rule = (slot.options[0], *likely), SUSPECT


def _marks(proposer: Proposer, text: str) -> list[Candidate]:
    """Candidates of a word that lost its marks: the same letters with marks, or itself where none fit."""
    offered = [*proposer.stripped(text), *proposer.abbreviations(text)]
    own = proposer.itself(text)
    known_capitals = text.isupper() and len(text) > 1 and own.score == 0.0
    if not offered or (known_capitals and own.form not in {c.form for c in offered}):
        offered.append(own)
    return offered


def _misread(proposer: Proposer, text: str, marked: float) -> list[Candidate]:
    """Candidates of a misread word; `marked` is the share of words in the block that carry marks."""
    offered = [*proposer.misread([text]).get(text, ())]
    known = proposer.abbreviations(text)
    own = proposer.itself(text)
    if known and fold(text.lower()) not in proposer.by_fold:
        # SYT is an abbreviation and no syllable: a reader who saw SẮT would hardly print it so.
        offered = [replace(c, score=c.score + ABBREVIATED) for c in offered]
        own = own if own.score == 0.0 else replace(own, score=own.score + ABBREVIATED)
    offered += [c for c in known if c.form != own.form or own.score != 0.0]
    if marked:
        own = Candidate(own.word, text, max(own.score, math.log(min(0.98, max(0.02, 1.3 * marked)))))
    if own.score == 0.0:
        return [*(c for c in offered if c.form != own.form), own]
    same = {c.form for c in offered}
    if canonical(text) not in same and text not in same:
        offered.append(own)
    return offered


def cut(slots: list[Slot]) -> Iterator[list[Slot]]:
    """Segments of at most `LONGEST` slots."""
    start = 0
    for n in range(1, len(slots) + 1):
        stop = slots[n - 1].piece.text in (".", ";", ":") and n - start > LONGEST // 2
        if n == len(slots) or stop or n - start >= LONGEST:
            yield slots[start:n]
            start = n
