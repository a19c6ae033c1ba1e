"""One contest: launched by a department, passed on by four communes, then corrected."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import cast
from training.letters.compose import finish
from training.letters.markup import mark
from training.letters.model import Block, LetterText, Marks, Paragraph, QrCode, Table

C = f"Cuộc thi “{mark('CONTEST', cast.CONTEST)}”"
P = f"“{mark('CAMPAIGN', cast.CAMPAIGN)}”"
SEALED = Marks(seal=True, signature=True)


def day(text: str) -> str:
    """A marked date."""
    return mark("DATE", text)


def head(text: str) -> Paragraph:
    """A section's heading."""
    return Paragraph(text, bold=True)


def stage(index: int, name: str, start: str | None, end: str | None, mode: str | None) -> dict[str, Any]:
    """One stage of the expected record."""
    return {"index": index, "label": f"Chặng {index}", "name": name, "start": start, "end": end, "mode": mode}


def record(**parts: Any) -> dict[str, Any]:
    """The contest of the expected record, with what all six letters share."""
    base: dict[str, Any] = {
        "name": cast.CONTEST,
        "campaign": cast.CAMPAIGN,
        "root": cast.ROOT,
        "period": None,
        "stages": [],
        "milestones": [],
        "prizes": [],
        "contacts": {"urls": [], "emails": [], "phones": []},
        "audience": None,
        "quotas": [],
        "requirements": [],
    }
    return {**base, **parts}


def cited(code: str = cast.ROOT, issuer: str = "Sở Khoa học và Công nghệ") -> dict[str, Any]:
    """The root letter as a citation."""
    return {
        "kind": "CV",
        "code": code,
        "issued_on": cast.ROOT_DAY.isoformat(),
        "issuer": issuer,
        "subject": f"tổ chức Cuộc thi “{cast.CONTEST}”",
    }


def limit(relation: str, date: str) -> dict[str, Any]:
    """A deadline of the expected record."""
    return {"relation": relation, "date": date}


