"""The second look: only doubtful stretches are read, and their words come back to their place."""

from __future__ import annotations

import numpy as np

from pipeline.ocr.crops import BORDER
from pipeline.ocr.engine import Picture, Token
from pipeline.ocr.second_look import look_again

PAGE = np.full((40, 1000), 255, np.uint8)


def word(text: str, place: int, confidence: float = 0.99) -> Token:
    return Token(text, confidence, 100 * place + 10, 5, 100 * place + 90, 35, 0)


def line(*texts: str, doubtful: int) -> list[Token]:
    return [word(t, i, 0.4 if i == doubtful else 0.99) for i, t in enumerate(texts)]


class Reader:
    """Reads given words, each 80 pixels wide from its stretch's left edge, and remembers the widths."""

    def __init__(self, *texts: str) -> None:
        self.texts, self.widths = texts, list[int]()

    def __call__(self, picture: Picture) -> list[Token]:
        self.widths.append(picture.shape[1])
        return [
            Token(t, 0.97, BORDER + 10 + 100 * i, 5, BORDER + 90 + 100 * i, 35, 0)
            for i, t in enumerate(self.texts)
        ]


def test_only_the_stretch_around_a_doubtful_word_is_read() -> None:
    reader = Reader("nghị", "tổng", "kết")
    first = line("Hội", "nghị", "tông", "kết", "năm", "học", "ở", "huyện", "và", "xã", doubtful=2)
    votes = look_again(PAGE, first, 0.9, reader)
    assert reader.widths == [300 + 2 * BORDER]
    assert len(votes) == len(first)


def test_the_surer_reading_wins_and_lies_where_the_word_stood() -> None:
    reader = Reader("nghị", "tổng", "kết")
    first = line("Hội", "nghị", "tông", "kết", "năm", "học", "ở", "huyện", "và", "xã", doubtful=2)
    votes = look_again(PAGE, first, 0.9, reader)
    assert " ".join(v.token.text for v in votes) == "Hội nghị tổng kết năm học ở huyện và xã"
    assert (votes[2].token.left, votes[2].token.right) == (210, 290)
    assert votes[2].alternatives[0].text == "tông"


def test_a_line_that_is_mostly_doubtful_is_read_whole() -> None:
    reader = Reader("một", "hai", "ba")
    first = [word(t, i, 0.3) for i, t in enumerate(("mọt", "hai", "bạ"))]
    votes = look_again(PAGE, first, 0.9, reader)
    assert reader.widths == [PAGE.shape[1]]
    assert [v.token.text for v in votes] == ["một", "hai", "ba"]


def test_nothing_read_is_read_whole() -> None:
    reader = Reader("một")
    assert [v.token.text for v in look_again(PAGE, [], 0.9, reader)] == ["một"]
    assert reader.widths == [PAGE.shape[1]]
