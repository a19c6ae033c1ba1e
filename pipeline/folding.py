"""Vietnamese text without its marks: the forms in which words are compared, in one place.

Stages build their own keys (of codes, names, places) upon these.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_STROKED = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
"""Letters that Unicode does not take apart; the Icelandic ones are what readers make of Đ."""


class _Bare(dict[int, int]):
    """The letter under the marks for every composed letter, worked out when first met."""

    def __missing__(self, key: int) -> int:
        char = chr(key)
        self[key] = ord(_STROKED.get(char) or unicodedata.normalize("NFD", char)[0])
        return self[key]


class _Lower(_Bare):
    """The same in lower case, where that is one letter too."""

    def __missing__(self, key: int) -> int:
        bare = chr(super().__missing__(key))
        lower = bare.lower()
        self[key] = ord(lower if len(lower) == 1 else bare)
        return self[key]


_BARE, _LOWER = _Bare(), _Lower()


def unmark(text: str) -> str:
    """Without marks, case kept; as long as the (composed) text, so that places stay true.

    Example:
        >>> unmark("Đường Hòa Bình")
        'Duong Hoa Binh'
    """
    return text if text.isascii() else text.translate(_BARE)


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Lower case without marks; as long as the (composed) text, so that places stay true.

    Example:
        >>> fold("Thứ Hai, ngày 01/6")
        'thu hai, ngay 01/6'
    """
    return text.translate(_LOWER)


def fold_words(text: str) -> str:
    """Folded words joined by single spaces, other signs gone: the form in which names are compared.

    Example:
        >>> fold_words("Sở Khoa học & CÔNG  NGHỆ")
        'so khoa hoc cong nghe'
    """
    return " ".join(_WORD.findall(fold(unicodedata.normalize("NFC", text))))
