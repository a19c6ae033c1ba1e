"""Kill the ingestion of 200 mixed files at twenty random moments; the archive must be the same.

    python benchmarks/fault.py --log benchmarks/results/fault.txt

The moments are drawn over the steps of the ledger (each file makes about four), so they fall on
scanning, claiming, reading and filing alike. Everything is killed: the run and its workers.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import docx
import pikepdf
from sqlalchemy import select

from pipeline.archive import Archive
from pipeline.archive.engine import connect
from pipeline.archive.tables import entry, letter, link, page, reason, word

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("An Lĩnh", "Bình Sa", "Cẩm Đường", "Đông Mỹ", "Gia Hội", "Hòa Tịnh", "Khánh Vân", "Long Sơn")
SUBJECTS = (
    "rà soát hệ thống chiếu sáng công cộng",
    "phòng cháy tại các chợ dân sinh",
    "thống kê trang thiết bị thư viện",
    "tiêm phòng cho đàn gia súc",
    "tổ chức giải cầu lông cán bộ",
    "sửa chữa đường liên thôn sau mưa",
    "kiểm kê tài sản nhà văn hóa",
    "tập huấn sử dụng chữ ký số",
)
QUERIES = (
    "chieu sang cong cong",
    "tiêm phòng",
    'issuer:"đông mỹ"',
    "from:6/2026 kiem ke",
    "code:1",
    "tap huan",
)


def text_of(number: int, place: str, subject: str, mark: str = "") -> str:
    day = 1 + number % 28
    return f"""{mark}ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {place.upper()}            Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-VP          {place}, ngày {day:02} tháng {3 + number % 5:02} năm 2026
V/v {subject}

Kính gửi: Các thôn, tổ dân phố và đơn vị trực thuộc.