def root() -> LetterText:
    """The department launches the contest."""
    agency = cast.department("Sở Khoa học và Công nghệ", "SKHCN", "CĐS")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Thực hiện Kế hoạch số {mark('CODE', '58/KH-UBND')} ngày {day('12/02/2026')} của "
            f"{mark('ISSUER', 'Ủy ban nhân dân tỉnh Ninh Bình')} về triển khai phong trào {P} năm 2026, "
            f"Sở Khoa học và Công nghệ tổ chức {C} với các nội dung sau:"
        ),
        head("1. Mục đích"),
        Paragraph(
            "Khuyến khích từng phòng, ban tự rà soát công việc của mình, bỏ bớt giấy tờ trùng lặp và chọn ra một "
            "quy trình đã rút gọn để các nơi khác cùng dùng."
        ),
        head("2. Đối tượng tham gia"),
        Paragraph(f"{cast.AUDIENCE} trên địa bàn tỉnh."),
        head("3. Thời gian và hình thức"),
        Paragraph(
            f"Cuộc thi diễn ra từ ngày {day('11/5/2026')} đến hết ngày {day('30/6/2026')}, gồm 03 chặng:"
        ),
        Paragraph("a) Chặng 1 - Tìm hiểu"),
        Paragraph("- Hình thức: học và trả lời câu hỏi trực tuyến tại địa chỉ:"),
        Paragraph(mark("URL", cast.URL)),
        QrCode(cast.URL, "Mã QR dự thi"),
        Paragraph(f"- Thời gian: Từ ngày {day('11/5/2026')} đến hết ngày {day('31/5/2026')}."),
        Paragraph("b) Chặng 2 - Thực hành"),
        Paragraph(
            "- Hình thức: mỗi đơn vị gửi 01 bài mô tả quy trình đã rút gọn; chọn 12/129 xã, phường có kết quả cao "
            "nhất ở Chặng 1 tham gia."
        ),
        Paragraph(f"- Thời gian: Từ ngày {day('01/6/2026')} đến hết ngày {day('20/6/2026')}."),
        Paragraph("c) Chặng 3 - Trình diễn"),
        Paragraph("- Hình thức: 05 đơn vị có điểm cao nhất trình bày trực tiếp trước Hội đồng chấm."),
        Paragraph(f"- Thời gian: Từ ngày {day('25/6/2026')} đến ngày {day('27/6/2026')}."),
        Paragraph(f"Lễ tổng kết và trao giải: ngày {day('30/6/2026')}."),
        head("4. Giải thưởng"),
        Table(
            (
                ("Giải", "Số lượng", "Giá trị mỗi giải (đồng)", "Kèm theo"),
                ("Nhất", "01", "12.000.000", "Giấy khen của Giám đốc Sở"),
                ("Nhì", "02", "8.000.000", "Giấy khen của Giám đốc Sở"),
                ("Ba", "03", "5.000.000", "Giấy khen của Giám đốc Sở"),
                ("Khuyến khích", "06", "2.000.000", "Giấy chứng nhận của Ban Tổ chức"),
            ),
            (0.2, 0.14, 0.28, 0.38),
        ),
        head("5. Tổ chức thực hiện"),
        Paragraph(
            "Ủy ban nhân dân các xã, phường phổ biến cuộc thi đến toàn thể cán bộ, công chức, viên chức; gửi báo cáo "
            f"kết quả về Sở Khoa học và Công nghệ trước ngày {day('05/7/2026')}."
        ),
        Paragraph(
            f"Đầu mối liên hệ: bà {mark('PERSON', 'Lương Thị Bích Vân')}, Phòng Chuyển đổi số, điện thoại "
            f"{mark('PHONE', '0912.468.135')}, thư điện tử {mark('EMAIL', 'quytrinhgon@ninhbinh.example.vn')}."
        ),
        Paragraph("Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện./."),
    )
    prizes = [("Nhất", 1, 12), ("Nhì", 2, 8), ("Ba", 3, 5), ("Khuyến khích", 6, 2)]
    by_head, by_board = "Giấy khen của Giám đốc Sở", "Giấy chứng nhận của Ban Tổ chức"
    return finish(
        "01-so-phat-dong",
        agency,
        cast.ROOT_DAY,
        random.Random(1),
        kind="CV",
        number=1846,
        subject=f"tổ chức {C}",
        body=body,
        addressees=["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"],
        distribution=["Như trên", "UBND tỉnh (để b/c)", "GĐ, các PGĐ Sở", "Lưu: VT, CĐS"],
        signature=cast.DIRECTOR,
        signer="Đoàn Khắc Nghĩa",
        record={
            "citations": [
                {
                    "kind": "KH",
                    "code": "58/KH-UBND",
                    "issued_on": "2026-02-12",
                    "issuer": "Ủy ban nhân dân tỉnh Ninh Bình",
                    "subject": f"triển khai phong trào “{cast.CAMPAIGN}” năm 2026",
                }
            ],
            "deadlines": [limit("trước", "2026-07-05")],
            "contest": record(
                root=None,
                period={"start": "2026-05-11", "end": "2026-06-30"},
                stages=[
                    stage(1, "Tìm hiểu", "2026-05-11", "2026-05-31", "học và trả lời câu hỏi trực tuyến"),
                    stage(
                        2,
                        "Thực hành",
                        "2026-06-01",
                        "2026-06-20",
                        "mỗi đơn vị gửi 01 bài mô tả quy trình đã rút gọn",
                    ),
                    stage(
                        3,
                        "Trình diễn",
                        "2026-06-25",
                        "2026-06-27",
                        "05 đơn vị có điểm cao nhất trình bày trực tiếp trước Hội đồng chấm",
                    ),
                ],
                milestones=[
                    {"kind": "ceremony", "on": "2026-06-30"},
                    {"kind": "report", "before": "2026-07-05"},
                ],
                prizes=[
                    {
                        "rank": rank,
                        "count": count,
                        "value_vnd": value * 1_000_000,
                        "certificate": by_board if rank == "Khuyến khích" else by_head,
                    }
                    for rank, count, value in prizes
                ],
                contacts={
                    "urls": [cast.URL],
                    "emails": ["quytrinhgon@ninhbinh.example.vn"],
                    "phones": ["0912.468.135"],
                },
                audience=f"{cast.AUDIENCE} trên địa bàn tỉnh",
                quotas=[
                    {"take": 12, "out_of": 129, "unit": "xã, phường"},
                    {"take": 5, "out_of": None, "unit": "đơn vị"},
                ],
            ),
        },
    )


