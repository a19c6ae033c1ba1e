"""Does cleanup lose words? Every page of a folder of scans read before and after it.

python -m benchmarks.cleanup_loss                  ../shared/scans and its truth
python -m benchmarks.cleanup_loss FOLDER
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import cleanup, layout, ocr
from pipeline.intake import open_document
from pipeline.options import CleanupOptions, IntakeOptions, OcrOptions, Profile
from pipeline.records.image import CleanPage, PageImage

SCANS = Path(__file__).resolve().parents[2] / "shared" / "scans"
NOTHING = CleanupOptions(orient=False, deskew=False, flatten=False, despeckle=False, unwarp=False)
SURE = 0.8
"""Words are counted from this confidence on: noise read as words is no loss."""


@dataclass(frozen=True)
class Loss:
    """One page that cleanup touched: sure words before and after."""

    name: str
    steps: tuple[str, ...]
    before: int
    after: int


def page_loss(name: str, image: PageImage) -> Loss | None:
    """What cleanup did to the words of a page; None where it did nothing but resample."""
    clean = cleanup.clean(image, CleanupOptions())
    steps = tuple(f"{s.name} ({s.detail})" for s in clean.steps if s.name != "resample")
    if not steps:
        return None
    before = cleanup.clean(image, NOTHING)
    return Loss(name, steps, _sure_words(before), 0 if clean.blank else _sure_words(clean))


def _sure_words(clean: CleanPage) -> int:
    page = ocr.read_page(clean, layout.analyse(clean), OcrOptions(profile=Profile.FAST))
    words = [w for line in page.lines for w in line.words if w.confidence >= SURE]
    return sum(sum(c.isalnum() for c in w.text) >= 2 for w in words)


def pictures(folder: Path) -> Iterator[tuple[str, PageImage]]:
    """All pages of all PDF files in a folder and below, as pictures."""
    for path in sorted(folder.rglob("*.pdf")):
        with open_document(path, IntakeOptions(use_text_layer=False)) as document:
            for raw in document.pages():
                if raw.picture is not None:
                    yield f"{path.stem}-{raw.number}", raw.picture()


def main() -> int:
    """Print one row a page that cleanup touched, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SCANS)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        print(f"no scans at {folder}: nothing to measure", file=sys.stderr)
        return 1
    pages = before = after = 0
    for name, image in pictures(folder):
        pages += 1
        loss = page_loss(name, image)
        if loss is not None:
            before, after = before + loss.before, after + loss.after
            print(
                f"{name}: {loss.before} -> {loss.after} sure words after {', '.join(loss.steps)}", flush=True
            )
    print(f"{pages} pages; on those touched {before} sure words before, {after} after")
    return 0


if __name__ == "__main__":
    sys.exit(main())
