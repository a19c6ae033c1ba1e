from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.fold import code_key, codes_in, forms, tokens
from pipeline.folding import fold

VIETNAMESE = st.text(
    alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợuưứựyỳỷĐÁ 0123,./-"
)


@pytest.mark.parametrize("one, other", [("hoà", "hòa"), ("Uỷ", "ủy"), ("thuỷ", "thủy"), ("KHOẺ", "khỏe")])
def test_both_placements_of_a_tone_are_one_word(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize("one, other", [("bán", "bản"), ("ban", "bán"), ("dan", "đan"), ("tho", "thơ")])
def test_other_marks_are_other_words_of_one_fold(one: str, other: str) -> None:
    assert forms(one)[0] == forms(other)[0]
    assert forms(one)[1] != forms(other)[1]


@given(VIETNAMESE)
def test_the_form_of_unicode_does_not_matter(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert [t[2:] for t in tokens(composed)] == [t[2:] for t in tokens(apart)]


@given(VIETNAMESE)
def test_folded_characters_keep_their_places(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    folded = fold(composed)
    assert len(folded) == len(composed)
    assert [t.folded for t in tokens(composed)] == [folded[t.start : t.end] for t in tokens(composed)]


@pytest.mark.parametrize(
    "written",
    ["2136/SKHCN-TTTT", "2136/SKH-CN-TTTT", "2136 skhcn tttt", "Số 2136/SKHCN - TTTT".removeprefix("Số ")],
)
def test_a_code_has_one_key_however_it_is_written(written: str) -> None:
    assert code_key(written) == "2136skhcntttt"


def test_codes_are_found_over_line_ends_and_dates_are_not_codes() -> None:
    text = "Kế hoạch số 45-\nKH/TU ngày 01/6/2025, Công văn 07/STTTT-CNTT và 10/114 xã, phường"
    assert codes_in(text) == ("45khtu", "7sttttcntt")
