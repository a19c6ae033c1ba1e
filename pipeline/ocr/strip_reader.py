"""Reads a strip of print and handwriting as a sequence: digits, runs of letters, slashes.

The network (`models/digits/reader.onnx`, made by `python -m training.digits`) gives, every four
pixels, a probability for each class of `ALPHABET`; the beam search below sums the paths that spell
the same sequence, so that the answers come with probabilities that can be compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.weights import weight

ALPHABET = "_A/-0123456789abcdefghij"
"""Blank, run of printed letters, slash, dash, printed digits, handwritten digits."""
EDGE = 8
"""Pixels of paper kept beside the line: as much as the reader saw when it learned."""
STRETCH = 1.25
"""A line is drawn out sideways by so much: narrow figures need room for the reader's steps."""
STEP = 4
"""Pixels of the line that one row of scores stands for."""
BEAM = 24
_HAND = str.maketrans("abcdefghij", "0123456789")
_LEAST = 1e-3
"""Classes less probable than this at a step are not followed."""

Strip = NDArray[np.uint8]
Scores = NDArray[np.float32]
Form = Callable[[str, str], str | None]
"""What a sequence becomes when a letter follows it; None where the line's form has no such letter."""


@dataclass(frozen=True)
class Spelling:
    """One sequence over `ALPHABET` without blanks, with its probability."""

    text: str
    probability: float


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(weight("digits/reader.onnx")), options, providers=["CPUExecutionProvider"]
    )


def height() -> int:
    """Pixels of a strip as the shipped reader sees it."""
    return int(_session().get_inputs()[0].shape[2])


def scores(strips: Sequence[Strip]) -> list[Scores]:
    """Log-probabilities (steps, classes) of grey strips, black on white, any size."""
    ready = [normal(s) for s in strips]
    width = -(-max(s.shape[1] for s in ready) // STEP) * STEP
    batch = np.zeros((len(ready), 1, height(), width), np.float32)
    for i, image in enumerate(ready):
        batch[i, 0, :, : image.shape[1]] = 1 - image
    found = _session().run(None, {"strips": batch})[0]
    return [found[i, : -(-image.shape[1] // STEP)] for i, image in enumerate(ready)]


def normal(strip: Strip) -> NDArray[np.float32]:
    """The reader's height, paper 1, darkest ink near 0; empty paper left and right of the line cut away."""
    h, w = strip.shape
    tall = height()
    method = cv2.INTER_AREA if h > tall else cv2.INTER_CUBIC
    resized = cv2.resize(strip, (max(8, round(w * tall / h * STRETCH)), tall), interpolation=method)
    image = np.asarray(resized, np.float32)
    light: NDArray[np.float32] = np.clip(image / max(float(np.quantile(image, 0.9)), 1.0), 0, 1)
    inked = np.flatnonzero((light < 0.6).sum(axis=0) > 1)
    if len(inked) == 0:
        return light
    return light[:, max(0, int(inked[0]) - EDGE) : int(inked[-1]) + EDGE]


def joined(text: str, letter: str) -> str | None:
    """Any letter may follow any sequence."""
    return text + letter


def spell(many: Sequence[Scores], form: Form = joined) -> list[Spelling]:
    """The most probable sequences of a form, best first, averaged over several views of one strip."""
    total: dict[str, float] = defaultdict(float)
    for one in many:
        for text, probability in _beam(np.exp(one), form):
            total[text] += probability / len(many)
    ranked = sorted((t for t in total if total[t] > 0), key=lambda t: -total[t])
    return [Spelling(t, total[t]) for t in ranked]


def in_figures(text: str) -> tuple[str, float]:
    """The digits of a spelling in `0..9`, and the share of them that a pen wrote (0..1)."""
    pen = sum(c in "abcdefghij" for c in text)
    digits = text.translate(_HAND)
    return digits, pen / len(digits) if digits else 0.0


def _beam(steps: NDArray[np.float32], form: Form) -> list[tuple[str, float]]:
    """CTC prefix beam search; probabilities of whole sequences.

    A beam is a sequence with the letter that came last, which a form may have taken out of it.
    """
    beams: dict[tuple[str, str], tuple[float, float]] = {("", ""): (1.0, 0.0)}
    for row in steps:
        grown: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        likely = [(ALPHABET[k], float(row[k])) for k in np.flatnonzero(row > _LEAST) if k]
        for (text, last), (blank, symbol) in beams.items():
            both = blank + symbol
            grown[text, last][0] += both * float(row[0])
            for letter, p in likely:
                if letter == last:
                    grown[text, last][1] += symbol * p
                longer = form(text, letter)
                if longer is not None:
                    grown[longer, letter][1] += (blank if letter == last else both) * p
        best = sorted(grown.items(), key=lambda item: -(item[1][0] + item[1][1]))[:BEAM]
        scale = math.fsum(b[1][0] + b[1][1] for b in best) or 1.0
        keep = 1.0 if scale > 1e-30 else scale
        beams = {t: (p[0] / keep, p[1] / keep) for t, p in best}
    total: dict[str, float] = defaultdict(float)
    for (text, _), (blank, symbol) in beams.items():
        total[text] += blank + symbol
    return list(total.items())