def agrees() -> LetterText:
    """A ward passes it on with the same dates, as a list."""
    agency = cast.commune("phường Hoa Lư", "VHXH")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Thực hiện Công văn số {mark('CODE', cast.ROOT)} ngày {day('04/5/2026')} của "
            f"{mark('ISSUER', 'Sở Khoa học và Công nghệ')} về việc tổ chức {C}. Hưởng ứng phong trào {P}, Ủy ban nhân dân "
            "phường đề nghị các cơ quan, đơn vị thực hiện như sau:"
        ),
        Paragraph(
            "1. Phổ biến nội dung cuộc thi tới toàn thể cán bộ, công chức, viên chức; mỗi phòng, ban có ít nhất một "
            "quy trình dự thi."
        ),
        Paragraph("2. Thời gian tổ chức cuộc thi:"),
        Paragraph(f"- Chặng 1 - Tìm hiểu: từ ngày {day('11/5/2026')} đến hết ngày {day('31/5/2026')};"),
        Paragraph(f"- Chặng 2 - Thực hành: từ ngày {day('01/6/2026')} đến hết ngày {day('20/6/2026')};"),
        Paragraph(f"- Chặng 3 - Trình diễn: từ ngày {day('25/6/2026')} đến ngày {day('27/6/2026')}."),
        Paragraph(f"3. Địa chỉ dự thi: {mark('URL', cast.URL)}"),
        Paragraph(
            "4. Phòng Văn hóa - Xã hội theo dõi, đôn đốc; tổng hợp kết quả, báo cáo Ủy ban nhân dân phường trước ngày "
            f"{day('01/7/2026')}."
        ),
        Paragraph("Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./."),
    )
    return finish(
        "02-phuong-hoa-lu",
        agency,
        dt.date(2026, 5, 7),
        random.Random(2),
        kind="CV",
        number=412,
        subject=f"hưởng ứng {C}",
        body=body,
        addressees=[
            "Các phòng, ban, đơn vị thuộc UBND phường",
            "Công an phường",
            "Trạm Y tế phường",
            "Các trường học trên địa bàn phường",
        ],
        distribution=["Như trên", "CT, các PCT UBND phường", "Lưu: VT, VHXH"],
        signature=cast.DEPUTY,
        signer="Tạ Thị Hồng Nhung",
        marks=SEALED,
        record={
            "citations": [cited()],
            "deadlines": [limit("trước", "2026-07-01")],
            "contest": record(
                stages=[
                    stage(1, "Tìm hiểu", "2026-05-11", "2026-05-31", None),
                    stage(2, "Thực hành", "2026-06-01", "2026-06-20", None),
                    stage(3, "Trình diễn", "2026-06-25", "2026-06-27", None),
                ],
                milestones=[{"kind": "report", "before": "2026-07-01"}],
                contacts={"urls": [cast.URL], "emails": [], "phones": []},
                audience="toàn thể cán bộ, công chức, viên chức",
            ),
        },
    )


