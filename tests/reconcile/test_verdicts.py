"""What is said of claims that differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.reconcile import compare
from pipeline.records.schedule import (
    Member,
    Relation,
    Timeline,
    Verdict,
)
from tests.reconcile.compared import d, holds, two
from tests.reconcile.invented import (
    NAMES,
    ROOT,
    archive,
    commune,
    milestone,
    stage,
    three,
)


def main() -> Timeline:
    return compare(archive()).contests[0]


def test_stages_of_the_main_contest() -> None:
    one, two, three_ = main().stages
    assert [(s.index, s.label, s.name) for s in (one, two, three_)] == [
        (1, "Chặng 1", NAMES[0]),
        (2, "Chặng 2", NAMES[1]),
        (3, "Chặng 3", NAMES[2]),
    ]
    assert (one.verdict, one.days) == (Verdict.CONFLICT, 2)
    assert holds(one) == (d(1, 4), d(20, 4), "root-letter", "root")
    assert (two.verdict, two.days) == (Verdict.CONFLICT, 7)
    assert holds(two) == (d(25, 4), d(17, 5), "extension", "extension")
    assert (three_.verdict, three_.days) == (Verdict.REFINES, 0)
    assert holds(three_) == (d(15, 5), d(20, 5), "root-letter", "root")
    hour = next(c for c in one.claims if c.letter == "hour")
    assert hour.end == dt.datetime(2026, 4, 20, 17, 0) and hour.fit is Verdict.REFINES
    assert {c.letter for c in one.claims if c.fit is Verdict.CONFLICT} == {"late"}
    assert next(c.weight for c in two.claims if c.letter == "draft") == 0.5
    assert all(c.evidence for s in (one, two, three_) for c in s.claims)


def test_the_chain_is_shown() -> None:
    held = main().stages[1].proposed
    assert held is not None
    assert [(s.letter, s.role.value, s.accepted) for s in held.chain] == [("extension", "extension", True)]
    assert "1120/SKHCN-CĐS" in held.reason and ROOT in held.reason
    assert "điều chỉnh (gia hạn)" in held.reason_vi


def test_milestones_of_the_main_contest() -> None:
    report, ceremony = main().milestones
    assert (report.kind.value, report.verdict, report.scope) == (
        "report", Verdict.ONLY_ONE, "Ủy ban nhân dân xã Văn Bàn",
    )  # fmt: skip
    assert report.proposed is not None and report.proposed.before == d(15, 4)
    assert (ceremony.kind.value, ceremony.verdict, ceremony.days) == ("ceremony", Verdict.CONFLICT, 2)
    assert holds(ceremony) == (d(22, 5), d(22, 5), "correction", "correction")
    assert ceremony.proposed is not None and ceremony.proposed.on == d(22, 5)


def test_contradictions_of_the_main_contest() -> None:
    found = [(c.letter, c.code) for c in main().contradictions]
    assert found == [("self-contradiction", "C-PERIOD-LONG"), ("self-contradiction", "C-REPORT-BEFORE-END")]


def test_citation_graph() -> None:
    graph = {(e.letter, e.code): (e.relation, e.target) for e in main().citations}
    assert graph[("agrees", ROOT)] == (Relation.CARRIES_OUT, "root")
    assert graph[("extension", ROOT)] == (Relation.EXTENDS, "root")
    assert graph[("correction", ROOT)] == (Relation.CORRECTS, "root")
    assert graph[("passes-extension", "1120/SKHCN-CĐS")] == (Relation.CARRIES_OUT, "extension")
    assert graph[("wrong-digit", "906/SKHCN-CĐS")] == (Relation.CARRIES_OUT, None)


@pytest.mark.parametrize(
    ("a", "b", "verdict", "days"),
    [
        (("1/4/2026", "20/4/2026"), ("1/4/2026", "20/4/2026"), Verdict.AGREE, 0),
        (("1/4/2026", "20/4/2026"), ("1/4/2026", "21/4/2026"), Verdict.CONFLICT, 1),
        (("1/4/2026", "20/4/2026"), ("3/4/2026", "20/4/2026"), Verdict.CONFLICT, 2),
        (("1/4/2026", "20/4/2026"), (None, "20/4/2026"), Verdict.REFINES, 0),
        (("1/4/2026", "20/4/2026"), (None, "25/4/2026"), Verdict.CONFLICT, 5),
        (("1/4/2026", "20/4/2026"), ("1/4/2026", "20/4/2026 17:00"), Verdict.REFINES, 0),
        (("1/4/2026", "20/4/2026 11:30"), ("1/4/2026", "20/4/2026 17:00"), Verdict.CONFLICT, 0),
        (("1/4/2026", "20/4/2026"), ("5/4/2026", "10/4/2026"), Verdict.REFINES, 0),
        (("1/4/2026", "20/4/2026"), ("20/4/2026", "20/4/2026"), Verdict.REFINES, 0),
        (("1/4/2026", "20/4/2026"), ("22/4/2026", "22/4/2026"), Verdict.CONFLICT, 21),
        (("1/4/2026", "20/4/2026"), (None, None), Verdict.ONLY_ONE, 0),
    ],
)
def test_verdict_on_two_windows(a: Any, b: Any, verdict: Verdict, days: int) -> None:
    for first, second in ((a, b), (b, a)):
        (row,) = two((stage(1, "Gửi ý tưởng", first),), (stage(1, "Gửi ý tưởng", second),)).stages
        assert (row.verdict, row.days) == (verdict, days)


def test_parts_of_a_stage_complete_it() -> None:
    parts = (
        milestone("submission", "gửi báo cáo thuyết trình", 3, start="15/5/2026", end="17/5/2026"),
        milestone("ceremony", "Lễ trao giải", 3, on="20/5/2026"),
    )
    for printed in ((None, None), ("15/5/2026", "17/5/2026")):
        row = two(three(third=printed), three(), milestones=parts).stages[2]
        assert row.verdict is Verdict.REFINES
        assert holds(row)[:2] == (d(15, 5), d(20, 5))
    outside = (milestone("ceremony", "Lễ trao giải", 3, on="28/5/2026"),)
    assert two(three(third=(None, None)), three(), milestones=outside).stages[2].verdict is Verdict.CONFLICT


def test_opening_and_closing_ceremony_are_two() -> None:
    opening = milestone("ceremony", "Lễ phát động", on="1/4/2026")
    closing = milestone("ceremony", "Lễ tổng kết", on="20/5/2026")
    both = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", milestones=(opening, closing))
    other = commune("b", "xã Bắc Hà", "2/UBND", "9/3/2026", milestones=(
        closing.model_copy(update={"what": both.letter.contest.milestones[1].what}),))  # type: ignore[union-attr]  # fmt: skip
    (contest,) = compare([both, other]).contests
    assert [(m.what, m.verdict.value) for m in contest.milestones] == [
        ("Lễ phát động", "only-one"), ("Lễ tổng kết", "agree"),
    ]  # fmt: skip


def test_vague_times_are_kept_and_compared_with_nothing() -> None:
    vague = stage(1, "Gửi ý tưởng", (None, None), text="dự kiến tháng 4/2026")
    (row,) = two((vague,), (stage(1, "Gửi ý tưởng", ("1/4/2026", "20/4/2026")),)).stages
    assert row.verdict is Verdict.ONLY_ONE and len(row.claims) == 2
    assert {c.text for c in row.claims} == {"", "dự kiến tháng 4/2026"}


def test_own_report_days_of_communes_do_not_conflict() -> None:
    def with_report(id: str, place: str, day: str) -> Member:
        stone = milestone("report", f"báo cáo kết quả về Ủy ban nhân dân {place}", before=day)
        return commune(id, place, f"{day[0]}/UBND", "6/3/2026", milestones=(stone,))

    (contest,) = compare(
        [with_report("a", "xã Bát Xát", "25/5/2026"), with_report("b", "xã Bắc Hà", "28/5/2026")]
    ).contests
    assert [m.verdict for m in contest.milestones] == [Verdict.ONLY_ONE, Verdict.ONLY_ONE]
    to_department = "báo cáo về Sở Khoa học và Công nghệ"
    shared = [
        commune(
            id, place, f"{n}/UBND", "6/3/2026", milestones=(milestone("report", to_department, before=day),)
        )
        for id, place, n, day in (("a", "xã Bát Xát", 1, "25/5/2026"), ("b", "xã Bắc Hà", 2, "28/5/2026"))
    ]
    (contest,) = compare(shared).contests
    assert [(m.verdict, m.days) for m in contest.milestones] == [(Verdict.CONFLICT, 3)]
