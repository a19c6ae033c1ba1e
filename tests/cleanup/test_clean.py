"""Cleanup acts on evidence only, says what it did, and keeps the way back to the file."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline import cleanup, layout
from pipeline.cleanup.orient import marks_above, turn_needed
from pipeline.cleanup.photo import page_corners
from pipeline.cleanup.rows import mend_rows
from pipeline.cleanup.skew import skew
from pipeline.options import CleanupOptions
from pipeline.records.evidence import Box
from pipeline.records.image import PageImage
from pipeline.records.page import Page
from tests.made_scans import blank, made

ALL = CleanupOptions()


def steps(image: PageImage) -> list[str]:
    return [s.name for s in cleanup.clean(image, ALL).steps]


def grey(image: PageImage) -> np.ndarray:
    return image.pixels if image.pixels.ndim == 2 else image.pixels.max(axis=2)


def test_a_clean_page_is_left_alone() -> None:
    image = made().image
    clean = cleanup.clean(image, ALL)
    assert clean.steps == ()
    assert clean.to_source is None
    assert np.array_equal(clean.color, image.pixels)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_is_set_upright(turns: int) -> None:
    image = made().image
    turned = image.model_copy(update={"pixels": np.ascontiguousarray(np.rot90(image.pixels, -turns))})
    clean = cleanup.clean(turned, ALL)
    assert [s.name for s in clean.steps] == ["orient"]
    assert np.array_equal(clean.color, image.pixels)


@pytest.mark.parametrize("seed", range(4100, 4106))
def test_upright_pages_are_never_turned(seed: int) -> None:
    page = grey(made(seed).image)
    assert turn_needed(page, 200) == 0
    share = marks_above(page, 200)
    assert share is not None and share > 0.6


def test_boxes_find_their_way_back_to_the_turned_page() -> None:
    image = made().image
    marked = image.pixels.copy()
    marked[300:340, 200:280] = 0
    turned = image.model_copy(update={"pixels": np.ascontiguousarray(np.rot90(marked, 2))})
    clean = cleanup.clean(turned, ALL)
    height, width = clean.text.shape
    box = Box(200 / width, 300 / height, 280 / width, 340 / height)
    there = Page(number=1, to_source=clean.to_source).locate(box)
    x0, y0, x1, y1 = (round(v * n) for v, n in zip(there, (width, height, width, height), strict=True))
    assert turned.pixels[y0:y1, x0:x1].mean() < 5


@pytest.mark.parametrize("degrees", [-2.5, 1.2, 3.4])
def test_a_tilted_page_is_levelled(degrees: float) -> None:
    image = made().image
    height, width = image.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    tilted = cv2.warpAffine(image.pixels, matrix, (width, height), borderValue=(255, 255, 255))
    clean = cleanup.clean(image.model_copy(update={"pixels": np.asarray(tilted, np.uint8)}), ALL)
    done = {s.name: s.detail for s in clean.steps}
    assert abs(float(done["deskew"].split()[0]) + degrees) <= 0.3


def test_a_page_of_300_dpi_is_read_at_200() -> None:
    image = made().image
    large = cv2.resize(image.pixels, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    clean = cleanup.clean(image.model_copy(update={"pixels": np.asarray(large, np.uint8), "dpi": 300.0}), ALL)
    assert clean.dpi == pytest.approx(200)
    assert clean.to_source is None
    assert clean.text.shape == image.pixels.shape[:2]


def test_uneven_light_is_flattened_and_even_light_is_not() -> None:
    image = made().image
    shade = np.linspace(1.0, 0.55, image.pixels.shape[1])[None, :, None]
    shaded = image.model_copy(update={"pixels": (image.pixels * shade).astype(np.uint8)})
    clean = cleanup.clean(shaded, ALL)
    assert "flatten" in [s.name for s in clean.steps]
    assert np.percentile(clean.text[:, -200:], 80) > 225


def test_a_photo_is_pulled_straight_and_a_dark_corner_is_no_edge() -> None:
    photo = made(how="photo").image
    assert "unwarp" in steps(photo)
    image = made().image
    shaded = image.pixels.copy()
    shaded[:, :120] = (shaded[:, :120] * 0.7).astype(np.uint8)
    assert page_corners(shaded) is None


def test_a_photo_whose_paper_lies_in_shadow_is_found_on_a_ground_hardly_darker_than_that() -> None:
    sheet = np.full((1000, 720), 240.0)
    sheet *= (1 - 0.3 * np.sin(np.linspace(0, np.pi, 1000)))[:, None]
    photo = np.full((1200, 860), 120.0)
    photo[100:1100, 70:790] = sheet
    found = page_corners(np.dstack([photo.astype(np.uint8)] * 3))
    assert found is not None
    assert np.abs(found - [[70, 100], [790, 100], [790, 1100], [70, 1100]]).max() < 12


@pytest.mark.parametrize("specks", [0, 60])
def test_blank_pages_are_known(specks: int) -> None:
    clean = cleanup.clean(blank(specks=specks), ALL)
    assert clean.blank
    assert clean.steps[-1].name == "blank"


def test_print_showing_through_is_blank() -> None:
    image = made().image
    mirrored = image.pixels[:, ::-1].astype(np.float32)
    faint = (235 - (255 - mirrored) * 0.12).astype(np.uint8)
    assert cleanup.clean(image.model_copy(update={"pixels": faint}), ALL).blank
    assert not cleanup.clean(image, ALL).blank


def test_faint_grey_print_is_never_despeckled() -> None:
    image = made().image
    faint = image.model_copy(update={"pixels": (170 + image.pixels.astype(np.int32) // 3).astype(np.uint8)})
    assert "despeckle" not in steps(faint)


def test_coloured_ink_leaves_the_text_picture() -> None:
    image = made().image
    pixels = image.pixels.copy()
    cv2.circle(pixels, (900, 1700), 140, (230, 40, 50), 6)
    clean = cleanup.clean(image.model_copy(update={"pixels": pixels}), ALL)
    ring = clean.text[1700, 1036:1044]
    assert ring.min() > 200
    assert clean.color[1700, 1036:1044].min() < 80


def fax_page() -> np.ndarray:
    """Black on white, a row of letters every 60 pixels, one of them underlined and one ruled above."""
    page = np.full((1200, 1654), 255, np.uint8)
    for y in range(200, 1000, 60):
        cv2.putText(page, "mmm nnn uuu hhh illi mmm nnn", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    page[324:326, 200:900] = 0
    page[288:290, 200:900] = 0
    return np.where(page < 128, np.uint8(0), np.uint8(255))


@pytest.mark.parametrize("thick", [1, 2])
def test_lost_rows_are_closed(thick: int) -> None:
    whole = fax_page()
    fax = whole.copy()
    fax[552 : 552 + thick, 150:700] = 255
    assert (fax != whole).sum() > 20
    image = PageImage(number=1, pixels=fax, dpi=200.0, bilevel=True)
    clean = cleanup.clean(image, ALL)
    assert "rows" in [s.name for s in clean.steps]
    left = (mend_rows(fax, 200.0)[0] != whole).sum()
    assert left < 0.2 * (fax != whole).sum()
    assert image.pixels[552, 150:700].min() == 255


def test_a_page_that_lost_no_row_is_left_alone() -> None:
    whole = fax_page()
    mended, count = mend_rows(whole, 200.0)
    assert count == 0
    assert mended is whole


@pytest.mark.parametrize("degrees", [-1.6, 1.3])
def test_a_dark_edge_does_not_pass_for_a_level_page(degrees: float) -> None:
    whole = grey(made().image)
    height, width = whole.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    tilted = np.asarray(cv2.warpAffine(whole, turn, (width, height), borderValue=255), np.uint8)
    tilted[-25:] = 70
    assert abs(skew(tilted) + degrees) < 0.2


def test_faint_grainy_print_is_not_taken_for_specks() -> None:
    rng = np.random.default_rng(7)
    page = np.full((2339, 1654), 236, np.uint8)
    for y in range(300, 1500, 60):
        cv2.putText(page, "faint print on grainy paper", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 178, 2)
    pixels = np.clip(page + rng.normal(0, 11, page.shape), 0, 255).astype(np.uint8)
    image = PageImage(number=1, pixels=np.dstack([pixels] * 3), dpi=200.0)
    clean = cleanup.clean(image, ALL)
    assert "despeckle" not in [s.name for s in clean.steps]
    assert len(layout.analyse(clean).lines) == 20
