from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import contest, extract
from pipeline.extract.contest.audience import find_audience
from pipeline.extract.contest.contacts import find_contacts
from pipeline.extract.contest.naming import find_campaign, find_name
from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.contest.root import find_root
from pipeline.extract.dates import find_dates
from pipeline.options import ExtractOptions
from pipeline.records.contest import Contest, Seen
from pipeline.records.evidence import Box
from pipeline.records.page import ObjectKind, Page, PageObject
from tests.extract import invented_letters as letters
from tests.extract.contest_letters import LETTERS
from tests.extract.made_pages import page_of, prose, zones


def read(id_: str) -> Contest:
    letter = next(one for one in LETTERS if one.id == id_)
    found = contest.find(zones(letter.text), dt.date.fromisoformat(letter.issued))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- 01 Giải Nhất, trị giá 10 triệu đồng (bằng chữ: Mười triệu đồng) "
            "và Giấy khen của Giám đốc Sở Y tế.\n"
            "- 02 Giải Nhì, mỗi giải 5.000.000 đồng;",
            [("Nhất", 1, 10_000_000, "Giấy khen của Giám đốc Sở Y tế"), ("Nhì", 2, 5_000_000, None)],
        ),
        (
            "Giải Nhất: 01 cúp và 5.000.000 đồng; Giải Ba: 02 giải, mỗi giải 1.500.000 đồng.",
            [("Nhất", None, 5_000_000, None), ("Ba", 2, 1_500_000, None)],
        ),
        (
            "- Một giải Đặc biệt trị giá 1,5 triệu đồng;\n"
            "- 10 giải Khuyến khích, tổng trị giá 5.000.000 đồng.",
            [("Đặc biệt", 1, 1_500_000, None), ("Khuyến khích", 10, 500_000, None)],
        ),
        (
            "Nhất\n01\n3.000.000\n\nNhì\n02\n2.000.000\n\nKhuyến khích\n05\n500.000",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None), ("Khuyến khích", 5, 500_000, None)],
        ),
        (
            "Giải A (01 giải): 4.000.000 đồng; Giải B (02 giải): 3.000.000 đồng.",
            [("A", 1, 4_000_000, None), ("B", 2, 3_000_000, None)],
        ),
        (
            "Giải\nTrị giá (đồng)\nSố giải\n\nNhất\n3.000.000\n1\n\nNhì\n2.000.000\n2",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None)],
        ),
        (
            "- Giải Nhất: SL 01, trị giá 3.000.000 đồng;\n- Giải Nhì (số lượng: 02): 2.000.000 đồng;\n"
            "- Giải Ba: 1.000.000 đồng/giải, số lượng 03 giải.",
            [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None), ("Ba", 3, 1_000_000, None)],
        ),
    ],
)
def test_prizes(text: str, expected: list[tuple[str, int | None, int, str | None]]) -> None:
    found = [p.prize for p in find_prizes(prose(text))]
    assert [(p.rank.value, p.count.value, p.value_vnd.value, p.certificate.value) for p in found] == expected


def test_prizes_of_a_week_and_of_the_whole_are_two() -> None:
    text = """1. Giải tuần: 01 giải Nhất trị giá 400.000 đồng; 02 giải Nhì, mỗi giải 300.000 đồng.
2. Giải chung cuộc: 01 giải Nhất trị giá 4.000.000 đồng; 02 giải Nhì, mỗi giải 3.000.000 đồng.
3. Kinh phí: giải Nhất 4.000.000 đồng lấy từ quỹ."""
    found = [(p.prize.rank.value, p.prize.value_vnd.value) for p in find_prizes(prose(text))]
    assert found == [("Nhất", 400_000), ("Nhì", 300_000), ("Nhất", 4_000_000), ("Nhì", 3_000_000)]


def test_past_awards_are_no_prizes() -> None:
    assert find_prizes(prose("Năm 2025 xã đã đoạt giải Nhất toàn tỉnh và đạt giải Ba khu vực.")) == []


def test_agreeing_words_raise_the_confidence_of_a_prize() -> None:
    agreed, plain = (
        find_prizes(prose(f"01 giải Nhất, trị giá 5 triệu đồng{words}."))[0].prize.value_vnd
        for words in (" (bằng chữ: Năm triệu đồng)", "")
    )
    assert agreed.rule == "prize-value-in-figures-and-words" and agreed.confidence > plain.confidence


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


