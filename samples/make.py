"""Make all samples again: `python -m samples.make`.

Every file comes out byte for byte the same with the same fonts, libraries and Tesseract; only
`letters/05-xa-van-dai.txt` depends on the version of Tesseract's English model, so that file is kept unless
`--all` is given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from samples import contest, others
from training.letters import How, age, fonts, render
from training.letters import files as out
from training.letters.ageing import Aged
from training.letters.docx import word_file
from training.letters.model import LetterText
from training.letters.sheet import Sheet
from training.letters.vector import text_pdf

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write every sample and its expected record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--all", action="store_true", help="also read the wrong-language text again")
    args = parser.parse_args()
    make(args.out, everything=args.all)


def make(folder: Path, *, everything: bool = False) -> None:
    """Write the samples into `folder`."""
    for name in ("letters", "expected"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for letter, write, suffix in SAMPLES:
        path = folder / "letters" / f"{letter.name}.{suffix}"
        if suffix != "txt" or everything or not path.exists():
            write(path, letter)
        expected = json.dumps(letter.expected, ensure_ascii=False, indent=1) + "\n"
        (folder / "expected" / f"{letter.name}.json").write_text(expected, encoding="utf-8")


def pages(letter: LetterText, how: How, sheet: Sheet, *, dpi: float = 200.0) -> list[Aged]:
    """Rendered and aged pages; the letter's number in the list is the seed."""
    seed = int(letter.name[:2])
    rng = np.random.default_rng(seed)
    rendered = render(letter, sheet, dpi=dpi, seed=seed)
    images = [p.image for p in rendered]
    back = images[::-1] if len(images) > 1 else images
    return [age(i, how, rng, dpi=dpi, reverse=b) for i, b in zip(images, back, strict=True)]


def _digital(path: Path, letter: LetterText) -> None:
    text_pdf(path, letter, Sheet())


def _scan(how: How, sheet: Sheet, *, quality: int = 60) -> Callable[[Path, LetterText], None]:
    def write(path: Path, letter: LetterText) -> None:
        out.image_pdf(path, pages(letter, how, sheet), quality=quality)

    return write


def _tiff(path: Path, letter: LetterText) -> None:
    out.tiff(path, pages(letter, How.FAX, Sheet(body=14, leading=1.3, gap=8)))


def _photo(path: Path, letter: LetterText) -> None:
    (page,) = pages(letter, How.PHOTO, Sheet(body=14, leading=1.25))
    out.jpeg(path, page, quality=72, dpi=72)


def _misread(path: Path, letter: LetterText) -> None:
    rendered = render(letter, Sheet(), dpi=150)
    text = out.wrong_language_text([p.image for p in rendered], 150)
    path.write_text(text, encoding="utf-8")


SAMPLES: list[tuple[LetterText, Callable[[Path, LetterText], None], str]] = [
    (contest.root(), _digital, "pdf"),
    (contest.agrees(), _scan(How.LIGHT, Sheet(body=14)), "pdf"),
    (contest.refines(), _tiff, "tif"),
    (contest.conflicts(), _photo, "jpg"),
    (contest.contradicts(), _misread, "txt"),
    (contest.extends(), _scan(How.JPEG200, Sheet(body=14, family=fonts.FREE)), "pdf"),
    (others.draft(), word_file, "docx"),
    (others.ordinary(), _scan(How.HEAVY, Sheet(body=13.5), quality=45), "pdf"),
    (others.invitation(), _scan(How.CCITT, Sheet(body=14)), "pdf"),
    (others.decision(), _scan(How.BLEED, Sheet(body=14)), "pdf"),
]

if __name__ == "__main__":
    main()
