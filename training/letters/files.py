"""Writing pages as the files that offices send: image PDF, TIFF, JPEG, wrong-language text."""

from __future__ import annotations

import io
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from training.letters.ageing import Aged

EPOCH = time.gmtime(1_767_225_600)
"""1 January 2026: the day all generated files carry, so that they come out the same every time."""


def image_pdf(path: Path, pages: Sequence[Aged], *, quality: int = 70) -> None:
    """A PDF of pictures only: CCITT for bilevel pages, JPEG for the others."""
    first, *rest = [p.image for p in pages]
    lossy = {} if pages[0].bilevel else {"quality": quality}
    first.save(
        path,
        "PDF",
        save_all=True,
        append_images=rest,
        resolution=pages[0].dpi,
        **lossy,
        creationDate=EPOCH,
        modDate=EPOCH,
        producer="scanner",
    )


def tiff(path: Path, pages: Sequence[Aged]) -> None:
    """A TIFF of several pages, CCITT group 4 where bilevel."""
    first, *rest = [p.image for p in pages]
    compression = "group4" if pages[0].bilevel else "jpeg"
    dpi = (round(pages[0].dpi), round(pages[0].dpi))
    first.save(path, "TIFF", save_all=True, append_images=rest, compression=compression, dpi=dpi)


def jpeg(path: Path, page: Aged, *, quality: int = 70, dpi: float | None = None) -> None:
    """One page as a JPEG."""
    resolution = round(dpi or page.dpi)
    page.image.convert("RGB").save(path, "JPEG", quality=quality, dpi=(resolution, resolution))


def png(path: Path, page: Aged) -> None:
    """One page as a PNG."""
    page.image.save(path, "PNG", dpi=(round(page.dpi), round(page.dpi)))


def wrong_language_text(images: Sequence[Image.Image], dpi: float, *, language: str = "eng") -> str:
    """What Tesseract makes of the pages when told the wrong language, page by page."""
    texts = []
    for image in images:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(round(dpi))],
            input=_as_png(image),
            capture_output=True,
            check=True,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        )
        texts.append(done.stdout.decode("utf-8").replace("\f", "").rstrip() + "\n")
    return "\n".join(texts)


def _as_png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()
