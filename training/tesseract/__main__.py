"""Trains Debian's `vie` on with lines of letters: `python -m training.tesseract`.

Needs Tesseract's training programs and Vietnamese data (Debian: tesseract-ocr, tesseract-ocr-vie), the text
corpora, and the fonts of fonts-liberation2, fonts-freefont-ttf, fonts-texgyre, fonts-linuxlibertine,
fonts-sil-charis and fonts-noto-core. About half an hour of one quiet core.
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
from training.tesseract.data import make
from training.tesseract.lines import Cutter
from training.tesseract.network import floated
from training.tesseract.text import corpus

BASE = "vie"
LETTERS = (range(1000, 1060), range(1060, 1140), range(1140, 1240))
"""Seeds of the letters, in three lots; about 37 lines a letter."""


@dataclass(frozen=True)
class Stage:
    """So many lines read from these lots, at this rate."""

    lots: tuple[int, ...]
    rate: float
    iterations: int


STAGES = (
    Stage((0,), 2e-4, 2700),
    Stage((0, 1), 2e-4, 3600),
    Stage((2,), 2e-4, 3800),
    Stage((0, 1, 2), 1.5e-4, 2000),
    Stage((0, 1, 2), 5e-5, 2500),
)


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fonts", type=Path, help="a folder of unpacked font packages, where not installed")
    parser.add_argument("--work", type=Path, default=Path(".cache/tesseract"))
    parser.add_argument("--out", type=Path, default=Path("models/tesseract/vie_letters.traineddata"))
    given = parser.parse_args()
    if given.fonts:
        fonts.ROOTS = (*fonts.ROOTS, given.fonts)
    model, network = real_model(given.work)
    prose = corpus(random.Random("prose of training lines"))
    known = tools.charset(given.work / "start.lstm-unicharset")
    cutter = Cutter(BASE)
    lots = [make(given.work / "lines", seeds, prose, cutter, known) for seeds in LETTERS]
    at = network
    for number, stage in enumerate(STAGES, start=1):
        files = [file for lot in stage.lots for file in lots[lot]]
        output = given.work / f"stage{number}" / "letters"
        at = tools.train(model, at, files, output, rate=stage.rate, iterations=stage.iterations)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    tools.finish(model, at, given.out)


if __name__ == "__main__":
    main()
