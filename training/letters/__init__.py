"""Letters with exact truth, for samples, benchmarks and training.

>>> letter = compose(7, "train")
>>> pages = render(letter, dpi=200)
>>> pages[0].image, pages[0].truth.text, letter.expected
>>> age(pages[0].image, "light", numpy.random.default_rng(7), dpi=200).image
"""

from __future__ import annotations

from training.letters import fonts
from training.letters.ageing import Aged, How, age
from training.letters.compose import bare, compose
from training.letters.layout import lay_out
from training.letters.model import LetterText
from training.letters.raster import RenderedPage, paint
from training.letters.sheet import Sheet, any_sheet
from training.letters.spans import Example, examples, pages_of
from training.letters.truth import TruthLine, TruthPage, TruthWord, reading

__all__ = [
    "Aged",
    "Example",
    "How",
    "LetterText",
    "RenderedPage",
    "Sheet",
    "TruthLine",
    "TruthPage",
    "TruthWord",
    "age",
    "any_sheet",
    "bare",
    "compose",
    "examples",
    "fonts",
    "pages_of",
    "reading",
    "render",
]


def render(
    letter: LetterText, sheet: Sheet | None = None, *, dpi: float = 300.0, seed: int = 0
) -> list[RenderedPage]:
    """Clean page pictures of a letter with the truth about each; `seed` moves stamps and handwriting."""
    sheet = sheet or Sheet()
    return paint(letter, lay_out(letter, sheet), sheet.family, dpi, seed)
