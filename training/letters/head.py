"""The head in two columns: issuing body, motto, number, place and day, subject."""

from __future__ import annotations

from training.letters.flow import Column, Flow
from training.letters.markup import mark, plain, upper
from training.letters.model import Head, LetterText
from training.letters.placed import Dots, Glyphs, SetLine
from training.letters.setting import Style

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BLANK = 34.0
"""Points left for a number that is missing or written by hand."""


def lay_head(flow: Flow, letter: LetterText) -> None:
    """Boxes 1 to 5b of PL I; the lines stand in the order left column, right column."""
    sheet, head = flow.sheet, letter.head
    nation = flow.setter.measure(NATION, Style(sheet.head, bold=True))
    room = min(sheet.width * sheet.head_share, sheet.width - nation - 6)
    left, right = Column(sheet.x0, room), Column(sheet.x0 + room, sheet.width - room)
    low_left = _issuer(flow, head, left)
    at = len(flow.page.lines)
    low_right = _nation(flow, head, right)
    row = max(low_left, low_right) + 8
    after = _place_date(flow, head, right, row)
    right_lines = flow.page.lines[at:]
    del flow.page.lines[at:]
    row = _number(flow, head, left, row)
    if letter.subject and letter.type_name is None:
        inset = room * 0.04
        inner = Column(left.x + inset, room - 2 * inset)
        row = flow.column("V/v " + letter.subject, Style(12), inner, row + 2, "subject", flow.block())
    flow.page.anchors["below-number"] = (left.middle, row)
    flow.page.lines += right_lines
    flow.y = max(row, after) + 4


def _issuer(flow: Flow, head: Head, column: Column) -> float:
    """Superior body in plain capitals, issuing body in bold ones, a short rule."""
    size, y = flow.sheet.head, flow.y
    for lines, bold in ((head.parent, False), (head.issuer, True)):
        if lines:
            entity = flow.setter.entity("ISSUER", plain(" ".join(lines)))
            block = flow.block()
            for text in lines:
                style = Style(size, bold=bold)
                y = flow.column(upper(text), style, column, y, "head-left", block, entity=entity)
    if head.party:
        return flow.column("*", Style(size), column, y, "head-left", flow.block())
    flow.rule(column.middle, y + 4, column.room * 0.32)
    return y


def _nation(flow: Flow, head: Head, column: Column) -> float:
    """The state's name and motto with a rule as long as the motto; for the Party its name."""
    size, block, y = flow.sheet.head, flow.block(), flow.y
    if head.party:
        style = Style(size + 2, bold=True)
        banner = head.banner or PARTY
        y = flow.column(banner, style, column, y, "head-right", block)
        flow.rule(column.middle, y + 4, flow.setter.measure(banner, style))
        return y
    y = flow.column(NATION, Style(size, bold=True), column, y, "head-right", block)
    style = Style(size + 1, bold=True)
    y = flow.column(MOTTO, style, column, y, "head-right", block)
    flow.rule(column.middle, y + 4, flow.setter.measure(MOTTO, style))
    return y


def _number(flow: Flow, head: Head, column: Column, y: float) -> float:
    """`Số: 12/UBND-VX`; a blank number leaves room, one by hand stands over dots."""
    style, setter = Style(13), flow.setter
    rest = f"-{head.symbol}" if head.party else f"/{head.symbol}"
    y += style.size * flow.sheet.leading
    by_hand = head.number is not None and "number" in head.by_hand
    if head.number is not None and not by_hand:
        tokens = setter.tokens(f"Số: {mark('CODE', head.number + rest)}", style)
        words = setter.place(tokens, style, column.x, y, column.room, "center", True)
    else:
        entity = setter.entity("CODE", (head.number or "") + rest)
        lead = setter.tokens("Số:", style)[0]
        tail = setter.tokens(rest, style, entity)[0]
        x = column.x + (column.room - lead.width - BLANK - tail.width) / 2
        words = setter.place([lead], style, x, y, column.room, "left", True)
        if by_hand:
            hand = setter.tokens(mark("", head.number or "", "hand"), style, entity)[0]
            flow.page.dots.append(Dots(x + lead.width + 2, y, BLANK - 3, style.size))
            at = x + lead.width + max(2.0, (BLANK - hand.width) / 2)
            words += setter.place([hand], style, at, y - 1, column.room, "left", True)
        words += setter.place([tail], style, x + lead.width + BLANK, y, column.room, "left", True)
    flow.page.lines.append(SetLine(words, "number", flow.block()))
    return y


def _place_date(flow: Flow, head: Head, column: Column, y: float) -> float:
    """`Địa danh, ngày 05 tháng 01 năm 2026`; blanks stay, days by hand stand over dots."""
    setter = flow.setter
    style = Style(min(13.0, flow.sheet.head + 1), italic=True)
    y += style.size * flow.sheet.leading
    whole = " ".join(filter(None, (head.day, "tháng", head.month, "năm", str(head.date.year))))
    date = setter.entity("DATE", f"ngày {whole}") if head.day else None
    parts: list[tuple[str, float]] = [(f"{mark('PLACE', head.place)},", 0.0), ("ngày", 0.0)]
    for value, name, word in ((head.day, "day", "tháng"), (head.month, "month", "năm")):
        if value is None:
            parts.append(("", 20.0))
        elif name in head.by_hand:
            parts.append((mark("", value, "hand"), 22.0))
        else:
            parts.append((value, 0.0))
        parts.append((word, 0.0))
    parts.append((f"{head.date.year}", 0.0))
    space = setter.measure(" ", style)
    cells = [
        (setter.tokens(text, style, date if i else None), blank) for i, (text, blank) in enumerate(parts)
    ]
    widths = [blank or sum(t.width for t in tokens) + space * (len(tokens) - 1) for tokens, blank in cells]
    at = column.x + max(0.0, (column.room - sum(widths) - space * (len(cells) - 1)) / 2)
    words: list[Glyphs] = []
    for (tokens, blank), width in zip(cells, widths, strict=True):
        if tokens and blank:
            flow.page.dots.append(Dots(at, y, blank, style.size))
            inset = max(0.0, (blank - tokens[0].width) / 2)
            words += setter.place(tokens, style, at + inset, y - 1, column.room, "left", True)
        else:
            words += setter.place(tokens, style, at, y, column.room, "left", True)
        at += width + space
    flow.page.lines.append(SetLine(words, "place-date", flow.block()))
    return y
