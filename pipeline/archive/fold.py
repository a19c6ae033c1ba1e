"""Words as the index holds them: folded (no marks) and exact (marks kept, tone placement alike)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

FOLD_VERSION = "1"
"""Changes when the tokens of a text change: the index is then built again."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_CODE = re.compile(r"\d+(?:/\d{4})?\s?[/-]\s?[A-ZĐ][A-Za-zĐđ]*(?:(?:\s?[/-]\s?)[A-ZĐ][A-Za-zĐđ]*){0,4}")


class Token(NamedTuple):
    """A word of a text: where it stands, and its two forms."""

    start: int
    end: int
    folded: str
    exact: str


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, str]:
    """Folded and exact form of one word.

    The exact form writes the tone behind the word, so `hoà` and `hòa` are the same word; numbers
    have the same form twice.

    Example:
        >>> forms("Hoà"), forms("Đường"), forms("AI"), forms("2136")
        (('hoa', 'hoa_f'), ('duong', 'đương_f'), ('ai', 'ai_'), ('2136', '2136'))
    """
    if word.isdecimal():
        return word, word
    tone, folded, exact = "", [], []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char):
            exact.append(char)
        else:
            folded.append("d" if char == "đ" else char)
            exact.append(char)
    kept = unicodedata.normalize("NFC", "".join(exact))
    return "".join(folded), f"{kept}_{tone}"


def marked(folded: str, exact: str) -> bool:
    """Whether a word was written with marks."""
    return exact not in (folded, f"{folded}_")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order."""
    for match in _WORD.finditer(text):
        yield Token(match.start(), match.end(), *forms(match.group()))


def words(text: str) -> list[tuple[str, str]]:
    """Folded and exact form of the words of a text in order, where their places do not matter."""
    return [forms(word) for word in _WORD.findall(text)]


def code_key(code: str) -> str:
    """A letter's code without case, marks, punctuation and leading zeros.

    Example:
        >>> code_key("01/KH-UBND"), code_key("2136/SKH-CN-TTTT") == code_key("2136 skhcn tttt")
        ('1khubnd', True)
    """
    return "".join([folded for folded, _ in words(code)]).lstrip("0")


def codes_in(text: str) -> tuple[str, ...]:
    r"""Keys of everything in a text that has the form of a letter's code, each once.

    Example:
        >>> codes_in("Công văn số 628-\nCV/BTGDVTU ngày 02/4/2026")
        ('628cvbtgdvtu',)
    """
    return tuple(dict.fromkeys(code_key(m.group()) for m in _CODE.finditer(text)))
