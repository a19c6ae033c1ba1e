"""Memory of a worker over many pages: its slope in MB per 100 pages.

    python benchmarks/memory.py --pages 1000              # letters of text, DOCX and PDF
    python benchmarks/memory.py --pages 200 --scans       # scanned pages

What a worker does with a file is done again and again in one process; its resident memory is
noted after every file, and a line is fitted through the second half.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import sys
from pathlib import Path

from pipeline.batch.work import Work, read_whole
from pipeline.options import ReadOptions

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "letters"
_SCANNED = (".tif", ".jpg")


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--scans", action="store_true")
    asked = parser.parse_args()
    files = sorted(SAMPLES.iterdir())
    works = []
    for path in files:
        work = Work(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, path, ReadOptions())
        source = work.reader.survey(path, work.options)
        scanned = path.suffix in _SCANNED or (source.read_as == "scan")
        if scanned == asked.scans:
            works.append((work, source.pages))
    done, seen = 0, []
    while done < asked.pages:
        for work, pages in works:
            read_whole(work, None)
            done += pages
            seen.append((float(done), resident_mb()))
    half = seen[len(seen) // 2 :]
    slope = statistics.linear_regression([x for x, _ in half], [y for _, y in half]).slope
    print(f"{done} pages of {len(works)} files; {seen[0][1]:.0f} MB after the first file")
    print(
        f"{half[0][1]:.0f} MB half way, {seen[-1][1]:.0f} MB at the end: {100 * slope:+.2f} MB per 100 pages"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
