"""Which letters print dates that do not hold, and what they are told."""

from __future__ import annotations

from pipeline.reconcile import compare, disagreements
from pipeline.records.schedule import Member
from tests.reconcile.invented import DEPARTMENT, NAME, PARENT, ROOT, S1, member, root_cited, three


def commune(id: str, place: str, first: tuple[str, str] = S1) -> Member:
    return member(
        id, f"Ủy ban nhân dân xã {place}", f"{len(id)}/UBND", "20/3/2026", NAME,
        stages=three(first), cites=(root_cited(),), root=ROOT,
    )  # fmt: skip


def launch() -> Member:
    return member("root", DEPARTMENT, ROOT, "2/3/2026", NAME, stages=three(), parent=PARENT)


def test_a_letter_that_moved_a_stage_is_told_what_the_root_letter_says() -> None:
    members = [launch(), commune("a1", "Suối Giàng"), commune("b22", "Khe Lau", ("1/4/2026", "27/4/2026"))]
    found = disagreements(compare(members), members)
    assert set(found) == {"b22"}
    (reason,) = found["b22"]
    assert reason.code == "dates-disagree" and reason.field == "contest.stages[0].end"
    assert reason.message_vi == (
        f"Chặng 1: văn bản này ghi 1/4/2026 – 27/4/2026, văn bản gốc {ROOT} ghi 1/4/2026 – 20/4/2026"
        " (lệch 7 ngày)"
    )
    assert "7 days apart" in reason.message and ROOT in reason.message


def test_letters_that_agree_are_left_alone() -> None:
    members = [launch(), commune("a1", "Suối Giàng")]
    assert disagreements(compare(members), members) == {}


def test_that_another_letter_is_newer_makes_none_wrong() -> None:
    members = [commune("a1", "Suối Giàng"), commune("b22", "Khe Lau", ("1/4/2026", "27/4/2026"))]
    (contest,) = compare(members).contests
    held = contest.stages[0].proposed
    assert held is not None and held.authority == "latest"
    assert disagreements(compare(members), members) == {}
