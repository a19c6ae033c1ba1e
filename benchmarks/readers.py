"""Readers of a page's picture, ours and others', behind one function: text, stamps, CPU seconds by step."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reading_score import stamps_in
from pipeline import cleanup, layout, ocr
from pipeline.intake import open_document
from pipeline.options import CleanupOptions, IntakeOptions, OcrOptions, Profile
from pipeline.records.page import ObjectKind, Page

ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


@dataclass
class Result:
    """What one reader made of one page."""

    text: str
    stamps: list[str]
    cpu: Counter[str] = field(default_factory=Counter)
    page: Page | None = None


def cpu_seconds() -> float:
    """CPU seconds of this process and of the programs it has called so far."""
    mine = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


class Stopwatch:
    """CPU seconds since the last look, by step."""

    def __init__(self) -> None:
        """Start now."""
        self.cpu: Counter[str] = Counter()
        self._at = cpu_seconds()

    def lap(self, step: str) -> None:
        """Book the time since the last lap under a step."""
        now = cpu_seconds()
        self.cpu[step] += now - self._at
        self._at = now


def ours(path: Path, number: int, profile: Profile) -> Result:
    """Congvan's own reading of one page of a file, without diacritic recovery."""
    watch = Stopwatch()
    with open_document(path, IntakeOptions(use_text_layer=False)) as document:
        raw = next(p for p in document.pages() if p.number == number)
        assert raw.picture is not None
        image = raw.picture()
        watch.lap("intake")
        clean = cleanup.clean(image, CleanupOptions())
        watch.lap("cleanup")
        found = layout.analyse(clean)
        watch.lap("layout")
        page = ocr.read_page(clean, found, OcrOptions(profile=profile))
        watch.lap("ocr")
    marks = [o for o in page.objects if o.kind in (ObjectKind.URGENCY, ObjectKind.SECRECY)]
    text = "\n".join([page.text, *(o.text for o in marks)])
    seen = [o.text for o in marks if o.kind is ObjectKind.URGENCY]
    return Result(text, seen, watch.cpu, page)


def tesseract(path: Path, number: int) -> Result:
    """Plain `tesseract -l vie` over the page at 300 dpi, as one would call it by hand."""
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        picture = _render(path, number, Path(folder))
        watch.lap("render")
        done = subprocess.run(
            ["tesseract", picture, "-", "-l", "vie"],
            env=ENVIRONMENT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    watch.lap("ocr")
    return Result(done.stdout, stamps_in(done.stdout), watch.cpu)


def ocrmypdf(path: Path, number: int) -> Result:
    """`ocrmypdf -l vie`, plain, on the page alone; its sidecar text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = folder / "one.pdf"
        if path.suffix == ".pdf":
            _run(["pdfseparate", "-f", str(number), "-l", str(number), str(path), str(one)])
        else:
            _run(["convert", str(path), str(one)])
        watch = Stopwatch()
        command = ["ocrmypdf", "-l", "vie", "--force-ocr", "--jobs", "1", "--sidecar"]
        _run([*command, str(folder / "text"), str(one), str(folder / "out.pdf")])
        text = (folder / "text").read_text()
    watch.lap("ocr")
    return Result(text, stamps_in(text), watch.cpu)


def _render(path: Path, number: int, folder: Path) -> str:
    if path.suffix != ".pdf":
        return str(path)
    page = ["-f", str(number), "-l", str(number), "-singlefile"]
    _run(["pdftoppm", "-r", "300", "-png", *page, str(path), str(folder / "page")])
    return str(folder / "page.png")


def _run(command: list[str]) -> None:
    subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True)
