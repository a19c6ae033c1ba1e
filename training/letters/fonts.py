"""Fonts by file name, with a check that each has every Vietnamese letter."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

ROOTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


class FontMissing(RuntimeError):
    """A font file is not installed; the message names the Debian package."""


@dataclass(frozen=True)
class Family:
    """File names of one type family and the Debian package that brings them."""

    name: str
    folder: str
    regular: str
    bold: str
    italic: str
    bold_italic: str
    package: str
    scale: float = 1.0
    """Factor on the size so that the family sets about as wide as Times New Roman."""

    def path(self, *, bold: bool = False, italic: bool = False) -> Path:
        """The file of one cut; raises `FontMissing` when it is not installed."""
        name = {
            (False, False): self.regular,
            (True, False): self.bold,
            (False, True): self.italic,
            (True, True): self.bold_italic,
        }[bold, italic]
        return find(self.folder, name, self.package)


SERIF = Family(
    "Liberation Serif",
    "liberation2",
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
    "fonts-liberation2",
)
FREE = Family(
    "FreeSerif",
    "freefont",
    "FreeSerif.ttf",
    "FreeSerifBold.ttf",
    "FreeSerifItalic.ttf",
    "FreeSerifBoldItalic.ttf",
    "fonts-freefont-ttf",
)
SANS = Family(
    "Liberation Sans",
    "liberation2",
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
    "fonts-liberation2",
    0.92,
)
FAMILIES = (SERIF, FREE, SANS)


def vietnamese_letters() -> frozenset[str]:
    """All letters of Vietnamese with their tones, both cases, and the marks of official print."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    letters = {unicodedata.normalize("NFC", v + t) for v in vowels for t in tones}
    return frozenset(letters | set("đĐ“”–…’"))


@functools.cache
def missing_letters(path: Path) -> frozenset[str]:
    """Vietnamese letters that the font file lacks."""
    with TTFont(path, fontNumber=0, lazy=True) as font:
        cmap = font.getBestCmap() or {}
    return frozenset(c for c in vietnamese_letters() if ord(c) not in cmap)


@functools.cache
def find(folder: str, name: str, package: str) -> Path:
    """The font file `folder/name`, checked for coverage.

    Two Debian packages carry files of the same name, so the folder is part of the search.
    """
    for root in ROOTS:
        for path in sorted(root.rglob(name)) if root.is_dir() else ():
            if path.parent.name == folder and not missing_letters(path):
                return path
    raise FontMissing(f"no {name} with all Vietnamese letters; install it: apt-get install {package}")


@functools.lru_cache(maxsize=256)
def load(path: Path, pixels: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels; kerning by FreeType's basic layout, the same everywhere."""
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(maxsize=65536)
def width(text: str, path: Path, size: float) -> float:
    """Width of `text` in points at `size` points, without hinting."""
    return float(load(path, 1000).getlength(text)) * size / 1000
