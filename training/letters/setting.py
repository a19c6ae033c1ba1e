"""Setting text: marked paragraphs become justified lines of placed words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.letters import fonts, handwriting
from training.letters.markup import parse
from training.letters.model import Align
from training.letters.placed import Entity, Glyphs, Piece


@dataclass(frozen=True)
class Style:
    """Size in points and cut."""

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Token:
    """A word before it has a place; `breaks` says that it may be cut after these characters."""

    text: str
    width: float
    bold: bool
    italic: bool
    hand: bool
    pieces: tuple[Piece, ...]
    joined: bool = False


class Typesetter:
    """Sets marked text in one family; collects the entities it meets."""

    def __init__(self, family: fonts.Family) -> None:
        self.family = family
        self.entities: list[Entity] = []

    def measure(self, text: str, style: Style, *, hand: bool = False) -> float:
        """Width in points."""
        if hand:
            return handwriting.width(text, style.size)
        path = self.family.path(bold=style.bold, italic=style.italic)
        return fonts.width(text, path, style.size * self.family.scale)

    def entity(self, label: str, text: str) -> int:
        """A new entity that several lines may share; returns its number."""
        self.entities.append(Entity(label, text))
        return len(self.entities) - 1

    def tokens(self, text: str, style: Style, entity: int | None = None) -> list[Token]:
        """Words of a marked text with their widths and entities; `entity` takes all unmarked words."""
        marked = parse(text)
        numbers: list[int] = []
        for span in marked.spans:
            numbers.append(len(self.entities) if span.label else -1)
            if span.label:
                self.entities.append(Entity(span.label, marked.text[span.start : span.end]))
        out: list[Token] = []
        at = 0
        for word in marked.text.split(" "):
            if word:
                styles = marked.styles_at(at)
                pieces = tuple(
                    Piece(max(s.start, at) - at, min(s.end, at + len(word)) - at, n)
                    for s, n in zip(marked.spans, numbers, strict=True)
                    if n >= 0 and s.start < at + len(word) and s.end > at
                )
                if not pieces and entity is not None:
                    pieces = (Piece(0, len(word), entity),)
                out.append(self._token(word, style, styles, pieces))
            at += len(word) + 1
        return out

    def _token(self, word: str, style: Style, styles: frozenset[str], pieces: tuple[Piece, ...]) -> Token:
        hand = "hand" in styles
        own = replace(style, bold=style.bold or "bold" in styles, italic=style.italic or "italic" in styles)
        return Token(word, self.measure(word, own, hand=hand), own.bold, own.italic, hand, pieces)

    def _cut(self, token: Token, style: Style, room: float) -> tuple[Token, Token] | None:
        """Cut a word after a hyphen or, where it is wider than any line, anywhere."""
        own = replace(style, bold=token.bold, italic=token.italic)
        for at in range(len(token.text) - 1, 0, -1):
            if token.text[at - 1] != "-" or not token.text[at].isalnum():
                continue
            if self.measure(token.text[:at], own) <= room:
                return self._parts(token, own, at)
        return None

    def _parts(self, token: Token, own: Style, at: int) -> tuple[Token, Token]:
        left = tuple(Piece(p.start, min(p.end, at), p.entity) for p in token.pieces if p.start < at)
        right = tuple(Piece(max(p.start, at) - at, p.end - at, p.entity) for p in token.pieces if p.end > at)
        first = replace(token, text=token.text[:at], width=self.measure(token.text[:at], own), pieces=left)
        rest = token.text[at:]
        return first, replace(token, text=rest, width=self.measure(rest, own), pieces=right, joined=True)

    def lines(self, tokens: list[Token], style: Style, room: float, indent: float) -> list[list[Token]]:
        """Break words into lines no wider than `room`; the first starts at `indent`."""
        space = self.measure(" ", style)
        lines: list[list[Token]] = [[]]
        used = indent
        queue = list(tokens)
        while queue:
            token = queue.pop(0)
            gap = space if lines[-1] else 0.0
            if used + gap + token.width <= room + 0.01:
                lines[-1].append(token)
                used += gap + token.width
                continue
            parts = self._cut(token, style, room - used - gap)
            if parts is None and not lines[-1]:
                parts = self._anywhere(token, style, room - used)
            if parts is not None:
                lines[-1].append(parts[0])
                queue.insert(0, parts[1])
            elif lines[-1]:
                queue.insert(0, token)
            else:
                lines[-1].append(token)
            lines.append([])
            used = 0.0
        return [line for line in lines if line]

    def even(
        self, tokens: list[Token], lines: list[list[Token]], style: Style, room: float
    ) -> list[list[Token]]:
        """The same number of centred lines with no short one left over, as a typist breaks them."""
        while len(lines) > 1:
            room -= style.size
            tighter = self.lines(tokens, style, room, 0.0)
            if len(tighter) > len(lines) or room < style.size * 6:
                break
            lines = tighter
        return lines

    def _anywhere(self, token: Token, style: Style, room: float) -> tuple[Token, Token] | None:
        own = replace(style, bold=token.bold, italic=token.italic)
        for at in range(len(token.text) - 1, 0, -1):
            if self.measure(token.text[:at], own) <= room:
                return self._parts(token, own, at)
        return None

    def place(
        self, line: list[Token], style: Style, x: float, y: float, room: float, align: Align, last: bool
    ) -> list[Glyphs]:
        """Give the words of one line their places."""
        space = self.measure(" ", style)
        natural = sum(t.width for t in line) + space * (len(line) - 1)
        gap = space
        if align == "center":
            x += max(0.0, (room - natural) / 2)
        elif align == "justify" and not last and len(line) > 1:
            gap = space + max(0.0, room - natural) / (len(line) - 1)
        out: list[Glyphs] = []
        for token in line:
            glyphs = Glyphs(
                token.text,
                x,
                y,
                token.width,
                style.size,
                token.bold,
                token.italic,
                token.hand,
                token.pieces,
                token.joined,
            )
            out.append(glyphs)
            x += token.width + gap
        return out
