"""How fast the pages are over many synthetic letters: the first page, and search as one types.

    python benchmarks/web.py --letters 50000 --archive build/web

The archive is filled by `benchmarks/search.py`; every tenth letter is then set to wait for a human
with one to three reasons. Requests go through the whole application (routing, session, template or
JSON) without a network; wall time and CPU time of this process stand beside each other, because on
a busy machine only the latter says what an answer costs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import insert, select, update

from benchmarks.search import QUERIES, fill
from pipeline.archive import Archive
from pipeline.archive.engine import connect
from pipeline.archive.tables import entry, letter, reason
from pipeline.web import Access, create_app

DOUBTS = (
    ("handwritten", "issued_on", "issued on is handwritten", "ngày ban hành viết tay"),
    ("doubtful", "code", "code is doubtful (48%)", "số, ký hiệu chưa chắc (48%)"),
    ("D-ORDER", None, "stages overlap", "các chặng chồng nhau"),
)


def let_wait(address: str) -> int:
    """Every tenth letter waits."""
    engine = connect(f"{address}/congvan.db")
    with engine.begin() as db:
        tenth = list(db.execute(select(letter.c.pk).where(letter.c.entry_pk % 10 == 0)).scalars())
        rows = [
            {"letter_pk": pk, "code": code, "field": field, "message": en, "message_vi": vi}
            for number, pk in enumerate(tenth)
            for code, field, en, vi in DOUBTS[: 1 + number % 3]
        ]
        db.execute(update(letter).where(letter.c.entry_pk % 10 == 0).values(state="review"))
        db.execute(update(entry).where(entry.c.pk % 10 == 0).values(state="review"))
        db.execute(insert(reason), rows)
    engine.dispose()
    return len(tenth)


def ask(client: TestClient, path: str, rounds: int, **query: str) -> list[tuple[float, float]]:
    took = []
    for _ in range(rounds):
        began, cpu = time.perf_counter(), time.process_time()
        answer = client.get(path, params=query)
        took.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu)))
        assert answer.status_code == 200, answer.text
    return took


def tell(name: str, took: list[tuple[float, float]]) -> None:
    wall, cpu = zip(*took, strict=True)
    late = statistics.quantiles(cpu, n=20)[-1]
    print(f"{name:34} {statistics.median(wall):8.1f} {statistics.median(cpu):8.1f} {late:8.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=50_000)
    parser.add_argument("--archive", default="build/web")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--keep", action="store_true", help="Ask an archive that was filled before.")
    asked = parser.parse_args()
    if not asked.keep:
        Path(asked.archive).mkdir(parents=True, exist_ok=True)
        fill(asked.archive, None, asked.letters)
    archive = Archive.open(asked.archive)
    if not archive.waiting(limit=1):
        print(f"{let_wait(asked.archive)} letters wait")
    client = TestClient(create_app(archive, Access()))
    client.get("/")
    print(f"{'milliseconds':34} {'median':>8} {'CPU':>8} {'p95 CPU':>8}")
    tell("first page (inbox)", ask(client, "/", asked.rounds))
    middle = archive.waiting(limit=1000)[-1].id
    tell("inbox, 1,000 letters further", ask(client, "/", asked.rounds, after=middle))
    tell("search page, empty", ask(client, "/search", asked.rounds))
    whole = []
    for name, queries in QUERIES.items():
        plain = [q for q in queries if "{" not in q]
        took = [t for q in plain for t in ask(client, "/api/search", max(2, asked.rounds // 3), q=q)]
        if took:
            tell(f"search: {name}", took)
            whole += took
    tell(f"search, all {len(whole)}", whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
