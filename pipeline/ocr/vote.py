"""Two readings of one line become one: words are laid side by side, the surer one wins."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.ocr.engine import Token
from pipeline.records.page import WordAlternative

DOUBT = 0.75
"""A word two readers disagree on keeps this share of its confidence at most."""
SECOND_MARGIN = 0.06
"""How much surer the second reader must be: alone it reads more marks wrong than the first."""


@dataclass(frozen=True)
class Vote:
    """The word that won and what else was read in its place."""

    token: Token
    alternatives: tuple[WordAlternative, ...]


def vote(first: list[Token], second: list[Token]) -> list[Vote]:
    """Word by word: agreement raises confidence, disagreement lowers it and is kept."""
    if not first:
        return [Vote(_less(t), ()) for t in second]
    matcher = SequenceMatcher(None, [t.text for t in first], [t.text for t in second], autojunk=False)
    result: list[Vote] = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            for a, b in zip(first[a0:a1], second[b0:b1], strict=True):
                best = max(a.confidence, b.confidence)
                result.append(Vote(dataclasses.replace(a, confidence=best), ()))
        else:
            result.extend(_differ(first[a0:a1], second[b0:b1]))
    return result


def vote_again(votes: list[Vote], other: list[Token]) -> list[Vote]:
    """The same with a further reading; what was read otherwise before stays beside the words."""
    known = {(v.token.left, v.token.right): v.alternatives for v in votes}
    result: list[Vote] = []
    for one in vote([v.token for v in votes], other):
        before = known.get((one.token.left, one.token.right), ())
        others = {a.text: a for a in (*before, *one.alternatives) if a.text != one.token.text}
        result.append(Vote(one.token, tuple(others.values())))
    return result


def _differ(first: list[Token], second: list[Token]) -> list[Vote]:
    if len(first) == len(second):
        return [_choose([a], [b])[0] for a, b in zip(first, second, strict=True)]
    return _choose(first, second)


def _choose(first: list[Token], second: list[Token]) -> list[Vote]:
    """The surer side of a disagreement; the other is kept as alternative of its first word."""
    won, lost = first, second
    if not first or (second and _sure(second) > _sure(first) + SECOND_MARGIN):
        won, lost = second, first
    other = tuple(
        WordAlternative(text=text, confidence=round(_sure(lost), 3))
        for text in [" ".join(t.text for t in lost)]
        if text
    )
    return [Vote(_less(t), other if i == 0 else ()) for i, t in enumerate(won)]


def _sure(tokens: list[Token]) -> float:
    weight = sum(len(t.text) for t in tokens)
    return sum(t.confidence * len(t.text) for t in tokens) / weight if weight else 0.0


def _less(token: Token) -> Token:
    return dataclasses.replace(token, confidence=token.confidence * DOUBT)