Thực hiện Kế hoạch số {number + 300}/KH-SNV ngày 05/01/2026 của Sở Nội vụ, Ủy ban nhân dân xã {place}
đề nghị các đơn vị {subject}, phân công người phụ trách mục {number} và gửi kết quả về Văn phòng
trước ngày {1 + (day + 6) % 28}/8/2026 để tổng hợp, báo cáo cấp trên./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn {place.split()[0]}
"""


def make_files(folder: Path, seed: int) -> None:
    """134 good files, 24 broken ones, 30 doubles, 12 secret ones."""
    draw = random.Random(seed)
    folder.mkdir(parents=True)

    def told(i: int) -> tuple[int, str, str]:
        return i, PLACES[i % len(PLACES)], SUBJECTS[(i // 3) % len(SUBJECTS)]

    for i in range(1, 109):
        (folder / f"a-{i:03}.txt").write_text(text_of(*told(i)), encoding="utf-8")
    for i in range(109, 129):
        written = docx.Document()
        for line in text_of(*told(i)).splitlines():
            written.add_paragraph(line)
        written.save(str(folder / f"b-{i:03}.docx"))
    samples = sorted(p for p in (ROOT / "samples").rglob("*") if p.suffix in (".pdf", ".tif", ".jpg"))[:6]
    for sample in samples:
        (folder / f"c-{sample.name}").write_bytes(sample.read_bytes())
    whole = samples[0].read_bytes()
    for i in range(6):
        (folder / f"d-cut-{i}.pdf").write_bytes(whole[: 200 + i * 37])
        (folder / f"d-noise-{i}.pdf").write_bytes(b"%PDF-1.7\n" + draw.randbytes(400))
        (folder / f"d-type-{i}.pdf").write_bytes(b"\x7fELF" + draw.randbytes(200))
    for i in range(3):
        (folder / f"d-empty-{i}.txt").write_bytes(b"\n" * i)
        with pikepdf.open(samples[0]) as locked:
            locked.save(folder / f"d-locked-{i}.pdf", encryption=pikepdf.Encryption(owner="o", user=f"u{i}"))
    for i in range(1, 21):
        (folder / f"e-copy-{i:03}.txt").write_bytes((folder / f"a-{5 * i:03}.txt").read_bytes())
    for i in range(1, 11):
        again = text_of(*told(7 * i)).replace("phân công", "phan cong").replace("Độc lập", "Doc lap")
        (folder / f"f-again-{i:03}.txt").write_text(again, encoding="utf-8")
    for i in range(12):
        secret = text_of(900 + i, *told(i)[1:], mark="MẬT\n\n")
        (folder / f"g-{i:03}.txt").write_text(secret, encoding="utf-8")


def start(files: Path, archive: Path) -> subprocess.Popen[bytes]:
    here = "from pipeline.cli import app; app()"  # of this checkout, whatever is installed
    command = [sys.executable, "-c", here, "ingest", files, "--archive", archive, "--jobs", "2", "--json"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, cwd=ROOT
    )


def steps(archive: Path) -> int:
    """How many steps the ledger has."""
    try:
        with sqlite3.connect(f"file:{archive / 'congvan.db'}?mode=ro", uri=True, timeout=5) as db:
            return int(db.execute("SELECT coalesce(max(pk), 0) FROM change").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def digest(folder: Path) -> dict[str, Any]:
    """The archive without anything that depends on when, or by which process, it was done."""
    archive = Archive.open(folder)
    found: dict[str, Any] = {
        "status": archive.status().model_dump(include={"states", "letters", "pages", "bytes", "waiting"}),
        "letters": {},
        "searches": {q: [h.letter.id for h in archive.search(q, limit=50).hits] for q in QUERIES},
    }
    for line in archive.letters():
        filed = archive.get(line.id)
        record = filed.letter.model_dump(mode="json")
        record["source"].pop("seconds")
        words = [p.model_dump(mode="json") for p in archive.pages(line.id)]
        found["letters"][line.id] = [
            line.model_dump(mode="json"),
            record,
            words,
            archive.original(line.id)[1],
        ]
    archive.close()
    engine = connect(str(folder / "congvan.db"))
    with engine.begin() as db:
        rows = db.execute(
            select(entry.c.id, entry.c.sha256, entry.c.name, entry.c.state, entry.c.reason_code)
        )
        found["entries"] = sorted(map(tuple, rows))
        found["words"] = sorted(map(tuple, db.execute(select(word))))
        found["links"] = sorted(
            map(tuple, db.execute(select(link.c.later, link.c.earlier, link.c.kind, link.c.certain)))
        )
        found["rows"] = [len(db.execute(select(t)).all()) for t in (letter, page, reason)]
    engine.dispose()
    found["files"] = sorted(
        str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "congvan.db" not in p.name
    )
    return found


def differences(calm: dict[str, Any], killed: dict[str, Any]) -> list[str]:
    return [
        f"{key}: {json.dumps(calm[key], default=str)[:300]} != {json.dumps(killed[key], default=str)[:300]}"
        for key in calm
        if calm[key] != killed[key]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--log", type=Path)
    asked = parser.parse_args()
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    draw = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="congvan-fault-") as folder:
        files, calm, killed = (Path(folder) / name for name in ("in", "calm", "killed"))
        make_files(files, asked.seed)
        say(f"{len(list(files.iterdir()))} files, seed {asked.seed}, {time.strftime('%Y-%m-%d')}")
        process = start(files, calm)
        error = process.communicate()[1]
        total = steps(calm)
        say(f"undisturbed: exit {process.returncode}, {total} steps of the ledger {error.decode()[-200:]}")
        for number, at in enumerate(sorted(draw.sample(range(1, total), asked.kills)), start=1):
            process = start(files, killed)
            while steps(killed) < at and process.poll() is None:
                time.sleep(0.002)
            time.sleep(draw.random() * 0.05)
            if process.poll() is not None:
                say(f"kill {number:2}: the run had ended before step {at}")
                continue
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            archive = Archive.open(killed)
            states = {s.value: n for s, n in archive.status().states.items() if n}
            broken = [d.code for d in archive.verify().damages if d.code != "V-LEFTOVER"]
            archive.close()
            say(f"kill {number:2}: at step {steps(killed):4}  {states}  damages: {broken or 'none'}")
        process = start(files, killed)
        error = process.communicate()[1]
        say(f"last run: exit {process.returncode} {error.decode()[-200:]}")
        archive = Archive.open(killed)
        damages = archive.verify().damages
        say(f"{archive.verify().originals} originals verified, damages: {list(damages) or 'none'}")
        archive.close()
        found = differences(digest(calm), digest(killed))
        say("the archives are the same" if not found else "THE ARCHIVES DIFFER\n" + "\n".join(found))
        say(f"states: { {s.value: n for s, n in digest(calm)['status']['states'].items() if n} }")
    if asked.log is not None:
        asked.log.parent.mkdir(parents=True, exist_ok=True)
        asked.log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if found or damages else 0


if __name__ == "__main__":
    sys.exit(main())
