"""Write generated letters with their truth.

    python -m training.letters --family test --count 60 --out /tmp/letters --age light
    python -m training.letters --family test --count 60 --out /tmp/letters --format txt
    python -m training.letters --family test --count 10 --out /tmp/letters --join    # two letters a file

Each letter gives NAME.<format>, NAME.expected.json (the record, plain values) and NAME.truth.json (words
with boxes and zones in reading order, entities with offsets, what is written by hand).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.letters import How, LetterText, RenderedPage, age, any_sheet, bare, compose, files, render
from training.letters.compose import FAMILIES
from training.letters.docx import word_file
from training.letters.vector import text_pdf

FORMATS = ("pdf", "png", "jpg", "tif", "textpdf", "docx", "txt", "garbled")
BARE = ("textpdf", "docx", "txt", "garbled")
"""Formats that hold text only: nothing is stamped or written over it."""


def main() -> None:
    """Parse the command line and write the letters."""
    parser = argparse.ArgumentParser(
        prog="python -m training.letters", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--family", choices=FAMILIES, default="train")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--age", choices=[h.value for h in How], default="clean")
    parser.add_argument("--format", choices=FORMATS, default="pdf")
    parser.add_argument("--dpi", type=float, default=200.0)
    parser.add_argument("--join", action="store_true", help="two letters in one file (pictures only)")
    parser.add_argument("--only", choices=("contest", "ordinary"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    step = 2 if args.join and args.format not in BARE else 1
    for seed in range(args.first, args.first + args.count * step, step):
        letters = [compose(seed + i, args.family, only=args.only) for i in range(step)]
        write(letters, seed, args.out, how=How(args.age), form=args.format, dpi=args.dpi)


def write(letters: Sequence[LetterText], seed: int, out: Path, *, how: How, form: str, dpi: float) -> None:
    """Write one file, its expected record and its truth; further letters stand in `also`."""
    letters = [bare(x) if form in BARE else x for x in letters]
    sheet = any_sheet(random.Random(f"sheet {seed}"))
    rendered = [render(x, sheet, dpi=dpi, seed=seed) for x in letters]
    pages = [page for some in rendered for page in some]
    first, *others = letters
    base = out / first.name
    if form == "textpdf":
        text_pdf(base.with_suffix(".pdf"), first, sheet)
    elif form == "docx":
        word_file(base.with_suffix(".docx"), first)
    elif form == "txt":
        base.with_suffix(".txt").write_text("\f".join(p.truth.text for p in pages) + "\n", encoding="utf-8")
    elif form == "garbled":
        text = files.wrong_language_text([p.image for p in pages], dpi)
        base.with_suffix(".txt").write_text(text, encoding="utf-8")
    else:
        _pictures(base, pages, how, form, np.random.default_rng(seed))
    expected = {**first.expected, "also": [x.expected for x in others]} if others else first.expected
    _json(base.with_suffix(".expected.json"), expected)
    _json(base.with_suffix(".truth.json"), truth(first, pages))


def _pictures(base: Path, pages: list[RenderedPage], how: How, form: str, rng: np.random.Generator) -> None:
    images = [p.image for p in pages]
    backs = images[::-1] if len(images) > 1 else images
    dpi = pages[0].dpi
    aged = [age(i, how, rng, dpi=dpi, reverse=b) for i, b in zip(images, backs, strict=True)]
    if form == "pdf":
        files.image_pdf(base.with_suffix(".pdf"), aged)
    elif form == "tif":
        files.tiff(base.with_suffix(".tif"), aged)
    else:
        save = files.png if form == "png" else files.jpeg
        for number, page in enumerate(aged, start=1):
            tail = f"-{number}" if len(aged) > 1 else ""
            save(base.with_name(f"{base.name}{tail}.{form}"), page)


def truth(letter: LetterText, pages: list[RenderedPage]) -> dict[str, Any]:
    """What stands where on the clean pages."""
    return {
        "name": letter.name,
        "handwritten": sorted(letter.head.by_hand),
        "pages": [
            {
                "text": page.truth.text,
                "lines": [
                    {
                        "zone": line.zone,
                        "block": line.block,
                        "words": [[w.text, *(round(v, 5) for v in w.box)] for w in line.words],
                    }
                    for line in page.truth.lines
                ],
                "entities": [[e.start, e.end, e.label, e.whole] for e in page.truth.entities],
            }
            for page in pages
        ],
    }


def _json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
