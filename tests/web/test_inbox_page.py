"""What waits for a human, the worst first."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.archive import Archive
from pipeline.records.archive import State
from pipeline.records.page import Step
from tests.archive.made_letters import doubt, made, put
from tests.archive.test_disagreements import ROOT, put_one
from tests.web.made_office import Ids


def test_the_inbox_lists_what_waits_worst_first(
    served: Callable, archive: Archive, ids: Ids, tmp_path: Path
) -> None:
    failed = made("Thư hỏng trang", code="30/UBND-VX", steps=(Step(page=1, name="failed", detail="O-PAGE"),))
    put(archive, tmp_path / "more", "failed.txt", failed)
    last = archive.letters()[-1].id
    page = served().client.get("/").text
    listed = re.findall(r'<a href="/letters/([^"]+)">\s*<span class="code"', page)
    assert listed[:2] == [last, ids.hostile] and ids.scan in listed and ids.plain not in listed
    assert "các chặng chồng nhau" in page and "không đọc được trang 1" in page


def test_the_worst_come_first_over_all_pages(archive: Archive, ids: Ids, tmp_path: Path) -> None:
    for n in range(7):
        put(
            archive,
            tmp_path / "more",
            f"{n}.txt",
            made(
                f"Thư số {n} " * (n + 3),
                code=f"{40 + n}/UBND",
                findings=tuple(doubt(f"D-{k}") for k in range(1 + n % 3)),
            ),
        )
    whole = [s.id for s in archive.waiting(limit=100)]
    paged: list[str] = []
    while found := archive.waiting(limit=2, after=paged[-1] if paged else None):
        paged += [s.id for s in found]
    assert paged == whole and set(whole) == {s.id for s in archive.letters(state=State.REVIEW)}
    weights = [sum(3 if r.field else 2 for r in archive.get(i).summary.reasons) for i in whole]
    assert weights == sorted(weights, reverse=True)


def test_next_goes_on_behind_a_letter_that_no_longer_waits(archive: Archive, ids: Ids) -> None:
    first, second = (s.id for s in archive.waiting(limit=2))
    archive.accept(first, by="Lan")
    assert archive.waiting(limit=1)[0].id == second


def test_disagreeing_dates_stand_in_the_inbox_with_the_reason(
    served: Callable, archive: Archive, tmp_path: Path
) -> None:
    put_one(archive, tmp_path / "in", "root.txt", ROOT, "Sở Khoa học và Công nghệ", dt.date(2026, 6, 20))
    put_one(
        archive, tmp_path / "in", "b.txt", "31/UBND-VX", "Ủy ban nhân dân xã Đông Mỹ", dt.date(2026, 6, 27)
    )
    client = served().client
    for _ in range(100):
        page = client.get("/").text
        if "lệch 7 ngày" in page:
            break
        time.sleep(0.1)
    assert f"văn bản gốc {ROOT}" in page and "<b>1</b> ngày khác với văn bản gốc" in page
    assert "31/UBND-VX" in [s.code for s in archive.waiting()]
