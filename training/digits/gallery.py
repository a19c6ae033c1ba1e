"""Drawn strips, with what the shipped reader sees in them: `python -m training.digits.gallery`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.digits.measure import Answer, answers
from training.digits.sources import PRINT, SHEET, sources

COLUMN, ROW, COLUMNS = 400, 66, 2
FACE = PRINT[-1]


def picture(found: Sequence[Answer]) -> Image.Image:
    """Strips in columns, under each the reading with its probability; wrong ones also say what was drawn."""
    rows = -(-len(found) // COLUMNS)
    sheet = Image.new("L", (COLUMNS * COLUMN, rows * ROW), 255)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(str(FACE), 13)
    for i, answer in enumerate(found):
        x, y = i % COLUMNS * COLUMN + 8, i // COLUMNS * ROW + 4
        sheet.paste(Image.fromarray(answer.image[:, : COLUMN - 16]), (x, y))
        best = answer.best
        text = f"{answer.kind} {best.text or 'blank'} ({best.probability:.2f})"
        if not answer.right:
            text += f"  WRONG: drawn {answer.wanted or 'blank'}"
        draw.text((x, y + 43), text, fill=0, font=font)
    return sheet


def main() -> None:
    """Draw, read, write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strips", type=int, default=28)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--fonts", type=Path, default=Path(".cache/fonts"))
    parser.add_argument("--sheet", type=Path, default=SHEET)
    parser.add_argument("--out", type=Path, default=Path("docs/images/handwriting.png"))
    given = parser.parse_args()
    found = list(answers(sources(given.fonts, given.sheet), given.seed, given.strips))
    few = Image.fromarray(np.asarray(picture(found)) // 16 * 17)
    few.quantize(16).save(given.out, optimize=True)


if __name__ == "__main__":
    main()
