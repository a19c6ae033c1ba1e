"""Laying a letter out on A4 as Nghị định 30/2020/NĐ-CP, Phụ lục I, prescribes."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from training.letters import fonts
from training.letters.markup import mark, plain, upper
from training.letters.model import Align, Block, LetterText, PageBreak, Paragraph, QrCode, Table
from training.letters.placed import A4, MM, Dots, Picture, Rule, SetLetter, SetLine, SetPage
from training.letters.setting import Style, Typesetter

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


@dataclass(frozen=True)
class Sheet:
    """Margins in millimetres and sizes in points, within the bounds of the decree."""

    left: float = 30.0
    right: float = 18.0
    top: float = 20.0
    bottom: float = 20.0
    body: float = 14.0
    head: float = 12.0
    leading: float = 1.2
    gap: float = 6.0
    indent: float = 12.7
    head_share: float = 0.42
    """Share of the text width that the left column of the head takes."""
    family: fonts.Family = fonts.SERIF

    @property
    def x0(self) -> float:
        """Left edge of the text in points."""
        return self.left * MM

    @property
    def width(self) -> float:
        """Width of the text in points."""
        return A4[0] - (self.left + self.right) * MM

    @property
    def floor(self) -> float:
        """Lowest base line in points."""
        return A4[1] - self.bottom * MM


def any_sheet(rng: random.Random) -> Sheet:
    """A sheet as some office sets it, within the bounds of the decree."""
    head = rng.choice((12.0, 12.0, 12.5, 13.0))
    return Sheet(
        left=rng.choice((30.0, 30.0, 32.0, 35.0)),
        right=rng.choice((15.0, 18.0, 20.0)),
        top=rng.choice((20.0, 20.0, 22.0, 25.0)),
        bottom=rng.choice((20.0, 20.0, 25.0)),
        body=rng.choice((13.0, 13.5, 14.0, 14.0)),
        head=head,
        leading=rng.choice((1.12, 1.2, 1.3)),
        gap=rng.choice((3.0, 6.0, 6.0)),
        indent=rng.choice((10.0, 12.7)),
        head_share=0.4 if head > 12 else rng.choice((0.4, 0.42, 0.44)),
        family=rng.choice((fonts.SERIF, fonts.SERIF, fonts.SERIF, fonts.FREE)),
    )


def lay_out(letter: LetterText, sheet: Sheet) -> SetLetter:
    """Place every word of the letter."""
    return _Layout(letter, sheet).run()


class _Layout:
    """Walks down the letter; `y` is the base line last used."""

    def __init__(self, letter: LetterText, sheet: Sheet) -> None:
        self.letter, self.sheet = letter, sheet
        self.setter = Typesetter(sheet.family)
        self.pages = [SetPage()]
        self.y = sheet.top * MM
        self.block = 0

    @property
    def page(self) -> SetPage:
        return self.pages[-1]

    def run(self) -> SetLetter:
        self.head()
        self.titles()
        self.addressees()
        for text in self.letter.grounds:
            self.flow(text, Style(self.sheet.body, italic=True), "grounds")
        for text in self.letter.deciding:
            self.flow(text, Style(self.sheet.body, bold=True), "deciding", align="center", indent=False)
        for block in self.letter.body:
            self.body_block(block)
        self.foot()
        if self.letter.appendix:
            self.new_page()
            for block in self.letter.appendix:
                self.body_block(block, zone="appendix")
        return SetLetter(self.pages, self.setter.entities)

    # -- lines ---------------------------------------------------------------------------------

    def new_page(self) -> None:
        self.pages.append(SetPage())
        style = Style(13)
        top = 10 * MM + style.size
        tokens = self.setter.tokens(str(len(self.pages)), style)
        words = self.setter.place(tokens, style, self.sheet.x0, top, self.sheet.width, "center", True)
        self.page.lines.append(SetLine(words, "page-number", self.next_block()))
        self.y = self.sheet.top * MM

    def next_block(self) -> int:
        self.block += 1
        return self.block

    def column(
        self,
        text: str,
        style: Style,
        x: float,
        room: float,
        y: float,
        zone: str,
        block: int,
        align: Align = "center",
        indent: float = 0.0,
    ) -> float:
        """Set text in a column without page breaks; returns the last base line."""
        tokens = self.setter.tokens(text, style)
        lines = self.setter.lines(tokens, style, room, indent)
        if align == "center":
            lines = self.setter.even(tokens, lines, style, room)
        for i, line in enumerate(lines):
            y += style.size * self.sheet.leading
            shift = indent if i == 0 else 0.0
            last = i == len(lines) - 1
            words = self.setter.place(line, style, x + shift, y, room - shift, align, last)
            self.page.lines.append(SetLine(words, zone, block))
        return y

    def flow(
        self,
        text: str,
        style: Style,
        zone: str,
        align: Align = "justify",
        indent: bool = True,
        hang: float = 0.0,
    ) -> None:
        """Set a paragraph down the page, breaking pages."""
        first = self.sheet.indent * MM if indent and align == "justify" else 0.0
        room = self.sheet.width - hang
        lines = self.setter.lines(self.setter.tokens(text, style), style, room, first)
        block = self.next_block()
        self.y += self.sheet.gap
        for i, line in enumerate(lines):
            if self.y + style.size * self.sheet.leading > self.sheet.floor:
                self.new_page()
            self.y += style.size * self.sheet.leading
            shift = first if i == 0 else 0.0
            last = i == len(lines) - 1
            words = self.setter.place(
                line, style, self.sheet.x0 + hang + shift, self.y, room - shift, align, last
            )
            self.page.lines.append(SetLine(words, zone, block))

    # -- head ----------------------------------------------------------------------------------

    def head(self) -> None:
        sheet, head = self.sheet, self.letter.head
        size = sheet.head
        nation = self.setter.measure(NATION, Style(size, bold=True))
        left_room = min(sheet.width * sheet.head_share, sheet.width - nation - 6)
        right_x, right_room = sheet.x0 + left_room, sheet.width - left_room
        left = self.y
        if head.parent:
            block = self.next_block()
            for text in head.parent:
                left = self.column(upper(text), Style(size), sheet.x0, left_room, left, "head-left", block)
        block = self.next_block()
        for text in head.issuer:
            left = self.column(
                upper(text), Style(size, bold=True), sheet.x0, left_room, left, "head-left", block
            )
        middle = sheet.x0 + left_room / 2
        if not head.party:
            self.rule(middle, left + 4, left_room * 0.32)
        else:
            left = self.column("*", Style(size), sheet.x0, left_room, left, "head-left", block)
        self.page.anchors["issuer"] = (middle, left)
        number_at = len(self.page.lines)
        right = self.nation(right_x, right_room)
        row = max(left, right) + 8
        after = self.place_date(right_x, right_room, row)
        tail = self.page.lines[number_at:]
        del self.page.lines[number_at:]
        row = self.number(left_room, row)
        if self.letter.subject and self.letter.type_name is None:
            block = self.next_block()
            style = Style(12)
            inset = left_room * 0.04
            row = self.column(
                "V/v " + self.letter.subject,
                style,
                sheet.x0 + inset,
                left_room - 2 * inset,
                row + 2,
                "subject",
                block,
            )
        self.page.anchors["below-number"] = (middle, row)
        self.page.lines += tail
        self.page.anchors["below-date"] = (right_x + right_room / 2, after)
        self.y = max(row, after) + 4

    def rule(self, middle: float, y: float, length: float) -> None:
        self.page.rules.append(Rule(middle - length / 2, y, middle + length / 2, y))

    def nation(self, x: float, room: float) -> float:
        size = self.sheet.head
        block = self.next_block()
        y = self.sheet.top * MM
        if self.letter.head.party:
            style = Style(size + 2, bold=True)
            y = self.column(PARTY, style, x, room, y, "head-right", block)
            self.rule(x + room / 2, y + 4, self.setter.measure(PARTY, style))
            return y
        y = self.column(NATION, Style(size, bold=True), x, room, y, "head-right", block)
        style = Style(size + 1, bold=True)
        y = self.column(MOTTO, style, x, room, y, "head-right", block)
        self.rule(x + room / 2, y + 4, self.setter.measure(MOTTO, style))
        return y

    def number(self, room: float, y: float) -> float:
        """`Số: 12/UBND-VX`; a blank number leaves room, one by hand stands over dots."""
        head, sheet = self.letter.head, self.sheet
        style = Style(13)
        rest = f"-{head.symbol}" if head.party else f"/{head.symbol}"
        y += style.size * sheet.leading
        by_hand = head.number is not None and "number" in head.by_hand
        if head.number is not None and not by_hand:
            text = f"Số: {mark('CODE', head.number + rest)}"
            tokens = self.setter.tokens(text, style)
            words = self.setter.place(tokens, style, sheet.x0, y, room, "center", True)
        else:
            blank = 34.0
            lead = self.setter.tokens("Số:", style)[0]
            tail = self.setter.tokens(mark("CODE", rest), style)[0]
            x = sheet.x0 + (room - lead.width - blank - tail.width) / 2
            words = self.setter.place([lead], style, x, y, room, "left", True)
            if by_hand:
                hand = self.setter.tokens(mark("CODE", head.number or "", "hand"), style)[0]
                self.page.dots.append(Dots(x + lead.width + 2, y, blank - 3, style.size))
                at = x + lead.width + max(2.0, (blank - hand.width) / 2)
                words += self.setter.place([hand], style, at, y - 1, room, "left", True)
            words += self.setter.place([tail], style, x + lead.width + blank, y, room, "left", True)
        self.page.lines.append(SetLine(words, "number", self.next_block()))
        self.page.anchors["number"] = (sheet.x0 + room / 2, y)
        return y

    def place_date(self, x: float, room: float, y: float) -> float:
        head, sheet = self.letter.head, self.sheet
        style = Style(sheet.head + 1 if sheet.head < 13 else 13, italic=True)
        y += style.size * sheet.leading
        parts: list[tuple[str, float]] = [(f"{mark('PLACE', head.place)}, ngày", 0.0)]
        for value, name, word in ((head.day, "day", "tháng"), (head.month, "month", "năm")):
            if value is None:
                parts.append(("", 20.0))
            elif name in head.by_hand:
                parts.append((mark("", value, "hand"), 22.0))
            else:
                parts.append((value, 0.0))
            parts.append((word, 0.0))
        parts.append((f"{head.date.year}", 0.0))
        space = self.setter.measure(" ", style)
        cells = [(self.setter.tokens(text, style), blank) for text, blank in parts]
        widths = [
            blank or sum(t.width for t in tokens) + space * (len(tokens) - 1) for tokens, blank in cells
        ]
        at = x + max(0.0, (room - sum(widths) - space * (len(cells) - 1)) / 2)
        words = []
        for (tokens, blank), width in zip(cells, widths, strict=True):
            if tokens and blank:
                self.page.dots.append(Dots(at, y, blank, style.size))
                inset = max(0.0, (blank - tokens[0].width) / 2)
                words += self.setter.place(tokens, style, at + inset, y - 1, room, "left", True)
            else:
                words += self.setter.place(tokens, style, at, y, room, "left", True)
            at += width + space
        self.page.lines.append(SetLine(words, "place-date", self.next_block()))
        self.page.anchors["date"] = (x + room / 2, y)
        return y

    # -- type, addressees, body ----------------------------------------------------------------

    def titles(self) -> None:
        if self.letter.type_name is None:
            return
        self.y += 8
        style = Style(14, bold=True)
        self.flow(self.letter.type_name, style, "type", align="center", indent=False)
        inset = self.sheet.width * 0.06
        block = self.next_block()
        self.y = self.column(
            self.letter.subject,
            style,
            self.sheet.x0 + inset,
            self.sheet.width - 2 * inset,
            self.y,
            "title",
            block,
        )
        self.rule(self.sheet.x0 + self.sheet.width / 2, self.y + 5, self.sheet.width * 0.18)
        self.y += 8

    def addressees(self) -> None:
        names = self.letter.addressees
        if not names:
            return
        style = Style(self.sheet.body)
        self.y += 8
        if len(names) == 1:
            self.flow(f"Kính gửi: {names[0]}.", style, "addressees", align="center", indent=False)
            self.y += 4
            return
        block = self.next_block()
        left = self.sheet.width * 0.2
        self.y = self.column(
            "Kính gửi:", style, self.sheet.x0 + left, self.sheet.width, self.y, "addressees", block, "left"
        )
        hang = left + 28
        for i, name in enumerate(names):
            end = "." if i == len(names) - 1 else ";"
            self.y = self.column(
                f"- {name}{end}",
                style,
                self.sheet.x0 + hang,
                self.sheet.width - hang,
                self.y,
                "addressees",
                self.next_block(),
                "left",
            )
        self.y += 4

    def body_block(self, block: Block, zone: str = "body") -> None:
        if isinstance(block, Paragraph):
            style = Style(self.sheet.body, bold=block.bold, italic=block.italic)
            own = zone if zone != "body" else block.zone
            self.flow(block.text, style, own, block.align, block.indent)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, QrCode):
            self.qr(block)
        elif isinstance(block, PageBreak):
            self.new_page()

    def qr(self, block: QrCode) -> None:
        side = 72.0
        if self.y + side + 30 > self.sheet.floor:
            self.new_page()
        self.y += 6
        x = self.sheet.x0 + (self.sheet.width - side) / 2
        self.page.pictures.append(Picture(block.payload, x, self.y, side))
        self.y += side
        if block.caption:
            style = Style(self.sheet.body - 1, italic=True)
            self.y = self.column(
                block.caption, style, self.sheet.x0, self.sheet.width, self.y, "body", self.next_block()
            )

    def table(self, table: Table) -> None:
        size = self.sheet.body - 1
        pad = 4.0
        widths = [w * self.sheet.width for w in table.widths]
        self.y += 8
        for n, row in enumerate(table.rows):
            style = Style(size, bold=n == 0)
            cells = [
                self.setter.lines(self.setter.tokens(text, style), style, w - 2 * pad, 0.0)
                for text, w in zip(row, widths, strict=True)
            ]
            height = max(len(c) for c in cells) * size * self.sheet.leading + 2 * pad
            if self.y + height > self.sheet.floor:
                self.new_page()
                self.y += 6
            x, top = self.sheet.x0, self.y
            for lines, w in zip(cells, widths, strict=True):
                self.cell(lines, style, x, top, w, pad, center=n == 0 or w < 60)
                self.box(x, top, w, height)
                x += w
            self.y = top + height
        self.y += 6

    def cell(
        self, lines: list, style: Style, x: float, top: float, w: float, pad: float, *, center: bool
    ) -> None:
        block = self.next_block()
        y = top + pad - style.size * 0.2
        for line in lines:
            y += style.size * self.sheet.leading
            align: Align = "center" if center else "left"
            words = self.setter.place(line, style, x + pad, y, w - 2 * pad, align, True)
            self.page.lines.append(SetLine(words, "table", block))

    def box(self, x: float, y: float, w: float, h: float) -> None:
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
        for (ax, ay), (bx, by) in itertools.pairwise(corners):
            self.page.rules.append(Rule(ax, ay, bx, by))

    # -- foot ----------------------------------------------------------------------------------

    def foot(self) -> None:
        foot, sheet = self.letter.foot, self.sheet
        left_room = sheet.width * 0.46
        right_x = sheet.x0 + sheet.width * 0.48
        right_room = sheet.width * 0.52
        need = max(
            14 * sheet.leading * (1 + len(foot.authority)) + 78,
            13 * (2 + sum(1 + len(plain(d)) // 42 for d in foot.distribution)),
        )
        if self.y + need > A4[1] - 15 * MM:
            self.new_page()
        top = self.y + 10
        block = self.next_block()
        y = self.column(
            "Nơi nhận:",
            Style(12, bold=True, italic=True),
            sheet.x0,
            left_room,
            top,
            "distribution",
            block,
            "left",
        )
        for i, name in enumerate(foot.distribution):
            end = "." if i == len(foot.distribution) - 1 else ";"
            y = self.column(
                f"- {name}{end}", Style(11), sheet.x0, left_room, y, "distribution", block, "left"
            )
        if foot.note:
            y = self.column(foot.note, Style(11), sheet.x0, left_room, y, "distribution", block, "left")
        block = self.next_block()
        style = Style(sheet.body if sheet.body <= 14 else 14, bold=True)
        r = top
        for text in foot.authority:
            r = self.column(text, style, right_x, right_room, r, "signature", block)
        self.page.anchors["signature"] = (right_x + right_room / 2, r + 34)
        if foot.name:
            r = self.column(
                mark("PERSON", foot.name), style, right_x, right_room, r + 62, "signature", self.next_block()
            )
        self.y = max(y, r)
