"""The training lines of many pages, in files of a thousand, and the list of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.letters import any_sheet, render
from training.letters.sheet import Sheet
from training.tesseract import lstmf
from training.tesseract.fonts import any_family
from training.tesseract.lines import Cutter, samples
from training.tesseract.lstmf import Sample
from training.tesseract.text import letter
from training.tesseract.worn import wear

FILE = 1000


def sheet(rng: random.Random) -> Sheet:
    """A sheet in any serif family, 10.5 to 14.5 points."""
    drawn = any_sheet(rng)
    body = rng.choice((drawn.body, rng.uniform(10.5, 14.5)))
    return replace(
        drawn, family=any_family(rng), body=body, head=rng.choice((drawn.head, rng.uniform(10, 13)))
    )


def page_samples(
    seed: int, prose: Sequence[str], cutter: Cutter, charset: frozenset[str]
) -> Iterator[Sample]:
    """The lines of one letter's pages, each page aged in its own way."""
    rng = random.Random(f"sheet of training lines {seed}")
    numbers = np.random.default_rng((77, seed))
    told = letter(seed, prose)
    dpi = rng.choice((200.0, 200.0, 300.0))
    for page in render(told, sheet(rng), dpi=dpi, seed=seed + 5_000_000):
        yield from samples(page, wear(page.image, numbers, dpi), cutter, charset)


def make(
    folder: Path, seeds: range, prose: Sequence[str], cutter: Cutter, charset: frozenset[str]
) -> list[Path]:
    """Write the lines of the letters with these seeds, mixed, and return the files."""
    found: list[Sample] = []
    for seed in seeds:
        found.extend(page_samples(seed, prose, cutter, charset))
    random.Random(seeds.start).shuffle(found)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for at in range(0, len(found), FILE):
        path = folder / f"{seeds.start:06d}-{at // FILE:02d}.lstmf"
        lstmf.write(path, found[at : at + FILE])
        files.append(path)
    return files
