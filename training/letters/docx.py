"""A letter as a Word file, with the head and the foot in tables without borders, as offices type them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Mm, Pt

from training.letters.head import MOTTO, NATION, PARTY
from training.letters.markup import plain
from training.letters.model import Block, LetterText, PageBreak, Paragraph, QrCode, Table

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def word_file(path: Path, letter: LetterText) -> None:
    """Write the letter as DOCX, byte for byte the same each time."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    _head(document, letter)
    _opening(document, letter)
    for block in letter.body:
        _block(document, block)
    _foot(document, letter)
    if letter.appendix:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in letter.appendix:
            _block(document, block)
    data = io.BytesIO()
    document.save(data)
    path.write_bytes(_frozen(data.getvalue()))


def _frozen(data: bytes) -> bytes:
    """The same archive with one fixed time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _line(
    holder: Any, text: str, *, size: float = 14, bold: bool = False, italic: bool = False, align: Any = None
) -> Any:
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align
    run = paragraph.add_run(plain(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _head(document: Any, letter: LetterText) -> None:
    head = letter.head
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    for text in head.parent:
        _line(left, plain(text).upper(), size=12, align=CENTER)
    for text in head.issuer:
        _line(left, plain(text).upper(), size=12, bold=True, align=CENTER)
    if head.party:
        _line(right, PARTY, bold=True, align=CENTER)
    else:
        _line(right, NATION, size=12, bold=True, align=CENTER)
        _line(right, MOTTO, size=13, bold=True, align=CENTER)
    left, right = table.rows[1].cells
    joint = "-" if head.party else "/"
    _line(left, f"Số: {head.number or '      '}{joint}{head.symbol}", size=13, align=CENTER)
    if letter.type_name is None:
        _line(left, "V/v " + letter.subject, size=12, align=CENTER)
    day, month = head.day or "     ", head.month or "     "
    date = f"{head.place}, ngày {day} tháng {month} năm {head.date.year}"
    _line(right, date, size=13, italic=True, align=CENTER)


def _opening(document: Any, letter: LetterText) -> None:
    document.add_paragraph()
    if letter.type_name:
        _line(document, letter.type_name, bold=True, align=CENTER)
        _line(document, letter.subject, bold=True, align=CENTER)
    names = letter.addressees
    if len(names) == 1:
        _line(document, f"Kính gửi: {names[0]}.", align=CENTER)
    elif names:
        _line(document, "Kính gửi:").paragraph_format.left_indent = Cm(3)
        for i, name in enumerate(names):
            end = "." if i == len(names) - 1 else ";"
            _line(document, f"- {name}{end}").paragraph_format.left_indent = Cm(4)
    document.add_paragraph()
    for text in letter.grounds:
        _line(document, text, italic=True, align=JUSTIFY).paragraph_format.first_line_indent = Cm(1.27)
    for text in letter.deciding:
        _line(document, text, bold=True, align=CENTER)


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Paragraph):
        align = CENTER if block.align == "center" else JUSTIFY
        made = _line(document, block.text, bold=block.bold, italic=block.italic, align=align)
        made.paragraph_format.space_after = Pt(6)
        if block.indent and block.align == "justify":
            made.paragraph_format.first_line_indent = Cm(1.27)
    elif isinstance(block, Table):
        table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
        for i, row in enumerate(block.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(plain(text)).bold = i == 0
    elif isinstance(block, QrCode):
        _line(document, block.caption, italic=True, align=CENTER)
    elif isinstance(block, PageBreak):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _foot(document: Any, letter: LetterText) -> None:
    document.add_paragraph()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for i, name in enumerate(letter.foot.distribution):
        end = "." if i == len(letter.foot.distribution) - 1 else ";"
        _line(left, f"- {name}{end}", size=11)
    for text in letter.foot.authority:
        _line(right, text, bold=True, align=CENTER)
    for _ in range(4):
        _line(right, "", align=CENTER)
    if letter.foot.name:
        _line(right, letter.foot.name, bold=True, align=CENTER)
