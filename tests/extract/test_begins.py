"""Letters of a file where a human said on which pages they begin."""

from __future__ import annotations

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.page import Line, Page, Reader, Reading, Source, Word

HEAD = """ỦY BAN NHÂN DÂN
XÃ {place}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {code}
{place_small}, ngày {day} tháng 5 năm 2026
V/v {subject}
Kính gửi: Các xóm
Đề nghị các xóm thực hiện và báo cáo kết quả./."""
PAGES = (
    HEAD.format(
        place="ĐÔNG MỸ", place_small="Đông Mỹ", code="12/UBND-VX", day="04", subject="dọn kênh mương"
    ),
    "Trang hai của văn bản thứ nhất.",
    HEAD.format(place="GIA HỘI", place_small="Gia Hội", code="31/UBND-KT", day="06", subject="sửa đường"),
)


def page(number: int, text: str) -> Page:
    lines = tuple(Line(words=tuple(Word(text=w) for w in row.split())) for row in text.splitlines())
    return Page(number=number, lines=lines, read_as=Reader.TEXT)


def reading() -> Reading:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", pages=3, read_as=Reader.TEXT)
    return Reading(source=source, pages=tuple(page(i, text) for i, text in enumerate(PAGES, start=1)))


def test_each_letter_has_its_own_fields_and_pages() -> None:
    first = extract(reading(), ExtractOptions(), (1, 3))
    (second,) = first.also
    assert (first.code.value, second.code.value) == ("12/UBND-VX", "31/UBND-KT")
    assert [bool(text) for text in first.text] == [True, True, False]
    assert [bool(text) for text in second.text] == [False, False, True]


def test_all_pages_as_one_letter() -> None:
    whole = extract(reading(), ExtractOptions(), (1,))
    assert whole.also == () and whole.code.value == "12/UBND-VX" and all(whole.text)


def test_a_page_without_a_head_may_begin_a_letter() -> None:
    found = extract(reading(), ExtractOptions(), (1, 2, 3))
    assert [one.code.value for one in (found, *found.also)] == ["12/UBND-VX", None, "31/UBND-KT"]
