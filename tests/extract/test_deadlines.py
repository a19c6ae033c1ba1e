from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from pipeline.extract import deadlines
from pipeline.extract.deadlines import find_in, relation_of
from pipeline.records.letter import Deadline
from tests.extract.made_pages import prose, zones

LETTER = dt.date(2026, 11, 9)
SCANS = Path(__file__).parents[2].parent / "shared" / "scans" / "truth"

HEAD = """SỞ Y TẾ TỈNH SÔNG LAM

Số: 20/SYT-NVY
V/v báo cáo số liệu

Sông Lam, ngày 09 tháng 11 năm 2026

Kính gửi: Giám đốc các trung tâm y tế.

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Vũ Thị Lan
"""


def read(body: str) -> tuple[Deadline, ...]:
    return deadlines.find(zones(HEAD.format(body=body)), LETTER)


@pytest.mark.parametrize(
    ("body", "what", "relation", "date", "to"),
    [
        (
            "Đề nghị các đơn vị tổng hợp, báo cáo kết quả về Sở Y tế (qua phòng Nghiệp vụ Y) "
            "trước ngày 15/11/2026.",
            "báo cáo kết quả về Sở Y tế (qua phòng Nghiệp vụ Y)",
            "trước",
            "2026-11-15",
            "Sở Y tế (qua phòng Nghiệp vụ Y)",
        ),
        (
            "Danh sách cử cán bộ gửi về Văn phòng Sở chậm nhất ngày 18/11.",
            "Danh sách cử cán bộ gửi về Văn phòng Sở",
            "chậm nhất",
            "2026-11-18",
            "Văn phòng Sở",
        ),
        (
            "Các đơn vị hoàn thành việc rà soát, hạn chót 30/11/2026.",
            "Các đơn vị hoàn thành việc rà soát",
            "hạn chót",
            "2026-11-30",
            None,
        ),
        (
            "Trước ngày 20/11/2026, các trung tâm gửi văn bản góp ý về Sở Tư pháp.",
            "các trung tâm gửi văn bản góp ý về Sở Tư pháp",
            "trước",
            "2026-11-20",
            "Sở Tư pháp",
        ),
        (
            "Tiếp nhận hồ sơ từ nay đến hết ngày 25/12/2026.",
            "Tiếp nhận hồ sơ",
            "đến hết",
            "2026-12-25",
            None,
        ),
        (
            "Yêu cầu hoàn thành kiểm kê trong tháng 12/2026.",
            "Yêu cầu hoàn thành kiểm kê",
            "trong",
            "2026-12-31",
            None,
        ),
        (
            "Hoàn thành và báo cáo Ủy ban nhân dân tỉnh trước ngày 20/11/2026.",
            "Hoàn thành và báo cáo Ủy ban nhân dân tỉnh",
            "trước",
            "2026-11-20",
            "Ủy ban nhân dân tỉnh",
        ),
        (
            "Các trường nộp danh sách thí sinh chậm nhất ngày 15/11/2026.",
            "Các trường nộp danh sách thí sinh",
            "chậm nhất",
            "2026-11-15",
            None,
        ),
        (
            "Tham mưu ban hành kế hoạch trước ngày 15/11/2026.",
            "Tham mưu ban hành kế hoạch",
            "trước",
            "2026-11-15",
            None,
        ),
        (
            "Nộp phiếu đăng ký cho Phòng Tổ chức cán bộ trước ngày 05/01.",
            "Nộp phiếu đăng ký cho Phòng Tổ chức cán bộ",
            "trước",
            "2026-01-05",
            "Phòng Tổ chức cán bộ",
        ),
    ],
)
def test_deadlines(body: str, what: str, relation: str, date: str, to: str | None) -> None:
    (found,) = read(body)
    year = "2027" + date[4:] if date == "2026-01-05" else date  # a November letter looks ahead
    assert (found.what.value, found.relation.value, str(found.date.value), found.to.value) == (
        what,
        relation,
        year,
        to,
    )
    assert found.date.evidence and found.relation.evidence


@pytest.mark.parametrize(
    "body",
    [
        "Sở có công văn yêu cầu báo cáo trước ngày 25/10/2026, tuy nhiên đến nay còn một số đơn vị chưa gửi.",
        "Số liệu tính đến hết ngày 31/10/2026 như sau.",
        "Các văn bản đã ban hành trước ngày 01/11/2026 tiếp tục thực hiện.",
        "Người sinh trước ngày 01/01/2008 được khám miễn phí.",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 về công tác văn thư.",
        "Hội nghị tổ chức ngày 20/11/2026 tại Hội trường lớn.",
        "Từ ngày 12/11/2026 đến ngày 16/11/2026 đoàn làm việc tại tỉnh.",
        "Phần thi xử lý tình huống được tổ chức trong ngày 25/11/2026.",
        "Theo Thông báo số 8/TB-SYT, thời hạn nhận bài kết thúc vào ngày 14/11/2026. Nay gia hạn.",
    ],
)
def test_days_that_are_no_deadline(body: str) -> None:
    assert read(body) == ()


