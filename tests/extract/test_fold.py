from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.fold import fold, nfc, one_tone, squeeze, unmark

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "AĂÂBCDĐEÊỦỜ 0123456789/-.,",
    max_size=60,
)


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(nfc(text))) == len(nfc(text))


@given(VIETNAMESE)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(not unicodedata.combining(c) for c in unicodedata.normalize("NFD", fold(text)))


@given(VIETNAMESE)
def test_decomposed_text_folds_alike(text: str) -> None:
    assert fold(nfc(unicodedata.normalize("NFD", text))) == fold(text)


@given(VIETNAMESE)
def test_unmark_keeps_case_and_place(text: str) -> None:
    assert unmark(text).lower() == fold(text)
    assert [c.isupper() for c in unmark(text)] == [c.isupper() for c in text]


@given(VIETNAMESE)
def test_one_tone_is_stable_and_folds_alike(text: str) -> None:
    assert one_tone(one_tone(text)) == one_tone(text)
    assert fold(one_tone(text)) == fold(text)


def test_one_tone_moves_the_mark_of_open_syllables_only() -> None:
    assert one_tone("hoà UỶ thuý khoẻ") == "hòa ỦY thúy khỏe"
    assert one_tone("hoàn quỳ toán quý") == "hoàn quỳ toán quý"


def test_squeeze_is_the_key_of_codes() -> None:
    assert squeeze("2136/SKH-CN-TTTT") == squeeze("2136 / SKHCN-TTTT")
