"""A document's blocks in, what becomes of every token out."""

from __future__ import annotations

import math

from pipeline.diacritics import candidates, decoder, doubt, labels, legacy, names
from pipeline.diacritics.blocks import Block, Mend, Place, kinds
from pipeline.diacritics.calibration import confidence
from pipeline.diacritics.detector import TextKind, Verdict
from pipeline.diacritics.letters import canonical
from pipeline.diacritics.slots import SUSPECT, Slot, cut, lay_out, propose
from pipeline.options import DiacriticsOptions

_DAMAGED = (TextKind.WRONG_LANGUAGE, TextKind.STRIPPED, TextKind.MIXED)
_LEGACY = {TextKind.TCVN3: "tcvn3", TextKind.VNI: "vni"}
SUSPECTED = 0.5
"""Numbers less likely than this to be numbers are reported."""
Damaged = list[tuple[int, Block, TextKind]]


def mend(blocks: list[Block], verdicts: list[Verdict], options: DiacriticsOptions) -> dict[Place, Mend]:
    """What becomes of the tokens, given what was judged of each block.

    Tokens that no rule looked at have no entry; an entry may keep its token and say how sure that is.
    """
    if not options.recover:
        return {}
    out: dict[Place, Mend] = {}
    damaged: Damaged = []
    doubtful: Damaged = []
    for b, (block, kind) in enumerate(zip(blocks, kinds(verdicts), strict=True)):
        if kind in _LEGACY:
            out.update(_decode(b, block, _LEGACY[kind]))
        elif block.scanned and kind in (TextKind.CLEAN, TextKind.MIXED):
            doubtful.append((b, block, kind))
        elif kind in _DAMAGED:
            damaged.append((b, block, kind))
    people = names.people(blocks) if damaged or doubtful else set()
    if damaged:
        out.update(_recover(damaged, people))
    if doubtful and options.doubts:
        out.update(_doubts(doubtful, people, options.min_margin))
    return out


def _doubts(doubtful: Damaged, people: set[Place], least: float) -> dict[Place, Mend]:
    """Changes of single words in text that is good on the whole."""
    proposer = candidates.load()
    segments: list[list[Slot]] = []
    for b, block, _ in doubtful:
        segments += cut(doubt.lay_out_doubts(proposer, b, block, people))
    found = {place: doubt.settled(slots, least) for place, slots in _decide(proposer, segments).items()}
    return {place: done for place, done in found.items() if done is not None}


def _decode(b: int, block: Block, encoding: str) -> dict[Place, Mend]:
    out: dict[Place, Mend] = {}
    for i, j, token in block.tokens():
        text = legacy.decode(token.text, encoding)
        if text != token.text:
            out[b, i, j] = Mend(text, f"legacy-{encoding}", 0.99)
    return out


def _recover(damaged: Damaged, people: set[Place]) -> dict[Place, Mend]:
    proposer = candidates.load()
    out: dict[Place, Mend] = {}
    segments: list[list[Slot]] = []
    lines = 0
    for b, block, kind in damaged:
        fixed = labels.certain(b, block, labels.HEAD_LINES - lines)
        lines += len(block.lines)
        out.update(fixed)
        slots = lay_out(b, block, fixed)
        propose(proposer, slots, kind, fixed)
        segments += cut(slots)
    for place, slots in _decide(proposer, segments).items():
        if place in out:
            continue
        doubted = next((s for s in slots if s.rule == SUSPECT), None)
        if doubted is None:
            out[place] = _name(slots) if place in people else _choose(slots)
        elif doubted.shares[0] < SUSPECTED:
            out[place] = _suspect(doubted)
    return out


def _suspect(slot: Slot) -> Mend:
    """A number stays; what word it may have been is offered as an alternative."""
    ranked = sorted(zip(slot.shares[1:], slot.options[1:], strict=True), key=lambda x: -x[0])
    before, after = slot.token[: slot.start], slot.token[slot.start + len(slot.piece.text) :]
    others = tuple((before + c.form + after, round(s, 4)) for s, c in ranked[:3] if s >= 0.05)
    return Mend(slot.token, SUSPECT, round(slot.shares[0], 4), others[0][0] if others else "", 0.0, others)


def _decide(proposer: candidates.Proposer, segments: list[list[Slot]]) -> dict[Place, list[Slot]]:
    """Posteriors for all slots; back come the tokens that had something to decide."""
    if not segments:
        return {}
    options = [[[(c.word, c.score) for c in s.options] for s in segment] for segment in segments]
    shares = decoder.posteriors(proposer.lm, options)
    by_place: dict[Place, list[Slot]] = {}
    for n, segment in enumerate(segments):
        for p, slot in enumerate(segment):
            if slot.open:
                slot.shares = shares[n][p]
                by_place.setdefault(slot.place, []).append(slot)
    return by_place


def _choose(slots: list[Slot]) -> Mend:
    """The token's likeliest reading."""
    token = slots[0].token
    text: list[str] = []
    others: list[tuple[str, float]] = []
    at, sure, margin, runner = 0, 1.0, 99.0, ""
    for slot in slots:
        ranked = sorted(zip(slot.shares, slot.options, strict=True), key=lambda x: -x[0])
        share, best = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        end = slot.start + len(slot.piece.text)
        text += [token[at : slot.start], best.form]
        at = end
        rest = [(token[: slot.start] + c.form + token[end:], round(s, 4)) for s, c in ranked[1:4]]
        others += [(t, s) for t, s in rest if s >= 0.01]
        gap = min(99.0, math.log(max(share, 1e-9) / max(second, 1e-9)))
        if gap < margin:
            margin, runner = gap, rest[0][0] if rest else ""
        sure = min(sure, confidence(share, slot.rule))
    chosen = "".join([*text, token[at:]])
    if canonical(chosen) == canonical(token):
        chosen = token
    return Mend(chosen, slots[0].rule, sure, runner, round(margin, 2), tuple(others))


def _name(slots: list[Slot]) -> Mend:
    """A person's name stays as read; what it may have been is offered as an alternative."""
    done, token = _choose(slots), slots[0].token
    if done.text == token:
        return done
    others = ((done.text, done.confidence), *done.alternatives)
    return Mend(token, "name-kept", 0.5, done.text, 0.0, others)
