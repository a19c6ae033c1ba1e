"""Rates of several blocks as one."""

from __future__ import annotations

from pipeline.diacritics.detector import detect, judge, together


def test_blocks_weigh_by_their_words() -> None:
    long = judge("Kính gửi các phòng ban và đơn vị trực thuộc Ủy ban nhân dân phường")
    short = judge("xyz qwk")
    both = together([long.rates, short.rates])
    assert both.words == long.rates.words + short.rates.words
    wanted = (long.rates.spelled * long.rates.words + short.rates.spelled * short.rates.words) / both.words
    assert abs(both.spelled - wanted) < 0.001


def test_no_share_exceeds_one() -> None:
    text = "Số: 12/UBND\n\nKính gửi các phòng ban và đơn vị trực thuộc Ủy ban nhân dân phường\n\nNơi nhận"
    rates = detect(text).rates
    assert max(rates.marked, rates.spelled, rates.folded, rates.accented, rates.artefacts) <= 1
