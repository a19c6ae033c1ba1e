"""A letter as a born-digital PDF: real text in embedded fonts, at the same places as on the picture."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from training.letters.layout import lay_out
from training.letters.model import LetterText
from training.letters.placed import A4, Glyphs, Picture, SetPage
from training.letters.sheet import Sheet


def text_pdf(path: Path, letter: LetterText, sheet: Sheet | None = None) -> None:
    """Write the letter with a text layer; stamps and handwriting are left out, as in an e-document."""
    sheet = sheet or Sheet()
    laid = lay_out(letter, sheet)
    for bold in (False, True):
        for italic in (False, True):
            file = sheet.family.path(bold=bold, italic=italic)
            pdfmetrics.registerFont(TTFont(_name(bold, italic), str(file)))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(letter.name)
    for page in laid.pages:
        _draw(canvas, page, sheet)
        canvas.showPage()
    canvas.save()


def _name(bold: bool, italic: bool) -> str:
    return "Letter" + ("Bold" if bold else "") + ("Italic" if italic else "")


def _draw(canvas: Canvas, page: SetPage, sheet: Sheet) -> None:
    for rule in page.rules:
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x0, A4[1] - rule.y0, rule.x1, A4[1] - rule.y1)
    for picture in page.pictures:
        canvas.drawImage(
            _qr(picture), picture.x, A4[1] - picture.y - picture.side, picture.side, picture.side
        )
    for line in page.lines:
        for i, glyphs in enumerate(line.words):
            _word(canvas, glyphs, sheet, last=i == len(line.words) - 1)


def _word(canvas: Canvas, g: Glyphs, sheet: Sheet, *, last: bool) -> None:
    canvas.setFont(_name(g.bold, g.italic), g.size * sheet.family.scale)
    canvas.drawString(g.x, A4[1] - g.y, g.text if last else g.text + " ")


def _qr(picture: Picture) -> ImageReader:
    code = zxingcpp.create_barcode(picture.payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    cells = Image.fromarray(np.array(code.to_image(scale=6, add_quiet_zones=False)))
    data = io.BytesIO()
    cells.save(data, "PNG")
    data.seek(0)
    return ImageReader(data)
