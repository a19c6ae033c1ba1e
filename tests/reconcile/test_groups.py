from __future__ import annotations

import pytest

from pipeline.folding import fold_words
from pipeline.reconcile import compare, explain, explain_all, taken_out, together
from pipeline.reconcile.keys import code_key, edition, likeness, near
from pipeline.records.schedule import GroupDecision, Member, Role
from tests.reconcile.invented import NAME, archive, cite, commune, member, root_cited, stage

MAIN = {
    "root", "agrees", "late", "hour", "draft", "extension", "passes-extension", "correction", "wrong-digit",
    "self-contradiction",
}  # fmt: skip
GROUPS = [MAIN, {"kitchen-a", "kitchen-b"}, {"namesake", "namesake-commune"}, {"last-year"}]


def groups(members: list[Member], decisions: tuple[GroupDecision, ...] = ()) -> list[set[str]]:
    return [{ref.id for ref in t.letters} for t in compare(members, decisions).contests]


def test_expected_groups() -> None:
    found = groups(archive())
    assert len(found) == len(GROUPS)
    assert all(g in found for g in GROUPS)


def test_roles_years_and_missing_roots() -> None:
    main, kitchen, namesake, last_year = (
        next(t for t in compare(archive()).contests if {r.id for r in t.letters} == g) for g in GROUPS
    )
    roles = {r.id: r.role for r in main.letters if r.role is not Role.PASSES_ON}
    assert roles == {"root": Role.ROOT, "extension": Role.EXTENSION, "correction": Role.CORRECTION}
    assert (main.contest, main.year, last_year.year) == (NAME, 2026, 2025)
    assert main.missing_roots == ("906/SKHCN-CĐS",)
    assert kitchen.missing_roots == ("511/SYT-NVY",)
    assert set(kitchen.missing[0].spellings) == {"511/SYT-NVY", "511/SY-T-NVY"}
    assert kitchen.missing[0].cited_by == ("kitchen-b", "kitchen-a")
    assert namesake.missing_roots == last_year.missing_roots == ()
    assert len({t.id for t in (main, kitchen, namesake, last_year)}) == 4


def test_one_wrong_digit_is_proposed_not_assumed() -> None:
    main = compare(archive()).contests[0]
    (told,) = [s for s in main.suggestions if s.codes]
    assert set(told.codes) == {"905/SKHCN-CĐS", "906/SKHCN-CĐS"}
    assert "differ in one place" in told.message and "chỉ khác một ký tự" in told.message_vi
    edge = next(e for e in main.citations if e.letter == "wrong-digit")
    assert edge.code == "906/SKHCN-CĐS" and edge.target is None


def test_a_wrong_digit_alone_joins_nothing() -> None:
    a = member("a", "UBND xã Bát Xát", "1/UBND", "1/3/2026", "Em yêu khoa học", root="71/SGDĐT",
               cites=(cite("71/SGDĐT"),), stages=(stage(1, None, ("5/3/2026", "9/3/2026")),))  # fmt: skip
    b = member("b", "UBND xã Bắc Hà", "2/UBND", "1/3/2026", "Đường chạy mùa xuân", root="77/SGDĐT",
               cites=(cite("77/SGDĐT"),), stages=(stage(1, None, ("6/3/2026", "8/3/2026")),))  # fmt: skip
    assert groups([a, b]) in ([{"a"}, {"b"}], [{"b"}, {"a"}])


def test_same_number_in_another_year_is_another_letter() -> None:
    old = member("old", "UBND xã Bát Xát", "1/UBND", "2/3/2025", NAME, root="905/SKHCN-CĐS",
                 cites=(cite("905/SKHCN-CĐS", "1/3/2025"),),
                 stages=(stage(1, None, ("5/3/2025", "9/3/2025")),))  # fmt: skip
    new = commune("new", "xã Bắc Hà", "2/UBND", "6/3/2026")
    assert len(groups([old, new])) == 2


def test_one_root_over_the_turn_of_the_year() -> None:
    cites = (cite("905/SKHCN-CĐS", "1/6/2025"),)
    first = member("first", "UBND xã Bát Xát", "1/UBND", "2/6/2025", NAME, root="905/SKHCN-CĐS", cites=cites,
                   stages=(stage(1, None, ("5/6/2025", "9/6/2025")),))  # fmt: skip
    later = member("later", "UBND xã Bắc Hà", "2/UBND", "2/2/2026", NAME, root="905/SKHCN-CĐS", cites=cites,
                   stages=(stage(2, None, ("5/2/2026", "9/3/2026")),))  # fmt: skip
    assert groups([first, later]) == [{"first", "later"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sáng kiến số lần thứ II", "Sáng kiến số lần thứ III"),
        ("Sáng kiến số năm 2025", "Sáng kiến số năm 2026"),
    ],
)
def test_editions_are_kept_apart(one: str, other: str) -> None:
    a = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", name=one)
    b = commune("b", "xã Bắc Hà", "2/UBND", "6/3/2026", name=other)
    assert len(groups([a, b])) == 2


