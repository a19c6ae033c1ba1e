"""Letters out of the house: registers, JSON lines, calendars, exchange headers, reading copies.

Every writer takes letters (`Item`: the record and what the office knows of it) and a destination;
it writes beside the destination and renames, so that a half-written file is never seen. Originals
are only read.

    items = numbered([Item(letter=letter, arrived_on=day), ...])
    write_register(items, Path("so-den.xlsx"), Office(name="UBND phường A"))   # .xlsx or .csv
    write_follow_up(items, Path("theo-doi.xlsx"), Office(name="UBND phường A"))
    write_jsonl(items, Path("letters.jsonl"))
    write_calendar(items, Path("deadlines.ics"), now=now)
    write_edxml(items, Path("edxml/"))           # one header a letter
    write_dublin_core(items, Path("letters.dc.xml"))
    write_reading_copy(leaves, Path("letter.pdf"), item, now=now)   # searchable PDF/A-2b
    copy_renamed(items, Path("out/"), "{code} - {subject} - {issued_on:%d%m%Y}")

"""

from __future__ import annotations

from pipeline.export.calendar import write_calendar
from pipeline.export.copies import copy_renamed, file_name
from pipeline.export.dublin import write_dublin_core
from pipeline.export.edxml import write_edxml
from pipeline.export.item import Item, Office, item_of, numbered
from pipeline.export.jsonl import write_jsonl
from pipeline.export.reading_copy import Leaf, write_reading_copy
from pipeline.export.registers import write_follow_up, write_register

KINDS = ("register", "follow-up", "json", "ics", "edxml", "dc", "pdf", "files")
"""What `congvan export KIND` can write."""

__all__ = [
    "KINDS",
    "Item",
    "Leaf",
    "Office",
    "copy_renamed",
    "file_name",
    "item_of",
    "numbered",
    "write_calendar",
    "write_dublin_core",
    "write_edxml",
    "write_follow_up",
    "write_jsonl",
    "write_reading_copy",
    "write_register",
]
