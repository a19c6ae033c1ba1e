from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.extract.calibration import calibrated
from pipeline.extract.candidates import Candidate, choose
from pipeline.options import ExtractOptions
from pipeline.records.evidence import Evidence, Field
from tests.extract import invented_letters as letters

OPTIONS = ExtractOptions()
HERE = (Evidence(page=1, span=(0, 1)),)


def test_every_value_has_evidence_a_rule_and_a_raw_reading() -> None:
    letter = extract(letters.reading(letters.PLAIN), OPTIONS)
    single = [letter.kind, letter.issuer, letter.parent_agency, letter.number, letter.symbol, letter.code]
    single += [letter.place, letter.subject, letter.signer.title, letter.signer.name, letter.signer.capacity]
    fields: list[Field[str]] = [*single, *letter.addressees, *letter.distribution]
    for field in fields:
        assert field.value is not None and field.evidence and field.raw and 0 < field.confidence <= 1
        for piece in field.evidence:
            assert piece.span is not None and letter.text[piece.page - 1][slice(*piece.span)]


def test_a_badly_read_page_is_less_sure() -> None:
    good = letters.scanned(letters.HEAD + letters.BODY + letters.FOOT)
    bad = good.model_copy(update={"pages": (letters.with_confidence(good.pages[0], 0.6),)})
    sure, unsure = extract(good, OPTIONS), extract(bad, OPTIONS)
    for name in ("code", "issued_on", "issuer", "subject"):
        assert getattr(unsure, name).value == getattr(sure, name).value
        assert getattr(unsure, name).confidence < getattr(sure, name).confidence, name


def test_a_second_letter_of_the_file_stands_in_also() -> None:
    second = letters.NAMED.replace("Số:      /KH", "Số: 31/KH")
    letter = extract(letters.reading(letters.PLAIN + "\f" + second), OPTIONS)
    assert [other.code.value for other in letter.also] == ["31/KH-THĐS"]
    assert letter.code.value == "417/SNV-CCHC"
    assert letter.signer.name.value == "Trịnh Hoài Ân"
    assert letter.also[0].code.evidence[0].page == 2
    assert "ĐỒI SIM" in letter.also[0].text[1]


def test_decomposed_text_gives_the_same_record() -> None:
    import unicodedata

    composed = extract(letters.reading(letters.PLAIN), OPTIONS)
    decomposed = extract(letters.reading(unicodedata.normalize("NFD", letters.PLAIN)), OPTIONS)
    assert decomposed == composed


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=letters.PLAIN, max_size=400))
def test_no_text_breaks_extraction(text: str) -> None:
    extract(letters.reading(text), OPTIONS)


@settings(max_examples=40, deadline=None)
@given(st.permutations(letters.PLAIN.split("\n")))
def test_lines_in_any_order_do_not_break_extraction(lines: list[str]) -> None:
    extract(letters.reading("\n".join(lines)), OPTIONS)


def test_an_empty_page_gives_an_empty_record_with_reasons() -> None:
    letter = extract(letters.reading(""), OPTIONS)
    assert letter.code == Field[str](rule="not-found") and letter.issuer.rule == "not-found"
    assert letter.is_draft.value is None


def test_readings_that_agree_confirm_each_other() -> None:
    one = choose("x", [Candidate("a", "a", HERE, "r1", 0.6), Candidate("b", "b", HERE, "r2", 0.7)])
    two = choose(
        "x",
        [*(Candidate("a", "a", HERE, r, 0.6) for r in ("r1", "r3")), Candidate("b", "b", HERE, "r2", 0.7)],
    )
    assert one.value == "b" and two.value == "a"
    assert [a.value for a in one.alternatives] == ["a"] and [a.value for a in two.alternatives] == ["b"]


@pytest.mark.parametrize("field", ["code", "issuer", "subject", "nothing-of-this-name"])
def test_confidence_rises_with_the_score_and_stays_a_chance(field: str) -> None:
    chances = [calibrated(field, "rule", s / 20) for s in range(21)]
    assert all(0 <= c <= 1 for c in chances) and chances == sorted(chances)