def refines() -> LetterText:
    """A commune gives one day for the last stage, in a table, and spells the root's code differently."""
    agency = cast.commune("xã Gia Viễn", "VHXH")
    code = "1846/SKH-CN-CĐS"
    body: tuple[Block, ...] = (
        Paragraph(
            f"Ủy ban nhân dân xã nhận được Công văn số {mark('CODE', code)} ngày {day('04/5/2026')} của "
            f"{mark('ISSUER', 'Sở Khoa học và Công nghệ')} về việc tổ chức {C}. Để việc tham gia phong trào {P} đi vào nền nếp, "
            "Ủy ban nhân dân xã triển khai tới các cơ quan, đơn vị trên địa bàn như sau:"
        ),
        head("I. THÀNH PHẦN DỰ THI"),
        Paragraph(f"{cast.AUDIENCE} thuộc xã."),
        head("II. TIẾN ĐỘ"),
        Table(
            (
                ("TT", "Chặng", "Nội dung", "Thời gian"),
                ("1", "Chặng 1", "Tìm hiểu: trả lời câu hỏi trực tuyến", "Từ ngày 11/5 đến ngày 31/5/2026"),
                ("2", "Chặng 2", "Thực hành: viết bài mô tả quy trình", "Từ ngày 01/6 đến ngày 20/6/2026"),
                ("3", "Chặng 3", "Trình diễn: trình bày trước Hội đồng chấm", "Ngày 26/6/2026"),
            ),
            (0.08, 0.16, 0.42, 0.34),
        ),
        head("III. PHÂN CÔNG"),
        Paragraph(
            "1. Văn phòng HĐND và UBND xã hướng dẫn cách viết bài; kiểm tra, không để một quy trình dự thi hai lần."
        ),
        Paragraph(
            "2. Các trường học chọn ít nhất 02 quy trình liên quan đến hồ sơ học sinh, gửi bài về Văn phòng HĐND và UBND "
            f"xã chậm nhất ngày {day('15/6/2026')}."
        ),
        Paragraph(
            "3. Trung tâm Phục vụ hành chính công niêm yết các quy trình được chọn tại nơi tiếp nhận hồ sơ để người dân "
            "góp ý; tổng hợp các góp ý gửi về Ủy ban nhân dân xã trước ngày "
            f"{day('30/6/2026')}."
        ),
        Paragraph("Yêu cầu thủ trưởng các cơ quan, đơn vị quan tâm chỉ đạo thực hiện./."),
    )
    return finish(
        "03-xa-gia-vien",
        agency,
        dt.date(2026, 5, 11),
        random.Random(3),
        kind="CV",
        number=287,
        subject=f"triển khai {C}",
        body=body,
        addressees=[
            "Các cơ quan chuyên môn thuộc UBND xã",
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
            "Các trường học trên địa bàn xã",
            "Trung tâm Phục vụ hành chính công xã",
        ],
        distribution=["Như kính gửi", "TT Đảng ủy, HĐND xã (để b/c)", "Lưu: VT, VHXH"],
        signature=cast.CHAIR,
        signer="Đinh Trọng Khánh",
        marks=SEALED,
        record={
            "citations": [cited(code)],
            "deadlines": [limit("chậm nhất", "2026-06-15"), limit("trước", "2026-06-30")],
            "contest": record(
                root=code,
                stages=[
                    stage(1, "Tìm hiểu", "2026-05-11", "2026-05-31", "trả lời câu hỏi trực tuyến"),
                    stage(2, "Thực hành", "2026-06-01", "2026-06-20", "viết bài mô tả quy trình"),
                    stage(3, "Trình diễn", "2026-06-26", "2026-06-26", "trình bày trước Hội đồng chấm"),
                ],
                milestones=[{"kind": "submission", "before": "2026-06-15"}],
                audience=f"{cast.AUDIENCE} thuộc xã",
            ),
        },
    )


