"""Rows that the review page offers to add, and those that a human dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from pipeline.archive import items
from pipeline.records.archive import Correction
from pipeline.records.evidence import Record
from pipeline.records.letter import Letter
from pipeline.web.fieldrows import Row, group_of, item_rows, shown

OFFERED = (
    "addressees", "distribution", "deadlines", "citations", "attachments", "co_signers", "contest.stages",
    "contest.milestones", "contest.prizes", "contest.quotas", "contest.requirements",
    "contest.contacts.urls", "contest.contacts.emails", "contest.contacts.phones",
)  # fmt: skip
"""The lists in the order of the page."""


class Blank(Record):
    """A new item of a list: its path in corrections, the empty fields, and what it is called."""

    items: str
    group: str
    name: str
    path: str
    rows: tuple[Row, ...]


class Dropped(Record):
    """An item that a human took out, as the machine had read it."""

    path: str
    group: str
    text: str
    by: str
    at: dt.datetime


def blanks(letter: Letter, corrections: Iterable[Correction]) -> tuple[Blank, ...]:
    """An empty item for each list, under the number that its first value will give it."""
    known = [c.field for c in corrections]
    found = []
    for path in OFFERED:
        at = items.resolved([f"{path}[+]"], known)[f"{path}[+]"]
        node = items.lists()[path].model_validate(items.blank(path))
        name = path.rpartition(".")[2]
        found.append(Blank(items=path, group=group_of(path), name=name, path=at, rows=item_rows(at, node)))
    return tuple(found)


def dropped(corrections: Iterable[Correction]) -> tuple[Dropped, ...]:
    """Items that were dropped, oldest first; those that a human had added say nothing of themselves."""
    made = list(corrections)
    found = []
    for one in made:
        at = items.place(one.field)
        if at is None or at.rest or one.value != "null":
            continue
        said = [json.loads(one.machine)]
        said += [json.loads(c.value) for c in made if c.field.startswith(f"{one.field}.")]
        text = " · ".join(_words(said))
        found.append(Dropped(path=one.field, group=group_of(at.items), text=text, by=one.by, at=one.at))
    return tuple(found)


def _words(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [word for key, value in node.items() if key not in ("index", "seen") for word in _words(value)]
    if isinstance(node, list):
        return [word for value in node for word in _words(value)]
    return [shown(str(node))] if node not in (None, "") else []
