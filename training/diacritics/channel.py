"""The channel P(read | meant), learnt by EM from the pages of `pages.py`.

    python -m training.diacritics.channel

writes `models/diacritics/channel.json`: for every character, how often it was read as which string
of zero to three characters; and for every onset and rhyme, how often it was read as which whole
string (what single characters cannot tell: an English reader turns a whole ưởng into udng).
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from pipeline.diacritics.letters import canonical, fold, nfc, split_initial, split_tone
from training.diacritics import corpus

LONGEST = 3
FLOOR = (-7.0, -9.0, -10.0, -12.0)
ROUNDS = 5
_EDGE = ".,;:()\"“”'‘’!?…[]-–—/"
_SYLLABLE = re.compile(r"^[^\W\d_]{1,8}$")

Pair = tuple[str, str]
Table = dict[tuple[str, str], float]


def read_pairs(paths: list[Path]) -> Counter[Pair]:
    """(meant, read) of words that lie one over the other, edge punctuation taken off both."""
    pairs: Counter[Pair] = Counter()
    for path in paths:
        for row in path.open(encoding="utf-8"):
            for true, seen in json.loads(row)["pairs"]:
                if len(true) == 1 == len(seen):
                    meant, got = _peel(nfc(true[0]), nfc(seen[0]))
                    if _SYLLABLE.match(meant) and got and len(got) <= 2 * len(meant) + 2:
                        pairs[canonical(meant), got] += 1
    return pairs


def _peel(meant: str, got: str) -> Pair:
    """Take off as much edge punctuation as the true word has, and no more than the read one has."""
    left = len(meant) - len(meant.lstrip(_EDGE))
    right = len(meant) - len(meant.rstrip(_EDGE))
    for _ in range(left):
        got = got[1:] if got[:1] in _EDGE else got
    for _ in range(right):
        got = got[:-1] if got[-1:] in _EDGE else got
    return meant.strip(_EDGE), got


def align(meant: str, got: str, table: Table) -> tuple[float, list[tuple[str, str]]] | None:
    """The likeliest way to read `got` for `meant`, as (character, string) steps."""
    n, m = len(meant), len(got)
    best = [[-1e9] * (m + 1) for _ in range(n + 1)]
    step: dict[tuple[int, int], int] = {}
    best[0][0] = 0.0
    for i, char in enumerate(meant):
        for j in range(m + 1):
            if best[i][j] < -1e8:
                continue
            for k in range(min(LONGEST, m - j) + 1):
                score = best[i][j] + table.get((char, got[j : j + k]), FLOOR[k])
                if score > best[i + 1][j + k]:
                    best[i + 1][j + k] = score
                    step[i + 1, j + k] = k
    if best[n][m] < -1e8:
        return None
    steps: list[tuple[str, str]] = []
    j = m
    for i in range(n, 0, -1):
        k = step[i, j]
        steps.append((meant[i - 1], got[j - k : j]))
        j -= k
    return best[n][m], steps[::-1]


def learn(pairs: Counter[Pair]) -> tuple[dict[str, Counter[str]], Table]:
    """Viterbi EM: align, count, estimate, again."""
    chars = {c for meant, _ in pairs for c in meant}
    table: Table = {}
    for char in chars:
        table[char, char] = math.log(0.3)
        if fold(char) != char:
            table[char, fold(char)] = math.log(0.6)
    counts: dict[str, Counter[str]] = {}
    for _ in range(ROUNDS):
        counts = defaultdict(Counter)
        for (meant, got), n in pairs.items():
            found = align(meant, got, table)
            if found and found[0] / len(meant) > -6.0:
                for char, string in found[1]:
                    counts[char][string] += n
        table = estimate(counts)
    return counts, table


def estimate(counts: dict[str, Counter[str]]) -> Table:
    """Logarithms of smoothed shares; a letter may always be read as itself or without its mark."""
    table: Table = {}
    for char, seen in counts.items():
        smooth = Counter({s: float(n) for s, n in seen.items()})
        smooth[fold(char)] += 0.5
        smooth[char] += 0.05
        total = sum(smooth.values()) + 2.0
        for string, n in smooth.items():
            table[char, string] = math.log(n / total)
    return table


def units(pairs: Counter[Pair], table: Table) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Onsets and rhymes with the whole strings they were read as."""
    onsets: dict[str, Counter[str]] = defaultdict(Counter)
    rhymes: dict[str, Counter[str]] = defaultdict(Counter)
    for (meant, got), n in pairs.items():
        parts = split_initial(split_tone(meant)[0])
        found = align(meant, got, table)
        if parts is None or found is None or found[0] / len(meant) < -6.0:
            continue
        cut = len(parts[0])
        onsets[meant[:cut]]["".join(s for _, s in found[1][:cut])] += n
        rhymes[meant[cut:]]["".join(s for _, s in found[1][cut:])] += n
    return onsets, rhymes


def _plain(counts: dict[str, Counter[str]], least: int) -> dict[str, dict[str, int]]:
    kept = {
        unit: {s: n for s, n in sorted(seen.items(), key=lambda x: (-x[1], x[0])) if n >= least}
        for unit, seen in sorted(counts.items())
    }
    return {unit: seen for unit, seen in kept.items() if seen}


def main() -> None:
    """Learn the channel and write it."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pairs", nargs="*", type=Path, default=[corpus.CACHE / "pairs-2.jsonl"])
    ask.add_argument("--out", type=Path, default=corpus.PROJECT / "models/diacritics/channel.json")
    args = ask.parse_args()
    pairs = read_pairs(args.pairs)
    counts, table = learn(pairs)
    onsets, rhymes = units(pairs, table)
    data = {
        "schema": "congvan.channel/1",
        "pairs": sum(pairs.values()),
        "floor": FLOOR,
        "characters": _plain(counts, 1),
        "onsets": _plain(onsets, 1),
        "rhymes": _plain(rhymes, 1),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{sum(pairs.values())} pairs, {len(pairs)} distinct, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
