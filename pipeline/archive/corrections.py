"""A human's values in place of the machine's, in a record that keeps both."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.archive import items
from pipeline.errors import BadCorrection
from pipeline.records.archive import Correction
from pipeline.records.contest import Contest
from pipeline.records.evidence import Evidence
from pipeline.records.letter import Letter

HUMAN = "human"
NOTHING = "null"
_STAGES = "contest.stages"
_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
_Data = dict[str, Any]
_NO_CONTEST: _Data = Contest().model_dump(mode="json", by_alias=True)


@dataclass(frozen=True)
class Applied:
    """A record with corrections in it, and what the items of changed lists are called in corrections."""

    letter: Letter
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


def machine_value(letter: Letter, path: str) -> str:
    """The machine's value of a field, or the values of an item, as JSON.

    Raises:
        BadCorrection: the record has no such field.
    """
    found = items.plain(_Work(letter).find(path))
    at = items.place(path)
    added = at is not None and at.key.startswith("+")
    return NOTHING if added else json.dumps(found, ensure_ascii=False)


def anchor(letter: Letter, path: str) -> str | None:
    """The values of the machine's item that a path leads into, to know it again in another reading."""
    at = items.place(path)
    if at is None or at.key.startswith("+"):
        return None
    return machine_value(letter, at.item)


def read_value(letter: Letter, path: str, text: str) -> str:
    """A human's value as JSON, checked against the type of the field; empty text means no value.

    Raises:
        BadCorrection: no such field, or the value does not fit it.
    """
    words = text.strip()
    tries = [json.dumps(words, ensure_ascii=False)] if words else [NOTHING]
    if words in ("true", "false") or re.fullmatch(r"-?\d+", words):
        tries.append(words)
    problem = ""
    for value in tries:
        work = _Work(letter)
        try:
            work.set(path, value, ())
            work.result()
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
        else:
            return value
    raise BadCorrection(f"{path}={text}", problem)


def apply(letter: Letter, corrections: Iterable[Correction]) -> Letter:
    """The record with the corrections in it: see `applied`."""
    return applied(letter, corrections).letter


def applied(letter: Letter, corrections: Iterable[Correction]) -> Applied:
    """The record with the corrections in it: rule `human`, confidence 1, the machine's value beside.

    A correction that the record cannot take is left out here and stays in the list of corrections.
    """
    made = tuple(corrections)
    if not made:
        return Applied(letter)
    try:
        return _all(letter, made)
    except ValidationError:  # one of them does not fit any more: find out which
        fitting: tuple[Correction, ...] = ()
        for one in made:
            try:
                _all(letter, (*fitting, one))
            except ValidationError:
                continue
            fitting = (*fitting, one)
        return _all(letter, fitting)


def structural(corrections: Iterable[Correction]) -> set[str]:
    """The lists to which something was added or from which something was dropped."""
    found = ((items.place(c.field), c) for c in corrections)
    return {at.items for at, c in found if at and (at.key.startswith("+") or _drops(at, c.value))}


def _drops(at: items.Place, value: str) -> bool:
    return not at.rest and value == NOTHING


def _all(letter: Letter, made: tuple[Correction, ...]) -> Applied:
    work = _Work(letter)
    for one in sorted(made, key=lambda c: not c.value.startswith("{")):  # whole items before what is in them
        try:
            work.set(one.field, one.value, one.evidence)
        except BadCorrection:
            continue
    return work.result()


