"""One letter a line, as `congvan read --json` prints it, with the office's own facts beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.export.item import Item
from pipeline.place import beside


def write_jsonl(items: Sequence[Item], destination: Path) -> None:
    """Write UTF-8 JSON lines: the record's keys, and `archive` with what the office knows."""
    with beside(destination) as path, path.open("w", encoding="utf-8") as file:
        for item in items:
            row = item.letter.model_dump(mode="json", by_alias=True)
            row["archive"] = item.model_dump(mode="json", exclude={"letter"}, exclude_none=True)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
