"""Where the weights of `models/` lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import MissingPart

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "models", _PACKAGE.parent / "models")
"""Inside the package (wheel), else beside it (checkout)."""


def weight(name: str) -> Path:
    """Path of a file or folder under `models/`, such as `diacritics/lm.npz`.

    Raises:
        MissingPart: it is in neither place.
    """
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise MissingPart(f"models/{name}", "weights not found")
