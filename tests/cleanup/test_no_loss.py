"""Cleanup loses no words: real scans where they are at hand, invented ones everywhere."""

from __future__ import annotations

import pytest

from benchmarks.cleanup_loss import SCANS, page_loss, pictures
from tests.made_scans import made

LEAST = 0.97
"""Share of the sure words that must be left; reading again moves a word or two in a hundred."""


@pytest.mark.parametrize("how", ["light", "bleed", "ccitt"])
def test_an_aged_letter_keeps_its_words(how: str) -> None:
    loss = page_loss(how, made(4100, how).image)
    if loss is not None:
        assert loss.after >= LEAST * loss.before, loss


@pytest.mark.slow
@pytest.mark.skipif(not SCANS.is_dir(), reason=f"no scans at {SCANS}")
def test_no_real_page_loses_words() -> None:
    losses = [loss for loss in (page_loss(name, image) for name, image in pictures(SCANS)) if loss]
    poorer = [loss for loss in losses if loss.after < LEAST * loss.before - 2]
    assert not poorer
