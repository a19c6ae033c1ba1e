"""What every reading goes through: one form of letters and dashes, no lines of noise."""

from __future__ import annotations

import dataclasses
import unicodedata

from pipeline.ocr.engine import Token

SAME = str.maketrans({"—": "–", "‘": "'", "’": "'", "ʼ": "'", "`": "'", "|": "l"})
"""Tesseract writes every long dash as an em dash; letters print en dashes."""


def tidy(tokens: list[Token]) -> list[Token]:
    """Composed letters, one kind of dash and apostrophe."""
    return [dataclasses.replace(t, text=unicodedata.normalize("NFC", t.text).translate(SAME)) for t in tokens]


def keep(tokens: list[Token]) -> bool:
    """Whether a line holds print: some letter or digit, read with some confidence."""
    telling = [t for t in tokens if any(c.isalnum() for c in t.text)]
    if not telling:
        return False
    weight = sum(len(t.text) for t in telling)
    mean = sum(t.confidence * len(t.text) for t in telling) / weight
    return mean >= (0.5 if weight < 4 else 0.3)
