"""The doubtful stretches of a line read by a second reader: a third of the line, a third of the cost."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import groupby

import cv2
import numpy as np

from pipeline.ocr.crops import BORDER, paper_of
from pipeline.ocr.engine import Picture, Token
from pipeline.ocr.vote import Vote, vote

WHOLE = 0.7
"""A line whose stretches make at least this share of its words is read again whole."""

Read = Callable[[Picture], list[Token]]


def look_again(picture: Picture, first: list[Token], sure: float, read: Read) -> list[Vote]:
    """The line with each word below `sure` voted on, its neighbours read along for their context.

    Args:
        picture: the line, with white around it.
        first: the first reader's words, from left to right.
        sure: words at or above this confidence stand as they are, away from doubtful ones.
        read: the second reader.
    """
    doubtful = {i for i, token in enumerate(first) if token.confidence < sure}
    taken = {i + step for i in doubtful for step in (-1, 0, 1)} & set(range(len(first)))
    if len(taken) >= WHOLE * len(first):
        return vote(first, read(picture))
    votes: list[Vote] = []
    for again, group in groupby(range(len(first)), key=lambda i: i in taken):
        places = list(group)
        words = first[places[0] : places[-1] + 1]
        if not again:
            votes.extend(Vote(word, ()) for word in words)
            continue
        left, right = _gap(first, places[0], 0), _gap(first, places[-1] + 1, picture.shape[1])
        votes.extend(vote(words, _moved(read(_framed(picture[:, left:right])), left - BORDER)))
    return votes


def _gap(words: list[Token], place: int, edge: int) -> int:
    """The column half-way between the word at `place` and the one before it; `edge` at the line's ends."""
    if place in (0, len(words)):
        return edge
    return max(0, (words[place - 1].right + words[place].left) // 2)


def _framed(piece: Picture) -> Picture:
    sides = cv2.copyMakeBorder(piece, 0, 0, BORDER, BORDER, cv2.BORDER_CONSTANT, value=paper_of(piece))
    return np.asarray(sides, np.uint8)


def _moved(tokens: list[Token], by: int) -> list[Token]:
    return [dataclasses.replace(t, left=t.left + by, right=t.right + by) for t in tokens]
