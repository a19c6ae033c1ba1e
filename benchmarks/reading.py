"""How well pages are read: real scans with a transcription, against Tesseract and OCRmyPDF.

python -m benchmarks.reading                  all readers on the real pages
python -m benchmarks.reading --only balanced  one reader
python -m benchmarks.reading --missed         with the words that were missed
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.readers import Result, ocrmypdf, ours, tesseract
from benchmarks.reading_score import Score, missed, score_signer, score_stamp, score_text
from pipeline.options import Profile

TRUTH = Path(__file__).resolve().parents[2] / "shared" / "scans" / "truth"
Reader = Callable[[Path, int], Result]
READERS: dict[str, Reader] = {
    "tesseract": tesseract,
    "ocrmypdf": ocrmypdf,
    "fast": lambda path, number: ours(path, number, Profile.FAST),
    "balanced": lambda path, number: ours(path, number, Profile.BALANCED),
    "best": lambda path, number: ours(path, number, Profile.BEST),
}


def score_page(result: Result, truth: str, fields: dict[str, object]) -> Score:
    """Everything measured on one page that has a transcription."""
    score = score_text(truth, result.text)
    signer = fields.get("signer")
    if isinstance(signer, dict) and str(signer["name"]).casefold() in truth.casefold():
        score_signer(signer["name"], result.text, score)
    score_stamp(_urgency(fields), result.stamps, score)
    score.cpu = result.cpu
    return score


def _urgency(fields: dict[str, object]) -> str | None:
    value = fields.get("urgency")
    return str(value) if value else None


def run(reader: Reader, *, show_missed: bool, ids: list[str]) -> Score:
    """Read all pages with a transcription; stamps also on first pages that have fields only."""
    total = Score()
    for record in sorted(TRUTH.glob("*.json")):
        if ids and record.stem not in ids:
            continue
        fields = json.loads(record.read_text())
        transcript = record.with_suffix(".txt")
        if not transcript.exists():
            if _urgency(fields):
                result = reader(record.with_suffix(".pdf"), 1)
                score_stamp(_urgency(fields), result.stamps, total)
                print(f"  {record.stem}: stamps {result.stamps} of {_urgency(fields)}")
            continue
        truth = transcript.read_text()
        result = reader(record.with_suffix(".pdf"), 1)
        score = score_page(result, truth, fields)
        print(f"  {record.stem}: {_brief(score)} stamps {result.stamps}")
        if show_missed:
            print("     ", " ".join(f"{word}[{zone[0]}]" for zone, word in missed(truth, result.text)))
        total += score
    return total


def _brief(s: Score) -> str:
    recall = " ".join(f"{zone} {100 * s.recall(zone):.1f}" for zone in ("all", "head", "body", "foot"))
    return f"cer {100 * s.cer:.2f} words {recall} extra {s.extra_words} signer {s.signers_right}/{s.signers}"


def _row(name: str, s: Score) -> str:
    recall = " | ".join(f"{100 * s.recall(zone):.1f}" for zone in ("all", "head", "body", "foot"))
    cpu = sum(s.cpu.values()) / max(1, s.pages)
    steps = ", ".join(f"{step} {value / s.pages:.2f}" for step, value in s.cpu.items())
    stamps = f"{s.stamps_right}/{s.stamps} (+{s.stamps_invented})"
    signer = f"{s.signers_right}/{s.signers}"
    return f"| {name} | {100 * s.cer:.2f} | {recall} | {signer} | {stamps} | {cpu:.2f} | {steps} |"


def main() -> int:
    """Run the readers asked for and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(READERS), default=list(READERS))
    parser.add_argument("--missed", action="store_true", help="print the words that were not read")
    parser.add_argument("--ids", nargs="*", default=[], help="only these pages")
    asked = parser.parse_args()
    if not TRUTH.is_dir():
        print(f"no transcriptions at {TRUTH}: nothing to measure", file=sys.stderr)
        return 1
    rows = []
    for name in asked.only:
        print(name)
        rows.append(_row(name, run(READERS[name], show_missed=asked.missed, ids=asked.ids)))
    print("\n| reader | CER | words | head | body | foot | signer | stamps | CPU s | by step |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
