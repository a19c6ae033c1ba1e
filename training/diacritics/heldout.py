"""Held-out pages: text no weight has seen, rendered, aged, and read with the wrong language model.

    python -m training.diacritics.heldout

writes pairs NAME.true.txt and NAME.eng.txt under `.cache/bench/`: `legal-*` from the held-out
documents of the corpora, `letter-*` from letters kept beside the project (skipped where absent),
`scan-*` from real scans of which a transcription exists.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
from pathlib import Path

from PIL import Image

from pipeline import api
from pipeline.options import ReadOptions
from pipeline.records.page import Reading
from training.diacritics import corpus, pages

SHARED = corpus.PROJECT.parent / "shared"
OUT = corpus.PROJECT / ".cache" / "bench"
SIZES = (27, 30, 34, 37, 42, 48, 54)
"""13 points at 150 to 300 dpi."""


def letters() -> list[tuple[str, list[str]]]:
    """Letters as paragraphs: clean seed, transcriptions, text layers."""
    names = ("seeds/001*.txt", "scans/truth/*.txt", "letters/textlayer/*.txt")
    found = [path for name in names for path in SHARED.glob(name)]
    out = []
    for path in sorted(found):
        text = re.sub(r"[*<>]", "", path.read_text(encoding="utf-8"))
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n", text) if p.strip()]
        out.append((path.stem[:12], paragraphs[:120]))
    return out


def legal(count: int, rng: random.Random) -> list[tuple[str, list[str]]]:
    """Stretches of held-out legal text, about a page each."""
    documents = [d for name in ("vbpl", "phapdien") for d in corpus.held_out(name) if len(d) > 30]
    out = []
    for n in range(count):
        document = rng.choice(documents)
        start = rng.randrange(len(document) - 20)
        out.append((f"{n:02d}", [p for p in document[start : start + 20] if len(p) < 700][:12]))
    return out


def read(image: Image.Image, out: Path) -> str:
    """What the English model sees on a page."""
    path = out / "page.png"
    image.save(path, dpi=(300, 300))
    command = ["tesseract", str(path), "-", "-l", "eng", "--psm", "6"]
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout


def write(out: Path, name: str, paragraphs: list[str], rng: random.Random) -> None:
    """Render, read, and write both texts."""
    chosen = pages.look(rng, SIZES)
    words = [line for p in paragraphs for line in pages.wrap(p.split(), chosen.font, chosen.width)]
    seen = [
        read(pages.draw(words[i : i + 40], chosen, rng, coarse=False)[0], out)
        for i in range(0, len(words), 40)
    ]
    lines = [" ".join(line) for line in words]
    (out / f"{name}.true.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / f"{name}.eng.txt").write_text("\n".join(seen), encoding="utf-8")


def scans(out: Path) -> None:
    """Read the first page of every transcribed scan with the English model, and with our own reader."""
    for path in sorted(SHARED.glob("scans/truth/*.txt")):
        stem = out / "scan"
        pdf = path.with_suffix(".pdf")
        draw = ["pdftoppm", "-r", "300", "-l", "1", "-gray", "-singlefile", "-png", str(pdf), str(stem)]
        subprocess.run(draw, check=True)
        command = ["tesseract", f"{stem}.png", "-", "-l", "eng"]
        env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        seen = subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout
        (out / f"scan-{path.stem}.eng.txt").write_text(seen, encoding="utf-8")
        source, read_pages = api.read_pages(pdf, ReadOptions())
        reading = Reading(source=source, pages=read_pages).model_dump_json()
        (out / f"scan-{path.stem}.reading.json").write_text(reading, encoding="utf-8")
        (out / f"scan-{path.stem}.true.txt").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> None:
    """Make all held-out pages."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--legal", type=int, default=16)
    ask.add_argument("--seed", type=int, default=77)
    ask.add_argument("--out", type=Path, default=OUT)
    ask.add_argument("--no-scans", action="store_true")
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    for name, paragraphs in letters():
        write(args.out, f"letter-{name}", paragraphs, rng)
    for name, paragraphs in legal(args.legal, rng):
        write(args.out, f"legal-{name}", paragraphs, rng)
    if not args.no_scans:
        scans(args.out)


if __name__ == "__main__":
    main()
