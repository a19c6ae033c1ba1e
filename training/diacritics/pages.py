"""Pages rendered and read with the wrong language model: what the channel is learnt from.

    python -m training.diacritics.pages --pages 300 --seed 2

writes `.cache/diacritics/pairs-SEED.jsonl`: one object a page with its true and read lines, and the
pairs (true words, read words) that lie over each other on the page. Boxes decide what was read for
what, so a word that was cut in two or joined with its neighbour is seen as such.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from training.diacritics import corpus

FONTS = Path("/usr/share/fonts/truetype")
STYLES = ("regular", "bold", "italic", "bold-italic")
_FACES = {
    "liberation-serif": ("liberation2/LiberationSerif-", ("Regular", "Bold", "Italic", "BoldItalic")),
    "free-serif": ("freefont/FreeSerif", ("", "Bold", "Italic", "BoldItalic")),
    "dejavu-serif": ("dejavu/DejaVuSerif", ("", "-Bold", "-Italic", "-BoldItalic")),
    "liberation-sans": ("liberation2/LiberationSans-", ("Regular", "Bold", "Italic", "BoldItalic")),
    "free-sans": ("freefont/FreeSans", ("", "Bold", "Oblique", "BoldOblique")),
}
FAMILIES = {name: tuple(f"{stem}{s}.ttf" for s in styles) for name, (stem, styles) in _FACES.items()}
FAMILY_WEIGHTS = (0.55, 0.2, 0.05, 0.15, 0.05)
"""Decree 30/2020 asks for Times New Roman, whose shapes the first two have."""


@dataclass(frozen=True)
class Placed:
    """A true word and its box in pixels."""

    text: str
    line: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Read:
    """A read word and its box in pixels."""

    text: str
    line: int
    x0: float
    y0: float
    x1: float
    y1: float


class Text:
    """Draws lines of text from the corpora: legal, general, and bare syllables in any case."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.legal = self._lines("vbpl", 3) + self._lines("vlc", 3)
        self.general = self._lines("viwiki", 3)
        every = (w for line in self.legal + self.general for w in re.findall(r"[^\W\d_]+", line))
        count = Counter(w.lower() for w in every)
        self.syllables = [w for w, n in count.items() if n >= 12 and len(w) <= 7]

    def _lines(self, name: str, every: int) -> list[str]:
        some = (d for i, d in enumerate(corpus.training(name)) if i % every == 0)
        return [p for d in some for p in d if len(p.split()) > 6]

    def paragraph(self) -> str:
        """One paragraph; a third are bare syllables so that rare letters are seen too."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.3:
            words = rng.choices(self.syllables, k=13)
            case = rng.random()
            if case < 0.25:
                words = [w.capitalize() for w in words]
            elif case < 0.45:
                words = [w.upper() for w in words]
            return " ".join(words)
        line = rng.choice(self.legal if draw < 0.85 else self.general)
        return line.upper() if rng.random() < 0.07 else line


def wrap(words: list[str], font: ImageFont.FreeTypeFont, width: float) -> list[list[str]]:
    """Break words into lines no wider than `width` pixels."""
    lines: list[list[str]] = [[]]
    used, space = 0.0, font.getlength(" ")
    for word in words:
        long = font.getlength(word)
        if lines[-1] and used + space + long > width:
            lines.append([])
            used = 0.0
        used += long + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return lines


Made = tuple[Image.Image, list[Placed], dict[str, object]]


@dataclass(frozen=True)
class Look:
    """Typeface, size in pixels and line width of a page."""

    family: str
    style: int
    size: int
    width: float

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The face, ready to draw."""
        return ImageFont.truetype(str(FONTS / FAMILIES[self.family][self.style]), self.size)


SIZES = (22, 24, 27, 30, 34, 37, 42, 48, 54)
"""Pixels of the type: 13 points at 120 to 300 dpi."""


def look(rng: random.Random, sizes: tuple[int, ...] = SIZES) -> Look:
    """Draw the look of a page, mostly in a Times-like face."""
    family = rng.choices(list(FAMILIES), FAMILY_WEIGHTS)[0]
    style = rng.choices((0, 1, 2, 3), (0.66, 0.14, 0.12, 0.08))[0]
    size = rng.choice(sizes)
    return Look(family, style, size, size * rng.uniform(30, 42))


def render(text: Text, rng: random.Random, rows: int = 34) -> Made:
    """One page of drawn text, aged."""
    chosen = look(rng)
    lines: list[list[str]] = []
    while len(lines) < rows:
        lines += wrap(text.paragraph().split(), chosen.font, chosen.width)
    return draw(lines[:rows], chosen, rng)


