"""Runs the benchmarks one after the other: `python -m benchmarks [NAME ...]`, or `congvan bench`.

Without names all quick ones run (some minutes); `--all` also runs those that take longer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

QUICK: dict[str, tuple[str, ...]] = {
    "reading": ("-m", "benchmarks.reading"),
    "extraction-scans": ("-m", "benchmarks.extraction", "--from", "scan"),
    "extraction-text": ("-m", "benchmarks.extraction", "--from", "text"),
    "samples": ("-m", "benchmarks.samples"),
    "page-cost": ("-m", "benchmarks.page_cost"),
    "handwriting": ("-m", "benchmarks.handwriting"),
    "diacritics": ("-m", "benchmarks.diacritics"),
    "reconcile": ("-m", "benchmarks.reconcile"),
    "reading-order": ("-m", "benchmarks.reading_order", "--letters", "20"),
}
LONG: dict[str, tuple[str, ...]] = {
    "reading-generated": ("-m", "benchmarks.reading_generated"),
    "generated": ("-m", "benchmarks.samples", "--generated", "60"),
    "unknown-writers": ("-m", "benchmarks.samples", "--generated", "80", "--family", "remote", "beyond"),
    "names": ("-m", "benchmarks.ner"),
    "cleanup-loss": ("-m", "benchmarks.cleanup_loss"),
    "throughput": ("-m", "benchmarks.throughput"),
    "search": ("-m", "benchmarks.search"),
    "web": ("-m", "benchmarks.web"),
    "memory": ("-m", "benchmarks.memory"),
    "fault": ("-m", "benchmarks.fault"),
    "fuzz": ("-m", "benchmarks.fuzz"),
}


def main() -> int:
    """Run what was asked for; the exit code is 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join([*QUICK, *LONG]))
    parser.add_argument("--all", action="store_true", help="the long ones too")
    given = parser.parse_args()
    every = QUICK | LONG
    unknown = sorted(set(given.names) - set(every))
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(every)}")
    names = given.names or list(every if given.all else QUICK)
    failed = []
    for name in names:
        print(f"\n== {name}: python {' '.join(every[name])}", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, *every[name]], check=False).returncode:
            failed.append(name)
        print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
