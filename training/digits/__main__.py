"""Trains the strip reader and writes `models/digits/reader.onnx`: `python -m training.digits`.

Needs torch and onnx, which are not dependencies of congvan. About an hour on one core.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.digits.fonts import handwriting_fonts
from training.digits.glyphs import Glyphs, from_font, from_sheet, strokes
from training.digits.network import StripReader
from training.digits.strips import ALPHABET, HEIGHT, Strip, strip

TRUETYPE = Path("/usr/share/fonts/truetype")
SHEET = Path("/usr/share/doc/opencv-doc/examples/data/digits.png")
PRINT = tuple(
    TRUETYPE / name
    for name in (
        *(
            "liberation2/LiberationSerif-Regular.ttf",
            "freefont/FreeSerif.ttf",
            "liberation2/LiberationSans-Regular.ttf",
        ),
        *("liberation2/LiberationSerif-Bold.ttf",),
    )
)
ITALIC = tuple(
    TRUETYPE / name for name in ("liberation2/LiberationSerif-Italic.ttf", "freefont/FreeSerifItalic.ttf")
)


def sources(cache: Path, sheet: Path) -> list[Glyphs]:
    """All hands: half of the draws own strokes, the rest fonts and scanned digits."""
    fonts = [from_font(path) for path in handwriting_fonts(cache)]
    scanned = [from_sheet(sheet)] * max(1, len(fonts)) if sheet.exists() else []
    return [*fonts, *scanned, *[strokes] * (len(fonts) + len(scanned))]


class Strips(IterableDataset[tuple[Strip, str]]):
    """Endless strips, different in each worker."""

    def __init__(self, hands: list[Glyphs], seed: int) -> None:
        """Keep the hands; strips are drawn on the way."""
        self.hands, self.seed = hands, seed

    def __iter__(self) -> Iterator[tuple[Strip, str]]:
        """Draw strips for ever."""
        worker = get_worker_info()
        rng = np.random.default_rng((self.seed, worker.id if worker else 0))
        while True:
            yield strip(rng, self.hands, PRINT, ITALIC)


def collate(batch: list[tuple[Strip, str]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad to the widest strip; ink becomes 1, paper 0."""
    width = -(-max(s.shape[1] for s, _ in batch) // 4) * 4
    images = np.zeros((len(batch), 1, HEIGHT, width), np.float32)
    for i, (image, _) in enumerate(batch):
        images[i, 0, :, : image.shape[1]] = 1 - image.astype(np.float32) / 255
    labels = [[ALPHABET.index(c) for c in label] for _, label in batch]
    steps = torch.tensor([s.shape[1] // 4 for s, _ in batch])
    lengths = torch.tensor([len(label) for label in labels])
    return torch.from_numpy(images), torch.tensor([c for x in labels for c in x]), steps, lengths


def train(steps: int, batch: int, hands: list[Glyphs], seed: int, start: Path | None = None) -> StripReader:
    """One-cycle Adam on the CTC loss, from nothing or from the weights kept by an earlier run."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    model = StripReader()
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True))
    loader = iter(DataLoader(Strips(hands, seed), batch_size=batch, collate_fn=collate, num_workers=1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=0.1)
    ctc = nn.CTCLoss(zero_infinity=True)
    began, mean = time.time(), 0.0
    for step in range(1, steps + 1):
        images, labels, widths, lengths = next(loader)
        loss = ctc(model(images).transpose(0, 1), labels, widths, lengths)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = 0.98 * mean + 0.02 * loss.item() if step > 1 else loss.item()
        if step % 100 == 0:
            print(f"{step} loss {mean:.4f} {time.time() - began:.0f} s", flush=True)
        if step % 1000 == 0:
            torch.save(model.state_dict(), Path(".cache/reader.pt"))
    return model


def export(model: StripReader, path: Path) -> None:
    """Write ONNX with a free width."""
    model.eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        model,
        (torch.zeros(1, 1, HEIGHT, 400),),
        str(path),
        input_names=["strips"],
        output_names=["scores"],
        dynamic_axes={"strips": {0: "batch", 3: "width"}, "scores": {0: "batch", 1: "steps"}},
        dynamo=False,
    )


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fonts", type=Path, default=Path(".cache/fonts"))
    parser.add_argument("--sheet", type=Path, default=SHEET, help="digits.png of Debian's opencv-doc")
    parser.add_argument("--start", type=Path, help="weights to go on from: .cache/reader.pt")
    parser.add_argument("--out", type=Path, default=Path("models/digits/reader.onnx"))
    given = parser.parse_args()
    hands = sources(given.fonts, given.sheet)
    export(train(given.steps, given.batch, hands, given.seed, given.start), given.out)


if __name__ == "__main__":
    main()
