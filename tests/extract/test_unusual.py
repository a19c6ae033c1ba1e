"""Party letters, certified copies, two offices, footnotes of scanning."""

from __future__ import annotations

import datetime as dt

from pipeline.extract import extract
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters

PARTY = """ĐẢNG BỘ TỈNH LẠC HỒNG
ĐẢNG ỦY XÃ ĐỒI SIM
*
Số 41-CV/ĐU
V/v học tập nghị quyết
ĐẢNG CỘNG SẢN VIỆT NAM
Đồi Sim, ngày 12 tháng 3 năm 2025

Kính gửi: Các chi bộ trực thuộc.

Thực hiện Kế hoạch số 33-KH/TU ngày 02/3/2025 của Tỉnh ủy Lạc Hồng về học tập nghị quyết, Đảng ủy xã yêu cầu
các chi bộ tổ chức học tập nghị quyết.

Nơi nhận:
- Như trên,
- Lưu Văn phòng.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lò Thị Mẩy
"""


def test_a_party_letter() -> None:
    letter = extract(letters.reading(PARTY), ExtractOptions())
    assert (letter.code.value, letter.number.value, letter.symbol.value) == ("41-CV/ĐU", "41", "CV/ĐU")
    assert letter.issuer.value == "Đảng ủy xã Đồi Sim"
    assert letter.parent_agency.value == "Đảng bộ tỉnh Lạc Hồng"
    assert letter.issued_on.value == dt.date(2025, 3, 12)
    assert [c.code.value for c in letter.citations] == ["33-KH/TU"]
    assert (letter.signer.capacity.value, letter.signer.for_.value) == ("TM.", "BAN THƯỜNG VỤ")
    assert (letter.signer.title.value, letter.signer.name.value) == ("PHÓ BÍ THƯ", "Lò Thị Mẩy")


def test_a_certified_copy_below_the_letter_changes_nothing_of_it() -> None:
    copy = (
        "\n\nSAO Y\nUBND XÃ ĐỒI SIM\nSố: 12/SY-UBND\nĐồi Sim, ngày 20 tháng 7 năm 2025\nCHỦ TỊCH\nHà Văn Tố\n"
    )
    plain = extract(letters.reading(letters.PLAIN), ExtractOptions())
    copied = extract(letters.reading(letters.PLAIN + copy), ExtractOptions())
    for name in ("code", "issued_on", "issuer", "signer", "distribution", "addressees", "subject"):
        assert getattr(copied, name) == getattr(plain, name), name
    assert copied.also == ()


def test_two_signatures_side_by_side() -> None:
    foot = [
        ("CHỦ TỊCH", 0.2, 0.4),
        ("Hà Văn Tố", 0.2, 0.5),
        ("GIÁM ĐỐC", 0.65, 0.4),
        ("Trịnh Hoài Ân", 0.64, 0.5),
        ("Nơi nhận:", 0.13, 0.55),
        ("- Như trên;", 0.13, 0.57),
        ("- Lưu: VT.", 0.13, 0.59),
    ]
    letter = extract(letters.scanned(letters.HEAD + letters.BODY + foot), ExtractOptions())
    assert (letter.signer.title.value, letter.signer.name.value) == ("GIÁM ĐỐC", "Trịnh Hoài Ân")
    assert [(s.title.value, s.name.value) for s in letter.co_signers] == [("CHỦ TỊCH", "Hà Văn Tố")]
    assert [f.value for f in letter.distribution] == ["Như trên", "Lưu: VT"]


def test_two_offices_in_one_head() -> None:
    text = letters.PLAIN.replace("SỞ NỘI VỤ\n", "SỞ NỘI VỤ - CÔNG ĐOÀN NGÀNH\n", 1)
    letter = extract(letters.reading(text), ExtractOptions())
    assert letter.issuer.value == "Sở Nội vụ tỉnh Lạc Hồng - Công đoàn ngành Nội vụ"


def test_the_department_s_line_lost_the_symbol_tells_who_wrote() -> None:
    letter = extract(letters.reading(letters.PLAIN.replace("SỞ NỘI VỤ\n", "", 1)), ExtractOptions())
    assert (letter.issuer.value, letter.issuer.rule) == ("Sở Nội vụ tỉnh Lạc Hồng", "symbol+agency-data")
    assert letter.parent_agency.value == "Ủy ban nhân dân tỉnh Lạc Hồng"


def test_a_date_line_read_in_two_pieces() -> None:
    head = [row for row in letters.HEAD if "ngày" not in row[0]]
    head += [("Lạc Hồng, ngày 09", 0.5, 0.11), ("tháng 7 năm 2025", 0.68, 0.111)]
    letter = extract(letters.scanned(head + letters.BODY + letters.FOOT), ExtractOptions())
    assert letter.issued_on.value == dt.date(2025, 7, 9)
    assert letter.place.value == "Lạc Hồng"


NOTE = "\fPHỤ LỤC\n(Kèm theo Công văn số {} ngày {} của Sở Nội vụ)\n1. Thủ tục một"


def test_a_note_over_an_appendix_is_a_second_witness() -> None:
    text = letters.PLAIN.replace("Số: 417/", "Số: 4ɸ7/").replace("ngày 09 tháng 7", "ngày Ÿ tháng 7")
    alone = extract(letters.reading(text), ExtractOptions())
    both = extract(letters.reading(text + NOTE.format("417 /SNV-CCHC", "09/7/2025")), ExtractOptions())
    assert (alone.code.value, alone.issued_on.value) == (None, None)
    assert (both.code.value, both.code.rule) == ("417/SNV-CCHC", "appendix-note")
    assert both.issued_on.value == dt.date(2025, 7, 9)
    assert both.code.evidence[0].page == 2


def test_a_note_of_another_letter_or_another_month_is_none() -> None:
    text = letters.PLAIN.replace("Số: 417/", "Số: 4ɸ7/").replace("ngày 09 tháng 7", "ngày Ÿ tháng 7")
    other = extract(letters.reading(text + NOTE.format("55/UBND-VX", "09/7/2025")), ExtractOptions())
    assert (other.code.value, other.issued_on.value) == (None, None)
    late = extract(letters.reading(text + NOTE.format("417/SNV-CCHC", "09/7/2014")), ExtractOptions())
    assert (late.code.value, late.issued_on.value) == ("417/SNV-CCHC", None)


def test_pieces_of_one_row_are_read_from_left_to_right() -> None:
    """A blank in a line parts it: the pieces may come in any order."""
    head = [
        row for row in letters.HEAD if "ngày" not in row[0] and "V/v" not in row[0] and "quý" not in row[0]
    ]
    head += [("năm 2025", 0.8, 0.11), ("tháng", 0.71, 0.1101), ("Lạc Hồng, ngày", 0.5, 0.1102)]
    head += [("nội bộ", 0.33, 0.1301), ("V/v rà soát thủ tục", 0.15, 0.13)]
    body = [("[HỎA TỐC l Kính gửi: Các sở, ban, ngành tỉnh.", 0.2, 0.2), *letters.BODY[1:]]
    letter = extract(letters.scanned(head + body + letters.FOOT), ExtractOptions())
    assert (letter.place.value, letter.issued_on.value) == ("Lạc Hồng", None)
    assert letter.issued_on.rule == "blank-on-page" and letter.is_draft.value is True
    assert letter.subject.value == "rà soát thủ tục nội bộ"
    assert letter.urgency.value == "HỎA TỐC"
    assert [f.value for f in letter.addressees] == ["Các sở, ban, ngành tỉnh"]
