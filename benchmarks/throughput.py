"""Pages a minute of `congvan ingest` beside `ocrmypdf -l vie --jobs N`, on the same scanned pages.

    python benchmarks/throughput.py --pages 48 --jobs 2

OCRmyPDF gets all pages in one PDF, so that all its jobs have work. CPU seconds stand beside wall
time: on a busy machine compare those. The share of orchestration is the CPU of the process that
scans, claims, stores and files, against that of the workers.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parent.parent


def make(folder: Path, pages: int) -> tuple[int, Path]:
    """Scanned samples, copied with other document numbers until there are enough; and all in one."""
    scans = [p for p in sorted((ROOT / "samples" / "letters").glob("*.pdf")) if _scanned(p)]
    whole, count, number = pikepdf.new(), 0, 0
    while count < pages:
        source = scans[number % len(scans)]
        with pikepdf.open(source) as pdf:
            pdf.docinfo["/Producer"] = f"copy {number}"
            whole.pages.extend(pdf.pages)
            count += len(pdf.pages)
            pdf.save(folder / f"{number:04}.pdf")
        number += 1
    merged = folder.parent / "merged.pdf"
    whole.save(merged)
    return count, merged


def _scanned(path: Path) -> bool:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=False)
    return not done.stdout.strip()


def timed(command: list[object], cwd: Path) -> tuple[float, float, str]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, env=environment, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 7):
        sys.exit(done.stderr)
    return time.perf_counter() - began, cpu, done.stdout


INGEST = """
import json, resource, sys
from multiprocessing import forkserver
from pathlib import Path
from pipeline.archive import Archive
from pipeline.batch import ingest, open_engine
from pipeline.options import BatchOptions, ReadOptions

if __name__ == "__main__":
    batch = BatchOptions(jobs=int(sys.argv[3]))
    engine = open_engine(batch)
    archive = Archive.open(sys.argv[2], create=True)
    start = resource.getrusage(resource.RUSAGE_SELF)
    run = ingest(archive, [Path(sys.argv[1])], engine, options=ReadOptions(), batch=batch)
    engine.close()
    forkserver._forkserver._stop()  # waits for it: only then its workers' CPU is told
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own = used[0].ru_utime + used[0].ru_stime - start.ru_utime - start.ru_stime
    print(json.dumps({"pages": run.pages, "own": own, "workers": used[1].ru_utime + used[1].ru_stime,
                      "troubles": len(run.quarantined)}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=48)
    parser.add_argument("--jobs", type=int, nargs="+", default=[2])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congvan-rate-") as name:
        folder = Path(name) / "in"
        folder.mkdir()
        pages, merged = make(folder, asked.pages)
        print(f"{pages} scanned pages, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        script = Path(name) / "ingest.py"
        script.write_text(INGEST)
        for jobs in asked.jobs:
            command = [sys.executable, script, folder, Path(name) / f"archive-{jobs}", jobs]
            wall, cpu, out = timed(command, ROOT)
            told = json.loads(out.strip().splitlines()[-1])
            share = 100 * told["own"] / told["workers"]
            _say(
                f"congvan, {jobs} processes",
                pages,
                wall,
                cpu,
                f"orchestration {share:.1f} % of the workers' CPU",
            )
            command = ["ocrmypdf", "-l", "vie", "--jobs", jobs, merged, Path(name) / "out.pdf"]
            wall, cpu, _ = timed(command, ROOT)
            _say(f"ocrmypdf, {jobs} jobs", pages, wall, cpu, "")
    return 0


def _say(who: str, pages: int, wall: float, cpu: float, more: str) -> None:
    rate = f"{60 * pages / wall:6.1f} pages/min  {cpu / pages:5.2f} CPU s a page"
    print(f"{who:24} {wall:7.1f} s {rate}  {more}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
