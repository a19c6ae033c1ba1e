from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.checks import CODES
from pipeline.extract.findings import _sentences, check, made
from pipeline.extract.zones import Zones
from pipeline.records.contest import Contact, Contacts, Contest, Seen, Stage
from pipeline.records.evidence import Alternative, Evidence, Field
from pipeline.records.letter import Citation, Letter, Signer
from pipeline.records.page import Reader, Source
from tests.extract import invented_letters as letters
from tests.extract.made_pages import page_of, refs_of, zones

HERE = (Evidence(page=1, span=(0, 4)),)
SOURCE = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", pages=1, read_as=Reader.TEXT)


def said(value: Any, *, confidence: float = 0.9) -> Field[Any]:
    return Field[Any](value=value, raw=str(value), confidence=confidence, rule="invented", evidence=HERE)


def blank(raw: str) -> Field[Any]:
    return Field[Any](raw=raw, rule="blank-on-page", evidence=HERE)


def letter(**changed: Any) -> Letter:
    """A letter that keeps to the form in every part."""
    parts: dict[str, Any] = {
        "kind": said("CV"),
        "issuer": said("Ủy ban nhân dân xã Tân Lạc"),
        "number": said("215"),
        "symbol": said("UBND-VHXH"),
        "code": said("215/UBND-VHXH"),
        "issued_on": said(dt.date(2026, 5, 20)),
        "subject": said("triển khai công việc"),
        "distribution": (said("Như trên"), said("Lưu: VT, VHXH")),
        "signer": Signer(name=said("Đỗ Quang Khải")),
    }
    return Letter(source=SOURCE, **(parts | changed))


def codes(one: Letter, body: str = "Nội dung.") -> list[str]:
    return [
        f.code
        for f in check(one, zones(f"XÃ TÂN LẠC\n\nKính gửi: Các thôn.\n\n{body}\n\nNơi nhận:\n- Lưu: VT."))
    ]


def contest(**parts: Any) -> Contest:
    return Contest(**parts)


def test_a_letter_in_order_has_no_finding() -> None:
    assert codes(letter()) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": blank("Số: /")}, "F-BLANK-NUMBER"),
        ({"issued_on": blank("ngày tháng 5 năm 2026")}, "F-BLANK-DATE"),
        ({"subject": Field[str]()}, "F-MISSING-PART"),
        ({"signer": Signer()}, "F-MISSING-PART"),
        ({"distribution": ()}, "F-MISSING-PART"),
        ({"symbol": said("SYT-NVY")}, "F-SYMBOL-ISSUER"),
        ({"distribution": (said("Lưu: VT, VHXX"),)}, "F-FILE-UNIT"),
        ({"citations": (Citation(code=said("12/KH-UBND")),)}, "F-UNDATED-CITATION"),
        (
            {"citations": (Citation(code=said("12/KH-UBND"), issued_on=said(dt.date(2026, 6, 1))),)},
            "F-CITED-LATER",
        ),
        ({"signer": Signer(title=said("CHỦ TỊCH"))}, "F-MISSING-PART"),
        (
            {"citations": (Citation(code=said("54/2016/NĐ-CP"), issued_on=said(dt.date(2017, 5, 8))),)},
            "F-CITED-YEAR",
        ),
        (
            {
                "contest": contest(
                    stages=(Stage(index=1, label="Vòng 1", start=Field[Any](rule="month-only")),)
                )
            },
            "F-MONTH-ONLY",
        ),
    ],
)
def test_each_breach_is_told_once(changed: dict[str, Any], code: str) -> None:
    assert codes(letter(**changed)) == [code]


