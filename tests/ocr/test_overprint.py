"""Print that stamps, pens and codes lie over or beside, drawn for the purpose and read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont

from pipeline import layout, ocr
from pipeline.ocr.crops import line_crop
from pipeline.options import OcrOptions, Profile
from pipeline.records.image import CleanPage
from pipeline.records.layout import PageLayout
from pipeline.records.page import ObjectKind, Page

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
RED, BLUE = (205, 40, 50), (35, 50, 135)
BODY = [
    "Tiếp theo buổi họp đầu tuần, đề nghị các tổ dân phố rà soát lại danh sách",
    "người tham gia, chuẩn bị sân bãi và báo cáo kết quả về bộ phận thường trực",
    "trước giờ khai mạc để kịp bố trí chỗ ngồi cho khách mời và vận động viên",
    "của các đơn vị bạn theo đúng sơ đồ đã thống nhất.",
]


class Drawn:
    """A sheet at 200 dpi with a letter's body on it."""

    def __init__(self, *, body: int = 900) -> None:
        self.paper = Image.new("RGB", (1654, 2339), (250, 250, 246))
        self.draw = ImageDraw.Draw(self.paper)
        self.inked = Image.new("RGB", self.paper.size, "white")
        self.stamp = ImageDraw.Draw(self.inked)
        for i in range(8):
            self.say(BODY[i % 4], 236, body + 48 * i)

    def say(self, text: str, x: int, y: int, *, size: int = 36, fill: object = "black") -> int:
        font = ImageFont.truetype(FONT, size)
        (self.draw if fill == "black" else self.stamp).text((x, y), text, font=font, fill=fill)
        return x + round(self.draw.textlength(text, font=font))

    def frame(self, x: int, y: int, width: int, height: int, angle: float) -> None:
        corners = cv2.boxPoints(((x + width / 2, y + height / 2), (width, height), angle))
        points = [(float(a), float(b)) for a, b in corners]
        self.stamp.line([*points, points[0]], fill=RED, width=5)

    def clean(self) -> CleanPage:
        pixels = np.array(ImageChops.multiply(self.paper, self.inked))
        return CleanPage(number=1, text=pixels.max(axis=2), color=pixels, dpi=200.0)

    def read(self) -> tuple[Page, PageLayout]:
        clean = self.clean()
        found = layout.analyse(clean)
        return ocr.read_page(clean, found, OcrOptions(profile=Profile.FAST)), found


def test_the_words_of_a_line_stretched_to_the_margin_are_read_in_their_places() -> None:
    drawn = Drawn()
    ends, at = [], 260
    for word in ["Nội", "quy", "và", "mẫu", "đơn", "xem", "tại"]:
        ends.append((at, drawn.say(word, at, 700)))
        at = ends[-1][1] + 120
    page, _ = drawn.read()
    line = page.lines[0]
    assert line.text == "Nội quy và mẫu đơn xem tại"
    for word, (left, right) in zip(line.words, ends, strict=True):
        assert word.box is not None
        assert abs(word.box.x0 * 1654 - left) < 12 and abs(word.box.x1 * 1654 - right) < 12


def test_an_arrival_stamp_and_its_pen_leave_the_print_beneath_them_readable() -> None:
    drawn = Drawn(body=1300)
    for text, x, y in [("ĐẾN", 100, 740), ("Số:", 200, 700), ("Ngày:", 200, 770), ("Chuyển:", 90, 850)]:
        drawn.say(text, x, y, size=30, fill=RED)
    drawn.frame(70, 650, 340, 260, 4.0)
    for x in range(270, 400, 26):
        drawn.stamp.line([(x, 815), (x + 12, 758), (x + 20, 812)], fill=BLUE, width=5)
    for i, text in enumerate(BODY):
        drawn.say(text, 236, 760 + 48 * i)
    page, _ = drawn.read()
    assert [o.kind for o in page.objects] == [ObjectKind.ARRIVAL]
    assert [line.text for line in page.lines][:4] == BODY


def test_two_red_stamps_one_over_the_other_are_both_known_and_are_no_seals() -> None:
    drawn = Drawn(body=1300)
    for text, x, y in [("ĐẾN", 130, 560), ("Số:", 260, 500), ("Ngày:", 260, 590), ("Chuyển:", 100, 680)]:
        drawn.say(text, x, y, size=34, fill=RED)
    drawn.frame(80, 440, 400, 300, 5.0)
    drawn.say("KHẨN", 420, 400, size=44, fill=RED)
    drawn.frame(400, 395, 170, 66, 0.0)
    drawn.say("Kính gửi: Các tổ dân phố.", 545, 420)
    for i, text in enumerate(BODY):
        drawn.say(text, 236, 640 + 48 * i)
    page, _ = drawn.read()
    kinds = sorted(o.kind.value for o in page.objects)
    assert kinds == ["arrival", "urgency"]
    assert "Kính gửi: Các tổ dân phố." in page.text
    assert "KHẨN" not in page.text


