"""Spelling: composed form, one placement of tones, capitals, the key of codes."""

from __future__ import annotations

import re
import unicodedata

from pipeline.folding import fold

_OLD_TONES = (
    *(("o" + a, b) for a, b in zip("àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    *(("o" + a, b) for a, b in zip("èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    *(("u" + a, b) for a, b in zip("ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
)
_TONES = [(re.compile(rf"(?<!q){new}(?!\w)", re.IGNORECASE), old) for new, old in _OLD_TONES]
"""hoà -> hòa, uỷ -> ủy at the end of a syllable; `quỳ` keeps its place."""


def nfc(text: str) -> str:
    """Composed form, curly and non-breaking variants of spaces made plain."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u200b", "")


def one_tone(text: str) -> str:
    """One placement of tone marks (`hoà` -> `hòa`, `UỶ` -> `ỦY`), case kept."""

    def keep(match: re.Match[str], old: str) -> str:
        new = match.group()
        return "".join(o.upper() if n.isupper() else o for n, o in zip(new, old, strict=True))

    for pattern, old in _TONES:
        text = pattern.sub(lambda m, old=old: keep(m, old), text)  # type: ignore[misc]
    return text


def in_capitals(text: str, share: float = 0.7, *, least: int = 1, most: int | None = None) -> bool:
    """Are a text's letters capitals, a misread `share` of them left aside?

    Args:
        text: what was read.
        share: how many of the letters are capitals, of 1.
        least: a text of fewer letters is not judged to be in capitals.
        most: nor is one of more letters.

    Example:
        >>> in_capitals("KT. GlÁM ĐỐC"), in_capitals("Giám đốc"), in_capitals("VT", least=3)
        (True, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    count = len(letters)
    return least <= count <= (most or count) and sum(map(str.isupper, letters)) >= share * count


def squeeze(text: str) -> str:
    """Folded letters and digits alone: the key by which codes and names are compared."""
    return "".join(c for c in fold(text) if c.isalnum())
