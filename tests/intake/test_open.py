"""Opening files: type by content, limits before decoding, coded errors."""

from __future__ import annotations

import io
import os
import zlib
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image

from pipeline import errors
from pipeline.intake import open_document
from pipeline.options import IntakeOptions
from pipeline.records.page import Reader

OPTIONS = IntakeOptions()


def picture(kind: str, size: tuple[int, int] = (400, 560), **save: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind, **save)
    return buffer.getvalue()


def pages_of(path: Path, options: IntakeOptions = OPTIONS) -> list:
    with open_document(path, options) as document:
        return list(document.pages())


@pytest.mark.parametrize(
    ("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")]
)
def test_pictures_are_known_by_content_not_by_suffix(tmp_path: Path, kind: str, media: str) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(picture(kind))
    with open_document(path, OPTIONS) as document:
        assert document.source.media_type == media
        (page,) = document.pages()
    assert page.words is None
    assert page.picture().pixels.shape == (560, 400, 3)


def test_tiff_pages_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    frames = [Image.new("1", (850, 1100 + i), 1) for i in range(3)]
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(100, 100), compression="group4")
    pages = pages_of(path)
    assert [p.number for p in pages] == [1, 2, 3]
    images = [p.picture() for p in pages]
    assert [i.pixels.shape for i in images] == [(1100, 850), (1101, 850), (1102, 850)]
    assert all(i.bilevel and i.dpi == 100 for i in images)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.EmptyFile),
        (b" \n\n ", errors.EmptyFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.UnknownType),
        (b"\x00\x01\x02\x03" * 500, errors.UnknownType),
        (b"%PDF-1.4\n%%EOF\n", errors.Truncated),
        (b"PK\x03\x04" + b"\0" * 30, errors.Truncated),
        (picture("PNG")[:300], errors.Truncated),
        (picture("JPEG", quality=95)[:700], errors.Truncated),
    ],
)
def test_bad_content_has_a_code(tmp_path: Path, content: bytes, error: type[errors.InputError]) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        pages_of(path)
    assert caught.value.code in str(caught.value)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe.pdf"
    os.mkfifo(fifo)
    for path, error in [
        (fifo, errors.NotAFile),
        (tmp_path, errors.NotAFile),
        (tmp_path / "none.pdf", errors.FileMissing),
    ]:
        with pytest.raises(error):
            open_document(path, OPTIONS)


def test_a_picture_that_pillow_itself_refuses_is_too_large_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    content = bytearray(picture("PNG", (10, 10)))
    content[16:24] = (60_000).to_bytes(4, "big") * 2  # width and height of the header, and its checksum
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    path.write_bytes(content)
    with pytest.raises(errors.InputError) as found:
        open_document(path, OPTIONS)
    assert found.value.code == "I-PIXELS"


def test_limits_hold_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    path.write_bytes(picture("PNG", (3000, 3000)))
    with pytest.raises(errors.TooManyPixels):
        open_document(path, IntakeOptions(max_pixels=1_000_000))
    with pytest.raises(errors.TooManyBytes):
        open_document(path, IntakeOptions(max_bytes=100))


def test_password_and_empty_password(tmp_path: Path) -> None:
    for password, opens in (("secret", False), ("", True)):
        path = tmp_path / f"locked{opens}.pdf"
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(595, 842))
            pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=password))
        if opens:
            assert len(pages_of(path)) == 1
            assert pages_of(path)[0].picture().pixels.shape[0] > 1000
        else:
            with pytest.raises(errors.Encrypted):
                open_document(path, OPTIONS)


def test_docx_head_is_read_column_by_column(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    made = docx.Document()
    head = made.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ A"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI\nĐộc lập"
    made.add_paragraph("Kính gửi: Phòng B.")
    body = made.add_table(2, 2, style="Table Grid")
    for r in range(2):
        for c in range(2):
            body.cell(r, c).text = f"ô {r}{c}"
    made.save(path)
    (page,) = pages_of(path)
    assert page.words.text.split("\n\n") == [
        "ỦY BAN NHÂN DÂN\nXÃ A",
        "CỘNG HÒA XÃ HỘI\nĐộc lập",
        "Kính gửi: Phòng B.",
        "ô 00\nô 01",
        "ô 10\nô 11",
    ]


def test_source_names_and_hashes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "thư\nmột.txt"
    path.write_text("Kính gửi: Phòng B.", encoding="utf-8")
    with open_document(path, OPTIONS) as document:
        assert document.source.name == "thư␊một.txt"
        assert len(document.source.sha256) == 64
        assert document.source.read_as is Reader.TEXT


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("-giấy\nmời.txt".encode(), "-giấy␊mời.txt"),
        (b"b\xff\xfe.txt", "b\ufffd\ufffd.txt"),
        ("gia\u0302\u0301y \x1b[31m\u202etxt.exe.txt".encode(), "giấy ␛[31mtxt.exe.txt"),
        (b"x" * 251 + b".txt", "x" * 251 + ".txt"),
    ],
    ids=["line-end", "no-utf8", "steering", "long"],
)
def test_an_odd_name_can_be_written_down(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_text("Kính gửi: Các thôn.")
    with open_document(path, OPTIONS) as document:
        assert document.source.name == told
        assert document.source.model_dump_json()
    path.write_bytes(b"")
    with pytest.raises(errors.EmptyFile) as caught:
        open_document(path, OPTIONS)
    assert str(caught.value).startswith(f"I-EMPTY {told}: ")
