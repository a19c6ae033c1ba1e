"""Folded text with straight quotes, hyphens and spaces: what the grammars match."""

from __future__ import annotations

from functools import lru_cache

from pipeline.folding import fold

_ALIKE = {
    '"': "“”„‟«»″",
    "'": "‘’‚‛′´`",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u2007\u202f\u2009\t\n\r",
}
_LETTERS = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_TABLE = {ord(c): to for to, group in _ALIKE.items() for c in group} | {
    code: fold(chr(code)) for code in _LETTERS
}


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Fold, and make quotes, hyphens and spaces plain; offsets stay those of the (NFC) text.

    Example:
        >>> plain("Tháng Năm – “Đợt 1”")
        'thang nam - "dot 1"'
    """
    return text.translate(_TABLE)


def plain_lines(text: str) -> str:
    """Plain text with its line ends kept."""
    return "".join("\n" if c == "\n" else f for c, f in zip(text, plain(text), strict=True))
