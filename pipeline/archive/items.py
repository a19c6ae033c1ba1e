"""The lists of a record: what an empty item looks like, how items are named, which is which again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from pipeline.records.evidence import Field
from pipeline.records.letter import Letter

EARLIER = "earlier-reading"
"""The rule of a value that a newer reading no longer has, kept because a human worked on its item."""
_NOT_EDITED = ("source", "findings", "text", "also")
_PATH = re.compile(r"(?P<items>[a-z_.]+)\[(?P<key>\+?\d*)\](?:\.(?P<rest>[a-z_]+))?$")
_ALIKE = 0.5
"""Share of its values from which an item of a newer reading counts as the same."""


class Place(NamedTuple):
    """A path into a list: the list, the key of the item (`3`, `+1`, `+` for a new one), what of it."""

    items: str
    key: str
    rest: str

    @property
    def item(self) -> str:
        """The path of the item."""
        return f"{self.items}[{self.key}]"


def place(path: str) -> Place | None:
    """The parts of a path into a list; None for other paths.

    Example:
        >>> place("contest.prizes[+1].rank")
        Place(items='contest.prizes', key='+1', rest='rank')
    """
    match = _PATH.match(path)
    return Place(match["items"], match["key"], match["rest"] or "") if match else None


@lru_cache
def lists() -> dict[str, type[BaseModel]]:
    """The lists that can be edited, by path, with the type of their items."""
    return dict(_lists(Letter, ""))


def _lists(model: type[BaseModel], above: str) -> Iterable[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        kinds = [k for k in (info.annotation, *get_args(info.annotation)) if isinstance(k, type)]
        inner = next((k for k in kinds if issubclass(k, BaseModel)), None)
        if name in _NOT_EDITED or inner is None:
            continue
        if get_origin(info.annotation) is tuple:
            yield f"{above}{name}", inner
        elif not issubclass(inner, Field):
            yield from _lists(inner, f"{above}{name}.")


def blank(items: str) -> dict[str, Any]:
    """An item with nothing in it, as the record's JSON writes it."""
    model = lists()[items]
    given: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.is_required():
            kind = info.annotation
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                given[name] = list(kind)[-1]
            else:
                given[name] = 0 if kind is int else ""
    return model.model_validate(given).model_dump(mode="json", by_alias=True)


def plain(node: Any) -> Any:
    """The values of a part of a record's JSON, without readings, places and rules."""
    if isinstance(node, dict):
        if {"value", "rule", "evidence"} <= set(node):
            return node["value"]
        return {k: plain(v) for k, v in node.items() if k != "evidence"}
    return [plain(v) for v in node] if isinstance(node, list) else node


def restored(items: str, values: Any) -> dict[str, Any]:
    """An item made again from its plain values."""
    made = blank(items)
    for name, value in values.items() if isinstance(values, dict) else ():
        if isinstance(made.get(name), dict):
            if value is not None:
                made[name].update(value=value, rule=EARLIER, confidence=0.5)
        elif name in made:
            made[name] = value
    return made


def resolved(paths: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Paths with `[+]` for a new item, given the number that follows those in `known`."""
    highest: dict[str, int] = {}
    for one in filter(None, map(place, known)):
        if one.key.startswith("+"):
            highest[one.items] = max(highest.get(one.items, 0), int(one.key[1:] or 0))
    numbered = {}
    for path in paths:
        new = place(path)
        if new is not None and new.key == "+":
            number = highest.get(new.items, 0) + 1
            numbered[path] = path.replace("[+]", f"[+{number}]")
        else:
            numbered[path] = path
    return numbered


def same(anchor: str, found: Sequence[Any], at: int) -> int | None:
    """Which item of a newer reading is the one that was `anchor` (its plain values) at `at` before."""
    wanted = json.loads(anchor)
    values = [plain(one) for one in found]
    order = sorted(range(len(values)), key=lambda i: abs(i - at))
    best = max(order, key=lambda i: _likeness(wanted, values[i]), default=None)
    return best if best is not None and _likeness(wanted, values[best]) >= _ALIKE else None


def _likeness(wanted: Any, other: Any) -> float:
    if not isinstance(wanted, dict) or not isinstance(other, dict):
        return float(wanted == other)
    told = {k: v for k, v in wanted.items() if v not in (None, "", [])}
    return sum(other.get(k) == v for k, v in told.items()) / len(told) if told else 0.0
