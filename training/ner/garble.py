"""Text as a reader of the wrong language prints it: drawn from the counts of the diacritics' channel."""

from __future__ import annotations

import functools
import json
import random
import re

from pipeline import diacritics
from pipeline.diacritics.letters import split_initial, split_tone
from pipeline.weights import weight

Counts = dict[str, dict[str, int]]
_QUOTES = {q: {"“": 6, '"': 6, "”": 2, "*": 2, "'": 2, "": 2} for q in "“”"}
"""How quotation marks come out; the channel holds letters alone."""


@functools.cache
def _channel() -> dict[str, Counts]:
    data = json.loads(weight("diacritics/channel.json").read_text(encoding="utf-8"))
    return {name: data[name] for name in ("onsets", "rhymes")} | {"characters": data["characters"] | _QUOTES}


def _draw(rng: random.Random, seen: dict[str, int]) -> str:
    return rng.choices(list(seen), weights=list(seen.values()))[0]


def _unit(rng: random.Random, unit: str, kind: str) -> str:
    whole = _channel()[kind].get(unit)
    if unit and whole and sum(whole.values()) >= 20:
        return _draw(rng, whole)
    letters = _channel()["characters"]
    return "".join(_draw(rng, letters[c]) if c in letters else c for c in unit)


def garbled(word: str, rng: random.Random) -> str:
    """One word as misread; never empty, never with a space inside.

    Words with digits stay: recovery does not touch them either.
    """
    if any(c.isdigit() for c in word):
        return word
    parts = []
    for piece in re.findall(r"[^\W\d_]+|[\W\d_]+", word):
        initial = split_initial(split_tone(piece)[0]) if piece[0].isalpha() else None
        cut = len(initial[0]) if initial else 0
        parts += [_unit(rng, piece[:cut], "onsets"), _unit(rng, piece[cut:], "rhymes")]
    return "".join("".join(parts).split()) or word


def recovered(text: str, rng: random.Random) -> str | None:
    """The text misread and mended again, word for word; None where words were joined or cut."""
    words = [garbled(w, rng) for w in text.split(" ")]
    mended = diacritics.recover_text(" ".join(words)).text.split()
    return " ".join(mended) if len(mended) == len(words) else None
