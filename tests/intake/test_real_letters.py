"""Real letters, where they are at hand: every file opens, every page has a picture of a sane size."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.intake import open_document
from pipeline.options import IntakeOptions
from pipeline.records.page import Reader

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SCANS = sorted([*SHARED.glob("scans/*.pdf"), *SHARED.glob("scans/truth/*.pdf")])
SEEDS = sorted(SHARED.glob("seeds/*.txt"))

pytestmark = pytest.mark.skipif(not SCANS, reason="real letters (../shared/scans) are not at hand")


@pytest.mark.slow
@pytest.mark.parametrize("path", SCANS, ids=lambda p: p.stem)
def test_every_page_has_its_picture(path: Path) -> None:
    with open_document(path, IntakeOptions()) as document:
        pages = list(document.pages())
        assert len(pages) == document.source.pages
        for page in pages[:2]:
            assert page.picture is not None
            image = page.picture()
            assert 150 <= image.dpi <= 301
            assert 10.5 <= max(image.pixels.shape[:2]) / image.dpi <= 12.5, "A4 or letter"
        assert not [s for s in document.source.steps if s.name == "damaged"]


def test_layers_come_column_by_column() -> None:
    seen = 0
    for path in SCANS:
        with open_document(path, IntakeOptions()) as document:
            if document.source.read_as is not Reader.TEXT_LAYER:
                continue
            words = next(document.pages()).words
        if words is None:
            continue
        seen += 1
        texts = [line.text for line in words.lines]
        right = next(i for i, t in enumerate(texts) if t.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        number = next(i for i, t in enumerate(texts) if t.startswith("Số:"))
        day = next(i for i, t in enumerate(texts) if ", ngày" in t)
        assert number < right < day, f"{path.name}: left head, right head"
        assert any(c.isdecimal() for c in texts[number].split("/")[0]), "the number stands in a signature"
    assert seen >= 2


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem[:3])
def test_seeds_have_clean_words(path: Path) -> None:
    with open_document(path, IntakeOptions()) as document:
        (page,) = document.pages()
    assert page.words is not None and page.picture is None
    words = [w.text for line in page.words.lines for w in line.words]
    assert len(words) > 400
    assert not [w for w in words if "**" in w or w.startswith("<http") or w.endswith(">")]
