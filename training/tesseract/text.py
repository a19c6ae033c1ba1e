"""What training pages say: invented letters, some with a body of legal and general prose."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from training.diacritics.corpus import training
from training.letters import LetterText, compose
from training.letters.compose import Family
from training.letters.model import Paragraph
from training.tesseract import phrases

SHARES = {"vbpl": 900, "phapdien": 900, "viwiki": 900, "vlc": 300}
"""Paragraphs kept of each corpus."""
LENGTH = (30, 700)


def corpus(rng: random.Random, documents: int | None = None) -> list[str]:
    """Paragraphs of all corpora, chosen evenly, without the documents held out for measuring.

    `documents` is how many of each corpus are looked at; all of them where it is None.
    """
    chosen: list[str] = []
    for name, count in SHARES.items():
        kept: list[str] = []
        seen = 0
        for document in itertools.islice(training(name), documents):
            for line in document:
                if not LENGTH[0] <= len(line) <= LENGTH[1] or "⟦" in line or "|" in line:
                    continue
                seen += 1
                if len(kept) < count:
                    kept.append(line)
                elif (at := rng.randrange(seen)) < count:
                    kept[at] = line
        chosen.extend(kept)
    return [plain(line) for line in chosen]


def plain(text: str) -> str:
    """Letters composed, spaces single, every mark one that the reader knows."""
    text = unicodedata.normalize("NFC", text)
    for old, new in (("…", "..."), ("‘", "'"), ("’", "'"), ("−", "-"), ("‑", "-"), ("•", "-")):
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip()


def letter(seed: int, prose: Sequence[str], family: Family = "train") -> LetterText:
    """A letter; in seven of ten the body is prose, capitals, names, codes and dates instead of a letter's."""
    rng = random.Random(f"training lines {seed}")
    told = compose(seed, family)
    if rng.random() < 0.3:
        return told
    blocks: list[Paragraph] = []
    for _ in range(rng.randint(9, 15)):
        text = rng.choice(prose)
        draw = rng.random()
        if draw < 0.42:
            blocks.append(Paragraph(text))
        elif draw < 0.5:
            blocks.append(Paragraph(text, italic=True))
        elif draw < 0.56:
            blocks.append(Paragraph(text[:200].rsplit(" ", 1)[0], bold=True))
        elif draw < 0.66:
            capitals = " ".join(text.split()[: rng.randint(2, 9)]).upper()
            blocks.append(Paragraph(capitals, bold=rng.random() < 0.75, align="center", indent=False))
        elif draw < 0.72:
            blocks.append(Paragraph(phrases.reference(rng), italic=rng.random() < 0.4))
        else:
            blocks.append(phrases.short(rng))
    return replace(told, body=tuple(blocks), appendix=(), expected={})
