"""Which words of a scan with a text layer are taken: our own, unless the layer's are clearly better."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline import api, diacritics
from pipeline.errors import PageTimeout
from pipeline.intake import RawPage, is_hidden
from pipeline.options import ReadOptions
from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import Line, Page, Reader, Word
from tests.made_scans import made

FAIR = (
    "Kính gửi: Ủy ban nhân dân các xã, phường",
    "Thực hiện kế hoạch của tỉnh về phong trào trồng cây, Sở đề nghị",
    "các đơn vị gửi báo cáo trước ngày 20 tháng 5 năm 2026",
)


def layer(*texts: str, sure: float) -> Page:
    def line(text: str) -> Line:
        box = Box(0.1, 0.1, 0.2, 0.2)
        return Line(words=tuple(Word(text=t, box=box, confidence=sure) for t in text.split()), box=box)

    return Page(number=1, lines=tuple(map(line, texts)), read_as=Reader.TEXT_LAYER)


def read(words: Page, image: PageImage) -> tuple[Page, list[str]]:
    page, steps = api.read_page(RawPage(1, words, lambda: image, illustrated=False), ReadOptions())
    return page, [s.name for s in steps]


def test_only_words_of_another_reader_are_hidden() -> None:
    assert is_hidden(layer(*FAIR, sure=0.8))
    assert not is_hidden(layer(*FAIR, sure=1.0))


def test_our_own_reading_takes_the_place_of_a_fair_layer() -> None:
    page, steps = read(layer(*FAIR, sure=0.8), made().image)
    assert page.read_as is Reader.SCAN
    assert "text-layer-refused" in steps and "trồng cây" not in page.text


def test_a_born_digital_layer_stays() -> None:
    page, steps = read(layer(*FAIR, sure=1.0), made().image)
    assert page.read_as is Reader.TEXT_LAYER and "trồng cây" in page.text and not steps


def test_a_layer_stays_where_the_picture_is_blank() -> None:
    pixels = np.full((2339, 1654, 3), 255, np.uint8)
    page, steps = read(layer(*FAIR, sure=0.8), PageImage(number=1, pixels=pixels, dpi=200.0))
    assert page.read_as is Reader.TEXT_LAYER and steps == ["text-layer-kept"]


def test_a_layer_stays_where_our_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> Page:
        raise PageTimeout()

    monkeypatch.setattr(api.ocr, "read_page", late)
    page, steps = read(layer(*FAIR, sure=0.8), made().image)
    assert page.read_as is Reader.TEXT_LAYER and steps == ["text-layer-kept"]


def test_better_spelled_or_much_longer_is_clearly_better() -> None:
    good = "\n\n".join(FAIR)
    assert diacritics.clearly_better(good, good.replace("phường", "phưởgn").replace("trào", "tràøo"))
    assert diacritics.clearly_better(good, FAIR[0])
    assert not diacritics.clearly_better(good, good)
    assert not diacritics.clearly_better(good, good.replace("phong", "phòng"))
