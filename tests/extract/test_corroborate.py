"""What a pen wrote becomes surer, or is chosen otherwise, where name or signature bear it out."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import extract
from pipeline.extract.corroborate import numbers_in
from pipeline.options import ExtractOptions
from pipeline.records.evidence import Box
from pipeline.records.letter import Letter
from pipeline.records.page import ObjectKind, PageObject, Reading, Word, WordAlternative
from tests.extract import invented_letters as letters


@pytest.mark.parametrize(
    ("name", "symbol", "found"),
    [
        ("417 snv cchc.pdf", "SNV-CCHC", {417}),
        ("ket qua_CV417-SNV-CCHC signed-1.pdf", "SNV-CCHC", {417}),
        ("417 UB.signed_20250510_124908.pdf", "UBND-VX", {417}),
        ("31 (08-CT-UBND).pdf", "CT-UBND", {8}),
        ("scan2025.pdf", "SNV-CCHC", set()),
        ("417 thong bao.pdf", "SNV-CCHC", set()),
        ("417 snv.pdf", None, set()),
    ],
)
def test_numbers_beside_the_letters_of_the_symbol(name: str, symbol: str | None, found: set[int]) -> None:
    assert numbers_in(name, symbol) == found


def penned(name: str = "scan.pdf", signed: str = "") -> Letter:
    """A letter whose number and day a pen wrote: read as 411 and 04, perhaps 417 and 09."""
    reading = letters.scanned(letters.HEAD + letters.BODY + letters.FOOT)
    page = reading.pages[0]
    lines = []
    for line in page.lines:
        words: list[Word] = []
        for word in line.words:
            if word.text == "417/SNV-CCHC":
                words += [_pen(word, "411", "417"), word.model_copy(update={"text": "/SNV-CCHC"})]
            elif word.text == "09" and "tháng" in line.text:
                words.append(_pen(word, "04", "09"))
            else:
                words.append(word)
        lines.append(line.model_copy(update={"words": tuple(words)}))
    block = PageObject(kind=ObjectKind.DIGITAL_SIGNATURE, box=Box(0.1, 0.01, 0.3, 0.03), text=signed)
    page = page.model_copy(update={"lines": tuple(lines), "objects": (block,) if signed else ()})
    source = reading.source.model_copy(update={"name": name})
    return extract(Reading(source=source, pages=(page,)), ExtractOptions())


def _pen(word: Word, text: str, other: str) -> Word:
    also = (WordAlternative(text=other, confidence=0.3),)
    return word.model_copy(
        update={"text": text, "rule": "handwritten", "confidence": 0.6, "alternatives": also}
    )


def test_a_name_settles_which_reading_holds() -> None:
    assert penned().code.value == "411/SNV-CCHC"
    named = penned("417 snv.pdf")
    assert (named.number.value, named.code.value) == ("417", "417/SNV-CCHC")
    assert named.code.rule == "handwritten-file-name" and named.code.evidence
    assert any(a.value == "411/SNV-CCHC" for a in named.code.alternatives)


def test_agreement_makes_surer_and_a_strange_name_nothing() -> None:
    assert penned("411 snv.pdf").number.confidence > penned().number.confidence
    assert penned("999 snv.pdf").number == penned().number


def test_the_day_of_a_signature_bears_out_the_day() -> None:
    alone, signed = penned(), penned(signed="Thời gian ký: 09.07.2025 15:54:16 +07:00")
    assert alone.issued_on.value == dt.date(2025, 7, 4)
    assert signed.issued_on.value == dt.date(2025, 7, 9)
    assert signed.issued_on.rule == "handwritten-signature-time"


def test_a_day_after_the_signature_loses() -> None:
    signed = penned(signed="Thời gian ký: 03.07.2025 15:54:16 +07:00")
    assert signed.issued_on.confidence < penned().issued_on.confidence


@pytest.mark.parametrize(
    ("head", "place", "value", "rule"),
    [
        ("XÃ GIA VIỄN", "Gia Viền", "Gia Viễn", "date-line+head"),
        ("XÃ GIA VIỄN", "Gia Viễn", "Gia Viễn", "date-line"),
        ("XÃ ĐỒI SIM", "Đối Sim", "Đối Sim", "date-line"),  # no gazetteer knows it
        ("XÃ GIA VIỄN", "Lạc Hồng", "Lạc Hồng", "date-line"),
    ],
)
def test_a_place_misread_in_its_marks_is_spelt_as_in_the_head(
    head: str, place: str, value: str, rule: str
) -> None:
    text = letters.PLAIN.replace(
        "ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG\nSỞ NỘI VỤ", f"ỦY BAN NHÂN DÂN\n{head}"
    ).replace("Lạc Hồng, ngày", f"{place}, ngày")
    letter = extract(letters.reading(text), ExtractOptions())
    assert (letter.place.value, letter.place.rule) == (value, rule)
