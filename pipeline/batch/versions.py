"""Which versions read a letter: written into its history."""

from __future__ import annotations

from functools import lru_cache

from pipeline import __version__
from pipeline.doctor import examine


@lru_cache(maxsize=1)
def versions() -> str:
    """congvan, Tesseract and the packages that touch pixels, in one line."""
    found = {part.name: part.version for part in examine() if part.version}
    named = ["tesseract", "pdftoppm", "opencv-python-headless", "tesserocr"]
    return "; ".join([f"congvan {__version__}", *(f"{n} {found[n]}" for n in named if n in found)])
