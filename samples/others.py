"""Letters that announce no contest: a draft, an ordinary letter, an invitation, a decision."""

from __future__ import annotations

import datetime as dt
import random

from samples import cast
from samples.contest import day, limit
from training.letters.cast import Signature
from training.letters.compose import finish
from training.letters.markup import mark
from training.letters.model import ArrivalStamp, Block, LetterText, Marks, Paragraph, Table


def draft() -> LetterText:
    """A draft: number, day and month are left blank."""
    agency = cast.commune("xã Trà Lý", "KT")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Thực hiện Chỉ thị số {mark('CODE', '07/CT-UBND')} ngày {day('22/4/2026')} của "
            f"{mark('ISSUER', 'Ủy ban nhân dân tỉnh Ninh Bình')} về việc chủ động phòng, chống sạt lở bờ sông trong mùa mưa, Ủy ban nhân "
            "dân xã yêu cầu:"
        ),
        Paragraph(
            "1. Trưởng các thôn ven sông lập danh sách hộ có nhà cách mép sông dưới 20 mét, ghi rõ số nhân khẩu, người già, "
            f"trẻ em; gửi về Phòng Kinh tế trước ngày {day('25/5/2026')}."
        ),
        Paragraph(
            "2. Ban Chỉ huy quân sự xã chuẩn bị nhà bạt, áo phao tại Nhà văn hóa thôn Thượng; phân công trực khi mực nước lên "
            "trên báo động 2."
        ),
        Paragraph(
            "3. Phòng Kinh tế cắm biển cảnh báo tại 04 điểm đã có vết nứt; tham mưu phương án di dời, trình Ủy ban nhân dân xã "
            f"chậm nhất ngày {day('05/6/2026')}."
        ),
        Paragraph("Ủy ban nhân dân xã yêu cầu các đơn vị, các thôn khẩn trương thực hiện./."),
    )
    return finish(
        "07-du-thao",
        agency,
        dt.date(2026, 5, 15),
        random.Random(7),
        kind="CV",
        number=None,
        blank_day=True,
        subject="rà soát các hộ dân ở khu vực có nguy cơ sạt lở bờ sông",
        body=body,
        addressees=["Ban Chỉ huy quân sự xã", "Phòng Kinh tế xã", "Trưởng các thôn ven sông"],
        distribution=["Như trên", "CT, các PCT UBND xã", "Lưu: VT, KT"],
        signature=cast.DEPUTY,
        signer="Bùi Đình Hiếu",
        record={
            "citations": [
                {
                    "kind": "CT",
                    "code": "07/CT-UBND",
                    "issued_on": "2026-04-22",
                    "issuer": "Ủy ban nhân dân tỉnh Ninh Bình",
                    "subject": "chủ động phòng, chống sạt lở bờ sông trong mùa mưa",
                }
            ],
            "deadlines": [limit("trước", "2026-05-25"), limit("chậm nhất", "2026-06-05")],
        },
    )


