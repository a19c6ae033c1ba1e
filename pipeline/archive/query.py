"""The query language: words, "phrases", prefix*, filters and bounds in plain Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pipeline.archive.bounds import ALWAYS, Span, natural, parse_limit, parse_span
from pipeline.archive.fold import code_key, tokens
from pipeline.archive.index import Match
from pipeline.archive.index.contract import Scope, Term
from pipeline.archive.kinds import named
from pipeline.errors import BadQuery
from pipeline.folding import fold

FILTERS = ("issuer", "kind", "from", "to", "deadline", "contest", "code", "cites", "state")
_PIECE = re.compile(r'(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_CODE_WORD = re.compile(r"(?=.*\d)\d+[a-zđ]?(?:[/-][\wĐđ&]+)+$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,}(?:-[A-ZĐ]+)*$|[bcdđghklmnpqrstvx]{2,}$")


@dataclass(frozen=True)
class Query:
    """A search as understood."""

    terms: tuple[Term, ...] = ()
    issued: Span = ALWAYS
    deadline: Span | None = None
    kind: str | None = None
    code: str | None = None
    cites: str | None = None
    state: str | None = None
    bounds: tuple[str, ...] = field(default=())
    """The words that were taken as a bound on the date, for the second try as plain words."""

    @property
    def understood(self) -> str:
        """The search in one line, as the terminal and the page show it, in the language of queries."""
        parts = [" ".join(t.folded) + ("*" if t.prefix else "") for t in self.terms]
        parts = [f'"{p}"' if " " in p else p for p in parts]
        for i, term in enumerate(self.terms):
            if term.scope is not Scope.ANYWHERE:
                parts[i] = f"{term.scope}:{parts[i]}"
        for name in ("kind", "code", "cites", "state"):
            if value := getattr(self, name):
                parts.append(f"{name}:{value}")
        parts += self.issued.said("from:", "to:")
        if self.deadline is not None:
            parts += self.deadline.said("deadline:>=", "deadline:<=")
        return " ".join(parts)


def parse(text: str, year: int, *, bounds: bool = True) -> Query:
    """Read a query; `year` completes dates without one.

    Example:
        >>> parse('thi ung dung AI truoc thang 6 issuer:"hải dương"', 2026).understood
        'thi ung dung ai issuer:"hai duong" to:31/05/2026'

    Raises:
        BadQuery: an unknown filter, or a date that is none.
    """
    query, words = Query(), []
    pieces = list(_PIECE.finditer(unicodedata.normalize("NFC", text)))
    while pieces:
        piece = pieces.pop(0)
        name, value = piece["name"], piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if name == "kind" and piece["word"]:
            value = _kind(value, pieces)
        if name in FILTERS:
            query = _filter(query, name, value, year)
        elif piece["phrase"] is not None:
            query = replace(query, terms=(*query.terms, *_phrase(value)))
        else:
            words.append(f"{name}:{value}" if name else value)
    free = " ".join(words)
    if bounds:
        span, places = natural(fold(free), year)
        query = replace(query, issued=query.issued.within(span), bounds=tuple(free[a:b] for a, b in places))
        for a, b in reversed(places):
            free = f"{free[:a]} {free[b:]}"
    return replace(query, terms=(*_free(free.split()), *query.terms))


def tiers(query: Query) -> tuple[Match, ...]:
    """The same search from its best kind of hit to its weakest.

    Right accents before folded ones; within these: all in the head, as one phrase, anywhere.
    """
    terms = query.terms
    if not terms:
        return ()
    together = _together(terms)
    forms = [True, False] if any(t.marked for t in terms) else [False]
    found = []
    for exact in forms:
        found.append(Match(terms, Scope.HEAD, exact))
        if together is not None:
            found.append(Match(together, exact=exact))
        found.append(Match(terms, exact=exact))
    return tuple(found)


def _together(terms: tuple[Term, ...]) -> tuple[Term, ...] | None:
    words = [t for t in terms if t.scope is Scope.ANYWHERE and t.code is None]
    if len(words) < 2:
        return None
    one = Term(
        tuple(w for t in words for w in t.folded), tuple(w for t in words for w in t.exact), words[-1].prefix
    )
    return (one, *(t for t in terms if t not in words))


def _kind(first: str, pieces: list[re.Match[str]]) -> str:
    """The type that follows `kind:`, with more words where they go on with its name; they are taken."""
    more = list(takewhile(bool, (p["word"] if not p["name"] else None for p in pieces)))
    length = max(1, named([first, *map(str, more)]))
    del pieces[: length - 1]
    return " ".join([first, *map(str, more[: length - 1])])


def _filter(query: Query, name: str, value: str, year: int) -> Query:
    match name:
        case "from":
            return replace(query, issued=query.issued.within(Span(parse_span(value, year).first, None)))
        case "to":
            return replace(query, issued=query.issued.within(Span(None, parse_span(value, year).last)))
        case "deadline":
            return replace(query, deadline=parse_limit(value, year).within(query.deadline or ALWAYS))
        case "kind":
            return replace(query, kind=value)
        case "state":
            return replace(query, state=value)
        case "code" | "cites":
            key = code_key(value)
            if not key:
                raise BadQuery(f"{name}:{value}", "no letters or digits in it")
            return replace(query, code=key) if name == "code" else replace(query, cites=key)
        case _:
            scope = Scope(name)
            found = [replace(t, scope=scope) for t in _phrase(value)]
            return replace(query, terms=(*query.terms, *found))


def _phrase(text: str) -> list[Term]:
    words = list(tokens(text))
    if not words:
        return []
    prefix = text.endswith("*")
    return [Term(tuple(t.folded for t in words), tuple(t.exact for t in words), prefix)]


def _free(words: list[str]) -> list[Term]:
    found: list[Term] = []
    i = 0
    while i < len(words):
        run = 1
        if words[i].isdecimal():
            while i + run < len(words) and _ABBREVIATION.match(words[i + run]):
                run += 1
        said = " ".join(words[i : i + run])
        code = code_key(said) if run > 1 or _CODE_WORD.match(said) else None
        found.extend(replace(t, code=code) for t in _phrase(said))
        i += run
    return found
