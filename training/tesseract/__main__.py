"""Trains Debian's `vie` on with lines of letters: `python -m training.tesseract`.

Needs Tesseract's training programs and Vietnamese data (Debian: tesseract-ocr, tesseract-ocr-vie), the text
corpora, and the fonts of fonts-liberation2, fonts-freefont-ttf, fonts-texgyre, fonts-linuxlibertine,
fonts-sil-charis and fonts-noto-core. About two hours on one quiet core.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

from pipeline.ocr.tesseract import data_folder
from training.letters import fonts
from training.tesseract import tools
from training.tesseract.data import make
from training.tesseract.lines import Cutter
from training.tesseract.network import floated
from training.tesseract.text import corpus

BASE = "vie"
FIRST_LETTER = 1000
CHUNK = 60


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
    parser.add_argument("--letters", type=int, default=360)
    parser.add_argument("--iterations", type=int, nargs=2, default=(16_000, 24_000), metavar=("FAST", "SLOW"))
    parser.add_argument("--rates", type=float, nargs=2, default=(2e-4, 5e-5), metavar=("FAST", "SLOW"))
    parser.add_argument("--fonts", type=Path, help="a folder of unpacked font packages, where not installed")
    parser.add_argument("--work", type=Path, default=Path(".cache/tesseract"))
    parser.add_argument("--out", type=Path, default=Path("models/tesseract/vie_letters.traineddata"))
    given = parser.parse_args()
    if given.fonts:
        fonts.ROOTS = (*fonts.ROOTS, given.fonts)
    model, network = real_model(given.work)
    prose = corpus(random.Random("prose of training lines"))
    known = tools.charset(given.work / "start.lstm-unicharset")
    cutter, files = Cutter(BASE), []
    for first in range(FIRST_LETTER, FIRST_LETTER + given.letters, CHUNK):
        count = min(CHUNK, FIRST_LETTER + given.letters - first)
        files += make(given.work / "lines", first, count, prose, cutter, known)
    start, fresh = network, given.work / "letters"
    for rate, until in zip(given.rates, given.iterations, strict=True):
        start = tools.train(model, start, files, fresh, rate=rate, fresh=True, until=until)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    tools.finish(model, start, given.out)


if __name__ == "__main__":
    main()
