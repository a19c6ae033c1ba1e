"""Trains Debian's `vie` on with lines of letters: `python -m training.tesseract`.

Needs Tesseract's training programs and Vietnamese data (Debian: tesseract-ocr, tesseract-ocr-vie), the text
corpora, and the fonts of fonts-liberation2, fonts-freefont-ttf, fonts-texgyre, fonts-linuxlibertine,
fonts-sil-charis and fonts-noto-core; scans beside the project lend their paper where they are there.
About an hour of one quiet core. What was drawn and every stage that was trained stay in the
work folder: a run that was broken off goes on.

    python -m training.tesseract --quick --work /tmp/quick --out /tmp/quick/vie_letters.traineddata

goes the whole way in a minute with a few pages; what it writes is no better than what it started from.
"""

from __future__ import annotations

import argparse
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.ocr.tesseract import data_folder
from training.letters import fonts
from training.tesseract import tools
from training.tesseract.data import Source, make
from training.tesseract.lines import Cutter
from training.tesseract.network import floated
from training.tesseract.paper import papers
from training.tesseract.text import corpus

BASE = "vie"
FIRST_LETTER = 3000
LOT = 30
"""Letters to a lot, about a thousand lines."""


@dataclass(frozen=True)
class Stage:
    """So many lines read in turn from these lots, at this rate."""

    lots: range
    rate: float
    iterations: int


STAGES = (
    Stage(range(0, 8), 2e-4, 8000),
    Stage(range(8, 16), 2e-4, 8000),
    Stage(range(16, 24), 7e-5, 8000),
    Stage(range(0, 24), 2.5e-5, 8000),
    Stage(range(0, 24), 1e-5, 4000),
)
QUICK = (Stage(range(0, 1), 1e-4, 60), Stage(range(0, 2), 2e-5, 40))
QUICK_LOT = 2
QUICK_DOCUMENTS = 60


def real_model(work: Path) -> tuple[Path, Path]:
    """The distribution's model with a network of real numbers, and that network by itself."""
    work.mkdir(parents=True, exist_ok=True)
    model = work / "start.traineddata"
    shutil.copyfile(data_folder(BASE) / f"{BASE}.traineddata", model)
    tools.unpack(model, work / "start")
    network = work / "start.lstm"
    network.write_bytes(floated(network.read_bytes()))
    tools.put(model, network)
    return model, network


def main() -> None:
    """Make the lines, train, write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m training.tesseract",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--fonts", type=Path, help="a folder of unpacked font packages, where not installed")
    parser.add_argument("--work", type=Path, default=Path(".cache/tesseract"))
    parser.add_argument("--out", type=Path, default=Path("models/tesseract/vie_letters.traineddata"))
    parser.add_argument("--quick", action="store_true", help="a few pages and iterations, to see it work")
    given = parser.parse_args()
    if given.fonts:
        fonts.ROOTS = (*fonts.ROOTS, given.fonts)
    lot, stages = (QUICK_LOT, QUICK) if given.quick else (LOT, STAGES)
    model, network = real_model(given.work)
    known = tools.charset(given.work / "start.lstm-unicharset")
    prose = corpus(random.Random("prose of training lines"), QUICK_DOCUMENTS if given.quick else None)
    source = Source(prose, papers(), Cutter(BASE), known)
    at = network
    for number, stage in enumerate(stages, start=1):
        files = []
        for lot_number in stage.lots:
            start = FIRST_LETTER + lot * lot_number
            files.append(make(given.work / "lines", range(start, start + lot), source))
        output = given.work / f"stage{number}" / "letters"
        done = output.with_name("done")
        if not done.exists():
            tools.train(model, at, files, output, rate=stage.rate, iterations=stage.iterations)
            done.touch()
        at = tools.checkpoint(output)
        print(f"stage {number} of {len(stages)}: {stage.iterations} lines read", flush=True)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    tools.finish(model, at, given.out)
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
