"""Human decisions as truth: what was corrected, and what was found right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.archive import corrections, items
from pipeline.archive.reasons import KEY_FIELDS
from pipeline.records.archive import Correction, Truth
from pipeline.records.letter import Letter

_WHOLE = (*KEY_FIELDS, "kind", "parent_agency", "number", "symbol", "place", "signer.name", "signer.title")
"""Fields of which a human who accepts a letter says that they are right."""


def truths(letters: Iterable[tuple[str, str, str, bool, Letter, tuple[Correction, ...]]]) -> Iterator[Truth]:
    """Truth of letters given as (file, sha256, id, accepted, the machine's record, corrections).

    A list to which a human added or from which one dropped items stands there as a whole.
    """
    for file, sha256, letter_id, accepted, machine, made in letters:
        if not (accepted or made):
            continue
        corrected = corrections.apply(machine, made)
        whole = corrections.structural(made)
        paths = dict.fromkeys([*(_WHOLE if accepted else ()), *(_path(m.field, whole) for m in made)])
        yield Truth(
            file=file,
            sha256=sha256,
            letter=letter_id,
            checked=accepted,
            truth={path: _value(corrected, path) for path in paths},
            machine={path: _value(machine, path) for path in paths},
        )


def _path(field: str, whole: set[str]) -> str:
    at = items.place(field)
    return at.items if at is not None and at.items in whole else field


def _value(letter: Letter, path: str) -> Any:
    if path not in items.lists():
        return json.loads(corrections.machine_value(letter, path))
    here: Any = letter.model_dump(mode="json", by_alias=True)
    for part in path.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return items.plain(here or [])
