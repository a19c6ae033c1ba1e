"""Tesseract inside the process (tesserocr): opened once, then line after line."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from pipeline.errors import MissingPart, PageFailed, PageTimeout
from pipeline.ocr.engine import Picture, Shape, Token
from pipeline.weights import weight

# Tesseract's own threads spin against each other: four times slower on a busy machine.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

PLACES = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
    Path("/opt/homebrew/share/tessdata"),
)
"""Where distributions put Tesseract's data; before them TESSDATA_PREFIX, before all `models/tesseract`."""
OWN = "tesseract"
"""The folder of `models/` with our own data."""


def version() -> str:
    """Version of the Tesseract library in use."""
    return str(tesserocr.tesseract_version()).split()[1]


def data_folder(language: str) -> Path:
    """The folder that holds a language's data.

    Raises:
        MissingPart: it is in none of the usual places.
    """
    prefix = os.environ.get("TESSDATA_PREFIX")
    places: tuple[Path, ...] = _own() + ((Path(prefix),) if prefix else ()) + PLACES
    for place in places:
        if (place / f"{language}.traineddata").is_file():
            return place
    raise MissingPart(f"Tesseract's data for '{language}'")


def _own() -> tuple[Path, ...]:
    try:
        return (weight(OWN),)
    except MissingPart:
        return ()


class Tesseract:
    """One language of Tesseract."""

    def __init__(self, language: str) -> None:
        """Load the language's data.

        Raises:
            MissingPart: the data is missing or damaged.
        """
        self.name = language
        folder = data_folder(language)
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(folder), lang=language, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.SINGLE_LINE
            )
        except RuntimeError as error:
            raise MissingPart(f"Tesseract's data for '{language}'", str(error)) from error
        # no typewriter's print is looked for: the network finds the spaces itself
        self._api.SetVariable("textord_all_prop", "1")

    def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
        """Read a grey picture; see `Engine.read`."""
        if seconds <= 0:
            raise PageTimeout()
        height, width = picture.shape
        api = self._api
        try:
            api.SetPageSegMode(int(shape))
            api.SetImageBytes(np.ascontiguousarray(picture).tobytes(), width, height, 1, width)
            if not api.Recognize(int(seconds * 1000)):
                raise PageTimeout()
            return self._tokens()
        except RuntimeError as error:
            raise PageFailed(detail=f"Tesseract: {error}") from error
        finally:
            api.Clear()

    def _tokens(self) -> list[Token]:
        found: list[Token] = []
        words = self._api.GetIterator()
        if words is None:
            return found
        line = -1
        level = tesserocr.RIL.WORD
        for word in tesserocr.iterate_level(words, level):
            if word.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
                line += 1
            if word.Empty(level):
                continue
            text = word.GetUTF8Text(level).strip()
            box = word.BoundingBox(level)
            if text and box:
                left, top, right, bottom = box
                sure = word.Confidence(level) / 100
                found.append(Token(text, sure, left, top, right, bottom, max(line, 0)))
        return found
