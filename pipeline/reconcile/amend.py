"""Letters that extend, correct or recall another: the words that say so, and by whose authority."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.folding import fold, fold_words
from pipeline.reconcile.bodies import rank
from pipeline.reconcile.keys import CodeKey, code_key
from pipeline.records.letter import Citation, Letter
from pipeline.records.schedule import Relation, Role

_TIME = r"(?:\w+ ){0,4}?(?:thoi gian|thoi han|lich|moc|tien do|ke hoach|the le|ngay)"
_WORDS = (
    (
        Role.RECALL,
        re.compile(r"\b(?:thu hoi|bai bo|huy bo) (?:cac )?(?:cong van|van ban|ke hoach|thong bao)\b"),
    ),
    (Role.CORRECTION, re.compile(r"\bdinh chinh\b")),
    (
        Role.EXTENSION,
        re.compile(
            rf"\b(?:gia han|keo dai|lui (?:thoi|ngay|lich|han|den|sang)|(?:dieu chinh|thay doi) {_TIME})\b"
        ),
    ),
)
_VERBS = ("thu hoi", "bai bo", "huy bo", "dinh chinh", "gia han", "keo dai", "lui ", "dieu chinh", "thay doi")
"""What each of the patterns begins with: looked for first, because it is quick."""

_REACH = 90
"""How many folded characters before a code its verb may stand."""

RELATION = {
    Role.EXTENSION: Relation.EXTENDS,
    Role.CORRECTION: Relation.CORRECTS,
    Role.RECALL: Relation.RECALLS,
}


@dataclass(frozen=True)
class Amendment:
    """What a letter does to an earlier one.

    `issuer` is the body whose decision it is: the letter's own, or that of the document it passes
    on (`passed_on` is then that document's code).
    """

    role: Role
    issuer: str | None
    targets: frozenset[CodeKey] = frozenset()
    passed_on: str | None = None


def role_of(words: str) -> Role | None:
    """The role that folded words such as a subject announce."""
    if not any(verb in words for verb in _VERBS):
        return None
    return next((role for role, pattern in _WORDS if pattern.search(words)), None)


def amendment(letter: Letter) -> Amendment | None:
    """What the letter amends; its subject decides, then a cited amendment, then a verb before a code."""
    own = role_of(fold_words(letter.subject.value or ""))
    targets, verb = _targets(letter)
    issuer = letter.issuer.value
    cited = next((c for c in letter.citations if _amends_higher(c, issuer)), None)
    if cited is not None:
        role = role_of(fold_words(cited.subject.value or "")) or Role.EXTENSION
        return Amendment(role, cited.issuer.value, targets, cited.code.value)
    role_here = own or verb
    return Amendment(role_here, issuer, targets) if role_here else None


def _amends_higher(citation: Citation, issuer: str | None) -> bool:
    """Whether a cited document of a higher body is itself an extension or correction."""
    if role_of(fold_words(citation.subject.value or "")) is None:
        return False
    return rank(citation.issuer.value) > rank(issuer)


def _targets(letter: Letter) -> tuple[frozenset[CodeKey], Role | None]:
    """Codes that stand right after a verb of amendment in the text, and the first such verb's role."""
    keys = {k: c.code for c in letter.citations if (k := code_key(c.code.value))}
    if not keys:
        return frozenset(), None
    text = fold(f"{letter.subject.value or ''} ; {' '.join(letter.text)}")
    if not any(verb in text for verb in _VERBS):
        return frozenset(), None
    text = re.sub(r"[\W_]+", " ", text)
    found: dict[CodeKey, Role] = {}
    for key, field in keys.items():
        printed = fold_words(field.value or "")
        for at in re.finditer(rf"\b{re.escape(printed)}\b", text):
            before = text[max(0, at.start() - _REACH) : at.start()]
            role = role_of(before)
            if role is not None and not re.search(r"\b(?:thuc hien|can cu|theo)\b", _after_verb(before)):
                found.setdefault(key, role)
    return frozenset(found), next(iter(found.values()), None)


def _after_verb(words: str) -> str:
    """What stands between the last verb of amendment and the end."""
    ends = [m.end() for _, pattern in _WORDS for m in pattern.finditer(words)]
    return words[max(ends) :] if ends else ""
