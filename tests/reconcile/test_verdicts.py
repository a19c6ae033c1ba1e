from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile import compare
from pipeline.records.contest import Stage
from pipeline.records.schedule import (
    Authority,
    Comparison,
    Conflicts,
    Member,
    Relation,
    StageComparison,
    Timeline,
    Verdict,
)
from tests.reconcile.invented import (
    NAME,
    NAMES,
    ROOT,
    S1,
    S2,
    S3,
    archive,
    cite,
    commune,
    member,
    milestone,
    root_cited,
    stage,
    three,
)


def d(day: int, month: int) -> dt.date:
    return dt.date(2026, month, day)


def main() -> Timeline:
    return compare(archive()).contests[0]


def holds(row: Comparison) -> tuple[Any, Any, str, str]:
    held = row.proposed
    assert held is not None
    return held.start, held.end, held.authority.value, held.letter


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


def two(a: tuple[Stage, ...], b: tuple[Stage, ...], **more: Any) -> Timeline:
    (found,) = compare(
        [
            commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", stages=a, **more),
            commune("b", "xã Bắc Hà", "2/UBND", "9/3/2026", stages=b),
        ]
    ).contests
    return found


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


# --- which one holds ------------------------------------------------------------------------------


def row_of(members: list[Member]) -> StageComparison:
    (contest,) = compare(members).contests
    return contest.stages[0]


def one(span: tuple[Any, Any], sure: float = 0.95) -> dict[str, Any]:
    return {"stages": (stage(1, "Gửi ý tưởng", span, sure=sure),)}


SHORT, LONG = ("1/4/2026", "20/4/2026"), ("1/4/2026", "22/4/2026")


def test_majority_then_latest() -> None:
    a = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    b = commune("b", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(LONG))
    c = commune("c", "xã Gia Phú", "3/UBND", "7/3/2026", **one(SHORT))
    assert holds(row_of([a, b, c]))[1:3] == (d(20, 4), "majority")
    assert holds(row_of([a, b]))[1:] == (d(22, 4), "latest", "b")


