"""Our own reader first, again where in doubt; Debian's two on strange lines: who reads what, who wins."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ocr import read
from pipeline.ocr.crops import Crop
from pipeline.ocr.engine import Picture, Shape, Token
from pipeline.ocr.engines import FIRST, RIVALS
from pipeline.ocr.tesseract import Tesseract, data_folder
from pipeline.options import Profile
from pipeline.weights import weight

CROP = Crop(np.full((40, 900), 255, np.uint8), 0, 0)


class Voice:
    """An engine that says what it is told to, and counts how often it was asked."""

    def __init__(self, *said: tuple[str, float]) -> None:
        self.name = "voice"
        self.asked = 0
        self.said = [
            Token(text, sure, 100 * i + 10, 5, 100 * i + 90, 35) for i, (text, sure) in enumerate(said)
        ]

    def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
        self.asked += 1
        return self.said


def line(
    monkeypatch: pytest.MonkeyPatch,
    *voices: Voice,
    profile: Profile = Profile.BALANCED,
    signed: bool = False,
) -> str:
    known = dict(zip((FIRST, *RIVALS), voices, strict=True))
    monkeypatch.setattr(read, "engine", known.__getitem__)
    return " ".join(vote.token.text for vote in read._read_line(CROP, profile, lambda: 9.0, signed=signed))


def words(text: str, sure: float) -> Voice:
    return Voice(*((word, sure) for word in text.split()))


LONG = "các đơn vị tổ chức thực hiện nghiêm túc"


def test_a_sure_line_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    others = words("sai cả", 0.99), words("sai cả", 0.99)
    assert line(monkeypatch, words(LONG, 0.95), *others) == LONG
    assert [voice.asked for voice in others] == [0, 0]


def test_a_line_that_looks_like_no_print_is_left_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    others = words("Số: 9272/SYT-NVY", 0.3), words("Số: 9272/SYT-NVY", 0.2)
    assert line(monkeypatch, words("só.92 SYT-NVY", 0.5), *others) == "Số: 9272/SYT-NVY"
    assert line(monkeypatch, words("só.92 SYT-NVY", 0.75), *others) == "só.92 SYT-NVY"


def test_a_short_doubtful_line_where_people_sign_is_left_to_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = Voice(("uận", 0.75), ("Thị", 0.9), ("Lụa", 0.96))
    others = words("uấn Thị Lụa", 0.61), words("uần Thị Lụa", 0.55)
    assert line(monkeypatch, own, *others, signed=True) == "uấn Thị Lụa"
    assert line(monkeypatch, own, *others) == "uận Thị Lụa"


class Looks(Voice):
    """An engine that says something else each time."""

    def __init__(self, *looks: Voice) -> None:
        super().__init__()
        self.looks = looks

    def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
        self.asked += 1
        return self.looks[self.asked - 1].said


def doubtful(text: str, sure: float) -> Voice:
    return Voice(*((w, sure if w.startswith("nghi") else 0.9) for w in text.split()))


def test_a_surer_second_look_of_our_own_settles_a_doubtful_word(monkeypatch: pytest.MonkeyPatch) -> None:
    others = words("sai", 0.99), words("sai", 0.99)
    other = LONG.replace("nghiêm", "nghiệm")
    own = Looks(doubtful(other, 0.7), doubtful(LONG, 0.9))
    assert line(monkeypatch, own, *others) == LONG
    own = Looks(doubtful(LONG, 0.7), doubtful(other, 0.6))
    assert line(monkeypatch, own, *others) == LONG
    assert [voice.asked for voice in others] == [0, 0]


def test_the_best_profile_looks_a_third_time_and_at_words_that_others_take_for_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = words("sai", 0.99), words("sai", 0.99)
    other = LONG.replace("nghiêm", "nghiệm")
    own = Looks(doubtful(other, 0.84), doubtful(other, 0.84), doubtful(LONG, 0.95))
    assert line(monkeypatch, own, *others, profile=Profile.BEST) == LONG
    assert line(monkeypatch, Looks(doubtful(other, 0.84)), *others) == other


def test_the_fast_profile_asks_our_own_reader_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    others = words("khác", 0.99), words("khác", 0.99)
    assert line(monkeypatch, words("Số: 12", 0.2), *others, profile=Profile.FAST) == "Số: 12"
    assert [voice.asked for voice in others] == [0, 0]


def test_our_own_network_comes_from_the_models_folder_and_is_small() -> None:
    folder = data_folder(FIRST)
    assert folder == weight("tesseract")
    assert (folder / f"{FIRST}.traineddata").stat().st_size < 2_000_000
    assert Tesseract(FIRST).name == FIRST
