"""How strongly two letters point at one contest: weighed clues, and what rules it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reconcile.bodies import same_body
from pipeline.reconcile.keys import content, likeness, near
from pipeline.reconcile.profile import Profile

NEEDED = 3.0
"""Points from which two letters are taken for one contest; half of it makes a suggestion."""

STRONG = frozenset({"is-root", "same-root", "amends"})
"""Clues that hold against a difference in place or in the root of others in the group."""

APART = dt.timedelta(days=200)
"""Dates further apart than this are another edition, unless the same root letter (with its year) is cited."""

_FEW_WORDS = 3


@dataclass(frozen=True)
class Hint:
    """A clue before it is put into words."""

    kind: str
    points: float
    values: tuple[str, ...] = ()


def hints(a: Profile, b: Profile) -> tuple[Hint, ...]:
    """All clues for and against; symmetric."""
    return (*_codes(a, b), *_names(a, b), *_links(a, b), *_dates(a, b), *_places(a, b))


def total(clues: tuple[Hint, ...]) -> float:
    """Sum of the points."""
    return sum(c.points for c in clues)


def ruled_out(a: Profile, b: Profile) -> Hint | None:
    """What makes two letters different contests whatever else they share: edition, year, far dates."""
    if a.edition is not None and b.edition is not None and a.edition != b.edition:
        return Hint("other-edition", -99, (str(a.edition), str(b.edition)))
    if a.year is not None and b.year is not None and a.year != b.year:
        return Hint("other-year", -99, (str(a.year), str(b.year)))
    if a.span and b.span and not shared_root_year(a, b):
        gap = max(a.span[0] - b.span[1], b.span[0] - a.span[1])
        if gap > APART:
            return Hint("far-dates", -99, (str(gap.days),))
    return None


def shared_root_year(a: Profile, b: Profile) -> bool:
    """Whether both name the same root letter of the same year: numbers start anew each January."""
    if a.root is not None and a.root == b.root:
        return a.root_year is not None and a.root_year == b.root_year
    return _issued_as_cited(a, b) or _issued_as_cited(b, a)


def _issued_as_cited(a: Profile, b: Profile) -> bool:
    """Whether `b` is the very letter that `a` cites: the same code and the same date of issue."""
    cited = a.cites.get(b.own) if b.own is not None else None
    issued = b.letter.issued_on.value
    return cited is not None and issued is not None and cited.issued_on.value == issued


def _codes(a: Profile, b: Profile) -> Iterator[Hint]:
    if a.root is not None and a.root == b.root:
        dates = {p.root_citation.issued_on.value for p in (a, b) if p.root_citation is not None} - {None}
        if len(dates) < 2:
            yield Hint("same-root", 4, (a.root_code or "",))
        elif a.root_year == b.root_year:
            yield Hint("same-code", 2, (a.root_code or "",))
        return
    for x, y in ((a, b), (b, a)):
        if y.own is not None and y.own in x.cites and _same_year(x, y):
            code = y.letter.code.value or ""
            if x.root == y.own:
                yield Hint("is-root", 5, (code,))
            elif x.amendment is not None and (not x.amendment.targets or y.own in x.amendment.targets):
                yield Hint("amends", 4, (code,))
            else:
                yield Hint("cites", 2, (code,))
            return
    for x, y in ((a, b), (b, a)):
        if y.root is not None and y.root in x.cites:
            yield Hint(
                "amends" if x.amendment else "cites-root", 3 if x.amendment else 2, (y.root_code or "",)
            )
            return
    if a.root is not None and b.root is not None:
        yield _other_root(a, b)


def _other_root(a: Profile, b: Profile) -> Hint:
    values = tuple(sorted((a.root_code or "", b.root_code or "")))
    if a.root is None or b.root is None or not near(a.root, b.root):
        return Hint("other-root", -2.5, values)
    x, y = a.root_citation, b.root_citation
    if (
        x
        and y
        and x.issued_on.value == y.issued_on.value is not None
        and _same_issuer(x.issuer.value, y.issuer.value)
    ):
        return Hint("near-root", 1.5, values)
    return Hint("near-root", 0.5, values)


def _same_issuer(a: str | None, b: str | None) -> bool:
    return not a or not b or same_body(a, b)


def _same_year(citing: Profile, cited: Profile) -> bool:
    """Codes are unique a year: the citation's date, where printed, must fit the cited letter's."""
    said = citing.cites[cited.own].issued_on.value if cited.own is not None else None
    issued = cited.letter.issued_on.value
    return said is None or issued is None or said.year == issued.year


def _names(a: Profile, b: Profile) -> Iterator[Hint]:
    if not a.name or not b.name:
        return
    alike = likeness(a.name, b.name)
    values = (f"{alike:.0f}",)
    few = min(len(content(a.name).split()), len(content(b.name).split())) < _FEW_WORDS
    if alike >= 95:
        yield Hint("same-name", 1 if few else 3, values)
    elif alike >= 85:
        yield Hint("like-name", 1 if few else 2, values)
    elif alike >= 70:
        yield Hint("like-name", 1, values)
    elif alike >= 50:
        yield Hint("other-name", -1, values)
    else:
        yield Hint("other-name", -3, values)


def _links(a: Profile, b: Profile) -> Iterator[Hint]:
    if a.campaign and b.campaign and likeness(a.campaign, b.campaign) >= 85:
        yield Hint("same-campaign", 0.5)
    shared = sorted(a.links & b.links)
    if shared:
        yield Hint("same-link", 1.5 if len(shared) == 1 else 2, (shared[0],))


def _dates(a: Profile, b: Profile) -> Iterator[Hint]:
    shared = len(a.windows & b.windows)
    if shared:
        yield Hint("same-dates", 1 if shared > 1 else 0.5, (str(shared),))


def _places(a: Profile, b: Profile) -> Iterator[Hint]:
    if a.provinces and b.provinces and not a.provinces & b.provinces:
        yield Hint("other-province", -2)
