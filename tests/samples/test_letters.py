"""Generated letters: reproducible, laid out as the decree says, with true boxes."""

from __future__ import annotations

import numpy as np
import pytest

from training.letters import How, age, compose, fonts, render
from training.letters.placed import A4

SEEDS = range(4)


@pytest.mark.parametrize("family", fonts.FAMILIES, ids=lambda f: f.name)
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_fonts_have_every_vietnamese_letter(family: fonts.Family, bold: bool, italic: bool) -> None:
    assert not fonts.missing_letters(family.path(bold=bold, italic=italic))


def test_missing_font_names_the_package() -> None:
    with pytest.raises(fonts.FontMissing, match="apt-get install fonts-none"):
        fonts.find("nowhere", "Nothing-Regular.ttf", "fonts-none")


@pytest.mark.parametrize("seed", SEEDS)
def test_same_seed_same_letter_and_picture(seed: int) -> None:
    one, two = compose(seed, "train"), compose(seed, "train")
    assert one == two
    a, b = render(one, dpi=100, seed=seed), render(two, dpi=100, seed=seed)
    assert [p.image.tobytes() for p in a] == [p.image.tobytes() for p in b]


def test_other_seed_other_letter() -> None:
    assert compose(0, "train").body != compose(1, "train").body


@pytest.mark.parametrize("seed", SEEDS)
def test_every_box_holds_ink_and_lies_on_the_page(seed: int) -> None:
    for page in render(compose(seed, "train"), dpi=150, seed=seed):
        grey = np.asarray(page.image.convert("L"))
        h, w = grey.shape
        for line in page.truth.lines:
            for word in line.words:
                x0, y0, x1, y1 = word.box
                assert 0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1
                part = grey[int(y0 * h) : int(np.ceil(y1 * h)), int(x0 * w) : int(np.ceil(x1 * w))]
                assert part.min() < 140, word


@pytest.mark.parametrize("seed", SEEDS)
def test_margins_and_columns_of_the_decree(seed: int) -> None:
    first = render(compose(seed, "train"), dpi=100, seed=seed)[0].truth
    width, height = A4[0] / 72 * 25.4, A4[1] / 72 * 25.4
    body = [line.box for line in first.lines if line.zone == "body"]
    assert 29.5 <= min(b.x0 for b in body) * width <= 35
    assert 15 <= width - max(b.x1 for b in body) * width <= 20.5
    assert 19 <= min(line.box.y0 for line in first.lines) * height <= 25
    left = max(line.box.x1 for line in first.lines if line.zone in ("head-left", "number", "subject"))
    right = min(line.box.x0 for line in first.lines if line.zone in ("head-right", "place-date"))
    assert left < right


@pytest.mark.parametrize("seed", SEEDS)
def test_entities_stand_at_their_offsets(seed: int) -> None:
    for page in render(compose(seed, "train"), dpi=75, seed=seed):
        text = page.truth.text
        for span in page.truth.entities:
            printed = text[span.start : span.end]
            assert printed.replace("\n", "").replace(" ", "") in span.whole.replace(" ", "").upper() or (
                printed.replace("\n", "").replace(" ", "") in span.whole.replace(" ", "")
            )


@pytest.mark.parametrize("how", list(How))
def test_ageing_changes_pixels_and_keeps_the_sheet(how: How) -> None:
    page = render(compose(1, "train"), dpi=100)[0].image
    aged = age(page, how, np.random.default_rng(3), dpi=100)
    again = age(page, how, np.random.default_rng(3), dpi=100)
    assert aged.image.tobytes() == again.image.tobytes()
    scale = aged.dpi / 100
    size = (round(page.width * scale), round(page.height * scale))
    assert aged.image.size == (size[::-1] if how in (How.TURN90, How.TURN270) else size)
    if how is not How.CLEAN:
        changed = np.asarray(aged.image.convert("L").resize(page.size)) != np.asarray(page.convert("L"))
        assert changed.mean() > 0.001
    if aged.bilevel:
        assert aged.image.mode == "1"


@pytest.mark.parametrize("how", [How.LIGHT, How.PHOTO, How.TURN90, How.TURN270, How.CCITT])
def test_ageing_tells_where_the_ink_went(how: How) -> None:
    page = render(compose(1, "train"), dpi=150)[0]
    aged = age(page.image, how, np.random.default_rng(5), dpi=150)
    grey = np.asarray(aged.image.convert("L")).astype(float)
    w, h = page.image.size
    hits = 0
    words = [word for line in page.truth.lines for word in line.words]
    for word in words:
        x0, y0, x1, y1 = word.box
        corners = np.array(
            [[x0 * w, y0 * h, 1], [x1 * w, y0 * h, 1], [x1 * w, y1 * h, 1], [x0 * w, y1 * h, 1]]
        )
        there = corners @ aged.matrix.T
        there = there[:, :2] / there[:, 2:]
        ax, ay = np.floor(there.min(0)).astype(int)
        bx, by = np.ceil(there.max(0)).astype(int)
        part = grey[max(0, ay) : by, max(0, ax) : bx]
        hits += part.size > 0 and part.min() < part.max() - 40
    assert hits == len(words)
