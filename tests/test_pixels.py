"""Pieces of ink, channels and percentiles, held against OpenCV's and numpy's own."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pixels import find_pieces, percentile, places_of, strongest


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 1.0])
def test_pieces_are_measured_as_opencv_measures_them(share: float) -> None:
    ink = np.asarray(np.random.default_rng(7).random((211, 97)) < share, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = find_pieces(ink)
    assert np.array_equal(pieces.labels, labels)
    own = np.stack([pieces.left, pieces.top, pieces.width, pieces.height, pieces.area], axis=1)
    assert np.array_equal(own[1:], stats[1:])
    assert pieces.area[0] == np.count_nonzero(ink == 0)
    values = np.arange(count, dtype=np.int16)
    assert np.array_equal(pieces.picture(values), np.where(ink > 0, values[labels], 0))


def test_places_of_a_cut_out_mask() -> None:
    ink = np.asarray(np.random.default_rng(1).random((40, 60)) < 0.2, np.uint8)[3:30, 5:50]
    assert np.array_equal(places_of(ink), np.flatnonzero(ink))


def test_strongest_channel() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (150, 31, 3), np.uint8)
    assert np.array_equal(strongest(pixels), pixels.max(axis=2))


@given(st.lists(st.integers(0, 255), min_size=1, max_size=60), st.integers(0, 100))
def test_percentile(values: list[int], share: int) -> None:
    grey = np.array(values, np.uint8)
    assert percentile(grey, share) == pytest.approx(float(np.percentile(grey, share)))
