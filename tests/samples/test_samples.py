"""The shipped samples: complete, small, made again by one command, each in its own kind of file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image

from samples import make

HERE = Path(make.__file__).parent
LETTERS = HERE / "letters"
FILES = sorted(LETTERS.iterdir())


def test_every_sample_has_its_record_and_its_line_in_the_readme() -> None:
    names = [letter.name for letter, _, _ in make.SAMPLES]
    assert sorted(p.stem for p in FILES) == sorted(names)
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for file in FILES:
        assert (HERE / "expected" / f"{file.stem}.json").exists()
        assert f"`{file.name}`" in readme


def test_samples_stay_small() -> None:
    assert sum(p.stat().st_size for p in FILES) < 4_000_000


@pytest.mark.parametrize("letter", [s[0] for s in make.SAMPLES], ids=lambda x: x.name)
def test_expected_records_are_those_of_the_letters(letter) -> None:  # type: ignore[no-untyped-def]
    shipped = json.loads((HERE / "expected" / f"{letter.name}.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(letter.expected))


def test_kinds_of_files() -> None:
    with Image.open(LETTERS / "03-xa-gia-vien.tif") as tiff:
        assert tiff.n_frames == 2 and tiff.mode == "1" and tiff.info["compression"] == "group4"
    born_digital = pypdfium2.PdfDocument(LETTERS / "01-so-phat-dong.pdf")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in born_digital[0].get_textpage().get_text_bounded()
    scan = pypdfium2.PdfDocument(LETTERS / "02-phuong-hoa-lu.pdf")
    assert not scan[0].get_textpage().get_text_bounded().strip()
    word = docx.Document(str(LETTERS / "07-du-thao.docx"))
    cells = " ".join(c.text for t in word.tables for row in t.rows for c in row.cells)
    assert "/UBND-KT" in cells and "tháng       năm 2026" in cells
    assert "CONG HOA XA H" in (LETTERS / "05-xa-van-dai.txt").read_text(encoding="utf-8")


def test_made_again_they_come_out_the_same(tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        quick = ("01-", "07-", "09-")
        return {
            p.name: hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.iterdir())
            if p.name.startswith(quick)
        }

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for letter, write, suffix in make.SAMPLES:
            if letter.name[:3] in ("01-", "07-", "09-"):
                write(tmp_path / name / f"{letter.name}.{suffix}", letter)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert len(digests(tmp_path / "a")) == 3
