"""What goes with the letter: named in the text (`kèm theo`), or following its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import LineRef, paragraphs, passage
from pipeline.extract.spelling import in_capitals, squeeze
from pipeline.extract.zones import Zones
from pipeline.folding import fold

_ASIDE = re.compile(
    r"\(\s*(?:co |xem |theo )?(?P<what>[^()]{3,120}?)\s*(?:duoc )?(?:gui|dinh) kem(?: theo)?[^()]{0,60}\)"
    r"|\(\s*(?:co |xem )?(?P<also>[^()]{3,120}?)\s*kem theo[^()]{0,60}\)"
)
_BEFORE = re.compile(r"\(\s*(?:gui |dinh )?kem theo\s*:?\s*(?P<what>[^()]{3,160}?)\s*\)")
_TITLE = re.compile(
    r"^\W{0,3}(?:phu luc|danh sach|mau so|mau \d|bieu mau|bieu so|the le|quy che|noi dung|lich )"
)


def find(zones: Zones) -> list[Candidate[str]]:
    """Candidates, one an attachment, without repetition."""
    found: list[Candidate[str]] = []
    for block in paragraphs(zones.running):
        folded = fold(block.text)
        for match in (*_ASIDE.finditer(folded), *_BEFORE.finditer(folded)):
            group = "what" if match["what"] else "also"
            start, end = match.span(group)
            found.append(seen(block, start, end, _tidy(block.text[start:end]), "in-brackets", 0.8))
    last = None
    for i, ref in enumerate(zones.appendix):
        text = ref.text
        top = last is not ref.page
        last = ref.page
        if (top or in_capitals(text)) and _TITLE.match(fold(text)) and len(text) < 120:
            block = passage(_titled(zones.appendix[i : i + 3]))
            found.append(seen(block, 0, len(block.text), _tidy(block.text), "appendix-title", 0.7))
    kept: dict[str, Candidate[str]] = {}
    for candidate in found:
        if candidate.value and not re.match(r"(?:vào|tại|qua|theo|và|được)\s", candidate.value):
            kept.setdefault(squeeze(candidate.value), candidate)
    return [
        c
        for key, c in kept.items()
        if c.rule == "appendix-title" or not any(k != key and k.startswith(key) for k in kept)
    ]


def _titled(refs: Sequence[LineRef]) -> list[LineRef]:
    """The title and the line under it, where that goes on with it."""
    out = list(refs[:1])
    for ref in refs[1:]:
        if ref.page is not refs[0].page or re.match(r"^\W*(?:\(|kem theo|stt|tt\b)", fold(ref.text)):
            break
        if sum(c.isalpha() for c in ref.text) < 3:
            continue  # a mark of the line below, read as a line
        out.append(ref)
    return out


def _tidy(text: str) -> str:
    words = " ".join(text.split()).strip(" .,;:-–(*")
    words = re.sub(r"(?<=[”\"])\s\w{2,5}$", "", words)  # what a misread `gửi` left after a name in quotes
    return re.sub(r"\s(?:được\s)?(?:gửi|đính)$", "", words)
