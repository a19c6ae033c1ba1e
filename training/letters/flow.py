"""Where the next line goes: pages, columns, paragraphs that break over pages."""

from __future__ import annotations

from dataclasses import dataclass

from training.letters.model import Align
from training.letters.placed import MM, Rule, SetLine, SetPage
from training.letters.setting import Style, Typesetter
from training.letters.sheet import Sheet


@dataclass(frozen=True)
class Column:
    """A column: its left edge and width in points."""

    x: float
    room: float

    @property
    def middle(self) -> float:
        """Its centre."""
        return self.x + self.room / 2


class Flow:
    """Pages as they fill; `y` is the base line last used."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.setter = Typesetter(sheet.family)
        self.pages = [SetPage()]
        self.y = sheet.top * MM
        self._block = 0

    @property
    def page(self) -> SetPage:
        """The page being filled."""
        return self.pages[-1]

    @property
    def text(self) -> Column:
        """The whole width of the text."""
        return Column(self.sheet.x0, self.sheet.width)

    def block(self) -> int:
        """Number of a new paragraph or column."""
        self._block += 1
        return self._block

    def new_page(self) -> None:
        """Start a page with its number at the top centre (PL I: not on page 1)."""
        self.pages.append(SetPage())
        style = Style(13)
        tokens = self.setter.tokens(str(len(self.pages)), style)
        words = self.setter.place(
            tokens, style, self.text.x, 10 * MM + style.size, self.text.room, "center", True
        )
        self.page.lines.append(SetLine(words, "page-number", self.block()))
        self.y = self.sheet.top * MM

    def rule(self, middle: float, y: float, length: float) -> None:
        """A centred rule."""
        self.page.rules.append(Rule(middle - length / 2, y, middle + length / 2, y))

    def column(
        self,
        text: str,
        style: Style,
        column: Column,
        y: float,
        zone: str,
        block: int,
        *,
        align: Align = "center",
        entity: int | None = None,
    ) -> float:
        """Set text in a column, without page breaks, below `y`; returns the last base line.

        Words that the text does not mark belong to `entity`.
        """
        tokens = self.setter.tokens(text, style, entity)
        lines = self.setter.lines(tokens, style, column.room, 0.0)
        if align == "center":
            lines = self.setter.even(tokens, lines, style, column.room)
        for line in lines:
            y += style.size * self.sheet.leading
            words = self.setter.place(line, style, column.x, y, column.room, align, line is lines[-1])
            self.page.lines.append(SetLine(words, zone, block))
        return y

    def paragraph(
        self, text: str, style: Style, zone: str, align: Align = "justify", *, indent: bool = True
    ) -> None:
        """Set a paragraph down the page, over pages where needed."""
        first = self.sheet.indent * MM if indent and align == "justify" else 0.0
        column = self.text
        lines = self.setter.lines(self.setter.tokens(text, style), style, column.room, first)
        block = self.block()
        self.y += self.sheet.gap
        for i, line in enumerate(lines):
            if self.y + style.size * self.sheet.leading > self.sheet.floor:
                self.new_page()
            self.y += style.size * self.sheet.leading
            shift = first if i == 0 else 0.0
            words = self.setter.place(
                line, style, column.x + shift, self.y, column.room - shift, align, i == len(lines) - 1
            )
            self.page.lines.append(SetLine(words, zone, block))
