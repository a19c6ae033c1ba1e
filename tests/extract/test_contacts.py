"""Addresses and phone numbers, exactly as printed."""

from __future__ import annotations

import pytest

from pipeline.extract.contest.contacts import find_contacts
from pipeline.records.contest import Seen
from pipeline.records.evidence import Box
from pipeline.records.page import ObjectKind, Page, PageObject
from tests.extract.made_pages import prose


def test_contacts_stay_as_printed() -> None:
    text = (
        "Địa chỉ: <http://thi.tanlac.example.vn/vao-thi>, www.tanlac.example.vn; "
        "hòm thư hoidap&thi@tanlac.example.vn "
        "hoặc Zalo số điện thoại:\n0912.345.678; fax: 0203.111.222; mã số 0912345."
    )
    found = find_contacts(prose(text), ())
    assert [u.value for u in found.urls] == ["http://thi.tanlac.example.vn/vao-thi", "www.tanlac.example.vn"]
    assert [e.value for e in found.emails] == ["hoidap&thi@tanlac.example.vn"]
    assert [p.value for p in found.phones] == ["0912.345.678"]
    assert all(c.seen is Seen.PRINTED for c in (*found.urls, *found.emails, *found.phones))


def test_an_address_broken_at_a_line_s_end_is_joined_only_where_the_break_shows_it() -> None:
    joined = find_contacts(prose("Tại https://thi.tanlac.example.vn/cuoc-\nthi-2026 từ hôm nay"), ())
    assert [u.value for u in joined.urls] == ["https://thi.tanlac.example.vn/cuoc-thi-2026"]
    apart = find_contacts(prose("Tại https://thi.tanlac.example.vn/cuoc\nthi được mở"), ())
    assert [u.value for u in apart.urls] == ["https://thi.tanlac.example.vn/cuoc"]


def test_the_mark_that_ends_the_letter_is_no_part_of_an_address() -> None:
    found = find_contacts(prose("Chi tiết xem tại https://thi.tanlac.example.vn/./."), ())
    assert [u.value for u in found.urls] == ["https://thi.tanlac.example.vn"]


def test_qr_codes_of_the_pages_are_contacts_of_their_own() -> None:
    code = PageObject(kind=ObjectKind.QR, box=Box(0.4, 0.4, 0.5, 0.5), text="https://thi.example.vn/a")
    page = Page(number=2, objects=(code,))
    found = find_contacts(prose("Mã QR"), (page,))
    assert [(u.value, u.seen, u.evidence[0].page) for u in found.urls] == [
        ("https://thi.example.vn/a", Seen.QR, 2)
    ]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Chi tiết xin gặp bà Nhàn, 0226.3811.204.", ["0226.3811.204"]),
        ("Mã hồ sơ 0226.3811 và số 12.345.678.901 không phải số máy.", []),
    ],
)
def test_landlines_are_known_by_their_form(text: str, phones: list[str]) -> None:
    assert [c.value for c in find_contacts(prose(text), ()).phones] == phones