def test_qr_codes_of_the_pages_are_contacts_of_their_own() -> None:
    code = PageObject(kind=ObjectKind.QR, box=Box(0.4, 0.4, 0.5, 0.5), text="https://thi.example.vn/a")
    page = Page(number=2, objects=(code,))
    found = find_contacts(prose("Mã QR"), (page,))
    assert [(u.value, u.seen, u.evidence[0].page) for u in found.urls] == [
        ("https://thi.example.vn/a", Seen.QR, 2)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lựa chọn 10/114 xã, phường, đặc khu và 01 Sở có thành tích cao",
            [(10, 114, "xã, phường, đặc khu"), (1, None, "Sở")],
        ),
        ("mỗi trường cử 02 người dự thi", []),
        ("lấy 05 đội xuất sắc vào vòng trong", [(5, None, "đội xuất sắc")]),
        ("Từ ngày 10/4 xã triển khai", []),
        ("đạt 8/10 điểm", []),
    ],
)
def test_quotas(text: str, expected: list[tuple[int, int | None, str]]) -> None:
    body = prose(text)
    found = find_quotas(body, (), find_dates(body.text, 2026))
    assert [(q.take.value, q.out_of.value, q.unit.value) for q in found] == expected


def test_name_and_campaign_come_from_quotes() -> None:
    subject = prose("triển khai Cuộc thi “Sống xanh mỗi ngày”").passage
    body = prose(
        "Hưởng ứng phong trào “Nói không với rác thải nhựa”; Cuộc thi “Sống xanh mỗi ngày” "
        "và Cuộc thi “Sống xanh mổi ngày”."
    ).passage
    name = find_name(subject, body)
    assert name.value == "Sống xanh mỗi ngày" and name.evidence
    assert find_campaign(subject, body, name).value == "Nói không với rác thải nhựa"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("tổ chức Hội thi Giáo viên chủ nhiệm giỏi năm 2026", "Giáo viên chủ nhiệm giỏi năm 2026"),
        ("mời tham gia Giải cầu lông các cơ quan lần thứ III", "Giải cầu lông các cơ quan lần thứ III"),
        ("triển khai Cuộc thi tìm hiểu Luật Đất đai trên địa bàn xã", "Tìm hiểu Luật Đất đai"),
        ("tham gia Cuộc thi Vẽ tranh đô thị tương lai", "Vẽ tranh đô thị tương lai"),
        ("phát động Cuộc thi Tranh dán từ lá khô đến các liên đội", "Tranh dán từ lá khô"),
        ("tổ chức Cuộc thi Rung chuông vàng", "Rung chuông vàng"),
        ("tổ chức Liên hoan Tiếng hát làng nghề", "Liên hoan Tiếng hát làng nghề"),
    ],
)
def test_a_name_without_quotes_stands_without_the_common_noun(subject: str, name: str) -> None:
    assert find_name(prose(subject).passage, prose("Nội dung").passage).value == name


@pytest.mark.parametrize(
    ("text", "root"),
    [
        (
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 về chuyển đổi số; "
            "thực hiện Công văn số 345/SVHTT-QLVH ngày "
            "06/4/2026 của Sở Văn hóa và Thể thao về việc tổ chức "
            "Cuộc thi “Sống xanh”, xã triển khai như sau:",
            "345/SVHTT-QLVH",
        ),
        (
            "Cuộc thi “Sống xanh” do Tỉnh đoàn phát động tại Kế hoạch số 77-KH/TĐTN ngày 02/3/2026.",
            "77-KH/TĐTN",
        ),
        (
            "Thực hiện Kế hoạch số 58/KH-UBND ngày 12/02/2026 về phong trào sống xanh, "
            "Sở Văn hóa tổ chức Cuộc thi “Sống xanh”.",
            None,
        ),
        (
            "Thực hiện Kế hoạch số 58/KH-SVHTT ngày 12/02/2026 về công tác năm, "
            "Thư viện tỉnh tổ chức Cuộc thi “Trang sách mở”.",
            None,
        ),
    ],
)
def test_the_root_is_the_cited_letter_about_the_contest(text: str, root: str | None) -> None:
    found = find_root(prose(text).passage, ())
    assert found.value == root and (root is not None or found.rule == "launched-here")


