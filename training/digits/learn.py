"""Learning to read strips: one process draws them, this one learns, and the odds are tempered at the end."""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import queue
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.digits.network import StripReader
from training.digits.strips import ALPHABET, HEIGHT, Sources, Strip, strip

CHUNK = 256
"""Strips that the drawing process hands over at a time."""
KEPT = 150_000
"""Strips that are remembered, to be seen again."""
ROUND = 16
"""Batches that are put together from one lot, strips of like width side by side."""

TEMPERED = 1500
"""Strips by which the odds are tempered."""

Sample = tuple[Strip, list[int]]


def draw(out: multiprocessing.Queue[list[Sample]], given: Sources, seed: int) -> None:
    """Draw strips for ever; its niceness leaves the learner its core."""
    os.setsid()
    os.nice(10)
    rng = np.random.default_rng(seed)
    while (learner := multiprocessing.parent_process()) and learner.is_alive():
        drawn = (strip(rng, given) for _ in range(CHUNK))
        out.put([(image, [ALPHABET.index(c) for c in label]) for image, label in drawn])


class Pool:
    """Strips as they come, each at least once, and old ones again while none are new."""

    def __init__(self, given: Sources, seed: int) -> None:
        """Start drawing."""
        self.rng = np.random.default_rng(seed + 1)
        self.queue: multiprocessing.Queue[list[Sample]] = multiprocessing.Queue(maxsize=40)
        self.worker = multiprocessing.Process(target=draw, args=(self.queue, given, seed), daemon=True)
        self.worker.start()
        self.kept: list[Sample] = []
        self.fresh: list[Sample] = []
        self.drawn = 0

    def lot(self, size: int) -> list[Sample]:
        """So many strips, new ones first."""
        while len(self.fresh) < size:
            try:
                self.fresh += self.queue.get(block=len(self.kept) + len(self.fresh) < 4 * size)
            except queue.Empty:
                break
        new, self.fresh = self.fresh[:size], self.fresh[size:]
        self.drawn += len(new)
        again = (
            [self.kept[int(i)] for i in self.rng.integers(len(self.kept), size=size - len(new))]
            if self.kept
            else []
        )
        for one in new:
            if len(self.kept) < KEPT:
                self.kept.append(one)
            else:
                self.kept[int(self.rng.integers(KEPT))] = one
        return new + again

    def batches(self, batch: int) -> list[list[Sample]]:
        """A lot, sorted by width and cut into batches in any order."""
        lot = sorted(self.lot(batch * ROUND), key=lambda one: one[0].shape[1])
        cut = [lot[i : i + batch] for i in range(0, len(lot), batch)]
        return [cut[int(i)] for i in self.rng.permutation(len(cut))]


def collate(
    batch: list[Sample], rng: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad to the widest strip; ink becomes 1, paper 0; each strip in another contrast."""
    width = -(-max(image.shape[1] for image, _ in batch) // 16) * 16
    images = np.zeros((len(batch), 1, HEIGHT, width), np.float32)
    for i, (image, _) in enumerate(batch):
        images[i, 0, :, : image.shape[1]] = (1 - image.astype(np.float32) / 255) ** rng.uniform(0.8, 1.25)
    steps = torch.tensor([image.shape[1] // 4 for image, _ in batch])
    lengths = torch.tensor([len(label) for _, label in batch])
    return torch.from_numpy(images), torch.tensor([c for _, x in batch for c in x]), steps, lengths


def rate(step: int, done: float) -> float:
    """Up in the first 200 steps, then down along a cosine; `done` is 0..1 of the training."""
    return min(1.0, step / 200) * (0.005 + 0.995 * 0.5 * (1 + math.cos(math.pi * done)))


def train(given: argparse.Namespace, hands: Sources) -> nn.Module:
    """Adam on the CTC loss; what is kept is the running mean of the weights."""
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    model = StripReader()
    if given.start is not None:
        model.load_state_dict(torch.load(given.start, weights_only=True))
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.99), use_buffers=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=1e-2, fused=True)
    ctc = nn.CTCLoss(zero_infinity=True)
    pool, began, seen, loss_mean = Pool(hands, given.seed), time.time(), 0, 0.0
    waiting: list[list[Sample]] = []
    step, done = 0, 0.0
    while done < 1:
        step += 1
        done = max(step / given.steps, (time.time() - began) / 60 / given.minutes)
        for group in optimizer.param_groups:
            group["lr"] = given.rate * rate(step, done)
        waiting = waiting or pool.batches(given.batch)
        images, labels, widths, lengths = collate(waiting.pop(), pool.rng)
        with torch.autocast("cpu", torch.bfloat16):
            found = model(images)
        loss = ctc(found.float().transpose(0, 1), labels, widths, lengths)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        if step % 4 == 0:
            mean.update_parameters(model)
        seen += len(widths)
        loss_mean = 0.99 * loss_mean + 0.01 * loss.item() if step > 1 else loss.item()
        if step % 100 == 0:
            print(
                f"{step} loss {loss_mean:.4f} seen {seen} drawn {pool.drawn} {time.time() - began:.0f} s",
                flush=True,
            )
        if step % 500 == 0:
            torch.save(mean.module.state_dict(), given.keep)
    pool.worker.terminate()
    return mean.module


def temper(model: nn.Module, hands: Sources, seed: int, count: int) -> float:
    """Divide the scores by the temperature under which strips never seen before are least surprising."""
    model.eval()
    rng = np.random.default_rng(seed + 1000)
    drawn = [strip(rng, hands, short=0) for _ in range(count)]
    batch = [(image, [ALPHABET.index(c) for c in label]) for image, label in drawn]
    loss = nn.CTCLoss(zero_infinity=True)
    found = []
    with torch.no_grad():
        for i in range(0, count, 50):
            images, *rest = collate(batch[i : i + 50], rng)
            found.append((model(images), rest))
    cost = {
        t: sum(loss((s / t).log_softmax(-1).transpose(0, 1), *rest).item() for s, rest in found)
        for t in np.arange(0.6, 2.5, 0.05)
    }
    best = float(min(cost, key=lambda t: cost[t]))
    assert isinstance(model, StripReader)
    with torch.no_grad():
        model.name.weight /= best
        model.name.bias /= best
    return best


def export(model: nn.Module, path: Path) -> None:
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
