"""Every figure of diacritic recovery by one command.

    python -m training.diacritics.heldout     # once: renders and reads the held-out pages
    python -m benchmarks.diacritics [--quick]

Syllables: share of the alphabetic syllables of the truth that come out right, without case, hoà and
hòa alike. Scans are compared as bags of words, for their columns come in another order. Sets that
need files outside the project are left out where these are absent, and say so.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from benchmarks import diacritics_sets as sets
from benchmarks.diacritics_score import EDGE, errors, named, right, syllables
from benchmarks.diacritics_sets import Pair
from pipeline.diacritics import candidates, recover, recover_text
from pipeline.diacritics.blocks import Block, Token
from pipeline.diacritics.detector import judge
from pipeline.diacritics.letters import canonical, fold, nfc
from pipeline.diacritics.mender import mend
from pipeline.diacritics.tokens import Kind, pieces
from pipeline.options import DiacriticsOptions
from pipeline.records.page import Reading

Method = Callable[[str], str]


def ours(text: str) -> str:
    """The method under test."""
    return recover_text(text).text


def bigram(text: str) -> str:
    """Marks by a bigram model and Viterbi, without a channel (underthesea's method, our counts)."""
    proposer = candidates.load()
    lm = proposer.lm

    def line(row: str) -> str:
        found = [p for p in pieces(row) if p.kind is Kind.WORD]
        options = [proposer.stripped(fold(p.text)) or (proposer.itself(p.text),) for p in found]
        best, before = np.zeros(1), np.zeros(1, np.int64)
        steps = []
        for choice in options:
            ids = np.array([c.word for c in choice])
            score = best[:, None] + lm.bigrams(
                np.repeat(before[:, None], len(ids), 1), np.tile(ids, (len(before), 1))
            )
            steps.append(score.argmax(0))
            best, before = score.max(0), ids
        out, k = [row], int(best.argmax()) if options else 0
        for piece, choice, step in reversed(list(zip(found, options, steps, strict=True))):
            out[0] = out[0][: piece.start] + choice[k].form + out[0][piece.end :]
            k = int(step[k])
        return out[0]

    return "\n".join(line(row) for row in text.split("\n"))


def pyvi() -> Method | None:
    """Accents by pyvi, line by line; lines on which it fails stay as they are."""
    try:
        from pyvi import ViUtils
    except ImportError:
        return None

    def run(text: str) -> str:
        out = []
        for row in text.split("\n"):
            try:
                out.append(ViUtils.add_accents(row) if row.strip() else row)
            except KeyError:
                out.append(row)
        return "\n".join(out)

    return run


def table(name: str, pairs: list[Pair], methods: dict[str, Method], *, bag: bool = False) -> None:
    """One row a method: syllables right and CER."""
    if not pairs:
        print(f"{name}: left out, its texts are not here")
        return
    for label, method in methods.items():
        good = total = wrong = length = 0
        began = time.process_time()
        for pair in pairs:
            text = method(pair.read)
            g, n = right(text, pair.meant, bag=bag)
            w, m = errors(text, pair.meant)
            good, total, wrong, length = good + g, total + n, wrong + w, length + m
        cer = "     -" if bag else f"{100 * wrong / length:6.2f}"
        seconds = time.process_time() - began
        score = f"{100 * good / total:6.2f} %  CER {cer} %"
        print(f"{name:24} {label:8} {total:7} syllables {score}  {seconds:6.1f} s")


def harm(name: str, pairs: list[Pair]) -> None:
    """Tokens changed in text that is right as it stands."""
    if not pairs:
        print(f"harm on {name}: left out, its texts are not here")
        return
    changed = tokens = 0
    examples: list[str] = []
    for pair in pairs:
        recovery = recover_text(pair.meant)
        changed += len(recovery.changes)
        tokens += len(pair.meant.split())
        examples += [f"{c.raw}>{c.chosen}" for c in recovery.changes[:3]]
    rate = f"{10_000 * changed / tokens:.2f} in 10,000"
    print(f"harm on {name:22} {tokens:7} tokens, {changed} changed ({rate}) {' '.join(examples[:6])}")


def doubtful(readings: list[tuple[Reading, str]], clean: dict[str, list[Pair]]) -> None:
    """Good readings of scans before and after, and clean text taken as if it had been scanned."""
    if not readings:
        print("doubtful words: left out, no readings of scans are here")
        return
    total = before = after = better = worse = 0
    for reading, truth in readings:
        done = recover(reading)
        wanted = Counter(w for w in syllables(truth) if w.isalpha())
        old, new = (Counter(syllables(r.pages[0].text)) for r in (reading, done))
        total += sum(wanted.values())
        before += sum((wanted - old).values())
        after += sum((wanted - new).values())
        for one, two in zip(_words(reading), _words(done), strict=True):
            if one != two:
                was, now = (canonical(w.strip(EDGE).lower()) for w in (one, two))
                better += wanted[now] > 0 and not wanted[was]
                worse += not wanted[now]
    print(
        f"doubtful words, our reading of {len(readings)} scans: {total} syllables, "
        f"{before} wrong before, {after} after; changes {better} mend, {worse} break"
    )
    for name, pairs in clean.items():
        changed = tokens = 0
        for pair in pairs:
            paragraphs = [p for p in pair.meant.split("\n\n") if p.strip()]
            rows = [
                tuple(tuple(Token(nfc(w), 0.95) for w in r.split()) for r in p.split("\n"))
                for p in paragraphs
            ]
            blocks = [Block(row, scanned=True) for row in rows]
            mends = mend(blocks, [judge(b.text) for b in blocks], DiacriticsOptions())
            changed += sum(m.text != blocks[b].lines[i][j].text for (b, i, j), m in mends.items())
            tokens += sum(len(line) for row in rows for line in row)
        rate = f"{1e4 * changed / tokens:.2f} in 10,000"
        print(f"  harm on clean {name} taken as scanned: {changed} of {tokens} ({rate})")


def _words(reading: Reading) -> list[str]:
    return [w.text for line in reading.pages[0].lines for w in line.words]


def protected(pairs: list[Pair]) -> None:
    """Numbers, dates, codes, addresses before and after, on everything that was damaged."""
    total = lost = 0
    for pair in pairs:
        recovery = recover_text(pair.read)
        kept = (Kind.NUMBER, Kind.DATE, Kind.CODE, Kind.URL, Kind.EMAIL)
        # What a closed phrase or label stands on is meant to change (Poc 1ap, S6:).
        labels = {c.offset for c in recovery.changes if c.rule in ("closed-phrase", "label")}
        before = [p for p in pieces(nfc(pair.read)) if p.kind in kept]
        shift = 0
        edits = {c.offset: (c.raw, c.chosen) for c in recovery.changes}
        offsets = sorted(edits)
        at = 0
        for piece in before:
            while at < len(offsets) and offsets[at] + len(edits[offsets[at]][0]) <= piece.start:
                raw, chosen = edits[offsets[at]]
                shift += len(chosen) - len(raw)
                at += 1
            inside = at < len(offsets) and offsets[at] <= piece.start
            text = edits[offsets[at]][1] if inside else recovery.text[piece.start + shift : piece.end + shift]
            total += 1
            if piece.text.split("\n")[0] not in text and not (inside and offsets[at] in labels):
                lost += 1
                print("  changed:", repr(piece.text), "->", repr(text))
    print(f"protected pieces: {total}, changed: {lost}")


def reliability(name: str, pairs: list[Pair]) -> None:
    """Confidence against how often it was right, and what flagging the least sure tenth catches."""
    marks: list[tuple[float, bool]] = []
    for pair in pairs:
        recovery = recover_text(pair.read)
        sure = {d.token: d.confidence for d in recovery.judged}
        a, b = [t.strip(EDGE).lower() for t in recovery.text.split()], pair.meant.lower().split()
        a, b = [canonical(nfc(t)) for t in a], [canonical(nfc(t)).strip(EDGE) for t in b]
        good: set[int] = set()
        for match in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
            good |= set(range(match.a, match.a + match.size))
        marks += [(sure.get(i, 1.0), i in good) for i, t in enumerate(a) if re.fullmatch(r"[^\W\d_]+", t)]
    if not marks:
        return
    print(f"reliability on {name}: {len(marks)} words, {sum(not ok for _, ok in marks)} wrong")
    for low, high in pairwise((0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.01)):
        inside = [(c, ok) for c, ok in marks if low <= c < high]
        if inside:
            said = sum(c for c, _ in inside) / len(inside)
            was = sum(ok for _, ok in inside) / len(inside)
            bar = "#" * round(40 * was)
            print(f"  {low:.3f}-{min(high, 1):.3f}  n {len(inside):6}  said {said:.3f}  was {was:.3f}  {bar}")
    marks.sort(key=lambda m: m[0])
    tenth = marks[: len(marks) // 10]
    wrong = sum(not ok for _, ok in marks) or 1
    caught = sum(not ok for _, ok in tenth)
    print(f"  flagging the least sure 10 % catches {100 * caught / wrong:.1f} % of the errors")


_COLD = """
import json, sys, time
began = time.process_time()
from pipeline.diacritics import recover_text
text = open(sys.argv[1], encoding="utf-8").read()
recover_text(text)
cold = time.process_time() - began
began = time.process_time()
for _ in range(5):
    recover_text(text)
warm = (time.process_time() - began) / 5
peak = next(row.split()[1] for row in open("/proc/self/status") if row.startswith("VmHWM"))
print(json.dumps({"cold": cold, "warm": warm, "mb": int(peak) / 1024}))
"""


def speed(pairs: list[Pair]) -> None:
    """A letter of about three pages in a fresh process: imports, weights and recovery."""
    if not pairs:
        return
    path = sets.path_of("speed.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pairs[0].read, encoding="utf-8")
    command = [sys.executable, "-c", _COLD, str(path)]
    out = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    about = f"cold {out['cold']:.2f} CPU s (import, weights, recovery), warm {out['warm']:.3f} CPU s"
    print(f"speed: {len(pairs[0].read.split())} words; {about}, peak {out['mb']:.0f} MB")


def main() -> None:
    """Print all tables."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--quick", action="store_true", help="smaller sets, without pyvi")
    args = ask.parse_args()
    words = 6_000 if args.quick else 20_000
    methods: dict[str, Method] = {"as read": lambda text: text}
    if not args.quick and (other := pyvi()):
        methods["pyvi"] = other
    methods |= {"bigram": bigram, "ours": ours}
    damaged = {
        "garbled seed": sets.garbled_seed(),
        "rendered letters": sets.rendered("letter"),
        "rendered legal": sets.rendered("legal"),
    }
    scans = sets.rendered("scan")
    legal = sets.held_out("vbpl", words) + sets.held_out("phapdien", words) + sets.held_out("vlc", words)
    wiki, letters = sets.held_out("viwiki", words), sets.letters()
    for name, pairs in damaged.items():
        table(name, pairs, methods)
        rows = [right(ours(p.read), p.meant, aside=named(p.meant)) for p in pairs]
        if rows:
            good, total = (sum(column) for column in zip(*rows, strict=True))
            print(f"{name:24} ours, names of persons aside: {100 * good / total:.2f} % of {total}")
    table("scans, English model", scans, methods, bag=True)
    table("scans, against `vie`", sets.read_twice(), methods, bag=True)
    for name, pairs in (("legal", legal), ("wiki", wiki), ("letters", letters)):
        table(f"stripped {name}", sets.stripped(pairs), methods)
    for name, pairs in (("legal", legal), ("wiki", wiki), ("letters", letters)):
        harm(name, pairs)
    doubtful(sets.readings(), {"legal": legal, "wiki": wiki, "letters": letters})
    every = [p for pairs in damaged.values() for p in pairs] + scans
    protected(every + sets.stripped(letters))
    for name, pairs in damaged.items():
        reliability(name, pairs)
    speed(damaged["garbled seed"] or damaged["rendered letters"])


if __name__ == "__main__":
    main()
