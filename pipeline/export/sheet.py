"""Registers as XLSX ready for the printer: A4 landscape, headings on every page."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.export.item import Office
from pipeline.export.wording import day
from pipeline.place import beside

FONT = "Times New Roman"
LONGEST = 32_000
"""Characters that a cell of a spreadsheet takes."""
CHARACTERS = 1.12
"""Characters of the font, at least, in one unit of a column's width."""
LINE = 14.5
"""Points from line to line."""
A4 = 9
"""The number that XLSX gives to A4."""


@dataclass(frozen=True)
class Column:
    """A column: key, heading as the decree prints it, width in characters."""

    key: str
    heading: str
    width: float


@dataclass(frozen=True)
class Sheet:
    """The rows of one year with the first and last day and number in it."""

    year: int
    days: tuple[dt.date, dt.date] | None
    numbers: tuple[str, str] | None
    rows: tuple[tuple[str | dt.date | None, ...], ...]


def write_xlsx(
    title: str, columns: Sequence[Column], sheets: Sequence[Sheet], destination: Path, office: Office
) -> None:
    """Write one worksheet a year under the head of the office."""
    with beside(destination) as path:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, options) as book:
            book.set_properties({"title": title, "author": office.name})
            for sheet in sheets:
                page = book.add_worksheet(str(sheet.year) if sheet.year else "Năm chưa rõ")
                _fill(book, page, sheet, title, columns, office)
        path.write_bytes(content.getvalue())


def _fill(
    book: Workbook, page: Worksheet, sheet: Sheet, title: str, columns: Sequence[Column], office: Office
) -> None:
    for i, column in enumerate(columns):
        page.set_column(i, i, column.width)
    row = _head(book, page, sheet, title, len(columns), office)
    heading = _format(book, bold=True, align="center", valign="vcenter", border=1, text_wrap=True)
    count = _format(book, italic=True, align="center", border=1)
    for i, column in enumerate(columns):
        page.write_string(row, i, column.heading, heading)
        page.write_string(row + 1, i, f"({i + 1})", count)
    page.set_row(row, 48)
    text = _format(book, valign="top", border=1, text_wrap=True)
    middle = _format(book, valign="top", align="center", border=1, text_wrap=True)
    date = _format(book, valign="top", align="center", border=1, num_format="dd/mm/yyyy")
    for at, values in enumerate(sheet.rows, row + 2):
        page.set_row(at, _height(values, columns))
        for i, value in enumerate(values):
            _cell(page, at, i, value, date, middle if columns[i].key == "arrival_number" else text)
    page.repeat_rows(row, row + 1)
    page.freeze_panes(row + 2, 0)
    _print_setup(page)


def _cell(
    page: Worksheet, row: int, column: int, value: str | dt.date | None, date: Format, text: Format
) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), date)
    elif value:
        page.write_string(row, column, value[:LONGEST], text)
    else:
        page.write_blank(row, column, None, text)


def _height(values: Sequence[str | dt.date | None], columns: Sequence[Column]) -> float:
    """Points that the fullest cell of a row needs: printing programs do not all find it themselves."""
    most = 1
    for value, column in zip(values, columns, strict=True):
        if isinstance(value, str):
            wide = max(4, int(column.width * CHARACTERS))
            most = max(most, sum(max(1, len(textwrap.wrap(part, wide))) for part in value.split("\n")))
    return min(400.0, LINE * most + 4)


def _head(book: Workbook, page: Worksheet, sheet: Sheet, title: str, width: int, office: Office) -> int:
    """Office, title, year and range; returns the row of the headings."""
    plain = _format(book, align="center", font_size=12)
    bold = _format(book, align="center", font_size=12, bold=True)
    large = _format(book, align="center", font_size=15, bold=True)
    row = 0
    for name, form in ((office.parent, plain), (office.name, bold)):
        if name:
            page.merge_range(row, 0, row, width // 2 - 1, name.upper(), form)
            row += 1
    row += bool(row)
    page.merge_range(row, 0, row, width - 1, title, large)
    page.set_row(row, 24)
    line = f"Năm: {sheet.year}" if sheet.year else "Năm: ......"
    if sheet.days and sheet.numbers:
        line += f"      Từ ngày {day(sheet.days[0])} đến ngày {day(sheet.days[1])}"
        line += f"      Từ số {sheet.numbers[0]} đến số {sheet.numbers[1]}"
    page.merge_range(row + 1, 0, row + 1, width - 1, line, plain)
    return row + 3


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer('&C&"Times New Roman"&10Trang &P/&N')


def _format(book: Workbook, **more: object) -> Format:
    return book.add_format({"font_name": FONT, "font_size": 11, **more})
