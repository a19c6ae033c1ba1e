"""The fields of a letter as rows of the review page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
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
PLAIN = ("label", "kind")
"""Parts of items that are no fields of their own and can be set all the same."""
SAID = frozenset({"illegible", "blank-on-page", "human"})
"""Absent, and somebody should know: on the page but unreadable or blank, or taken out by a human."""


class Form(StrEnum):
    """How a value is typed in."""

    TEXT = "text"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"


class Row(Record):
    """One field: its path in corrections, where it stands on the page, and all that explains it.

    `group` is the heading (none for the main fields), `item` what one of several stages or prizes is
    called, `of` the path of that item (or of the field itself, where it is one of a list of fields).
    """

    path: str
    group: str
    item: str
    of: str
    label: str
    form: Form
    value: str | None
    raw: str | None
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    others: tuple[str, ...]
    choices: tuple[str, ...] = ()

    @property
    def places(self) -> str:
        """The evidence as JSON, for the overlay on the scan."""
        return _EVIDENCE.dump_json(self.evidence).decode()


Lists = Mapping[str, Sequence[str]]
"""What corrections call the items of lists that a human changed; elsewhere they are counted from 0."""


def rows(letter: Letter, lists: Lists | None = None) -> tuple[Row, ...]:
    """All fields that hold something, and the main ones even where they are absent."""
    lists = lists or {}
    names = [n for n in type(letter).model_fields if n not in SKIPPED and n not in SINGLE]
    alone = [n for n in names if isinstance(getattr(letter, n), Field)]
    found = [_row(name, "", "", name, "", getattr(letter, name)) for name in SINGLE]
    for name in (*alone, *(n for n in names if n not in alone)):
        found.extend(_walk(name, "" if name in alone else name, ("", ""), getattr(letter, name), lists))
    return tuple(found)


Item = tuple[str, str]
"""Path and name of the item that fields belong to; both empty outside lists."""


def item_rows(path: str, node: BaseModel, number: int = 0) -> tuple[Row, ...]:
    """The fields of one item of a list, or of a new one that is still empty (`number` 0)."""
    items = path.rpartition("[")[0]
    group = group_of(items)
    if isinstance(node, Field):
        return (_row(path, group, "", _label(items, group, number), path, node),)
    return tuple(_inside(path, group, (path, _name_of(node, number)), node, {}))


def group_of(items: str) -> str:
    """The heading under which a list stands."""
    parts = items.split(".")
    return parts[1] if parts[0] == "contest" else parts[0]


def paths_of(lists: Lists, path: str) -> str:
    """The path of a field of the record as corrections call it."""
    match = re.match(r"(.+)\[(\d+)\](.*)$", path)
    if match is None or match[1] not in lists or int(match[2]) >= len(lists[match[1]]):
        return path
    return f"{match[1]}[{lists[match[1]][int(match[2])]}]{match[3]}"


def _walk(path: str, group: str, item: Item, node: object, lists: Lists) -> Iterator[Row]:
    if isinstance(node, Field):
        if item[0] or node.value is not None or node.rule in SAID:
            yield _row(path, group, item[1], path.rpartition(".")[2], item[0], node)
    elif isinstance(node, tuple):
        for i, one in enumerate(node):
            at = f"{path}[{lists[path][i] if path in lists else i}]"
            if isinstance(one, Field):
                yield _row(at, group, "", _label(path, group, i + 1), at, one)
            else:
                yield from _walk(at, group, (at, _name_of(one, i + 1)), one, lists)
    elif isinstance(node, BaseModel):
        yield from _inside(path, group, item, node, lists)


def _inside(path: str, group: str, item: Item, node: BaseModel, lists: Lists) -> Iterator[Row]:
    parts = [(info.alias or key, getattr(node, key)) for key, info in type(node).model_fields.items()]
    if path == "contest":  # its own fields first, then each of its tables under a heading
        parts.sort(key=lambda part: not isinstance(part[1], Field))
    for key, value in parts:
        if item[0] and key in PLAIN and not isinstance(value, Field):
            yield _plain(f"{path}.{key}", group, item, key, value, getattr(node, "evidence", ()))
            continue
        inner = key if path == "contest" and not isinstance(value, Field) else group
        yield from _walk(f"{path}.{key}", inner, item, value, lists)


def _label(items: str, group: str, number: int) -> str:
    key = items.rpartition(".")[2]
    return (str(number) if number else "+") if key == group else key


def _name_of(one: object, number: int) -> str:
    """What an item is called: as the letter labels it, by its kind, or by its number."""
    kind = getattr(one, "kind", None)
    return str(getattr(one, "label", "") or (kind if isinstance(kind, StrEnum) else number or ""))


def _plain(
    path: str, group: str, item: Item, label: str, value: object, evidence: tuple[Evidence, ...]
) -> Row:
    """A part of an item that is no field of its own: the heading of a stage, the kind of an event."""
    return Row(
        path=path,
        group=group,
        item=item[1],
        of=item[0],
        label=label,
        form=Form.CHOICE if isinstance(value, StrEnum) else Form.TEXT,
        value=str(value) or None,
        raw=None,
        rule="",
        confidence=1.0,
        evidence=evidence,
        others=(),
        choices=tuple(type(value)) if isinstance(value, StrEnum) else (),
    )


def _row(path: str, group: str, item: str, label: str, of: str, node: Field[Any]) -> Row:
    return Row(
        path=path,
        group=group,
        item=item,
        of=of,
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
