"""Tests of the reader of data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import knowledge

NAMES = sorted(p.name for p in (Path(knowledge.__file__).parent / "data").glob("*.tsv"))


@pytest.mark.parametrize("name", [n for n in NAMES if n != "calibration.tsv"])
def test_each_row_of_a_closed_list_names_its_source(name: str) -> None:
    assert knowledge.rows(name, "source")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("post\tsource\nGIÁM ĐỐC\tND30\n\tND30\n", "line 3"),
        ("post\tsource\nGIÁM ĐỐC\n", "line 2"),
        ("title\tsource\nGIÁM ĐỐC\tND30\n", "line 2"),
    ],
    ids=["an empty cell", "no source", "another head"],
)
def test_a_row_that_lacks_what_is_needed_is_told_by_its_line(
    text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "posts.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(knowledge.resources, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=rf"posts\.tsv, {says}"):
        knowledge.rows("posts.tsv", "post")
