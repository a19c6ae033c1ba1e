"""The training lines of many pages, a file for each lot of letters."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from training.letters import any_sheet, render
from training.letters.compose import Family
from training.letters.sheet import Sheet
from training.tesseract import lstmf
from training.tesseract.fonts import any_family
from training.tesseract.lines import Cutter, samples
from training.tesseract.lstmf import Sample
from training.tesseract.over import overlay
from training.tesseract.paper import Paper
from training.tesseract.text import letter
from training.tesseract.worn import wear

COVERED = 0.45
"""Share of pages with seals and pen strokes laid over their print."""


def sheet(rng: random.Random) -> Sheet:
    """A sheet in any serif family, 10.5 to 14.5 points."""
    drawn = any_sheet(rng)
    body = rng.choice((drawn.body, rng.uniform(10.5, 14.5)))
    return replace(
        drawn, family=any_family(rng), body=body, head=rng.choice((drawn.head, rng.uniform(10, 13)))
    )


@dataclass(frozen=True)
class Source:
    """What pages are drawn from: sentences, paper of scans, the reader's cut, the letters it knows."""

    prose: Sequence[str]
    papers: Sequence[Paper]
    cutter: Cutter
    charset: frozenset[str]
    family: Family = "train"
    """The family of invented letters."""


def page_samples(seed: int, source: Source) -> Iterator[tuple[str, Sample]]:
    """The lines of one letter's pages, each page aged in its own way, some under seals and pens."""
    rng = random.Random(f"sheet of training lines {seed}")
    numbers = np.random.default_rng((77, seed))
    told = letter(seed, source.prose, source.family)
    dpi = rng.choice((200.0, 200.0, 300.0))
    pages = render(told, sheet(rng), dpi=dpi, seed=seed + 5_000_000)
    for at, page in enumerate(pages):
        covered = rng.random() < COVERED
        image = overlay(page, rng, numbers) if covered else page.image
        aged, how = wear(image, numbers, dpi, source.papers, pages[at - 1].image)
        for sample in samples(page, aged, source.cutter, source.charset):
            yield f"{how}{', marked' if covered else ''}", sample


def make(folder: Path, seeds: range, source: Source) -> Path:
    """Write the lines of the letters with these seeds, mixed, to one file; a file that is there stays.

    Tesseract reads its files in turn, one line of each: all lots should be of a like size.
    """
    path = folder / f"{seeds.start:06d}-{seeds.stop:06d}.lstmf"
    if path.exists():
        return path
    drawn = [sample for seed in seeds for _, sample in page_samples(seed, source)]
    random.Random(seeds.start).shuffle(drawn)
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")  # named only when it is whole: a broken run draws it again
    lstmf.write(part, drawn)
    part.rename(path)
    return path