def conflicts() -> LetterText:
    """A ward whose first two stages end earlier, told in prose."""
    agency = cast.commune("phường Lạch Sơn", "VP")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Căn cứ Công văn số {mark('CODE', cast.ROOT)} ngày {day('04 tháng 5 năm 2026')} của "
            f"{mark('ISSUER', 'Sở Khoa học và Công nghệ tỉnh Ninh Bình')} về việc tổ chức {C}; nhằm cụ thể hóa phong trào {P}, "
            "Ủy ban nhân dân phường đề nghị thủ trưởng các cơ quan, đơn vị, trường học:"
        ),
        Paragraph(
            "1. Tổ chức cho cán bộ, công chức, viên chức tham gia đủ ba chặng của cuộc thi. Chặng 1 (Tìm hiểu) diễn ra từ "
            f"ngày {day('11/5')} đến ngày {day('30/5/2026')}; Chặng 2 (Thực hành) diễn ra từ ngày {day('01/6')} đến ngày "
            f"{day('18/6/2026')}; Chặng 3 (Trình diễn) diễn ra từ ngày {day('25/6')} đến ngày {day('27/6/2026')}."
        ),
        Paragraph(
            f"2. Gửi danh sách người dự thi về Văn phòng HĐND và UBND phường trước ngày {day('10/5/2026')}."
        ),
        Paragraph("3. Đưa kết quả dự thi vào xét thi đua 6 tháng đầu năm của đơn vị."),
        Paragraph(
            f"Trong quá trình thực hiện, nếu có vướng mắc, liên hệ ông {mark('PERSON', 'Chu Hữu Quyết')}, công chức Văn phòng, "
            f"số điện thoại {mark('PHONE', '0838.217.960')}./."
        ),
    )
    return finish(
        "04-phuong-lach-son",
        agency,
        dt.date(2026, 5, 6),
        random.Random(4),
        kind="CV",
        number=95,
        subject=f"tham gia {C}",
        body=body,
        addressees=["Thủ trưởng các cơ quan, đơn vị, trường học trên địa bàn phường"],
        distribution=["Như trên", "Lưu: VT, VP"],
        signature=cast.DEPUTY,
        signer="Mai Xuân Thọ",
        marks=SEALED,
        record={
            "citations": [cited(issuer="Sở Khoa học và Công nghệ tỉnh Ninh Bình")],
            "deadlines": [limit("trước", "2026-05-10")],
            "contest": record(
                stages=[
                    stage(1, "Tìm hiểu", "2026-05-11", "2026-05-30", None),
                    stage(2, "Thực hành", "2026-06-01", "2026-06-18", None),
                    stage(3, "Trình diễn", "2026-06-25", "2026-06-27", None),
                ],
                milestones=[{"kind": "registration", "before": "2026-05-10"}],
                contacts={"urls": [], "emails": [], "phones": ["0838.217.960"]},
                audience="Cán bộ, công chức, viên chức",
            ),
        },
    )


