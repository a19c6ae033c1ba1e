"""Damage letters in every format and see what intake makes of them.

    python benchmarks/fuzz.py --files 2000 --seed 1

Every damaged file is opened and all its pages are asked for, in a worker process with a limit of
memory. The run fails (exit status 1) on a crash (the worker dies), on a hang, on an error without
a code, and on a wrong ok: a file that opens without a word of complaint although pages or all of
its content are gone. Pictures that changed without anything noticing are counted, not failed: a
JPEG has no checksum.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import resource
import select
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HANG = 60.0
"""Seconds of CPU a file may take; Poppler alone is stopped after 30."""
STILL = 900.0
"""Seconds after which a worker that does nothing at all hangs too, however busy the machine is."""
MEMORY = 4 * 1024**3
LINES = (
    "ỦY BAN NHÂN DÂN XÃ ĐÔNG TÂN",
    "Số: 12/UBND-VX",
    "Kính gửi: Trưởng các thôn, trường học trên địa bàn xã.",
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh,",
    "Ủy ban nhân dân xã đề nghị các thôn gửi báo cáo trước ngày 20/02/2026.",
    "Nơi nhận: Như trên; Lưu: VT.",
)


def worker() -> None:
    """Read paths from standard input, print one JSON line of outcome each."""
    from pipeline.errors import CongvanError, PageFailed
    from pipeline.intake import open_document
    from pipeline.options import IntakeOptions

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        path = Path(json.loads(line))
        out: dict[str, object] = {"pages": 0, "words": 0, "ink": [], "complaints": 0}
        try:
            with open_document(path, IntakeOptions(max_pixels=40_000_000)) as document:
                words, ink, failed = 0, [], 0
                for page in document.pages():
                    words += len(page.words.text.split()) if page.words else 0
                    if page.picture is None:
                        continue
                    try:
                        ink.append(_thumbnail(page.picture().pixels))
                    except PageFailed as error:
                        assert error.code
                        failed += 1
                steps = [s for s in document.source.steps if s.name == "damaged" or "could not" in s.detail]
                out = {
                    "pages": document.source.pages,
                    "words": words,
                    "ink": ink,
                    "complaints": failed + len(steps),
                }
        except CongvanError as error:
            out["code"] = error.code
        except BaseException as error:
            out["crash"] = f"{type(error).__name__}: {error}"[:300]
        print(json.dumps(out), flush=True)


def _thumbnail(pixels: object) -> list[int]:
    from PIL import Image

    return list(Image.fromarray(pixels).convert("L").resize((12, 16)).tobytes())  # type: ignore[arg-type]


def bases(folder: Path) -> list[Path]:
    """One sound letter in every format."""
    import docx
    import img2pdf
    from PIL import Image, ImageDraw

    def page(number: int, mode: str = "L") -> Image.Image:
        image = Image.new("L", (827, 1169), 255)
        draw = ImageDraw.Draw(image)
        for i in range(40):
            draw.rectangle((90, 90 + i * 24, 300 + (i * 97 + number * 50) % 440, 102 + i * 24), fill=20)
        return image.convert(mode)

    def save(name: str, image: Image.Image, **more: object) -> Path:
        image.save(folder / name, dpi=(100, 100), **more)
        return folder / name

    made = [
        save("letter.png", page(0, "RGB")),
        save("letter.jpg", page(0, "RGB"), quality=80),
        save("letter.tif", page(0, "1"), save_all=True, append_images=[page(1, "1")], compression="group4"),
        save("lzw.tif", page(0), compression="tiff_lzw"),
    ]
    scan = folder / "scan.pdf"
    scan.write_bytes(img2pdf.convert([made[1].read_bytes(), made[0].read_bytes()]))
    fax = folder / "fax.pdf"
    fax.write_bytes(img2pdf.convert([made[2].read_bytes()]))
    text = "\n\n".join(LINES) + "\n"
    for name, encoding in (("letter.txt", "utf-8"), ("wide.txt", "utf-16"), ("old.txt", "cp1258")):
        form = "".join(_tone_apart(c) for c in text) if encoding == "cp1258" else text
        (folder / name).write_bytes(form.encode(encoding))
        made.append(folder / name)
    (folder / "letter.md").write_text("**" + text.replace("\n\n", "**\n\n**") + "**", encoding="utf-8")
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = LINES[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for line in LINES[1:]:
        document.add_paragraph(line)
    document.save(str(folder / "letter.docx"))
    made += [folder / "letter.md", folder / "letter.docx", scan, fax]
    for sample in sorted((ROOT / "samples").rglob("*.pdf"))[:3]:
        target = folder / sample.name
        target.write_bytes(sample.read_bytes())
        made.append(target)
    return made


def _tone_apart(letter: str) -> str:
    """A letter as windows-1258 writes it: the tone mark after the vowel."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tones)


Mutation = Callable[[random.Random, bytes, bytes], bytes]


