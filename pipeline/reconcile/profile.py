"""What of a letter counts as evidence that it is about the same contest as another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from pipeline.checks.moments import day
from pipeline.folding import fold_words
from pipeline.reconcile.amend import Amendment, amendment
from pipeline.reconcile.bodies import Seats, body_key
from pipeline.reconcile.keys import CodeKey, code_key, edition, without_kind, year_in
from pipeline.records.contest import Contest
from pipeline.records.letter import Citation, Letter
from pipeline.records.schedule import Member

_SUBJECT_LIKE = 85.0


@dataclass(frozen=True, eq=False)
class Profile:
    """One letter's evidence; `order` sorts letters by content, so that the order of ingest is lost."""

    id: str
    letter: Letter
    name_of_file: str
    order: tuple[str, ...]
    own: CodeKey | None
    name: str
    campaign: str
    root: CodeKey | None
    root_code: str | None
    root_citation: Citation | None
    root_year: int | None
    cites: Mapping[CodeKey, Citation]
    links: frozenset[str]
    year: int | None
    edition: int | None
    provinces: frozenset[str]
    span: tuple[dt.date, dt.date] | None
    windows: frozenset[tuple[dt.date, dt.date]]
    amendment: Amendment | None


def takes_part(letter: Letter) -> bool:
    """Whether a letter is about a contest, or amends one that it cites."""
    return letter.contest is not None or (bool(letter.citations) and amendment(letter) is not None)


def profile(member: Member, seats: Seats) -> Profile:
    """Draw the evidence out of a letter."""
    letter, contest = member.letter, member.letter.contest
    own = code_key(letter.code.value)
    cites = {key: c for c in letter.citations if (key := code_key(c.code.value))}
    name = fold_words(contest.name.value or "") if contest else ""
    campaign = fold_words(contest.campaign.value or "") if contest else ""
    root, root_code = _root(contest, cites, own, name)
    windows = frozenset(_windows(contest))
    days = [d for window in windows for d in window] or (
        [letter.issued_on.value] if letter.issued_on.value else []
    )
    root_citation = cites.get(root) if root else None
    issuers = [letter.parent_agency.value, letter.issuer.value, contest.name.value if contest else None]
    issued = letter.issued_on.value
    return Profile(
        id=member.id,
        letter=letter,
        name_of_file=member.name,
        order=(
            name,
            "/".join(own or ()),
            body_key(letter.issuer.value),
            issued.isoformat() if issued else "",
            letter.source.sha256,
            member.id,
        ),
        own=own,
        name=name,
        campaign=campaign,
        root=root,
        root_code=root_code,
        root_citation=root_citation,
        root_year=_year_of(root_citation),
        cites=cites,
        links=frozenset(_links(contest)),
        year=year_in(name),
        edition=edition(name),
        provinces=seats.provinces(*issuers),
        span=(min(days), max(days)) if days else None,
        windows=windows,
        amendment=amendment(letter),
    )


def _year_of(citation: Citation | None) -> int | None:
    """The year in which a cited letter was issued, where the citation says so."""
    return citation.issued_on.value.year if citation is not None and citation.issued_on.value else None


def _root(
    contest: Contest | None, cites: Mapping[CodeKey, Citation], own: CodeKey | None, name: str
) -> tuple[CodeKey | None, str | None]:
    """The origin the record names, else the cited document whose subject names the contest."""
    if contest is None:
        return None, None
    key = code_key(contest.root.value)
    if key is not None:
        return (key, contest.root.value) if key != own else (None, None)
    for cited, citation in cites.items():
        subject = fold_words(citation.subject.value or "")
        if name and subject and cited != own and partial_ratio(name, subject) >= _SUBJECT_LIKE:
            return cited, citation.code.value
    return None, None


def _windows(contest: Contest | None) -> Iterable[tuple[dt.date, dt.date]]:
    if contest is None:
        return
    spans = [(s.start.value, s.end.value) for s in contest.stages]
    spans += [
        (m.start.value or m.on.value, m.end.value or m.on.value or m.before.value) for m in contest.milestones
    ]
    spans.append((contest.period.start.value, contest.period.end.value))
    for start, end in spans:
        first, last = start or end, end or start
        if first is not None and last is not None:
            yield min(day(first), day(last)), max(day(first), day(last))


def _links(contest: Contest | None) -> Iterable[str]:
    """Addresses that point at this contest: pages (not mere hosts), e-mails, phones."""
    if contest is None:
        return
    for url in contest.contacts.urls:
        plain = without_kind(url.value or "")
        if "/" in plain:
            yield plain
    for mail in contest.contacts.emails:
        if mail.value:
            yield mail.value.strip().lower()
    for phone in contest.contacts.phones:
        digits = "".join(c for c in phone.value or "" if c.isdigit())
        if digits:
            yield digits
