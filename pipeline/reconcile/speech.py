"""The two languages of what people read."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel

R = TypeVar("R", bound=BaseModel)
_TWINS = ("reason", "message", "note", "detail")


class Lang(StrEnum):
    """Language of sentences and headings."""

    EN = "en"
    VI = "vi"


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    with files("pipeline.reconcile").joinpath("data", "labels.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {(row["key"], lang): row[lang] for row in rows for lang in ("en", "vi")}


def label(key: str, lang: Lang = Lang.EN) -> str:
    """A heading or the name of a verdict, authority, role or kind.

    Example:
        >>> label("conflict", Lang.VI)
        'MÂU THUẪN'
    """
    return _labels()[(key, lang.value)]


def in_language(record: R, lang: Lang) -> R:
    """The record with `reason`, `message`, `note`, `detail` in a language; the `_vi` twins stay."""
    if lang is Lang.EN:
        return record
    changes: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        twin = getattr(record, f"{name}_vi", None) if name in _TWINS else None
        if twin is not None:
            changes[name] = twin
        elif isinstance(value, BaseModel):
            changes[name] = in_language(value, lang)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            changes[name] = tuple(in_language(v, lang) for v in value)
    return record.model_copy(update=changes)