def ordinary() -> LetterText:
    """An ordinary letter: number and day by hand, urgent, with the stamp of the office it came to."""
    agency = cast.department("Sở Y tế", "SYT", "NVY")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Sở Y tế nhận được Công văn số {mark('CODE', '918/KSBT-PCBTN')} ngày {day('10/11/2025')} của "
            f"{mark('ISSUER', 'Trung tâm Kiểm soát bệnh tật tỉnh Ninh Bình')} về việc gia tăng số ca sốt xuất huyết tại các xã ven biển. "
            "Để không để dịch lan rộng, Sở Y tế đề nghị:"
        ),
        Paragraph(
            "1. Trạm Y tế các xã, phường giám sát từng hộ có ca bệnh; tổ chức diệt bọ gậy vào sáng thứ Bảy hằng tuần, ghi sổ "
            "và chụp ảnh trước, sau khi thực hiện."
        ),
        Paragraph(
            "2. Các bệnh viện bố trí khu điều trị riêng, chuẩn bị đủ dịch truyền cho ít nhất 50 người bệnh trong cùng một thời "
            "điểm; báo cáo số giường trống hằng ngày trước 16 giờ."
        ),
        Paragraph(
            "3. Trung tâm Kiểm soát bệnh tật kiểm tra hóa chất, máy phun; báo cáo kết quả về Sở Y tế (qua Phòng Nghiệp vụ Y) "
            f"chậm nhất ngày {day('20/11/2025')}."
        ),
        Paragraph(
            f"Mọi thông tin trao đổi với bà {mark('PERSON', 'Ngô Thị Hải Yến')}, Phòng Nghiệp vụ Y, điện thoại "
            f"{mark('PHONE', '0229.387.0416')}./."
        ),
    )
    return finish(
        "08-cong-van-thuong",
        agency,
        dt.date(2025, 11, 12),
        random.Random(8),
        kind="CV",
        number=3174,
        by_hand=frozenset({"number", "day"}),
        subject="tăng cường phòng, chống dịch sốt xuất huyết",
        body=body,
        addressees=[
            "Trung tâm Kiểm soát bệnh tật tỉnh",
            "Các bệnh viện trong tỉnh",
            "Trạm Y tế các xã, phường",
        ],
        distribution=["Như trên", "UBND tỉnh (để b/c)", "BGĐ Sở", "Lưu: VT, NVY (02b)"],
        signature=cast.VICE_DIRECTOR,
        signer="Phan Thanh Hiền",
        marks=Marks(
            seal=True,
            signature=True,
            urgency="HỎA TỐC",
            urgency_shape="arrow",
            urgency_slant=6.0,
            arrival=ArrivalStamp("TRẠM Y TẾ XÃ VÂN ĐÀI", "276", dt.date(2025, 11, 13)),
        ),
        record={
            "citations": [
                {
                    "kind": "CV",
                    "code": "918/KSBT-PCBTN",
                    "issued_on": "2025-11-10",
                    "issuer": "Trung tâm Kiểm soát bệnh tật tỉnh Ninh Bình",
                    "subject": "gia tăng số ca sốt xuất huyết tại các xã ven biển",
                }
            ],
            "deadlines": [limit("chậm nhất", "2025-11-20")],
        },
    )


def invitation() -> LetterText:
    """An invitation to a meeting."""
    agency = cast.commune("phường Nam Định", "VP")
    order = Signature(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "TL.", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Thực hiện Kế hoạch số {mark('CODE', '31/KH-UBND')} ngày {day('19/01/2026')} của Ủy ban nhân dân phường về chỉnh trang vỉa hè "
            "các tuyến phố trung tâm, Ủy ban nhân dân phường trân trọng kính mời:"
        ),
        Paragraph("1. Thành phần:", bold=True),
        Paragraph("- Đại diện lãnh đạo Phòng Kinh tế, Hạ tầng và Đô thị;"),
        Paragraph("- Đại diện Công an phường, Ủy ban Mặt trận Tổ quốc Việt Nam phường;"),
        Paragraph("- Tổ trưởng các tổ dân phố 3, 5, 8 và đại diện 12 hộ kinh doanh."),
        Paragraph(
            f"2. Thời gian: 14 giờ 00 phút, {mark('DATE', 'ngày 12 tháng 3 năm 2026')} (thứ Năm).", bold=False
        ),
        Paragraph("3. Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân phường, số 27 đường Lò Gạch."),
        Paragraph(
            f"4. Chủ trì: ông {mark('PERSON', 'Trịnh Công Vinh')}, {mark('TITLE', 'Phó Chủ tịch Ủy ban nhân dân phường')}."
        ),
        Paragraph(
            "Đề nghị Phòng Kinh tế, Hạ tầng và Đô thị chuẩn bị bản vẽ, gửi Văn phòng trước ngày "
            f"{day('10/3/2026')} để in phát cho đại biểu."
        ),
        Paragraph("Rất mong các đồng chí, các ông, bà tham dự đầy đủ, đúng giờ./."),
    )
    return finish(
        "09-giay-moi",
        agency,
        dt.date(2026, 3, 5),
        random.Random(9),
        kind="GM",
        number=18,
        type_name="GIẤY MỜI",
        subject="Họp bàn phương án chỉnh trang vỉa hè phố Hàng Nồi",
        body=body,
        addressees=[],
        distribution=["Như thành phần mời", "CT, các PCT UBND phường", "Lưu: VT"],
        signature=order,
        signer="Vũ Thị Bích Liên",
        marks=Marks(seal=True, signature=True),
        record={
            "citations": [
                {
                    "kind": "KH",
                    "code": "31/KH-UBND",
                    "issued_on": "2026-01-19",
                    "issuer": "Ủy ban nhân dân phường",
                    "subject": "chỉnh trang vỉa hè các tuyến phố trung tâm",
                }
            ],
            "deadlines": [limit("trước", "2026-03-10")],
        },
    )


