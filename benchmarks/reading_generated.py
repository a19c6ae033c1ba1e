"""How well generated letters are read, ageing by ageing: words in reading order, head and foot in order.

python -m benchmarks.reading_generated                      all ways of ageing
python -m benchmarks.reading_generated --how clean photo --letters 8 --profile fast
python -m benchmarks.reading_generated --how fax --first-seed 9100 --letters 24
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.reading_score import plain
from pipeline import cleanup, layout, ocr
from pipeline.options import CleanupOptions, OcrOptions, Profile
from pipeline.records.image import PageImage
from pipeline.records.page import ObjectKind, Page
from training.letters import TruthPage, age, any_sheet, compose, render
from training.letters.ageing import How

FIRST_SEED = 9000
"""Seeds from here on are used for nothing else."""
TARGETS = {"clean": 1.5, "light": 1.0, "heavy": 4.0, "fax": 3.0, "photo": 4.0, "turn90": 1.5, "turn180": 1.5}
HAND = "\x00"


@dataclass
class Tally:
    """Counts of one way of ageing."""

    errors: int = 0
    words: int = 0
    pages: int = 0
    ordered: int = 0
    failed: list[str] = field(default_factory=list)


def word_errors(truth: Sequence[str], read: Sequence[str]) -> int:
    """Word edits; a handwritten word of the truth may be read as anything or nothing."""
    row = list(range(len(read) + 1))
    for word in truth:
        skip = 0 if word == HAND else 1
        before, row = row, [row[0] + skip]
        for j, other in enumerate(read, start=1):
            same = 0 if word in (HAND, other) else 1
            row.append(min(before[j - 1] + same, before[j] + skip, row[j - 1] + 1))
    return row[-1]


def truth_words(page: TruthPage) -> list[str]:
    """The printed words in reading order, handwriting as a wildcard."""
    found: list[str] = []
    for line in page.lines:
        for word in line.words:
            found.extend([HAND] if word.hand else plain(word.text).split())
    return found


def in_order(page: TruthPage, read: Page) -> bool:
    """Whether the lines of head and foot come in the truth's order, each that was read at all."""
    texts = [plain(line.text) for line in read.lines]
    at = -1
    for line in page.lines:
        if line.zone in ("body", "table"):
            continue
        wanted = plain(" ".join(w.text for w in line.words if not w.hand))
        if len(wanted) < 6 or wanted not in texts:
            continue
        here = texts.index(wanted)
        if here < at:
            return False
        at = here
    return True


def pages(how: str, letters: int, first: int = FIRST_SEED) -> Iterator[tuple[str, PageImage, TruthPage]]:
    """First pages of fresh letters, aged."""
    for seed in range(first, first + letters):
        rng = np.random.default_rng(seed)
        letter = compose(seed, "test")
        dpi = 200.0 if seed % 2 else 300.0
        clean = render(letter, any_sheet(rng), dpi=dpi, seed=seed)
        aged = age(clean[0].image, How(how), rng, dpi=dpi)
        pixels = np.asarray(aged.image.convert("L") if aged.bilevel else aged.image.convert("RGB"))
        image = PageImage(number=1, pixels=pixels, dpi=aged.dpi, bilevel=aged.bilevel)
        yield str(seed), image, clean[0].truth


def read(image: PageImage, profile: Profile) -> Page:
    """One page through cleanup, layout and OCR."""
    clean = cleanup.clean(image, CleanupOptions())
    return ocr.read_page(clean, layout.analyse(clean), OcrOptions(profile=profile))


def run(how: str, letters: int, profile: Profile, *, first: int = FIRST_SEED, show: bool = False) -> Tally:
    """Read the letters aged in one way."""
    tally = Tally()
    for name, image, truth in pages(how, letters, first):
        page = read(image, profile)
        wanted, found = truth_words(truth), plain(page.text).split()
        errors = word_errors(wanted, found)
        ordered = in_order(truth, page)
        tally.errors += errors
        tally.words += len(wanted)
        tally.pages += 1
        tally.ordered += ordered
        if show:
            marks = [o.text for o in page.objects if o.kind in (ObjectKind.URGENCY, ObjectKind.SECRECY)]
            print(f"  {how} {name}: {errors} of {len(wanted)} words, order {ordered}, stamps {marks}")
    return tally


def main() -> int:
    """Print one row a way of ageing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ways = [*TARGETS, "bleed", "turn270"]
    parser.add_argument("--how", nargs="*", choices=[h.value for h in How], default=ways)
    parser.add_argument("--letters", type=int, default=16)
    parser.add_argument(
        "--first-seed", type=int, default=FIRST_SEED, help="other letters than the usual ones"
    )
    parser.add_argument("--profile", type=Profile, default=Profile.BALANCED)
    parser.add_argument("--show", action="store_true", help="one line a page")
    asked = parser.parse_args()
    rows = []
    for how in asked.how:
        tally = run(how, asked.letters, asked.profile, first=asked.first_seed, show=asked.show)
        wer = 100 * tally.errors / max(1, tally.words)
        rows.append(f"| {how} | {wer:.2f} | {TARGETS.get(how, '')} | {tally.ordered}/{tally.pages} |")
    print("| ageing | WER % | at most | head and foot in order |\n|---|---|---|---|")
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
