from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diacritics.letters import canonical, fold, is_syllable, is_vietnamese_only, split_tone

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵbcdđghklmnpqrstvx"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper(), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "word", ["nghiêng", "thuở", "khuya", "giếng", "quýt", "ẤP", "Huyện", "ngoằn", "gìn", "ủy"]
)
def test_syllables_of_the_language(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["tiéng", "hudng", "nhgn", "chtre", "wifi", "việcc", "màch", "link", "bằnh"])
def test_what_no_syllable_looks_like(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("given_form", "one_form"),
    [("hoà", "hòa"), ("KHOẺ", "KHỎE"), ("Uỷ", "Ủy"), ("quý", "quý"), ("thuỷ", "thủy"), ("toán", "toán")],
)
def test_one_placement_of_tones(given_form: str, one_form: str) -> None:
    assert canonical(given_form) == one_form


@given(words)
def test_folding_leaves_ascii_letters_and_length(word: str) -> None:
    assert fold(word).isascii()
    assert len(fold(word)) == len(word)
    assert fold(fold(word)) == fold(word)


@given(words)
def test_folding_does_not_see_the_normal_form(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(word)


@given(words)
def test_canonical_keeps_letters_and_case(word: str) -> None:
    assert fold(canonical(word)) == fold(word)
    assert canonical(canonical(word)) == canonical(word)


@given(words)
def test_tones_come_off_and_go_on(word: str) -> None:
    bare, tone = split_tone(word)
    assert split_tone(bare) == (bare, "") or len(tone) == 1


def test_letters_shared_with_french_are_not_proof_of_vietnamese() -> None:
    assert not is_vietnamese_only("é")
    assert is_vietnamese_only("ế")
    assert is_vietnamese_only("đ")
