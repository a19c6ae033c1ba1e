"""All words of the pages, Vietnamese and English, from one catalogue (`strings.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

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