class _Work:
    """A record under correction: lists are held as items by key until all is done."""

    def __init__(self, letter: Letter) -> None:
        self._data: _Data = letter.model_dump(mode="json", by_alias=True)
        self._open: dict[str, dict[str, Any]] = {}
        self._dropped: set[tuple[str, str]] = set()
        self._new_contest = letter.contest is None

    def set(self, path: str, value: str, evidence: tuple[Evidence, ...]) -> None:
        """Put a value (JSON) in place.

        Raises:
            BadCorrection: there is no such place.
        """
        at = items.place(path)
        read = json.loads(value)
        if at is not None and _drops(at, value):
            self.find(path)
            self._dropped.add((at.items, at.key))
        elif at is not None and not at.rest and isinstance(read, dict) and at.key.startswith("+"):
            self._items(at.items)[at.key] = items.restored(at.items, read)
        else:
            self._put(path, read, evidence)
        if path in ("number", "symbol"):
            _code_follows(self._data)
        if path in ("number", "issued_on"):
            _no_draft_any_more(self._data)

    def find(self, path: str) -> Any:
        """The field, plain attribute or item at a path."""
        at = items.place(path)
        if at is None:
            return self._walk(path)
        found = self._items(at.items)
        if at.key not in found:
            if not at.key.startswith("+"):
                raise BadCorrection(path, "no such item")
            found[at.key] = items.blank(at.items)
        node = found[at.key]
        if not at.rest:
            return node
        if not isinstance(node, dict) or at.rest not in node or _is_field(node):
            raise BadCorrection(path, f"no such field; an item has {', '.join(node)}")
        return node[at.rest]

    def result(self) -> Applied:
        """The record, checked."""
        lists: dict[str, tuple[str, ...]] = {}
        for path, found in self._open.items():
            keys = [key for key in found if (path, key) not in self._dropped]
            if len(keys) != len(found) or any(key.startswith("+") for key in keys):
                if path == _STAGES:
                    keys = _in_time(keys, found)
                    for number, key in enumerate(keys, start=1):
                        found[key]["index"] = number
                lists[path] = tuple(keys)
            holder, name = self._holder(path)
            holder[name] = [found[key] for key in keys]
        if self._new_contest and self._data["contest"] == _NO_CONTEST:
            self._data["contest"] = None
        return Applied(Letter.model_validate(self._data), lists)

    def _put(self, path: str, value: Any, evidence: tuple[Evidence, ...]) -> None:
        node = self.find(path)
        if _is_field(node):
            before = node["value"]
            if before is not None and node["rule"] != HUMAN:
                machine = {
                    "value": before if isinstance(before, str) else json.dumps(before, ensure_ascii=False),
                    "raw": node["raw"],
                    "confidence": node["confidence"],
                    "rule": node["rule"],
                }
                node["alternatives"] = [machine, *node["alternatives"]]
            node.update(value=value, confidence=1.0, rule=HUMAN)
            if evidence:
                node["evidence"] = _EVIDENCE.dump_python(evidence, mode="json")
        elif (at := items.place(path)) is not None and at.rest and not isinstance(node, dict | list):
            self._items(at.items)[at.key][at.rest] = value
        else:
            raise BadCorrection(path, "not a field with a value")

    def _items(self, path: str) -> dict[str, Any]:
        if path not in items.lists():
            raise BadCorrection(path, "no such list")
        if path not in self._open:
            holder, name = self._holder(path)
            self._open[path] = {str(i): one for i, one in enumerate(holder[name])}
        return self._open[path]

    def _holder(self, path: str) -> tuple[_Data, str]:
        """The part of the record that holds a list or field, and its name there."""
        if path.startswith("contest.") and self._data["contest"] is None:
            self._data["contest"] = copy.deepcopy(_NO_CONTEST)
        here: Any = self._data
        *above, name = path.split(".")
        for part in above:
            here = here.get(part) if isinstance(here, dict) and not _is_field(here) else None
        if not isinstance(here, dict) or _is_field(here) or name not in here:
            raise BadCorrection(path, "no such field")
        return here, name

    def _walk(self, path: str) -> _Data:
        holder, name = self._holder(path)
        if not _is_field(holder[name]):
            raise BadCorrection(path, "not a field with a value")
        found: _Data = holder[name]
        return found


def _is_field(node: Any) -> bool:
    return isinstance(node, dict) and {"value", "rule", "evidence"} <= set(node)


def _in_time(keys: list[str], found: Mapping[str, _Data]) -> list[str]:
    """Stages in the order of the letter; an added one stands before the first that begins later."""
    ordered = [key for key in keys if not key.startswith("+")]
    for key in keys:
        if key.startswith("+"):
            day = _day(found[key])
            later = (i for i, other in enumerate(ordered) if day and (_day(found[other]) or "") > day)
            ordered.insert(next(later, len(ordered)), key)
    return ordered


def _day(stage: _Data) -> str | None:
    day: str | None = stage["start"]["value"] or stage["end"]["value"]
    return day


def _code_follows(data: _Data) -> None:
    number, symbol, code = data["number"]["value"], data["symbol"]["value"], data["code"]
    if number and symbol and code["rule"] != HUMAN:
        between = "-" if code["value"] and re.match(r"\d+-", code["value"]) else "/"
        code.update(value=f"{number}{between}{symbol}", confidence=1.0, rule="from-number-and-symbol")


def _no_draft_any_more(data: _Data) -> None:
    draft = data["is_draft"]
    if draft["value"] and draft["rule"] != HUMAN and data["number"]["value"] and data["issued_on"]["value"]:
        draft.update(value=False, confidence=1.0, rule="number-and-day-given")
