from __future__ import annotations

import pytest

from pipeline.extract import explain, extract
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Reading, WordAlternative
from tests.extract import invented_letters as letters

OPTIONS = ExtractOptions()


def read(text: str) -> Letter:
    return extract(letters.reading(text), OPTIONS)


def test_number_symbol_and_code_with_evidence() -> None:
    letter = read(letters.PLAIN)
    assert letter.number.value == "417"
    assert letter.symbol.value == "SNV-CCHC"
    assert letter.code.value == "417/SNV-CCHC"
    span = letter.code.evidence[0].span
    assert span is not None and letter.text[0][span[0] : span[1]] == "417/SNV-CCHC"


def test_a_blank_number_is_told_and_the_symbol_still_read() -> None:
    letter = read(letters.NAMED)
    assert (letter.number.value, letter.number.rule) == (None, "blank-on-page")
    assert (letter.code.value, letter.code.rule) == (None, "blank-on-page")
    assert letter.symbol.value == "KH-THĐS"
    assert letter.is_draft.value is True


@pytest.mark.parametrize("hand", ["4?7", "{1ƒ", "ɸ17"])
def test_an_unreadable_number_is_not_guessed(hand: str) -> None:
    letter = read(letters.PLAIN.replace("417/", f"{hand}/"))
    assert (letter.number.value, letter.number.rule) == (None, "illegible")
    assert letter.number.raw is not None and letter.number.evidence
    assert letter.symbol.value == "SNV-CCHC"
    assert letter.is_draft.value is False


def _by_hand(reading: Reading, text: str) -> Reading:
    """The reading in which the reader marks one word as handwriting."""
    page = reading.pages[0]
    lines = tuple(
        line.model_copy(
            update={
                "words": tuple(
                    w.model_copy(update={"rule": "handwritten"}) if w.text == text else w for w in line.words
                )
            }
        )
        for line in page.lines
    )
    return reading.model_copy(update={"pages": (page.model_copy(update={"lines": lines}),)})


def test_a_handwritten_number_is_less_sure_than_a_printed_one() -> None:
    rows = letters.HEAD + letters.BODY + letters.FOOT
    printed = extract(letters.scanned(rows), OPTIONS)
    penned = extract(_by_hand(letters.scanned(rows), "417/SNV-CCHC"), OPTIONS)
    assert penned.number.value == printed.number.value == "417"
    assert penned.number.rule == "handwritten"
    assert penned.number.confidence < printed.number.confidence
    assert penned.number.evidence[0].box is not None


def test_weakly_read_digits_are_told_and_kept_as_an_alternative() -> None:
    good = letters.scanned(letters.HEAD + letters.BODY + letters.FOOT)
    bad = good.model_copy(update={"pages": (letters.with_confidence(good.pages[0], 0.4),)})
    number = extract(bad, OPTIONS).number
    assert (number.value, number.rule) == (None, "illegible")
    assert [a.value for a in number.alternatives] == ["417"] and number.evidence


def test_other_readings_of_a_pen_stand_as_alternatives() -> None:
    rows = letters.HEAD + letters.BODY + letters.FOOT
    reading = letters.scanned(rows)
    page = reading.pages[0]
    at, line = next((i, row) for i, row in enumerate(page.lines) if "SNV-CCHC" in row.text)
    hand = line.words[1].model_copy(
        update={
            "text": "417",
            "rule": "handwritten",
            "confidence": 0.7,
            "alternatives": (WordAlternative(text="411", confidence=0.2),),
        }
    )
    rest = line.words[1].model_copy(update={"text": "/SNV-CCHC"})
    lines = [*page.lines]
    lines[at] = line.model_copy(update={"words": (line.words[0], hand, rest)})
    letter = extract(
        reading.model_copy(update={"pages": (page.model_copy(update={"lines": tuple(lines)}),)}), OPTIONS
    )
    assert (letter.number.value, letter.number.rule) == ("417", "handwritten")
    assert [a.value for a in letter.code.alternatives] == ["411/SNV-CCHC"]
    assert letter.number.confidence < 0.8


def test_a_number_among_the_citations_is_not_that_of_the_letter() -> None:
    letter = read(letters.PLAIN.replace("Số: 417/SNV-CCHC\n", ""))
    assert letter.code.value is None


def test_explain_gives_the_candidates_best_first() -> None:
    found = explain(letters.reading(letters.PLAIN), "code", OPTIONS)
    assert found and found[0].value == "417/SNV-CCHC" and found[0].evidence
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize("printed", ["Số417SNV-CCHC", "Số 417SNV-CCHC", "Số417/SNV-CCHC"])
def test_a_printed_number_glued_to_its_label_is_read(printed: str) -> None:
    letter = read(letters.PLAIN.replace("Số: 417/SNV-CCHC", printed))
    assert letter.code.value == "417/SNV-CCHC"


def test_what_an_unread_pen_may_have_written_stands_beside_the_doubt() -> None:
    reading = letters.scanned(letters.HEAD + letters.BODY + letters.FOOT)
    page = reading.pages[0]
    at, line = next((i, row) for i, row in enumerate(page.lines) if "SNV-CCHC" in row.text)
    ink = line.words[1].model_copy(
        update={
            "text": "4/?",
            "rule": "handwritten-illegible",
            "confidence": 0.4,
            "alternatives": (
                WordAlternative(text="417", confidence=0.45),
                WordAlternative(text="411", confidence=0.2),
            ),
        }
    )
    rest = line.words[1].model_copy(update={"text": "/SNV-CCHC"})
    lines = [*page.lines]
    lines[at] = line.model_copy(update={"words": (line.words[0], ink, rest)})
    letter = extract(
        reading.model_copy(update={"pages": (page.model_copy(update={"lines": tuple(lines)}),)}), OPTIONS
    )
    assert (letter.number.value, letter.number.rule) == (None, "illegible")
    assert (letter.code.value, letter.symbol.value) == (None, "SNV-CCHC")
    assert [a.value for a in letter.number.alternatives] == ["417", "411"]
    assert "4/?" in (letter.number.raw or "") and letter.number.evidence[0].box is not None


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Số: 12-TL/BTC", "12-TL/BTC"),
        ("Số: 45 TB/TU", "45-TB/TU"),
        ("Số 112 - KH/TĐTN-BTG", "112-KH/TĐTN-BTG"),
        ("Số: 7-TLr/HSV", "7-TLr/HSV"),
    ],
)
def test_codes_as_the_party_and_the_unions_print_them(printed: str, code: str) -> None:
    letter = read(letters.PLAIN.replace("Số: 417/SNV-CCHC", printed))
    assert letter.code.value == code
    assert letter.number.value == code.split("-")[0]


def test_the_head_of_the_youth_union_names_no_agency() -> None:
    text = letters.PLAIN.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐOÀN TNCS HỒ CHÍ MINH")
    text = "\n".join(line for line in text.splitlines() if "Hạnh phúc" not in line)
    letter = read(text)
    assert letter.issuer.value == read(letters.PLAIN).issuer.value
