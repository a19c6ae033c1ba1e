"""What an index offers, and what it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Select


@dataclass(frozen=True)
class Texts:
    """What is indexed of a letter."""

    subject: str
    issuer: str
    contest: str
    body: str
    codes: tuple[str, ...] = ()
    """Code keys of the letter: its own first (empty for a draft), then those it cites."""

    def codes_by_field(self) -> dict[str, tuple[str, ...]]:
        """The code keys that are indexed with a field."""
        return {"subject": tuple(filter(None, self.codes[:1])), "body": self.codes[1:]}


class Scope(StrEnum):
    """Where a word has to stand."""

    ANYWHERE = "anywhere"
    HEAD = "head"
    ISSUER = "issuer"
    CONTEST = "contest"


@dataclass(frozen=True)
class Term:
    """A word or a phrase: its folded and exact words, `codes` are other ways to hit it."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]
    prefix: bool = False
    scope: Scope = Scope.ANYWHERE
    code: str | None = None

    @property
    def marked(self) -> bool:
        """Whether it was written with marks."""
        return any(e not in (f, f"{f}_") for f, e in zip(self.folded, self.exact, strict=True))


@dataclass(frozen=True)
class Match:
    """All of these terms, in this scope; `exact` asks for the marks of marked terms."""

    terms: tuple[Term, ...]
    scope: Scope = Scope.ANYWHERE
    exact: bool = False


class Index(Protocol):
    """Full-text search of one database engine."""

    def prepare(self, db: Connection) -> None:
        """What must be there before the tables are made."""

    def create(self, db: Connection) -> None:
        """Make the index if it is missing."""

    def add(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Index a letter."""

    def remove(self, db: Connection, sort_key: int, texts: Texts) -> None:
        """Take a letter out; `texts` are those it was indexed with."""

    def clear(self, db: Connection) -> None:
        """Take everything out."""

    def lost(self, db: Connection) -> bool:
        """Whether there is nothing in it, because an older form of it was taken away."""

    def ready(self, db: Connection) -> None:
        """What a transaction needs before it searches."""

    def tidy(self, db: Connection) -> None:
        """What is worth doing after many letters were put in."""

    def letters(
        self, wanted: Match, unwanted: tuple[Match, ...], where: list[ColumnElement[bool]], limit: int
    ) -> Select[int, int]:
        """(sort_key, letter pk) of letters that match `wanted` and none of `unwanted`, newest first."""

    def matching(self, wanted: Match, where: list[ColumnElement[bool]], limit: int | None) -> Select[int]:
        """Row numbers of letters that match, in any order."""

    def check(self, db: Connection) -> str | None:
        """What is wrong with the index itself, if anything."""
