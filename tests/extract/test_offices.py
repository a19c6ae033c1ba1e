"""Offices and kinds that write in their own way: courts, tax, the Front, minutes, slips, copies."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from pipeline.records.letter import Letter
from tests.extract import invented_letters as letters

OFFICE = "ỦY BAN NHÂN DÂN TỈNH LẠC HỒNG\nSỞ NỘI VỤ\n"
SIGNED = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrịnh Hoài Ân"


def read(*changes: tuple[str, str], text: str = letters.PLAIN) -> Letter:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return extract(letters.reading(text), ExtractOptions())


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("TÒA ÁN NHÂN DÂN TỈNH LẠC HỒNG\nTÒA ÁN NHÂN DÂN KHU VỰC 3", "Tòa án nhân dân khu vực 3"),
        ("CỤC THUẾ\nTHUẾ TỈNH LẠC HỒNG", "Thuế tỉnh Lạc Hồng"),
        ("TẬP ĐOÀN SÔNG MÂY\nCÔNG TY CỔ PHẦN THỦY ĐIỆN ĐỒI SIM", "Công ty cổ phần Thủy điện Đồi Sim"),
        ("BỘ CÔNG THƯƠNG\nTRƯỜNG ĐẠI HỌC KỸ THUẬT SÔNG MÂY", "Trường Đại học Kỹ thuật Sông Mây"),
        ("BỘ CÔNG THƯƠNG - BỘ NỘI\nVỤ", "Bộ Công Thương - Bộ Nội vụ"),
        ("SỞ NỘI VỤ TỈNH LẠC HỒNG\nVĂN PHÒNG", "Văn phòng Sở Nội vụ tỉnh Lạc Hồng"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nXÃ ĐỒI SIM\nBAN THƯỜNG TRỰC",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Đồi Sim"),
    ],
)  # fmt: skip
def test_who_wrote(head: str, issuer: str) -> None:
    assert read((OFFICE, f"{head}\n")).issuer.value == issuer


@pytest.mark.parametrize(
    ("signature", "capacity", "for_", "title"),
    [
        ("THẨM PHÁN", None, None, "THẨM PHÁN"),
        ("TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", "TM.", "BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
        ("TUQ. TRƯỞNG THUẾ TỈNH\nTRƯỞNG PHÒNG PHÁP CHẾ", "TUQ.", "TRƯỞNG THUẾ TỈNH",
         "TRƯỞNG PHÒNG PHÁP CHẾ"),
    ],
)  # fmt: skip
def test_posts_of_such_offices(signature: str, capacity: str | None, for_: str | None, title: str) -> None:
    signer = read((SIGNED, f"{signature}\n\nTrịnh Hoài Ân")).signer
    assert (signer.capacity.value, signer.for_.value) == (capacity, for_)
    assert (signer.title.value, signer.name.value) == (title, "Trịnh Hoài Ân")


def test_minutes_have_two_signers() -> None:
    two = "THƯ KÝ\n\nHà Văn Tố\n\nCHỦ TỌA\n\nLò Thị Mẩy\n\nNơi nhận:\n- Lưu: VT.\n"
    text = letters.NAMED.replace("KẾ HOẠCH", "BIÊN BẢN").replace("/KH-", "/BB-")
    letter = read((text[text.index("Nơi nhận:") :], two), text=text)
    told = [(s.title.value, s.name.value) for s in (letter.signer, *letter.co_signers)]
    assert told == [("CHỦ TỌA", "Lò Thị Mẩy"), ("THƯ KÝ", "Hà Văn Tố")]
    assert [d.value for d in letter.distribution] == ["Lưu: VT"]


def test_a_slip_has_no_subject_and_lacks_none() -> None:
    body = (
        "GIẤY GIỚI THIỆU\n\nVăn phòng Sở trân trọng giới thiệu:\nÔng (bà): Hà Văn Tố\nChức vụ: Chuyên viên\n"
        "Được cử đến: Trung tâm Lưu trữ tỉnh\nVề việc: sao lục hồ sơ\n\n"
    )
    text = letters.NAMED
    start, end = text.index("KẾ HOẠCH\n"), text.index("Nơi nhận:")
    letter = read((text[start:end], body), ("/KH-", "/GGT-"), text=text)
    assert (letter.kind.value, letter.subject.value) == ("GGT", None)
    assert not [f for f in letter.findings if "subject" in f.message]


def test_a_party_resolution_is_about_what_follows_whose_it_is() -> None:
    title = "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ\nvề ngày hội đọc sách\n"
    letter = read(("KẾ HOẠCH\nTổ chức ngày hội đọc sách\n", title), text=letters.NAMED)
    assert (letter.kind.value, letter.subject.value) == ("NQ", "ngày hội đọc sách")


def test_a_certified_copy_s_signer_is_not_the_letter_s() -> None:
    copy = (
        "\n\nTRUNG TÂM LƯU TRỮ XÃ ĐỒI SIM\nSố: 41/SY-TTLT\nĐồi Sim, ngày 15 tháng 8 năm 2025\nSAO Y\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLò Thị Mẩy"
    )
    letter = read((SIGNED, f"GIÁM ĐỐC\n\nBSCKII. Hà Văn Tố{copy}"))
    assert (letter.signer.title.value, letter.signer.name.value) == ("GIÁM ĐỐC", "Hà Văn Tố")
    assert letter.signer.capacity.value is None and letter.co_signers == ()
    assert letter.code.value == "417/SNV-CCHC"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Để kịp thời vụ, chủ tịch các xã, phường hoàn thành rà soát trước ngày 25/7/2025.",
         "chủ tịch các xã, phường hoàn thành rà soát"),
        ("Để kịp thời vụ, các sở, ban, ngành báo cáo trước ngày 25/7/2025.", "các sở, ban, ngành báo cáo"),
        ("Theo kế hoạch năm, phường báo cáo trước ngày 25/7/2025.", "phường báo cáo"),
    ],
)  # fmt: skip
def test_commas_that_count_offices_end_no_clause(body: str, what: str) -> None:
    letter = read(("Kết quả gửi về Sở Nội vụ trước ngày 25/7/2025./.", body))
    assert [d.what.value for d in letter.deadlines] == [what]
