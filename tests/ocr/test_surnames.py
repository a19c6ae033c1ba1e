"""Surnames under a seal: what many readings show in part."""

from __future__ import annotations

import itertools

import pytest

from pipeline.ocr.signature_votes import chosen_name
from pipeline.ocr.surnames import GUESSED, READ, RULE, hidden
from pipeline.records.evidence import Box
from pipeline.records.page import Word


def row(text: str, x: float = 0.6) -> list[Word]:
    """The words of a row; before the slash they were hardly read."""
    out, doubtful = [], "/" in text
    for part in text.split():
        if part == "/":
            doubtful = False
            continue
        box = Box(x, 0.5, x + 0.01 * len(part), 0.513)
        out.append(Word(text=part, box=box, confidence=0.2 if doubtful else 0.95))
        x = box.x1 + 0.005
    return out


@pytest.mark.parametrize(
    ("readings", "name"),
    [
        (("Hoàñp / Quốc Bảo", "càng / Quốc Bảo", "~ Hođfg / Quốc Bảo", "Hoàg / Quốc Bảo"), "Hoàng Quốc Bảo"),
        (("Tnmh / Gia Huy", "rính / Gia Huy", "Trfnh / Gia Huy"), "Trịnh Gia Huy"),
        (("Bài / Thị Kim Oanh", "Bù#Thị / Kim Oanh", "BùiThị / Kim Oanh", "Bùfhị / Kim Oanh"),
         "Bùi Thị Kim Oanh"),
        (("Vữ / Minh Anh", "Vđ / Minh Anh", "Vỡ / Minh Anh"), None),  # Vũ or Võ: nobody can tell
        (("Vũ: / Thị Kim Oanh", "Vñ / Thị Kim Oanh", "Vã / Thị Kim Oanh", "Zfhị / Kim Oanh", "ñị / Kim Oanh"),
         "Vũ Thị Kim Oanh"),
        (("Thj / Kim Oanh", "Thái / Kim Oanh", "Tháị / Kim Oanh", "Thải / Kim Oanh"), None),  # or Thị
        (("=%# / Gia Huy", "4 / Gia Huy", "»( / Gia Huy"), None),
        (("Trính / Gia Huy",), None),
        (("các / đơn vị", "của / đơn vị", "hai / đơn vị"), None),
    ],
)  # fmt: skip
def test_readings_that_show_parts_of_a_surname_agree_on_it(
    readings: tuple[str, ...], name: str | None
) -> None:
    found = hidden([row(r) for r in readings])
    assert (" ".join(w.text for w in found) if found else None) == name


def test_what_was_read_stays_to_be_seen_and_the_surname_doubtful() -> None:
    readings = [row(r) for r in ("Tnmh / Gia Huy", "rính / Gia Huy", "Trfnh / Gia Huy")]
    found = hidden(readings)
    assert found is not None
    first, *rest = found
    assert first.rule == RULE and first.raw in {"Tnmh", "rính", "Trfnh"}
    assert {a.text for a in first.alternatives} == {"Tnmh", "rính", "Trfnh"}
    assert first.confidence == GUESSED < READ
    assert first.box == next(r[0].box for r in readings if r[0].text == first.raw)
    assert all(w.rule is None for w in rest)


def test_a_surname_that_some_reading_shows_whole_is_surer() -> None:
    found = hidden([row(r) for r in ("Tnmh / Gia Huy", "Trịnh / Gia Huy", "Trfnh / Gia Huy")])
    assert found is not None and found[0].confidence == READ


def test_a_surname_and_a_middle_syllable_read_as_one_word_part_its_box() -> None:
    found = hidden([row(r) for r in ("BùiThị / Kim Oanh", "Bù#Thị / Kim Oanh", "Bùfhị / Kim Oanh")])
    assert found is not None
    assert [w.text for w in found] == ["Bùi", "Thị", "Kim", "Oanh"]
    boxes = [w.box for w in found]
    assert all(a is not None and b is not None and a.x1 <= b.x0 + 1e-9 for a, b in itertools.pairwise(boxes))


def test_a_name_that_two_readings_show_whole_needs_no_vote() -> None:
    rows = ["Hoàñp / Quốc Bảo", "Hoàg / Quốc Bảo", "càng / Quốc Bảo", "Đặng Quốc Bảo", "Đặng Quốc Bảo"]
    found = chosen_name([], [[row(r)] for r in rows])
    assert found is not None and found.value == "Đặng Quốc Bảo"
