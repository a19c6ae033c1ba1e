"""Which engines stand behind a profile, opened once a thread."""

from __future__ import annotations

import threading

from pipeline.ocr.engine import Engine
from pipeline.ocr.tesseract import Tesseract, version
from pipeline.options import OcrOptions, Profile

FIRST = "vie"
SECOND = "Vietnamese"

_open = threading.local()


def engine_name(options: OcrOptions) -> str:
    """What reads under these options, for the record: `Tesseract 5.5.4 (vie, Vietnamese)`."""
    readers = FIRST if options.profile is Profile.FAST else f"{FIRST}, {SECOND}"
    return f"Tesseract {version()} ({readers})"


def engine(language: str) -> Engine:
    """The engine of a language, opened on first use in this thread.

    Raises:
        MissingPart: Tesseract or the language's data is not installed.
    """
    known: dict[str, Engine] = _open.__dict__.setdefault("engines", {})
    if language not in known:
        known[language] = Tesseract(language)
    return known[language]
