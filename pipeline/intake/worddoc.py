"""DOCX: paragraphs and tables in the order of the document, through python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.errors import EmptyFile, InputError, TooManyBytes, Truncated
from pipeline.intake.document import Document, RawPage
from pipeline.intake.encoding import tidy
from pipeline.intake.origin import Origin
from pipeline.options import IntakeOptions
from pipeline.records.page import Line, Page, Reader, Word

UNPACKED = 5
"""How many times `max_bytes` the unpacked container may hold (a ZIP bomb holds thousands)."""


def open_docx(origin: Origin, options: IntakeOptions) -> Document:
    """Open a DOCX as one page of text.

    Raises:
        TooManyBytes: unpacked it is over the limit.
        Truncated: the container or its XML is damaged.
        EmptyFile: no word is in it.
    """
    with zipfile.ZipFile(io.BytesIO(origin.content)) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > UNPACKED * options.max_bytes:
        raise TooManyBytes(origin.name, f"{size} bytes unpacked")
    try:
        document = docx.Document(io.BytesIO(origin.content))
        lines = tuple(_lines(document))
    except (
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
        PackageNotFoundError,
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
    ) as error:
        raise Truncated(origin.name, f"{type(error).__name__}: {error}") from error
    except RecursionError as error:
        raise InputError(origin.name, "tables nested too deep") from error
    if not lines:
        raise EmptyFile(origin.name, "no words in it")
    page = Page(number=1, lines=lines, read_as=Reader.TEXT)

    def walk() -> Iterator[RawPage]:
        yield RawPage(1, page, None)

    return Document(origin.source(1, Reader.TEXT), walk)


def _lines(document: DocxDocument) -> Iterator[Line]:
    block = 0
    for item in document.iter_inner_content():
        pieces = _of_table(item) if isinstance(item, Table) else [[item]]
        for paragraphs in pieces:
            made = [line for p in paragraphs for line in _of_paragraph(p, block)]
            yield from made
            block += bool(made)


def _of_paragraph(paragraph: Paragraph, block: int) -> Iterator[Line]:
    style = paragraph.style.font if paragraph.style is not None else None
    runs = [r for r in paragraph.runs if r.text.strip()]
    bold = bool(runs) and all(r.bold if r.bold is not None else bool(style and style.bold) for r in runs)
    italic = bool(runs) and all(
        r.italic if r.italic is not None else bool(style and style.italic) for r in runs
    )
    for text in tidy(paragraph.text).split("\n"):
        words = tuple(Word(text=w) for w in text.split())
        if words:
            yield Line(words=words, block=block, bold=bold, italic=italic)


def _of_table(table: Table) -> Iterator[list[Paragraph]]:
    """Groups of paragraphs that belong together, one a block.

    A table of two columns without borders is how letters set their head and foot: it is read
    column by column. Any other table is read row by row, cell by cell.
    """
    rows = [_cells(row.cells) for row in table.rows]
    if _is_layout(table, rows):
        for column in range(2):
            yield [p for row in rows if column < len(row) for p in _paragraphs(row[column])]
        return
    for row in rows:
        yield [p for cell in row for p in _paragraphs(cell)]


def _cells(cells: Iterable[_Cell]) -> list[_Cell]:
    """Cells of a row, a merged one once."""
    kept: list[_Cell] = []
    for cell in cells:
        if not kept or cell._tc is not kept[-1]._tc:
            kept.append(cell)
    return kept


def _paragraphs(cell: _Cell) -> Iterator[Paragraph]:
    for item in cell.iter_inner_content():
        if isinstance(item, Table):
            for group in _of_table(item):
                yield from group
        else:
            yield item


def _is_layout(table: Table, rows: list[list[_Cell]]) -> bool:
    if not rows or max(len(row) for row in rows) != 2:
        return False
    return not _has_borders(table)


def _has_borders(table: Table) -> bool:
    """Whether the table, or the style it names, draws inner or outer lines."""
    style = table.style
    if style is not None and style.name and "Grid" in style.name:
        return True
    borders = table._tbl.tblPr.findall(".//{*}tblBorders/*") if table._tbl.tblPr is not None else []
    cells = table._tbl.findall(".//{*}tcBorders/*")
    values = [e.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val") for e in borders]
    if any(v not in (None, "nil", "none") for v in values):
        return True
    drawn = [e.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val") for e in cells]
    return sum(v not in (None, "nil", "none") for v in drawn) > len(table._tbl.findall(".//{*}tc"))
