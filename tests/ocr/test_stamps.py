"""Stamps of generated letters: the ĐẾN stamp with print over its frame, arrows and slanted marks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest

from pipeline import cleanup, layout
from pipeline.ocr.engine import Token
from pipeline.ocr.engines import engine
from pipeline.ocr.stamps import labels_of, read_stamp
from pipeline.options import CleanupOptions
from pipeline.records.image import PageImage
from pipeline.records.page import ObjectKind, PageObject
from training.letters import age, any_sheet, compose, render
from training.letters.ageing import How
from training.letters.model import ArrivalStamp

BARE: dict[str, Any] = {"urgency": None, "secrecy": None, "arrival": None, "digital": None}


def stamps(how: How, seed: int = 16500, **marks: Any) -> list[PageObject]:
    """What is found on the first page of a letter that carries the given marks."""
    letter = compose(seed, "test")
    letter = dataclasses.replace(letter, marks=dataclasses.replace(letter.marks, **{**BARE, **marks}))
    rng = np.random.default_rng(seed)
    aged = age(render(letter, any_sheet(rng), dpi=200.0, seed=seed)[0].image, how, rng, dpi=200.0)
    image = PageImage(number=1, pixels=np.asarray(aged.image.convert("RGB")), dpi=aged.dpi)
    clean = cleanup.clean(image, CleanupOptions())
    found = layout.analyse(clean)
    read = (read_stamp(s, clean, found, engine("vie"), 60.0) for s in found.stamps)
    return [known for known in read if known is not None]


@pytest.mark.parametrize("how", [How.LIGHT, How.HEAVY])
@pytest.mark.parametrize(("shape", "slant"), [("box", 12.0), ("arrow", 0.0), ("arrow", 12.0)])
def test_slanted_marks_and_arrows_are_read(how: How, shape: str, slant: float) -> None:
    found = stamps(how, urgency="HỎA TỐC", urgency_shape=shape, urgency_slant=slant)
    assert [(o.kind, o.text) for o in found] == [(ObjectKind.URGENCY, "HỎA TỐC")]


def test_a_small_mark_is_coloured_ink_enough() -> None:
    assert [o.text for o in stamps(How.CLEAN, secrecy="MẬT")] == ["MẬT"]


@pytest.mark.parametrize("seed", [16501, 16502, 16503])
def test_the_arrival_stamp_is_known_by_its_labels(seed: int) -> None:
    arrival = ArrivalStamp("UBND xã Vân Trì", "415", dt.date(2026, 3, 9))
    found = stamps(How.LIGHT, seed, arrival=arrival)
    assert [o.kind for o in found] == [ObjectKind.ARRIVAL]
    assert "Ngày" in found[0].text or "Số" in found[0].text


def test_words_in_small_letters_are_no_label_of_the_stamp() -> None:
    def tokens(*texts: str) -> list[Token]:
        return [Token(t, 0.9, 0, 0, 10, 10) for t in texts]

    assert labels_of(tokens("ĐẾN", "Số:", "41")) == {"DEN", "SO"}
    assert "DEN" not in labels_of(tokens("đền", "Sở", "độ"))
