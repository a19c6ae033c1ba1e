"""Pages read once: kept under .cache, keyed by picture, options, Tesseract and the code that reads."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from pipeline import cleanup, layout, ocr
from pipeline.options import CleanupOptions, OcrOptions
from pipeline.records.image import PageImage
from pipeline.records.page import Page

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "tests-ocr"
STAGES = ("cleanup", "layout", "ocr", "records")


def read_cached(image: PageImage, options: OcrOptions | None = None) -> Page:
    """The page as read; from the cache where nothing that matters has changed."""
    options = options or OcrOptions()
    digest = hashlib.sha256(image.pixels.tobytes())
    digest.update(f"{image.pixels.shape} {image.dpi} {image.bilevel} {options.key()}".encode())
    digest.update(f"{ocr.engine_name(options)} {_code()}".encode())
    path = CACHE / f"{digest.hexdigest()[:32]}.json"
    if path.exists():
        return Page.model_validate_json(path.read_text())
    clean = cleanup.clean(image, CleanupOptions())
    page = ocr.read_page(clean, layout.analyse(clean), options)
    CACHE.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(page.model_dump_json())
    half.replace(path)
    return page


@lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.sha256()
    for stage in STAGES:
        for file in sorted((ROOT / "pipeline" / stage).rglob("*")):
            if file.suffix in {".py", ".tsv"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()
