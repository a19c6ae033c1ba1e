"""Text typed in the fonts of the 1990s: TCVN3 (.VnTime) and VNI, decoded by table."""

from __future__ import annotations

import functools
import re
from importlib import resources

ENCODINGS = ("tcvn3", "vni")


@functools.cache
def _table(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    rows = resources.files("pipeline.diacritics").joinpath("legacy.tsv").read_text(encoding="utf-8")
    cells = (row.split("\t") for row in rows.split("\n")[1:] if row)
    codes = {code: letter for name, code, letter, _ in cells if name == encoding}
    longest = sorted(codes, key=len, reverse=True)
    return codes, re.compile("|".join(map(re.escape, longest)))


def decode(text: str, encoding: str) -> str:
    """The text in Unicode.

    The capitals of TCVN3 stand in a font of their own, under the codes of the small letters; a
    word whose other letters are capitals is taken to be such.

    >>> decode("Céng hoµ x· héi", "tcvn3")
    'Cộng hoà xã hội'
    >>> decode("Coäng hoøa xaõ hoäi", "vni")
    'Cộng hòa xã hội'
    """
    codes, pattern = _table(encoding)

    def word(match: re.Match[str]) -> str:
        raw = match.group()
        out = pattern.sub(lambda m: codes[m.group()], raw)
        plain = [c for c in raw if c.isascii() and c.isalpha()]
        shout = encoding == "tcvn3" and len(plain) > 1 and all(c.isupper() for c in plain)
        return out.upper() if shout else out

    return re.sub(r"\S+", word, text)
