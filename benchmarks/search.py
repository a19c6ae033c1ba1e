"""Search over many synthetic letters: how fast they are found, indexed, and how much room they take.

    python benchmarks/search.py --letters 100000 --archive /tmp/searched
    python benchmarks/search.py --letters 100000 --archive postgresql:///b?host=/tmp/pg --store /tmp/f

The letters have the head and foot of real ones (so `ủy ban nhân dân` stands in every letter) and
a body drawn from some 7,000 syllables by Zipf's law. Wall time and CPU time (of this process, and of
the database's where that runs on this machine) are printed beside each other: on a busy machine only
the latter says what a search costs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.archive import Archive, filing, index, speller
from pipeline.archive.boxes import pack
from pipeline.archive.engine import connect
from pipeline.archive.filing import Kept, Slot
from pipeline.archive.tables import metadata
from pipeline.records.contest import Contest
from pipeline.records.evidence import Box, Field
from pipeline.records.letter import Citation, Deadline, Letter
from pipeline.records.page import Line, Page, Reader, Source, Word

STARTS = "b c ch d đ g gh h k kh l m n ng ngh nh ph qu r s t th tr v x"
RHYMES = (
    "a ac ai am an ang anh ao au ăn ăng âm ân âng âu e en ênh ê ên êu i iên iêt iêu in inh o oa oan oc oi om "
    "on ong ô ôc ôi ôn ông ơ ơi ơn u ua uân uc ui um un ung uôc uôi uông ư ưc ưng ươi ươn ương ưu y"
)
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
COMMUNES = ("An Lĩnh", "Bình Sa", "Cẩm Đường", "Đông Mỹ", "Gia Hội", "Hòa Tịnh", "Khánh Vân", "Long Sơn")
THINGS = (
    "cuộc thi ứng dụng AI", "hội thi cán bộ số", "chiếu sáng công cộng", "phòng cháy chữa cháy",
    "tiêm phòng gia súc", "thư viện cơ sở", "giải cầu lông", "đường liên thôn", "nhà văn hóa", "chữ ký số",
    "hộ tịch điện tử", "vệ sinh môi trường", "trường chuẩn quốc gia", "cấp nước sạch", "thi đua khen thưởng",
    "chuyển đổi số",
)  # fmt: skip
DOINGS = ("triển khai", "tham gia", "rà soát", "báo cáo", "tổng kết", "tập huấn về", "hướng dẫn", "gia hạn")
NEW_YEAR = "2026-01-01T00:00:00+00:00"
QUERIES = {
    "words without accents": (
        "thi ung dung ai", "ho tich dien tu", "chieu sang cong cong", "nuoc sach tap huan",
    ),
    "words with accents": ("thi đua khen thưởng", "hộ tịch điện tử", "gia hạn cuộc thi", "nhà văn hóa"),
    "words of every letter": ("uy ban nhan dan", "ủy ban nhân dân xã", "kinh gui", "nơi nhận"),
    "bounds in plain words": (
        "thi ung dung AI truoc thang 6", "tiêm phòng từ 1/3 đến 30/4/2025", "chu ky so sau thang 10/2025",
    ),
    "filters": (
        'issuer:"đông mỹ" chữ ký số', "kind:CV from:6/2025 to:7/2025 gia hạn",
        "deadline:<3/2024 giai cau long", 'contest:"can bo so"',
    ),
    "phrases and prefixes": (
        '"trường chuẩn quốc gia"', '"moi truong" ve sinh', "chuy* doi so", "cong cong chieu sa*",
    ),
    "codes": ("1490/UBND-VP", "code:77", "2136/SKHCN-TTTT", "2136 skhcn tttt"),
    "mistyped": ("chieu sagn cong cong", "ho tihc dien tu", "thu vein co so"),
    "rare words": ("{rare}", "{rare} bao cao", "{rare} {rare2}"),
    "nothing": ("zzqx khong co", "code:999999"),
}  # fmt: skip


def syllables() -> list[str]:
    """Some 7,000 syllables in an order that stands for their frequency."""

    def toned(rhyme: str, tone: str) -> str:
        last = max(i for i, c in enumerate(rhyme) if unicodedata.normalize("NFD", c)[0] in "aeiouy")
        return unicodedata.normalize("NFC", rhyme[: last + 1] + tone + rhyme[last + 1 :])

    every = [s + toned(r, t) for s, r, t in itertools.product(STARTS.split(), RHYMES.split(), TONES)]
    random.Random(7).shuffle(every)
    return every[:7000]


def sure(value: object) -> Field:
    return Field(value=value, raw=str(value), confidence=0.95, rule="made") if value else Field()


def some_boxes() -> bytes | None:
    """The boxes of 370 words, as every page has them."""
    lines = []
    for row in range(34):
        top = 0.04 + 0.026 * row
        boxes = [Box(0.1 + 0.07 * k, top, 0.16 + 0.07 * k, top + 0.018) for k in range(11)]
        lines.append(Line(words=tuple(Word(text="chữa", box=b) for b in boxes)))
    return pack(Page(number=1, lines=tuple(lines), read_as=Reader.SCAN))


def _zipf(count: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 3) for rank in range(count)))


def letters(count: int, words: list[str]) -> Iterator[Letter]:
    draw = random.Random(11)
    bodies = [" ".join(draw.choices(words, cum_weights=_zipf(len(words)), k=280)) for _ in range(5000)]
    for i in range(1, count + 1):
        place = COMMUNES[i % 8] + f" {words[i % 997].title()}"
        issuer = f"Ủy ban nhân dân {'xã' if i % 3 else 'phường'} {place}"
        day = dt.date(2022, 1, 3) + dt.timedelta(days=draw.randrange(1700))
        thing = draw.choice(THINGS)
        subject = f"{draw.choice(DOINGS)} {thing} {words[draw.randrange(3000)]} {words[draw.randrange(3000)]}"
        code, root = f"{i % 2500 + 1}/UBND-VP", f"{draw.randrange(1, 4000)}/SKHCN-TTTT"
        text = (
            f"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM {place.upper()} "
            f"Số: {code} {place}, ngày {day.day:02} tháng {day.month:02} năm {day.year} V/v {subject} "
            f"Kính gửi: Các đơn vị. Thực hiện Công văn số {root} của Sở Khoa học và Công nghệ, Ủy ban "
            f"nhân dân đề nghị {bodies[i % 5000]}./. Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN"
        )
        source = Source(
            name=f"{i}.pdf", sha256=f"{i:064x}", media_type="application/pdf", pages=1, read_as=Reader.SCAN
        )
        due = day + dt.timedelta(days=20)
        yield Letter(
            source=source,
            kind=sure("CV"),
            issuer=sure(issuer),
            code=sure(code),
            number=sure(code.split("/")[0]),
            symbol=sure("UBND-VP"),
            issued_on=sure(day),
            subject=sure(subject),
            citations=(Citation(code=sure(root)),),
            deadlines=(Deadline(date=sure(due)),),
            contest=Contest(name=sure(thing)) if "thi" in thing.split() else None,
            text=(text,),
        )


def fill(address: str, store: str | None, count: int) -> None:
    """File letters as `ingest` does, but for the files and the search for doubles, a thousand at once."""
    Archive.open(address, create=True, store=store).close()
    engine = connect(address if "://" in address else f"{address}/congvan.db")
    found, known, boxes, done = index.of(engine), Counter[str](), some_boxes(), 0
    made = letters(count, syllables())
    began, cpu = time.perf_counter(), time.process_time()
    while batch := list(itertools.islice(made, 1000)):
        rows: dict[str, list[dict[str, object]]] = {
            "entry": [],
            "letter": [],
            "page": [],
            "cited": [],
            "deadline": [],
        }
        with engine.begin() as db:
            for one in batch:
                done += 1
                slot = Slot(done, f"{done:08x}", 1)
                texts = filing.texts_of(one, one.text)
                file = {"pk": done, "id": slot.id, "sha256": one.source.sha256, "path": slot.id.encode()}
                file |= {"name": f"{done}.pdf", "size": 1, "pages": 1, "state": "filed"}
                rows["entry"].append(file | {"seen_at": NEW_YEAR, "changed_at": NEW_YEAR})
                rows["letter"].append(filing.columns(slot, one, texts, Kept()))
                rows["page"].append({"letter_pk": slot.pk, "number": 1, "text": one.text[0], "boxes": boxes})
                rows["cited"].append({"letter_pk": slot.pk, "code_key": texts.codes[1]})
                due = one.deadlines[0].date.value
                rows["deadline"].append({"letter_pk": slot.pk, "date": str(due)})
                found.add(db, filing.sort_key(one.issued_on.value, slot.pk), texts)
                known.update(speller.words_of(texts.subject + " " + texts.body))
            for name, many in rows.items():
                db.execute(metadata.tables[name].insert(), many)
    with engine.begin() as db:
        for number in sorted(set(known.values())):
            speller.count(db, [w for w, n in known.items() if n == number], number)
    each = 1000 * (time.process_time() - cpu) / done
    rate = done / (time.perf_counter() - began)
    print(f"filled with {done} letters: {rate:.0f} letters/s, {each:.2f} CPU ms each (making them too)")
    began, cpu = time.perf_counter(), time.process_time()
    with engine.begin() as db:
        filing.rebuild(db, found)
    rate, each = done / (time.perf_counter() - began), 1000 * (time.process_time() - cpu) / done
    print(f"index built again: {rate:.0f} letters/s, {each:.2f} CPU ms each")
    engine.dispose()


def size(address: str) -> str:
    engine = connect(address if "://" in address else f"{address}/congvan.db")
    with engine.begin() as db:
        if engine.dialect.name == "sqlite":
            whole = Path(address, "congvan.db").stat().st_size
            fts = db.exec_driver_sql("SELECT sum(length(block)) FROM fts_data").scalar_one()
            boxes, text = db.exec_driver_sql(
                "SELECT sum(length(boxes)), sum(length(CAST(text AS BLOB))) FROM page"
            ).one()
        else:
            whole = db.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
            fts = db.exec_driver_sql("SELECT pg_total_relation_size('fts')").scalar_one()
            boxes, text = db.exec_driver_sql(
                "SELECT sum(length(boxes)), sum(octet_length(text)) FROM page"
            ).one()
    engine.dispose()
    parts = f"index {fts / 1e6:.0f}, texts {text / 1e6:.0f}, boxes of words {boxes / 1e6:.0f}"
    return f"{whole / 1e6:.0f} MB: {parts}"


def server_of(address: str) -> Path | None:
    """Where this machine counts the time of the database's process that serves the one other connection."""
    if "://" not in address:
        return None
    engine = connect(address)
    with engine.begin() as db:
        others = (
            "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        pids = db.exec_driver_sql(f"SELECT pid FROM pg_stat_activity WHERE {others}").scalars().all()
    engine.dispose()
    path = Path(f"/proc/{pids[0]}/schedstat") if len(pids) == 1 else None
    return path if path is not None and path.exists() else None


def used(server: Path | None) -> float:
    """Seconds of CPU of this process and the database's."""
    return time.process_time() + (int(server.read_text().split()[0]) / 1e9 if server else 0.0)


def ask(archive: Archive, rounds: int) -> None:
    words = syllables()
    archive.search("mot")
    server = server_of(archive.address)
    draw = random.Random(3)
    every: list[tuple[float, float]] = []
    print(f"{'milliseconds':24} {'median':>15} {'p95':>15}")
    print(f"{'':24} {'wall':>8}{'CPU':>7} {'wall':>8}{'CPU':>7}   hits")
    for name, queries in QUERIES.items():
        took, hits = [], []
        for round_ in range(rounds):
            for query in queries:
                rare, rare2 = words[draw.randrange(5000, 6900)], words[draw.randrange(100, 900)]
                began, cpu = time.perf_counter(), used(server)
                answer = archive.search(query.format(rare=rare, rare2=rare2))
                took.append((1000 * (time.perf_counter() - began), 1000 * (used(server) - cpu)))
                if round_ == 0:
                    hits.append(f"{answer.total}{'+' if answer.more_than_total else ''}")
        every += took
        print(f"{name:24} {_spread(took)}   {' '.join(hits)}")
    print(f"{f'all {len(every)}':24} {_spread(every)}")


def _spread(took: list[tuple[float, float]]) -> str:
    wall, cpu = zip(*took, strict=True)
    medians = f"{statistics.median(wall):8.1f}{statistics.median(cpu):7.1f}"
    return f"{medians} {statistics.quantiles(wall, n=20)[-1]:8.1f}{statistics.quantiles(cpu, n=20)[-1]:7.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--archive", default="build/searched")
    parser.add_argument("--store")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--keep", action="store_true", help="Ask an archive that was filled before.")
    asked = parser.parse_args()
    if not asked.keep:
        fill(asked.archive, asked.store, asked.letters)
    print(size(asked.archive))
    archive = Archive.open(asked.archive, store=asked.store)
    ask(archive, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
