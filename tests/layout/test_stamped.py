"""Seals, scrawls and frames of stamps on drawn pages, and the print beside and under them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import layout
from pipeline.records.page import ObjectKind
from tests.layout.drawn import body, page, sheet, write


def test_a_red_seal_is_an_object_and_its_lettering_no_text() -> None:
    pixels = sheet()
    for i in range(12):
        write(pixels, "some body text to know the letters by", 200, 300 + i * 60)
    cv2.circle(pixels, (1000, 1500), 142, (220, 30, 40), 6)
    cv2.putText(pixels, "SEAL", (940, 1510), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (220, 30, 40), 3)
    found = layout.analyse(page(pixels))
    seals = [o for o in found.objects if o.kind is ObjectKind.SEAL]
    assert len(seals) == 1
    assert abs(seals[0].box.center[0] * 1654 - 1000) < 12
    assert len(found.lines) == 12


def test_red_print_is_read_but_a_red_scrawl_is_not() -> None:
    pixels = sheet()
    for i in range(12):
        write(pixels, "some body text to know the letters by", 200, 300 + i * 60)
    cv2.putText(pixels, "Stamped Name", (900, 1500), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (220, 30, 40), 3)
    cv2.line(pixels, (300, 1600), (700, 1760), (220, 30, 40), 5)
    found = layout.analyse(page(pixels))
    assert len(found.lines) == 13
    assert found.print_[1470:1500, 900:1150].min() < 90
    assert found.print_[1590:1770, 300:710].min() > 150


@pytest.mark.parametrize("angle", [-12.0, 0.0, 9.0])
def test_a_slanted_frame_is_a_candidate_with_its_angle(angle: float) -> None:
    pixels = sheet()
    for i in range(8):
        write(pixels, "some body text to know the letters by", 200, 900 + i * 60)
    corners = cv2.boxPoints(((500, 500), (280, 80), angle)).astype(int)
    cv2.polylines(pixels, [corners], True, (0, 0, 0), 5)
    found = layout.analyse(page(pixels))
    assert [round(s.angle) for s in found.stamps] == [round(angle)]


def test_a_frame_that_print_has_opened_is_a_candidate() -> None:
    pixels = sheet()
    cv2.rectangle(pixels, (100, 500), (500, 740), (220, 40, 40), 3)
    write(pixels, "Beside", 470, 720)
    pixels[690:725, 480:520] = 255
    found = layout.analyse(page(pixels)).stamps
    assert [s.red for s in found] == [True]
    assert found[0].size[0] * 1654 == pytest.approx(400, abs=12)


@pytest.mark.parametrize("size", [34, 36, 38, 40])
def test_an_underlined_motto_is_no_frame(size: int) -> None:
    paper = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(paper)
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf", size)
    box = draw.textbbox((850, 300), "Độc lập - Tự do - Hạnh phúc", font=font)
    draw.text((850, 300), "Độc lập - Tự do - Hạnh phúc", font=font, fill="black")
    draw.line((box[0], box[3] + 5, box[2], box[3] + 5), fill="black", width=2)
    for i in range(5):
        draw.text((200, 500 + 50 * i), "Căn cứ Luật Tổ chức chính quyền địa phương;", font=font, fill="black")
    assert not layout.analyse(page(np.array(paper))).stamps


def test_a_black_frame_that_print_touches_is_a_candidate_and_the_print_stays_whole() -> None:
    pixels = sheet()
    body(pixels)
    write(pixels, "a row of print that begins beneath a frame", 300, 560)
    write(pixels, "STAMP", 240, 450)
    cv2.rectangle(pixels, (140, 350), (480, 545), (0, 0, 0), 4)
    found = layout.analyse(page(pixels))
    assert len(found.stamps) == 1
    row = next(line.box for line in found.lines if line.box.y0 * 2339 < 545 < line.box.y1 * 2339)
    assert row.x0 * 1654 < 310 and row.x1 * 1654 > 900


def test_what_stands_beside_a_small_frame_is_a_line_of_its_own() -> None:
    pixels = sheet()
    body(pixels)
    write(pixels, "URGENT", 220, 500)
    cv2.rectangle(pixels, (200, 455), (400, 520), (0, 0, 0), 4)
    write(pixels, "to: whom", 440, 500)
    found = layout.analyse(page(pixels))
    (stamp,) = found.stamps
    (inside,) = stamp.lines
    assert found.lines[inside].box.x1 * 1654 < 400
    assert any(abs(line.box.x0 * 1654 - 440) < 12 for line in found.lines)
