"""From the decoder's posteriors to confidences that mean what they say."""

from __future__ import annotations

import bisect
import functools
import json

from pipeline.weights import weight

Knots = tuple[tuple[float, ...], tuple[float, ...]]


@functools.cache
def load() -> dict[str, Knots]:
    """For each rule, posteriors and how often choices with them were right, both rising."""
    data = json.loads(weight("diacritics/calibration.json").read_text(encoding="utf-8"))
    return {rule: (tuple(k["said"]), tuple(k["was"])) for rule, k in data["rules"].items()}


def confidence(share: float, rule: str) -> float:
    """How often a choice with this posterior was right on held-out pages.

    Between two knots it is on the line between them; a rule without knots keeps its posterior.
    """
    known = load().get(rule)
    if known is None:
        return round(share, 4)
    said, was = known
    at = bisect.bisect_right(said, share)
    if at == 0 or at == len(said):
        return round(was[min(at, len(was) - 1)], 4)
    part = (share - said[at - 1]) / (said[at] - said[at - 1])
    return round(was[at - 1] + part * (was[at] - was[at - 1]), 4)
