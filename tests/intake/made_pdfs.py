"""Small PDFs made on the fly: words at places, pictures, annotations."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pipeline.export.glyphless import embed, encode

WIDTH, HEIGHT = 595, 842
Placed = tuple[str, float, float]
"""Text, and where it begins: x and baseline y in points from the top left."""
SIZE = 13


def text_operators(texts: Sequence[Placed], *, mode: int = 0, size: float = SIZE) -> bytes:
    rows = [f"BT {mode} Tr"]
    rows += [f"/F1 {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{encode(t)}> Tj" for t, x, y in texts]
    return "\n".join([*rows, "ET"]).encode()


def make_pdf(
    path: Path,
    pages: Sequence[Sequence[Placed]],
    *,
    picture: Image.Image | None = None,
    hidden: Sequence[Placed] = (),
    drawing: bytes = b"",
    rotate: int = 0,
) -> Path:
    """A PDF of pages of placed text; `picture` fills every page, `hidden` is invisible text."""
    with pikepdf.new() as pdf:
        everything = {c for page in pages for t, _, _ in page for c in t} | {
            c for t, _, _ in hidden for c in t
        }
        font = embed(pdf, everything)
        for texts in pages:
            pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page = pdf.pages[-1]
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            parts = [drawing]
            if picture is not None:
                page.Resources.XObject = Dictionary(Im0=_picture(pdf, picture))
                parts.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im0 Do Q".encode())
            parts += [text_operators(texts), text_operators(hidden, mode=3) if hidden else b""]
            page.Contents = pdf.make_stream(b"\n".join(parts))
            if rotate:
                page.Rotate = rotate
        pdf.save(path)
    return path


def _picture(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    buffer = io.BytesIO()
    picture.convert("L").save(buffer, "JPEG")
    stream = pdf.make_stream(buffer.getvalue())
    stream.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": picture.width,
            "/Height": picture.height,
            "/ColorSpace": Name.DeviceGray,
            "/BitsPerComponent": 8,
            "/Filter": Name.DCTDecode,
        }
    )
    return stream


def add_annotation(path: Path, texts: Sequence[Placed], box: tuple[float, float, float, float]) -> None:
    """Draw text on page 1 by an annotation, as signing programs put numbers, days and signatures there."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = embed(pdf, {c for t, _, _ in texts for c in t})
        x0, y0, x1, y1 = box
        look = pdf.make_stream(text_operators([(t, x - x0, y + HEIGHT - y1) for t, x, y in texts], size=11))
        look.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Form,
                "/BBox": Array([0, 0, x1 - x0, y1 - y0]),
                "/Resources": Dictionary(Font=Dictionary(F1=font)),
            }
        )
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=pikepdf.String("Signature1"),
            F=4,
            Rect=Array([x0, HEIGHT - y1, x1, HEIGHT - y0]),
            AP=Dictionary(N=look),
        )
        page = pdf.pages[0]
        field = pdf.make_indirect(widget)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        page.Annots = Array([*page.get("/Annots", []), field])
        pdf.save(path)


LETTER: list[Placed] = [
    ("ỦY BAN NHÂN DÂN", 90, 80),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 80),
    ("XÃ ĐÔNG TÂN", 105, 97),
    ("Độc lập - Tự do - Hạnh phúc", 325, 97),
    ("Số: 12/UBND-VX", 95, 130),
    ("Đông Tân, ngày 05 tháng 01 năm 2026", 310, 130),
    ("V/v rà soát giếng nước", 75, 147),
    ("công cộng tại các thôn", 76, 164),
    ("Kính gửi: Trưởng các thôn trên địa bàn xã.", 170, 205),
    ("Thực hiện kế hoạch năm, đề nghị các thôn gửi danh sách về xã", 115, 240),
    ("trước ngày 20/02/2026./.", 85, 258),
    ("Nơi nhận:", 85, 300),
    ("TM. ỦY BAN NHÂN DÂN", 340, 300),
    ("- Như trên;", 85, 316),
    ("CHỦ TỊCH", 385, 317),
    ("- Lưu: VT.", 85, 330),
    ("Đinh Công Tráng", 365, 400),
]
"""A letter of an invented commune in the order in which a word processor might write it."""

ORDER = [
    "ỦY BAN NHÂN DÂN",
    "XÃ ĐÔNG TÂN",
    "Số: 12/UBND-VX",
    "V/v rà soát giếng nước",
    "công cộng tại các thôn",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đông Tân, ngày 05 tháng 01 năm 2026",
    "Kính gửi: Trưởng các thôn trên địa bàn xã.",
    "Thực hiện kế hoạch năm, đề nghị các thôn gửi danh sách về xã",
    "trước ngày 20/02/2026./.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Đinh Công Tráng",
]
"""The same lines as a reader takes them: left head, right head, body, left foot, right foot."""
