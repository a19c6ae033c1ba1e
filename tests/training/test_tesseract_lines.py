"""How training lines are drawn: real paper, seals and pens, rubbed-out words, files that stay."""

from __future__ import annotations

import random
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from pipeline.ocr.crops import Crop
from training.letters import compose, fonts, render
from training.tesseract import data, paper, phrases, worn
from training.tesseract.lines import Rect, _rubbed_out
from training.tesseract.over import overlay
from training.tesseract.paper import Paper

SHOWN = 30
"""How much darker show-through is than its paper here."""


@pytest.fixture(scope="module")
def image() -> Image.Image:
    """A line of print on a small sheet."""
    sheet = Image.new("RGB", (420, 90), "white")
    mask = fonts.load(fonts.SERIF.path(), 30).getmask("Kính gửi: Sở Y tế")
    grey = 255 - np.array(mask, np.uint8).reshape(mask.size[::-1])
    sheet.paste(Image.fromarray(grey), (20, 30))
    return sheet


def test_paper_keeps_what_shows_through_and_loses_the_print() -> None:
    rng = np.random.default_rng(4)
    drawn = np.full((600, 500), 236, np.uint8)
    cv2.putText(drawn, "through", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 2, 236 - SHOWN, 5)
    cv2.putText(drawn, "print", (60, 400), cv2.FONT_HERSHEY_SIMPLEX, 3, 40, 8)
    page = drawn + rng.normal(0, 2, drawn.shape)
    page[:, 400:] -= 12  # a shade
    ground = paper._ground(np.clip(page, 0, 255).astype(np.uint8))
    assert ground.min() > 150  # nothing of the black print
    there, elsewhere = ground[80:125, 60:300], ground[200:300, 60:300]
    assert np.percentile(there, 3) < np.percentile(elsewhere, 3) - SHOWN / 2


def test_dirt_is_kept_and_letters_are_not() -> None:
    page = np.full((300, 300), 255, np.uint8)
    page[40:42, 250:252] = 0
    cv2.putText(page, "chu", (40, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 6)
    page[150:152, 60:62] = 0  # near the letters: it may be a mark of theirs
    left = paper._specks(page)
    assert (left[40:42, 250:252] == 0).all()
    assert (left == 0).sum() == 4


def test_without_scans_there_is_no_paper(tmp_path: Path) -> None:
    assert paper.papers(tmp_path) == []


@pytest.mark.parametrize("way", [*worn.WAYS, *worn.ON_PAPER])
def test_every_way_of_wear_leaves_a_page_to_read(way: str, image: Image.Image) -> None:
    rng = np.random.default_rng(9)
    sheet = Paper(np.full((80, 60), 200 if way == "paper" else 255, np.uint8), way == "dirt")
    aged = (
        worn.WAYS[way](image, rng, 200.0)
        if way in worn.WAYS
        else worn.ON_PAPER[way](image, rng, 200.0, sheet)
    )
    grey = np.asarray(aged.image.convert("L"))
    assert aged.bilevel == (aged.image.mode == "1")
    assert grey.min() < 170 < np.percentile(grey, 95)
    x, y, one = aged.matrix @ [20, 45, 1]
    assert 0 <= x / one < grey.shape[1] / 4 and 0 <= y / one < grey.shape[0]


def test_real_paper_darkens_the_page(image: Image.Image) -> None:
    def mean(value: int) -> float:
        sheet = Paper(np.full((80, 60), value, np.uint8), False)
        aged = worn.ON_PAPER["paper"](image, np.random.default_rng(2), 200.0, sheet)
        return float(np.asarray(aged.image.convert("L")).mean())

    assert mean(180) < mean(250) - 40


def test_the_back_shows_through(image: Image.Image) -> None:
    blank = Image.new("RGB", image.size, "white")
    shown = np.asarray(worn._through(blank, image, np.random.default_rng(3)).convert("L"))
    assert 150 < shown.min() < 250


def test_seals_and_strokes_cover_print_and_move_nothing() -> None:
    page = render(compose(11, "train"), dpi=100, seed=1)[0]
    one = overlay(page, random.Random(3), np.random.default_rng(3))
    again = overlay(page, random.Random(3), np.random.default_rng(3))
    before, after = np.asarray(page.image, np.int16), np.asarray(one, np.int16)
    assert np.array_equal(after, np.asarray(again))
    assert after.shape == before.shape and (after < before - 20).any()
    assert not (after > before + 30).any()  # ink darkens


def test_lines_with_a_word_rubbed_out_are_known() -> None:
    picture = np.full((60, 400), 255, np.uint8)
    words = [Rect(20 + 90 * i, 15, 90 + 90 * i, 45) for i in range(4)]
    for word in words:
        for x in range(int(word.x0), int(word.x1), 8):
            picture[15:45, x : x + 3] = 20
    assert not _rubbed_out(Crop(picture, 0, 0), words)
    picture[15:45, 150:182] = 255  # half a word
    assert _rubbed_out(Crop(picture, 0, 0), words)


def test_short_lines_are_as_heads_and_feet_have_them() -> None:
    rng = random.Random(5)
    names = [phrases.person(rng) for _ in range(50)]
    assert all(2 <= len(name.split()) <= 6 and name == name.strip() for name in names)
    assert len(set(names)) > 40
    assert all(phrases.post(rng).isupper() for _ in range(20))
    assert all("/" in phrases.code(rng) for _ in range(20))
    offices = {phrases.abbreviation(rng) for _ in range(200)}
    assert len(offices - set(phrases.ABBREVIATIONS)) > 60  # no closed list of what a code may say
    assert all(2 <= len(office) <= 8 for office in offices)
    assert all("{" not in phrases.short(rng).text for _ in range(200))


def test_a_lot_that_is_there_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def lines(seed: int, source: object) -> list[tuple[str, data.Sample]]:
        drawn.append(seed)
        return [("clean", data.Sample(np.full((30, 90), 255, np.uint8), f"dòng {seed}"))]

    monkeypatch.setattr(data, "page_samples", lines)
    first = data.make(tmp_path, range(3, 6), None)  # type: ignore[arg-type]
    size = first.stat().st_size
    assert drawn == [3, 4, 5] and not list(tmp_path.glob("*.part"))
    assert data.make(tmp_path, range(3, 6), None) == first  # type: ignore[arg-type]
    assert drawn == [3, 4, 5] and first.stat().st_size == size
