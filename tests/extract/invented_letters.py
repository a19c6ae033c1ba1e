"""Invented letters for the tests of single fields."""

from __future__ import annotations

from pipeline.records.page import Line, Page, Reader, Reading, Source, Word
from tests.extract.made_pages import line_at

PLAIN = """ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG
SỞ NỘI VỤ
Số: 417/SNV-CCHC
V/v rà soát thủ tục nội bộ
quý III năm 2025
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạc Hồng, ngày 09 tháng 7 năm 2025

Kính gửi:
- Các sở, ban, ngành tỉnh;
- Ủy ban nhân dân các xã, phường
trong tỉnh (danh sách kèm theo).
(sau đây gọi chung là các đơn vị)

Thực hiện Kế hoạch số 88/KH-UBND ngày 12/5/2025 của UBND tỉnh Lạc Hồng về cải cách
hành chính, Sở Nội vụ đề nghị các đơn vị rà soát thủ tục nội bộ.
Kết quả gửi về Sở Nội vụ trước ngày 25/7/2025./.

Nơi nhận:
- Như trên;
- UBND tỉnh (để b/c);
- Lưu: VT, CCHC (03b).

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trịnh Hoài Ân
"""

NAMED = """UBND XÃ ĐỒI SIM
TRƯỜNG TIỂU HỌC ĐỒI SIM
Số:      /KH-THĐS
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồi Sim, ngày     tháng     năm 2025

KẾ HOẠCH
Tổ chức ngày hội đọc sách

Căn cứ Công văn số 12/PVHXH ngày 03/3/2025 của Phòng Văn hóa - Xã hội về việc phát động ngày hội đọc sách;
Trường Tiểu học Đồi Sim tổ chức ngày hội đọc sách như sau:
1. Thời gian: sáng thứ bảy.

Nơi nhận:
- Phòng Văn hóa - Xã hội (để b/c);
- Lưu: VT.

HIỆU TRƯỞNG

Lò Thị Mẩy
"""


def reading(text: str, *, name: str = "letter.txt") -> Reading:
    """A text as a reading: form feeds between pages, an empty line begins a block."""
    pages = []
    for number, part in enumerate(text.split("\f"), 1):
        lines: list[Line] = []
        block = 0
        for row in part.split("\n"):
            if row.strip():
                lines.append(Line(words=tuple(Word(text=w) for w in row.split()), block=block))
            else:
                block += 1
        pages.append(Page(number=number, lines=tuple(lines)))
    return _of(tuple(pages), Reader.TEXT, name)


def scanned(rows: list[tuple[str, float, float]], *, pages: int = 1) -> Reading:
    """Lines (text, x0, y0) of a scan's first page, letters of one width."""
    lines = tuple(line_at(text, x, y) for text, x, y in rows)
    rest = tuple(Page(number=n, read_as=Reader.SCAN, blank=True) for n in range(2, pages + 1))
    return _of((Page(number=1, lines=lines, read_as=Reader.SCAN), *rest), Reader.SCAN, "letter.pdf")


def _of(pages: tuple[Page, ...], reader: Reader, name: str) -> Reading:
    source = Source(name=name, sha256="0" * 64, media_type="text/plain", pages=len(pages), read_as=reader)
    return Reading(source=source, pages=pages)


def with_confidence(page: Page, confidence: float) -> Page:
    """The page with every word read at one confidence."""
    lines = tuple(
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"confidence": confidence}) for w in line.words)}
        )
        for line in page.lines
    )
    return page.model_copy(update={"lines": lines})


HEAD = [
    ("UBND TỈNH LẠC HỒNG", 0.16, 0.06),
    ("SỞ NỘI VỤ", 0.21, 0.08),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.48, 0.06),
    ("Độc lập - Tự do - Hạnh phúc", 0.53, 0.08),
    ("Số: 417/SNV-CCHC", 0.18, 0.11),
    ("Lạc Hồng, ngày 09 tháng 7 năm 2025", 0.5, 0.11),
    ("V/v rà soát thủ tục nội bộ", 0.15, 0.13),
    ("quý III năm 2025", 0.19, 0.15),
]
BODY = [
    ("Kính gửi: Các sở, ban, ngành tỉnh.", 0.3, 0.2),
    ("Thực hiện Kế hoạch số 88/KH-UBND ngày 12/5/2025 của UBND tỉnh Lạc Hồng về cải cách", 0.18, 0.25),
    ("hành chính, Sở Nội vụ đề nghị các đơn vị rà soát thủ tục nội bộ./.", 0.13, 0.27),
]
FOOT = [
    ("Nơi nhận:", 0.13, 0.4),
    ("- Như trên;", 0.13, 0.42),
    ("- Lưu: VT, CCHC.", 0.13, 0.44),
    ("KT. GIÁM ĐỐC", 0.62, 0.4),
    ("PHÓ GIÁM ĐỐC", 0.62, 0.42),
    ("Trịnh Hoài Ân", 0.63, 0.52),
]
