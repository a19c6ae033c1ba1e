"""Folds: places stay true, forms of Unicode do not matter, twice is once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.folding import fold, fold_words, unmark

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "AĂÂBCDĐEÊỦỜ 0123456789/-.,_",
    max_size=60,
)


@given(st.text(max_size=60))
def test_places_stay_true(text: str) -> None:
    assert len(fold(text)) == len(unmark(text)) == len(text)


@given(VIETNAMESE)
def test_no_mark_is_left_and_case_is_kept(text: str) -> None:
    assert fold(text).isascii() and unmark(text).isascii()
    assert unmark(text).lower() == fold(text) == fold(fold(text))
    assert [c.isupper() for c in unmark(text)] == [c.isupper() for c in text]


@given(VIETNAMESE)
def test_decomposed_words_fold_alike(text: str) -> None:
    assert fold_words(unicodedata.normalize("NFD", text)) == fold_words(text)
    assert fold_words(fold_words(text)) == fold_words(text)


@pytest.mark.parametrize("read", ["ĐỒNG THÁP", "ÐỒNG THÁP", "đồng  tháp.", "Đồng-Tháp"])
def test_signs_and_the_icelandic_letter_do_not_matter(read: str) -> None:
    assert fold_words(read) == "dong thap"
