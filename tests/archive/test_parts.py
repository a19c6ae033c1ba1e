"""Files with several letters: pages split off and joined by a human."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.errors import BadDivision, VersionConflict
from pipeline.records.letter import Letter
from pipeline.records.page import Page, Source
from tests.archive.made_letters import FILLER, made, put

PAGES = (f"Trang đầu của thư thứ nhất. {FILLER}", "Trang hai vẫn là thư ấy.", "Một lá thư khác hẳn.")


def divide(source: Source, pages: tuple[Page, ...], begins: tuple[int, ...]) -> Letter:
    """As extraction does it, in the plainest way: the code names the first page."""
    found = []
    for i, first in enumerate(begins):
        after = begins[i + 1] if i + 1 < len(begins) else len(pages) + 1
        letter, _ = made(" ", code=f"{first}/THU")
        own = tuple(p.text if first <= p.number < after else "" for p in pages)
        found.append(letter.model_copy(update={"source": source, "text": own}))
    return found[0].model_copy(update={"also": tuple(found[1:])})


@pytest.fixture
def joined(archive: Archive, tmp_path: Path) -> str:
    put(archive, tmp_path / "in", "a.txt", made("\f".join(PAGES), code="1/THU"))
    return archive.letters()[0].id


def test_a_page_is_split_off_and_joined_again(archive: Archive, joined: str) -> None:
    assert archive.get(joined).pages == (1, 2, 3)
    archive.correct(joined, {"subject": "thư đầu"}, by="lan")
    version = archive.get(joined).summary.version
    filed = archive.divide(joined, (3,), divide, by="lan", expected_version=version)
    assert (filed.pages, filed.begins) == ((1, 2), (1, 3))
    assert filed.letter.subject.value == "thư đầu" and filed.entry.history[-1].by == "lan"
    second = archive.get(f"{joined}-2")
    assert second.pages == (3,) and second.letter.code.value == "3/THU"
    assert [h.letter.id for h in archive.search("khac han").hits] == [second.summary.id]
    archive.correct(second.summary.id, {"subject": "thư sau"}, by="lan")
    with pytest.raises(VersionConflict):
        archive.divide(joined, (1,), divide, by="lan", expected_version=version)

    again = archive.divide(second.summary.id, (1,), divide, by="lan")
    assert again.summary.id == joined and again.pages == (1, 2, 3) and len(archive.letters()) == 1
    archive.divide(joined, (1, 3), divide, by="lan")
    assert archive.get(f"{joined}-2").letter.subject.value == "thư sau", "its corrections hold again"
    back = archive.divide(joined, (), divide, by="lan")
    assert back.begins == (1,) and not back.divided and len(archive.letters()) == 1
    assert archive.verify().damages == ()


def test_a_division_outlives_reading_again(archive: Archive, tmp_path: Path, joined: str) -> None:
    archive.divide(joined, (1, 3), divide, by="lan")
    archive.desk.again("options-2")
    (claim,) = archive.desk.claim(1, 60)
    source = archive.get(joined).letter.source
    letter, pages = made("\f".join(PAGES), code="1/THU")
    packed = pack(letter.model_copy(update={"source": source}), pages)
    archive.desk.deliver(claim, "options-2", (tmp_path / "in" / "a.txt").read_bytes(), packed, "2", divide)
    assert [s.code for s in archive.letters()] == ["1/THU", "3/THU"]
    assert archive.get(joined).begins == (1, 3) and archive.verify().damages == ()


@pytest.mark.parametrize("begins", [(4,), (0,), (1, 9)])
def test_pages_that_are_not_there_are_refused(archive: Archive, joined: str, begins: tuple[int, ...]) -> None:
    with pytest.raises(BadDivision):
        archive.divide(joined, begins, divide, by="lan")
    assert not archive.get(joined).divided


def test_the_machines_own_letters_have_pages(archive: Archive, tmp_path: Path) -> None:
    second, _ = made(" ", code="2/THU")
    second = second.model_copy(update={"text": ("", "", PAGES[2])})
    put(archive, tmp_path / "in", "b.txt", made("\f".join(PAGES), code="1/THU", also=(second,)))
    first, other = archive.letters()
    assert archive.get(first.id).pages == (1, 2) and archive.get(other.id).pages == (3,)