def draw(lines: list[list[str]], chosen: Look, rng: random.Random, *, coarse: bool = True) -> Made:
    """A page with the given lines, aged; the boxes of its words follow its rotation."""
    font, size, width, rows = chosen.font, chosen.size, chosen.width, len(lines)
    pitch = size * rng.uniform(1.25, 1.6)
    w, h = int(width + 4 * size), int(rows * pitch + 4 * size)
    image = Image.new("L", (w, h), 255)
    pen = ImageDraw.Draw(image)
    placed: list[Placed] = []
    ink, space = rng.randint(0, 50), font.getlength(" ") * rng.uniform(0.95, 1.5)
    for i, line in enumerate(lines):
        x, y = 2.0 * size, 2 * size + i * pitch
        for word in line:
            pen.text((round(x), round(y)), word, font=font, fill=ink)
            long = font.getlength(word)
            placed.append(Placed(word, i, x, y, x + long, y + size * 1.2))
            x += long + space
    image, placed = age(image, placed, rng, size if coarse else None)
    return image, placed, {"family": chosen.family, "style": STYLES[chosen.style], "size": size}


def age(
    image: Image.Image, placed: list[Placed], rng: random.Random, size: int | None
) -> tuple[Image.Image, list[Placed]]:
    """Tilt, blur, noise and threshold as scanners and faxes do; words move with the tilt.

    A third are made coarse first (scanned at half to three quarters of the resolution), if the
    type's size is given.
    """
    if size is not None and rng.random() < 0.35:
        coarse = max(0.5, 19 / size, rng.uniform(0.5, 0.8))
        if coarse < 1:
            full = image.size
            small = image.resize((int(full[0] * coarse), int(full[1] * coarse)), Image.Resampling.BOX)
            image = small.resize(full, Image.Resampling.BICUBIC)
    if rng.random() < 0.5:
        angle = rng.uniform(-0.5, 0.5)
        image = image.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
        a, cx, cy = np.deg2rad(angle), image.width / 2, image.height / 2
        tilted = []
        for p in placed:
            dx, dy = a * (p.y0 - cy), -a * (p.x0 - cx)
            tilted.append(Placed(p.text, p.line, p.x0 + dx, p.y0 + dy, p.x1 + dx, p.y1 + dy))
        placed = tilted
    blur = rng.choice((0, 0, 0.5, 0.8, 1.1))
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur * (size or 36) / 36))
    noise = rng.choice((0, 0, 8, 16, 28))
    pixels = np.asarray(image, dtype=np.float32)
    if noise:
        pixels = pixels + np.random.default_rng(rng.randrange(1 << 30)).standard_normal(pixels.shape) * noise
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if rng.random() < 0.35:
        level = rng.randint(120, 190)
        image = image.point(lambda v: 255 if v > level else 0)
    return image, placed


def read(image: Image.Image, language: str, psm: int = 6) -> list[Read]:
    """The words Tesseract sees, with their boxes."""
    data = io.BytesIO()
    image.save(data, "PNG", dpi=(300, 300))
    run = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--psm", str(psm), "tsv"],
        input=data.getvalue(),
        capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=True,
    )
    words: list[Read] = []
    for row in csv.DictReader(run.stdout.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            x, y, w, h = (int(row[k]) for k in ("left", "top", "width", "height"))
            line = (int(row["block_num"]) * 100 + int(row["par_num"])) * 1000 + int(row["line_num"])
            words.append(Read(row["text"].strip(), line, x, y, x + w, y + h))
    return words


def over(true: list[Placed], seen: list[Read]) -> list[tuple[list[str], list[str]]]:
    """Groups of true and read words that lie over each other (1:1, 1:2, 2:1 ...)."""
    parent = list(range(len(true) + len(seen)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, t in enumerate(true):
        for j, s in enumerate(seen):
            middle = (s.y0 + s.y1) / 2
            if not t.y0 - 2 < middle < t.y1 + 2:
                continue
            shared = min(t.x1, s.x1) - max(t.x0, s.x0)
            if shared > 0.3 * min(t.x1 - t.x0, s.x1 - s.x0):
                parent[root(i)] = root(len(true) + j)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for k in range(len(parent)):
        side = groups.setdefault(root(k), ([], []))
        (side[0] if k < len(true) else side[1]).append(k)
    return [
        ([true[i].text for i in a], [seen[j - len(true)].text for j in b]) for a, b in groups.values() if a
    ]


def main() -> None:
    """Render, read and write the pairs."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pages", type=int, default=300)
    ask.add_argument("--seed", type=int, default=2)
    ask.add_argument("--language", default="eng")
    args = ask.parse_args()
    rng = random.Random(args.seed)
    text = Text(rng)
    corpus.CACHE.mkdir(parents=True, exist_ok=True)
    with (corpus.CACHE / f"pairs-{args.seed}.jsonl").open("w", encoding="utf-8") as out:
        for _ in range(args.pages):
            image, placed, made = render(text, rng)
            pairs = over(placed, read(image, args.language))
            out.write(json.dumps({**made, "pairs": pairs}, ensure_ascii=False) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
