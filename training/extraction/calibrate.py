"""Fit `pipeline/extract/data/calibration.tsv`: from a rule's score to the chance that its value is right.

    python -m training.extraction.calibrate --letters 60         # read generated scans, then fit
    python -m training.extraction.calibrate --letters 0          # fit again on those read before

Letters come from the family `train` of training/letters with seeds from 1000 on, printed, aged in turn in
every way but lying on their side, and read by the whole road; nothing else was tuned on them. Readings are
kept in .cache/extraction-calibration. A rising step function (pool adjacent violators) over all fields is
fitted.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import extraction_score as scoring
from pipeline import extract
from pipeline.extract import calibration
from pipeline.options import ReadOptions
from pipeline.records.letter import Letter
from pipeline.records.page import Reading

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "extraction-calibration"
TABLE = ROOT / "pipeline" / "extract" / "data" / "calibration.tsv"
FIRST_SEED = 1000

Pair = tuple[str, float, bool]


def main() -> None:
    """Read, fit, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--letters", type=int, default=60, help="how many letters to read; 0: only those read before"
    )
    args = parser.parse_args()
    read_letters(args.letters)
    calibration.curves = lambda: {}  # type: ignore[assignment]  # fit on bare scores
    pairs = [p for expected, reading in cached() for p in pairs_of(reading, expected)]
    if not pairs:
        raise SystemExit(f"no letters under {CACHE}: run with --letters 60")
    rows = fit(pairs)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("field", "score", "chance", "values"))
        writer.writerows(rows)
    print(f"{len(pairs)} values of {sum(1 for _ in cached())} letters -> {len(rows)} points in {TABLE.name}")


def read_letters(count: int) -> None:
    """Print, age and read letters that were not read before."""
    if not count:
        return
    from pipeline import api
    from training.letters import How, compose
    from training.letters.__main__ import write

    CACHE.mkdir(parents=True, exist_ok=True)
    hows = [h for h in How if not h.value.startswith("turn")]
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        how = hows[seed % len(hows)]
        target = CACHE / f"{seed}-{how.value}.json"
        if target.exists():
            continue
        letter = compose(seed, "train")
        with tempfile.TemporaryDirectory() as folder:
            write([letter], seed, Path(folder), how=how, form="pdf", dpi=200)
            options = ReadOptions()
            source, pages = api.read_pages(Path(folder) / f"{letter.name}.pdf", options)
            reading = api.diacritics.recover(Reading(source=source, pages=pages), options.diacritics)
        kept = {"expected": letter.expected, "reading": json.loads(reading.model_dump_json())}
        target.write_text(json.dumps(kept, default=str, ensure_ascii=False))


def cached() -> Iterator[tuple[dict[str, Any], Reading]]:
    """Expected record and reading of every letter read."""
    for path in sorted(CACHE.glob("*.json")):
        data = json.loads(path.read_text())
        yield data["expected"], Reading.model_validate(data["reading"])


def pairs_of(reading: Reading, expected: dict[str, Any]) -> list[Pair]:
    """(field, score, right) of every value that extraction gives for a letter."""
    letter = extract.extract(reading, ReadOptions().extract)
    truth = scoring.from_record(expected)
    got = scoring.from_record(letter.model_dump(mode="json", by_alias=True))
    rows = [r for r in scoring.COMPARE if r.split(".")[0] in expected]
    _, _, sure = scoring.compare("", truth, got, rows)
    return [(row, score, right) for score, right, row in sure] + _of_lists(letter, truth)


def _of_lists(letter: Letter, truth: scoring.Facts) -> list[Pair]:
    out: list[Pair] = []
    for name in ("addressees", "distribution"):
        rest = list(truth.many.get(name, ()))
        for field in getattr(letter, name):
            hit = next((w for w in rest if scoring.COMPARE["subject"](w, field.value)), None)
            if hit is not None:
                rest.remove(hit)
            out.append((name, field.confidence, hit is not None))
    codes = {scoring.alnum(c.code) for c in truth.cited if c.code}
    dated = {(scoring.alnum(c.code), c.date) for c in truth.cited if c.code}
    for cited in letter.citations:
        if cited.code.value is None:
            continue
        key = scoring.alnum(cited.code.value)
        out.append(("citation.code", cited.code.confidence, key in codes))
        if cited.issued_on.value is not None:
            right = (key, cited.issued_on.value.isoformat()) in dated
            out.append(("citation.issued_on", cited.issued_on.confidence, right))
    return out


def fit(pairs: Sequence[Pair]) -> list[tuple[str, str, str, int]]:
    """Rows of the table: `*` for every field, score, chance, number of values behind it.

    One curve for all: curves of single fields, tried on 59 letters, were worse on real ones.
    """
    return _rows("*", steps([(s, float(r), 1.0) for _, s, r in pairs]))


def steps(points: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pool adjacent violators: (mean score, mean of right, weight) of each level, rising."""
    levels: list[list[float]] = []  # weight, sum of scores, sum of rights
    for score, right, weight in sorted(points):
        levels.append([weight, weight * score, weight * right])
        while len(levels) > 1 and levels[-2][2] / levels[-2][0] >= levels[-1][2] / levels[-1][0]:
            last = levels.pop()
            levels[-1] = [a + b for a, b in zip(levels[-1], last, strict=True)]
    return [(s / w, (r + 0.5) / (w + 1.0), w) for w, s, r in levels]


def _rows(field: str, curve: Sequence[tuple[float, float, float]]) -> list[tuple[str, str, str, int]]:
    rows: list[tuple[str, str, str, int]] = []
    highest = 0.0
    for score, chance, weight in curve:
        highest = max(highest, chance)
        rows.append((field, f"{score:.3f}", f"{highest:.3f}", round(weight)))
    return rows


if __name__ == "__main__":
    main()
