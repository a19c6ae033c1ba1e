"""An integer network of Tesseract as one of real numbers: only such a one can be trained on.

Distributions ship networks as bytes with one scale for each row (`WeightMatrix`, mode bit 1). Each weight
becomes byte times scale; reading stays the same but for rounding of what flows between layers.
"""

from __future__ import annotations

import struct

import numpy as np

INT_MODE = 1
DOUBLE_MODE = 128
LAYER_RATES = 64
"""Network flag: every layer keeps its own learning rate."""
INT_TRAINING = 1
KINDS_WITH_PARTS = frozenset(
    {"Series", "Parallel", "Replicated", "ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM", "RTLReversed"}
    | {"TTBReversed", "XYTranspose"}
)
KINDS_OF_LSTM = frozenset({"LSTM", "SummLSTM"})
SIZED = {"Input": 20, "Convolve": 8, "Maxpool": 8, "Reconfig": 8}
"""Bytes of shape that layers without weights carry."""
GATES = 4
"""Cell input, input gate, forget gate of one dimension, output gate."""


def floated(data: bytes) -> bytes:
    """The `lstm` part of a traineddata file, integer in, real out.

    Raises:
        ValueError: it is no integer network, or of a kind that is not known here.
    """
    walk = _Walk(data)
    walk.layer()
    walk.text()  # the network's description
    at = walk.at
    flags = struct.unpack_from("<i", data, at)[0]
    if not flags & INT_TRAINING:
        raise ValueError("the network is no integer one")
    return bytes(walk.out) + struct.pack("<i", flags & ~INT_TRAINING) + data[at + 4 :]


class _Walk:
    """Reads layer by layer and writes what it read, weights changed."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.out = data, 0, bytearray()

    def copy(self, count: int) -> bytes:
        piece = self.data[self.at : self.at + count]
        if len(piece) < count:
            raise ValueError("the network breaks off")
        self.at += count
        self.out += piece
        return piece

    def number(self, form: str) -> int:
        return int(struct.unpack(f"<{form}", self.copy(struct.calcsize(f"<{form}")))[0])

    def text(self) -> str:
        return self.copy(self.number("I")).decode("latin-1")

    def layer(self) -> None:
        """One layer with its parts (`Network::CreateFromFile`)."""
        if self.number("b") != 0:
            raise ValueError("the kind of a layer is not told by name")
        kind = self.text()
        self.copy(2)  # whether it trains, whether its errors go back
        flags = self.number("i")
        self.copy(12)  # inputs, outputs, weights
        self.text()
        if kind in KINDS_WITH_PARTS:
            for _ in range(self.number("I")):
                self.layer()
            if flags & LAYER_RATES:
                self.copy(4 * self.number("I"))
        elif kind in SIZED:
            self.copy(SIZED[kind])
        elif kind in KINDS_OF_LSTM:
            self.copy(4)
            for _ in range(GATES):
                self.weights()
        else:
            self.weights()

    def weights(self) -> None:
        """A matrix of bytes and its scales becomes one of doubles."""
        mode = self.data[self.at]
        if not mode & INT_MODE:
            raise ValueError("the network is no integer one")
        rows, columns = struct.unpack_from("<II", self.data, self.at + 1)
        self.at += 10  # mode, rows, columns, the value of an empty cell
        whole = np.frombuffer(self.data, np.int8, rows * columns, self.at).reshape(rows, columns)
        self.at += rows * columns
        (count,) = struct.unpack_from("<I", self.data, self.at)
        kind = np.dtype("<f8" if mode & DOUBLE_MODE else "<f4")
        scales = np.frombuffer(self.data, kind, count, self.at + 4)[:rows].astype("<f8")
        self.at += 4 + count * kind.itemsize
        self.out += struct.pack("<BIId", (mode & ~INT_MODE) | DOUBLE_MODE, rows, columns, 0.0)
        self.out += (whole * scales[:, None]).astype("<f8").tobytes()
