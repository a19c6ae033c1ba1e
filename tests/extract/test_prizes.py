from __future__ import annotations

import pytest

from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.prose import Prose, prose_of
from pipeline.records.page import Line, Page
from tests.extract.made_pages import line_at, prose, refs_of

Told = tuple[str, int | None, int | None, str | None]


def told(text: Prose) -> list[Told]:
    """Rank, count, value and certificate of every prize."""
    return [
        (p.rank.value or "", p.count.value, p.value_vnd.value, p.certificate.value)
        for p in (found.prize for found in find_prizes(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ("Giải Nhất 500\nnghìn đồng; giải Nhì 300\nnghìn đồng."),
            [("Nhất", None, 500000, None), ("Nhì", None, 300000, None)],
        ),
        (
            "Giải thưởng: Nhất: 2.000.000đ; Nhì: 1.500.000đ; Ba: 800.000đ.",
            [("Nhất", None, 2000000, None), ("Nhì", None, 1500000, None), ("Ba", None, 800000, None)],
        ),
        (
            "Cơ cấu giải thưởng: 01 Nhất, 02 Nhì, 03 Ba và 05 Khuyến khích.",
            [
                ("Nhất", 1, None, None),
                ("Nhì", 2, None, None),
                ("Ba", 3, None, None),
                ("Khuyến khích", 5, None, None),
            ],
        ),
        (
            "Cơ cấu giải: Nhất: 01; Nhì: 02; Ba: 03; Khuyến khích: 05.",
            [
                ("Nhất", 1, None, None),
                ("Nhì", 2, None, None),
                ("Ba", 3, None, None),
                ("Khuyến khích", 5, None, None),
            ],
        ),
        (
            ("- Nhất: 500.000đ x 1\n- Nhì: 300.000đ x 2\n- Ba: 200.000đ x 3"),
            [("Nhất", 1, 500000, None), ("Nhì", 2, 300000, None), ("Ba", 3, 200000, None)],
        ),
        (
            (
                "Mức thưởng: 5 triệu đồng cho giải Nhất, 3 triệu đồng cho giải Nhì và 2 triệu đồng cho giải "
                "Ba."
            ),
            [("Nhất", None, 5000000, None), ("Nhì", None, 3000000, None), ("Ba", None, 2000000, None)],
        ),
        (
            "Trao giải Nhất, Nhì, Ba lần lượt 5, 3 và 2 triệu đồng.",
            [("Nhất", None, 5000000, None), ("Nhì", None, 3000000, None), ("Ba", None, 2000000, None)],
        ),
        (
            ("Các giải Nhất, Nhì, Ba có giá trị lần lượt là 5.000.000 đồng, 3.000.000 đồng, 2.000.000 đồng."),
            [("Nhất", None, 5000000, None), ("Nhì", None, 3000000, None), ("Ba", None, 2000000, None)],
        ),
        (
            (
                "Ban Tổ chức trao 1 Huy chương Vàng (3.000.000 đồng), 2 Huy chương Bạc (2.000.000 đồng) và 3 "
                "Huy chương Đồng (1.000.000 đồng)."
            ),
            [
                ("Huy chương Vàng", 1, 3000000, None),
                ("Huy chương Bạc", 2, 2000000, None),
                ("Huy chương Đồng", 3, 1000000, None),
            ],
        ),
        (
            "Huy chương Vàng: 02; Huy chương Bạc: 04; Huy chương Đồng: 06.",
            [
                ("Huy chương Vàng", 2, None, None),
                ("Huy chương Bạc", 4, None, None),
                ("Huy chương Đồng", 6, None, None),
            ],
        ),
        (
            "Loại A thưởng 8 triệu đồng, loại B thưởng 5 triệu đồng.",
            [("A", None, 8000000, None), ("B", None, 5000000, None)],
        ),
        (
            "Ba giải A, mỗi giải hai triệu đồng; bốn giải B, mỗi giải một triệu năm trăm nghìn đồng.",
            [("A", 3, 2000000, None), ("B", 4, 1500000, None)],
        ),
        (
            (
                "Có 01 giải Nhất trị giá 10 triệu đồng, 02 giải Nhì trị giá 7 triệu đồng/giải kèm Giấy khen "
                "của Chủ tịch UBND xã, 03 giải Ba trị giá 3 triệu đồng/giải và 01 giải Được bạn đọc yêu "
                "thích: 1 triệu đồng."
            ),
            [
                ("Nhất", 1, 10000000, None),
                ("Nhì", 2, 7000000, "Giấy khen của Chủ tịch UBND xã"),
                ("Ba", 3, 3000000, None),
                ("Được bạn đọc yêu thích", 1, 1000000, None),
            ],
        ),
        (
            (
                "Giải Nhất (01 giải): Bằng khen của Chủ tịch UBND tỉnh và tiền thưởng 10.000.000 đồng.\n"
                "Giải Nhì (02 giải): Giấy khen của Giám đốc Sở Tư pháp kèm tiền thưởng 6.000.000 đồng."
            ),
            [
                ("Nhất", 1, 10000000, "Bằng khen của Chủ tịch UBND tỉnh"),
                ("Nhì", 2, 6000000, "Giấy khen của Giám đốc Sở Tư pháp"),
            ],
        ),
        (
            (
                "a) Giải tập thể: 01 giải Nhất 5.000.000 đồng; 01 giải Nhì 3.000.000 đồng.\n"
                "\n"
                "b) Giải cá nhân: 01 giải Nhất 2.000.000 đồng; 02 giải Nhì 3.000.000 đồng."
            ),
            [
                ("Nhất", 1, 5000000, None),
                ("Nhì", 1, 3000000, None),
                ("Nhất", 1, 2000000, None),
                ("Nhì", 2, 3000000, None),
            ],
        ),
        (
            (
                "Khối tiểu học: 01 giải Nhất 2.000.000 đồng; 02 giải Nhì 1.000.000 đồng.\n"
                "\n"
                "Khối trung học cơ sở: 01 giải Nhất 2.000.000 đồng; 02 giải Nhì 1.000.000 đồng."
            ),
            [
                ("Nhất", 1, 2000000, None),
                ("Nhì", 2, 1000000, None),
                ("Nhất", 1, 2000000, None),
                ("Nhì", 2, 1000000, None),
            ],
        ),
        (
            (
                "Giải thưởng mỗi tuần gồm một giải Nhất 1.000.000 đồng, hai giải Nhì mỗi giải 500.000 đồng. "
                "Mỗi giải kèm Giấy chứng nhận của Ban Tổ chức."
            ),
            [
                ("Nhất", 1, 1000000, "Giấy chứng nhận của Ban Tổ chức"),
                ("Nhì", 2, 500000, "Giấy chứng nhận của Ban Tổ chức"),
            ],
        ),
        (
            (
                "Giải Nhất 3 triệu, giải Nhì 2 triệu, giải Ba 1 triệu; tất cả người đạt giải được cấp Giấy "
                "chứng nhận của Hội đồng thi."
            ),
            [
                ("Nhất", None, 3000000, "Giấy chứng nhận của Hội đồng thi"),
                ("Nhì", None, 2000000, "Giấy chứng nhận của Hội đồng thi"),
                ("Ba", None, 1000000, "Giấy chứng nhận của Hội đồng thi"),
            ],
        ),
        (
            "02 giải Nhì và 03 giải Ba, mỗi giải 500.000 đồng; 01 giải Nhất 1 triệu đồng.",
            [("Nhì", 2, 500000, None), ("Ba", 3, 500000, None), ("Nhất", 1, 1000000, None)],
        ),
        (
            "Giải Nhất: một suất học bổng 3 triệu đồng; giải Nhì: hai suất, mỗi suất 1 triệu đồng.",
            [("Nhất", 1, 3000000, None), ("Nhì", 2, 1000000, None)],
        ),
        (
            "Quán quân nhận 20 triệu đồng, Á quân nhận 10 triệu đồng.",
            [("Quán quân", None, 20000000, None), ("Á quân", None, 10000000, None)],
        ),
        (
            (
                "Phần thưởng gồm: 1 giải nhất (2 triệu đồng), 2 giải nhì (1 triệu đồng), 3 giải ba (500 ngàn "
                "đồng)."
            ),
            [("Nhất", 1, 2000000, None), ("Nhì", 2, 1000000, None), ("Ba", 3, 500000, None)],
        ),
        (
            "Thưởng: giải nhất 700k, giải nhì 500k, giải ba 300k.",
            [("Nhất", None, 700000, None), ("Nhì", None, 500000, None), ("Ba", None, 300000, None)],
        ),
        (
            (
                "Có tất cả 06 giải: 01 giải Nhất 3.000.000đ, 02 giải Nhì 2.000.000đ/giải, 03 giải Ba "
                "1.000.000đ/giải. Tổng giá trị giải thưởng 10.000.000đ."
            ),
            [("Nhất", 1, 3000000, None), ("Nhì", 2, 2000000, None), ("Ba", 3, 1000000, None)],
        ),
        ("Năm ngoái, tỉnh ta đạt 02 giải Nhất, 03 giải Nhì.", []),
        (
            (
                "01 giải Thuyết trình hay nhất: 500.000 đồng; 01 giải Nhất: 2.000.000 đồng; 01 giải trang "
                "phục đẹp nhất: 300.000 đồng."
            ),
            [
                ("Thuyết trình hay nhất", 1, 500000, None),
                ("Nhất", 1, 2000000, None),
                ("Trang phục đẹp nhất", 1, 300000, None),
            ],
        ),
        (
            (
                "Giải thưởng gồm tiền mặt và Giấy chứng nhận của Ban Tổ chức: giải Nhất 3.000.000 đồng, giải "
                "Nhì 2.000.000 đồng."
            ),
            [
                ("Nhất", None, 3000000, "Giấy chứng nhận của Ban Tổ chức"),
                ("Nhì", None, 2000000, "Giấy chứng nhận của Ban Tổ chức"),
            ],
        ),
        (
            (
                "Đội giành giải Nhất nhận cúp và 4 triệu đồng; đội giành giải Nhì nhận 2 triệu đồng; đội "
                "giành giải Ba nhận 1 triệu đồng."
            ),
            [("Nhất", None, 4000000, None), ("Nhì", None, 2000000, None), ("Ba", None, 1000000, None)],
        ),
        (
            (
                "Tiền thưởng: Nhất 3 triệu đồng, Nhì 2 triệu đồng, Ba 1 triệu đồng, bốn Khuyến khích 500 "
                "nghìn đồng."
            ),
            [
                ("Nhất", None, 3000000, None),
                ("Nhì", None, 2000000, None),
                ("Ba", None, 1000000, None),
                ("Khuyến khích", 4, 500000, None),
            ],
        ),
        (
            "Giải I: 3.000.000 đồng; Giải II: 2.000.000 đồng; Giải III: 1.000.000 đồng.",
            [("I", None, 3000000, None), ("II", None, 2000000, None), ("III", None, 1000000, None)],
        ),
        (
            (
                "Giấy khen của Giám đốc Sở cho các cá nhân đạt giải Nhất, Nhì. 01 giải Nhất 2.000.000 đồng; "
                "02 giải Nhì 1.500.000 đồng; 03 giải Ba 1.000.000 đồng."
            ),
            [
                ("Nhất", 1, 2000000, "Giấy khen của Giám đốc Sở"),
                ("Nhì", 2, 1500000, "Giấy khen của Giám đốc Sở"),
                ("Ba", 3, 1000000, None),
            ],
        ),
        (
            (
                "Số giải và mức thưởng: 01 giải Nhất – 5.000.000đ; 01 giải Nhì – 3.000.000đ; 01 giải Ba – "
                "2.000.000đ; 5 giải KK – 500.000đ/giải."
            ),
            [
                ("Nhất", 1, 5000000, None),
                ("Nhì", 1, 3000000, None),
                ("Ba", 1, 2000000, None),
                ("KK", 5, 500000, None),
            ],
        ),
        (
            (
                "5.1. Giải Nhất\n"
                "- Số lượng: 01 giải\n"
                "- Tiền thưởng: 5.000.000 đồng\n"
                "5.2. Giải Nhì\n"
                "- Số lượng: 02 giải\n"
                "- Tiền thưởng: 3.000.000 đồng/giải"
            ),
            [("Nhất", 1, 5000000, None), ("Nhì", 2, 3000000, None)],
        ),
        (
            (
                "Mỗi nội dung trao 01 Huy chương Vàng, 01 Huy chương Bạc và 02 Huy chương Đồng kèm tiền "
                "thưởng lần lượt là 1.000.000 đồng, 700.000 đồng, 500.000 đồng."
            ),
            [
                ("Huy chương Vàng", 1, 1000000, None),
                ("Huy chương Bạc", 1, 700000, None),
                ("Huy chương Đồng", 2, 500000, None),
            ],
        ),
        (
            "Cơ cấu giải: 02 Huy chương Vàng, 03 Bạc, 05 Đồng.",
            [
                ("Huy chương Vàng", 2, None, None),
                ("Huy chương Bạc", 3, None, None),
                ("Huy chương Đồng", 5, None, None),
            ],
        ),
        (
            (
                "Giải Nhất: Bằng khen của Ủy ban nhân dân tỉnh và 10 triệu đồng. Giải Nhì, giải Ba: Giấy "
                "khen của Giám đốc Sở và 5 triệu đồng mỗi giải."
            ),
            [
                ("Nhất", None, 10000000, "Bằng khen của Ủy ban nhân dân tỉnh"),
                ("Nhì", None, 5000000, "Giấy khen của Giám đốc Sở"),
                ("Ba", None, 5000000, "Giấy khen của Giám đốc Sở"),
            ],
        ),
        (
            (
                "Giải thưởng: 01 giải Nhất, 02 giải Nhì, 03 giải Ba, mỗi giải kèm Giấy khen của Chủ tịch Ủy "
                "ban nhân dân xã."
            ),
            [
                ("Nhất", 1, None, "Giấy khen của Chủ tịch Ủy ban nhân dân xã"),
                ("Nhì", 2, None, "Giấy khen của Chủ tịch Ủy ban nhân dân xã"),
                ("Ba", 3, None, "Giấy khen của Chủ tịch Ủy ban nhân dân xã"),
            ],
        ),
        (
            "Giải thưởng: Nhất – Nhì – Ba: 3.000.000 – 2.000.000 – 1.000.000 đồng.",
            [("Nhất", None, 3000000, None), ("Nhì", None, 2000000, None), ("Ba", None, 1000000, None)],
        ),
        (
            (
                "Trao giải Nhất (01), giải Nhì (02), giải Ba (03), tiền thưởng tương ứng 3 triệu, 2 triệu, 1 "
                "triệu đồng một giải."
            ),
            [("Nhất", 1, 3000000, None), ("Nhì", 2, 2000000, None), ("Ba", 3, 1000000, None)],
        ),
        (
            "Tổng giải thưởng 20 triệu đồng: một giải Nhất 10 triệu đồng, hai giải Nhì 5 triệu đồng.",
            [("Nhất", 1, 10000000, None), ("Nhì", 2, 5000000, None)],
        ),
        (
            "Cơ cấu giải thưởng gồm giải Nhất, giải Nhì, giải Ba và giải Khuyến khích.",
            [
                ("Nhất", None, None, None),
                ("Nhì", None, None, None),
                ("Ba", None, None, None),
                ("Khuyến khích", None, None, None),
            ],
        ),
        (
            "Thí sinh đoạt giải Nhất, Nhì, Ba được tặng Giấy khen của Hiệu trưởng.",
            [
                ("Nhất", None, None, "Giấy khen của Hiệu trưởng"),
                ("Nhì", None, None, "Giấy khen của Hiệu trưởng"),
                ("Ba", None, None, "Giấy khen của Hiệu trưởng"),
            ],
        ),
        (
            "Giải Nhất: xe đạp trị giá 3.000.000 đồng; giải Nhì: máy tính bảng trị giá 2.000.000 đồng.",
            [("Nhất", None, 3000000, None), ("Nhì", None, 2000000, None)],
        ),
        (
            "Giải tập thể: Nhất 3.000.000đ, Nhì 2.000.000đ. Giải cá nhân: Nhất 1.000.000đ, Nhì 700.000đ.",
            [
                ("Nhất", None, 3000000, None),
                ("Nhì", None, 2000000, None),
                ("Nhất", None, 1000000, None),
                ("Nhì", None, 700000, None),
            ],
        ),
        (
            (
                "Giải thưởng (cho mỗi khối): 1 giải nhất 500.000đ x 1; 2 giải nhì 300.000đ x 2; 3 giải ba "
                "200.000đ x 3."
            ),
            [("Nhất", 1, 500000, None), ("Nhì", 2, 300000, None), ("Ba", 3, 200000, None)],
        ),
        (
            "Giải Nhất: 1.000.000đ x 1 giải; Giải Nhì: 700.000đ x 2 giải; Giải Ba: 500.000đ x 3 giải.",
            [("Nhất", 1, 1000000, None), ("Nhì", 2, 700000, None), ("Ba", 3, 500000, None)],
        ),
        (
            (
                "Tác phẩm đoạt giải A được thưởng 5.000.000 đồng, giải B 3.000.000 đồng, giải C 2.000.000 "
                "đồng; tất cả kèm Giấy chứng nhận của Ban Tổ chức."
            ),
            [
                ("A", None, 5000000, "Giấy chứng nhận của Ban Tổ chức"),
                ("B", None, 3000000, "Giấy chứng nhận của Ban Tổ chức"),
                ("C", None, 2000000, "Giấy chứng nhận của Ban Tổ chức"),
            ],
        ),
        (
            (
                "Ban Tổ chức trao một giải Nhất, hai giải Nhì, ba giải Ba với số tiền 2 triệu đồng, 1 triệu "
                "đồng và 500 nghìn đồng mỗi giải."
            ),
            [("Nhất", 1, 2000000, None), ("Nhì", 2, 1000000, None), ("Ba", 3, 500000, None)],
        ),
        (
            (
                "Giải thưởng gồm: giải Nhất (01 giải, 2.000.000 đồng); giải Nhì (02 giải, mỗi giải 1.000.000 "
                "đồng); giải Ba (03 giải, mỗi giải 500.000 đồng)."
            ),
            [("Nhất", 1, 2000000, None), ("Nhì", 2, 1000000, None), ("Ba", 3, 500000, None)],
        ),
        (
            "Số giải: Nhất 01, Nhì 02, Ba 03. Tiền thưởng: Nhất 3 triệu, Nhì 2 triệu, Ba 1 triệu.",
            [("Nhất", 1, 3000000, None), ("Nhì", 2, 2000000, None), ("Ba", 3, 1000000, None)],
        ),
        (
            "Đội Nhất nhận 3.000.000 đồng, đội Nhì nhận 2.000.000 đồng, đội Ba nhận 1.000.000 đồng.",
            [("Nhất", None, 3000000, None), ("Nhì", None, 2000000, None), ("Ba", None, 1000000, None)],
        ),
        (
            "Thưởng cho bài xếp thứ Nhất 500.000 đồng, thứ Nhì 300.000 đồng, thứ Ba 200.000 đồng.",
            [("Nhất", None, 500000, None), ("Nhì", None, 300000, None), ("Ba", None, 200000, None)],
        ),
        (
            (
                "Hội đồng chấm chọn 1 giải Nhất, 1 giải Nhì, 1 giải Ba. Người đoạt giải Nhất được 1 triệu "
                "đồng, giải Nhì 700 nghìn đồng, giải Ba 500 nghìn đồng."
            ),
            [("Nhất", 1, 1000000, None), ("Nhì", 1, 700000, None), ("Ba", 1, 500000, None)],
        ),
        (
            (
                "Ngoài tiền thưởng, người đoạt giải Nhất, Nhì, Ba còn nhận Bằng khen của Ban Chấp hành Liên "
                "đoàn Lao động tỉnh. Giải Nhất 3 triệu đồng; giải Nhì 2 triệu đồng; giải Ba 1 triệu đồng; "
                "giải Khuyến khích 500.000 đồng."
            ),
            [
                ("Nhất", None, 3000000, "Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"),
                ("Nhì", None, 2000000, "Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"),
                ("Ba", None, 1000000, "Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"),
                ("Khuyến khích", None, 500000, None),
            ],
        ),
        (
            "Giải được yêu thích nhất: 500.000 đồng. Giải Nhất: 2.000.000 đồng.",
            [("Được yêu thích nhất", None, 500000, None), ("Nhất", None, 2000000, None)],
        ),
        (
            (
                "Phần thưởng cho mỗi tuần: giải Nhất 300.000 đồng tiền mặt và Giấy chứng nhận điện tử; giải "
                "Nhì 200.000 đồng tiền mặt và Giấy chứng nhận điện tử."
            ),
            [
                ("Nhất", None, 300000, "Giấy chứng nhận điện tử"),
                ("Nhì", None, 200000, "Giấy chứng nhận điện tử"),
            ],
        ),
    ],
)
def test_prizes_however_they_are_told(text: str, expected: list[Told]) -> None:
    assert told(prose(text)) == expected