def test_drafts_and_doubtful_readings_weigh_less() -> None:
    sure = commune("sure", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    draft = commune("draft", "xã Bắc Hà", None, None, draft=True, **one(LONG))
    doubtful = commune("doubtful", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(LONG, sure=0.4))
    for other in (draft, doubtful):
        assert holds(row_of([sure, other]))[1:] == (d(20, 4), "majority", "sure")


def test_higher_body_where_the_root_is_missing() -> None:
    low = [commune(f"low{i}", p, f"{i}/UBND", "6/3/2026", **one(SHORT)) for i, p in
           enumerate(("xã Bát Xát", "xã Bắc Hà", "xã Gia Phú"), 1)]  # fmt: skip
    high = member("high", "Ủy ban nhân dân tỉnh Lào Cai", "8/UBND-VX", "5/3/2026", NAME, root=ROOT,
                  cites=(root_cited(),), **one(LONG))  # fmt: skip
    assert holds(row_of([*low, high]))[1:] == (d(22, 4), "higher-body", "high")


def test_another_letter_of_the_roots_author_counts_as_origin() -> None:
    low = [commune(f"low{i}", p, f"{i}/UBND", "16/3/2026", **one(SHORT)) for i, p in
           enumerate(("xã Bát Xát", "xã Bắc Hà"), 1)]  # fmt: skip
    author = member("author", "Sở Khoa học và Công nghệ tỉnh Lào Cai", "933/SKHCN-CĐS", "5/3/2026", NAME,
                    root=ROOT, cites=(root_cited(),), **one(LONG))  # fmt: skip
    row = row_of([*low, author])
    assert holds(row)[1:] == (d(22, 4), "root-letter", "author")
    assert row.proposed is not None and ROOT in row.proposed.reason


def test_a_commune_cannot_extend_what_the_department_set() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    low = commune(
        "low", "xã Bát Xát", "1/UBND", "6/4/2026", subject=f"gia hạn Cuộc thi “{NAME}”", **one(LONG)
    )
    row = row_of([root, low])
    assert holds(row)[1:] == (d(20, 4), "root-letter", "root")
    assert row.proposed is not None
    assert [(s.letter, s.accepted) for s in row.proposed.chain] == [("low", False)]
    assert "may not change" in row.proposed.chain[0].note


def test_an_extension_known_only_second_hand() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    word = cite("1120/SKHCN-CĐS", "5/4/2026", "Sở Khoa học và Công nghệ", "gia hạn Cuộc thi")
    low = commune("low", "xã Bát Xát", "1/UBND", "6/4/2026", cites=(word, root_cited()), **one(LONG))
    row = row_of([root, low])
    assert holds(row)[1:] == (d(22, 4), "extension", "low")
    assert row.proposed is not None and "1120/SKHCN-CĐS itself is not at hand" in row.proposed.reason


def test_extension_after_extension() -> None:
    def moved(id: str, code: str, issued: str, end: str, what: str) -> Member:
        return member(id, "Sở Khoa học và Công nghệ", code, issued, NAME, root=ROOT, cites=(root_cited(),),
                      subject=f"{what} Cuộc thi “{NAME}”",
                      stages=(stage(1, "Gửi ý tưởng", (None, end)),))  # fmt: skip

    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    first = moved("first", "1001/SKHCN-CĐS", "10/4/2026", "30/4/2026", "lùi thời gian")
    second = moved("second", "1002/SKHCN-CĐS", "20/4/2026", "10/5/2026", "điều chỉnh kế hoạch")
    row = row_of([second, root, first])
    assert holds(row) == (d(1, 4), d(10, 5), "extension", "second")
    assert row.proposed is not None
    assert [s.letter for s in row.proposed.chain] == ["first", "second"]


def test_a_commune_corrects_its_own_letter_and_nobody_elses() -> None:
    other = commune("other", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(SHORT))
    wrong = commune("wrong", "xã Bát Xát", "41/UBND", "6/3/2026", **one(LONG))
    code = "41/UBND"
    cites = (cite(code), root_cited())
    subject = f"đính chính Công văn số {code}"
    right = commune(
        "right", "xã Bát Xát", "44/UBND", "16/3/2026", root=code, cites=cites, subject=subject, **one(SHORT)
    )
    row = row_of([other, wrong, right])
    assert row.verdict is Verdict.CONFLICT, "what was printed is compared"
    assert holds(row)[1:3] == (d(20, 4), "majority")
    assert [c.letter for c in row.claims if c.superseded] == ["wrong"]


def test_a_recalled_letter_no_longer_counts() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(LONG))
    low = commune("low", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    recall = member("recall", "Sở Khoa học và Công nghệ", "950/SKHCN-CĐS", "5/3/2026",
                    subject=f"thu hồi Công văn số {ROOT}", cites=(root_cited(),),
                    text=(f"Sở thu hồi Công văn số {ROOT} ngày 2/3/2026.",))  # fmt: skip
    assert holds(row_of([root, low]))[1:] == (d(22, 4), "root-letter", "root")
    assert holds(row_of([root, low, recall]))[1::2] == (d(20, 4), "low")


def test_an_extension_of_what_nobody_prints() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME)
    moved = member("moved", "Sở Khoa học và Công nghệ", "1001/SKHCN-CĐS", "10/4/2026", NAME, root=ROOT,
                   cites=(root_cited(),), subject=f"gia hạn Cuộc thi “{NAME}”", **one(LONG))  # fmt: skip
    assert holds(row_of([root, moved]))[1:] == (d(22, 4), "extension", "moved")


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


# --- properties -----------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.permutations(archive()))
def test_the_order_of_ingest_does_not_matter(members: list[Member]) -> None:
    assert compare(members) == compare(archive())


PLACES = ("xã Bát Xát", "xã Bắc Hà", "xã Gia Phú", "phường Sa Pa", "xã Bảo Hà", "xã Y Tý")
spans = st.tuples(
    st.sampled_from((None, "1/4/2026", "2/4/2026")), st.sampled_from(("19/4/2026", "20/4/2026"))
)
letters = st.lists(
    st.tuples(spans, spans, st.booleans(), st.sampled_from(("Chặng {}", "Giai đoạn {}", "Vòng {}"))),
    min_size=1, max_size=5,
)  # fmt: skip


