"""QR codes and barcodes: text, place, and none in plain print."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.layout import analyse, find_codes
from pipeline.records.image import CleanPage, PageImage
from pipeline.records.page import ObjectKind

TEXT = "https://hoithi.example.vn/dang-ky?xa=Đông Tân"


def code(text: str, kind: zxingcpp.BarcodeFormat, scale: int) -> Image.Image:
    made = zxingcpp.create_barcode(text, kind).to_image(scale=scale, add_quiet_zones=True)
    return Image.fromarray(np.array(made))


def page(*placed: tuple[Image.Image, int, int]) -> Image.Image:
    paper = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(paper)
    for y in range(200, 1000, 40):  # something like lines of print
        for x in range(200, 1400, 30):
            draw.rectangle((x, y, x + 4 + (x * y) % 17, y + 20), fill=0)
    for picture, x, y in placed:
        paper.paste(picture, (x, y))
    return paper


def image(picture: Image.Image) -> PageImage:
    pixels: NDArray[np.uint8] = np.asarray(picture)
    return PageImage(number=1, pixels=pixels, dpi=200)


@pytest.mark.parametrize("angle", [0, 2, 90, 180])
def test_a_qr_code_is_read_where_it_stands(angle: int) -> None:
    qr = code(TEXT, zxingcpp.BarcodeFormat.QRCode, 5)
    turned = page((qr, 900, 1300)).rotate(angle, fillcolor=255, expand=angle == 90)
    (found,) = find_codes(image(turned))
    assert found.kind is ObjectKind.QR
    assert found.text == TEXT
    if angle == 0:
        assert found.box.x0 == pytest.approx(900 / 1654, abs=0.02)
        assert found.box.y1 == pytest.approx((1300 + qr.height) / 2339, abs=0.02)


def test_blue_on_white_and_two_at_once() -> None:
    one, two = (code(f"mã số {i}", zxingcpp.BarcodeFormat.QRCode, 6) for i in (1, 2))
    paper = page((one, 200, 1200), (two, 900, 1700)).convert("RGB")
    pixels = np.array(paper)
    pixels[np.all(pixels == 0, axis=2)] = (20, 40, 160)
    found = find_codes(PageImage(number=1, pixels=pixels, dpi=200))
    assert [o.text for o in found] == ["mã số 1", "mã số 2"]


def test_a_barcode_is_a_barcode() -> None:
    (found,) = find_codes(image(page((code("VB20260012", zxingcpp.BarcodeFormat.Code128, 3), 300, 1500))))
    assert (found.kind, found.text) == (ObjectKind.BARCODE, "VB20260012")


def test_print_is_no_code() -> None:
    assert find_codes(image(page())) == ()


@pytest.mark.parametrize(
    ("kind", "scale"), [(zxingcpp.BarcodeFormat.Code128, 3), (zxingcpp.BarcodeFormat.DataMatrix, 8)]
)
def test_codes_of_any_kind_are_found_among_print(kind: zxingcpp.BarcodeFormat, scale: int) -> None:
    grey = np.asarray(page((code("VB20260012", kind, scale), 300, 1500)))
    clean = CleanPage(number=1, text=grey, color=np.dstack([grey] * 3), dpi=200)
    found = [o for o in analyse(clean).objects if o.text == "VB20260012"]
    assert len(found) == 1 and found[0].box.y0 * 2339 == pytest.approx(1500, abs=60)
