"""A human's values in place of the machine's, in a record that keeps both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from pipeline.errors import BadCorrection
from pipeline.records.archive import Correction
from pipeline.records.letter import Letter

HUMAN = "human"
_STEP = re.compile(r"([a-z_]+)((?:\[\d+\])*)$")


def machine_value(letter: Letter, field: str) -> str:
    """The machine's value of a field, as JSON.

    Raises:
        BadCorrection: the record has no such field.
    """
    return json.dumps(
        _find(letter.model_dump(mode="json", by_alias=True), field)["value"], ensure_ascii=False
    )


def read_value(letter: Letter, field: str, text: str) -> str:
    """A human's value as JSON, checked against the type of the field; empty text means no value.

    Raises:
        BadCorrection: no such field, or the value does not fit it.
    """
    plain = text.strip()
    tries = [json.dumps(plain, ensure_ascii=False)] if plain else ["null"]
    if plain in ("true", "false") or re.fullmatch(r"-?\d+", plain):
        tries.append(plain)
    problem = ""
    for value in tries:
        try:
            _with(letter, [(field, value, "null")])
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
        else:
            return value
    raise BadCorrection(f"{field}={text}", problem)


def apply(letter: Letter, corrections: Iterable[Correction]) -> Letter:
    """The record with the corrections in it: rule `human`, confidence 1, the machine's value beside.

    A correction whose field a newer reading no longer has (a fourth stage, say) is left out here
    and stays in the list of corrections.
    """
    for made in corrections:
        try:
            letter = _with(letter, [(made.field, made.value, made.machine)])
        except (BadCorrection, ValidationError):
            continue
    return letter


def _with(letter: Letter, changes: list[tuple[str, str, str]]) -> Letter:
    data = letter.model_dump(mode="json", by_alias=True)
    for field, value, _ in changes:
        place = _find(data, field)
        before = place["value"]
        if before is not None and place["rule"] != HUMAN:
            machine = {
                "value": before if isinstance(before, str) else json.dumps(before, ensure_ascii=False),
                "raw": place["raw"],
                "confidence": place["confidence"],
                "rule": place["rule"],
            }
            place["alternatives"] = [machine, *place["alternatives"]]
        place.update(value=json.loads(value), confidence=1.0, rule=HUMAN)
        if field in ("number", "symbol"):
            _code_follows(data)
        if field in ("number", "issued_on"):
            _no_draft_any_more(data)
    return Letter.model_validate(data)


def _code_follows(data: dict[str, Any]) -> None:
    number, symbol, code = data["number"]["value"], data["symbol"]["value"], data["code"]
    if number and symbol and code["rule"] != HUMAN:
        between = "-" if code["value"] and re.match(r"\d+-", code["value"]) else "/"
        code.update(value=f"{number}{between}{symbol}", confidence=1.0, rule="from-number-and-symbol")


def _no_draft_any_more(data: dict[str, Any]) -> None:
    draft = data["is_draft"]
    if draft["value"] and draft["rule"] != HUMAN and data["number"]["value"] and data["issued_on"]["value"]:
        draft.update(value=False, confidence=1.0, rule="number-and-day-given")


def _find(data: dict[str, Any], field: str) -> dict[str, Any]:
    here: Any = data
    for part in field.split("."):
        match = _STEP.match(part)
        if match is None or not isinstance(here, dict) or match[1] not in here:
            raise BadCorrection(field, "no such field")
        here = here[match[1]]
        for index in re.findall(r"\d+", match[2]):
            if not isinstance(here, list) or int(index) >= len(here):
                raise BadCorrection(field, "no such item")
            here = here[int(index)]
    if not isinstance(here, dict) or not {"value", "rule", "evidence"} <= set(here):
        raise BadCorrection(field, "not a field with a value")
    found: dict[str, Any] = here
    return found
