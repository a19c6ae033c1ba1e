"""The text corpora: documents for training, and the one in a hundred that is held out."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus"
CACHE = PROJECT / ".cache" / "diacritics"
LEGAL = ("vbpl", "phapdien", "vlc")
GENERAL = ("viwiki", "lohelp")
HELD_OUT_EVERY = 100


def documents(name: str) -> Iterator[list[str]]:
    """The documents of one corpus file, each a list of paragraphs."""
    document: list[str] = []
    with lzma.open(CORPUS / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                document.append(line.strip())
            elif document:
                yield document
                document = []
    if document:
        yield document


def training(name: str) -> Iterator[list[str]]:
    """Documents that may be learnt from."""
    return (d for i, d in enumerate(documents(name)) if i % HELD_OUT_EVERY != 7)


def held_out(name: str) -> Iterator[list[str]]:
    """Documents that no weight has seen."""
    return (d for i, d in enumerate(documents(name)) if i % HELD_OUT_EVERY == 7)
