"""What letters say of one contest held against each other: claims, comparisons, proposals, a timeline."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pipeline.records.contest import MilestoneKind, Moment
from pipeline.records.evidence import Evidence, Record
from pipeline.records.letter import Letter, Severity


class Verdict(StrEnum):
    """How the printed dates of several letters stand to each other.

    `agree`: the same where printed. `refines`: compatible, one tells more (a part of the window, a
    ceremony inside it, a time of day, an end the other leaves out). `conflict`: they cannot both
    hold. `only-one`: no second letter prints a date.
    """

    AGREE = "agree"
    REFINES = "refines"
    CONFLICT = "conflict"
    ONLY_ONE = "only-one"


class Authority(StrEnum):
    """Why a date holds, strongest first where they compete: see docs/reconcile.md."""

    ROOT_LETTER = "root-letter"
    EXTENSION = "extension"
    CORRECTION = "correction"
    HIGHER_BODY = "higher-body"
    MAJORITY = "majority"
    LATEST = "latest"


class Role(StrEnum):
    """What a letter does for its contest."""

    ROOT = "root"
    PASSES_ON = "passes-on"
    EXTENSION = "extension"
    CORRECTION = "correction"
    RECALL = "recall"


class Relation(StrEnum):
    """What one letter does with a document that it cites."""

    CARRIES_OUT = "carries-out"
    EXTENDS = "extends"
    CORRECTS = "corrects"
    RECALLS = "recalls"
    CITES = "cites"


class Member(Record):
    """A letter that takes part in the comparison; `id` is the archive's, `name` that of its file."""

    id: str
    name: str
    letter: Letter


class GroupDecision(Record):
    """What a user said about letters that belong together or not; kept by the archive, applied in order.

    `together`: all of `letters` are about one contest. Otherwise no letter of `letters` is in the
    contest of any of `others`.
    """

    letters: tuple[str, ...]
    others: tuple[str, ...] = ()
    together: bool
    by: str = ""
    at: dt.datetime | None = None
    note: str = ""


class LetterRef(Record):
    """A letter of a contest; `unit` is the issuer's locality, `unit_code` its code in the gazetteer."""

    id: str
    name: str
    code: str | None = None
    issuer: str | None = None
    issued_on: dt.date | None = None
    unit: str | None = None
    unit_code: str | None = None
    role: Role = Role.PASSES_ON
    is_draft: bool = False


class Claim(Record):
    """What one letter prints: a window (`start`, `end`), a day (`on`) or a limit (`before`).

    `parts` is true when the window was put together from dated events inside the stage, because
    the letter prints none for the stage itself. `weight` is below 1 for drafts and doubtful readings.
    `fit` says how the claim stands to the dates that hold in the end, `superseded` that it was right
    until an extension or correction.
    """

    letter: str
    label: str = ""
    name: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    on: Moment | None = None
    before: Moment | None = None
    text: str = ""
    parts: bool = False
    weight: float = 1.0
    fit: Verdict | None = None
    superseded: bool = False
    evidence: tuple[Evidence, ...] = ()


class Superseding(Record):
    """A later letter that sets a date anew, and what held before it.

    `accepted` is false when its author may not change the date; `note` says why.
    """

    letter: str
    code: str | None = None
    role: Role
    issued_on: dt.date | None = None
    start: Moment | None = None
    end: Moment | None = None
    was_start: Moment | None = None
    was_end: Moment | None = None
    accepted: bool = True
    note: str = ""
    note_vi: str = ""


class Proposal(Record):
    """The dates that hold in the end, by whose authority and why; `letter` prints them."""

    start: Moment | None = None
    end: Moment | None = None
    on: Moment | None = None
    before: Moment | None = None
    authority: Authority
    letter: str
    reason: str
    reason_vi: str
    chain: tuple[Superseding, ...] = ()


class Comparison(Record):
    """Claims on the same thing; `days` is the largest distance between two printed starts or ends."""

    claims: tuple[Claim, ...]
    verdict: Verdict
    days: int = 0
    note: str = ""
    note_vi: str = ""
    proposed: Proposal | None = None


class StageComparison(Comparison):
    """One stage across letters."""

    index: int
    label: str
    name: str | None = None


class MilestoneComparison(Comparison):
    """One dated event across letters; `scope` names the body whose own affair it is, if it is."""

    kind: MilestoneKind
    what: str | None = None
    stage: int | None = None
    scope: str | None = None


class Contradiction(Record):
    """Something a letter says against itself."""

    letter: str
    code: str
    severity: Severity = Severity.WARNING
    message: str
    message_vi: str = ""


class CitationEdge(Record):
    """A letter cites a document; `target` is that document's id where it is in the archive."""

    letter: str
    code: str
    relation: Relation
    target: str | None = None


class MissingRoot(Record):
    """A document cited as the origin and not in the archive, with the spellings met."""

    code: str
    spellings: tuple[str, ...]
    issuer: str | None = None
    issued_on: dt.date | None = None
    cited_by: tuple[str, ...]
    perhaps: str | None = None
    """A code one digit away that others cite: perhaps the same document."""


class Suggestion(Record):
    """Something that looks so but was not assumed: letters that may belong together, one code spelt twice."""

    letters: tuple[str, ...]
    codes: tuple[str, ...] = ()
    message: str
    message_vi: str


class Timeline(Record):
    """One contest as its letters tell it. `missing_roots` holds the codes, `missing` the details."""

    id: str
    contest: str | None
    year: int | None
    campaign: str | None = None
    letters: tuple[LetterRef, ...]
    period: Comparison | None = None
    stages: tuple[StageComparison, ...] = ()
    milestones: tuple[MilestoneComparison, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing_roots: tuple[str, ...] = ()
    missing: tuple[MissingRoot, ...] = ()
    amendments: tuple[Superseding, ...] = ()
    citations: tuple[CitationEdge, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many stages and milestones conflict."""
        rows = (*self.stages, *self.milestones, *((self.period,) if self.period else ()))
        return sum(row.verdict is Verdict.CONFLICT for row in rows)


class Conflicts(Record):
    """All contests found among the letters."""

    contests: tuple[Timeline, ...] = ()


class Clue(Record):
    """One piece of evidence for (positive) or against (negative) two letters being about one contest."""

    kind: str
    points: float
    detail: str
    detail_vi: str


class Explanation(Record):
    """Why two letters, named by id and by code or file, are in one contest, or not."""

    first: str
    second: str
    first_name: str
    second_name: str
    together: bool
    score: float
    needed: float
    clues: tuple[Clue, ...]
    reason: str
    reason_vi: str


class Silence(Record):
    """Localities of a place from which no letter about the contest came."""

    place: str
    units: int
    answered: tuple[str, ...]
    silent: tuple[str, ...]
    contest: str | None = None
