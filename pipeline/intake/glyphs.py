"""Characters of a text layer with their boxes, joined to words."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

SCALE = 1 << 20
"""pdfium maps to whole device units; a wide device keeps the digits."""
GAP = 0.17
"""White between two words of one line, in line heights, where the file sets no space."""
GUESSED_GAP = 0.08
"""The same where pdfium guesses a space."""
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_DROPPED = ("Cc", "Cf", "Cs")


@dataclass(frozen=True)
class Glyph:
    """One character as it stands on the shown page; x and y in 0..1, y down, of width and height."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    guessed: bool = False
    """White space that pdfium put in, not the file."""

    @property
    def middle(self) -> tuple[float, float]:
        """Middle point."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


SPACE = Glyph(" ", 0.0, 0.0, 0.0, 0.0)
"""Parts words that come from different places."""


@dataclass(frozen=True)
class Span:
    """A word of the text layer: box in 0..1, y scaled by the page's height over its width."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    bold: bool = False
    italic: bool = False
    hidden: bool = False


def glyphs_of(page: pdfium.PdfPage) -> list[Glyph]:
    """All characters that pdfium finds on a page, in its order, white space included."""
    text = page.get_textpage()
    flags = _Fonts(text)
    found: list[Glyph] = []
    count, place = text.count_chars(), placer(page)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        box = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        char = "-" if code in (2, 0xFFFE) else chr(code) if 0 < code < 0x110000 else "\ufffd"
        x0, y0 = place(box.left, box.top)
        x1, y1 = place(box.right, box.bottom)
        bold, italic, hidden = flags.of(index)
        guessed = raw.FPDFText_IsGenerated(text, index) == 1
        edges = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        found.append(Glyph(char, *edges, bold, italic, hidden, guessed))
    return found


def on_page(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the PDF's own space on the page as shown (turned, cropped), in 0..1, y down."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, SCALE, SCALE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / SCALE, down.value / SCALE


def placer(page: pdfium.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """`on_page` for many points of one page: its shift and turn are asked for once."""
    ax, ay = on_page(page, 0, 0)
    bx, by = (v - a for v, a in zip(on_page(page, 1000, 0), (ax, ay), strict=True))
    cx, cy = (v - a for v, a in zip(on_page(page, 0, 1000), (ax, ay), strict=True))
    return lambda x, y: (ax + (bx * x + cx * y) / 1000, ay + (by * x + cy * y) / 1000)


class _Fonts:
    """Weight and slant of characters, asked once a text object."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._text = text
        self._known: dict[int, tuple[bool, bool, bool]] = {}

    def of(self, index: int) -> tuple[bool, bool, bool]:
        item = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key not in self._known:
            self._known[key] = self._ask(index, item) if key else (False, False, False)
        return self._known[key]

    def _ask(self, index: int, item: object) -> tuple[bool, bool, bool]:
        name = ctypes.create_string_buffer(256)
        bits = ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, index, name, 256, ctypes.byref(bits))
        font = name.value.decode("latin-1").lower()
        weight = raw.FPDFText_GetFontWeight(self._text, index)
        bold = "bold" in font or "black" in font or weight >= 700
        italic = "italic" in font or "oblique" in font or bool(bits.value & 64)
        return bold, italic, raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE


def join_words(glyphs: list[Glyph], ratio: float = 1.0) -> list[Span]:
    """Words: characters in the file's order until white space, a gap or a jump.

    `ratio` is the page's height over its width; the words' y is scaled by it.
    """
    words: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    least = GAP
    for glyph in glyphs:
        if glyph.text.isspace():
            if glyph.guessed:
                least = GUESSED_GAP  # believed where there is at least some white
            else:
                last = None
            continue
        if unicodedata.category(glyph.text) in _DROPPED:
            continue
        if last is None or _apart(last, glyph, ratio, least):
            words.append([])
        words[-1].append(glyph)
        last, least = glyph, GAP
    return [_span(word, ratio) for word in words if word]


def _apart(a: Glyph, b: Glyph, ratio: float, least: float) -> bool:
    if unicodedata.combining(b.text):
        return False
    height = max(a.y1 - a.y0, b.y1 - b.y0) * ratio
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    if shared < 0.3 * min(a.y1 - a.y0, b.y1 - b.y0):
        return True
    return b.x0 - a.x1 > least * height or b.x0 < a.x0 - 0.5 * height


def _span(word: list[Glyph], ratio: float) -> Span:
    return Span(
        unicodedata.normalize("NFC", "".join(g.text for g in word)),
        min(g.x0 for g in word),
        min(g.y0 for g in word) * ratio,
        max(g.x1 for g in word),
        max(g.y1 for g in word) * ratio,
        sum(g.bold for g in word) * 2 > len(word),
        sum(g.italic for g in word) * 2 > len(word),
        any(g.hidden for g in word),
    )
