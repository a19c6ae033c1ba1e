from __future__ import annotations

import datetime as dt

import pytest

from pipeline.extract import contest
from pipeline.extract.contest.labels import find_labels
from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.extract.prose import prose_of
from pipeline.records.contest import Contest, MilestoneKind, Moment, Stage
from pipeline.records.page import Page
from tests.extract.contest_letters import LETTERS, ContestLetter
from tests.extract.made_pages import line_at, prose, refs_of, zones


def iso(value: Moment | None) -> str | None:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None


def read(letter: ContestLetter) -> Contest:
    found = contest.find(zones(letter.text), dt.date.fromisoformat(letter.issued))
    assert found is not None, letter.id
    return found


def stages_in(text: str, year: int = 2026) -> list[Stage]:
    body = prose(text)
    return [f.stage for f in find_stages(body, find_times(body, year))]


def told(stages: list[Stage]) -> list[tuple[str, str | None, str | None]]:
    return [(s.label, iso(s.start.value), iso(s.end.value)) for s in stages]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_stages_of_invented_letters(letter: ContestLetter) -> None:
    assert told(list(read(letter).stages)) == list(letter.stages)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_every_value_shows_where_it_stands(letter: ContestLetter) -> None:
    for stage in read(letter).stages:
        assert stage.evidence
        for field in (stage.start, stage.end, stage.name, stage.mode):
            if field.value is not None:
                assert (
                    field.evidence and field.raw and 0 < field.confidence <= 1 and field.rule != "not-found"
                )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chặng 1 - Tìm hiểu: từ ngày 01/6/2026 đến ngày 05/6/2026", "Chặng 1"),
        ("a) GIAI ĐOẠN II: từ ngày 01/6/2026 đến ngày 05/6/2026", "Giai đoạn II"),
        ("- Vòng thứ ba (từ ngày 01/6/2026 đến ngày 05/6/2026)", "Vòng thứ ba"),
        ("* Đợt 2: 01/6/2026 - 05/6/2026", "Đợt 2"),
        ("2.1. Tuần thứ hai: từ ngày 01/6/2026 đến ngày 05/6/2026", "Tuần thứ hai"),
        ("Chgng 3 — Trình diễn: từ ngày 01/6/2026 đến ngày 05/6/2026", "Chặng 3"),
        ("VÒNG SƠ KHẢO: từ ngày 01/6/2026 đến ngày 05/6/2026", "Vòng sơ khảo"),
        ("Vòng l: từ ngày 01/6/2026 đến ngày 05/6/2026", "Vòng l"),
    ],
)
def test_headings(text: str, label: str) -> None:
    assert told(stages_in(text)) == [(label, "2026-06-01", "2026-06-05")]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ kết quả Chặng 2, Ban Tổ chức lựa chọn 06 đơn vị.",
        "Các đội vào vòng chung kết được hỗ trợ kinh phí.",
        "Thực hiện giai đoạn 2021 - 2025 và giai đoạn 2026 - 2030.",
        "Phòng họp số 2, tuần 40 giờ làm việc, đợt mưa lớn vừa qua.",
        "Lễ Chung kết và trao giải cuộc thi được truyền hình.",
    ],
)
def test_mentions_are_no_stages(text: str) -> None:
    assert find_labels(prose(text)) == [] or stages_in(text) == []


def test_milestones_do_not_become_the_stage_s_time() -> None:
    found = read(next(letter for letter in LETTERS if letter.id == "headings-with-milestones"))
    kinds = [(m.kind, m.stage, iso(m.start.value or m.on.value or m.before.value)) for m in found.milestones]
    assert (MilestoneKind.SUBMISSION, 2, "2026-05-25") in kinds
    assert (MilestoneKind.CEREMONY, 3, "2026-06-27") in kinds
    assert (MilestoneKind.REGISTRATION, 1, "2026-05-03") in kinds
    assert (MilestoneKind.REPORT, None, "2026-06-30") in kinds


def test_a_stage_told_by_its_milestones_alone_spans_them_and_says_so() -> None:
    (stage,) = stages_in(
        "c) Chặng 3 - Tôn vinh\n- Hình thức: thuyết trình.\n"
        "- Thời gian: các đội gửi bài trình bày về Ban Tổ chức từ ngày 01/6/2026 đến ngày 03/6/2026.\n"
        "Thời gian tổ chức Lễ tổng kết và trao giải: ngày 05/6/2026."
    )
    assert told([stage]) == [("Chặng 3", "2026-06-01", "2026-06-05")]
    assert stage.start.rule == stage.end.rule == "stage-from-milestones"


def test_vague_time_leaves_null_dates_and_stands_in_text() -> None:
    found = read(next(letter for letter in LETTERS if letter.id == "vague-last-round"))
    last = found.stages[-1]
    assert (last.start.value, last.end.value, last.start.rule) == (None, None, "month-only")
    assert last.text == "dự kiến tháng 10/2026"


def test_a_stage_told_twice_keeps_the_other_day_as_alternative() -> None:
    (stage,) = stages_in(
        "Cuộc thi có các vòng: Vòng 1 (từ ngày 01/6 đến ngày 10/6/2026).\n\n"
        "Vòng 1: Tìm hiểu\n- Thời gian: từ ngày 01/6 đến ngày 12/6/2026."
    )
    assert iso(stage.end.value) == "2026-06-12"
    assert [(a.value, a.rule) for a in stage.end.alternatives] == [("2026-06-10", "told-elsewhere")]


