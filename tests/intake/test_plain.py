"""Plain text: encodings, Markdown marks, lines and paragraphs."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import errors
from pipeline.intake import open_document
from pipeline.intake.encoding import decode
from pipeline.intake.plain import page_of_text, strip_markdown
from pipeline.options import IntakeOptions
from pipeline.records.page import Page

TEXT = "Kính gửi: Trưởng thôn Đồng Mộc.\n\nĐề nghị báo cáo về giếng nước trước ngày 20/02/2026."


def read(path: Path) -> tuple[Page, str, tuple[str, ...]]:
    with open_document(path, IntakeOptions()) as document:
        (page,) = document.pages()
        assert page.words is not None and page.picture is None
        source = document.source
        return page.words, source.media_type, tuple(s.detail for s in source.steps)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_unicode_in_any_form(tmp_path: Path, encoding: str, form: str, ends: str) -> None:
    path = tmp_path / "thu.txt"
    path.write_bytes(unicodedata.normalize(form, TEXT).replace("\n", ends).encode(encoding))
    page, media, _ = read(path)
    assert page.text == TEXT
    assert media == "text/plain"


def test_windows_1258_is_known_by_its_tones(tmp_path: Path) -> None:
    apart = "".join(
        unicodedata.normalize("NFC", "".join(p for p in unicodedata.normalize("NFD", c) if p not in TONES))
        + "".join(p for p in unicodedata.normalize("NFD", c) if p in TONES)
        for c in TEXT
    )
    path = tmp_path / "thu.txt"
    path.write_bytes(apart.encode("cp1258"))
    page, _, steps = read(path)
    assert page.text == TEXT
    assert steps == ("windows-1258",)


def test_utf8_behind_a_mark_of_utf16_is_noted(tmp_path: Path) -> None:
    _, steps = decode(b"\xff\xfe" + TEXT.encode(), "thu.txt")
    assert any("could not be decoded rightly" in detail for _, detail in steps)
    assert decode(("\ufeff" + TEXT).encode("utf-16-le"), "thu.txt")[1] == (("encoding", "utf-16"),)


TONES = "\u0300\u0301\u0303\u0309\u0323"


def test_a_broken_byte_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    content = bytearray((TEXT * 5).encode())
    content[200] = 0xFF
    path = tmp_path / "thu.txt"
    path.write_bytes(bytes(content))
    _, _, steps = read(path)
    assert any("could not be decoded" in s for s in steps)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(errors.UnknownType):
        decode(bytes(range(1, 32)) * 40, "x.txt")


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**Số: 12/UBND-VX**", "Số: 12/UBND-VX"),
        ("**ỦY BAN NHÂN DÂN\nXÃ A**", "ỦY BAN NHÂN DÂN\nXÃ A"),
        ("*(Có phụ lục kèm theo)*", "(Có phụ lục kèm theo)"),
        ("<https://a.example.vn/du-thi>", "https://a.example.vn/du-thi"),
        ("<lien-he@a.example.vn>", "lien-he@a.example.vn"),
        ("[Dự thi](https://a.example.vn)", "Dự thi https://a.example.vn"),
        ("## Điều 1", "Điều 1"),
        ("1\\. Mục đích", "1. Mục đích"),
        ("a * b * c", "a * b * c"),
        ("5 < 6 và 7 > 6", "5 < 6 và 7 > 6"),
        ("- Như trên;", "- Như trên;"),
        ("**mở\n\nđóng**", "**mở\n\nđóng**"),
    ],
)
def test_markdown_marks_come_off_the_words(marked: str, bare: str) -> None:
    assert strip_markdown(marked) == bare


def test_markdown_is_known_by_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("**Số: 12/UBND-VX**\n\nĐề nghị.", encoding="utf-8")
    assert read(path)[1] == "text/markdown"


def test_lines_stay_and_an_empty_line_begins_a_block() -> None:
    page = page_of_text("một\nhai\n\n\n  ba", 1)
    assert [(line.text, line.block, line.indent) for line in page.lines] == [
        ("một", 0, 0),
        ("hai", 0, 0),
        ("ba", 1, 2),
    ]


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("trang một\f\ntrang hai\n\f\n", encoding="utf-8")
    with open_document(path, IntakeOptions()) as document:
        assert [p.words.text for p in document.pages() if p.words] == ["trang một", "trang hai"]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=300))
def test_words_are_neither_lost_nor_made(text: str) -> None:
    page = page_of_text(text, 1)
    assert [w.text for line in page.lines for w in line.words] == text.split()


TWO_COLUMNS = """UBND XÃ ĐỒNG MỘC               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số:        /UBND-VX              Đồng Mộc, ngày      tháng 4 năm 2026
                 Kính gửi:    - Các thôn;
1. Nội dung     có chỗ trống     giữa dòng.

Nơi nhận:                         KT. CHỦ TỊCH
- Như trên;                       PHÓ CHỦ TỊCH
- Lưu: VT.                        Lò Thị Mẩy
"""


def test_head_and_foot_are_cut_at_their_white() -> None:
    lines = [(line.text, line.indent) for line in page_of_text(TWO_COLUMNS, 1).lines]
    assert lines[:2] == [("UBND XÃ ĐỒNG MỘC", 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 31)]
    assert lines[2:4] == [("Số: /UBND-VX", 0), ("Đồng Mộc, ngày tháng 4 năm 2026", 33)]
    assert ("Kính gửi: - Các thôn;", 17) in lines
    assert lines[-2:] == [("- Lưu: VT.", 0), ("Lò Thị Mẩy", 34)]


def test_white_in_the_body_cuts_nothing() -> None:
    texts = [line.text for line in page_of_text(TWO_COLUMNS, 1).lines]
    assert "1. Nội dung có chỗ trống giữa dòng." in texts


WHITE = """Lịch thi:
TT   Nội dung            Thời gian           Nơi thi
1    Vòng loại cấp       02/3 - 06/3/2026    Trường Mầm non
     xã                                      Đồng Mộc
2    Vòng chung kết      20/3/2026           Nhà văn hóa

Hết.
"""
BARS = """| TT | Nội dung | Thời gian |
|----|:--------:|-----------|
| 1 | Vòng loại | 02/3 - 06/3/2026 |
"""


def test_a_table_set_with_white_is_read_cell_by_cell() -> None:
    page = page_of_text(WHITE, 1)
    row = [line.text for line in page.lines if line.block == page.lines[5].block]
    assert row == ["1", "Vòng loại cấp xã", "02/3 - 06/3/2026", "Trường Mầm non Đồng Mộc"]
    assert page.lines[-1].text == "Hết." and page.lines[0].text == "Lịch thi:"


def test_a_table_set_with_bars_is_read_cell_by_cell() -> None:
    page = page_of_text(BARS, 1)
    assert [line.text for line in page.lines][3:] == ["1", "Vòng loại", "02/3 - 06/3/2026"]
    assert len({line.block for line in page.lines}) == 2
