"""What is true of any letters held against each other."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reconcile import compare
from pipeline.records.schedule import (
    Authority,
    Conflicts,
    Member,
    Verdict,
)
from tests.reconcile.invented import (
    NAME,
    NAMES,
    ROOT,
    archive,
    cite,
    commune,
    member,
    root_cited,
    stage,
)


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
