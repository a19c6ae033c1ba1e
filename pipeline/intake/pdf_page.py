"""What lies on a page of a PDF: its size, its pictures, and its words with their boxes."""

from __future__ import annotations

import contextlib
import itertools
import threading
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.intake.glyphs import SPACE, Glyph, glyphs_of, join_words
from pipeline.intake.lift import lone_picture
from pipeline.intake.reading_order import lines_of
from pipeline.intake.ruled import Table, tables_of
from pipeline.intake.signatures import drawn_by_annotations, signature_object
from pipeline.intake.turn import TO_SOURCE, turn_needed
from pipeline.records.evidence import Box
from pipeline.records.page import ObjectKind, Page, PageObject, Reader

PDFIUM = threading.RLock()
"""pdfium may be entered by one thread at a time."""

COVERS = 0.6
"""A picture over this share of a page makes it a scan."""
FEW_WORDS = 25
"""A scan whose visible text has no more words than this carries a stamp, not a text layer."""

RULES = 60
"""More drawn paths than this are more than the rules of a head and a table: perhaps a QR code."""

MOST_OBJECTS = 20_000
"""No more pictures and paths of a page are looked at."""
MOST_CHARACTERS = 50_000
"""A page of more characters than this is no page of a letter."""


@dataclass(frozen=True)
class PageFacts:
    """What the page tree and the list of objects say, before anything is decoded."""

    width: float = 0.0
    height: float = 0.0
    """In points, as shown: turned by /Rotate."""
    characters: int = 0
    annotations: int = 0
    scan_dpi: float | None = None
    scan_size: tuple[int, int] | None = None
    image_pixels: int = 0
    covered: float = 0.0
    bilevel: bool = False
    grey: bool = False
    fault: str = ""
    """Why the page cannot be opened; empty for a sound one."""
    illustrated: bool = True
    sideways: bool = False
    """Shown with its width and height exchanged."""
    turned: int = 0
    """Degrees clockwise that /Rotate turns the page by."""
    lone: bool = False
    """One plain upright picture fills the page, and nothing else is on it."""


def facts_of(pdf: pdfium.PdfDocument, index: int) -> PageFacts:
    """Size, number of characters and largest picture of one page."""
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return PageFacts(fault="it is damaged")
    width, height = page.get_size()
    if not (1 < width < 1e6 and 1 < height < 1e6):
        return PageFacts(fault=f"its size is {width:g} x {height:g} points")
    text = page.get_textpage()
    characters = text.count_chars()
    if characters > MOST_CHARACTERS:
        return PageFacts(fault=f"it has {characters} characters")
    annotations = max(0, raw.FPDFPage_GetAnnotCount(page))
    turned = page.get_rotation()
    sideways = turned in (90, 270)
    facts = PageFacts(width, height, max(0, characters), annotations, sideways=sideways, turned=turned)
    return _with_pictures(page, facts)


def _with_pictures(page: pdfium.PdfPage, facts: PageFacts) -> PageFacts:
    dpi: float | None = None
    size: tuple[int, int] | None = None
    most = 0
    covered, bits, colours = 0.0, 0, 0
    paths = 0
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    for item in itertools.islice(page.get_objects(filter=kinds, max_depth=6), MOST_OBJECTS):
        if item.type != raw.FPDF_PAGEOBJ_IMAGE:
            paths += 1
            continue
        wide, high = item.get_px_size()
        most = max(most, wide * high)
        left, bottom, right, top = item.get_bounds()
        share = max(0.0, right - left) * max(0.0, top - bottom) / (facts.width * facts.height)
        if share > covered and right > left and top > bottom:
            covered, size = share, (wide, high)
            # a turned picture lies across: compare long side with long side
            dpi = 72 * max(wide, high) / max(right - left, top - bottom)
            meta = item.get_metadata()
            bits, colours = meta.bits_per_pixel, meta.colorspace
    scan = covered >= COVERS
    shows = facts.annotations or most or paths > RULES
    return replace(
        facts,
        illustrated=bool(shows),
        scan_dpi=dpi if covered >= 0.25 else None,
        scan_size=size if scan else None,
        image_pixels=most,
        covered=min(1.0, covered),
        bilevel=scan and bits == 1,
        grey=scan and colours == raw.FPDF_COLORSPACE_DEVICEGRAY and not facts.characters + facts.annotations,
        lone=not facts.annotations and lone_picture(page) is not None,
    )


def words_of(content: bytes, pdf: pdfium.PdfDocument, index: int, facts: PageFacts) -> Page | None:
    """The text layer of a page as lines in reading order; None where the page is a scan.

    Text that annotations draw counts (a number or a day typed or signed into the head is nowhere
    else); a signature block becomes an object. Invisible text counts on a scan only: there it is
    what a reader found, elsewhere nobody can see it.
    """
    found = glyphs_of(pdf[index])
    turn = turn_needed(_seen(found, facts), facts.height / facts.width)
    ratio = facts.height / facts.width if turn in (0, 180) else facts.width / facts.height
    if not turn and not facts.annotations:
        page = _page(_seen(found, facts), [], tables_of(pdf[index], ratio), ratio, facts)
    else:
        with contextlib.closing(pdfium.PdfDocument(content)) as copy:  # changed in memory, never saved
            if turn:
                shown = copy[index]
                shown.set_rotation((shown.get_rotation() + turn) % 360)
                shown.close()
                found = glyphs_of(copy[index])
            tables = tables_of(copy[index], ratio)
            drawn = drawn_by_annotations(copy, index, found)
            page = _page(_seen(found, facts), drawn, tables, ratio, facts)
    return page and page.model_copy(update={"number": index + 1, "to_source": TO_SOURCE[turn]})


def _seen(glyphs: list[Glyph], facts: PageFacts) -> list[Glyph]:
    """Without invisible text, except on a scan."""
    return [g for g in glyphs if facts.covered >= COVERS or not g.hidden]


def _page(
    own: list[Glyph], drawn: list[list[Glyph]], tables: list[Table], ratio: float, facts: PageFacts
) -> Page | None:
    blocks: list[PageObject] = []
    glyphs = list(own)
    for group in drawn:
        block = signature_object(group, ratio)
        if block is None:
            glyphs.extend([SPACE, *group, SPACE])
        else:
            blocks.append(block)
    words = join_words(glyphs, ratio)
    few = len(words) <= FEW_WORDS and not any(g.hidden for g in glyphs)
    if not words or (facts.covered >= COVERS and few):
        return None
    return Page(
        number=1,
        height=ratio,
        lines=lines_of(words, ratio, tables),
        objects=(*blocks, *(_table_object(table, ratio) for table in tables)),
        read_as=Reader.TEXT_LAYER,
    )


def _table_object(table: Table, ratio: float) -> PageObject:
    left, top, right, bottom = table.edges
    box = Box(*(min(1.0, max(0.0, v)) for v in (left, top / ratio, right, bottom / ratio)))
    return PageObject(kind=ObjectKind.TABLE, box=box)
