"""How often choices of a given posterior are right: the knots behind the printed confidences.

    python -m training.diacritics.heldout --seed 5 --legal 14 --no-scans --out .cache/calib
    python -m training.diacritics.calibrate

measures on those pages (rule `channel`) and on stripped held-out text (rule `marks`) and writes
`models/diacritics/calibration.json` by isotonic regression.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from itertools import islice, pairwise
from pathlib import Path
from unittest.mock import patch

from pipeline.diacritics import mender, recover_text
from pipeline.diacritics.letters import canonical, fold, nfc
from training.diacritics import corpus

_EDGE = ".,;:()\"“”'‘’!?…/*_-—–<>[]"
Mark = tuple[float, bool]


def judged(read: str, meant: str) -> list[Mark]:
    """(posterior, right) of every word that was looked at."""
    recovery = recover_text(read)
    a = [canonical(nfc(t.strip(_EDGE).lower())) for t in recovery.text.split()]
    b = [canonical(nfc(t.strip(_EDGE).lower())) for t in meant.split()]
    good: set[int] = set()
    for match in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        good |= set(range(match.a, match.a + match.size))
    kept = {c.token for c in recovery.changes if c.rule in ("closed-phrase", "label")}
    words = [j for j in recovery.judged if j.token not in kept and re.fullmatch(r"[^\W\d_]+", a[j.token])]
    return [(j.confidence, j.token in good) for j in words]


def isotonic(marks: list[Mark]) -> tuple[list[float], list[float]]:
    """Mean posterior and smoothed share right of bins, pooled until both rise."""
    marks = sorted(marks)
    # The sure end holds most words, so its bins are narrow.
    edges = [0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.93, 0.965, 0.985, 0.995, 0.999, 1.1]
    pools = []
    for low, high in pairwise(edges):
        inside = [m for m in marks if low <= m[0] < high]
        if inside:
            pools.append([sum(c for c, _ in inside), sum(ok for _, ok in inside), len(inside)])
    at = 0
    while at + 1 < len(pools):
        if (pools[at][1] + 0.5) / (pools[at][2] + 1) >= (pools[at + 1][1] + 0.5) / (pools[at + 1][2] + 1):
            pools[at] = [x + y for x, y in zip(pools[at], pools.pop(at + 1), strict=True)]
            at = max(0, at - 1)
        else:
            at += 1
    said = [round(p[0] / p[2], 4) for p in pools]
    return said, [round((p[1] + 0.5) / (p[2] + 1), 4) for p in pools]


def main() -> None:
    """Measure and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pages", type=Path, default=corpus.PROJECT / ".cache/calib")
    ask.add_argument("--out", type=Path, default=corpus.PROJECT / "models/diacritics/calibration.json")
    args = ask.parse_args()
    rules = {}
    with patch.object(mender, "confidence", lambda share, rule: share):
        marks: list[Mark] = []
        for path in sorted(args.pages.glob("*.eng.txt")):
            truth = path.with_name(path.name.replace(".eng.", ".true."))
            marks += judged(path.read_text("utf-8"), truth.read_text("utf-8"))
        rules["channel"] = marks
        rules["marks"] = []
        for name in ("phapdien", "viwiki", "vlc"):
            for document in islice(corpus.held_out(name), 20, 40):
                text = "\n\n".join(document[:25])
                rules["marks"] += judged(fold(text), text)
    knots = {}
    for rule, found in rules.items():
        said, was = isotonic(found)
        knots[rule] = {"said": said, "was": was, "words": len(found)}
        print(rule, len(found), list(zip(said, was, strict=True)))
    data = {"schema": "congvan.calibration/1", "rules": knots}
    args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