def contradicts() -> LetterText:
    """A commune whose period outlasts its stages and whose report is due before a stage ends."""
    agency = cast.commune("xã Vân Đài", "VHXH")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Thực hiện Công văn số {mark('CODE', cast.ROOT)} ngày {day('04/5/2026')} của {mark('ISSUER', 'Sở Khoa học và Công nghệ')} "
            f"về việc tổ chức {C}; hưởng ứng phong trào {P}, Ủy ban nhân dân xã yêu cầu các đơn vị:"
        ),
        Paragraph("1. Quán triệt mục đích cuộc thi; 100% công chức xã tham gia Chặng 1."),
        Paragraph(f"2. Thời gian: từ ngày {day('11/5/2026')} - {day('15/7/2026')}, cụ thể:"),
        Paragraph(f"Chặng 1 - Tìm hiểu: từ ngày {day('11/5')} đến ngày {day('31/5/2026')};"),
        Paragraph(f"Chặng 2 - Thực hành: từ ngày {day('03/6')} đến ngày {day('20/6/2026')};"),
        Paragraph(f"Chặng 3 - Trình diễn: từ ngày {day('25/6/2026')} đến {day('27/6')}."),
        Paragraph(
            "3. Cơ cấu giải cấp xã: 01 giải Nhất, trị giá 1.500.000 đồng; 02 giải Nhì, mỗi giải trị giá 1.000.000 đồng; 03 giải "
            "Ba, mỗi giải trị giá 500.000 đồng."
        ),
        Paragraph(
            "4. Báo cáo kết quả tham gia Chặng 2 về Phòng Văn hóa - Xã hội trước ngày "
            f"{day('12/6/2026')} để tổng hợp."
        ),
        Paragraph("Nhận được Công văn này, đề nghị các đơn vị khẩn trương thực hiện./."),
    )
    return finish(
        "05-xa-van-dai",
        agency,
        dt.date(2026, 5, 8),
        random.Random(5),
        kind="CV",
        number=163,
        subject=f"triển khai tham gia {C}",
        body=body,
        addressees=["Các phòng, ban thuộc UBND xã", "Các trường học trên địa bàn xã", "Trưởng các thôn"],
        distribution=["Như trên", "CT, các PCT UBND xã", "Lưu: VT, VHXH"],
        signature=cast.DEPUTY,
        signer="Cao Minh Toàn",
        record={
            "citations": [cited()],
            "deadlines": [limit("trước", "2026-06-12")],
            "contest": record(
                period={"start": "2026-05-11", "end": "2026-07-15"},
                stages=[
                    stage(1, "Tìm hiểu", "2026-05-11", "2026-05-31", None),
                    stage(2, "Thực hành", "2026-06-03", "2026-06-20", None),
                    stage(3, "Trình diễn", "2026-06-25", "2026-06-27", None),
                ],
                milestones=[{"kind": "report", "before": "2026-06-12"}],
                audience="công chức xã",
                prizes=[
                    {"rank": "Nhất", "count": 1, "value_vnd": 1_500_000, "certificate": None},
                    {"rank": "Nhì", "count": 2, "value_vnd": 1_000_000, "certificate": None},
                    {"rank": "Ba", "count": 3, "value_vnd": 500_000, "certificate": None},
                ],
            ),
        },
    )


def extends() -> LetterText:
    """The department moves the end of the second stage."""
    agency = cast.department("Sở Khoa học và Công nghệ", "SKHCN", "CĐS")
    body: tuple[Block, ...] = (
        Paragraph(
            f"Ngày {day('04/5/2026')}, Sở Khoa học và Công nghệ ban hành Công văn số {mark('CODE', cast.ROOT)} về việc tổ chức {C} "
            f"hưởng ứng phong trào {P}. Theo đề nghị của nhiều xã, phường, Sở Khoa học và Công nghệ điều chỉnh thời gian như sau:"
        ),
        Paragraph(
            f"1. Chặng 2 - Thực hành: từ ngày {day('01/6/2026')} đến hết ngày {day('23/6/2026')} (gia hạn thêm 03 ngày)."
        ),
        Paragraph("2. Các nội dung khác giữ nguyên theo Công văn nêu trên."),
        Paragraph("Sở Khoa học và Công nghệ thông báo để các cơ quan, đơn vị biết, thực hiện./."),
    )
    return finish(
        "06-so-gia-han",
        agency,
        dt.date(2026, 6, 15),
        random.Random(6),
        kind="CV",
        number=2391,
        subject=f"điều chỉnh thời gian Chặng 2 {C}",
        body=body,
        addressees=["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"],
        distribution=["Như trên", "Lưu: VT, CĐS"],
        signature=cast.VICE_DIRECTOR,
        signer="Lý Thị Kim Yến",
        marks=Marks(seal=True, signature=True, urgency="KHẨN", urgency_slant=4.0),
        record={
            "citations": [cited(issuer="Sở Khoa học và Công nghệ")],
            "contest": record(stages=[stage(2, "Thực hành", "2026-06-01", "2026-06-23", None)]),
        },
    )
