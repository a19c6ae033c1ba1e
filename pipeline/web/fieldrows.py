"""The fields of a letter as rows of the review page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter

from pipeline.records.evidence import Evidence, Field, Record
from pipeline.records.letter import Letter

_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
SKIPPED = frozenset({"schema_", "source", "findings", "text", "also"})
SINGLE = ("kind", "code", "number", "symbol", "issuer", "parent_agency", "place", "issued_on", "subject")
"""Fields that every letter has come first and in this order, absent or not."""


class Row(Record):
    """One field: its path in the record, the group it stands in, and all that explains it."""

    path: str
    group: str
    label: str
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
    first = [_row(name, name, name, getattr(letter, name)) for name in SINGLE]
    rest: list[Row] = []
    for name in type(letter).model_fields:
        if name not in SKIPPED and name not in SINGLE:
            rest.extend(_walk(name, name, getattr(letter, name)))
    return (*first, *rest)


def _walk(path: str, group: str, node: object) -> Iterator[Row]:
    if isinstance(node, Field):
        if node.value is not None or node.rule in ("illegible", "blank-on-page", "human"):
            yield _row(path, group, path.rpartition(".")[2], node)
    elif isinstance(node, tuple):
        for i, item in enumerate(node):
            yield from _walk(f"{path}[{i}]", group, item)
    elif isinstance(node, BaseModel):
        for key, info in type(node).model_fields.items():
            inner = key if path == "contest" else group
            yield from _walk(f"{path}.{info.alias or key}", inner, getattr(node, key))


def _row(path: str, group: str, label: str, node: Field[Any]) -> Row:
    return Row(
        path=path,
        group=group,
        label=label,
        value=written(node.value),
        raw=node.raw,
        rule=node.rule,
        confidence=node.confidence,
        evidence=node.evidence,
        others=tuple(dict.fromkeys(a.value for a in node.alternatives)),
    )


def written(value: object) -> str | None:
    """A value as the record's JSON writes it, so that it can be edited and sent back."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value)
