"""What the recogniser of names adds to the rules, field by field, and how well it finds names by itself.

    python -m benchmarks.ner                  # rules alone beside rules with the recogniser, every set
    python -m benchmarks.ner --sets scans --misses
    python -m benchmarks.ner --others         # what the rules miss elsewhere: does the recogniser see it?
    python -m benchmarks.ner --names          # names in paragraphs of the family `test`, label by label
    python -m benchmarks.ner --cost           # loading, time a letter, memory

The real letters need ../shared; pages are read once and kept (`.cache/extraction`).
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable

from benchmarks import extraction_score as scoring
from benchmarks.extraction import ece
from benchmarks.ner_sets import SETS, Case, cases
from pipeline import extract
from pipeline.extract import ner
from pipeline.options import ExtractOptions, ReadOptions
from training.ner.data import Sample, letters, misread

OTHERS = {
    "issuer": "AGENCY",
    "parent_agency": "AGENCY",
    "addressees": "AGENCY",
    "place": "PLACE",
    "signer.name": "PERSON",
    "signer.title": "TITLE",
    "contest.name": "CONTEST",
    "contest.campaign": "CAMPAIGN",
}
"""Fields that name something, and the label that names it."""
ALONE, WITH = ExtractOptions(use_ner=False), ExtractOptions(use_ner=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sets", nargs="*", choices=SETS, default=SETS)
    parser.add_argument("--count", type=int, default=60, help="generated letters a set")
    parser.add_argument("--misses", action="store_true", help="print what differs between the two")
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--cost", action="store_true")
    args = parser.parse_args()
    if args.names:
        name_scores()
        return
    if args.cost:
        cost(list(cases("scans", 0, ReadOptions())))
        return
    for name in args.sets:
        if args.others:
            others(name, cases(name, args.count, ReadOptions()))
            continue
        compared(name, cases(name, args.count, ReadOptions()), args.misses)


def compared(name: str, letters: Iterable[Case], show: bool) -> None:
    """Both ways over one set: rows that differ, and the macro means."""
    totals: list[dict[str, scoring.Score]] = [{}, {}]
    pairs: list[list[tuple[float, bool, str]]] = [[], []]
    for case in letters:
        misses = []
        for total, sure, options in zip(totals, pairs, (ALONE, WITH), strict=True):
            record = extract.extract(case.reading, options).model_dump(mode="json", by_alias=True)
            rows, missed = case.score(record)
            misses.append(set(missed))
            sure.extend(case.sure_of_issuers(record))
            for row, score in rows.items():
                total.setdefault(row, scoring.Score()).add(score)
        if show:
            for sign, some in (("mended", misses[0] - misses[1]), ("broken", misses[1] - misses[0])):
                for m in some:
                    print(f"{sign} {m.letter} {m.row}: {m.expected[:90]} | {m.got[:90]}")
    before, after = totals
    used = [r for r, s in before.items() if s.support or s.fp or after[r].fp]
    print(f"{name}: rows that differ (rules alone, with the recogniser)")
    for row in used:
        if vars(before[row]) != vars(after[row]):
            print(f"  {row:24} n {before[row].support:4} {before[row].f1:.3f} {after[row].f1:.3f}")
    means = [sum(t[r].f1 for r in used) / len(used) for t in totals]
    print(f"  {'macro of ' + str(len(used)) + ' rows':24}        {means[0]:.3f} {means[1]:.3f}")
    for way, sure in zip(("rules alone", "with it"), pairs, strict=True):
        high = [right for confidence, right, _ in sure if confidence >= 0.95]
        print(
            f"  confidence of issuers, {way}: calibration error {ece(sure):.3f} over {len(sure)}, "
            f"{len(high)} from 0.95, {high.count(False)} of these wrong"
        )


def others(name: str, letters: Iterable[Case]) -> None:
    """An upper bound: values that the rules miss and the recogniser has anywhere in the letter."""
    missed, seen = Counter[str](), Counter[str]()
    for case in letters:
        letter = extract.extract(case.reading, ALONE)
        record = letter.model_dump(mode="json", by_alias=True)
        lost = [m for m in case.score(record)[1] if m.row in OTHERS and m.expected != "-"]
        if not lost:
            continue
        blocks = [" ".join(b.split()) for page in letter.text for b in page.split("\n\n")]
        lines = [line for page in letter.text for line in page.splitlines()]
        found = {
            (n.label, scoring.soft(t[n.start : n.end]))
            for t in (*blocks, *lines)
            for at in range(0, max(1, len(t)), 300)
            for n in ner.names(t, (at, min(len(t), at + 300)))
        }
        for m in lost:
            missed[m.row] += 1
            seen[m.row] += (OTHERS[m.row], scoring.soft(m.expected)) in found
    told = [f"{row} {seen[row]} of {missed[row]}" for row in OTHERS if missed[row]]
    print(f"{name}: {', '.join(told) or 'nothing missed'}")


def name_scores() -> None:
    """Exact spans and labels in paragraphs, as composed, and misread and mended."""
    import spacy

    from pipeline.weights import weight
    from training.ner.tokens import LABELS

    nlp = spacy.load(weight("ner"))
    seeds = range(60)
    sets: dict[str, list[Sample]] = {
        "as composed": list(letters(seeds, "test")),
        "misread and mended": list(misread(letters(seeds, "test"), random.Random(4))),
    }
    for name, samples in sets.items():
        hits, extra, lost = Counter[str](), Counter[str](), Counter[str]()
        for sample, doc in zip(samples, nlp.pipe(s.text for s in samples), strict=True):
            got = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in LABELS}
            wanted = set(sample.spans)
            hits.update(x[2] for x in got & wanted)
            extra.update(x[2] for x in got - wanted)
            lost.update(x[2] for x in wanted - got)
        print(f"{name}: {len(samples)} paragraphs")
        for label in (*LABELS, "all"):
            tp, fp, fn = ((c.total() if label == "all" else c[label]) for c in (hits, extra, lost))
            score = scoring.Score(tp, fp, fn)
            print(f"  {label:10} n {score.support:4} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f}")


def cost(letters: list[Case]) -> None:
    """CPU milliseconds a letter, and what the first use costs in time and memory."""
    for name, options in (("rules alone", ALONE), ("with the recogniser", WITH)):
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.process_time()
        extract.extract(letters[0].reading, options)
        first = time.process_time() - began
        began = time.process_time()
        for case in letters[1:]:
            extract.extract(case.reading, options)
        each = 1000 * (time.process_time() - began) / (len(letters) - 1)
        size = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size) // 1024
        print(f"{name}: first letter {first:.2f} s CPU, then {each:.0f} ms a letter, {size} MB more")


if __name__ == "__main__":
    main()