def test_a_letter_without_origin_does_not_join_namesakes() -> None:
    bare = member("bare", "Ủy ban nhân dân xã Sin Suối Hồ", "5/UBND", "12/3/2026", NAME,
                  stages=(stage(1, "Vòng loại", ("10/3/2026", "30/3/2026"), "Vòng {}"),))  # fmt: skip
    found = groups([*archive(), bare])
    assert MAIN in [g - {"bare"} for g in found]
    assert not any({"namesake", "root"} <= g for g in found)


def test_one_plan_over_two_contests_does_not_join_them() -> None:
    plan = cite("40/KH-UBND", "1/2/2026", "Ủy ban nhân dân tỉnh Lào Cai")
    a = commune(
        "a", "xã Bát Xát", "1/UBND", "6/3/2026", name="Tiếng hát tuổi hồng", root="40/KH-UBND", cites=(plan,)
    )
    b = commune(
        "b",
        "xã Bắc Hà",
        "2/UBND",
        "6/3/2026",
        name="Vườn rau sạch kiểu mẫu",
        root="40/KH-UBND",
        cites=(plan,),
    )
    assert len(groups([a, b])) == 2


def test_garbled_names_meet_through_the_root() -> None:
    garbled = commune("garbled", "xã Gia Phú", "8/UBND", "9/3/2026", name="Sdng kién sé vi céng ddng")
    assert MAIN | {"garbled"} in groups([*archive(), garbled])


def test_a_user_joins_and_splits() -> None:
    joined = together(("last-year", "root"), by="an")
    assert MAIN | {"last-year"} in groups(archive(), (joined,))
    out = taken_out(compare(archive()), ["late"], by="an")
    assert out.others and "late" not in out.others
    assert MAIN - {"late"} in groups(archive(), (out,))
    suggested = [s.message for t in compare(archive(), (out,)).contests for s in t.suggestions]
    assert not any("look like one contest" in m for m in suggested), "a split is not suggested away"
    assert MAIN in groups(archive(), (out, together(("late", "root"))))
    assert MAIN - {"late"} in groups(archive(), (together(("late", "root")), out))


def test_explanations() -> None:
    why = explain(archive(), "late", "root")
    assert why.together and why.clues[0].kind == "is-root" and "905/SKHCN-CĐS" in why.reason
    apart = explain(archive(), "last-year", "root")
    assert not apart.together and apart.reason_vi.startswith("không cùng một cuộc thi: thời gian cách nhau")
    assert not explain(archive(), "ordinary", "root").together
    through = explain(archive(), "wrong-digit", "extension")
    assert through.together
    decided = explain(archive(), "late", "root", (taken_out(compare(archive()), ["late"]),))
    assert decided.reason == "apart: a user split them"
    everything = explain_all(archive())
    assert {(e.first, e.second) for e in everything if not e.together}
    assert all(e.reason and e.reason_vi for e in everything)


def test_code_keys() -> None:
    assert code_key("2136/SKHCN-\nTTTT") == code_key("2136/SKH-CN-TTTT") == code_key("02136/skhcn-tttt")
    assert code_key("478-KH/TU") == code_key("478 - KH / TU")
    assert code_key("/UBND-VHXH") is None and code_key(None) is None and code_key("không số") is None
    a, b, c = (code_key(x) for x in ("905/SKHCN", "906/SKHCN", "915/SKHC"))
    assert a and b and c and near(a, b) and near(b, a) and not near(a, c) and not near(a, a)


def test_names() -> None:
    assert edition(fold_words("Hội thi Tay nghề giỏi lần thứ IV")) == 4
    assert edition(fold_words("Hội thi Tay nghề giỏi lần 12")) == 12
    assert likeness(fold_words("Cuộc thi “Sáng kiến số”"), fold_words("SÁNG KIẾN SỐ")) == 100
    assert likeness(fold_words("Cuộc thi Sáng kiến số"), fold_words("Cuộc thi Vườn rau sạch")) < 60


def test_amending_letter_without_contest_is_part_of_its_contest() -> None:
    bare = member("bare", "Sở Khoa học và Công nghệ", "1200/SKHCN-CĐS", "15/5/2026",
                  subject="thu hồi Công văn số 905/SKHCN-CĐS", cites=(root_cited(),),
                  text=("Sở thu hồi Công văn số 905/SKHCN-CĐS ngày 2/3/2026.",))  # fmt: skip
    main = compare([*archive(), bare]).contests[0]
    assert next(r.role for r in main.letters if r.id == "bare") is Role.RECALL
    assert [a.letter for a in main.amendments] == ["extension", "correction", "bare"]
    assert next(e.relation.value for e in main.citations if e.letter == "bare") == "recalls"
