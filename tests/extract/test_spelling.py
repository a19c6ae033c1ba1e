from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.spelling import in_capitals, one_tone, squeeze
from pipeline.folding import fold

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "AĂÂBCDĐEÊỦỜ 0123456789/-.,",
    max_size=60,
)


@given(VIETNAMESE)
def test_one_tone_is_stable_and_folds_alike(text: str) -> None:
    assert one_tone(one_tone(text)) == one_tone(text)
    assert fold(one_tone(text)) == fold(text)


def test_one_tone_moves_the_mark_of_open_syllables_only() -> None:
    assert one_tone("hoà UỶ thuý khoẻ") == "hòa ỦY thúy khỏe"
    assert one_tone("hoàn quỳ toán quý") == "hoàn quỳ toán quý"


def test_squeeze_is_the_key_of_codes() -> None:
    assert squeeze("2136/SKH-CN-TTTT") == squeeze("2136 / SKHCN-TTTT")


def test_capitals_bear_a_misread_letter_and_are_told_from_enough_of_them() -> None:
    assert in_capitals("KT. GlÁM ĐỐC")
    assert not in_capitals("Giám đốc Sở")
    assert not in_capitals("417/…")
    assert in_capitals("VT") and not in_capitals("VT", least=3)
    assert not in_capitals("ỦY BAN NHÂN DÂN", most=10)
    assert not in_capitals("KT. GlÁM ĐỐC", 1.0)
