"""What every reading goes through: one form of letters and dashes, no lines of noise."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from pipeline.ocr.engine import Token

SAME = str.maketrans({"—": "–", "‘": "'", "’": "'", "ʼ": "'", "`": "'", "|": "l"})
"""Tesseract writes every long dash as an em dash; letters print en dashes."""
DASHES = {"~", "„", "¬", "˗", "_"}
"""What a list's dash is read as when it stands alone at the start of a line."""
LABEL = re.compile(r"^([Ss]ố[:.](?=[^\s.,;:])|[S$5][^\W\d]:(?=.*/))(.+)$")
"""`Số:2082/SYT-NVY`: a number written close to its label."""
BULLET = re.compile(r"^([-–+*•])([^\W\d_].*)$")
"""`-Như trên;` at the start of a line: a list's dash, read without its space."""

SPECK = re.compile(r"^[.,:;'ˆ^](?:[^\W\d_]|$)")
"""A stop or an apostrophe before a line's first letter: dirt on the paper."""


def tidy(tokens: list[Token]) -> list[Token]:
    """Composed letters, one kind of dash and apostrophe; labels and bullets parted from what follows."""
    result: list[Token] = []
    for token in tokens:
        text = unicodedata.normalize("NFC", token.text).translate(SAME)
        if not result and SPECK.match(text):
            if len(text) == 1:
                continue
            text = text[1:]
        if not result and text in DASHES and len(tokens) > 1:
            text = "-"
        glued = LABEL.match(text) or (BULLET.match(text) if not result else None)
        if glued is None:
            result.append(dataclasses.replace(token, text=text))
            continue
        cut = token.left + (token.right - token.left) * len(glued[1]) // len(text)
        result.append(dataclasses.replace(token, text=glued[1], right=cut))
        result.append(dataclasses.replace(token, text=glued[2], left=cut))
    return result


FORMED = re.compile(
    r"^\W*(?:[S$5]\w\W|s\w\s?[:;]).{0,14}(?:/\s?[A-ZĐ]{2}|[A-ZĐ]{2}[-–][A-ZĐ]{2})|^\W?[Ss][ốóôòồổ]\s?[:;]|ng[aàáảăâ]y.{0,14}th[aáàảăâ]ng.{0,12}n[aăâ]m"
)
"""Number and date lines: a pen spoils their confidence, their print tells what they are."""


def keep(tokens: list[Token]) -> bool:
    """Whether a line holds print: some letter or digit, read with some confidence, or a known form."""
    if FORMED.search(" ".join(t.text for t in tokens)):
        return True
    telling = [t for t in tokens if any(c.isalnum() for c in t.text)]
    if not telling:
        return False
    weight = sum(len(t.text) for t in telling)
    mean = sum(t.confidence * len(t.text) for t in telling) / weight
    return mean >= (0.5 if weight < 4 else 0.3)