@pytest.mark.parametrize(
    "changed",
    [
        {"number": Field[str](rule="illegible")},
        {"symbol": Field[str](rule="illegible")},
        {"distribution": (said("Lưu: VT, dqkhai"),)},
        {"distribution": (said("Lưu: VT, VHXH (02b)"),)},
        {"distribution": (said("Lưu: VT, VHXX", confidence=0.3),)},
        {"kind": said("KH"), "symbol": said("KH-UBND")},
        {"issuer": said("Sở Khoa học và Công nghệ tỉnh Sông Lam"), "symbol": said("SKHCN-CĐS")},
        {"issuer": said("Bộ Giáo dục và Đào tạo"), "symbol": said("BGDĐT-GDPT")},
        {"issuer": said("Thủ tướng Chính phủ"), "symbol": said("QĐ-TTg"), "kind": said("QĐ")},
        {"issuer": said("Thường trực Tỉnh ủy Sông Lam"), "symbol": said("CV/TU")},
        {"symbol": said("SYT-NVY", confidence=0.4)},
        {"citations": (Citation(code=said("30/2020/NĐ-CP")),)},
        {
            "citations": (
                Citation(code=said("12/KH-UBND"), issued_on=Field[Any](raw="42/2", rule="illegible")),
            )
        },
        {"citations": (Citation(code=said("30/2020/NĐ-CP"), issued_on=said(dt.date(2020, 3, 5))),)},
        {
            "citations": (
                Citation(code=said("12/KH-UBND"), issued_on=said(dt.date(2026, 1, 5))),
                Citation(code=said("12/KH-UBND")),
            )
        },
    ],
)
def test_what_is_no_breach(changed: dict[str, Any]) -> None:
    assert codes(letter(**changed)) == []


def test_impossible_days_of_the_body_are_shown_where_they_stand() -> None:
    assert codes(letter(), "Họp ngày 31/02/2026 tại xã.") == ["F-IMPOSSIBLE-DATE"]
    assert codes(letter(), "Họp ngày 28/02/2026 tại xã.") == []


def test_a_day_that_a_scan_shows_badly_is_no_breach_of_the_letter() -> None:
    page = letters.with_confidence(page_of("UBND XÃ TÂN LẠC\n\nHọp ngày 42/02/2026."), 0.7)
    seen = Zones(pages=(page,), body=refs_of(page))
    pictured = letter().model_copy(update={"source": SOURCE.model_copy(update={"read_as": Reader.SCAN})})
    assert "F-IMPOSSIBLE-DATE" not in [f.code for f in check(pictured, seen)]
    assert "F-IMPOSSIBLE-DATE" in [f.code for f in check(letter(), seen)]


@pytest.mark.parametrize(("day", "told"), [("16/5/2024", ["F-APPENDIX-DATE"]), ("20/5/2026", [])])
def test_a_note_over_an_appendix_with_another_day(day: str, told: list[str]) -> None:
    text = (
        "XÃ TÂN LẠC\n\nKính gửi: Các thôn.\n\nNội dung.\n\nNơi nhận:\n- Lưu: VT.\n\nDANH SÁCH\n"
        f"(Kèm theo Công văn số 215/UBND-VHXH ngày {day} của UBND xã Tân Lạc)"
    )
    found = check(letter(), zones(text))
    assert [f.code for f in found] == told
    assert all(f.evidence for f in found)


def test_a_qr_code_is_held_against_the_printed_addresses() -> None:
    def contacts(qr: str) -> Contest:
        printed = Contact(value="http://www.thi.example.vn/a/", rule="invented")
        return contest(contacts=Contacts(urls=(printed, Contact(value=qr, seen=Seen.QR, rule="qr-code"))))

    assert codes(letter(contest=contacts("https://thi.example.vn/a"))) == []
    assert codes(letter(contest=contacts("https://khac.example.vn/a"))) == ["F-QR-DIFFERS"]


def test_a_stage_told_twice_names_both_days() -> None:
    end = Field[Any](
        value=dt.date(2026, 6, 12),
        rule="invented",
        alternatives=(Alternative(value="2026-06-10", confidence=0.3, rule="told-elsewhere"),),
    )
    one = letter(contest=contest(stages=(Stage(index=1, label="Vòng 1", end=end),)))
    (found,) = check(one, zones("Nội dung"))
    assert found.code == "F-TOLD-TWICE" and "2026-06-10" in found.message and "2026-06-12" in found.message_vi


def test_contradictions_of_the_record_stand_beside() -> None:
    stage = Stage(index=1, label="Vòng 1", start=said(dt.date(2026, 6, 5)), end=said(dt.date(2026, 6, 1)))
    assert codes(letter(contest=contest(stages=(stage,)))) == ["C-END-BEFORE-START"]


def test_every_code_has_both_sentences_and_no_double() -> None:
    assert not set(_sentences()) & set(CODES)
    for code, row in _sentences().items():
        assert row["message"] and row["message_vi"] and row["source"], code
        names = {
            "symbol",
            "printed",
            "date",
            "cited",
            "issued",
            "issuer",
            "unit",
            "part",
            "part_vi",
            "link",
            "what",
        }
        shown = made(code, **{n: "…" for n in (*names, "first", "second")})
        assert "{" not in shown.message + shown.message_vi
