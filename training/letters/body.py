"""Type and title, addressees, paragraphs, tables and QR codes."""

from __future__ import annotations

import itertools

from training.letters.flow import Column, Flow
from training.letters.model import Align, Block, LetterText, PageBreak, Paragraph, QrCode, Table
from training.letters.placed import Picture, Rule, SetLine
from training.letters.setting import Style, Token

QR_SIDE = 72.0
CELL_PAD = 4.0


def lay_title(flow: Flow, letter: LetterText) -> None:
    """Box 5a: the type's name, the title, a short rule."""
    if letter.type_name is None:
        return
    flow.y += 8
    style = Style(14, bold=True)
    flow.paragraph(letter.type_name, style, "type", "center")
    inset = flow.sheet.width * 0.06
    column = Column(flow.sheet.x0 + inset, flow.sheet.width - 2 * inset)
    flow.y = flow.column(letter.subject, style, column, flow.y, "title", flow.block())
    flow.rule(column.middle, flow.y + 5, flow.sheet.width * 0.18)
    flow.y += 8


def lay_addressees(flow: Flow, names: tuple[str, ...]) -> None:
    """Box 9a: one addressee on the line of `Kính gửi:`, several below it."""
    if not names:
        return
    style = Style(flow.sheet.body)
    flow.y += 8
    if len(names) == 1:
        flow.paragraph(f"Kính gửi: {names[0]}.", style, "addressees", "center")
        flow.y += 4
        return
    left = flow.sheet.width * 0.26
    column = Column(flow.sheet.x0 + left, flow.sheet.width - left)
    flow.y = flow.column("Kính gửi:", style, column, flow.y, "addressees", flow.block(), align="left")
    inner = Column(column.x + 28, column.room - 28)
    for i, name in enumerate(names):
        text = f"- {name}{'.' if i == len(names) - 1 else ';'}"
        flow.y = flow.column(text, style, inner, flow.y, "addressees", flow.block(), align="left")
    flow.y += 4


def lay_block(flow: Flow, block: Block, zone: str = "body") -> None:
    """One block of the body or of an appendix."""
    if isinstance(block, Paragraph):
        style = Style(flow.sheet.body, bold=block.bold, italic=block.italic)
        own = zone if zone != "body" else block.zone
        flow.paragraph(block.text, style, own, block.align, indent=block.indent)
    elif isinstance(block, Table):
        _table(flow, block)
    elif isinstance(block, QrCode):
        _qr(flow, block)
    elif isinstance(block, PageBreak):
        flow.new_page()


def _qr(flow: Flow, block: QrCode) -> None:
    if flow.y + QR_SIDE + 30 > flow.sheet.floor:
        flow.new_page()
    flow.y += 6
    flow.page.pictures.append(Picture(block.payload, flow.text.middle - QR_SIDE / 2, flow.y, QR_SIDE))
    flow.y += QR_SIDE
    if block.caption:
        style = Style(flow.sheet.body - 1, italic=True)
        flow.y = flow.column(block.caption, style, flow.text, flow.y, "body", flow.block())


def _table(flow: Flow, table: Table) -> None:
    """A ruled table; rows stay whole, the first is bold."""
    size = flow.sheet.body - 1
    widths = [w * flow.sheet.width for w in table.widths]
    flow.y += 8
    for n, row in enumerate(table.rows):
        style = Style(size, bold=n == 0)
        cells = [
            flow.setter.lines(flow.setter.tokens(text, style), style, w - 2 * CELL_PAD, 0.0)
            for text, w in zip(row, widths, strict=True)
        ]
        height = max(len(c) for c in cells) * size * flow.sheet.leading + 2 * CELL_PAD
        if flow.y + height > flow.sheet.floor:
            flow.new_page()
            flow.y += 6
        x = flow.sheet.x0
        for lines, w in zip(cells, widths, strict=True):
            _cell(flow, lines, style, Column(x + CELL_PAD, w - 2 * CELL_PAD), center=n == 0 or w < 60)
            _box(flow, x, w, height)
            x += w
        flow.y += height
    flow.y += 6


def _cell(flow: Flow, lines: list[list[Token]], style: Style, column: Column, *, center: bool) -> None:
    block, y = flow.block(), flow.y + CELL_PAD - style.size * 0.2
    for line in lines:
        y += style.size * flow.sheet.leading
        align: Align = "center" if center else "left"
        words = flow.setter.place(line, style, column.x, y, column.room, align, True)
        flow.page.lines.append(SetLine(words, "table", block))


def _box(flow: Flow, x: float, w: float, h: float) -> None:
    y = flow.y
    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
    for (ax, ay), (bx, by) in itertools.pairwise(corners):
        flow.page.rules.append(Rule(ax, ay, bx, by))
