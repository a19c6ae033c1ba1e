"""Which parts of the house are present, in which versions, and what to do about a missing one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import metadata

from pipeline.errors import MissingPart
from pipeline.records.evidence import Record
from pipeline.weights import weight


class Part(Record):
    """One program, data file, package or weight."""

    name: str
    version: str | None
    needed: bool = True
    remedy: str = ""

    @property
    def present(self) -> bool:
        """Whether it was found."""
        return self.version is not None


PROGRAMS = (
    ("tesseract", ("tesseract", "--version"), True, "apt-get install tesseract-ocr"),
    ("pdftoppm", ("pdftoppm", "-v"), True, "apt-get install poppler-utils"),
)
LANGUAGES = (
    ("vie", True, "apt-get install tesseract-ocr-vie"),
    ("Vietnamese", True, "apt-get install tesseract-ocr-script-viet"),
    ("osd", False, "apt-get install tesseract-ocr"),
)
PACKAGES = (
    "opencv-python-headless",
    "tesserocr",
    "pdf2image",
    "pypdfium2",
    "pikepdf",
    "pydantic",
    "Unidecode",
    "rapidfuzz",
    "zxing-cpp",
    "SQLAlchemy",
    "spacy",
    "fastapi",
    "distributed",
)
WEIGHTS = ("diacritics", "digits", "ner", "tesseract")


def examine() -> tuple[Part, ...]:
    """Look for every part; nothing is changed and nothing raises."""
    python = Part(name="python", version=sys.version.split()[0], remedy="install Python 3.11 or newer")
    programs = [
        Part(name=name, version=_version(command), needed=needed, remedy=remedy)
        for name, command, needed, remedy in PROGRAMS
    ]
    installed = _languages()
    languages = [
        Part(
            name=f"tesseract {name}",
            version="yes" if name in installed else None,
            needed=needed,
            remedy=remedy,
        )
        for name, needed, remedy in LANGUAGES
    ]
    packages = [Part(name=name, version=_package(name), remedy=f"pip install {name}") for name in PACKAGES]
    weights = [
        Part(name=f"models/{name}", version=_weight(name), needed=False, remedy="reinstall congvan")
        for name in WEIGHTS
    ]
    return (python, *programs, *languages, *packages, *weights)


def _run(command: tuple[str, ...]) -> str:
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def _version(command: tuple[str, ...]) -> str | None:
    words = _run(command).split("\n")[0].split()
    return next((w for w in words if w[0].isdigit()), words[-1]) if words else None


def _languages() -> frozenset[str]:
    return frozenset(_run(("tesseract", "--list-langs")).split("\n")[1:])


def _package(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _weight(name: str) -> str | None:
    try:
        return "yes" if any(weight(name).iterdir()) else None
    except MissingPart:
        return None
