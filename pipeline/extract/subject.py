"""The subject (trích yếu): the `V/v` block, or the title under the type's name."""

from __future__ import annotations

import re

from pipeline.extract import anchors
from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.spelling import in_capitals
from pipeline.extract.zone_columns import stamp_word
from pipeline.extract.zones import Zones
from pipeline.folding import fold

_LABEL = re.compile(
    r"^\W{0,3}(?:[vw]\s?[/il1.,]?\s?[vw]\b|v/v|[vw]\s?/(?=\s)|v[ea]\s+viec\b|ve\b(?=\s\w)|viv\b)\s*[:.,-]*\s*",
    re.IGNORECASE,
)
_TRAIL = " .,;:-–—_*'`|"


def find(zones: Zones) -> list[Candidate[str]]:
    """Candidates of the subject."""
    found: list[Candidate[str]] = []
    for lines, rule, score in ((zones.about, "v/v-block", 0.9), (zones.title[1:], "title-block", 0.88)):
        kept = _whose([r for r in lines if not _foreign(r)])
        if not kept:
            continue
        block = passage(kept)
        label = _LABEL.match(fold(block.text))
        start = label.end() if label else 0
        end = len(block.text.rstrip(_TRAIL))
        if end - start < 4:
            continue
        value = _joined(block.text[start:end])
        found.append(seen(block, start, end, value, rule, score))
    return found


def _whose(lines: list[LineRef]) -> list[LineRef]:
    """Party documents: `CỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ` / `về chuyển đổi số`: what it is about follows."""
    at = next((i for i, r in enumerate(lines) if re.match(r"\W*về\s", r.text)), 0)
    whose = (
        at
        and re.match(r"\W*cua\s", fold(lines[0].text))
        and all(in_capitals(r.text, least=2) for r in lines[:at])
    )
    return lines[at:] if whose else lines


def _foreign(ref: LineRef) -> bool:
    """Lines of stamps, signatures and rules that fell into the block."""
    text = ref.text
    letters = sum(c.isalpha() for c in text)
    if letters <= 3 and not text[:1].isalnum() and text[:1] not in "“\"'(-–":
        return True  # `¿: Số`: the rest of a stamp
    return anchors.electronic_signature(text) or not letters or stamp_word(text)


def _joined(text: str) -> str:
    """Single spaces; words cut by a hyphen at a line's end stay as printed."""
    text = " ".join(text.split())
    opened, closed = text.count("“"), text.count("”")
    return text + "”" if opened == closed + 1 and text.rfind("“") > text.rfind("”") else text
