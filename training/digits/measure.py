"""What the shipped reader makes of drawn strips that it has not seen: `python -m training.digits.measure`.

Whole lines, drawn from the same hands as in training but never the same strips: an upper bound of what
real letters give (benchmarks/handwriting.py), and the place to count blanks, of which real letters have few.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.ocr import strip_reader
from pipeline.ocr.head_forms import Guess, read_date, read_number
from pipeline.ocr.strip_reader import in_figures
from training.digits.sources import SHEET, sources
from training.digits.strips import STRETCH, Sources, Strip, strip

_FIELD = {
    False: re.compile(r"A(?P<field>[0-9a-j]*)[-A]?[/-]"),
    True: re.compile(r"A(?P<field>[0-9a-j]*)A[0-9a-j]*A[0-9a-j]*$"),
}


@dataclass(frozen=True)
class Answer:
    """A field of a drawn line and the reader's guesses."""

    image: Strip
    kind: str
    wanted: str
    by_hand: bool
    guesses: tuple[Guess, ...]

    @property
    def best(self) -> Guess:
        """The first guess; none counts as a blank that nobody believes."""
        return self.guesses[0] if self.guesses else Guess("", 0.0, 0.0)

    @property
    def right(self) -> bool:
        """Same number, zeros in front aside; a blank for a blank."""
        return bool(self.guesses) and self.best.text.lstrip("0") == self.wanted.lstrip("0")


def answers(hands: Sources, seed: int, count: int) -> Iterator[Answer]:
    """Draw whole lines and read their number or day."""
    rng = np.random.default_rng(seed)
    as_cut = (STRETCH[0] / strip_reader.STRETCH, STRETCH[1] / strip_reader.STRETCH)
    for i in range(count):
        date = bool(i % 2)
        image, label = strip(rng, hands, date=date, short=0, stretch=as_cut)
        match = _FIELD[date].search(label)
        if match is None:
            continue
        wanted, pen = in_figures(match["field"])
        guesses = read_date([image])["day"] if date else read_number([image])
        yield Answer(image, "day" if date else "number", wanted, pen > 0.5, tuple(guesses))


def report(found: list[Answer]) -> str:
    """A table of rows, one a kind of field."""
    rows = []
    for kind in ("number", "day"):
        for name, some in (
            (f"{kind} by hand", [a for a in found if a.kind == kind and a.by_hand]),
            (f"{kind} printed", [a for a in found if a.kind == kind and a.wanted and not a.by_hand]),
        ):
            sure = [a for a in some if a.best.probability >= 0.9]
            rows.append(
                f"{name:16} {sum(a.right for a in some)} of {len(some)} right; "
                f"at 0.9 and more {sum(a.right for a in sure)} of {len(sure)}"
            )
    blank, filled = [a for a in found if not a.wanted], [a for a in found if a.wanted]
    rows.append(f"blank seen as blank {sum(a.right for a in blank)} of {len(blank)}")
    rows.append(f"filled seen as filled {sum(bool(a.best.text) for a in filled)} of {len(filled)}")
    return "\n".join(rows)


def main() -> None:
    """Draw, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2030)
    parser.add_argument("--fonts", type=Path, default=Path(".cache/fonts"))
    parser.add_argument("--sheet", type=Path, default=SHEET, help="digits.png of Debian's opencv-doc")
    given = parser.parse_args()
    print(report(list(answers(sources(given.fonts, given.sheet), given.seed, given.strips))))


if __name__ == "__main__":
    main()
