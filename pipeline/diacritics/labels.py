"""What is certain before any model is asked: closed phrases, the labels `Số:` and `V/v`, `đ/c` and such."""

from __future__ import annotations

import re

from pipeline.diacritics import phrases
from pipeline.diacritics.blocks import Block, Mend, Place

_NUMBER = re.compile(r"^[\"“(]?(?P<label>[Ss$8][^\s:\d]?[6ốôoóéobdỐ8]?)\s*:(?P<rest>.*)$")
_ABOUT = re.compile(r"^[\"“(]?[VY](?:/v|[il|fr'’]?[vwV]{1,2}|[wW]|/[VYy])$")
_BARRED = re.compile(r"^([(\"“]?)([A-Za-zđĐ])/([A-Za-z])([.,;:)]*)$")
"""`b/c`, `a/c`, `đ/c`: the bar would part them into two letters without meaning."""
_SYMBOL = re.compile(r"/[A-ZĐ]{2}")
HEAD_LINES = 14
"""Lines of a document in which the subject's `V/v` may stand."""


def certain(b: int, block: Block, head_lines: int) -> dict[Place, Mend]:
    """Closed phrases and labels of a damaged block; `head_lines` of it belong to the head."""
    out: dict[Place, Mend] = {}
    for i, line in enumerate(block.lines):
        raw = [t.text for t in line]
        for found in phrases.find(raw):
            for k, word in enumerate(found.words, start=found.start):
                text = phrases.spell(raw[k], word)
                out[b, i, k] = Mend(text, "closed-phrase", round(0.9 + 0.099 * found.score, 4))
        for j, word in enumerate(raw):
            if barred := _BARRED.match(word):
                before, one, other, after = barred.groups()
                if one in "dD" and other in "ce":  # đồng chí
                    one, other = ("đ" if one == "d" else "Đ"), "c"
                out[b, i, j] = Mend(f"{before}{one}/{other}{after}", "label", 0.97)
        if not raw:
            continue
        label = _NUMBER.match(raw[0])
        if label and _numbered(raw, label.group("rest")):
            out[b, i, 0] = Mend("Số:" + label.group("rest"), "label", 0.99)
        elif i < head_lines and len(raw) > 2 and _ABOUT.match(raw[0]) and raw[1][:1].islower():
            out[b, i, 0] = Mend("V/v", "label", 0.95)
    return out


def _numbered(raw: list[str], rest: str) -> bool:
    """Whether what follows a label looks like a number and symbol."""
    if raw[0].startswith("8") and not _SYMBOL.search(" ".join(raw)):
        return False
    follow = rest or (raw[1] if len(raw) > 1 else "")
    return bool(re.match(r"^[\d./…_ -]*[/-]?[A-ZĐ\d]", follow))
