"""All words of the pages, Vietnamese and English, from one catalogue (`strings.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

LANGUAGE_COOKIE = "congvan_language"
CATALOGUE = Path(__file__).with_name("strings.toml")


class Language(StrEnum):
    """Languages of the pages; records stay Vietnamese."""

    VI = "vi"
    EN = "en"


@lru_cache
def words(language: Language) -> Mapping[str, str]:
    """Every key of the catalogue in one language."""
    with CATALOGUE.open("rb") as file:
        catalogue = tomllib.load(file)
    return {key: both[language.value] for key, both in catalogue.items()}


def language_of(cookie: str | None) -> Language:
    """The language a browser asked for; Vietnamese unless it chose another."""
    return Language.EN if cookie == Language.EN.value else Language.VI


def said(reason: str, language: Language) -> str:
    """An error as the pages tell it, by the code that its English sentence begins with.

    Example:
        >>> said("I-EMPTY a.pdf: the file is empty; copy or scan it again", Language.EN)
        'The file is empty. Copy or scan it again.'
    """
    code = reason.split(" ", 1)[0]
    known = words(language).get(code) if "-" in code and code.isupper() else None
    return known or reason
