"""What looks like one thing and was not assumed to be: codes one digit apart, contests nearly alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.checks.moments import day, shown
from pipeline.reconcile.clues import NEEDED, Hint
from pipeline.reconcile.grouping import Edge, Grouping
from pipeline.reconcile.keys import CodeKey, masks, near
from pipeline.reconcile.profile import Profile
from pipeline.reconcile.sentences import Sentence, joined, sentence
from pipeline.records.schedule import StageComparison, Suggestion


def overlaps(stages: Sequence[StageComparison]) -> Iterator[Suggestion]:
    """Stages whose dates, each held by its own authority, run into one another: an extension forgot one."""
    for before, after in pairwise(stages):
        a, b = before.proposed, after.proposed
        if a is None or b is None or a.end is None or b.start is None or day(b.start) >= day(a.end):
            continue
        values = {"a": before.label, "b": after.label, "end": shown(a.end), "start": shown(b.start)}
        text = sentence("held-overlap", **values)
        letters = tuple(dict.fromkeys((a.letter, b.letter)))
        yield Suggestion(letters=letters, message=text.en, message_vi=text.vi)


def code_suggestions(group: Sequence[Profile]) -> Iterator[Suggestion]:
    """Pairs of codes in one group that differ in one place."""
    spelled: dict[CodeKey, str] = {}
    users: dict[CodeKey, list[str]] = defaultdict(list)
    for p in group:
        if p.root is not None:
            spelled.setdefault(p.root, p.root_code or "")
            users[p.root].append(p.id)
        if p.own is not None and p.amendment is None:
            spelled.setdefault(p.own, p.letter.code.value or "")
    roots = sorted(users)
    for a, b in _near_pairs(roots, sorted(spelled)):
        if b in users and b < a:
            continue
        values = {"a": spelled[a], "b": spelled[b]}
        text = sentence("near-codes", **values)
        letters = (*users[a], *users.get(b, ()))
        yield Suggestion(letters=letters, codes=(spelled[a], spelled[b]), message=text.en, message_vi=text.vi)


def _near_pairs(roots: Sequence[CodeKey], codes: Sequence[CodeKey]) -> Iterator[tuple[CodeKey, CodeKey]]:
    shelves: dict[str, list[CodeKey]] = defaultdict(list)
    for code in codes:
        for shelf in (*masks(code), f"#{code.number}"):
            shelves[shelf].append(code)
    for root in roots:
        close = {c for shelf in (*masks(root), f"#{root.number}") for c in shelves[shelf]}
        for code in sorted(close):
            if near(root, code):
                yield root, code


def contest_suggestions(group: Sequence[Profile], grouping: Grouping) -> Iterator[Suggestion]:
    """Letters of other groups that came close to this one."""
    ids = {p.id for p in group}
    for edge in grouping.doubtful:
        if edge.first.id in ids or edge.second.id in ids:
            why = against(edge)
            values = {"points": f"{edge.points:g}", "needed": f"{NEEDED:g}", "why": why}
            text = sentence("near-contests", **values)
            pair = (edge.first.id, edge.second.id)
            yield Suggestion(letters=pair, message=text.en, message_vi=text.vi)


def against(edge: Edge) -> Sentence:
    """What speaks against a union."""
    contra = [worded(c) for c in edge.clues if c.points < 0]
    if edge.points >= NEEDED:
        contra.append(sentence("explain-group"))
    few = {"points": f"{edge.points:g}", "needed": f"{NEEDED:g}"}
    return joined(contra) if contra else sentence("explain-few", **few)


def worded(hint: Hint) -> Sentence:
    """A clue in words."""
    return sentence(f"clue-{hint.kind}", *hint.values)
