"""Days of letters told by templates: a letter is written in its season."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from training.letters import compose
from training.letters.fresh import days
from training.letters.fresh.templates import template


def test_letters_are_written_in_their_months() -> None:
    kept = 0
    for seed in range(80):
        months = template(seed, "outlying").get("months")
        letter = compose(seed, "outlying")
        if months:
            assert letter.head.date.month in months
            kept += 1
    assert kept >= 20


def test_months_that_do_not_fit_are_refused() -> None:
    issued, _ = days.draw(random.Random(1), ["a 5 9"], (), across=False, months=[5])
    assert issued.month == 5 and dt.date(2025, 7, 1) <= issued
    with pytest.raises(ValueError, match="no days fit"):
        days.draw(random.Random(1), ["a 40 50"], (), across=False, months=[12])
