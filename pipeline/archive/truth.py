"""Human decisions as truth: what was corrected, and what was found right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.archive import corrections
from pipeline.archive.reasons import KEY_FIELDS
from pipeline.records.archive import Correction, Truth
from pipeline.records.letter import Letter

_WHOLE = (*KEY_FIELDS, "kind", "parent_agency", "number", "symbol", "place", "signer.name", "signer.title")
"""Fields of which a human who accepts a letter says that they are right."""


def truths(letters: Iterable[tuple[str, str, str, bool, Letter, tuple[Correction, ...]]]) -> Iterator[Truth]:
    """Truth of letters given as (file, sha256, id, accepted, the machine's record, corrections)."""
    for file, sha256, letter_id, accepted, machine, made in letters:
        if not (accepted or made):
            continue
        corrected = corrections.apply(machine, made)
        fields = dict.fromkeys([*(_WHOLE if accepted else ()), *(m.field for m in made)])
        yield Truth(
            file=file,
            sha256=sha256,
            letter=letter_id,
            checked=accepted,
            truth={f: _value(corrected, f) for f in fields},
            machine={f: _value(machine, f) for f in fields},
        )


def _value(letter: Letter, field: str) -> Any:
    return json.loads(corrections.machine_value(letter, field))
