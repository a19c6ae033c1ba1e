"""What the archive knows of a file and its letters: entries, states, corrections, search hits."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field as _attribute

from pipeline.records.evidence import Box, Evidence, Record
from pipeline.records.letter import Letter


class State(StrEnum):
    """Where a file stands on its way into the archive.

    `seen`: entered, waiting. `claimed`: a worker reads it, under a lease. `read`: its record is
    written, not yet filed. `review`: filed and found, a human should look. `filed`: done.
    `duplicate`: filed, but the same letter is there already. `quarantined`: could not be read, or
    was refused; the reason says why.
    """

    SEEN = "seen"
    CLAIMED = "claimed"
    READ = "read"
    REVIEW = "review"
    FILED = "filed"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


DONE = (State.REVIEW, State.FILED, State.DUPLICATE, State.QUARANTINED)


class Reason(Record):
    """Why a letter waits for a human; `field` names the doubtful field where there is one."""

    code: str
    message: str
    message_vi: str
    field: str | None = None


class Change(Record):
    """One step in the life of an entry."""

    at: dt.datetime
    state: State
    reason: str = ""
    by: str = ""
    versions: str = ""


class SameAs(StrEnum):
    """What makes two letters the same."""

    BYTES = "same-bytes"
    CODE = "same-code"
    TEXT = "same-text"
    HUMAN = "said-by-a-human"


class Link(Record):
    """Two letters that are the same: `id` came later than `of`."""

    id: str
    of: str
    kind: SameAs
    score: float = 1.0
    dismissed_by: str | None = None


class Entry(Record):
    """A file in the ledger."""

    id: str
    sha256: str
    name: str
    size: int
    state: State
    reason: str = ""
    attempts: int = 0
    seen_at: dt.datetime
    changed_at: dt.datetime
    media_type: str | None = None
    pages: int | None = None
    history: tuple[Change, ...] = ()


class Correction(Record):
    """A value that a human set in place of the machine's; both are kept.

    `machine` and `value` are JSON; `field` is a path in the record (`issuer`, `signer.name`,
    `deadlines[0].date`). The number of an item is that of the machine's list and stays; `[+1]` is
    the first item that a human added. An item as a whole with the value `null` is dropped.
    `evidence` is where the human says it stands; without it the machine's place is kept.
    """

    field: str
    machine: str
    value: str
    by: str
    at: dt.datetime
    evidence: tuple[Evidence, ...] = ()


class Arrived(Record):
    """When a letter came in and under which number of the incoming register.

    `assumed`: the day is that of the import, no stamp says it. `given`: the number was given by the
    archive when the letter was filed, it stands on no stamp.
    """

    number: str
    on: dt.date
    assumed: bool = False
    given: bool = False


class Summary(Record):
    """One line of the list of letters."""

    id: str
    name: str
    state: State
    version: int
    kind: str | None = None
    issuer: str | None = None
    code: str | None = None
    issued_on: dt.date | None = None
    subject: str | None = None
    is_draft: bool = False
    contest: str | None = None
    pages: int = 0
    secrecy: str | None = None
    duplicate_of: str | None = None
    reasons: tuple[Reason, ...] = ()


class Filed(Record):
    """A letter in the archive: its record with corrections applied, and what was corrected.

    `lists` says, for lists to which a human added or of which one dropped items, what corrections
    call the items that are left (`{"contest.prizes": ("0", "2", "+1")}`). `pages` are the pages of
    the file on which the letter stands; `begins` the first pages of all letters of the file, which a
    human named where `divided` is true.
    """

    summary: Summary
    entry: Entry
    letter: Letter
    corrections: tuple[Correction, ...] = ()
    lists: dict[str, tuple[str, ...]] = _attribute(default_factory=dict)
    links: tuple[Link, ...] = ()
    arrived: Arrived | None = None
    pages: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    divided: bool = False


class Snippet(Record):
    """The passage around a hit; `marks` are the hits in `text`, `boxes` their places on the page."""

    page: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    boxes: tuple[Box, ...] = ()


class Hit(Record):
    """A letter that a search found; a lower `tier` is a better match."""

    letter: Summary
    tier: int
    snippet: Snippet | None = None


class Answer(Record):
    """What a search gave: hits, how it was understood, and the key of the next page of hits."""

    query: str
    understood: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    more_than_total: bool = False
    corrected: str | None = None
    next: str | None = None


class Facet(Record):
    """A value that letters share, and how many do."""

    value: str
    letters: int


class Facets(Record):
    """What a search can be narrowed by, the most frequent first."""

    kinds: tuple[Facet, ...] = ()
    issuers: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()


class Waiting(Record):
    """A reason for which letters wait, and how many."""

    code: str
    message: str
    letters: int
    message_vi: str = ""


class Status(Record):
    """The archive in numbers."""

    archive: str
    states: dict[State, int]
    letters: int
    pages: int
    bytes: int
    read_last_hour: int
    pages_a_minute: float | None = None
    waiting: tuple[Waiting, ...] = ()
    quarantined: tuple[Entry, ...] = ()


class Damage(Record):
    """One thing that `verify` found wrong."""

    id: str
    code: str
    message: str


class Verified(Record):
    """The result of `verify`."""

    originals: int
    artefacts: int
    letters: int
    damages: tuple[Damage, ...] = ()


class Trouble(Record):
    """A file that was not read, and why."""

    name: str
    code: str
    reason: str


class Run(Record):
    """What one call of `ingest` did."""

    found: int = 0
    new: int = 0
    read: int = 0
    states: dict[State, int] = _attribute(default_factory=dict)
    pages: int = 0
    seconds: float = 0.0
    refused: tuple[str, ...] = ()
    quarantined: tuple[Trouble, ...] = ()
    cancelled: bool = False

    def plus(self, later: Run) -> Run:
        """Both runs as one."""
        states = {s: self.states.get(s, 0) + later.states.get(s, 0) for s in self.states | later.states}
        return Run(
            found=later.found,
            new=self.new + later.new,
            read=self.read + later.read,
            states=states,
            pages=self.pages + later.pages,
            seconds=self.seconds + later.seconds,
            refused=self.refused + later.refused,
            quarantined=self.quarantined + later.quarantined,
            cancelled=later.cancelled,
        )


class Truth(Record):
    """What humans made sure of in one letter, and what the machine had read: material for benchmarks.

    Keys are field paths of the record. `checked` letters were accepted by a human as a whole, and
    then hold all their key fields; others hold what was corrected.
    """

    file: str
    sha256: str
    letter: str
    checked: bool
    truth: dict[str, object]
    machine: dict[str, object]
