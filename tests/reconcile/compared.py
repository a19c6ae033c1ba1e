"""Invented letters held against each other, and what is asked of the answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.reconcile import compare
from pipeline.records.contest import Stage
from pipeline.records.schedule import Comparison, Timeline
from tests.reconcile.invented import commune


def d(day: int, month: int) -> dt.date:
    return dt.date(2026, month, day)


def holds(row: Comparison) -> tuple[Any, Any, str, str]:
    """Start and end that hold, by which authority, by which letter."""
    held = row.proposed
    assert held is not None
    return held.start, held.end, held.authority.value, held.letter


def two(a: tuple[Stage, ...], b: tuple[Stage, ...], **more: Any) -> Timeline:
    """Letters of two communes held against each other."""
    (found,) = compare(
        [
            commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", stages=a, **more),
            commune("b", "xã Bắc Hà", "2/UBND", "9/3/2026", stages=b),
        ]
    ).contests
    return found
