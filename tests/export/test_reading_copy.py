from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from pipeline.export import Leaf, write_reading_copy
from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import Page, Word, line_of
from tests.export.office_letters import item

NOW = dt.datetime(2026, 2, 5, tzinfo=dt.UTC)
LINES = {
    "Ủy ban nhân dân": Box(0.10, 0.10, 0.45, 0.12),
    "Kính gửi: Phòng Đường bộ": Box(0.20, 0.30, 0.80, 0.33),
}


def page(to_source: tuple[float, ...] | None = None) -> Page:
    lines = []
    for text, box in LINES.items():
        words, x = [], box.x0
        step = box.width / len(text)
        for word in text.split():
            words.append(Word(text=word, box=Box(x, box.y0, x + step * len(word), box.y1)))
            x += step * (len(word) + 1)
        lines.append(line_of(tuple(words), block=len(lines)))
    return Page(number=1, lines=tuple(lines), to_source=to_source)


def leaf(
    shape: tuple[int, ...], *, bilevel: bool = False, to_source: tuple[float, ...] | None = None
) -> Leaf:
    pixels = np.full(shape, 255, np.uint8)
    return Leaf(PageImage(number=1, pixels=pixels, dpi=200, bilevel=bilevel), page(to_source))


def boxes(path: Path) -> dict[str, tuple[float, ...]]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    out = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    size = re.search(r'page width="([\d.]+)" height="([\d.]+)"', out)
    assert size is not None
    width, height = float(size[1]), float(size[2])
    pattern = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<'
    return {
        m[5]: (float(m[1]) / width, float(m[2]) / height, float(m[3]) / width, float(m[4]) / height)
        for m in re.finditer(pattern, out)
    }


@pytest.mark.parametrize("bilevel", [True, False])
def test_words_lie_where_they_were_read(tmp_path: Path, bilevel: bool) -> None:
    path = tmp_path / "copy.pdf"
    shape = (2339, 1654) if bilevel else (2339, 1654, 3)
    write_reading_copy([leaf(shape, bilevel=bilevel)], path, item(), now=NOW)
    found = boxes(path)
    for line in page().lines:
        for word in line.words:
            assert word.box is not None
            assert found[word.text] == pytest.approx(word.box, abs=0.004), word.text


def test_a_page_that_lies_on_its_side_has_its_words_on_their_side(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    sideways = (0.0, -1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)  # upright (x, y) lies at (1 - y, x)
    write_reading_copy([leaf((1654, 2339), bilevel=True, to_source=sideways)], path, item(), now=NOW)
    x0, y0, x1, y1 = boxes(path)["Đường"]
    word = next(w for line in page().lines for w in line.words if w.text == "Đường")
    assert word.box is not None
    assert (x0, x1) == pytest.approx((1 - word.box.y1, 1 - word.box.y0), abs=0.01)
    assert (y0, y1) == pytest.approx((word.box.x0, word.box.x1), abs=0.01)


def test_it_declares_pdf_a_and_that_it_is_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    made = item()
    write_reading_copy([leaf((2339, 1654, 3)), leaf((2339, 1654), bilevel=True)], path, made, now=NOW)
    with pikepdf.open(path) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == 2
        assert "/Encrypt" not in pdf.trailer and len(pdf.trailer.ID) == 2
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2" and meta["pdfaid:conformance"] == "B"
            assert made.letter.source.sha256 in meta["dc:description"]
            assert meta.pdfa_status == "2B"
        font = pdf.pages[0].Resources.Font.F1
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert round(float(pdf.pages[0].mediabox[2])) == round(1654 / 200 * 72)


def test_the_same_letter_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_reading_copy([leaf((200, 140), bilevel=True)], tmp_path / name, item(), now=NOW)
        time.sleep(1.1)  # clocks inside fonts, profiles and PDFs count seconds
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
