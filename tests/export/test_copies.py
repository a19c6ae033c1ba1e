from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadTemplate
from pipeline.export import copy_renamed, file_name
from pipeline.export.copies import LONGEST, safe
from tests.export.office_letters import day, item, letter, write

TEMPLATE = "{code} - {subject} - {issued_on:%d%m%Y}"


def test_a_name_says_what_the_letter_is(tmp_path: Path) -> None:
    original = write(tmp_path / "scan0001.PDF")
    ((_, to),) = copy_renamed([item(original=original)], tmp_path / "out", TEMPLATE)
    assert to.name == "45-SNN-TT - báo cáo số hộ trồng chè - 03022026.pdf"
    assert to.read_bytes() == original.read_bytes()
    assert original.exists()


def test_what_is_missing_falls_away_with_its_dash() -> None:
    assert file_name(item(letter(issued_on=day(None))), TEMPLATE) == "45-SNN-TT - báo cáo số hộ trồng chè"


def test_nothing_is_overwritten_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.pdf", b"one"), write(tmp_path / "b.pdf", b"two")
    out = tmp_path / "out"
    items = [item(original=one), item(original=two)]
    first = copy_renamed(items, out, TEMPLATE)
    assert [to.read_bytes() for _, to in first] == [b"one", b"two"]
    assert [to.name for _, to in first][1].endswith("(2).pdf")
    assert copy_renamed([items[0]], out, TEMPLATE) == first[:1]
    assert len(list(out.iterdir())) == 2


@pytest.mark.parametrize(
    "template", ["{nothing}", "{code", "{code.__class__}", "{subject[0]}", "plain", "{0}"]
)
def test_a_bad_template_is_explained(template: str) -> None:
    with pytest.raises(BadTemplate, match="E-TEMPLATE"):
        file_name(item(), template)


@given(st.text(max_size=400))
def test_every_subject_makes_a_name_that_file_systems_take(subject: str) -> None:
    name = safe(subject)
    assert name and len(name.encode()) <= LONGEST + 1
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name not in (".", "..") and name == name.strip() and not name.endswith(".")
