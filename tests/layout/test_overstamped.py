"""Black frames of ĐẾN stamps over print: found, the print beneath whole, the stamp's words apart."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline import layout
from pipeline.layout.framed import without_rims
from pipeline.layout.stamps import Mark, find_frames
from pipeline.records.layout import LineBox, PageLayout
from tests.layout.drawn import body, page, sheet, wide, write

FRAME = (60, 640, 460, 860)
"""left, top, right, bottom of the stamp's frame; print begins at 200, an indent at 260."""


def _stamped(pixels: np.ndarray) -> None:
    left, top, right, bottom = FRAME
    cv2.rectangle(pixels, (left, top), (right, bottom), (0, 0, 0), 3)
    write(pixels, "OFFICE", 100, 690, size=0.9)


def _line_at(found: PageLayout, y: int, x: int) -> LineBox:
    """The line that holds a place, in pixels."""
    return next(
        line
        for line in found.lines
        if line.box.y0 * 2339 <= y <= line.box.y1 * 2339 and line.box.x0 * 1654 <= x <= line.box.x1 * 1654
    )


def test_print_that_a_frame_crosses_keeps_its_letters() -> None:
    pixels = sheet()
    body(pixels)
    write(pixels, "a line of print that the lower side crosses", 200, 868)
    _stamped(pixels)
    found = layout.analyse(page(pixels))
    box = _line_at(found, 850, 700).box
    assert abs(box.x0 * 1654 - 200) < 10
    assert abs(box.x1 * 1654 - 200 - wide("a line of print that the lower side crosses")) < 20


def test_a_line_that_runs_out_of_a_frame_begins_where_other_lines_do() -> None:
    pixels = sheet()
    body(pixels)
    write(pixels, "an indented line to tell where such begin", 260, 560)
    write(pixels, "print that begins beneath the stamp, too", 260, 780)
    _stamped(pixels)
    write(pixels, "No:", 150, 783, size=0.9)
    found = layout.analyse(page(pixels))
    (stamp,) = found.stamps
    print_ = _line_at(found, 770, 700)
    own = _line_at(found, 770, 165)
    assert abs(print_.box.x0 * 1654 - 260) < 10
    assert found.lines.index(own) in stamp.lines
    assert found.lines.index(print_) not in stamp.lines


def test_a_frame_whose_side_has_gaps_is_found() -> None:
    pixels = sheet()
    body(pixels)
    _stamped(pixels)
    # a lost row of a fax opens both sides
    pixels[760:762, :600] = 255
    ink = np.asarray(pixels.max(axis=2) < 128, np.uint8)
    frames = [f for f in find_frames(ink, np.zeros_like(ink), 200.0) if f.height > 200]
    assert len(frames) == 1
    assert abs(frames[0].width - 400) < 12


def test_a_frame_that_runs_off_the_sheet_is_found_by_its_rules() -> None:
    pixels = sheet()
    body(pixels)
    for y in (620, 690, 860):
        cv2.line(pixels, (0, y), (430, y), (0, 0, 0), 3)
    cv2.line(pixels, (430, 620), (430, 860), (0, 0, 0), 3)
    write(pixels, "ARRIVED", 30, 780)
    write(pixels, "print that runs through the right side", 260, 790)
    found = layout.analyse(page(pixels))
    (stamp,) = found.stamps
    assert abs(stamp.size[0] * 1654 - 430) < 15


def test_underlined_lines_are_no_frame() -> None:
    pixels = sheet()
    body(pixels)
    for y in (560, 700):
        write(pixels, "an underlined row", 300, y)
        cv2.line(pixels, (300, y + 12), (300 + wide("an underlined row"), y + 12), (0, 0, 0), 3)
    assert not layout.analyse(page(pixels)).stamps


def test_a_slanted_side_is_taken_out_and_what_crosses_it_stays() -> None:
    ink = np.zeros((400, 800), np.uint8)
    frame = Mark(400, 200, 600, 200, 3.0, red=False, frame=True)
    # print has turned the outline by some pixels
    corners = np.round(Mark(400, 203, 600, 200, 3.4, red=False, frame=True).corners).astype(np.int32)
    cv2.polylines(ink, [corners], True, 1, 3)
    cv2.line(ink, (300, 280), (300, 330), 1, 4)
    rest = without_rims(ink, np.zeros_like(ink), [frame], 200.0)
    assert int(rest.sum()) < 0.1 * int(ink.sum())
    assert rest[282:328, 300].all()
