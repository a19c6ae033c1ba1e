"""Score the extraction of records, field by field, from scans, transcriptions or generated letters.

    python -m benchmarks.extraction --from text            # ../shared/scans/truth/ID.txt
    python -m benchmarks.extraction --from scan --misses   # ../shared/scans/truth/ID.pdf
    python -m benchmarks.extraction --from scan --folder samples

A folder of generated letters holds FILE beside FILE-without-suffix.json or FILE.expected.json (a record).
The pages read are kept in .cache/extraction, keyed by file, options and the code of the reading stages;
`--stale` takes them even where that code has changed since.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import extraction_score as scoring
from pipeline import extract
from pipeline.batch import stages
from pipeline.extract.spelling import squeeze
from pipeline.options import ReadOptions
from pipeline.records.page import Line, Page, Reader, Reading, Source, Word

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT.parent / "shared" / "scans" / "truth"
CACHE = ROOT / ".cache" / "extraction"
STAGES = ("intake", "cleanup", "layout", "ocr", "diacritics")
SUFFIXES = (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".docx", ".txt", ".md")


@dataclass(frozen=True)
class Case:
    """A letter to read, with its truth and the rows it is scored on."""

    name: str
    file: Path
    truth: scoring.Facts
    rows: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--from", dest="origin", choices=("text", "scan"), default="text")
    parser.add_argument("--folder", type=Path, help="generated letters with expected records")
    parser.add_argument("--only", nargs="*", help="ids to read")
    parser.add_argument("--misses", action="store_true", help="print each miss")
    parser.add_argument("--plain", action="store_true", help="take text files as they are, no recovery")
    parser.add_argument("--stale", action="store_true", help="use cached pages of older code")
    parser.add_argument("--json", type=Path, help="write scores and misses there")
    parser.add_argument("--pairs", type=Path, help="write (confidence, right, row) of every value there")
    args = parser.parse_args()
    cases = list(generated(args.folder) if args.folder else truths(args.origin))
    if args.only:
        cases = [c for c in cases if c.name in args.only]
    if not cases:
        raise SystemExit(f"nothing to score: no truth under {args.folder or TRUTH}")
    run(cases, args)


def truths(origin: str) -> Iterator[Case]:
    """The hand-made truth, from the scans or from the transcriptions of page 1."""
    for path in sorted(TRUTH.glob("*.json")):
        file = path.with_suffix(".txt" if origin == "text" else ".pdf")
        if not file.exists():
            continue
        facts = scoring.from_truth(json.loads(path.read_text()))
        rows = [*scoring.TRUTH_ROWS, "addressees", "distribution", "citations", "deadlines"]
        if origin == "text":
            facts, rows = _first_page(facts, rows, file.read_text())
        yield Case(path.stem, file, facts, tuple(rows))


def _first_page(facts: scoring.Facts, rows: list[str], text: str) -> tuple[scoring.Facts, list[str]]:
    """What a transcription of page 1 can show: no handwriting; no foot where it stands on page 2."""
    if not re.search(r"^Nơi nhận", text, re.MULTILINE):
        rows = [r for r in rows if r not in ("distribution", "signer.name", "signer.title", "deadlines")]
    seen = squeeze(text)
    cited = tuple(c for c in facts.cited if not c.code or squeeze(c.code) in seen)
    return scoring.Facts(facts.single, facts.many, cited, facts.deadlines), rows


def generated(folder: Path) -> Iterator[Case]:
    """Letters with an expected record beside them."""
    for file in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES):
        places = [file.with_name(f"{file.name}.expected.json"), file.with_suffix(".expected.json")]
        places += [file.with_suffix(".json"), file.parent / "expected" / f"{file.stem}.json"]
        for expected in places:
            if expected.exists():
                data = json.loads(expected.read_text())
                rows = [*scoring.COMPARE, "addressees", "distribution", "citations", "deadlines"]
                known = [r for r in rows if r.split(".")[0] in data]
                yield Case(file.name, file, scoring.from_record(data), tuple(known))
                break


def run(cases: list[Case], args: argparse.Namespace) -> None:
    """Read, score, print."""
    soft: dict[str, scoring.Score] = {}
    strict: dict[str, scoring.Score] = {}
    misses: list[scoring.Miss] = []
    pairs: list[tuple[float, bool, str]] = []
    whole = 0
    spent: list[tuple[float, int, str]] = []
    options = ReadOptions()
    stages.load()  # as a worker does before its first letter; python -m benchmarks.ner --cost measures it
    gc.freeze()
    for case in cases:
        reading = plain(case.file) if args.plain else read(case.file, options, stale=args.stale)
        gc.collect()  # what reading the pages left is not billed to the fields
        began = time.process_time()
        letter = extract.extract(reading, options.extract)
        spent.append((time.process_time() - began, len(reading.pages), case.name))
        got = scoring.from_record(letter.model_dump(mode="json", by_alias=True))
        rows, missed, sure = scoring.compare(case.name, case.truth, got, case.rows)
        for row, score in rows.items():
            soft.setdefault(row, scoring.Score()).add(score)
        for row, score in scoring.compare(case.name, case.truth, got, case.rows, strict=True)[0].items():
            strict.setdefault(row, scoring.Score()).add(score)
        misses.extend(missed)
        pairs.extend(sure)
        whole += not missed
    report(soft, strict, whole, spent, pairs)
    if args.misses:
        for m in misses:
            print(f"{m.letter:8} {m.row:24} {m.expected[:150]}\n{'':33} {m.got[:150]}")
    if args.json:
        table = {r: {"soft": s.f1, "strict": strict[r].f1, "support": s.support} for r, s in soft.items()}
        args.json.write_text(
            json.dumps({"rows": table, "misses": [vars(m) for m in misses]}, ensure_ascii=False, indent=1)
        )
    if args.pairs:
        args.pairs.write_text(json.dumps(pairs))


def report(
    soft: dict[str, scoring.Score],
    strict: dict[str, scoring.Score],
    whole: int,
    spent: list[tuple[float, int, str]],
    pairs: list[tuple[float, bool, str]],
) -> None:
    """Print the table, the macro means, the calibration."""
    print(f"{'row':26} {'n':>4} {'P':>6} {'R':>6} {'F1':>6} {'strict':>7}")
    for row, s in sorted(soft.items()):
        print(f"{row:26} {s.support:4} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {strict[row].f1:7.3f}")
    used = {r: s for r, s in soft.items() if s.support or s.fp}
    printed = [s.f1 for r, s in used.items() if "handwritten" not in r]
    print(f"\nmacro F1, all rows         {sum(s.f1 for s in used.values()) / len(used):.3f}")
    print(f"macro F1, no handwriting   {sum(printed) / len(printed):.3f}")
    print(f"macro strict F1, all rows  {sum(strict[r].f1 for r in used) / len(used):.3f}")
    print(f"whole records right        {whole} of {len(spent)}")
    mean, dearest = sum(s for s, _, _ in spent) / len(spent), max(spent)
    print(f"extraction                 {1000 * mean:.0f} ms CPU a letter")
    print(f"dearest                    {1000 * dearest[0]:.0f} ms CPU, {dearest[2]} of {dearest[1]} pages")
    if pairs:
        print(f"calibration error (ECE)    {ece(pairs):.3f} over {len(pairs)} values")
        high = [right for sure, right, _ in pairs if sure >= 0.95]
        wrong = sum(not r for r in high)
        print(f"confidence >= 0.95         {len(high)} values, {wrong} wrong")


def ece(pairs: list[tuple[float, bool, str]], bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    total = 0.0
    for i in range(bins):
        inside = [(s, r) for s, r, _ in pairs if i / bins <= s < (i + 1) / bins or (i == bins - 1 and s == 1)]
        if inside:
            mean = sum(s for s, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            total += len(inside) / len(pairs) * abs(mean - right)
    return total


def read(file: Path, options: ReadOptions, *, stale: bool) -> Reading:
    """The pages of a file after diacritic recovery, from the cache where they are there."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    folder = CACHE / f"{file.stem}-{digest}"
    key = folder / f"{_reading_key(options)}-{_code()}.json"
    if not key.exists() and stale and folder.exists():
        key = max(folder.glob("*.json"), key=lambda p: p.stat().st_mtime, default=key)
    if key.exists():
        return Reading.model_validate_json(key.read_text())
    from pipeline import api  # the reading stages are heavy; cached pages do not need them

    source, pages = api.read_pages(file, options)
    reading = api.diacritics.recover(Reading(source=source, pages=pages), options.diacritics)
    folder.mkdir(parents=True, exist_ok=True)
    key.write_text(reading.model_dump_json())
    return reading


def _reading_key(options: ReadOptions) -> str:
    """Changes with the options that reading depends on, not with how fields are chosen."""
    kept = json.dumps(options.model_dump(mode="json") | {"extract": {}}, separators=(",", ":"))
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def _code() -> str:
    """Hash of the code (and the data beside it) of the stages that read, and of the weights."""
    digest = hashlib.sha256()
    for folder in (*(ROOT / "pipeline" / stage for stage in STAGES), ROOT / "models"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def plain(file: Path) -> Reading:
    """A text file as a reading, one line a line."""
    pages = []
    for number, text in enumerate(file.read_text().split("\f"), 1):
        block, lines = 0, []
        for line in text.splitlines():
            if line.strip():
                lines.append(Line(words=tuple(Word(text=w) for w in line.split()), block=block))
            else:
                block += 1
        pages.append(Page(number=number, lines=tuple(lines)))
    source = Source(name=file.name, sha256="", media_type="text/plain", pages=len(pages), read_as=Reader.TEXT)
    return Reading(source=source, pages=tuple(pages))


if __name__ == "__main__":
    main()
