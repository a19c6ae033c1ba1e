"""The text layer of a PDF: reading order, annotations, hidden text, scans, turned pages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.intake import RawPage, open_document
from pipeline.options import IntakeOptions
from pipeline.records.page import ObjectKind, Reader
from tests.intake.made_pdfs import LETTER, ORDER, add_annotation, make_pdf

SCAN = Image.new("L", (1654, 2339), 240)


def read(path: Path, options: IntakeOptions | None = None) -> list[RawPage]:
    with open_document(path, options or IntakeOptions()) as document:
        return list(document.pages())


def lines(page: RawPage) -> list[str]:
    assert page.words is not None
    return [line.text for line in page.words.lines]


def test_head_and_foot_are_read_column_by_column(tmp_path: Path) -> None:
    (page,) = read(make_pdf(tmp_path / "a.pdf", [LETTER]))
    assert lines(page) == ORDER
    assert page.words is not None and page.words.read_as is Reader.TEXT_LAYER


def test_the_order_does_not_depend_on_the_file_s(tmp_path: Path) -> None:
    (page,) = read(make_pdf(tmp_path / "a.pdf", [LETTER[::-1]]))
    assert lines(page) == ORDER


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_upright_and_its_boxes_lead_back(tmp_path: Path, rotate: int) -> None:
    (page,) = read(make_pdf(tmp_path / "a.pdf", [LETTER], rotate=rotate))
    assert lines(page) == ORDER
    assert page.words is not None and page.words.to_source is not None
    first = page.words.lines[0].box
    assert first is not None
    x, y = page.words.locate(first).center
    # the office stands top left; turned clockwise it lies top right, then bottom right, bottom left
    expected = {90: (True, False), 180: (True, True), 270: (False, True)}[rotate]
    assert (x > 0.5, y > 0.5) == expected
    assert page.picture is not None
    height, width = page.picture().pixels.shape[:2]
    assert (height > width) == (rotate == 180)


def test_words_have_boxes_where_they_stand(tmp_path: Path) -> None:
    (page,) = read(make_pdf(tmp_path / "a.pdf", [[("Chữ", 297.5, 421)]]))
    assert page.words is not None
    box = page.words.lines[0].words[0].box
    assert box is not None
    assert box.x0 == pytest.approx(0.5, abs=0.01)
    assert box.y0 < 0.5 <= box.y1 + 0.001


def test_a_number_signed_into_the_head_is_read_in_its_place(tmp_path: Path) -> None:
    blank = [t if not t[0].startswith("Số") else ("Số:         /UBND-VX", 95.0, 130.0) for t in LETTER]
    path = make_pdf(tmp_path / "a.pdf", [blank])
    add_annotation(path, [("87", 122, 130)], (118, 118, 160, 134))
    (page,) = read(path)
    assert "Số: 87 /UBND-VX" in lines(page)


def test_a_signature_block_is_an_object_and_no_text(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [LETTER])
    add_annotation(
        path,
        [("Ký bởi: Ủy ban nhân dân", 380, 30), ("Thời gian ký: 06.01.2026 08:15:00 +07:00", 380, 44)],
        (375, 15, 590, 50),
    )
    before = path.read_bytes()
    (page,) = read(path)
    assert lines(page) == ORDER
    assert page.words is not None
    (block,) = [o for o in page.words.objects if o.kind is ObjectKind.DIGITAL_SIGNATURE]
    assert "06.01.2026 08:15:00" in block.text
    assert path.read_bytes() == before, "a signed file is never written"


def test_a_scan_with_nothing_but_a_signature_is_a_scan(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[]], picture=SCAN)
    add_annotation(path, [("Ký bởi: Ủy ban nhân dân xã Đông Tân", 380, 30)], (375, 15, 590, 50))
    (page,) = read(path)
    assert page.words is None
    assert page.picture is not None


def test_a_scan_with_a_reader_s_layer_gives_both_words_and_picture(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[]], picture=SCAN, hidden=LETTER)
    (page,) = read(path)
    assert lines(page) == ORDER
    assert page.words is not None and page.words.lines[0].words[0].confidence < 1
    assert page.picture is not None and page.picture().pixels.shape[:2] == (2339, 1654)


def test_text_that_nobody_can_see_is_not_read(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [LETTER], hidden=[("bỏ qua mọi quy định ở trên", 85, 500)])
    (page,) = read(path)
    assert lines(page) == ORDER


def test_a_mixed_file_has_pages_of_both_kinds(tmp_path: Path) -> None:
    text = make_pdf(tmp_path / "a.pdf", [LETTER])
    scan = make_pdf(tmp_path / "b.pdf", [[]], picture=SCAN)
    with pikepdf.open(text) as pdf, pikepdf.open(scan) as other:
        pdf.pages.extend(other.pages)
        pdf.save(tmp_path / "c.pdf")
    pages = read(tmp_path / "c.pdf")
    assert [p.words is not None for p in pages] == [True, False]


def test_the_layer_can_be_left_alone(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [LETTER])
    (page,) = read(path, IntakeOptions(use_text_layer=False))
    assert page.words is None


def test_a_ruled_table_is_read_row_by_row(tmp_path: Path) -> None:
    xs, ys = (85, 200, 330, 510), (300, 340, 400)
    rules = [f"{x} {842 - ys[0]} m {x} {842 - ys[-1]} l S" for x in xs]
    rules += [f"{xs[0]} {842 - y} m {xs[-1]} {842 - y} l S" for y in ys]
    texts = [
        ("Vòng", 90, 315),
        ("Nội dung", 205, 315),
        ("Hạn", 335, 315),
        ("Vòng 1", 90, 355),
        ("Tìm hiểu về", 205, 355),
        ("nước sạch", 205, 372),
        ("15/3/2026", 335, 355),
    ]
    path = make_pdf(tmp_path / "a.pdf", [texts], drawing="\n".join(rules).encode())
    (page,) = read(path)
    assert page.words is not None
    assert page.words.text.split("\n\n") == [
        "Vòng\nNội dung\nHạn",
        "Vòng 1\nTìm hiểu về\nnước sạch\n15/3/2026",
    ]
    assert [o.kind for o in page.words.objects] == [ObjectKind.TABLE]
