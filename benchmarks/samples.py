"""Score every sample and a set of generated letters, field by field, contests included.

    python -m benchmarks.samples                               # the files of samples/
    python -m benchmarks.samples --generated 60                # perfect words with boxes: extraction alone
    python -m benchmarks.samples --generated 60 --age light    # scans of them: the whole road

Generated letters come from the family `test` of training/letters; `held` has more ways of telling, others
have a form of its own for almost every letter (docs/letters.md). No rule was mended on `remote` and `beyond`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import contest_score, extraction_score
from benchmarks.extraction import read as read_cached
from pipeline import api, extract
from pipeline.batch import stages
from pipeline.options import ReadOptions
from pipeline.records.page import Reading
from training.letters import How, any_sheet, compose, pages_of, reading
from training.letters.__main__ import write
from training.letters.compose import FAMILIES

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LISTS = ("addressees", "distribution", "citations", "deadlines")


@dataclass(frozen=True)
class Case:
    """A letter as read, what it must give, and what on it is written by hand."""

    name: str
    reading: Reading
    expected: dict[str, Any]
    handwritten: tuple[str, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--generated", type=int, default=0, metavar="N", help="score N generated letters a family"
    )
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument(
        "--step", type=int, default=1, help="2: every other seed, so that some templates stay unseen"
    )
    parser.add_argument("--family", choices=FAMILIES, nargs="+", default=["test"])
    parser.add_argument("--age", choices=[h.value for h in How], help="read scans, not perfect words")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", nargs="*", help="names")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    options = ReadOptions()
    cases = generated(args, options) if args.generated else samples(options, args.only)
    run(cases, options, args)


def samples(options: ReadOptions, only: list[str] | None) -> Iterator[Case]:
    """The files of samples/ beside their expected records."""
    for path in sorted((SAMPLES / "expected").glob("*.json")):
        (file,) = (SAMPLES / "letters").glob(f"{path.stem}.*")
        if only and path.stem not in only:
            continue
        hand = ("number", "day") if path.stem.startswith("08") else ()
        yield Case(path.stem, read_cached(file, options, stale=False), json.loads(path.read_text()), hand)


def generated(args: argparse.Namespace, options: ReadOptions) -> Iterator[Case]:
    """Generated letters: perfect words, or aged scans read by the pipeline."""
    seeds = range(args.first, args.first + args.generated * args.step, args.step)
    for family, seed in itertools.product(args.family, seeds):
        letter = compose(seed, family)
        by_hand = tuple(sorted(letter.head.by_hand))
        if args.age is None:
            pages = pages_of(letter, any_sheet(random.Random(f"sheet {seed}")))
            perfect = reading(letter.name, pages)
            expected = {**letter.expected, "urgency": None, "secrecy": None, "arrival": {}}
            yield Case(letter.name, perfect, expected, by_hand)
            continue
        with tempfile.TemporaryDirectory() as folder:
            write([letter], seed, Path(folder), how=How(args.age), form="pdf", dpi=200)
            file = Path(folder) / f"{letter.name}.pdf"
            yield Case(letter.name, read_cached(file, options, stale=False), letter.expected, by_hand)


def run(cases: Iterator[Case], options: ReadOptions, args: argparse.Namespace) -> None:
    """Extract, score, print."""
    totals: dict[str, extraction_score.Score] = {}
    misses: list[extraction_score.Miss] = []
    count = whole = 0
    seconds = 0.0
    stages.load()  # as a worker does before its first letter; python -m benchmarks.ner --cost measures it
    for case in cases:
        began = time.process_time()
        recovered = case.reading if case.reading.source.engine != "truth" else _recover(case.reading, options)
        letter = extract.extract(recovered, options.extract)
        seconds += time.process_time() - began
        rows, missed = score(case, letter.model_dump(mode="json", by_alias=True))
        for row, value in rows.items():
            totals.setdefault(row, extraction_score.Score()).add(value)
        misses.extend(missed)
        count += 1
        whole += not missed
    report(totals, count, whole, seconds)
    if args.misses:
        for m in misses:
            print(f"{m.letter:20} {m.row:20} {m.expected[:110]}\n{'':41} {m.got[:110]}")
    if args.json:
        table = {row: {"f1": s.f1, "n": s.support} for row, s in totals.items()}
        args.json.write_text(json.dumps(table, ensure_ascii=False, indent=1))


def _recover(perfect: Reading, options: ReadOptions) -> Reading:
    return api.diacritics.recover(perfect, options.diacritics)


def score(
    case: Case, record: dict[str, Any]
) -> tuple[dict[str, extraction_score.Score], list[extraction_score.Miss]]:
    """All rows of one letter."""
    truth = extraction_score.from_record({**case.expected, "handwritten": case.handwritten})
    truth = extraction_score.Facts(
        truth.single, truth.many, truth.cited, truth.deadlines, frozenset(case.handwritten)
    )
    got = extraction_score.from_record(record)
    known = [r for r in (*extraction_score.COMPARE, *LISTS) if r.split(".")[0] in case.expected]
    rows, misses, _ = extraction_score.compare(case.name, truth, got, known)
    more, missed = contest_score.compare(case.name, case.expected["contest"], record.get("contest"))
    stamp, lost = arrival(case, record)
    return {**rows, **more, **stamp}, [*misses, *missed, *lost]


def arrival(
    case: Case, record: dict[str, Any]
) -> tuple[dict[str, extraction_score.Score], list[extraction_score.Miss]]:
    """The ĐẾN stamp, by part; its number and day are written by hand."""
    rows: dict[str, extraction_score.Score] = {}
    misses = []
    for part in ("office", "number", "date"):
        wanted = extraction_score.soft(str((case.expected.get("arrival") or {}).get(part) or ""))
        field = (record.get("arrival") or {}).get(part) or {}
        got = extraction_score.soft(str(field.get("value") or ""))
        right = bool(wanted) and wanted == got
        row = f"arrival.{part}" + (" (handwritten)" if part != "office" else "")
        rows[row] = extraction_score.Score(
            int(right), int(bool(got) and not right), int(bool(wanted) and not right)
        )
        if wanted != got:
            misses.append(extraction_score.Miss(case.name, row, wanted or "-", got or "-"))
    return rows, misses


def report(totals: dict[str, extraction_score.Score], count: int, whole: int, seconds: float) -> None:
    """Print the table and the macro means."""
    print(f"{'row':26} {'n':>4} {'P':>6} {'R':>6} {'F1':>6}")
    for row, s in sorted(totals.items()):
        if s.support or s.fp:
            print(f"{row:26} {s.support:4} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f}")
    used = [s.f1 for r, s in totals.items() if (s.support or s.fp) and "handwritten" not in r]
    print(f"\nmacro F1, no handwriting   {sum(used) / len(used):.3f} over {len(used)} rows")
    print(f"whole records right        {whole} of {count}")
    print(f"extraction                 {1000 * seconds / count:.0f} ms CPU a letter")


if __name__ == "__main__":
    main()
