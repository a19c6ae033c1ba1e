"""Which stage of one letter is which of another."""

from __future__ import annotations

from typing import Any

from pipeline.records.contest import Stage
from pipeline.records.schedule import (
    Verdict,
)
from tests.reconcile.compared import two
from tests.reconcile.invented import (
    NAMES,
    S1,
    S2,
    S3,
    stage,
    three,
)


def test_stages_are_aligned_by_name_number_and_order() -> None:
    words = ("Giai đoạn I", "Giai đoạn II", "Chung kết")
    other = tuple(s.model_copy(update={"label": w}) for s, w in zip(three(), words, strict=True))
    assert [s.verdict for s in two(three(), other).stages] == [Verdict.AGREE] * 3
    without_first = tuple(
        s.model_copy(update={"index": i, "label": "Vòng chung khảo" if i == 2 else "Vòng hoàn thiện"})
        for i, s in enumerate(three()[1:], 1)
    )
    rows = two(three(), without_first).stages
    assert [len(r.claims) for r in rows] == [1, 2, 2]


def test_a_stage_that_one_letter_adds_keeps_its_place() -> None:
    extra = stage(2, "Tập huấn", ("21/4/2026", "23/4/2026"), "Đợt {}")
    moved = [
        s.model_copy(update={"index": s.index + 1, "label": f"Chặng {s.index + 1}"}) for s in three()[1:]
    ]
    with_extra = (three()[0], extra, *moved)
    rows = two(three(), with_extra).stages
    assert [(r.name, len(r.claims)) for r in rows] == [
        (NAMES[0], 2), ("Tập huấn", 1), (NAMES[1], 2), (NAMES[2], 2),
    ]  # fmt: skip


def labelled(*told: tuple[str, str | None, Any]) -> tuple[Stage, ...]:
    return tuple(stage(i, name, span, label) for i, (label, name, span) in enumerate(told, 1))


def columns(a: tuple[Stage, ...], b: tuple[Stage, ...]) -> list[tuple[str, list[str]]]:
    return [(r.verdict.value, [c.label for c in r.claims]) for r in two(a, b).stages]


def test_weeks_lie_below_stages() -> None:
    weeks = labelled(
        ("Chặng 1", NAMES[0], S1), ("Tuần 1", None, ("1/4/2026", "7/4/2026")),
        ("Tuần 2", None, ("8/4/2026", "14/4/2026")), ("Chặng 2", NAMES[1], S2), ("Chặng 3", NAMES[2], S3),
    )  # fmt: skip
    assert columns(three(), weeks) == [
        ("agree", ["Chặng 1", "Chặng 1"]), ("only-one", ["Tuần 1"]), ("only-one", ["Tuần 2"]),
        ("agree", ["Chặng 2", "Chặng 2"]), ("agree", ["Chặng 3", "Chặng 3"]),
    ]  # fmt: skip
    a = labelled(*((f"Tuần {i}", None, (f"{i * 7}/4/2026", f"{i * 7 + 6}/4/2026")) for i in (1, 2, 3)))
    b = labelled(*((f"Tuần thứ {i}", None, (f"{i * 7}/4/2026", f"{i * 7 + 6}/4/2026")) for i in (1, 2, 3)))
    assert [v for v, _ in columns(a, b)] == ["agree"] * 3


def test_rounds_known_by_name_alone() -> None:
    named = labelled(("Vòng sơ khảo", None, S1), ("Vòng chung khảo", None, S2), ("Chung kết", None, S3))
    assert [v for v, _ in columns(named, three())] == ["agree"] * 3
    final = labelled(("Chung kết", NAMES[2], ("18/5/2026", "18/5/2026")))
    assert columns(three(), final)[2] == ("refines", ["Chặng 3", "Chung kết"])
    second = labelled(("Chặng 2", None, ("1/5/2026", "18/5/2026")))
    assert columns(three(), second)[1] == ("conflict", ["Chặng 2", "Chặng 2"])


def test_a_contest_moved_by_a_month_is_still_aligned() -> None:
    moved = three(("1/5/2026", "20/5/2026"), ("25/5/2026", "10/6/2026"), ("15/6/2026", "20/6/2026"))
    assert [(r.verdict.value, r.days) for r in two(three(), moved).stages] == [
        ("conflict", 30), ("conflict", 31), ("conflict", 31),
    ]  # fmt: skip
