"""Which letters a Vietnamese reader confuses by their marks.

    python -m training.diacritics.pages --pages 60 --seed 31 --language vie
    python -m training.diacritics.confusions

writes `models/diacritics/confusions.json`: for every letter, how often it was read as which letter
with other marks (or itself).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.diacritics.letters import fold
from training.diacritics import corpus
from training.diacritics.channel import learn, read_pairs


def main() -> None:
    """Learn and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pairs", nargs="*", type=Path, default=[corpus.CACHE / "pairs-31.jsonl"])
    ask.add_argument("--out", type=Path, default=corpus.PROJECT / "models/diacritics/confusions.json")
    args = ask.parse_args()
    pairs = read_pairs(args.pairs)
    counts, _ = learn(pairs)
    letters = {}
    for char, seen in sorted(counts.items()):
        if char.islower():
            same = {s: n for s, n in seen.items() if len(s) == 1 and fold(s) == fold(char)}
            letters[char] = dict(sorted(same.items(), key=lambda x: (-x[1], x[0])))
    data = {"schema": "congvan.confusions/1", "pairs": sum(pairs.values()), "letters": letters}
    args.out.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(sum(pairs.values()), "pairs;", {c: s for c, s in letters.items() if len(s) > 2})


if __name__ == "__main__":
    main()
