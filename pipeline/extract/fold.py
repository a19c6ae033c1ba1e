"""Folding: text without marks and case, character for character, so that spans stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OLD_TONES = (
    *(("o" + a, b) for a, b in zip("àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    *(("o" + a, b) for a, b in zip("èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    *(("u" + a, b) for a, b in zip("ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
)
_TONES = [(re.compile(rf"(?<!q){new}(?!\w)", re.IGNORECASE), old) for new, old in _OLD_TONES]
"""hoà -> hòa, uỷ -> ủy at the end of a syllable; `quỳ` keeps its place."""


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else base


def fold(text: str) -> str:
    """Lower case without marks, as long as the (NFC) text it comes from.

    Example:
        >>> fold("Độc lập – Tự do")
        'doc lap – tu do'
    """
    return "".join(map(_fold_char, text))


def unmark(text: str) -> str:
    """Without marks, case kept; as long as the (NFC) text it comes from."""
    return "".join(f.upper() if c.isupper() else f for c, f in zip(text, fold(text), strict=True))


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


def squeeze(text: str) -> str:
    """Folded letters and digits alone: the key by which codes and names are compared."""
    return "".join(c for c in fold(text) if c.isalnum())
