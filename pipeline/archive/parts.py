"""Which pages of a file belong to which letter: as it was read, or as a human said."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import BadDivision
from pipeline.records.letter import Letter


def written(begins: Iterable[int]) -> str:
    """First pages as the ledger holds them (`1-3`)."""
    return "-".join(map(str, begins))


def read(text: str) -> tuple[int, ...]:
    """First pages from the ledger; empty where no human said anything."""
    return tuple(map(int, filter(None, text.split("-"))))


def checked(begins: Iterable[int], pages: int) -> tuple[int, ...]:
    """First pages in order; the first letter begins on page 1.

    Raises:
        BadDivision: a page that the file does not have.
    """
    found = tuple(sorted({1, *begins}))
    if found[0] < 1 or found[-1] > max(1, pages):
        raise BadDivision(written(found), f"the file has {pages} pages")
    return found


def first_pages(whole: Letter) -> tuple[int, ...]:
    """The first page of each letter of a file, as its record tells; two may begin on one page."""
    others = (_with_text(one) for one in whole.also)
    return (1, *(own[0] if own else 1 for own in others))


def pages_of(whole: Letter, part: int, begins: str) -> tuple[int, ...]:
    """The pages of one letter (from 1) of a file.

    Up to where the next one begins; a letter that ends on the page on which the next one begins
    has that page too.
    """
    starts = (*(read(begins) or first_pages(whole)), whole.source.pages + 1)
    first, after = starts[part - 1], starts[part] if part < len(starts) else starts[-1]
    return tuple(range(first, max(first, after - 1) + 1))


def _with_text(one: Letter) -> list[int]:
    return [number for number, text in enumerate(one.text, start=1) if text.strip()]
