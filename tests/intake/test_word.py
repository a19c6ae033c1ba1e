"""DOCX as offices write it: layout tables, lists that Word numbers, content controls, tracked changes."""

from __future__ import annotations

import copy
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline import errors
from pipeline.intake import open_document
from pipeline.intake.word_numbers import written
from pipeline.options import IntakeOptions


def read(made: DocxDocument, folder: Path) -> list[str]:
    made.save(str(folder / "thu.docx"))
    with open_document(folder / "thu.docx", IntakeOptions()) as document:
        (page,) = document.pages()
    assert page.words is not None
    return page.words.text.split("\n\n")


def test_a_grid_whose_lines_were_taken_away_sets_columns(tmp_path: Path) -> None:
    made = docx.Document()
    head = made.add_table(2, 3, style="Table Grid")
    head.cell(0, 0).text, head.cell(0, 2).text = "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI"
    head.cell(1, 0).text, head.cell(1, 2).text = "Số: 5/SYT", "Độc lập"
    sides = "".join(f'<w:{s} w:val="nil"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    assert read(made, tmp_path) == ["SỞ Y TẾ\nSố: 5/SYT", "CỘNG HÒA XÃ HỘI\nĐộc lập"]


def test_a_row_over_both_columns_stands_by_itself(tmp_path: Path) -> None:
    made = docx.Document()
    head = made.add_table(3, 2)
    for r, texts in enumerate([("SỞ Y TẾ", "CỘNG HÒA"), ("", ""), ("Nơi nhận:", "GIÁM ĐỐC")]):
        head.cell(r, 0).text, head.cell(r, 1).text = texts
    head.cell(1, 0).merge(head.cell(1, 1)).text = "Kính gửi: Phòng A."
    assert read(made, tmp_path) == ["SỞ Y TẾ", "CỘNG HÒA", "Kính gửi: Phòng A.", "Nơi nhận:", "GIÁM ĐỐC"]


def test_lists_keep_the_marks_that_word_sets(tmp_path: Path) -> None:
    made = docx.Document()
    for style, text in [
        ("List Number", "Mục đích"),
        ("List Bullet", "tìm hiểu"),
        ("List Bullet", "thi đua"),
        ("List Number", "Thời gian"),
    ]:
        made.add_paragraph(text, style=style)
    assert read(made, tmp_path) == ["1. Mục đích", "- tìm hiểu", "- thi đua", "2. Thời gian"]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
    ],
)
def test_counts_as_written(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


def test_content_controls_and_accepted_changes_are_text(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Số: 12/UBND-VX")
    body = made.element.body
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    control.find(qn("w:sdtContent")).append(copy.deepcopy(body[0]))
    body.insert(1, control)
    changed = made.add_paragraph("trước ngày ")
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>10/2</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}>{run.format('20/2')}</w:ins>"))
    assert read(made, tmp_path) == ["Số: 12/UBND-VX", "Số: 12/UBND-VX", "trước ngày 20/2"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Kính gửi: Phòng A.")
    inside = "<w:txbxContent><w:p><w:r><w:t>KHẨN</w:t></w:r></w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {space}><mc:AlternateContent><mc:Choice Requires='wps'>{inside}</mc:Choice>"
            f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert read(made, tmp_path) == ["Kính gửi: Phòng A.", "KHẨN"]


def test_an_empty_document_is_empty(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "thu.docx"))
    with pytest.raises(errors.EmptyFile):
        open_document(tmp_path / "thu.docx", IntakeOptions())
