"""A document's blocks in, what becomes of every token out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.diacritics import candidates, decoder, legacy, names, phrases
from pipeline.diacritics.blocks import Block, Mend, Place, kinds
from pipeline.diacritics.calibration import calibrate
from pipeline.diacritics.candidates import Candidate, Proposer
from pipeline.diacritics.detector import TextKind, Verdict
from pipeline.diacritics.letters import canonical, is_syllable, is_vietnamese_only, nfc
from pipeline.diacritics.model import UNKNOWN
from pipeline.diacritics.tokens import Kind, Piece, model_tokens, pieces
from pipeline.options import DiacriticsOptions

_LABEL = re.compile(r"^[\"“(]?(?P<label>[Ss$8][^\s:\d]?[6ốôoóéobdỐ8]?)\s*(?P<colon>:)(?P<rest>.*)$")
_ABOUT = re.compile(r"^[\"“(]?[VY](?:/v|[il|fr'’]?[vwV]{1,2}|w|/V)$")
_HEAD_LINES = 14
_DAMAGED = (TextKind.WRONG_LANGUAGE, TextKind.STRIPPED, TextKind.MIXED)
_LEGACY = {TextKind.TCVN3: "tcvn3", TextKind.VNI: "vni"}
_LONGEST = 160
"""Pieces decoded at once; longer blocks are cut behind a full stop."""


@dataclass
class Slot:
    """One piece of a block: where it stands and what it may have meant."""

    place: Place
    start: int
    """Offset inside the (composed) token."""
    piece: Piece
    token: str
    options: tuple[Candidate, ...] = ()
    rule: str = ""
    open: bool = False
    shares: list[float] = field(default_factory=list)


def mend(blocks: list[Block], verdicts: list[Verdict], options: DiacriticsOptions) -> dict[Place, Mend]:
    """What becomes of the tokens, given what was judged of each block; unchanged ones have no entry."""
    if not options.recover:
        return {}
    out: dict[Place, Mend] = {}
    damaged: list[tuple[int, Block, TextKind]] = []
    for b, (block, kind) in enumerate(zip(blocks, kinds(verdicts), strict=True)):
        if kind in _LEGACY:
            out.update(_decode(b, block, _LEGACY[kind]))
        elif kind in _DAMAGED:
            damaged.append((b, block, kind))
    if damaged:
        out.update(_recover(damaged, names.people(blocks), options))
    return out


def _decode(b: int, block: Block, encoding: str) -> dict[Place, Mend]:
    out: dict[Place, Mend] = {}
    for i, j, token in block.tokens():
        text = legacy.decode(token.text, encoding)
        if text != token.text:
            out[b, i, j] = Mend(text, f"legacy-{encoding}", 0.99)
    return out


def _recover(
    damaged: list[tuple[int, Block, TextKind]], people: set[Place], options: DiacriticsOptions
) -> dict[Place, Mend]:
    proposer = candidates.load()
    fixed: dict[Place, Mend] = {}
    segments: list[list[Slot]] = []
    lines = 0
    for b, block, kind in damaged:
        fixed.update(_closed(b, block, _HEAD_LINES - lines))
        lines += len(block.lines)
        slots = _slots(b, block, fixed)
        _propose(proposer, slots, kind, fixed, people)
        segments += _cut(slots)
    found = decoder.lattice([[[(c.word, c.score) for c in s.options] for s in seg] for seg in segments])
    shares = decoder.posteriors(proposer.lm, found)
    out: dict[Place, Mend] = {}
    by_place: dict[Place, list[Slot]] = {}
    for n, segment in enumerate(segments):
        for p, slot in enumerate(segment, start=1):
            slot.shares = shares[n, p, : len(slot.options)].tolist()
            by_place.setdefault(slot.place, []).append(slot)
    for place, slots in by_place.items():
        if place in fixed:
            out[place] = fixed[place]
        elif any(s.open for s in slots) and place not in people:
            done = _choose(slots, options)
            if done is not None:
                out[place] = done
        elif place in people and (done := _suggest(slots)):
            out[place] = done
    return out


def _closed(b: int, block: Block, head_lines: int) -> dict[Place, Mend]:
    out: dict[Place, Mend] = {}
    for i, line in enumerate(block.lines):
        raw = [t.text for t in line]
        for found in phrases.find(raw):
            for k, word in enumerate(found.words, start=found.start):
                text = phrases.spell(raw[k], word)
                out[b, i, k] = Mend(text, "closed-phrase", round(0.9 + 0.099 * found.score, 4))
        if raw and (label := _LABEL.match(raw[0])) and _numbered(raw, label.group("rest")):
            out[b, i, 0] = Mend("Số:" + label.group("rest"), "label", 0.99)
        elif len(raw) > 2 and head_lines > i and _ABOUT.match(raw[0]) and raw[1][:1].islower():
            out[b, i, 0] = Mend("V/v", "label", 0.95)
    return out


def _numbered(raw: list[str], rest: str) -> bool:
    """Whether what follows a label looks like a number and symbol."""
    follow = rest or (raw[1] if len(raw) > 1 else "")
    if raw[0][0] == "8" and not re.search(r"/[A-ZĐ]{2}", " ".join(raw)):
        return False
    return bool(re.match(r"^[\d./…_ -]*[/-]?[A-ZĐ\d]", follow))


def _slots(b: int, block: Block, fixed: dict[Place, Mend]) -> list[Slot]:
    """The pieces of a block with the closed phrases already in place."""
    text: list[str] = []
    spans: list[tuple[int, Place, str]] = []
    at = 0
    for i, line in enumerate(block.lines):
        for j, token in enumerate(line):
            word = nfc(fixed[b, i, j].text if (b, i, j) in fixed else token.text)
            spans.append((at, (b, i, j), word))
            text += [word, "\n" if j == len(line) - 1 else " "]
            at += len(word) + 1
    whole = "".join(text)
    found = list(pieces(whole))
    slots: list[Slot] = []
    here = 0
    for piece, name in zip(found, model_tokens(found), strict=True):
        while here + 1 < len(spans) and spans[here + 1][0] <= piece.start:
            here += 1
        start, place, word = spans[here]
        slot = Slot(place, piece.start - start, piece, word)
        slot.rule = name
        slots.append(slot)
    return slots


def _propose(
    proposer: Proposer, slots: list[Slot], kind: TextKind, fixed: dict[Place, Mend], people: set[Place]
) -> None:
    """Give every slot its candidates: one for what is certain or protected, several for words."""
    words = [s for s in slots if s.piece.kind is Kind.WORD and s.place not in fixed]
    misread = proposer.misread(s.piece.text for s in words) if kind is not TextKind.STRIPPED else {}
    marked = sum(any(map(is_vietnamese_only, s.piece.text)) for s in words) / max(1, len(words))
    for slot in slots:
        text, name = slot.piece.text, slot.rule
        own = Candidate(proposer.lm.index.get(name, UNKNOWN), text, 0.0)
        slot.options, slot.rule = (own,), ""
        if slot.piece.kind is not Kind.WORD or slot.place in fixed or slot.piece.end - slot.piece.start > 40:
            continue
        if kind is TextKind.MIXED and any(map(is_vietnamese_only, text)) and is_syllable(text):
            continue
        if kind is TextKind.STRIPPED:
            offered = [*proposer.stripped(text), *proposer.abbreviations(text)]
            slot.rule = "marks"
        else:
            offered = [*misread.get(text, ()), *proposer.abbreviations(text)]
            slot.rule = "channel"
        kept = proposer.itself(text)
        if kind is TextKind.MIXED:
            kept = Candidate(kept.word, text, max(kept.score, _log_share(marked)))
        same = {c.form for c in offered}
        if (
            canonical(text) not in same
            and text not in same
            and (kind is not TextKind.STRIPPED or not offered)
        ) or (kind is TextKind.STRIPPED and text.isupper() and len(text) > 1 and kept.score == 0.0):
            offered.append(kept)
        slot.options = tuple(offered) or (own,)
        slot.open = len(slot.options) > 1 or slot.options[0].form != text


def _log_share(marked: float) -> float:
    import math

    return math.log(min(0.98, max(0.02, 1.3 * marked)))


def _cut(slots: list[Slot]) -> Iterator[list[Slot]]:
    start = 0
    for n in range(1, len(slots) + 1):
        stop = slots[n - 1].piece.text in (".", ";", ":") and n - start > _LONGEST // 2
        if n == len(slots) or stop or n - start >= _LONGEST:
            yield slots[start:n]
            start = n


def _choose(slots: list[Slot], options: DiacriticsOptions) -> Mend | None:
    """The token's likeliest reading, or None where it stays as it is and is sure."""
    token = slots[0].token
    text, at = [], 0
    sure, margin, runner, rule = 1.0, 99.0, "", ""
    others: list[tuple[str, float]] = []
    for slot in slots:
        if not slot.open:
            continue
        ranked = sorted(zip(slot.shares, slot.options, strict=True), key=lambda x: -x[0])
        (share, best), rest = ranked[0], ranked[1:]
        gap = _margin(share, rest[0][0] if rest else 0.0)
        text += [token[at : slot.start], best.form]
        left, at = token[: slot.start], slot.start + len(slot.piece.text)
        others += [(left + c.form + token[at:], round(s, 4)) for s, c in rest[:3] if s >= 0.01]
        sure = min(sure, calibrate(share, slot.rule))
        rule = rule or slot.rule
        if gap < margin:
            margin, runner = gap, (left + rest[0][1].form + token[at:]) if rest else ""
    text.append(token[at:])
    chosen = "".join(text)
    if canonical(chosen) == canonical(token):
        chosen = token
    return Mend(chosen, rule, sure, runner, round(margin, 2), tuple(others))


def _margin(share: float, second: float) -> float:
    import math

    return min(99.0, math.log(max(share, 1e-9) / max(second, 1e-9)))


def _suggest(slots: list[Slot]) -> Mend | None:
    """A person's name stays as read; what it may have been is offered as an alternative."""
    done = _choose(slots, DiacriticsOptions()) if any(s.open for s in slots) else None
    if done is None or done.text == slots[0].token:
        return None
    return Mend(
        slots[0].token, "name-kept", 0.5, done.text, 0.0, ((done.text, done.confidence), *done.alternatives)
    )
