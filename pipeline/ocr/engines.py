"""Which engines stand behind a profile, opened once a thread."""

from __future__ import annotations

import threading

from pipeline.ocr.engine import Engine
from pipeline.ocr.tesseract import Tesseract, version
from pipeline.options import OcrOptions, Profile

FIRST = "vie_letters"
"""Our own: Debian's `vie`, trained on with lines of letters (models/tesseract)."""
RIVALS = ("vie", "Vietnamese")
"""Debian's, as they are: they settle between them what to hold against the first, and read the print under
seals and pen strokes, which the first was not trained on."""

_open = threading.local()


def engine_name(options: OcrOptions) -> str:
    """What reads under these options, for the record: `Tesseract 5.5.4 (vie_letters, vie, Vietnamese)`."""
    readers = FIRST if options.profile is Profile.FAST else ", ".join((FIRST, *RIVALS))
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


def open_engines(options: OcrOptions) -> None:
    """Open every engine of a profile now, so that no page waits for it.

    Raises:
        MissingPart: Tesseract or a language's data is not installed.
    """
    for name in (FIRST,) if options.profile is Profile.FAST else (FIRST, *RIVALS):
        engine(name)
