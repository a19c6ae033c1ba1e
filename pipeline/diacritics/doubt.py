"""Words that Vietnamese OCR read doubtfully: one mark too few or another one (đôi for đối).

The same lattice as for damaged text, but a word may only change to another with the same letters
beneath their marks, or to one that the reader itself offered; and only where the rest of the
sentence leaves hardly a doubt. Words with a capital inside a sentence are names as often as not:
they stay.
"""

from __future__ import annotations

import functools
import json
import math

from pipeline.diacritics.blocks import Block, Mend, Place
from pipeline.diacritics.candidates import Candidate, Proposer, cased
from pipeline.diacritics.letters import canonical, fold, is_syllable, split_tone
from pipeline.diacritics.model import UNKNOWN
from pipeline.diacritics.slots import Slot, lay_out
from pipeline.diacritics.tokens import Kind
from pipeline.weights import weight

UNSEEN = -5.0
"""Least for another tone on the same letter: real scans confuse tones more than clean pages show."""
WORST = -9.0
"""Confusions less likely than this are not considered."""
OFFERED = -2.5
"""What the reader's own second choice costs, where the reader was unsure."""
UNSURE = 0.8
RULE = "doubtful-word"


@functools.cache
def confusions() -> dict[tuple[str, str], float]:
    """Log P(letter read | letter meant) of a Vietnamese reader, letters that differ by marks only."""
    data = json.loads(weight("diacritics/confusions.json").read_text(encoding="utf-8"))
    table: dict[tuple[str, str], float] = {}
    for meant, seen in data["letters"].items():
        total = sum(seen.values()) + 1.0
        for read, n in seen.items():
            table[meant, read] = math.log((n + (0.5 if read == meant else 0.0)) / total)
    return table


def lay_out_doubts(proposer: Proposer, b: int, block: Block, people: set[Place]) -> list[Slot]:
    """The block's slots; words that may have been misread have candidates beside themselves."""
    tokens = {(b, i, j): token for i, j, token in block.tokens()}
    slots = lay_out(b, block, {})
    begins = True
    for slot in slots:
        text = slot.piece.text
        own = Candidate(proposer.lm.index.get(slot.name, UNKNOWN), text, 0.0)
        slot.options = (own,)
        first, begins = begins, text in (".", ":", ";", "-", "+", "“", '"')
        if slot.piece.kind is not Kind.WORD or not text.isalpha() or slot.place in people:
            continue
        if text != text.lower() and not (first and text[1:].islower()):
            continue
        token = tokens[slot.place]
        offered = token.alternatives if token.confidence < UNSURE and slot.token == token.text else ()
        options = _options(proposer, text, own, offered)
        if len(options) > 1:
            slot.options, slot.rule = options, RULE
    return slots


def _options(
    proposer: Proposer, text: str, own: Candidate, offered: tuple[str, ...]
) -> tuple[Candidate, ...]:
    low = text.lower()
    found = {canonical(low): Candidate(own.word, text, _spelled(low, low))}
    for word, form in proposer.by_fold.get(fold(low), ()):
        score = _spelled(form, low)
        if form not in found and score >= WORST:
            found[form] = Candidate(word, cased(form, text), score)
    for other in offered:
        form = canonical(other.lower())
        if form in proposer.lm.index and form not in found and is_syllable(form):
            found[form] = Candidate(proposer.lm.index[form], cased(form, text), OFFERED)
    return tuple(found.values())


def _spelled(meant: str, read: str) -> float:
    """How likely a word is read so, letter by letter."""
    if len(meant) != len(read):
        return 2 * WORST
    return sum(_letter(m, r) for m, r in zip(meant, read, strict=True))


def _letter(meant: str, read: str) -> float:
    if "đ" in (meant, read) and meant != read:
        return 2 * WORST  # Another letter, not another mark: dược is no đ read badly.
    seen = confusions().get((meant, read), 0.0 if meant == read else 2 * WORST)
    if split_tone(meant)[0] == split_tone(read)[0]:
        return max(seen, UNSEEN)
    return seen


def settled(slots: list[Slot], least: float) -> Mend | None:
    """The change of a token whose margin over staying as it is is large enough, else None."""
    token = slots[0].token
    if len(slots) != 1:
        return None
    slot = slots[0]
    ranked = sorted(zip(slot.shares, slot.options, strict=True), key=lambda x: -x[0])
    share, best = ranked[0]
    if best.form == slot.piece.text:
        return None
    stay = next(s for s, c in ranked if c.form == slot.piece.text)
    margin = min(99.0, math.log(max(share, 1e-9) / max(stay, 1e-9)))
    if margin < least or share < 0.9:
        return None
    end = slot.start + len(slot.piece.text)
    text = token[: slot.start] + best.form + token[end:]
    return Mend(text, RULE, round(min(share, 0.99), 4), token, round(margin, 2), ((token, round(stay, 4)),))
