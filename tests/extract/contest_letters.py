"""Invented letters about contests in phrasings of many kinds, with the stages a careful reader finds in them.

Written for the tests; people, places-with-letters and contests do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

Expected = tuple[str, str | None, str | None]
"""Label, start, end in ISO form."""


@dataclass(frozen=True)
class ContestLetter:
    """A letter's body with its subject, the day it was signed, and its stages."""

    id: str
    issued: str
    subject: str
    body: str
    stages: tuple[Expected, ...]

    @property
    def text(self) -> str:
        """The whole letter as plain text."""
        year, month, day = self.issued.split("-")
        return f"""ỦY BAN NHÂN DÂN
XÃ TÂN LẠC

Số: 215/UBND-VHXH
V/v {self.subject}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Lạc, ngày {day} tháng {int(month)} năm {year}

Kính gửi:

- Các phòng, ban, đơn vị thuộc UBND xã;
- Các trường học trên địa bàn xã.

{self.body.strip()}

Nơi nhận:
- Như trên;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đỗ Quang Khải
"""


LETTERS = (
    ContestLetter(
        "weeks",
        "2026-03-02",
        "triển khai Cuộc thi trực tuyến “Hiểu luật để lái xe an toàn”",
        """
Thực hiện Kế hoạch số 31/KH-BATGT ngày 24/02/2026 của Ban An toàn giao thông tỉnh về tổ chức Cuộc thi trực tuyến “Hiểu luật để lái xe an toàn”, Ủy ban nhân dân xã đề nghị các đơn vị thực hiện như sau:

1. Cuộc thi được tổ chức hằng tuần trên trang https://laixe.tanlac.example.vn, bắt đầu từ 9h00 ngày thứ Hai và kết thúc vào 21h00 ngày Chủ nhật:

- Tuần 1: từ 9h00 ngày 09/3/2026 đến 21h00 ngày 15/3/2026;

- Tuần 2: từ 9h00 ngày 16/3/2026 đến 21h00 ngày 22/3/2026;

- Tuần 3: từ 9h00 ngày 23/3/2026 đến 21h00 ngày 29/3/2026.

2. Mỗi tuần trao 01 giải Nhất trị giá 1.000.000 đồng, 02 giải Nhì, mỗi giải 500.000 đồng.

3. Công an xã tổng hợp kết quả, báo cáo Ủy ban nhân dân xã chậm nhất ngày 05/4/2026./.
""",
        (
            ("Tuần 1", "2026-03-09T09:00", "2026-03-15T21:00"),
            ("Tuần 2", "2026-03-16T09:00", "2026-03-22T21:00"),
            ("Tuần 3", "2026-03-23T09:00", "2026-03-29T21:00"),
        ),
    ),
    ContestLetter(
        "roman-phases",
        "2026-04-06",
        "phát động Cuộc thi “Vườn rau nhà mình”",
        """
Hội Nông dân xã phối hợp Ủy ban nhân dân xã phát động Cuộc thi “Vườn rau nhà mình” với các nội dung sau:

I. ĐỐI TƯỢNG DỰ THI
Các hộ gia đình đang sinh sống trên địa bàn xã.

II. TIẾN ĐỘ
1. Giai đoạn I (Đăng ký và gieo trồng): Từ ngày 10/4 đến hết ngày 15/5/2026. Các hộ đăng ký với trưởng thôn trước ngày 20/4/2026.
2. Giai đoạn II (Chăm sóc, chụp ảnh gửi về Ban Tổ chức): Từ ngày 16/5 đến hết ngày 30/6/2026.
3. Giai đoạn III (Chấm điểm tại vườn): Từ ngày 05 đến ngày 12/7/2026.

III. GIẢI THƯỞNG
- 01 giải Nhất: 3.000.000 đồng;
- 02 giải Nhì: 2.000.000 đồng/giải;
- 05 giải Khuyến khích: 500.000 đồng/giải.

IV. TỔNG KẾT
Lễ tổng kết và trao giải dự kiến tổ chức ngày 18/7/2026 tại Nhà văn hóa xã./.
""",
        (
            ("Giai đoạn I", "2026-04-10", "2026-05-15"),
            ("Giai đoạn II", "2026-05-16", "2026-06-30"),
            ("Giai đoạn III", "2026-07-05", "2026-07-12"),
        ),
    ),
    ContestLetter(
        "prose-rounds",
        "2026-09-14",
        "tham gia Hội thi “Người dẫn chuyện trẻ”",
        """
Tiếp nhận Công văn số 902/SVHTT-QLVH ngày 10/9/2026 của Sở Văn hóa và Thể thao về việc tổ chức Hội thi “Người dẫn chuyện trẻ” năm 2026, Ủy ban nhân dân xã thông báo để các trường biết và cử thí sinh tham gia.

Hội thi gồm ba vòng: Vòng thứ nhất diễn ra từ ngày 21/9 đến ngày 27/9/2026 theo hình thức gửi video; Vòng thứ hai tổ chức trong hai ngày 10 và 11/10/2026 tại Trung tâm Văn hóa; Vòng chung kết diễn ra lúc 19h30 ngày 24/10/2026 và truyền hình trực tiếp.

Các trường gửi danh sách thí sinh về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) trước ngày 18/9/2026./.
""",
        (
            ("Vòng thứ nhất", "2026-09-21", "2026-09-27"),
            ("Vòng thứ hai", "2026-10-10", "2026-10-11"),
            ("Vòng chung kết", "2026-10-24T19:30", "2026-10-24T19:30"),
        ),
    ),
    ContestLetter(
        "named-rounds-with-modes",
        "2026-05-18",
        "hưởng ứng Cuộc thi ảnh “Khoảnh khắc quê tôi”",
        """
Thực hiện Công văn số 77/HVHNT ngày 12/5/2026 của Hội Văn học Nghệ thuật tỉnh về việc phát động Cuộc thi ảnh “Khoảnh khắc quê tôi”, Ủy ban nhân dân xã đề nghị:

3. Thời gian, thể thức

a) Vòng sơ khảo
- Hình thức: gửi ảnh qua thư điện tử anhdep@tanlac.example.vn.
- Thời gian nhận ảnh: từ ngày 01/6/2026 đến 17 giờ 00 ngày 15/7/2026.
- Thời gian chấm sơ khảo: từ ngày 16/7/2026 đến ngày 25/7/2026.

b) Vòng chung khảo
- Hình thức: Hội đồng giám khảo chấm trực tiếp; lựa chọn 40/300 tác phẩm để trưng bày.
- Thời gian: từ ngày 01/8/2026 đến ngày 07/8/2026.

c) Trao giải và khai mạc triển lãm: ngày 02/9/2026.

4. Giải thưởng: 01 giải Nhất, trị giá 7.000.000 đồng (bằng chữ: Bảy triệu đồng); 02 giải Nhì, mỗi giải 4.000.000 đồng./.
""",
        (
            ("Vòng sơ khảo", "2026-06-01", "2026-07-25"),
            ("Vòng chung khảo", "2026-08-01", "2026-08-07"),
        ),
    ),
    ContestLetter(
        "table-cells",
        "2026-02-09",
        "tổ chức Hội thi tay nghề đầu bếp trường mầm non năm 2026",
        """
Ủy ban nhân dân xã tổ chức Hội thi tay nghề đầu bếp trường mầm non năm 2026, thể lệ như sau:

Lịch thi:

TT

Vòng thi

Thời gian

Địa điểm

1

Vòng 1

02/3 - 06/3/2026

Tại trường

2

Vòng 2

16/3 - 18/3/2026

Trường Mầm non Tân Lạc

3

Chung kết

28/3/2026

Nhà văn hóa xã

Các trường đăng ký đội thi (mỗi trường cử 02 người) về Phòng Văn hóa - Xã hội trước ngày 25/02/2026./.
""",
        (
            ("Vòng 1", "2026-03-02", "2026-03-06"),
            ("Vòng 2", "2026-03-16", "2026-03-18"),
            ("Chung kết", "2026-03-28", "2026-03-28"),
        ),
    ),
    ContestLetter(
        "table-rows",
        "2026-08-03",
        "triển khai Cuộc thi “Lớp học không rác thải”",
        """
Căn cứ Kế hoạch số 140/KH-SGDĐT ngày 27/7/2026 của Sở Giáo dục và Đào tạo về tổ chức Cuộc thi “Lớp học không rác thải”, Ủy ban nhân dân xã yêu cầu các trường thực hiện theo tiến độ:

| Đợt | Nội dung | Thời gian |
| Đợt 1 | Phát động, đăng ký | Từ ngày 20/8/2026 đến ngày 31/8/2026 |
| Đợt 2 | Thực hiện tại lớp | Từ ngày 05/9/2026 đến ngày 30/11/2026 |
| Đợt 3 | Đánh giá, xếp loại | Từ ngày 01/12/2026 đến ngày 15/12/2026 |

Báo cáo kết quả gửi về Ủy ban nhân dân xã trước ngày 20/12/2026./.
""",
        (
            ("Đợt 1", "2026-08-20", "2026-08-31"),
            ("Đợt 2", "2026-09-05", "2026-11-30"),
            ("Đợt 3", "2026-12-01", "2026-12-15"),
        ),
    ),
    ContestLetter(
        "vague-last-round",
        "2026-06-22",
        "tham gia Cuộc thi “Ý tưởng số cho làng nghề”",
        """
Sở Công Thương có Công văn số 1204/SCT-QLTM ngày 17/6/2026 về việc phát động Cuộc thi “Ý tưởng số cho làng nghề”. Ủy ban nhân dân xã đề nghị các hợp tác xã, cơ sở sản xuất đăng ký dự thi.

- Vòng loại: Nhận ý tưởng từ nay đến hết ngày 31/7/2026.

- Vòng bán kết: Từ ngày 15/8 - 20/8/2026, thuyết trình trực tuyến.

- Vòng chung kết: dự kiến tháng 10/2026.

Thông tin liên hệ: ông Phan Đức Thịnh, điện thoại 0903 112 358./.
""",
        (
            ("Vòng loại", None, "2026-07-31"),
            ("Vòng bán kết", "2026-08-15", "2026-08-20"),
            ("Vòng chung kết", None, None),
        ),
    ),
    ContestLetter(
        "over-new-year",
        "2026-11-16",
        "phát động phong trào thi đua “90 ngày đêm về đích nông thôn mới”",
        """
Ủy ban nhân dân xã phát động phong trào thi đua “90 ngày đêm về đích nông thôn mới” trong toàn xã, chia làm hai đợt:

Đợt 1: từ ngày 20/11 đến ngày 31/12/2026. Nội dung: hoàn thành các tuyến đường hoa.

Đợt 2: từ ngày 25/12/2026 đến ngày 17/02. Nội dung: chỉnh trang nhà văn hóa thôn.

Các thôn báo cáo kết quả đợt 1 về Ủy ban nhân dân xã trước ngày 05/01./.
""",
        (
            ("Đợt 1", "2026-11-20", "2026-12-31"),
            ("Đợt 2", "2026-12-25", "2027-02-17"),
        ),
    ),
    ContestLetter(
        "levels",
        "2026-10-05",
        "triển khai Cuộc thi Khoa học kỹ thuật dành cho học sinh năm học 2026 - 2027",
        """
Thực hiện Công văn số 3110/SGDĐT-GDTrH ngày 28/9/2026 của Sở Giáo dục và Đào tạo về việc hướng dẫn Cuộc thi Khoa học kỹ thuật dành cho học sinh năm học 2026 - 2027, Ủy ban nhân dân xã đề nghị các trường:

1. Vòng thi cấp trường: hoàn thành trước ngày 30/10/2026.

2. Vòng thi cấp xã: Ngày 12/11/2026, tại Trường THCS Tân Lạc. Mỗi trường lựa chọn 03 sản phẩm dự thi.

3. Vòng thi cấp tỉnh: Từ ngày 08 đến ngày 10 tháng 12 năm 2026.

Các trường gửi hồ sơ dự thi về Phòng Văn hóa - Xã hội chậm nhất là 16 giờ 30 ngày 06/11/2026./.
""",
        (
            ("Vòng thi cấp trường", None, "2026-10-30"),
            ("Vòng thi cấp xã", "2026-11-12", "2026-11-12"),
            ("Vòng thi cấp tỉnh", "2026-12-08", "2026-12-10"),
        ),
    ),
    ContestLetter(
        "sports",
        "2026-07-13",
        "tổ chức Giải bóng chuyền nông dân xã Tân Lạc lần thứ IV",
        """
Để chào mừng ngày Quốc khánh 2/9, Ủy ban nhân dân xã tổ chức Giải bóng chuyền nông dân xã Tân Lạc lần thứ IV, cụ thể:

1. Thời gian: từ ngày 10/8/2026 đến ngày 30/8/2026 tại sân vận động xã.

+ Vòng bảng: 10 - 16/8/2026;

+ Bán kết: 15h00 ngày 23/8/2026;

+ Chung kết và trao giải: 15h00 ngày 30/8/2026 (Chủ nhật).

2. Cơ cấu giải: Giải Nhất: 01 cúp và 5.000.000 đồng; Giải Nhì: 3.000.000 đồng; Giải Ba: 02 giải, mỗi giải 1.500.000 đồng.

3. Các thôn đăng ký danh sách vận động viên trước 17h00 ngày 31/7/2026./.
""",
        (
            ("Vòng bảng", "2026-08-10", "2026-08-16"),
            ("Bán kết", "2026-08-23T15:00", "2026-08-23T15:00"),
            ("Chung kết", "2026-08-30T15:00", "2026-08-30T15:00"),
        ),
    ),
    ContestLetter(
        "legs-in-one-sentence",
        "2026-01-12",
        "hưởng ứng Cuộc thi “Đọc sách cùng con”",
        """
Ủy ban nhân dân xã hưởng ứng Cuộc thi “Đọc sách cùng con” do Thư viện tỉnh phát động tại Kế hoạch số 05/KH-TVT ngày 08/01/2026. Cuộc thi diễn ra từ ngày 20/01/2026 đến ngày 20/4/2026, gồm 02 chặng, trong đó chặng 1 (từ ngày 20/01 đến ngày 28/02/2026): mỗi gia đình đọc tối thiểu 05 cuốn sách; chặng 2 (từ ngày 01/3 đến ngày 10/4/2026): viết cảm nhận và gửi bài dự thi.

Kết quả được công bố ngày 20/4/2026. Mọi thông tin liên hệ chị Hà, số điện thoại 0988.777.123./.
""",
        (
            ("Chặng 1", "2026-01-20", "2026-02-28"),
            ("Chặng 2", "2026-03-01", "2026-04-10"),
        ),
    ),
    ContestLetter(
        "extension",
        "2026-06-08",
        "gia hạn thời gian Cuộc thi “Sáng kiến tiết kiệm điện”",
        """
Ngày 04/5/2026, Ủy ban nhân dân xã ban hành Công văn số 180/UBND-VHXH về việc tổ chức Cuộc thi “Sáng kiến tiết kiệm điện”. Theo đề nghị của các đơn vị, Ủy ban nhân dân xã điều chỉnh thời gian như sau:

Giai đoạn 1: Kéo dài thời gian nhận bài dự thi đến hết ngày 20/6/2026 (thay vì ngày 10/6/2026).

Giai đoạn 2: Chấm bài từ ngày 22/6 đến ngày 30/6/2026.

Các nội dung khác thực hiện theo Công văn số 180/UBND-VHXH./.
""",
        (
            ("Giai đoạn 1", None, "2026-06-20"),
            ("Giai đoạn 2", "2026-06-22", "2026-06-30"),
        ),
    ),
    ContestLetter(
        "headings-with-milestones",
        "2026-04-20",
        "triển khai Cuộc thi “Tuyên truyền viên cơ sở giỏi”",
        """
Thực hiện Kế hoạch số 66/KH-STP ngày 15/4/2026 của Sở Tư pháp về tổ chức Cuộc thi “Tuyên truyền viên cơ sở giỏi”, Ủy ban nhân dân xã triển khai như sau:

2. Lộ trình thực hiện

2.1. Chặng 1: Tự học, tự rèn

- Thời gian: Từ ngày 04/5/2026 đến hết ngày 24/5/2026.

- Nội dung: học trên nền tảng học trực tuyến của Sở Tư pháp. Đăng ký tài khoản trước ngày 03/5/2026.

2.2. Chặng 2: Thử sức

- Nội dung: mỗi thôn dựng 01 tiểu phẩm, nộp kịch bản về Ban Tổ chức từ ngày 25/5/2026 đến ngày 28/5/2026.

- Thời gian thi: Từ ngày 01/6/2026 đến ngày 05/6/2026, tại Nhà văn hóa xã.

2.3. Chặng 3: Tỏa sáng

- Nội dung: 03 đội điểm cao nhất thi cấp tỉnh; Lễ trao giải tổ chức ngày 27/6/2026.

- Thời gian: Ngày 26 và 27/6/2026.

3. Tổ chức thực hiện

Công chức Tư pháp - Hộ tịch tham mưu, tổng hợp báo cáo kết quả về Sở Tư pháp trước ngày 30/6/2026./.
""",
        (
            ("Chặng 1", "2026-05-04", "2026-05-24"),
            ("Chặng 2", "2026-06-01", "2026-06-05"),
            ("Chặng 3", "2026-06-26", "2026-06-27"),
        ),
    ),
    ContestLetter(
        "ocr-noise",
        "2026-05-25",
        "phát động Cuộc thi “Bữa cơm không lãng phí”",
        """
Ủy ban nhân dân xã phát động Cuộc thi “Bữa cơm không lãng phí” trong các trường học, gồm các chặng sau:

a) Chăng 1 — Quan sát
- Thới gian: Từ ngảy 01/6/2026 đên hêt ngày 12/6/2026.

b) Chạng 2 — Thay đỗi
- Thời gian: Tử ngày 15/6 đến ngày 30/6/2026.

c) Vinh danh các lớp thực hiện tốt tại lễ tổng kết ngày 10/7/2026.

Nhà trường gửi báo cáo kết quả trưóc ngày 05/7/2026./.
""",
        (
            ("Chặng 1", "2026-06-01", "2026-06-12"),
            ("Chặng 2", "2026-06-15", "2026-06-30"),
        ),
    ),
)
