"""Text without marks and case, character for character and fast enough for whole letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _table() -> dict[int, str]:
    """What each Latin letter with marks comes to; all other characters stay."""
    table: dict[int, str] = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1:
            table[code] = base
    table[ord("đ")] = table[ord("Đ")] = "d"
    return table


_FLAT = _table()


@lru_cache(maxsize=16)
def flat(text: str) -> str:
    """Lower case without marks; offsets stay those of the (NFC) text.

    Example:
        >>> flat("Thứ Hai, ngày 01/6")
        'thu hai, ngay 01/6'
    """
    return text.translate(_FLAT)
