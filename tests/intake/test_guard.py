"""Files made to freeze or fill a machine, and pages that fail alone."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import docx
import img2pdf
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pipeline import errors
from pipeline.api import read
from pipeline.intake import open_document
from pipeline.options import IntakeOptions
from tests.intake.made_pdfs import LETTER, make_pdf


def opened(path: Path, options: IntakeOptions | None = None) -> None:
    with open_document(path, options or IntakeOptions()) as document:
        for page in document.pages():
            assert page.picture is None or page.picture()


def bomb(path: Path, content: bytes) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.save(path, compress_streams=True)
    return path


def laughs(path: Path, levels: int = 12) -> Path:
    """A form that draws a form ten times, which draws a form ten times, ..."""
    with pikepdf.new() as pdf:
        inner = None
        for _ in range(levels):
            form = pdf.make_stream(b"/X Do " * 10 if inner is not None else b"0 0 9 9 re f")
            form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 99, 99])})
            if inner is not None:
                form.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = pdf.make_indirect(form)
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=inner))
        pdf.save(path)
    return path


def test_a_stream_that_unpacks_without_end_is_refused_at_once(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.pdf", b" " * 140_000_000)
    assert path.stat().st_size < 1_000_000
    began = time.process_time()
    with pytest.raises(errors.TooHeavy):
        opened(path)
    assert time.process_time() - began < 5


def test_forms_that_multiply_are_refused_at_once(tmp_path: Path) -> None:
    began = time.process_time()
    with pytest.raises(errors.TooHeavy):
        opened(laughs(tmp_path / "a.pdf"))
    assert time.process_time() - began < 5


def test_a_heavy_page_does_not_take_the_others_along(tmp_path: Path) -> None:
    with (
        pikepdf.open(make_pdf(tmp_path / "a.pdf", [LETTER])) as good,
        pikepdf.open(laughs(tmp_path / "b.pdf")) as bad,
    ):
        good.pages.extend(bad.pages)
        good.save(tmp_path / "c.pdf")
    with open_document(tmp_path / "c.pdf", IntakeOptions()) as document:
        first, second = document.pages()
        assert first.words is not None and first.picture is not None and first.picture()
        assert second.picture is not None
        with pytest.raises(errors.PageFailed, match="O-PAGE"):
            second.picture()


def test_pixels_of_a_pdf_are_counted_before_it_is_drawn(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[]], picture=Image.new("L", (3000, 3000)))
    with pytest.raises(errors.TooManyPixels):
        opened(path, IntakeOptions(max_pixels=8_000_000))
    with pytest.raises(errors.TooManyPixels):
        opened(path, IntakeOptions(max_pixels=8_000_000, dpi=150)), "the picture inside counts too"


def test_pages_are_counted(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [LETTER] * 4)
    with pytest.raises(errors.TooManyPages):
        opened(path, IntakeOptions(max_pages=3))
    frames = [Image.new("1", (100, 140)) for _ in range(4)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    with pytest.raises(errors.TooManyPages):
        opened(tmp_path / "a.tif", IntakeOptions(max_pages=3))


def test_a_portfolio_names_what_is_inside(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.attachments["thu-1.pdf"] = b"%PDF-1.4"
        pdf.save(tmp_path / "attached.pdf")
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
        pdf.save(tmp_path / "portfolio.pdf")
    with pytest.raises(errors.Portfolio, match=r"thu-1\.pdf"):
        opened(tmp_path / "portfolio.pdf")
    with open_document(tmp_path / "attached.pdf", IntakeOptions()) as document:
        assert [(s.name, s.detail) for s in document.source.steps] == [("files-inside", "thu-1.pdf")]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
def test_a_pdf_that_stops_early_is_never_taken_for_whole(tmp_path: Path, share: float) -> None:
    content = make_pdf(tmp_path / "a.pdf", [LETTER] * 3).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(errors.Truncated):
        opened(tmp_path / "cut.pdf")


def test_damage_that_poppler_finds_is_noted(tmp_path: Path) -> None:
    Image.effect_noise((600, 850), 90).save(tmp_path / "a.png", dpi=(75, 75))
    content = bytearray(img2pdf.convert((tmp_path / "a.png").read_bytes()))
    at = content.index(b"stream\n") + 100_000
    content[at : at + 50_000] = b"\xff" * 50_000  # no deflate block begins so
    (tmp_path / "a.pdf").write_bytes(bytes(content))
    with open_document(tmp_path / "a.pdf", IntakeOptions()) as document:
        for page in document.pages():
            assert page.picture is not None
            page.picture()
        assert [s.name for s in document.source.steps] == ["damaged"]


def test_a_png_whose_checksum_is_wrong_is_noted(tmp_path: Path) -> None:
    Image.new("RGB", (300, 400), "white").save(tmp_path / "a.png")
    content = bytearray((tmp_path / "a.png").read_bytes())
    end = content.index(b"IEND") - 4  # the four bytes before it are the checksum of the pixels
    content[end - 1] ^= 1
    (tmp_path / "a.png").write_bytes(bytes(content))
    with open_document(tmp_path / "a.png", IntakeOptions()) as document:
        assert [s.name for s in document.source.steps] == ["damaged"]


def test_a_zip_bomb_in_a_docx_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.bin", bytes(60_000_000))
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    with pytest.raises(errors.TooManyBytes):
        opened(tmp_path / "a.docx", IntakeOptions(max_bytes=10_000_000))


def test_text_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(tmp_path / "a.docx", "w", 8) as archive:
        for name in made.namelist():
            text = made.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 3_000_000)
            archive.writestr(name, text)
    assert (tmp_path / "a.docx").stat().st_size < 100_000
    with pytest.raises(errors.TooHeavy):
        opened(tmp_path / "a.docx", IntakeOptions())


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (20000, 12), (30, 30), (40, 3000)])
def test_a_picture_without_room_for_a_line_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.effect_noise(size, 80).save(tmp_path / "a.png")
    with pytest.raises(errors.TooSmall):
        opened(tmp_path / "a.png", IntakeOptions())


def test_a_small_page_fails_alone(tmp_path: Path) -> None:
    frames = [Image.new("L", (1200, 1600), 255), Image.effect_noise((4000, 50), 80)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    letter = read(tmp_path / "a.tif")
    assert [s.page for s in letter.source.steps if s.name == "failed"] == [2]


def test_a_page_of_a_tiff_fails_alone(tmp_path: Path) -> None:
    frames = [Image.effect_noise((300, 400), 80) for _ in range(2)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    content = bytearray((tmp_path / "a.tif").read_bytes())
    with Image.open(tmp_path / "a.tif") as image:
        image.seek(1)
        first = image.tag_v2[273][0]
    content[first : first + 600] = b"\xff" * 600
    (tmp_path / "a.tif").write_bytes(bytes(content))
    with open_document(tmp_path / "a.tif", IntakeOptions()) as document:
        one, two = document.pages()
        assert one.picture is not None and one.picture().pixels.shape == (400, 300)
        assert two.picture is not None
        with pytest.raises(errors.PageFailed):
            two.picture()
