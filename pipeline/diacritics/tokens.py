"""A block of text as pieces: words that may be mended, and everything that must never be touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.diacritics.letters import canonical, nfc

ARTEFACTS = "€¢$&@¥£§|"
"""Signs an English reader prints for Vietnamese letters (vi€c, v&i, thé l¢)."""


class Kind(StrEnum):
    """What a piece is; only `WORD` may be changed."""

    WORD = "word"
    URL = "url"
    EMAIL = "email"
    DATE = "date"
    CODE = "code"
    NUMBER = "number"
    ENUMERATOR = "enumerator"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece and where it stands in the text."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


_CAPS = "A-ZĐĂƠƯ" + "".join(c for c in map(chr, (*range(0xC0, 0xDE), *range(0x1EA0, 0x1EFA))) if c.isupper())
_PATTERNS = {
    "url": r"(?:https?://|www\.)[^\s<>“”\"]+[^\s<>“”\".,;:)]"
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:vn|com|org|net|gov|edu|info|asia)\b(?:/[^\s<>“”\",;]*)?",
    "email": r"[^\s@,;:()<>“”\"]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,6}\b",
    # A số, ký hiệu: segments joined by / or -, one of them with a digit or two capitals; it may be
    # broken over a line end behind its hyphen (628- / CV, 2136/SKHCN- / TTTT).
    "code": rf"(?<![\w/])(?:\d+[\w.&]*(?=[/-]\s?[{_CAPS}])|[{_CAPS}&]\w*(?=[/-]\s?[{_CAPS}]{{2}})"
    rf"|[{_CAPS}]{{2,}}\w*(?=[/-][{_CAPS}\d])|(?=/[{_CAPS}]{{2}})"
    rf"|\d+(?=-\s*\n\s*[{_CAPS}]{{2}})|\d+/\d{{4}}(?=[/-]))"
    rf"(?:[/-](?:\s?\n\s?(?=[{_CAPS}]{{2}}))?[{_CAPS}\d&][\w&]*)+"
    r"|\b[Vv]/[VvY]\b|\bv/v\b",
    "date": r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}[/-]\d{4}\b",
    "number": r"(?<![\w€¢$])\d+(?:[.,:/–-]\d+)*"
    r"(?:\s?%|(?:đ|h\d{0,2}|g\d{0,2}|m2|m3|km|kg|ha|cm|mm)(?!\w))?(?![\w€¢$@&])"
    r"|(?<!\w)(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?=[.)/])(?<=[IVX])",
    "enumerator": r"(?<![^\s(])[a-zđ¢](?=\))",
    "word": rf"(?:[^\W_]|[\u0300-\u036f]|[{re.escape(ARTEFACTS)}])+(?:['’][^\W\d_]+)*",
    "punctuation": r"[^\w\s]|_",
}
_LEX = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_LETTER = re.compile(r"[^\W\d_]")
_KINDS = {kind.value: kind for kind in Kind}
_PUNCTUATION = frozenset('.,;:()"-/!?…%&')
_SAME = {"“": '"', "”": '"', "‘": '"', "’": '"', "'": '"', "–": "-", "—": "-"}


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into pieces from left to right; white space lies between them.

    >>> [(p.kind.value, p.text) for p in pieces("Số:12/UBND-VX ngày 5/6/2026")][2:4]
    [('code', '12/UBND-VX'), ('word', 'ngày')]
    """
    for match in _LEX.finditer(text):
        found = match.group()
        if found:
            yield Piece(_KINDS[match.lastgroup or "punctuation"], found, match.start())


def model_token(piece: Piece, *, shouted: bool) -> str:
    """What the language model calls a piece; `shouted`: it stands among words in capitals.

    Syllables are lower-case with one tone placement; abbreviations (UBND, AI) keep their capitals
    where their neighbours are no capitals, so that AI is not ai.
    """
    text = piece.text
    if piece.kind is Kind.WORD:
        if any(c.isdigit() for c in text):
            return "<code>"
        if text.isupper() and len(text) > 1 and not shouted:
            return nfc(text)
        return canonical(text.lower()) if _LETTER.search(text) else _SAME.get(text, text)
    if piece.kind is Kind.PUNCTUATION:
        same = _SAME.get(text, text)
        return same if same in _PUNCTUATION else "<p>"
    if piece.kind in (Kind.NUMBER, Kind.DATE):
        return "<num>"
    return "<enum>" if piece.kind is Kind.ENUMERATOR else "<code>"


def model_tokens(found: list[Piece]) -> list[str]:
    """The language model's names of a list of pieces."""
    words = [(i, p.text) for i, p in enumerate(found) if p.kind is Kind.WORD]
    loud = {i for i, text in words if len(text) > 1 and text.isupper()}
    out = [""] * len(found)
    for at, (i, _) in enumerate(words):
        before = words[at - 1][0] in loud if at else False
        after = words[at + 1][0] in loud if at + 1 < len(words) else False
        out[i] = model_token(found[i], shouted=before or after)
    for i, piece in enumerate(found):
        if piece.kind is not Kind.WORD:
            out[i] = model_token(piece, shouted=False)
    return out