THREE = (0.2, 0.42, 0.62)
FOUR = (0.12, 0.3, 0.48, 0.66)
FIVE = (0.12, 0.22, 0.4, 0.55, 0.72)


MORE: list[tuple[str, list[Told]]] = [
    (
        "Ban nhạc tặng Giấy khen và tiền thưởng: Nhất 2.000.000 đồng; Nhì 1.500.000 đồng.",
        [("Nhất", None, 2_000_000, "Giấy khen"), ("Nhì", None, 1_500_000, "Giấy khen")],
    ),
    (
        "Đội vô địch: Cúp và 3.000.000 đồng; đội hạng Nhì: Huy chương Bạc và 2.000.000 đồng.",
        [("Vô địch", None, 3_000_000, None), ("Nhì", None, 2_000_000, None)],
    ),
    (
        "Giải Nhì tám trăm nghìn đồng, giải Ba năm trăm nghìn đồng.",
        [("Nhì", None, 800_000, None), ("Ba", None, 500_000, None)],
    ),
    (
        "Giải Nhất: 01 giải x 2.000.000 đồng = 2.000.000 đồng; Giải Nhì: 02 giải x 900.000 đồng.",
        [("Nhất", 1, 2_000_000, None), ("Nhì", 2, 900_000, None)],
    ),
    (
        "Tổng cộng gồm 1 Nhất và 2 Nhì, mức thưởng theo thứ tự 2 triệu và 1,5 triệu đồng một giải.",
        [("Nhất", 1, 2_000_000, None), ("Nhì", 2, 1_500_000, None)],
    ),
    (
        "Mỗi giải được trao Giấy chứng nhận của Sở Công Thương và tiền: Nhất 5 triệu (01 giải), Nhì 3 triệu.",
        [
            ("Nhất", 1, 5_000_000, "Giấy chứng nhận của Sở Công Thương"),
            ("Nhì", None, 3_000_000, "Giấy chứng nhận của Sở Công Thương"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_prizes_with_what_goes_with_them(text: str, expected: list[Told]) -> None:
    assert told(prose(text)) == expected


def table(rows: list[list[str]], columns: tuple[float, ...]) -> Prose:
    """A table between two lines of text; `/` parts the lines of a cell."""
    lines = [
        line_at("Mức thưởng của hội thi được ghi trong bảng dưới đây để các đội tiện theo dõi:", 0.12, 0.2)
    ]
    y = 0.24
    for row in rows:
        for x, cell in zip(columns, row, strict=True):
            for i, part in enumerate(cell.split("/")):
                if part:
                    line = line_at(part, x, y + 0.018 * i)
                    lines.append(Line(words=line.words, box=line.box, block=len(lines)))
        y += 0.018 * max(cell.count("/") + 1 for cell in row) + 0.012
    lines.append(
        line_at("Ban Tổ chức công bố danh sách các đội có giải ngay khi hội thi bế mạc.", 0.12, y + 0.02)
    )
    return prose_of(refs_of(Page(number=1, lines=tuple(lines))))


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        (
            [["STT", "Giải", "Số lượng", "Mức thưởng", "Thành tiền"],
             ["1", "Nhất", "1", "4.000.000", "4.000.000"],
             ["2", "Nhì", "3", "2.000.000", "6.000.000"], ["", "Tổng cộng", "4", "", "10.000.000"]],
            FIVE, [("Nhất", 1, 4_000_000, None), ("Nhì", 3, 2_000_000, None)],
        ),
        (
            [["Hạng", "Nhất", "Nhì", "Ba"], ["Số suất", "01", "02", "03"],
             ["Tiền một/suất (nghìn/đồng)", "5.000", "3.000", "1.000"],
             ["Kèm theo", "Giấy khen/của Sở", "Giấy khen/của Sở", ""]],
            FOUR,
            [("Nhất", 1, 5_000_000, "Giấy khen của Sở"), ("Nhì", 2, 3_000_000, "Giấy khen của Sở"),
             ("Ba", 3, 1_000_000, None)],
        ),
        (
            [["Giải A", "Giải B", "Giải C", ""], ["1", "2", "3", ""],
             ["3.000.000đ", "2.000.000đ", "1.000.000đ", ""]],
            FOUR, [("A", 1, 3_000_000, None), ("B", 2, 2_000_000, None), ("C", 3, 1_000_000, None)],
        ),
        (
            [["Giải thưởng", "Số lượng", "Trị giá (triệu đồng)"], ["Giải Nhất", "1", "10"],
             ["Giải Khuyến/khích", "5", "1,5"]],
            THREE, [("Nhất", 1, 10_000_000, None), ("Khuyến khích", 5, 1_500_000, None)],
        ),
        (
            [["Bảng", "Hạng", "Số giải", "Tiền thưởng (đồng)"], ["A", "Nhất", "1", "900.000"],
             ["A", "Nhì", "2", "500.000"], ["B", "Nhất", "1", "900.000"], ["B", "Nhì", "2", "500.000"]],
            FOUR,
            [("Nhất", 1, 900_000, None), ("Nhì", 2, 500_000, None),
             ("Nhất", 1, 900_000, None), ("Nhì", 2, 500_000, None)],
        ),
        (
            [["Danh hiệu", "Số giải", "Tiền thưởng"], ["Huy chương Vàng", "1", "3.000.000 đồng"],
             ["Huy chương Bạc", "2", "2.000.000 đồng"],
             ["Giải Tiết mục được/ban nhạc bình chọn", "1", "500.000 đồng"]],
            THREE,
            [("Huy chương Vàng", 1, 3_000_000, None), ("Huy chương Bạc", 2, 2_000_000, None),
             ("Tiết mục được ban nhạc bình chọn", 1, 500_000, None)],
        ),
        (
            [["Nội dung", "Nhất", "Nhì", ""], ["Kéo co", "1.000.000", "700.000", ""],
             ["Đẩy gậy", "1.000.000", "400.000", ""]],
            FOUR,
            [("Nhất", None, 1_000_000, None), ("Nhất", None, 1_000_000, None), ("Nhì", None, 700_000, None),
             ("Nhì", None, 400_000, None)],
        ),
        (
            [["Mức thưởng", "Nhất (01 giải)", "Nhì (02 giải)"], ["Tiền mặt", "3 triệu đồng", "2 triệu đồng"]],
            THREE, [("Nhất", 1, 3_000_000, None), ("Nhì", 2, 2_000_000, None)],
        ),
        (
            [["Hạng", "Mức thưởng", ""], ["Nhất (01 giải)", "5.000.000 đồng và Giấy khen", ""],
             ["Nhì (02 giải)", "3.000.000 đồng và Giấy khen", ""]],
            THREE, [("Nhất", 1, 5_000_000, "Giấy khen"), ("Nhì", 2, 3_000_000, "Giấy khen")],
        ),
    ],
)  # fmt: skip
def test_prizes_of_tables(rows: list[list[str]], columns: tuple[float, ...], expected: list[Told]) -> None:
    assert told(table(rows, columns)) == expected
