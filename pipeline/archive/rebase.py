"""Corrections of list items carried to a newer reading, in which the items may stand elsewhere.

Each correction holds the values of the item it was made on. It follows that item; where the item is
no longer read, what a human set in it stays as an item that was added, and what was dropped is gone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from pipeline.archive import items
from pipeline.archive.corrections import NOTHING, anchor
from pipeline.archive.tables import correction
from pipeline.errors import BadCorrection
from pipeline.records.letter import Letter


def rebase(db: Connection, letter_id: str, machine: Letter) -> list[str]:
    """Bring the corrections of a letter to its new record; returns what moved, for the history."""
    own = select(correction).where(correction.c.letter_id == letter_id).order_by(correction.c.pk)
    found = db.execute(own).all()
    data = machine.model_dump(mode="json", by_alias=True)
    gone: dict[str, str] = {}
    said: list[str] = []
    for row in found:
        at = items.place(row.field)
        if at is None or row.anchor is None or at.key.startswith("+"):
            continue
        now = items.same(row.anchor, _list(data, at.items), int(at.key))
        if now is not None:
            field = f"{at.items}[{now}]" + (f".{at.rest}" if at.rest else "")
            _move(db, row, field, machine)
        elif not at.rest and row.value == NOTHING:
            db.execute(delete(correction).where(correction.c.pk == row.pk))
            field = "nothing"
        else:
            field = _keep(db, row, at, gone, [r.field for r in found])
        if field != row.field:
            said.append(f"{letter_id}: correction of {row.field} now of {field}")
    return said


def _move(db: Connection, row: Row[Any], field: str, machine: Letter) -> None:
    try:
        new = anchor(machine, field)
    except BadCorrection:
        new = row.anchor
    db.execute(update(correction).where(correction.c.pk == row.pk).values(field=field, anchor=new))


def _keep(db: Connection, row: Row[Any], at: items.Place, gone: dict[str, str], known: list[str]) -> str:
    """Make an added item of the lost one, and let the correction be one of it."""
    if at.item not in gone:
        new = items.resolved([f"{at.items}[+]"], [*known, *gone.values()])
        gone[at.item] = new[f"{at.items}[+]"]
        if at.rest:
            base = {"letter_id": row.letter_id, "field": gone[at.item], "machine": NOTHING}
            base |= {"value": row.anchor, "by": row.by, "at": row.at}
            db.execute(insert(correction).values(base))
    field = gone[at.item] + (f".{at.rest}" if at.rest else "")
    db.execute(update(correction).where(correction.c.pk == row.pk).values(field=field, anchor=None))
    return field


def _list(data: dict[str, Any], path: str) -> list[Any]:
    here: Any = data
    for part in path.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return here if isinstance(here, list) else []