def test_two_tasks_with_one_day_are_two_deadlines() -> None:
    body = "Hoàn thành và báo cáo Sở trước ngày 20/11/2026.\n\n2. Gửi danh sách về Sở trước ngày 20/11/2026."
    assert len(read(body)) == 2


def test_a_limit_alone_under_a_heading_is_what_the_heading_asks() -> None:
    (found,) = read("3. Đăng ký\n\nTừ nay đến hết ngày 20/11/2026, tại Phòng Thiếu nhi của Thư viện.")
    assert found.date.value == dt.date(2026, 11, 20)
    assert read("3. Nội dung\n\nTừ nay đến hết ngày 20/11/2026, tại Phòng Thiếu nhi của Thư viện.") == ()


def test_relations_have_one_spelling() -> None:
    spellings = ["Trước", "chậm nhất là", "Hạn chót", "từ nay đến hết", "đến hết", "Không quá", "trong"]
    assert [relation_of(s) for s in spellings] == [
        "trước", "chậm nhất", "hạn chót", "đến hết", "đến hết", "không quá", "trong"
    ]  # fmt: skip


def test_a_limit_inside_a_broken_line_is_found() -> None:
    (found,) = find_in(prose("Gửi báo cáo về Sở trước\nngày 15/11/2026 để tổng hợp"), LETTER)
    assert found.range.last is not None and found.range.last.date == dt.date(2026, 11, 15)


@pytest.mark.skipif(not SCANS.is_dir(), reason="the real letters with truth are not here")
def test_deadlines_of_real_transcriptions_by_day() -> None:
    """Every dated request of the transcribed first pages, and no other."""
    for path in sorted(SCANS.glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        anchor = dt.date.fromisoformat(truth["date"])
        found = deadlines.find(zones(path.read_text("utf-8")), anchor)
        assert {str(d.date.value)[:10] for d in found} == {d["date"] for d in truth.get("deadlines") or []}, (
            path.name
        )


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        ("Các trường gửi danh sách về Phòng Văn hóa muộn nhất ngày 15/12/2026.", "muộn nhất"),
        ("Các trường gửi danh sách về Phòng Văn hóa không muộn hơn ngày 15/12/2026.", "không muộn hơn"),
        ("Việc nộp bài không để quá ngày 15/12/2026.", "không để quá"),
        ("Các xã nộp hồ sơ, hạn cuối ngày 15/12/2026.", "hạn cuối"),
        ("Gửi bài về Ban Tổ chức, ngày 15/12 là hạn cuối.", "hạn cuối"),
        ("Ngày 15/12/2026 là hạn chót nhận bài.", "hạn chót"),
    ],
)
def test_words_of_limits(body: str, relation: str) -> None:
    (found,) = read(body)
    assert (found.relation.value, str(found.date.value)) == (relation, "2026-12-15")
    assert (found.relation.raw or "").lower().startswith(relation)


@pytest.mark.parametrize("old", ["thay cho thời hạn cũ là ngày 01/12/2026", "thay vì trước ngày 01/12/2026"])
def test_a_day_that_no_longer_holds_is_no_deadline(old: str) -> None:
    body = f"Sở Y tế gia hạn, đề nghị các đơn vị gửi báo cáo trước ngày 15/12/2026 ({old})."
    days = [d.date.value for d in read(body)]
    assert days == [dt.date(2026, 12, 15)]


def test_a_heading_in_capitals_is_no_part_of_the_task() -> None:
    body = "III. TỔ CHỨC THỰC HIỆN\nVăn phòng lập danh sách gửi Sở Y tế trước ngày 15/12/2026."
    (deadline,) = read(body)
    assert deadline.what.value is not None and "TỔ CHỨC" not in deadline.what.value


@pytest.mark.parametrize(
    ("said", "receiver"),
    [
        ("Các đơn vị báo cáo về Trung tâm Phòng, chống bệnh xã hội trước ngày 18/12/2026.",
         "Trung tâm Phòng, chống bệnh xã hội"),
        ("Tổ giúp việc cho Hội đồng Sáng kiến tổng hợp danh sách trước ngày 20/12/2026.", None),
        ("Báo cáo gửi về Sở Y tế qua Phòng Nghiệp vụ và qua địa chỉ mail: a@b.vn chậm nhất ngày 14/12/2026.",
         "Sở Y tế qua Phòng Nghiệp vụ"),
        ("Báo cáo gửi về Sở Y tế (qua Phòng Nghiệp vụ) và qua địa chỉ mail: a@b.vn trước ngày 14/12/2026.",
         "Sở Y tế (qua Phòng Nghiệp vụ)"),
    ],
)  # fmt: skip
def test_who_receives_and_who_does_not(said: str, receiver: str | None) -> None:
    (found,) = deadlines.find(zones(HEAD.format(body=said)), LETTER)
    assert found.to.value == receiver
