"""A font without shapes: invisible text needs places and characters, not looks."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name

ADVANCE = 500
"""Width of every character in thousandths of the size; words are stretched to their boxes."""
ASCENT, DESCENT = 800, -200
NAME = "CongvanGlyphless"


def font_file() -> bytes:
    """A TrueType font of two empty glyphs; the same bytes on every run."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({0x20: "any"})
    builder.setupGlyf({".notdef": Glyph(), "any": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 0), "any": (ADVANCE, 0)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def embed(pdf: pikepdf.Pdf, characters: Iterable[str]) -> pikepdf.Object:
    """Put the font into a file, able to say which of the given characters stand where."""
    file = pdf.make_stream(font_file())
    file["/Length1"] = len(font_file())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + NAME),
        Flags=4,
        ItalicAngle=0,
        StemV=80,
        FontBBox=Array([0, DESCENT, ADVANCE, ASCENT]),
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        FontFile2=file,
    )
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + NAME),
        CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=ADVANCE,
        CIDToGIDMap=pdf.make_stream(b"\x00\x01" * 65536),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(characters)),
        )
    )


def encode(text: str) -> str:
    """Characters as hexadecimal codes of the font; what lies beyond the first plane becomes U+FFFD."""
    return "".join(f"{ord(c) if ord(c) < 0x10000 else 0xFFFD:04X}" for c in text)


def _to_unicode(characters: Iterable[str]) -> bytes:
    codes = sorted({int(encode(c), 16) for c in characters} | {0x20})
    blocks = []
    for at in range(0, len(codes), 100):
        part = codes[at : at + 100]
        rows = "\n".join(f"<{code:04X}> <{code:04X}>" for code in part)
        blocks.append(f"{len(part)} beginbfchar\n{rows}\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
