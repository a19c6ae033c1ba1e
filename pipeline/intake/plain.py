"""Plain text and Markdown: lines as they stand, paragraphs as blocks, a form feed between pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import EmptyFile, TooManyPages
from pipeline.intake.document import Document, RawPage
from pipeline.intake.encoding import decode
from pipeline.intake.origin import Origin
from pipeline.intake.sniff import Media
from pipeline.intake.text_tables import table_rows
from pipeline.options import IntakeOptions
from pipeline.records.page import Line, Page, Reader, Step, Word

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]*(?:@|://|www\.)[^\s<>]+)>")
_LINK = re.compile(r"\[([^\]\n]+)\]\((\S+?)\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?=\S)", re.M)
_ESCAPE = re.compile(r"\\([*_<>#\[\]`~.\-])")
_RULE = re.compile(r"^ {0,3}(?:(?:\* ?){3,}|(?:_ ?){3,})$", re.M)


def open_text(origin: Origin, options: IntakeOptions) -> Document:
    """Open a text file in whatever encoding it is; Markdown marks are taken off the words.

    Raises:
        EmptyFile: no word is in it.
        UnknownType: the bytes are no text.
    """
    text, steps = decode(origin.content, origin.name)
    bare = strip_markdown(text)
    media = Media.TEXT if bare == text else Media.MARKDOWN
    pages = [page for page in bare.split("\f") if page.strip()]
    if not pages:
        raise EmptyFile(origin.name, "no words in it")
    if len(pages) > options.max_pages:
        raise TooManyPages(origin.name, f"{len(pages)} pages, limit {options.max_pages}")
    notes = tuple(Step(page=1, name=name, detail=detail) for name, detail in steps)
    source = origin.source(len(pages), Reader.TEXT, media=media, steps=notes)

    def walk() -> Iterator[RawPage]:
        for number, page in enumerate(pages, 1):
            yield RawPage(number, page_of_text(page, number), None)

    return Document(source, walk)


HEAD_ROWS = 24
FOOT_ROWS = 24
"""Rows within which head and foot of a letter end."""
RIGHT_COLUMN = 24
"""The right column begins no further left than this."""
_WIDE = re.compile(r"(?<=\S)(?<!ngày)(?<!tháng)(?<!năm)(?<!Số:)(?<!Số) {4,}(?=\S)")
"""White between columns; not the white left for a number or a day."""
_TO = re.compile(r"\s*\W{0,3}K[ií]nh\s+g", re.IGNORECASE)
_FOOT = re.compile(r"\s*\W{0,3}N[oơ]i\s+nh[aậ]n", re.IGNORECASE)


def strip_markdown(text: str) -> str:
    """Take off the marks that would stick to words; lines stay where they are.

    Example:
        `**Số: 12/UBND-VX**` -> `Số: 12/UBND-VX`; `<http://a.vn/b>` -> `http://a.vn/b`.
    """
    text = _STRONG.sub(_within_paragraph, text)
    text = _EMPHASIS.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} {m[2]}", text)
    text = _HEADING.sub("", text)
    text = _RULE.sub("", text)
    return _ESCAPE.sub(r"\1", text)


def _within_paragraph(match: re.Match[str]) -> str:
    return match[0] if re.search(r"\n\s*\n", match[2]) else match[2]


def page_of_text(text: str, number: int) -> Page:
    """A page of lines; an empty line or a table's next row begins a new block, a cell a new line.

    Wide white in head and foot, where two columns stand side by side, begins a new line too.
    """
    lines: list[Line] = []
    block, gap = 0, False
    rows = [raw.expandtabs(4).rstrip() for raw in text.splitlines()]
    sided, tables = _two_sided(rows), table_rows(rows)
    skip: frozenset[int] = frozenset()
    for at, row in enumerate(rows):
        if at in skip:
            continue
        if not row:
            gap = bool(lines)
            continue
        cells = tables.get(at)
        block, gap = block + (gap or (cells is not None and bool(lines))), cells is not None
        if cells is not None:
            skip |= cells.lines
        pieces = cells.cells if cells is not None else _pieces(row) if at in sided else [(_indent(row), row)]
        for start, piece in pieces:
            lines.append(Line(words=tuple(Word(text=w) for w in piece.split()), block=block, indent=start))
    return Page(number=number, lines=tuple(lines), read_as=Reader.TEXT, blank=not lines)


def _indent(expanded: str) -> int:
    return len(expanded) - len(expanded.lstrip())


def _two_sided(rows: list[str]) -> set[int]:
    """Rows of head and foot, where two columns stand side by side (Nghị định 30/2020, PL I, II)."""
    found: set[int] = set()
    head = next((i for i, row in enumerate(rows[:HEAD_ROWS]) if _TO.match(row)), HEAD_ROWS)
    found.update(range(min(head, len(rows))))
    for i, row in enumerate(rows):
        if _FOOT.match(row):
            found.update(range(i, min(i + FOOT_ROWS, len(rows))))
    return found


def _pieces(expanded: str) -> list[tuple[int, str]]:
    """A row cut at its one wide gap, each piece with its first column; uncut where there are more or none."""
    gaps = [m for m in _WIDE.finditer(expanded.rstrip()) if m.start() > 0]
    if len(gaps) != 1 or gaps[0].end() < RIGHT_COLUMN:
        return [(_indent(expanded), expanded)]
    gap = gaps[0]
    return [(_indent(expanded), expanded[: gap.start()]), (gap.end(), expanded[gap.end() :])]
