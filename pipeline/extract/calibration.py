"""From a rule's score to a chance of being right, by a table made on letters not used for tuning."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from pipeline.extract.knowledge import rows


@lru_cache(maxsize=1)
def curves() -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    """Field (or `*`) -> scores and the chances that belong to them, both rising."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in rows("calibration.tsv", "field", "score", "chance"):
        points.setdefault(row["field"], []).append((float(row["score"]), float(row["chance"])))
    return {k: (tuple(s for s, _ in v), tuple(c for _, c in v)) for k, v in points.items()}


def calibrated(field: str, rule: str, score: float) -> float:
    """Chance (0..1) that a value with this score is right; linear between the points of the table.

    What a pen wrote keeps the chance that its reader gave.
    """
    score = min(1.0, max(0.0, score))
    table = curves()
    curve = table.get(field) or table.get("*")
    if curve is None or rule.startswith("handwritten"):
        return score
    scores, chances = curve
    at = bisect_right(scores, score)
    if at == 0:
        return chances[0]
    if at == len(scores):
        return chances[-1]
    s0, s1, c0, c1 = scores[at - 1], scores[at], chances[at - 1], chances[at]
    return c0 + (c1 - c0) * (score - s0) / (s1 - s0) if s1 > s0 else c1
