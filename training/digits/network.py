"""The strip reader: a small convolutional network with a CTC output, no recurrence."""

from __future__ import annotations

from torch import Tensor, nn

from training.digits.strips import ALPHABET


class StripReader(nn.Module):
    """Grey strips (batch, 1, 40, width), ink 1 and paper 0, to class scores (batch, width // 4, classes)."""

    def __init__(self) -> None:
        """About 340,000 weights."""
        super().__init__()

        def block(a: int, b: int, size: int, stride: tuple[int, int]) -> list[nn.Module]:
            convolution = nn.Conv2d(a, b, size, stride=stride, padding=size // 2, bias=False)
            return [convolution, nn.BatchNorm2d(b), nn.ReLU()]

        self.look = nn.Sequential(
            *block(1, 16, 5, (2, 2)),
            *block(16, 40, 3, (2, 2)),
            *block(40, 64, 3, (2, 1)),
            *block(64, 80, 3, (2, 1)),
            *block(80, 96, 3, (1, 1)),
        )
        self.fold = nn.Sequential(nn.Conv1d(96 * 3, 128, 1), nn.ReLU())
        self.context = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(128, 128, 3, padding=d, dilation=d, bias=False), nn.BatchNorm1d(128), nn.ReLU()
            )
            for d in (1, 2, 4)
        )
        self.name = nn.Conv1d(128, len(ALPHABET), 1)

    def forward(self, strips: Tensor) -> Tensor:
        """Log-probabilities of the classes at each step of four pixels."""
        seen = self.look(strips)
        line = self.fold(seen.flatten(1, 2))
        for layer in self.context:
            line = line + layer(line)
        return self.name(line).transpose(1, 2).log_softmax(-1)