def test_a_table_read_column_by_column_is_put_back_into_rows() -> None:
    rows = [
        ("Vòng 1", "Thi trắc nghiệm", "Từ ngày 01/6 đến ngày", "12/6/2026"),
        ("Vòng 2", "Thi thuyết trình", "Từ ngày 15/6 đến ngày", "20/6/2026"),
        ("Vòng 3", "Chung kết", "Ngày 27/6/2026", None),
    ]
    columns = (0.15, 0.35, 0.65)
    lines = [line_at("Lịch thi của Hội thi như sau:", 0.15, 0.20)]
    for c, x in enumerate(columns):
        for r, row in enumerate(rows):
            y = 0.25 + 0.06 * r
            lines.append(line_at(row[c] or "", x, y))
            if c == 2 and row[3]:
                lines.append(line_at(row[3], x, y + 0.018))
    lines.append(line_at("Các đơn vị đăng ký dự thi với Ban Tổ chức Hội thi đúng thời gian trên", 0.15, 0.5))
    page = Page(number=1, lines=tuple(lines))
    body = prose_of(refs_of(page))
    found = [f.stage for f in find_stages(body, find_times(body, 2026))]
    assert told(found) == [
        ("Vòng 1", "2026-06-01", "2026-06-12"),
        ("Vòng 2", "2026-06-15", "2026-06-20"),
        ("Vòng 3", "2026-06-27", "2026-06-27"),
    ]
    assert [s.name.value for s in found] == ["Thi trắc nghiệm", "Thi thuyết trình", "Chung kết"]
    assert found[0].end.evidence[0].box is not None


ORDINARY = """
ỦY BAN NHÂN DÂN
XÃ TÂN LẠC

Số: 98/UBND-KT
V/v {subject}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Lạc, ngày 02 tháng 3 năm 2026

Kính gửi: Các thôn trên địa bàn xã.

{body}

Nơi nhận:
- Như trên;
- Lưu: VT, KT.

CHỦ TỊCH

Đỗ Quang Khải
"""


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "tiêm phòng đàn gia súc",
            "Đợt 1: từ ngày 10/3 đến ngày 20/3/2026; Đợt 2: từ ngày 10/9 đến ngày 20/9/2026.",
        ),
        (
            "thực hiện giai đoạn 2 của dự án",
            "Giai đoạn 2: từ ngày 01/4/2026 đến ngày 30/9/2026, hoàn thành kênh mương.",
        ),
        (
            "bảo đảm an ninh phục vụ cuộc thi chạy",
            "Công an xã bảo đảm an ninh cuộc thi chạy việt dã ngày 15/3/2026.",
        ),
        (
            "báo cáo kết quả tham gia Hội thi",
            "Xã đã tham gia Hội thi cấp tỉnh, đạt giải Nhất. Gửi báo cáo trước ngày 10/3/2026.",
        ),
        ("thực thi công vụ", "Nâng cao hiệu quả thực thi công vụ, tuần 1 họp giao ban ngày 05/3/2026."),
    ],
)
def test_ordinary_letters_have_no_contest(subject: str, body: str) -> None:
    assert contest.find(zones(ORDINARY.format(subject=subject, body=body)), dt.date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Vòng | Nội dung | Thời gian\n1 | Sơ tuyển | 01/6 - 15/6/2026\n2 | Chung tuyển | 16/6 - 30/6/2026",
        "Thời gian\nVòng\nHình thức\n\n01/6 - 15/6/2026\n1\nTrực tuyến\n\n16/6 - 30/6/2026\n2\nTrực tiếp",
        "STT\nVòng thi\nThời gian\n\n1\n1\nTừ 01/6 đến 15/6/2026\n\n2\n2\nTừ 16/6 đến 30/6/2026",
        "Vòng 1 bắt đầu từ ngày 01/6/2026, kết thúc ngày 15/6/2026.\n\n"
        "Vòng 2 bắt đầu từ ngày 16/6/2026 và kết thúc vào ngày 30/6/2026.",
        "Vòng 1: nộp bài từ ngày 01/6/2026, ngày 15/6 là hạn cuối.\n\n"
        "Vòng 2: nộp bài từ ngày 16/6/2026, ngày 30/6 là hạn cuối.",
    ],
)
def test_stages_told_in_other_ways(text: str) -> None:
    assert told(stages_in(text)) == [
        ("Vòng 1", "2026-06-01", "2026-06-15"),
        ("Vòng 2", "2026-06-16", "2026-06-30"),
    ]


def test_bare_numbers_under_another_head_are_no_stages() -> None:
    assert stages_in("STT | Nội dung | Thời gian\n1 | Họp | 01/6/2026\n2 | Báo cáo | 16/6/2026") == []
    assert stages_in("Vòng | Số đội\n1 | 12\n2 | 6") == []


def test_a_name_after_its_lead_in() -> None:
    text = "Chặng 1, với tên gọi “Khơi nguồn”: từ ngày 01/6 đến ngày 15/6/2026."
    assert [s.name.value for s in stages_in(text)] == ["Khơi nguồn"]


def test_a_table_s_rule_between_two_days_does_not_part_them() -> None:
    text = "Chặng 1: Từ ngày 11/5 đến ngày ¡31/5/2026"
    assert told(stages_in(text)) == [("Chặng 1", "2026-05-11", "2026-05-31")]
