"""A document's blocks in, what becomes of every token out."""

from __future__ import annotations

import re

from pipeline.diacritics import legacy, phrases
from pipeline.diacritics.blocks import Block, Mend, Place
from pipeline.diacritics.blocks import kinds as kinds_of
from pipeline.diacritics.detector import TextKind
from pipeline.options import DiacriticsOptions

_LABEL = re.compile(r"^[\"“(]?(?P<label>[Ss$][^\s:\d]?[6ốôoóéobdỐ8]?)\s*(?P<colon>:)(?P<rest>.*)$")
_DAMAGED = (TextKind.WRONG_LANGUAGE, TextKind.STRIPPED, TextKind.MIXED)
_LEGACY = {TextKind.TCVN3: "tcvn3", TextKind.VNI: "vni"}


def mend(blocks: list[Block], options: DiacriticsOptions) -> dict[Place, Mend]:
    """What becomes of the tokens; those that stay as they are have no entry."""
    if not options.recover:
        return {}
    out: dict[Place, Mend] = {}
    for b, (block, kind) in enumerate(zip(blocks, kinds_of(blocks), strict=True)):
        if kind in _LEGACY:
            out.update(_decode(b, block, _LEGACY[kind]))
        elif kind in _DAMAGED:
            out.update(_closed(b, block))
    return out


def _decode(b: int, block: Block, encoding: str) -> dict[Place, Mend]:
    out: dict[Place, Mend] = {}
    for i, j, token in block.tokens():
        text = legacy.decode(token.text, encoding)
        if text != token.text:
            out[b, i, j] = Mend(text, f"legacy-{encoding}", 0.99)
    return out


def _closed(b: int, block: Block) -> dict[Place, Mend]:
    out: dict[Place, Mend] = {}
    for i, line in enumerate(block.lines):
        raw = [t.text for t in line]
        for at, phrase, score in phrases.find(raw):
            for k, word in enumerate(phrase.words):
                text = phrases.spell(raw[at + k], word)
                out[b, i, at + k] = Mend(text, "closed-phrase", round(0.9 + 0.099 * score, 4))
        if raw and (label := _LABEL.match(raw[0])) and _numbered(raw, label.group("rest")):
            out[b, i, 0] = Mend("Số:" + label.group("rest"), "label", 0.99)
    return {place: m for place, m in out.items() if m.text != block.lines[place[1]][place[2]].text}


def _numbered(raw: list[str], rest: str) -> bool:
    """Whether what follows a label looks like a number and symbol."""
    follow = rest or (raw[1] if len(raw) > 1 else "")
    return bool(re.match(r"^[\d./…_ -]*[/-]?[A-ZĐ\d]", follow))
