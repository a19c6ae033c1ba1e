"""The graph of citations: who carries out, extends, corrects or recalls what; missing origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.folding import fold_words
from pipeline.reconcile.amend import RELATION, role_of
from pipeline.reconcile.keys import CodeKey, near
from pipeline.reconcile.profile import Profile
from pipeline.records.letter import Citation
from pipeline.records.schedule import CitationEdge, MissingRoot, Relation


class Holdings:
    """Letters by the key of their own code; a number may come again in another year."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        """Index the letters of the archive."""
        self._by_code: dict[CodeKey, list[Profile]] = defaultdict(list)
        for p in profiles:
            if p.own is not None:
                self._by_code[p.own].append(p)

    def find(self, key: CodeKey, citation: Citation | None) -> Profile | None:
        """The letter with this code whose year fits the citation."""
        said = citation.issued_on.value if citation is not None else None
        for p in sorted(self._by_code.get(key, ()), key=lambda p: p.order):
            issued = p.letter.issued_on.value
            if said is None or issued is None or said.year == issued.year:
                return p
        return None


def edges(group: Sequence[Profile], holdings: Holdings) -> tuple[CitationEdge, ...]:
    """Every citation of a group's letters."""
    found: list[CitationEdge] = []
    for p in group:
        cited: Mapping[CodeKey, Citation | None] = {**dict.fromkeys([p.root] if p.root else []), **p.cites}
        for key, citation in cited.items():
            target = holdings.find(key, citation)
            code = (citation.code.value if citation else None) or p.root_code or ""
            found.append(
                CitationEdge(
                    letter=p.id,
                    code=code,
                    relation=_relation(p, key, citation),
                    target=target.id if target is not None else None,
                )
            )
    return tuple(found)


def _relation(p: Profile, key: CodeKey, citation: Citation | None) -> Relation:
    """What the letter does with a cited document."""
    amended = p.amendment
    if amended is None:
        return Relation.CARRIES_OUT if key == p.root else Relation.CITES
    passes = (
        amended.passed_on is not None and citation is not None and citation.code.value == amended.passed_on
    )
    if passes or (citation is not None and role_of(fold_words(citation.subject.value or ""))):
        return Relation.CARRIES_OUT
    if key in amended.targets or (not amended.targets and key == p.root):
        return RELATION[amended.role] if amended.passed_on is None else Relation.CITES
    return Relation.CITES


def missing_roots(group: Sequence[Profile], holdings: Holdings) -> tuple[MissingRoot, ...]:
    """Origins that the group's letters name and the archive does not hold, by the shortest spelling."""
    citing: dict[CodeKey, list[Profile]] = defaultdict(list)
    for p in group:
        if p.root is not None and holdings.find(p.root, p.root_citation) is None:
            citing[p.root].append(p)
    found = [_missing(key, citing) for key in sorted(citing, key=lambda k: (-len(citing[k]), k))]
    return tuple(found)


def _missing(key: CodeKey, citing: Mapping[CodeKey, list[Profile]]) -> MissingRoot:
    citers = citing[key]
    spellings = [p.root_code for p in citers if p.root_code]
    ordered = sorted(set(spellings), key=lambda s: (-spellings.count(s), len(s), s))
    cited = [c for p in citers if (c := p.root_citation) is not None]
    close = [k for k in citing if near(k, key) and len(citing[k]) >= len(citers)]
    perhaps = min(close, key=lambda k: (-len(citing[k]), k), default=None)
    return MissingRoot(
        code=ordered[0] if ordered else "/".join(key),
        spellings=tuple(ordered),
        issuer=_fullest([c.issuer.value for c in cited if c.issuer.value]),
        issued_on=next((c.issued_on.value for c in cited if c.issued_on.value), None),
        cited_by=tuple(p.id for p in citers),
        perhaps=citing[perhaps][0].root_code if perhaps is not None else None,
    )


def _fullest(names: Sequence[str]) -> str | None:
    """The commonest name, and of equally common ones the longest: a reading may cut a name short."""
    return min(names, key=lambda n: (-names.count(n), -len(n), n)) if names else None