def test_a_mark_struck_over_the_first_words_of_a_line_takes_none_of_them_away() -> None:
    drawn = Drawn()
    drawn.say("MẬT", 330, 566, size=44, fill=RED)
    drawn.frame(322, 562, 130, 66, -2.0)
    drawn.say("Kính gửi: Các tổ dân phố trên địa bàn.", 300, 582)
    page, _ = drawn.read()
    assert [o.text for o in page.objects] == ["MẬT"]
    assert page.lines[0].text == "Kính gửi: Các tổ dân phố trên địa bàn."


def test_an_arrow_s_red_letters_are_parted_from_the_black_line_they_run_into() -> None:
    drawn = Drawn()
    drawn.say("HỎA TỐC", 260, 560, size=40, fill=RED)
    points = [(230, 550), (480, 550), (480, 535), (540, 583), (480, 630), (480, 615), (230, 615)]
    drawn.stamp.line([*points, points[0]], fill=RED, width=5)
    drawn.say("Kính gửi: Các tổ dân phố.", 520, 566)
    page, _ = drawn.read()
    assert [o.text for o in page.objects] == ["HỎA TỐC"]
    assert page.lines[0].text == "Kính gửi: Các tổ dân phố."


def test_a_code_is_no_print_and_its_squares_are_no_marks() -> None:
    drawn = Drawn()
    drawn.say("Đăng ký tại: hoithi.example.vn/dang-ky", 236, 560)
    made = zxingcpp.create_barcode("https://hoithi.example.vn/dang-ky", zxingcpp.BarcodeFormat.QRCode)
    drawn.paper.paste(Image.fromarray(np.array(made.to_image(scale=5))), (450, 602))
    page, _ = drawn.read()
    assert [o.kind for o in page.objects] == [ObjectKind.QR]
    assert page.lines[0].text == "Đăng ký tại: hoithi.example.vn/dang-ky"
    assert len(page.lines) == 9


@pytest.mark.parametrize("pitch", [40, 42])
def test_a_comma_under_a_quotation_mark_stays_with_its_line(pitch: int) -> None:
    drawn = Drawn()
    start = drawn.say("hội thi “Vườn xanh quê em", 236, 600)
    drawn.say("”, ", start, 600)
    drawn.say("ỔẾẪỂẤỆẤỀẾỔẾẪẾỂẤẾỆẤỀẾẾ", 236, 600 + pitch)
    clean = drawn.clean()
    found = layout.analyse(clean)
    below = 600 + 36 - 3  # right under the base line
    comma = found.owner[below : below + 5, start : start + 24]
    assert set(np.unique(comma)) - {0} == {found.owner[615:625, 240:260].max()}


def test_small_red_print_of_a_digital_signature_is_read_as_a_whole() -> None:
    drawn = Drawn()
    for i, text in enumerate(["Ký bởi: Trung tâm Văn hóa", "Email: vanthu@ttvh.example.vn",
                              "Thời gian ký: 03.06.2024 07:41:53 +07:00"]):  # fmt: skip
        drawn.say(text, 1180, 36 + 26 * i, size=18, fill=RED)
    page, _ = drawn.read()
    assert [o.kind for o in page.objects] == [ObjectKind.DIGITAL_SIGNATURE]
    assert "03.06.2024 07:41:53" in page.objects[0].text
    assert page.lines[0].text == BODY[0]
    assert len(page.lines) == 8


def test_small_black_print_in_the_margin_is_read_larger_where_it_is_a_signature_s() -> None:
    drawn = Drawn()
    for i, text in enumerate(["TRUNG TÂM VĂN HÓA", "VÀ THỂ THAO", "ttvh@xa.example.vn",
                              "09.01.2024 10:21:11 +07:00"]):  # fmt: skip
        drawn.say(text, 1330, 14 + 19 * i, size=18)
    page, _ = drawn.read()
    assert [o.kind for o in page.objects] == [ObjectKind.DIGITAL_SIGNATURE]
    assert "10:21:11" in page.objects[0].text
    assert [line.text for line in page.lines] == BODY * 2


def test_a_line_that_a_worn_stamp_has_strewn_with_specks_is_read() -> None:
    drawn = Drawn()
    drawn.say("Kính gửi:", 520, 600)
    pixels = np.where(np.array(drawn.paper)[..., 0] < 128, np.uint8(0), np.uint8(255))
    rng = np.random.default_rng(6)
    for y, x in zip(rng.integers(594, 650, 190), rng.integers(500, 690, 190), strict=True):
        pixels[y : y + 2, x : x + 2] = 0
    clean = CleanPage(number=1, text=pixels, color=np.dstack([pixels] * 3), dpi=200.0, bilevel=True)
    page = ocr.read_page(clean, layout.analyse(clean), OcrOptions(profile=Profile.FAST))
    assert page.lines[0].text.startswith("Kính gửi")


def test_crops_of_plain_lines_are_cut_out_as_they_are() -> None:
    clean = Drawn().clean()
    found = layout.analyse(clean)
    crop = line_crop(clean, found, 1)
    assert crop.gaps == ()
    assert crop.picture.shape[1] == pytest.approx(found.lines[0].box.width * 1654 + 26, abs=3)
