"""The data files beside this stage: rows under a head, each with its source, checked as they are read."""

from __future__ import annotations

import csv
from importlib import resources


def rows(name: str, *columns: str) -> list[dict[str, str]]:
    """The rows of `data/<name>` by the names in its head.

    Args:
        name: the file's name.
        columns: those that no row may leave empty; `source` is one wherever the file has it.

    Raises:
        ValueError: a column is missing, or a row leaves one empty.
    """
    text = resources.files("pipeline.extract").joinpath("data", name).read_text("utf-8")
    found = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(found, start=2):
        needed = (*columns, "source") if "source" in row else columns
        if any(not row.get(column) for column in needed):
            raise ValueError(f"{name}, line {number}: a column is empty")
    return found
