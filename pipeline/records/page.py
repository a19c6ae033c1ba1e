"""What was seen on the pages, however it was read: Word, Line, Page, Reading."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field as _attribute

from pipeline.records.evidence import Box, Record, around


class Reader(StrEnum):
    """How the words of a source were obtained."""

    SCAN = "scan"
    TEXT_LAYER = "text-layer"
    TEXT = "text"


class Step(Record):
    """One thing done to a page before or while it was read (`deskew`, `despeckle`, `read-again`)."""

    page: int
    name: str
    detail: str = ""


class Source(Record):
    """The file a letter was read from."""

    name: str
    sha256: str
    media_type: str
    pages: int
    read_as: Reader
    engine: str | None = None
    seconds: float = 0.0
    steps: tuple[Step, ...] = ()


class WordAlternative(Record):
    """Another reading of a word, with the confidence its reader gave it (0..1)."""

    text: str
    confidence: float


class Word(Record):
    """One word as read: text, box on the upright page, confidence (0..1).

    `raw` is the text before diacritic recovery where that changed it; `rule` then says how.
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    raw: str | None = None
    rule: str | None = None
    alternatives: tuple[WordAlternative, ...] = ()


class Line(Record):
    """Words on one base line of one column, left to right.

    `block` numbers paragraphs and columns in reading order: lines with the same number belong
    together. `bold` and `italic` are None where the reader cannot tell.
    """

    words: tuple[Word, ...]
    box: Box | None = None
    block: int = 0
    bold: bool | None = None
    italic: bool | None = None
    indent: int = 0

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join([w.text for w in self.words])

    @property
    def confidence(self) -> float:
        """Mean confidence of the words (0..1); 0 for an empty line."""
        return sum(w.confidence for w in self.words) / len(self.words) if self.words else 0.0


class ObjectKind(StrEnum):
    """What else lies on a page besides running text."""

    SEAL = "seal"
    URGENCY = "urgency"
    SECRECY = "secrecy"
    ARRIVAL = "arrival"
    DIGITAL_SIGNATURE = "digital-signature"
    QR = "qr"
    BARCODE = "barcode"
    TABLE = "table"


class PageObject(Record):
    """A stamp, seal, code, signature block or table with what was read inside it."""

    kind: ObjectKind
    box: Box
    text: str = ""
    confidence: float = 1.0
    lines: tuple[Line, ...] = ()


class Page(Record):
    """One page, upright: lines in reading order and objects apart from the text.

    `to_source` is a 3x3 matrix (row by row) from this upright page (0..1) to the page as it lies
    in the file (0..1); None where both are the same.
    """

    number: int = _attribute(ge=1)
    width: float = 1.0
    height: float = 1.4142
    lines: tuple[Line, ...] = ()
    objects: tuple[PageObject, ...] = ()
    read_as: Reader = Reader.TEXT
    blank: bool = False
    to_source: tuple[float, ...] | None = None

    @property
    def text(self) -> str:
        """Lines one below the other, an empty line between blocks."""
        parts: list[str] = []
        for i, line in enumerate(self.lines):
            if i:
                parts.append("\n\n" if line.block != self.lines[i - 1].block else "\n")
            parts.append(line.text)
        return "".join(parts)

    def line_starts(self) -> list[int]:
        """Offset in `text` at which each line begins."""
        starts: list[int] = []
        at = 0
        for i, line in enumerate(self.lines):
            if i:
                at += 2 if line.block != self.lines[i - 1].block else 1
            starts.append(at)
            at += sum([len(w.text) for w in line.words]) + max(0, len(line.words) - 1)
        return starts

    def locate(self, box: Box) -> Box:
        """The box on the page as it lies in the file (axis-parallel hull, clipped to 0..1)."""
        if self.to_source is None:
            return box
        a, b, c, d, e, f, g, h, i = self.to_source
        corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
        xs, ys = [], []
        for x, y in corners:
            w = g * x + h * y + i
            xs.append(min(1.0, max(0.0, (a * x + b * y + c) / w)))
            ys.append(min(1.0, max(0.0, (d * x + e * y + f) / w)))
        return Box(min(xs), min(ys), max(xs), max(ys))


def line_of(words: tuple[Word, ...], *, block: int = 0) -> Line:
    """A line around the given words."""
    return Line(words=words, box=around(w.box for w in words), block=block)


class Reading(Record):
    """All pages of one source as read."""

    source: Source
    pages: tuple[Page, ...]