def decision() -> LetterText:
    """A decision with legal grounds, articles and an appendix."""
    agency = cast.commune("xã Hải Hậu", "KT")
    annex = "Danh sách thành viên Tổ kiểm kê cây xanh"
    body: tuple[Block, ...] = (
        Paragraph(
            "⟦.bold|Điều 1.⟧ Thành lập Tổ kiểm kê cây xanh trên các trục đường xã (có danh sách kèm theo)."
        ),
        Paragraph(
            "⟦.bold|Điều 2.⟧ Tổ kiểm kê có nhiệm vụ đếm, đánh số, ghi tình trạng từng cây; lập bản đồ và đề xuất việc cắt tỉa trước "
            "mùa bão. Tổ tự giải thể sau khi hoàn thành nhiệm vụ; báo cáo kết quả trước ngày "
            f"{day('31/7/2026')}."
        ),
        Paragraph("⟦.bold|Điều 3.⟧ Quyết định này có hiệu lực kể từ ngày ký."),
        Paragraph(
            "⟦.bold|Điều 4.⟧ Chánh Văn phòng HĐND và UBND xã, Trưởng Phòng Kinh tế và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi "
            "hành Quyết định này./."
        ),
    )
    appendix: tuple[Block, ...] = (
        Paragraph("DANH SÁCH", bold=True, align="center", indent=False),
        Paragraph("Thành viên Tổ kiểm kê cây xanh", bold=True, align="center", indent=False),
        Paragraph(
            f"(Kèm theo Quyết định số {mark('CODE', '642/QĐ-UBND')} ngày {day('08 tháng 6 năm 2026')} của "
            f"{mark('ISSUER', 'Ủy ban nhân dân xã Hải Hậu')})",
            italic=True,
            align="center",
            indent=False,
        ),
        Table(
            (
                ("TT", "Họ và tên", "Chức vụ, đơn vị", "Nhiệm vụ"),
                ("1", "Dương Quang Tiến", "Trưởng Phòng Kinh tế", "Tổ trưởng"),
                ("2", "Hồ Thị Ngọc Quỳnh", "Công chức Phòng Kinh tế", "Thư ký"),
                ("3", "Đặng Gia Phong", "Cán bộ Đoàn xã", "Thành viên"),
                ("4", "Huỳnh Văn Lâm", "Trưởng thôn Đông Biên", "Thành viên"),
            ),
            (0.08, 0.32, 0.36, 0.24),
        ),
    )
    laws = [
        ("L", "72/2025/QH15", "2025-06-16"),
        ("NĐ", "64/2010/NĐ-CP", "2010-06-11"),
    ]
    return finish(
        "10-quyet-dinh",
        agency,
        dt.date(2026, 6, 8),
        random.Random(10),
        kind="QĐ",
        number=642,
        type_name="QUYẾT ĐỊNH",
        subject="Về việc thành lập Tổ kiểm kê cây xanh trên các trục đường xã",
        body=body,
        grounds=(
            f"Căn cứ Luật Tổ chức chính quyền địa phương số {mark('CODE', '72/2025/QH15')} ngày {day('16 tháng 6 năm 2025')};",
            f"Căn cứ Nghị định số {mark('CODE', '64/2010/NĐ-CP')} ngày {day('11 tháng 6 năm 2010')} của {mark('ISSUER', 'Chính phủ')} về "
            "quản lý cây xanh đô thị;",
            "Theo đề nghị của Trưởng Phòng Kinh tế xã.",
        ),
        deciding=("QUYẾT ĐỊNH:",),
        appendix=appendix,
        addressees=[],
        distribution=["Như Điều 4", "TT Đảng ủy, HĐND xã", "Lưu: VT, KT"],
        signature=cast.CHAIR,
        signer="Nguyễn Thế Mạnh",
        marks=Marks(seal=True, signature=True),
        record={
            "subject": "thành lập Tổ kiểm kê cây xanh trên các trục đường xã",
            "citations": [
                {
                    "kind": kind,
                    "code": code,
                    "issued_on": date,
                    "issuer": "Chính phủ" if kind == "NĐ" else None,
                    "subject": "quản lý cây xanh đô thị" if kind == "NĐ" else None,
                }
                for kind, code, date in laws
            ],
            "deadlines": [limit("trước", "2026-07-31")],
            "attachments": [annex],
        },
    )
