"""Values of a letter in the words and the form in which registers print them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from pipeline import gazetteer
from pipeline.export.item import Item
from pipeline.records.letter import Deadline, Letter

DATA = Path(__file__).parent / "data"


@cache
def kind_names() -> dict[str, str]:
    """Full name of each type of document by its abbreviation (Nghị định 30/2020, PL III)."""
    return {short: name for name, short in reversed(gazetteer.kinds())}  # the first name of two wins


def kind_name(letter: Letter) -> str:
    """`Công văn`, `Quyết định`; empty where the type was not found."""
    return kind_names().get(letter.kind.value or "", letter.kind.value or "")


def day(value: dt.date | None) -> str:
    """DD/MM/YYYY, as registers print it."""
    return value.strftime("%d/%m/%Y") if value else ""


def code(letter: Letter) -> str:
    """Number and symbol; a blank number stays blank (`/UBND-VX`)."""
    if letter.code.value:
        return letter.code.value
    return f"/{letter.symbol.value}" if letter.symbol.value else ""


def content(letter: Letter) -> str:
    """Type and subject in one cell: `Công văn: tổ chức Cuộc thi ...`."""
    return ": ".join(p for p in (kind_name(letter), letter.subject.value or "") if p)


def document(letter: Letter) -> str:
    """Type, code, day and issuer in one line, as the follow-up register names a letter."""
    parts = [kind_name(letter), f"số {code(letter)}" if code(letter) else ""]
    if letter.issued_on.value:
        parts.append(f"ngày {day(letter.issued_on.value)}")
    if letter.issuer.value:
        parts.append(f"của {letter.issuer.value}")
    return " ".join(p for p in parts if p)


def notes(item: Item) -> str:
    """The last column: urgency, draft, assumed day of arrival, duplicates, the office's own notes."""
    letter = item.letter
    found = [letter.urgency.value or "", letter.secrecy.value or ""]
    if letter.is_draft.value:
        found.append("Dự thảo")
    if item.arrival_assumed:
        found.append("Ngày đến là ngày nhập")
    if item.duplicate_of:
        found.append(f"Trùng {item.duplicate_of}")
    return "; ".join(part for part in (*found, *item.notes) if part)


def due(item: Item) -> str:
    """The deadlines one a line, each with the letter's own word (`trước 10/06/2026: báo cáo`)."""
    if item.due_on:
        return day(item.due_on)
    return "\n".join(deadline(d) for d in dated(item.letter))


def dated(letter: Letter) -> list[Deadline]:
    """The letter's deadlines that name a day, earliest first."""
    return sorted((d for d in letter.deadlines if d.date.value), key=lambda d: as_day(d.date.value))


def as_day(moment: dt.date | dt.datetime | None) -> dt.date:
    """The day of a day or of a moment."""
    if isinstance(moment, dt.datetime):
        return moment.date()
    return moment or dt.date.max


def deadline(entry: Deadline) -> str:
    """`trước 10/06/2026: báo cáo kết quả`."""
    moment = entry.date.value
    hour = moment.strftime("%H:%M ") if isinstance(moment, dt.datetime) else ""
    head = " ".join(p for p in (entry.relation.value or "", hour + day(as_day(moment))) if p)
    return f"{head}: {entry.what.value}" if entry.what.value else head