def made(id: str, place: str, told: Any) -> Member:
    first, second, draft, word = told
    second = (second[0] and second[0].replace("/4", "/5"), second[1].replace("/4", "/5"))
    built = (stage(1, NAMES[0], first, word), stage(2, NAMES[1], second, word))
    return commune(id, place, f"{len(place)}/UBND", "6/3/2026", stages=built, draft=draft)


def conflicts(found: Conflicts) -> int:
    return sum(t.conflicts for t in found.contests)


@settings(max_examples=60, deadline=None)
@given(letters, st.integers(0, 4))
def test_an_agreeing_letter_creates_no_conflict(told: list[Any], which: int) -> None:
    members = [made(f"m{i}", PLACES[i], t) for i, t in enumerate(told)]
    agreeing = made("agreeing", PLACES[-1], told[which % len(told)])
    before, after = compare(members), compare([*members, agreeing])
    assert len(after.contests) == len(before.contests) == 1
    assert conflicts(after) == conflicts(before)
    for old, new in zip(before.contests[0].stages, after.contests[0].stages, strict=True):
        assert (old.verdict is Verdict.CONFLICT) == (new.verdict is Verdict.CONFLICT)
        assert old.days == new.days


@settings(max_examples=40, deadline=None)
@given(letters)
def test_what_holds_was_printed_by_somebody(told: list[Any]) -> None:
    members = [made(f"m{i}", PLACES[i], t) for i, t in enumerate(told)]
    for row in compare(members).contests[0].stages:
        held = row.proposed
        assert held is not None and held.authority in Authority
        assert held.end in {c.end for c in row.claims}
        assert held.start is None or held.start in {c.start for c in row.claims}
        assert held.letter in {c.letter for c in row.claims}


anything = st.builds(
    member,
    id=st.uuids().map(str),
    issuer=st.sampled_from((None, "", "Sở Y tế", "UBND xã Bát Xát", "Ủy ban nhân dân xã Bắc Hà", "???")),
    code=st.sampled_from((None, "", "/", "12/", "/UBND", "5/UBND", ROOT, "906/SKHCN-CĐS")),
    issued=st.sampled_from((None, "1/3/2025", "1/3/2026", "1/6/2026")),
    name=st.sampled_from((None, "", NAME, "Cuộc thi", "Cuộc thi năm 2025")),
    root=st.sampled_from((None, "", ROOT, "906/SKHCN-CĐS", "không số")),
    stages=st.lists(
        st.builds(
            stage,
            index=st.integers(1, 4),
            name=st.sampled_from((None, *NAMES)),
            span=st.tuples(*[st.sampled_from((None, "1/4/2026", "9/5/2026", "9/5/2026 8:30"))] * 2),
            label=st.sampled_from(("", "Chặng {}", "Tuần {}", "Chung kết")),
        ),
        max_size=4,
    ).map(tuple),
    subject=st.sampled_from((None, "gia hạn", "đính chính Công văn số 5/UBND", "thu hồi công văn")),
    cites=st.lists(st.sampled_from((root_cited(), cite("5/UBND"), cite(""), cite("x"))), max_size=3).map(
        tuple
    ),
    draft=st.booleans(),
    text=st.sampled_from(((), ("",), (f"đính chính Công văn số {ROOT}",))),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(anything, max_size=7, unique_by=lambda m: m.id), st.randoms())
def test_no_letter_is_lost_or_counted_twice(members: list[Member], shuffle: Any) -> None:
    found = compare(members)
    listed = [ref.id for t in found.contests for ref in t.letters]
    assert len(listed) == len(set(listed))
    assert {m.id for m in members if m.letter.contest is not None} <= set(listed)
    for contest in found.contests:
        ids = {ref.id for ref in contest.letters}
        for row in (*contest.stages, *contest.milestones):
            assert {c.letter for c in row.claims} <= ids
            dated = [c for c in row.claims if c.start or c.end or c.on or c.before]
            assert (row.proposed is None) == (not dated)
            assert len({c.letter for c in row.claims}) == len(row.claims)
    again = list(members)
    shuffle.shuffle(again)
    assert compare(again) == found
