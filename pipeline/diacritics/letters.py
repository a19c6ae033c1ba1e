"""What a Vietnamese syllable may look like: letters, marks, tone placement, spelling rules."""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources

from pipeline.folding import unmark

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Huyền, sắc, ngã, hỏi, nặng as combining marks."""
_QUALITIES = "\u0302\u0306\u031b"
_VOWELS = frozenset("aăâeêioôơuưy")
_INITIALS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_STOPS = ("c", "ch", "p", "t")
LATIN1_MARKED = frozenset("àáâãèéêìíòóôõùúý")
"""Marked letters that Vietnamese shares with the languages of Western Europe."""


def nfc(text: str) -> str:
    """The text in composed form."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text without marks; đ becomes d. Case stays.

    >>> fold("Đường Hòa Bình")
    'Duong Hoa Binh'
    """
    return text if text.isascii() else unmark(nfc(text))


def is_marked(char: str) -> bool:
    """Whether the letter carries a mark (é counts, though an English reader prints it too)."""
    return not char.isascii() and char.isalpha() and fold(char) != char


def is_vietnamese_only(char: str) -> bool:
    """Whether only Vietnamese writes this letter: ă đ ơ ư, and all with hook, dot or two marks."""
    return is_marked(char) and char.lower() not in LATIN1_MARKED and fold(char).isascii()


@functools.cache
def split_tone(syllable: str) -> tuple[str, str]:
    """Lower-case syllable without its tone, and the tone's combining mark ("" for ngang).

    >>> split_tone("thuở") == ("thuơ", "\u0309")
    True
    """
    tone, kept = "", []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in TONES:
            tone = char
        else:
            kept.append(char)
    return nfc("".join(kept)), tone


@functools.cache
def rhymes() -> frozenset[str]:
    """All written rhymes without tone."""
    table = resources.files("pipeline.diacritics").joinpath("rhymes.tsv").read_text(encoding="utf-8")
    return frozenset(row.split("\t")[0] for row in table.splitlines()[1:] if row)


@functools.cache
def split_initial(toneless: str) -> tuple[str, str] | None:
    """Initial and rhyme of a toneless lower-case syllable, or None where it is not one."""
    for initial in _INITIALS:
        if not toneless.startswith(initial):
            continue
        rhyme = toneless[len(initial) :]
        if rhyme in rhymes() and (rhyme == "y" or rhyme[0] != "y" or initial in ("", "qu")):
            return initial, rhyme
        if initial == "gi" and not rhyme:
            return "g", "i"
        if initial == "gi" and rhyme in ("ê", "êng", "ên", "êm", "êt", "êc", "êu"):
            return "g", "i" + rhyme
    return None


@functools.cache
def is_syllable(word: str) -> bool:
    """Whether Vietnamese spelling allows the word as a syllable, in any case.

    >>> [is_syllable(w) for w in ("nghiêng", "Quyết", "tiéng", "hudng", "cong")]
    [True, True, False, False, True]
    """
    toneless, tone = split_tone(nfc(word))
    parts = split_initial(toneless)
    if parts is None:
        return False
    rhyme = parts[1]
    stopped = rhyme.endswith(_STOPS) and not rhyme.endswith("nh")
    if stopped and tone not in ("", "\u0301", "\u0323"):
        return False
    return not (stopped and not tone and word != fold(word))


@functools.cache
def canonical(word: str) -> str:
    """One placement of the tone mark: over the first vowel of open oa, oe, uy (hòa, khỏe, thủy).

    Case stays. Words that are no syllables come back as they are (composed).

    >>> [canonical(w) for w in ("hoà", "Uỷ", "quý", "toàn", "KHOẺ")]
    ['hòa', 'Ủy', 'quý', 'toàn', 'KHỎE']
    """
    word = nfc(word)
    low = word.lower()
    if len(low) != len(word) or len(low) < 2:
        return word
    toneless, tone = split_tone(low)
    if not tone or toneless[-2:] not in ("oa", "oe", "uy"):
        return word
    if toneless.startswith("qu") and len(toneless) == 3:
        return word
    first = nfc(toneless[-2] + tone)
    out = toneless[:-2] + first + toneless[-1]
    return "".join(o.upper() if w.isupper() else o for o, w in zip(out, word, strict=True))
