"""The full-text index: one query language, one tokenizer (ours), two engines.

Both engines are given the same words, so both find the same letters in the same order: best tier
first (right accents in the head, ..., words anywhere), newest first within a tier.
"""

from __future__ import annotations

from sqlalchemy import Engine

from pipeline.archive.index.contract import Index, Match, Texts
from pipeline.archive.index.postgres import PostgresIndex
from pipeline.archive.index.sqlite import SqliteIndex

__all__ = ["Index", "Match", "Texts", "of"]


def of(engine: Engine) -> Index:
    """The index that fits the engine."""
    return SqliteIndex() if engine.dialect.name == "sqlite" else PostgresIndex()
