"""Trains the strip reader and writes `models/digits/reader.onnx`: `python -m training.digits`.

Needs `pip install -e .[train]` (torch, onnx, scikit-image), which congvan itself does without. One process
draws strips, another learns from them; where drawing is the slower of the two, strips are seen a few times.

    python -m training.digits --quick --out /tmp/reader.onnx

goes the whole way in a minute with our own hand alone; what it writes cannot read.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from training.digits.glyphs import own
from training.digits.sources import ITALIC, PRINT, SHEET, sources
from training.digits.strips import Sources

RATE = 3e-3
"""The highest step; a run that goes on from kept weights is given less."""


def arguments() -> argparse.ArgumentParser:
    """What may be said on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.digits", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=24_000)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop then at the latest")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fonts", type=Path, default=Path(".cache/fonts"))
    parser.add_argument("--sheet", type=Path, default=SHEET, help="digits.png of Debian's opencv-doc")
    parser.add_argument("--start", type=Path, help="weights to go on from: .cache/reader.pt")
    parser.add_argument("--keep", type=Path, default=Path(".cache/reader.pt"), help="written every 500 steps")
    parser.add_argument("--out", type=Path, default=Path("models/digits/reader.onnx"))
    parser.add_argument("--quick", action="store_true", help="a few steps, to see it work")
    return parser


def main() -> None:
    """Train and write the weights."""
    given = arguments().parse_args()
    try:
        from training.digits import learn
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error.name} is not installed: pip install -e '.[train]'") from error
    if given.quick:
        given.steps = min(given.steps, 30)
    hands = Sources([own], PRINT, ITALIC) if given.quick else sources(given.fonts, given.sheet)
    model = learn.train(given, hands)
    count = 100 if given.quick else learn.TEMPERED
    print(f"temperature {learn.temper(model, hands, given.seed, count):.2f}")
    learn.export(model, given.out)


if __name__ == "__main__":
    main()
