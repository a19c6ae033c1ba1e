"""What a pen wrote is put into its place; print is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.ocr import pen
from pipeline.ocr.head_forms import Guess
from pipeline.records.evidence import Box
from pipeline.records.page import Line, Word


def line(text: str) -> Line:
    words = text.split()
    boxes = [Box(0.1 * i, 0.1, 0.1 * i + 0.08, 0.12) for i in range(len(words))]
    return Line(words=tuple(Word(text=t, box=b, confidence=0.5) for t, b in zip(words, boxes, strict=True)))


def mended(text: str, **guesses: Sequence[Guess]) -> Line:
    return pen._mended(line(text), guesses)


@pytest.mark.parametrize(
    "text",
    ["Số: 2?0Ÿ/UBND-VX", "Số:2?0Ÿ/UBND-VX", "Số: 2?0Ÿ /UBND-VX", "Số: 2 0 Ÿ /UBND-VX", "Số: /UBND-VX"],
)
def test_a_handwritten_number_takes_its_place(text: str) -> None:
    found = mended(text, number=[Guess("2308", 0.97, 1.0), Guess("2508", 0.02, 1.0)])
    by_hand = [w for w in found.words if w.rule == pen.RULE]
    assert found.text.replace(" ", "") == "Số:2308/UBND-VX"
    assert [w.text for w in by_hand] == ["2308"]
    assert by_hand[0].confidence == pen.ALONE
    assert by_hand[0].alternatives[0].text == "2508"


def test_a_printed_number_is_left_alone() -> None:
    text = "Số: 14/UBND-VX"
    assert mended(text, number=[Guess("17", 0.8, 0.0)]) == line(text)
    agreed = mended(text, number=[Guess("14", 0.99, 0.0)])
    assert agreed.text == text and agreed.words[1].confidence == (0.5 + pen.WITNESS) / 2


def test_printed_figures_in_doubt_stay_one_word_with_their_symbol() -> None:
    found = mended("Số: 1326/UBND-VX", number=[Guess("1826", 0.97, 0.0)])
    assert found.text == "Số: 1826/UBND-VX"
    assert [a.text for a in found.words[1].alternatives] == ["1326/UBND-VX"]
    apart = mended("Số: 1326 /UBND-VX", number=[Guess("1826", 0.97, 0.0)])
    assert apart.text == "Số: 1826 /UBND-VX"


def test_the_day_is_put_between_its_words() -> None:
    found = mended(
        "An Hòa, ngàyc2O tháng 10 năm 2025", day=[Guess("20", 0.9, 0.9)], month=[Guess("10", 0.99, 0)]
    )
    assert found.text == "An Hòa, ngày 20 tháng 10 năm 2025"


def test_a_day_that_tesseract_did_not_see() -> None:
    found = mended("An Hòa, ngày tháng 4 năm 2025", day=[Guess("23", 0.8, 1.0)], month=[Guess("4", 0.9, 0)])
    assert found.text == "An Hòa, ngày 23 tháng 4 năm 2025"
    assert found.words[3].box is not None


def test_an_unlikely_reading_is_told_as_illegible() -> None:
    found = mended("Số: ?#/UBND-VX", number=[Guess("41", 0.05, 1.0)])
    odd = [w for w in found.words if w.rule == "handwritten-illegible"]
    assert [w.text for w in odd] == ["?#"]


def test_blank_dots_take_away_what_was_read_into_them() -> None:
    found = mended("Số: .,.-/UBND-VX", number=[Guess("", 0.95, 0.0)])
    assert found.text.replace(" ", "") == "Số:/UBND-VX"


def test_two_readers_that_agree_are_believed() -> None:
    found = mended("Số: 2308/UBND-VX", number=[Guess("2308", 0.97, 1.0)])
    assert [w.confidence for w in found.words if w.rule == pen.RULE] == [0.97]


def test_ink_that_one_reader_sees_is_not_taken_for_blank() -> None:
    text = "Số: 41/UBND-VX"
    assert mended(text, number=[Guess("", 0.95, 0.0)]) == line(text)


def test_a_stroke_read_as_a_digit_is_a_stroke_again() -> None:
    found = mended("Số: l4 ‡7GM-TB", number=[Guess("147", 0.8, 1.0)])
    assert found.text.replace(" ", "") == "Số:147/GM-TB"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Số: /J42/UBND-VX ,", "Số:2308/UBND-VX,"),
        ("Số: ?J 4-CV/TU", "Số:2308-CV/TU"),
        ("Số: ?4 CV/TU", "Số:2308-CV/TU"),
        ("Số: 2?/UBND", "Số:2308/UBND"),
        ("Số: 2JA/UBND-VX", "Số:2308/UBND-VX"),
        ("Số: 2? UBND", "Số:2308/UBND"),
    ],
)
def test_the_symbol_begins_after_the_ink(text: str, whole: str) -> None:
    assert mended(text, number=[Guess("2308", 0.9, 1.0)]).text.replace(" ", "") == whole


def test_ink_that_nobody_can_read_is_not_lost() -> None:
    found = mended("An Hòa, ngày tháng 4 năm 2025", day=[Guess("23", 0.2, 1.0)], month=[Guess("4", 0.9, 0)])
    unread = [w for w in found.words if w.rule == "handwritten-illegible"]
    assert [w.text for w in unread] == [pen.UNREAD]
    assert unread[0].confidence == 0.2


def test_two_readers_that_differ_on_print_leave_a_doubt() -> None:
    date = "An Hòa, ngày 16 tháng 01 năm 2016"
    guesses = {
        "day": [Guess("16", 0.99, 0)],
        "month": [Guess("01", 0.99, 0)],
        "year": [Guess("2018", 0.95, 0)],
    }
    year = mended(date, **guesses).words[-1]
    assert (year.text, year.raw, year.rule) == ("2018", "2016", pen.TWO_READERS)
    assert year.confidence <= pen.IN_DOUBT
    assert [a.text for a in year.alternatives] == ["2016"]


def test_printed_figures_that_tesseract_made_signs_of() -> None:
    found = mended("Số3§7ØUBND-VX", number=[Guess("3470", 0.98, 0.0)])
    assert found.text.replace(" ", "") == "Số3470/UBND-VX"
    word = next(w for w in found.words if w.rule == pen.TWO_READERS)
    assert (word.text, word.raw) == ("3470/UBND-VX", "3§7ØUBND-VX")
    assert word.confidence <= pen.IN_DOUBT


def test_letters_read_into_printed_figures_are_no_doubt() -> None:
    found = mended("An Hòa, ngày l6 tháng 01 năm 2016", day=[Guess("16", 0.99, 0)])
    word = found.words[3]
    assert (word.text, word.raw, word.confidence) == ("16", "l6", pen.WITNESS)


def test_a_weak_second_reader_changes_no_print() -> None:
    date = "An Hòa, ngày 16 tháng 01 năm 2016"
    assert mended(date, year=[Guess("2018", 0.7, 0)]) == line(date)
