"""Black seals over print: their rings go, the print they run through stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.ocr import rings
from pipeline.ocr.rings import Circle, fitted, ringless, without_rings
from pipeline.records.evidence import Box

CENTRE, RADIUS = (1000, 1500), 140


def print_under() -> np.ndarray:
    """Rows of letters, the last of them where the seal will lie."""
    page = np.zeros((2339, 1654), np.uint8)
    for i in range(9):
        cv2.putText(page, "some body text to know it by", (200, 500 + i * 60), 0, 1.1, 1, 3)
    cv2.putText(page, "A PRINTED TITLE", (950, 1420), 0, 1.1, 1, 4)
    return page


def sealed(page: np.ndarray) -> np.ndarray:
    """The same with the two rings of a seal."""
    done = page.copy()
    cv2.circle(done, CENTRE, RADIUS, 1, 4)
    cv2.circle(done, CENTRE, round(0.6 * RADIUS), 1, 2)
    return done


def test_the_circle_is_found_to_the_pixel_from_a_coarse_guess() -> None:
    true = fitted(sealed(print_under()), Circle(1004, 1496, 145))
    assert abs(true.x - 1000) < 1.0 and abs(true.y - 1500) < 1.0 and abs(true.radius - RADIUS) < 1.5


def test_rings_go_and_the_print_stays() -> None:
    page = print_under()
    rest = without_rings(sealed(page), [Circle(1003, 1497, 143)])
    inked = (sealed(page) > 0) & (page == 0)
    assert rest[inked].mean() < 0.15
    assert rest[page > 0].mean() > 0.9


def test_strokes_that_a_ring_cuts_aslant_are_bridged() -> None:
    """A name at the foot of a seal, where the ring runs nearly along its letters."""
    page = np.zeros((2339, 1654), np.uint8)
    cv2.putText(page, "THE SIGNER NAMED", (920, 1650), 0, 1.2, 1, 4)
    rest = without_rings(sealed(page), [Circle(1003, 1497, 143)])
    assert rest[page > 0].mean() > 0.93
    assert rest[(sealed(page) > 0) & (page == 0)].mean() < 0.05


def test_paper_without_a_seal_is_left_alone() -> None:
    page = print_under()
    assert without_rings(page, []) is page


def test_a_page_keeps_its_print_and_loses_the_rings() -> None:
    ink = sealed(print_under())
    grey = np.where(ink > 0, np.uint8(0), np.uint8(255))
    box = Box((1003 - 143) / 1654, (1497 - 143) / 2339, (1003 + 143) / 1654, (1497 + 143) / 2339)
    left = ringless(grey, [box]) < 128
    assert left[print_under() > 0].mean() > 0.9
    assert left.sum() < 1.02 * print_under().sum()


def test_what_lay_in_memory_before_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seal whose centre lies between pixels: its outermost directions leave the cut."""
    page, warp = print_under(), cv2.warpPolar
    cv2.circle(page, (16012, 24012), 16 * RADIUS, 1, 4, shift=4)
    seen = []

    def filled(src: np.ndarray, size: tuple[int, int], *rest: object) -> np.ndarray:
        seen.append([warp(src, size, *rest, dst=np.full(size[::-1], n, np.uint8)) for n in (0, 1)])
        return seen[-1][0]

    monkeypatch.setattr(rings.cv2, "warpPolar", filled)
    without_rings(page, [Circle(1003, 1497, 143)])
    assert len(seen) == 2
    assert all(np.array_equal(*pair) for pair in seen)
