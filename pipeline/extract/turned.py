"""Tables whose stages are columns (`| | Vòng 1 | Vòng 2 |`), turned so that a stage's cells follow its name.

Works on rows of cells, from boxes or from the strokes of a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from pipeline.extract.plain import plain

Cell = TypeVar("Cell")

_STAGE = re.compile(
    r"\W*(?:(?:chang(?: dua)?|giai doan|vong(?: thi)?|dot|tuan|luot|ky|buoc)\s(?:thi\s)?(?:so\s|thu\s)?"
    r"(?:\d{1,2}\b|[ivx]{1,4}\b|nhat|mot|hai|ba|tu|bon|nam|so (?:khao|tuyen|loai)|loai|chung k|ban ket"
    r"|tu ket|cap\s|cuoi|dau)"
    r"|(?:so khao|so tuyen|ban ket|tu ket|chung khao|chung ket)\b)"
)
_HEAD = re.compile(
    r"\W*(?:thoi (?:gian|han)|bat dau|ket thuc|tu ngay|den ngay|den het|ngay|lich|mo |dong |noi dung"
    r"|hinh thuc|the thuc|dia diem|so luong|san pham|mo ta|ten|doi tuong|cach thuc|han )"
)
"""What the first cell of a row under the stages' names says."""


def turned(rows: Sequence[Sequence[tuple[str, Cell]]]) -> list[list[Cell]] | None:
    """Rows of (text, cell) as rows by stage: its name, then each row's head and its own cell.

    None where the stages are no columns. The rows before the stages' names stay in front; one that has
    not one cell a stage is left to stand by itself behind the stages.

    Example:
        >>> turned([[("", 0), ("Vòng 1", 1), ("Vòng 2", 2)], [("Bắt đầu", 3), ("01/6", 4), ("15/6", 5)]])
        [[1, 3, 4], [2, 3, 5]]
    """
    at = next((i for i, row in enumerate(rows) if _names(row)), None)
    if at is None or at + 1 == len(rows):
        return None
    names = _names(rows[at])
    out = [[cell for _, cell in names[i : i + 1]] for i in range(len(names))]
    rest: list[list[Cell]] = []
    told = False
    for row in rows[at + 1 :]:
        if len(row) != len(names) + 1 or not _HEAD.match(plain(row[0][0])):
            rest.append([cell for _, cell in row])
            continue
        told = True
        for stage, (_, cell) in zip(out, row[1:], strict=True):
            stage += [row[0][1], cell]
    before = [[cell for _, cell in row] for row in rows[:at]]
    return [*before, *out, *rest] if told else None


def _names(row: Sequence[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    """The cells of a row that name stages, two or more, all of it but the cell in the corner."""
    stages = [i for i, (text, _) in enumerate(row) if _STAGE.match(plain(text))]
    whole = stages in (list(range(len(row))), list(range(1, len(row))))
    return [row[i] for i in stages] if whole and len(stages) >= 2 else []
