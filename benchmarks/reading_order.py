"""Are generated letters with a text layer read in the order of a person?

    python benchmarks/reading_order.py --letters 60

Every letter is written as a PDF with a text layer, opened by intake, and its lines are held against
the truth: the same lines, in the same order. Blocks are compared too: does a paragraph begin where
the letter begins one?
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.intake import open_document  # noqa: E402
from pipeline.options import IntakeOptions  # noqa: E402
from training.letters import any_sheet, bare, compose, render  # noqa: E402
from training.letters.vector import text_pdf  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=60)
    parser.add_argument("--family", default="test")
    parser.add_argument("--show", action="store_true", help="print the differences")
    options = parser.parse_args()
    pages = lines = wrong = right_pages = begins = found = both = 0
    for seed in range(options.letters):
        letter = bare(compose(seed, options.family))
        sheet = any_sheet(random.Random(seed))
        truth = [page.truth for page in render(letter, sheet, dpi=50)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "letter.pdf"
            text_pdf(path, letter, sheet)
            with open_document(path, IntakeOptions()) as document:
                read = [page.words for page in document.pages()]
        for true, got in zip(truth, read, strict=True):
            a = [line.text for line in true.lines]
            b = [line.text for line in got.lines] if got else []
            same = sum(
                m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
            )
            pages += 1
            lines += len(a)
            wrong += len(a) - same
            right_pages += a == b
            if a == b and got:
                x = {i for i, line in enumerate(true.lines) if i and line.block != true.lines[i - 1].block}
                y = {i for i, line in enumerate(got.lines) if i and line.block != got.lines[i - 1].block}
                begins, found, both = begins + len(x), found + len(y), both + len(x & y)
            if options.show and a != b:
                print(f"--- seed {seed} page {true.number}")
                print("\n".join(difflib.unified_diff(a, b, lineterm="", n=1)))
    print(f"{options.letters} letters, {pages} pages, {lines} lines")
    print(f"pages with every line right and in order: {right_pages} ({right_pages / pages:.1%})")
    print(f"lines missing, broken or out of order: {wrong} ({wrong / lines:.2%})")
    print(f"paragraphs begin: recall {both / begins:.1%}, precision {both / found:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