def test_period_audience_requirements_of_whole_letters() -> None:
    sports = read("sports")
    assert (sports.period.start.value, sports.period.end.value) == (
        dt.date(2026, 8, 10),
        dt.date(2026, 8, 30),
    )
    assert read("roman-phases").audience.value == "Các hộ gia đình đang sinh sống trên địa bàn xã"
    asked = [r.value for r in read("weeks").requirements]
    assert asked == ["Công an xã tổng hợp kết quả, báo cáo Ủy ban nhân dân xã chậm nhất ngày 05/4/2026"]


def test_evidence_spans_give_back_the_raw_text() -> None:
    letter = LETTERS[0]
    page = page_of(letter.text)
    found = read(letter.id)
    for field in (
        found.name,
        found.root,
        found.stages[0].start,
        found.prizes[0].value_vnd,
        *found.contacts.urls,
    ):
        printed = " ".join(page.text[slice(*e.span)] for e in field.evidence if e.span)
        assert " ".join(printed.split()) == field.raw


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Đối tượng tham gia: Cuộc thi dành cho mọi công dân từ 18 tuổi trở lên.",
            "Mọi công dân từ 18 tuổi trở lên",
        ),
        ("Cuộc thi mở cho giáo viên mầm non toàn tỉnh.", "Giáo viên mầm non toàn tỉnh"),
        ("Mọi hộ gia đình trong xã đều có thể tham gia cuộc thi.", "Mọi hộ gia đình trong xã"),
        (
            "1. Đối tượng tham gia\nTất cả học sinh lớp 4, lớp 5 được tham gia Cuộc thi.",
            "Tất cả học sinh lớp 4, lớp 5",
        ),
    ],
)
def test_the_audience_stands_without_lead_in_and_tail(text: str, who: str) -> None:
    assert find_audience(prose(text)).value == who


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Chi tiết xin gặp bà Nhàn, 0226.3811.204.", ["0226.3811.204"]),
        ("Mã hồ sơ 0226.3811 và số 12.345.678.901 không phải số máy.", []),
    ],
)
def test_landlines_are_known_by_their_form(text: str, phones: list[str]) -> None:
    assert [c.value for c in find_contacts(prose(text), ()).phones] == phones


@pytest.mark.parametrize(
    "subject", ["phát động Giải “Việc nhỏ ích lớn”", "hưởng ứng Giải Sáng kiến “Việc nhỏ ích lớn” năm 2026"]
)
def test_a_prize_with_a_name_is_a_contest_s_name(subject: str) -> None:
    assert find_name(prose(subject).passage, prose("Nội dung").passage).value == "Việc nhỏ ích lớn"


def test_an_anniversary_s_day_stays_in_the_name() -> None:
    subject = prose("hưởng ứng Cuộc thi trực tuyến “Nhớ ngày 27/7, tri ân người có công”").passage
    assert find_name(subject, prose("Nội dung").passage).value == "Nhớ ngày 27/7, tri ân người có công"


def test_a_draft_of_rules_that_is_only_asked_about_is_no_contest() -> None:
    text = letters.PLAIN.replace(
        "rà soát thủ tục nội bộ\nquý III năm 2025", "góp ý dự thảo Thể lệ Giải thưởng"
    )
    text = text.replace("rà soát thủ tục nội bộ.", "góp ý vào dự thảo Thể lệ Giải thưởng (gửi kèm).")
    assert extract(letters.reading(text), ExtractOptions()).contest is None


@pytest.mark.parametrize("rank", ["“Giọng kể hay nhất”", "Thí sinh nhỏ tuổi nhất"])
def test_prizes_by_name(rank: str) -> None:
    text = f"01 giải Nhất: 900.000 đồng; 01 giải Nhì: 700.000 đồng; 02 giải {rank}: 300.000 đồng/giải."
    prize = find_prizes(prose(text))[-1].prize
    assert prize.rank.value == rank.strip("“”").capitalize()
    assert (prize.count.value, prize.value_vnd.value) == (2, 300_000)
