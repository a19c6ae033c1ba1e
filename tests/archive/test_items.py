"""Rows of lists and tables that a human adds or drops."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive, items
from pipeline.archive.artefacts import pack
from pipeline.errors import BadCorrection
from pipeline.records.contest import Contest, Prize, Stage
from pipeline.records.evidence import Box, Evidence, Field
from pipeline.records.letter import Letter
from pipeline.records.page import Page
from tests.archive.made_letters import FILLER, field, made, put


def stage(number: int, start: str, end: str) -> Stage:
    days = {
        k: Field[Any](value=v, raw=v, confidence=0.9, rule="made")
        for k, v in (("start", start), ("end", end))
    }
    return Stage(index=number, label=f"Chặng {number}", **days)


def contest_letter(*prizes: str, stages: tuple[Stage, ...] = ()) -> tuple[Letter, tuple[Page, ...]]:
    letter, pages = made(f"Cuộc thi. {FILLER}", cites=("77/SKHCN", "78/SKHCN"))
    contest = Contest(
        name=field("Sáng tạo xanh"), prizes=tuple(Prize(rank=field(p)) for p in prizes), stages=stages
    )
    to = tuple(map(field, ("Các xóm", "ĐẾN Số 12", "Các trường")))
    return letter.model_copy(update={"contest": contest, "addressees": to}), pages


@pytest.fixture
def letter_id(archive: Archive, tmp_path: Path) -> str:
    two = (stage(1, "2026-06-01", "2026-06-10"), stage(2, "2026-07-01", "2026-07-10"))
    put(archive, tmp_path / "in", "a.txt", contest_letter("Nhất", "Nhì", "Ba", stages=two))
    return archive.letters()[0].id


def read_again(archive: Archive, tmp_path: Path, read: tuple[Letter, tuple[Page, ...]]) -> None:
    """The same file, read with other options."""
    archive.desk.again("options-2")
    (claim,) = archive.desk.claim(1, 60)
    source = archive.get(claim.id).letter.source
    packed = pack(read[0].model_copy(update={"source": source}), read[1])
    archive.desk.deliver(claim, "options-2", (tmp_path / "in" / "a.txt").read_bytes(), packed, "test 2")


def ranks(letter: Letter) -> list[str | None]:
    assert letter.contest is not None
    return [p.rank.value for p in letter.contest.prizes]


def test_an_item_is_dropped_and_comes_back(archive: Archive, letter_id: str) -> None:
    filed = archive.correct(letter_id, {"addressees[1]": ""}, by="lan")
    assert [a.value for a in filed.letter.addressees] == ["Các xóm", "Các trường"]
    assert filed.lists == {"addressees": ("0", "2")}
    (dropped,) = filed.corrections
    assert (dropped.field, json.loads(dropped.machine), dropped.value) == (
        "addressees[1]",
        "ĐẾN Số 12",
        "null",
    )
    again = archive.correct(letter_id, {"addressees[2]": "Các trường học"}, by="lan")
    assert [a.value for a in again.letter.addressees] == ["Các xóm", "Các trường học"], "numbers stay"
    back = archive.withdraw(letter_id, "addressees[1]", by="lan")
    assert [a.value for a in back.letter.addressees] == ["Các xóm", "ĐẾN Số 12", "Các trường học"]
    assert back.lists == {} and back.entry.history[-1].by == "lan"


def test_items_are_added_with_all_their_fields(archive: Archive, letter_id: str) -> None:
    new = {"contest.prizes[+].rank": "Khuyến khích", "contest.prizes[+].count": "5"}
    filed = archive.correct(letter_id, new, by="lan")
    assert ranks(filed.letter) == ["Nhất", "Nhì", "Ba", "Khuyến khích"]
    assert filed.letter.contest is not None and filed.letter.contest.prizes[3].count.value == 5
    assert filed.letter.contest.prizes[3].rank.rule == "human"
    assert {c.field for c in filed.corrections} == {"contest.prizes[+1].rank", "contest.prizes[+1].count"}
    second = archive.correct(letter_id, {"contest.prizes[+].rank": "Phụ"}, by="minh")
    assert second.lists["contest.prizes"] == ("0", "1", "2", "+1", "+2")
    gone = archive.correct(letter_id, {"contest.prizes[+1]": ""}, by="lan")
    assert ranks(gone.letter) == ["Nhất", "Nhì", "Ba", "Phụ"]
    assert ranks(archive.withdraw(letter_id, "contest.prizes[+1]", by="lan").letter)[3:] == [
        "Khuyến khích",
        "Phụ",
    ]
    assert ranks(archive.withdraw(letter_id, "contest.prizes[+1]", by="lan").letter)[3:] == ["Phụ"]


def test_an_added_stage_stands_in_its_time(archive: Archive, letter_id: str) -> None:
    new = {"contest.stages[+].label": "Chặng giữa", "contest.stages[+].start": "2026-06-15"}
    filed = archive.correct(letter_id, new, by="lan")
    assert filed.letter.contest is not None
    assert [(s.index, s.label) for s in filed.letter.contest.stages] == [
        (1, "Chặng 1"), (2, "Chặng giữa"), (3, "Chặng 2"),
    ]  # fmt: skip
    assert filed.lists["contest.stages"] == ("0", "+1", "1")


def test_a_contest_can_be_given_to_a_letter_without_one(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "b.txt", made(FILLER))
    one = archive.letters()[0].id
    filed = archive.correct(
        one, {"contest.name": "Giọng đọc vàng", "contest.milestones[+].kind": "report"}, by="lan"
    )
    assert filed.summary.contest == "Giọng đọc vàng"
    assert filed.letter.contest is not None and filed.letter.contest.milestones[0].kind == "report"
    archive.withdraw(one, "contest.name", by="lan")
    assert archive.withdraw(one, "contest.milestones[+1]", by="lan").letter.contest is None


@pytest.mark.parametrize(
    "path, text",
    [
        ("addressees[7]", ""),
        ("contest.prizes[+4]", ""),
        ("contest.prizes[+].colour", "x"),
        ("contest.prizes[+]", "Nhất"),
        ("contest.prizes[+].count", "nhiều"),
        ("contest.milestones[+].kind", "party"),
        ("contest.colours[+].name", "x"),
        ("findings[+].code", "x"),
        ("text[+]", "x"),
    ],
)  # fmt: skip
def test_what_fits_no_list_is_refused(archive: Archive, letter_id: str, path: str, text: str) -> None:
    with pytest.raises(BadCorrection):
        archive.correct(letter_id, {path: text}, by="lan")
    assert archive.get(letter_id).corrections == ()


def test_reading_again_overwrites_nothing_of_a_human(
    archive: Archive, tmp_path: Path, letter_id: str
) -> None:
    archive.correct(letter_id, {"addressees[1]": "", "contest.prizes[1].count": "3"}, by="lan")
    archive.correct(letter_id, {"contest.prizes[+].rank": "Phụ"}, by="lan")
    letter, pages = contest_letter("Đặc biệt", "Nhất", "Nhì", "Ba")
    more = (field("Các phòng"), *letter.addressees)
    read_again(archive, tmp_path, (letter.model_copy(update={"addressees": more}), pages))
    filed = archive.get(letter_id)
    assert [a.value for a in filed.letter.addressees] == ["Các phòng", "Các xóm", "Các trường"]
    assert ranks(filed.letter) == ["Đặc biệt", "Nhất", "Nhì", "Ba", "Phụ"]
    assert filed.letter.contest is not None
    assert [p.count.value for p in filed.letter.contest.prizes] == [None, None, 3, None, None]
    assert {c.field for c in filed.corrections} >= {"addressees[2]", "contest.prizes[2].count"}


def test_what_is_no_longer_read_stays_where_a_human_worked_on_it(
    archive: Archive, tmp_path: Path, letter_id: str
) -> None:
    archive.correct(letter_id, {"contest.prizes[2].count": "9", "addressees[1]": ""}, by="lan")
    letter, pages = contest_letter("Nhất", "Nhì")
    read_again(archive, tmp_path, (letter.model_copy(update={"addressees": (field("Các xóm"),)}), pages))
    filed = archive.get(letter_id)
    assert ranks(filed.letter) == ["Nhất", "Nhì", "Ba"]
    assert filed.letter.contest is not None
    kept = filed.letter.contest.prizes[2]
    assert (kept.count.value, kept.count.rule, kept.rank.rule) == (9, "human", items.EARLIER)
    assert [a.value for a in filed.letter.addressees] == ["Các xóm"]


def test_the_place_a_human_drew_is_the_evidence(archive: Archive, letter_id: str) -> None:
    drawn = (Evidence(page=1, box=Box(0.1, 0.2, 0.3, 0.25)),)
    filed = archive.correct(letter_id, {"issuer": "Sở Y tế"}, by="lan", places={"issuer": drawn})
    assert filed.letter.issuer.evidence == drawn and filed.corrections[0].evidence == drawn
    assert archive.withdraw(letter_id, "issuer", by="lan").letter.issuer.evidence == ()


def test_changed_lists_are_truth_as_a_whole(archive: Archive, letter_id: str) -> None:
    archive.correct(letter_id, {"addressees[1]": "", "contest.prizes[0].count": "1"}, by="lan")
    (truth,) = archive.truth()
    assert truth.truth["addressees"] == ["Các xóm", "Các trường"]
    assert truth.machine["addressees"] == ["Các xóm", "ĐẾN Số 12", "Các trường"]
    assert (truth.truth["contest.prizes[0].count"], truth.machine["contest.prizes[0].count"]) == (1, None)
    archive.correct(letter_id, {"contest.prizes[2]": ""}, by="lan")
    (truth,) = archive.truth()
    assert [p["rank"] for p in truth.truth["contest.prizes"]] == ["Nhất", "Nhì"]
    assert "contest.prizes[0].count" not in truth.truth


def test_every_list_has_an_empty_item_that_fits() -> None:
    for path in items.lists():
        assert items.restored(path, items.plain(items.blank(path))) == items.blank(path), path
