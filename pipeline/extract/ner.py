"""The trained recogniser of names: a second witness where the rules end a name by its surroundings.

It is loaded when a text is first given to it, so letters that cite nothing never pay for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.weights import weight

if TYPE_CHECKING:
    from spacy.language import Language

Span = tuple[int, int]
_AROUND = 60
"""Characters before and after a place that tell the recogniser enough."""


@dataclass(frozen=True)
class Named:
    """A name in a text: `AGENCY`, `PERSON`, `TITLE`, `PLACE`, `CONTEST` or `CAMPAIGN`."""

    start: int
    end: int
    label: str


Names = Callable[[str, Span], tuple[Named, ...]]
"""The names in a text around a place of it."""


def nobody(text: str, place: Span) -> tuple[Named, ...]:
    """No names: what the rules alone work with."""
    return ()


def names(text: str, place: Span) -> tuple[Named, ...]:
    """The names that the recogniser sees around a place, in order, with offsets in `text`."""
    start, end = max(0, place[0] - _AROUND), min(len(text), place[1] + _AROUND)
    start = text.find(" ", start, place[0]) + 1 if start else 0
    cut = text.rfind(" ", place[1], end) if end < len(text) else end
    end = cut if cut > place[1] else end
    return tuple(Named(start + n.start, start + n.end, n.label) for n in _seen(text[start:end]))


@lru_cache(maxsize=512)
def _seen(text: str) -> tuple[Named, ...]:
    doc = _model()(text.replace("\n", " "))
    return tuple(Named(e.start_char, e.end_char, e.label_) for e in doc.ents)


@lru_cache(maxsize=1)
def _model() -> Language:
    import spacy

    return spacy.load(weight("ner"))
