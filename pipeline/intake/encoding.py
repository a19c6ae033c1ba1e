"""Bytes to NFC text: UTF-8, UTF-16, and the one-byte Vietnamese code page."""

from __future__ import annotations

import codecs
import unicodedata

from pipeline.errors import UnknownType

MAX_BROKEN = 0.02
"""Share of characters that may be undecodable or control characters in a text file."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_KEPT = "\n\r\t\f\v"
_DROPPED = ("Cc", "Cf", "Cs")


def decode(content: bytes, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text in NFC with plain line ends, and notes (name, detail) on what had to be done.

    Raises:
        UnknownType: too much of it is no text.
    """
    text, encoding = _decode(content)
    broken = text.count("\ufffd") + sum(unicodedata.category(c) == "Cc" and c not in _KEPT for c in text)
    if broken > max(1, MAX_BROKEN * len(text)):
        raise UnknownType(name, "the bytes are no text")
    notes: list[tuple[str, str]] = []
    if encoding not in ("utf-8", "utf-8-sig"):
        notes.append(("encoding", encoding))
    if broken:
        notes.append(("encoding", f"{broken} characters could not be decoded"))
    if strange := _strange(text):
        notes.append(("encoding", f"{strange} signs of other scripts: it could not be decoded rightly"))
    return tidy(text), tuple(notes)


def _strange(text: str) -> int:
    """Signs of East Asian scripts, where they are so many that the bytes were read in the wrong way."""
    found = sum("\u2e80" <= c <= "\ufdff" for c in text)
    return found if found >= 10 and found > 0.2 * len(text) else 0


def tidy(text: str) -> str:
    """NFC, plain line ends and spaces, no control, zero-width or surrogate characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u00a0", " ")
    text = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _DROPPED)
    return unicodedata.normalize("NFC", text)


def _decode(content: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace"), encoding
    guess = _utf16_without_bom(content)  # first: zero bytes and ASCII are good UTF-8 too
    if guess:
        return content.decode(guess, errors="replace"), guess
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    legacy = _cp1258(content)
    if legacy is not None:
        return legacy, "windows-1258"
    return content.decode("utf-8", errors="replace"), "utf-8"


def _utf16_without_bom(content: bytes) -> str | None:
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and odd > 3 * even:  # U+0300, a grave accent apart, has a zero on the other side
        return "utf-16-le"
    if even > 0.3 * half and even > 3 * odd:
        return "utf-16-be"
    return None


def _cp1258(content: bytes) -> str | None:
    """The text when the bytes make Vietnamese in windows-1258: tones follow the vowels they sit on."""
    if b"\x00" in content:
        return None
    text = content.decode("cp1258", errors="replace")
    tones = [i for i, c in enumerate(text) if c in _TONES]
    on_vowels = sum(i > 0 and text[i - 1].lower() in "aăâeêioôơuưy" for i in tones)
    if len(tones) < 3 or on_vowels < 0.9 * len(tones) or text.count("\ufffd") > 0.01 * len(text):
        return None
    return text
