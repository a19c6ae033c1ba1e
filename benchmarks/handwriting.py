"""Handwritten numbers and days of the real letters with truth: `python -m benchmarks.handwriting`.

Nothing is tuned on these letters office by office: the reader is trained on drawn strips alone, so
each office is unseen. Prints one row a letter and the totals named in docs/handwriting.md.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from pipeline import cleanup, layout, ocr
from pipeline.intake import open_document
from pipeline.ocr.handwritten import fields_on
from pipeline.ocr.head_forms import Guess
from pipeline.options import ReadOptions

TRUTH = Path("../shared/scans/truth")


def first(guesses: list[Guess]) -> tuple[str, float, float]:
    return (guesses[0].text, guesses[0].probability, guesses[0].by_hand) if guesses else ("-", 0.0, 0.0)


def main() -> None:
    """Read the head of every first page and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    given = parser.parse_args()
    options = ReadOptions()
    hits: dict[str, list[tuple[bool, float]]] = {}
    spent, pages = 0.0, 0
    for path in sorted(given.truth.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        with open_document(path.with_suffix(".pdf"), options.intake) as document:
            raw = next(iter(document.pages()))
            if raw.picture is None:
                continue
            clean = cleanup.clean(raw.picture(), options.cleanup)
        page = ocr.read_page(clean, layout.analyse(clean), options.ocr)
        began = time.process_time()
        found = {k: v for one in fields_on(clean, page) for k, v in one.guesses.items()}
        spent += time.process_time() - began
        pages += 1
        number = truth["number"].split("/")[0].split("-")[0]
        day = str(int(truth["date"].split("-")[2])) if truth["date"] else ""
        row = [path.stem]
        for name, wanted in (("number", number), ("day", day)):
            text, p, pen = first(found.get(name, []))
            right = text.lstrip("0") == wanted.lstrip("0")
            kind = ("handwritten " if name in truth["handwritten"] else "printed ") + name
            hits.setdefault(kind, []).append((right, p))
            row.append(
                f"{kind:18} {wanted:>5} read {text:>5} {p:.2f} pen {pen:.1f} {'' if right else 'WRONG'}"
            )
        print("  ".join(row))
    for kind, rows in sorted(hits.items()):
        sure = [right for right, p in rows if p >= 0.9]
        print(
            f"{kind:20} {sum(r for r, _ in rows)} of {len(rows)} right;",
            f"at 0.9 and more {sum(sure)} of {len(sure)}",
        )
    print(f"{spent / max(1, pages):.3f} CPU s a page")


if __name__ == "__main__":
    main()
