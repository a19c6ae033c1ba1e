"""Tesseract's training programs: what they are told, and what of their output matters."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def call(*command: object) -> None:
    """Run a program; its words are shown only where it fails.

    Raises:
        RuntimeError: it failed.
    """
    done = subprocess.run([str(c) for c in command], env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr[-2000:]}")


def unpack(model: Path, prefix: Path) -> None:
    """All parts of a traineddata file, as `PREFIX.lstm`, `PREFIX.lstm-unicharset` and so on."""
    call("combine_tessdata", "-u", model, f"{prefix}.")


def put(model: Path, *parts: Path) -> None:
    """Put parts into a traineddata file in place of those it has."""
    call("combine_tessdata", "-o", model, *parts)


def charset(unicharset: Path) -> frozenset[str]:
    """The characters that a network tells apart."""
    rows = unicharset.read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(row.split(" ")[0] for row in rows)


def train(
    model: Path, start: Path, files: Sequence[Path], output: Path, *, rate: float, iterations: int
) -> None:
    """Train on from a network or a checkpoint."""
    output.parent.mkdir(parents=True, exist_ok=True)
    listing = output.with_suffix(".files")
    listing.write_text("".join(f"{f}\n" for f in files))
    call(
        *("lstmtraining", "--continue_from", start, "--traineddata", model, "--train_listfile", listing),
        *("--model_output", output, "--learning_rate", rate, "--reset_learning_rate"),
        *("--max_image_MB", 2000, "--max_iterations", iterations),
    )


def checkpoint(output: Path) -> Path:
    """Where training to `output` leaves its last state."""
    return Path(f"{output}_checkpoint")


def finish(model: Path, checkpoint: Path, output: Path) -> None:
    """A checkpoint as a traineddata file with an integer network."""
    call(
        *("lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", checkpoint),
        *("--traineddata", model, "--model_output", output),
    )
