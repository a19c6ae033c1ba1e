"""The texts that `diacritics.py` measures on: pairs of what was read and what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.diacritics.letters import fold
from pipeline.records.page import Reading
from training.diacritics import corpus

PROJECT = corpus.PROJECT
SHARED = PROJECT.parent / "shared"
BENCH = PROJECT / ".cache" / "bench"
TRUTH = PROJECT / ".cache" / "truth"


@dataclass(frozen=True)
class Pair:
    """One text: as it was read and as it should be."""

    name: str
    read: str
    meant: str


def garbled_seed() -> list[Pair]:
    """The letter that came as wrongly read text, where a transcription lies beside the project."""
    seeds, truth = sorted(SHARED.glob("seeds/000*.txt")), TRUTH / "000.txt"
    if not seeds or not truth.exists():
        return []
    return [Pair("garbled seed", seeds[0].read_text("utf-8"), truth.read_text("utf-8"))]


def rendered(kind: str) -> list[Pair]:
    """Pages of `training.diacritics.heldout`, read with the English model: `letter`, `legal`, `scan`."""
    pairs = []
    for path in sorted(BENCH.glob(f"{kind}-*.eng.txt")):
        truth = path.with_name(path.name.replace(".eng.", ".true."))
        pairs.append(Pair(path.name.split(".")[0], path.read_text("utf-8"), truth.read_text("utf-8")))
    return pairs


def read_twice() -> list[Pair]:
    """Scans without a transcription read with the English and the Vietnamese model: how far they agree.

    The Vietnamese reading has its own errors (`tê`, `đóc`), so that agreement is less than accuracy.
    """
    pairs = []
    for path in sorted(SHARED.glob("letters/ocr/*.eng.txt")):
        other = path.with_name(path.name.replace(".eng.", ".vie."))
        pairs.append(Pair(path.name.split(".")[0], path.read_text("utf-8"), other.read_text("utf-8")))
    return pairs


def readings() -> list[tuple[Reading, str]]:
    """Transcribed scans as our own reader read them, and the text of their first pages."""
    found = []
    for path in sorted(BENCH.glob("scan-*.reading.json")):
        truth = path.with_name(path.name.replace(".reading.json", ".true.txt"))
        found.append((Reading.model_validate_json(path.read_text("utf-8")), truth.read_text("utf-8")))
    return found


def letters() -> list[Pair]:
    """Letters as they should be: clean seed, transcriptions, text layers (read = meant)."""
    paths = [
        *SHARED.glob("seeds/001*.txt"),
        *SHARED.glob("scans/truth/*.txt"),
        *SHARED.glob("letters/textlayer/*.txt"),
    ]
    found = []
    for path in sorted(paths):
        text = re.sub(r"[*<>]", "", path.read_text("utf-8"))
        found.append(Pair(path.stem[:12], text, text))
    return found


def held_out(name: str, words: int) -> list[Pair]:
    """Documents of a corpus that no weight has seen, up to so many words."""
    found: list[Pair] = []
    if not (corpus.CORPUS / f"{name}.txt.xz").exists():
        return found
    total = 0
    for n, document in enumerate(corpus.held_out(name)):
        text = "\n\n".join(document[:60])
        found.append(Pair(f"{name} {n}", text, text))
        total += len(text.split())
        if total >= words:
            break
    return found


def stripped(pairs: list[Pair]) -> list[Pair]:
    """The same texts without their marks."""
    return [Pair(p.name, fold(p.meant), p.meant) for p in pairs]


def path_of(name: str) -> Path:
    """Where a held-out text lies."""
    return BENCH / name
