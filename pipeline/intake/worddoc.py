"""DOCX: paragraphs and tables in the order of the document, through python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.errors import EmptyFile, InputError, TooHeavy, TooManyBytes, Truncated
from pipeline.intake.document import Document, RawPage
from pipeline.intake.encoding import tidy
from pipeline.intake.origin import Origin
from pipeline.intake.word_numbers import Numbers, numbers_of
from pipeline.intake.word_tables import groups_of
from pipeline.options import IntakeOptions
from pipeline.records.page import Line, Page, Reader, Word

UNPACKED = 5
"""How many times `max_bytes` the unpacked container may hold (a ZIP bomb holds thousands)."""
MOST_XML = 16_000_000
"""Bytes of XML that a letter may unpack to: read, it takes twenty times the memory."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin", ".odttf")
_DAMAGED = (
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    OSError,
    SyntaxError,
    PackageNotFoundError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
"""What the ZIP, XML and DOCX readers raise on damaged files."""


def open_docx(origin: Origin, options: IntakeOptions) -> Document:
    """Open a DOCX as one page of text.

    Raises:
        TooManyBytes: unpacked it is over the limit.
        TooHeavy: its text unpacks to more than any letter holds.
        Truncated: the container or its XML is damaged.
        EmptyFile: no word is in it.
    """
    with zipfile.ZipFile(io.BytesIO(origin.content)) as archive:
        members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > UNPACKED * options.max_bytes:
        raise TooManyBytes(origin.name, f"{size} bytes unpacked")
    xml = sum(m.file_size for m in members if not m.filename.lower().endswith(_PICTURES))
    if xml > MOST_XML:
        raise TooHeavy(origin.name, f"{xml} bytes of text and form")
    try:
        lines = tuple(_lines(docx.Document(io.BytesIO(origin.content))))
    except RecursionError as error:
        raise InputError(origin.name, "tables nested too deep") from error
    except _DAMAGED as error:
        raise Truncated(origin.name, f"{type(error).__name__}: {error}") from error
    if not lines:
        raise EmptyFile(origin.name, "no words in it")
    page = Page(number=1, lines=lines, read_as=Reader.TEXT)

    def walk() -> Iterator[RawPage]:
        yield RawPage(1, page, None)

    return Document(origin.source(1, Reader.TEXT), walk)


def _lines(document: DocxDocument) -> Iterator[Line]:
    """Lines of the body, one block a paragraph, a column of the head or foot, or a table's row."""
    numbers = numbers_of(document)
    block = 0
    for group in _groups(document.element.body, document):
        made = [line for paragraph in group for line in _of_paragraph(paragraph, numbers, block)]
        yield from made
        block += bool(made)


def _groups(parent: Any, document: DocxDocument) -> Iterator[list[Paragraph]]:
    """Paragraphs that belong together; content controls and text boxes are looked into."""
    for child in parent.iterchildren():
        match child.tag:
            case tag if tag == qn("w:p"):
                yield [Paragraph(child, document)]
                for box in _text_boxes(child):
                    yield from _groups(box, document)
            case tag if tag == qn("w:tbl"):
                yield from groups_of(Table(child, document))
            case tag if tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from _groups(content, document)
            case tag if tag in (qn("w:customXml"), qn("w:ins")):
                yield from _groups(child, document)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph; Word stores each twice, the second for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = [a.tag for a in box.iterancestors()]
        if not any(tag.endswith("}Fallback") for tag in above):
            yield box


def _of_paragraph(paragraph: Paragraph, numbers: Numbers, block: int) -> Iterator[Line]:
    element = paragraph._p
    style = paragraph.style.font if paragraph.style is not None else None
    runs = [r for r in paragraph.runs if r.text.strip()]
    bold = bool(runs) and all(r.bold if r.bold is not None else bool(style and style.bold) for r in runs)
    slanted = bool(runs) and all(
        r.italic if r.italic is not None else bool(style and style.italic) for r in runs
    )
    label = numbers.label(element)
    text = tidy(_text(element))
    if label and text.strip():
        text = f"{label} {text}"
    for row in text.split("\n"):
        words = tuple(Word(text=w) for w in row.split())
        if words:
            yield Line(words=words, block=block, bold=bold, italic=slanted)


_ASIDE = {"w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:delText", "w:pPr", "w:rPr"}
"""Parts of a paragraph that are not its text: what was struck out, boxes, codes of fields."""
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}


def _text(element: Any) -> str:
    """All text of a paragraph as it reads with changes accepted, in whatever wrappers it stands."""
    parts: list[str] = []
    for child in element.iterchildren():
        if not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _SIGN_TAGS:
            parts.append(_SIGN_TAGS[child.tag])
        elif child.tag not in _ASIDE_TAGS and not child.tag.endswith("}Fallback"):
            parts.append(_text(child))
    return "".join(parts)


_ASIDE_TAGS = {qn(name) for name in _ASIDE}
_SIGN_TAGS = {qn(name): sign for name, sign in _SIGNS.items()}