def truncate(rng: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def flip(rng: random.Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 20, 100))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def blank(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at, size = rng.randrange(len(data)), rng.randrange(1, 4096)
    return data[:at] + bytes(len(data[at : at + size])) + data[at + size :]


def cut(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randrange(1, 4096) :]


def double(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at, size = rng.randrange(len(data)), rng.randrange(1, 4096)
    return data[: at + size] + data[at:]


def splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def numbers(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Change digits: sizes, offsets, counts."""
    places = [i for i, b in enumerate(data[:200_000]) if 48 <= b <= 57]
    changed = bytearray(data)
    for at in rng.sample(places, min(len(places), rng.choice((1, 5, 30)))):
        changed[at] = rng.choice(b"0123456789-.")
    return bytes(changed)


def header(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Damage the first bytes, where types and sizes stand."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 16))):
        changed[rng.randrange(min(64, len(changed)))] = rng.randrange(256)
    return bytes(changed)


MUTATIONS: tuple[Mutation, ...] = (truncate, flip, blank, cut, double, splice, numbers, header)


def cpu(pid: int) -> float:
    """Seconds of CPU that a process and its children have used."""
    try:
        whole = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        return sum(sum(one.cpu_times()[:4]) for one in whole)
    except psutil.NoSuchProcess:
        return 0.0


@dataclass
class Runner:
    """A worker process that is started anew when it dies or hangs."""

    process: subprocess.Popen[str] | None = None

    def ask(self, path: Path) -> dict[str, object]:
        """What the worker says of a file; `crash` or `hang` where it says nothing."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, __file__, "--worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        process = self.process
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(str(path)) + "\n")
        process.stdin.flush()
        used, began, ready = cpu(process.pid), time.monotonic(), False
        while not ready and cpu(process.pid) - used < HANG and time.monotonic() - began < STILL:
            ready = bool(select.select([process.stdout], [], [], 5.0)[0])
        line = process.stdout.readline() if ready else ""
        if line:
            return json.loads(line)  # type: ignore[no-any-return]
        self.stop()
        return {"crash": f"worker died ({process.returncode})"} if ready else {"hang": True}

    def used(self) -> float:
        """Seconds of CPU that the worker has used."""
        return cpu(self.process.pid) if self.process is not None else 0.0

    def stop(self) -> None:
        """End the worker."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass
class Report:
    """What came of the files, by format and by mutation."""

    outcomes: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0


def judge(base: dict[str, object], now: dict[str, object], mutation: str, left: float) -> str:
    """`crash`, `hang`, `wrong-ok`, the error's code, `noted`, `changed` or `same`.

    `left` is the share of bytes that are left: half a text file is a good text file of half the words.
    """
    if "crash" in now or "hang" in now:
        return "crash" if "crash" in now else "hang"
    if "code" in now:
        return str(now["code"])
    if now["complaints"]:
        return "noted"
    if mutation == "splice":  # half another letter: what it should say is anybody's guess
        return "same"
    words, pages = int(str(now["words"])), int(str(now["pages"]))
    if pages < int(str(base["pages"])) or words < 0.3 * left * int(str(base["words"])):
        return "wrong-ok"
    distances = [_distance(a, b) for a, b in zip(base["ink"], now["ink"], strict=False)]  # type: ignore[call-overload]
    empty = [len(set(i)) == 1 for i in now["ink"]]  # type: ignore[attr-defined]
    if empty and all(empty):
        return "wrong-ok"
    return "changed" if distances and max(distances) > 12 else "same"


def _left(base: Path, data: bytes) -> float:
    """Share of the bytes that are left, where a format has no end of its own; else 1."""
    return len(data.replace(b"\0", b"")) / base.stat().st_size if base.suffix in (".txt", ".md") else 1.0


def _distance(a: list[int], b: list[int]) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def mutants(files: list[Path], count: int, seed: int) -> Iterator[tuple[Path, str, bytes]]:
    """Base, mutation and damaged bytes; the same for the same seed."""
    rng = random.Random(seed)
    contents = {path: path.read_bytes() for path in files}
    for number in range(count):
        base = files[number % len(files)]
        mutation = rng.choice(MUTATIONS)
        data = mutation(rng, contents[base], contents[rng.choice(files)])
        if rng.random() < 0.2 and data:
            data = rng.choice(MUTATIONS)(rng, data, contents[rng.choice(files)])
        yield base, mutation.__name__, data


def run(count: int, seed: int, keep: Path | None) -> Report:
    """Damage and read `count` files."""
    report = Report()
    runner = Runner()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = bases(folder)
        sound = {path: runner.ask(path) for path in files}
        for path, outcome in sound.items():
            if {"crash", "hang", "code"} & set(outcome) or outcome["complaints"]:
                report.failures.append(f"{path.name} sound: {outcome}")
        for number, (base, mutation, data) in enumerate(mutants(files, count, seed)):
            path = folder / f"mutant{base.suffix}"
            path.write_bytes(data)
            began = runner.used()
            verdict = judge(sound[base], outcome := runner.ask(path), mutation, _left(base, data))
            report.slowest = max(report.slowest, runner.used() - began)
            report.outcomes[base.suffix, verdict] += 1
            if verdict in ("crash", "hang", "wrong-ok"):
                report.failures.append(f"{number} {base.name} {mutation}: {verdict} {str(outcome)[:200]}")
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{number}{base.suffix}").write_bytes(data)
    runner.stop()
    return report


def show(report: Report, count: int, seed: int) -> None:
    kinds = sorted({kind for kind, _ in report.outcomes})
    verdicts = sorted({verdict for _, verdict in report.outcomes})
    print(f"{count} damaged files, seed {seed}; slowest {report.slowest:.1f} CPU s\n")
    print("| outcome | " + " | ".join(kinds) + " |\n|---|" + "---:|" * len(kinds))
    for verdict in verdicts:
        print(f"| {verdict} | " + " | ".join(str(report.outcomes[k, verdict]) for k in kinds) + " |")
    for failure in report.failures:
        print("FAILED", failure)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that failed")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker()
        return 0
    report = run(options.files, options.seed, options.keep)
    show(report, options.files, options.seed)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
