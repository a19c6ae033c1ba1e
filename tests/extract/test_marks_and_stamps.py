from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.evidence import Box
from pipeline.records.letter import Letter
from pipeline.records.page import ObjectKind, PageObject
from tests.extract import invented_letters as letters

BOX = Box(0.2, 0.18, 0.35, 0.22)


def stamped(kind: ObjectKind, text: str, confidence: float = 0.9) -> Letter:
    reading = letters.scanned(letters.HEAD + letters.BODY + letters.FOOT)
    stamp = PageObject(kind=kind, box=BOX, text=text, confidence=confidence)
    page = reading.pages[0].model_copy(update={"objects": (stamp,)})
    return extract(reading.model_copy(update={"pages": (page,)}), ExtractOptions())


@pytest.mark.parametrize(("text", "mark"), [("HỎA TỐC", "HỎA TỐC"), ("HOA TÓC", "HỎA TỐC"), ("KHẨN", "KHẨN"),
                                            ("THƯỢNG KHÁN", "THƯỢNG KHẨN")])  # fmt: skip
def test_an_urgency_stamp(text: str, mark: str) -> None:
    letter = stamped(ObjectKind.URGENCY, text)
    assert letter.urgency.value == mark
    assert letter.urgency.evidence[0].box == BOX


def test_an_unreadable_stamp_is_told() -> None:
    letter = stamped(ObjectKind.URGENCY, "€#")
    assert (letter.urgency.value, letter.urgency.rule) == (None, "illegible")
    assert letter.urgency.evidence


def test_secrecy() -> None:
    assert stamped(ObjectKind.SECRECY, "TỐI MẬT").secrecy.value == "TỐI MẬT"
    assert stamped(ObjectKind.SECRECY, "MẬT").urgency.value is None


@pytest.mark.parametrize("word", ["HỎA TỐC", "KHẨN", "HA TỐC"])
def test_an_urgency_line_of_the_head(word: str) -> None:
    text = letters.PLAIN.replace("\n\nKính gửi", f"\n{word}\n\nKính gửi")
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.urgency.value == ("KHẨN" if word == "KHẨN" else "HỎA TỐC")
    assert letter.subject.value == "rà soát thủ tục nội bộ quý III năm 2025"


def test_words_of_the_body_are_no_mark() -> None:
    text = letters.PLAIN.replace("Kết quả gửi", "Đề nghị khẩn trương, bảo mật. Kết quả gửi")
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.urgency.value is None and letter.secrecy.value is None


def test_the_arrival_stamp() -> None:
    letter = stamped(
        ObjectKind.ARRIVAL, "SỞ XÂY DỰNG TỈNH LẠC HỒNG\nCÔNG VĂN ĐẾN\nSố: 2770\nNgày: 04/7/25\nChuyển:"
    )
    assert letter.arrival.office.value == "Sở Xây dựng tỉnh Lạc Hồng"
    assert letter.arrival.number.value == "2770"
    assert letter.arrival.date.value == dt.date(2025, 7, 4)
    assert letter.number.value == "417"


def test_no_stamp_no_arrival() -> None:
    arrival = extract(letters.reading(letters.PLAIN), ExtractOptions()).arrival
    assert (arrival.office.value, arrival.number.value, arrival.date.value) == (None, None, None)


def test_lists_on_pages_of_their_own_are_attachments_each() -> None:
    more = "\fDANH SÁCH\n1. Thôn một\n\fDANH SÁCH CỬ NGƯỜI DỰ HỌP\n1. Thôn một\n"
    letter = extract(letters.reading(letters.PLAIN + more), ExtractOptions())
    titles = [f.value for f in letter.attachments if f.rule == "appendix-title"]
    assert [t.split(" 1.")[0] for t in titles if t] == ["DANH SÁCH", "DANH SÁCH CỬ NGƯỜI DỰ HỌP"]


def test_attachments_named_and_following() -> None:
    text = letters.PLAIN.replace("rà soát thủ tục nội bộ.", "rà soát thủ tục nội bộ (có Đề cương gửi kèm).")
    letter = extract(letters.reading(text + "\fPHỤ LỤC\nDanh mục thủ tục\n1. Thủ tục một"), ExtractOptions())
    assert [f.value for f in letter.attachments] == [
        "Đề cương",
        "PHỤ LỤC Danh mục thủ tục 1. Thủ tục một",
    ] or [f.value for f in letter.attachments] == ["Đề cương", "PHỤ LỤC Danh mục thủ tục"]


def test_an_office_of_a_stamp_that_breaks_off_is_told_illegible() -> None:
    letter = stamped(ObjectKind.ARRIVAL, "h THGAIỐC TRẠM Y TẾ XÃ\nĐẾN\nSố: 31")
    assert (letter.arrival.office.value, letter.arrival.office.rule) == (None, "illegible")
    assert letter.arrival.number.value == "31"
