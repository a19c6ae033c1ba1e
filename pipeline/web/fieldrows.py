"""The fields of a letter as rows of the review page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from pipeline.records.evidence import Evidence, Field, Record
from pipeline.records.letter import Letter

_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?")
SKIPPED = frozenset({"schema_", "source", "findings", "text", "also"})
SINGLE = ("kind", "code", "number", "symbol", "issuer", "parent_agency", "place", "issued_on", "subject")
"""Fields that every letter has come first and in this order, absent or not."""
SAID = frozenset({"illegible", "blank-on-page", "human"})
"""Absent, and somebody should know: on the page but unreadable or blank, or taken out by a human."""


class Form(StrEnum):
    """How a value is typed in."""

    TEXT = "text"
    DATE = "date"
    FLAG = "flag"


class Row(Record):
    """One field: its path in the record, where it stands on the page, and all that explains it.

    `group` is the heading (none for the main fields), `item` the one of several stages or prizes.
    """

    path: str
    group: str
    item: str
    label: str
    form: Form
    value: str | None
    raw: str | None
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    others: tuple[str, ...]

    @property
    def places(self) -> str:
        """The evidence as JSON, for the overlay on the scan."""
        return _EVIDENCE.dump_json(self.evidence).decode()


def rows(letter: Letter) -> tuple[Row, ...]:
    """All fields that hold something, and the main ones even where they are absent."""
    names = [n for n in type(letter).model_fields if n not in SKIPPED and n not in SINGLE]
    alone = [n for n in names if isinstance(getattr(letter, n), Field)]
    found = [_row(name, "", "", name, getattr(letter, name)) for name in SINGLE]
    for name in (*alone, *(n for n in names if n not in alone)):
        found.extend(_walk(name, "" if name in alone else name, "", getattr(letter, name)))
    return tuple(found)


def _walk(path: str, group: str, item: str, node: object) -> Iterator[Row]:
    if isinstance(node, Field):
        if item or node.value is not None or node.rule in SAID:
            yield _row(path, group, item, path.rpartition(".")[2], node)
    elif isinstance(node, tuple):
        for i, one in enumerate(node):
            at = f"{path}[{i}]"
            if isinstance(one, Field):
                key = path.rpartition(".")[2]
                yield _row(at, group, "", str(i + 1) if key == group else key, one)
            else:
                yield from _walk(at, group, _name_of(one, i + 1), one)
    elif isinstance(node, BaseModel):
        yield from _inside(path, group, item, node)


def _inside(path: str, group: str, item: str, node: BaseModel) -> Iterator[Row]:
    parts = [(info.alias or key, getattr(node, key)) for key, info in type(node).model_fields.items()]
    if path == "contest":  # its own fields first, then each of its tables under a heading
        parts.sort(key=lambda part: not isinstance(part[1], Field))
    for key, value in parts:
        inner = key if path == "contest" and not isinstance(value, Field) else group
        yield from _walk(f"{path}.{key}", inner, item, value)


def _name_of(one: object, number: int) -> str:
    """What an item is called: as the letter labels it, by its kind, or by its number."""
    kind = getattr(one, "kind", None)
    return str(getattr(one, "label", "") or (kind if isinstance(kind, StrEnum) else number))


def _row(path: str, group: str, item: str, label: str, node: Field[Any]) -> Row:
    return Row(
        path=path,
        group=group,
        item=item,
        label=label,
        form=_form(node),
        value=written(node.value),
        raw=node.raw,
        rule=node.rule,
        confidence=node.confidence,
        evidence=node.evidence,
        others=tuple(dict.fromkeys(a.value for a in node.alternatives)),
    )


def _form(node: Field[Any]) -> Form:
    """From the type of the field, so that an absent date is typed in as one."""
    of = get_args(type(node).model_fields["value"].annotation)
    if bool in of:
        return Form.FLAG
    return Form.DATE if dt.date in of else Form.TEXT


def written(value: object) -> str | None:
    """A value as the record's JSON writes it, so that it can be edited and sent back."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value)


def shown(value: str | None) -> str:
    """A value of the record as people write it: days as dd/mm/yyyy.

    Example:
        >>> shown("2026-09-30T17:00:00")
        '30/09/2026 17:00'
    """
    match = _DAY.fullmatch(value or "")
    if match is None:
        return value or ""
    time = f" {match[4]}" if match[4] else ""
    return f"{match[3]}/{match[2]}/{match[1]}{time}"


def runs(found: Sequence[Row], by: str) -> list[tuple[str, list[Row]]]:
    """Rows that stand together and share `by`, in their order (Jinja's own `groupby` would sort)."""
    return [(key, list(own)) for key, own in groupby(found, key=attrgetter(by))]
