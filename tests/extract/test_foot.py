"""Feet of scans: two posts without a mark, parts of lines read late, seals beside lists."""

from __future__ import annotations

import pytest

from pipeline.extract import extract, people
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from tests.extract import invented_letters as letters

Row = tuple[str, float, float]


def read(foot: list[Row], body: list[Row] = letters.BODY) -> Letter:
    return extract(letters.scanned(letters.HEAD + body + foot), ExtractOptions())


LIST = [row for row in letters.FOOT if row[1] < 0.5]


@pytest.mark.parametrize(
    ("above", "own", "capacity", "rule", "for_"),
    [
        ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "KT.", "deputy-under-post", "GIÁM ĐỐC"),
        ("“1 GIÁM ĐÓC", "PHÓ GIÁM ĐÓC", "KT.", "deputy-under-post", "GIÁM ĐỐC"),
        ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT.", "deputy-under-post", "CHỦ TỊCH"),
        ("“F1 GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", None, "illegible", "GIÁM ĐỐC"),
    ],
)
def test_two_posts_and_a_mark_that_was_not_read(
    above: str, own: str, capacity: str | None, rule: str, for_: str
) -> None:
    foot = [*LIST, (above, 0.62, 0.4), (own, 0.62, 0.42), ("Trịnh Hoài Ân", 0.63, 0.52)]
    signer = read(foot).signer
    assert (signer.capacity.value, signer.capacity.rule) == (capacity, rule)
    assert (signer.for_.value, signer.name.value) == (for_, "Trịnh Hoài Ân")
    assert signer.title.value == own.replace("ĐÓC", "ĐỐC")
    assert signer.capacity.confidence < 0.95


@pytest.mark.parametrize("own", ["PHÓ GIÁM ĐỐC", "GIÁM ĐỐC"])
def test_one_post_alone_implies_no_capacity(own: str) -> None:
    signer = read([*LIST, (own, 0.62, 0.4), ("Trịnh Hoài Ân", 0.63, 0.52)]).signer
    assert (signer.capacity.value, signer.for_.value, signer.title.value) == (None, None, own)


def test_posts_far_apart_are_not_one_signature() -> None:
    foot = [*LIST, ("GIÁM ĐỐC", 0.62, 0.4), ("PHÓ GIÁM ĐỐC", 0.62, 0.49), ("Trịnh Hoài Ân", 0.63, 0.52)]
    assert read(foot).signer.capacity.value is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("N guyễn Hoài Ân", "Nguyễn Hoài Ân"),
        ("T rịnh Hoài Ân", "Trịnh Hoài Ân"),
        ("A Páo Giàng", "A Páo Giàng"),
    ],
)
def test_a_surname_cut_after_its_first_letter(line: str, name: str) -> None:
    found = people.name(line, after_post=True)
    assert found is not None and found.value == name


def test_a_part_of_the_body_read_after_the_list_goes_back_to_its_line() -> None:
    body = [*letters.BODY[:-1], ("hành chính. Các đơn vị báo cáo về", 0.13, 0.27)]
    late = [("Nơi nhận:", 0.13, 0.4), ("Sở Nội vụ trước ngày 25/7/2025./.", 0.41, 0.27), *letters.FOOT[1:]]
    letter = read(late, body)
    assert [d.value for d in letter.distribution] == ["Như trên", "Lưu: VT, CCHC"]
    assert [(str(d.date.value), d.to.value) for d in letter.deadlines] == [("2025-07-25", "Sở Nội vụ")]


def test_abbreviations_of_an_item_are_no_signature() -> None:
    foot = [
        ("- VP Sở; TTra Sở; NVY;" if text == "- Như trên;" else text, x, y) for text, x, y in letters.FOOT
    ]
    assert [d.value for d in read(foot).distribution] == ["VP Sở; TTra Sở; NVY", "Lưu: VT, CCHC"]
    plain = letters.PLAIN.replace("- Như trên;", "- VP Sở; NVY;")
    assert extract(letters.reading(plain), ExtractOptions()).distribution[0].value == "VP Sở; NVY"


def test_letters_of_a_seal_beside_the_list_are_no_part_of_it() -> None:
    foot = [*letters.FOOT[:2], ("vÔ xHCy", 0.5, 0.425), *letters.FOOT[2:]]
    assert [d.value for d in read(foot).distribution] == ["Như trên", "Lưu: VT, CCHC"]
