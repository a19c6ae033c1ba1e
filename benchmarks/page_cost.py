"""CPU seconds a page of ours costs from bytes to record, and Tesseract's share.

python -m benchmarks.page_cost
"""

from __future__ import annotations

import time
from pathlib import Path

from pipeline import api
from pipeline.ocr.tesseract import Tesseract

LETTERS = Path("samples/letters")
WARM = "07-du-thao.docx"


def main() -> None:
    """Read every scanned sample once, warm, on one core."""
    spent = 0.0
    plain = Tesseract.read

    def timed(self: Tesseract, *args: object, **more: object) -> object:
        nonlocal spent
        began = time.process_time()
        try:
            return plain(self, *args, **more)  # type: ignore[arg-type]
        finally:
            spent += time.process_time() - began

    Tesseract.read = timed  # type: ignore[assignment, method-assign]
    api.read(LETTERS / WARM)
    print(f"{'sample':28} pages  CPU s a page  Tesseract's share")
    for path in sorted(LETTERS.iterdir()):
        spent, began = 0.0, time.process_time()
        letter = api.read(path)
        total, pages = time.process_time() - began, letter.source.pages
        if letter.source.read_as == "scan":
            print(f"{path.name:28} {pages:>5}  {total / pages:>12.2f}  {spent / pages:>16.2f}")


if __name__ == "__main__":
    main()
