"""Short lines as heads and feet of letters have them: names, posts, codes, days, lists of recipients."""

from __future__ import annotations

import csv
import functools
import random
from pathlib import Path

import pipeline.ocr.data
from training.letters import cast
from training.letters.model import Paragraph

ABBREVIATIONS = (
    *("UBND", "HĐND", "SGDĐT", "SVHTTDL", "SYT", "SNV", "STTTT", "SKHCN", "BTGDVTU", "TTYT", "VP", "VHXH"),
    *("TTr", "TCHC", "GDTrH", "NVY", "KHTC", "BCĐ", "MTTQ", "LĐLĐ", "BGDĐT", "BYT", "BNV", "TTg", "CP"),
    *("QH13", "QH15", "TW", "BTC"),
)
KINDS = ("QĐ", "KH", "CV", "TB", "HD", "GM", "BC", "TTr", "CT", "NQ", "CTr", "HDLN", "KL")
RECIPIENTS = (
    *("Như trên", "Như Điều 3", "Lưu: VT, {a}", "TT. {b}", "UBND các xã, phường", "Các phòng chuyên môn"),
    *("Lãnh đạo Sở", "Website Sở", "Công báo tỉnh", "Chủ tịch, các PCT UBND {c}", "Thành viên BCĐ", "{d}"),
    *("Văn phòng HĐND và UBND", "Các cơ quan báo, đài", "Lưu: VP, {a} ({n}b)", "Trung tâm {d}", "Ban {d}"),
)
CAPACITIES = ("KT. ", "TM. ", "TL. ", "TUQ. ", "Q. ", "KT ", "T/M ", "TM ", "KT.")


@functools.cache
def _names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    path = Path(str(pipeline.ocr.data.__file__)).parent
    for file, kind, value in (("names.tsv", "kind", "syllable"), ("phrases.tsv", "use", "phrase")):
        with (path / file).open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault(row[kind], []).append(row[value])
    return found


def person(rng: random.Random) -> str:
    """A full name: of usual parts, or of any that names have."""
    if rng.random() < 0.4:
        return cast.person(rng)
    data = _names()
    middle = [rng.choice(data["middle"] + ["Thị", "Văn", "Hữu"])] if rng.random() < 0.7 else []
    given = [rng.choice(data["given"]) for _ in range(rng.choice((1, 1, 2)))]
    return " ".join([rng.choice(data["surname"]), *middle, *given])


def area(rng: random.Random) -> str:
    """Two syllables that an invented place may have."""
    return " ".join(rng.sample(_names()["given"], 2))


def post(rng: random.Random) -> str:
    """A post as printed over a signature."""
    title = rng.choice(_names()["title"])
    return rng.choice(CAPACITIES) + title if rng.random() < 0.5 else title


def abbreviation(rng: random.Random) -> str:
    """What an office or a project is called for short: a usual one, or capitals that no list knows."""
    if rng.random() < 0.5:
        return rng.choice(ABBREVIATIONS)
    return "".join(rng.choice("AABCDĐEGHIIKLMNOPQRSTTUVVXY") for _ in range(rng.randint(2, 6)))


def code(rng: random.Random) -> str:
    """Number and symbol of a document."""
    number = rng.choice((f"{rng.randint(1, 99):02d}", str(rng.randint(100, 9999)), str(rng.randint(1, 999))))
    body = "-".join(abbreviation(rng) for _ in range(rng.randint(1, 2)))
    year = rng.randint(2005, 2026)
    return rng.choice((f"{number}/{body}", f"{number}/{rng.choice(KINDS)}-{body}", f"{number}/{year}/{body}"))


def day(rng: random.Random) -> str:
    """A day in one of the usual ways."""
    d, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2005, 2026)
    return rng.choice(
        (
            f"ngày {d:02d} tháng {month:02d} năm {year}",
            f"ngày {d:02d} tháng {month} năm {year}",
            f"ngày {d}/{month}/{year}",
            f"ngày {d:02d}/{month:02d}/{year}",
            f"{rng.randint(7, 17)} giờ {rng.choice((0, 15, 30, 45)):02d}, ngày {d}/{month}/{year}",
        )
    )


def recipient(rng: random.Random) -> str:
    """A line of a distribution list."""
    parts = {
        "a": abbreviation(rng),
        "b": rng.choice(("Tỉnh ủy", "HĐND tỉnh", "Thành ủy", "UBMTTQ")),
        "c": rng.choice(("tỉnh", "xã", "phường", "thành phố")),
        "d": area(rng),
        "n": str(rng.randint(2, 9)),
    }
    end = rng.choice((";", ";", ";", ".", " (để b/c);", " (t/h);", " (để thực hiện);", ","))
    return rng.choice(("- ", "- ", "-", "")) + rng.choice(RECIPIENTS).format(**parts) + end


def reach(rng: random.Random) -> str:
    """How somebody is reached: telephone, mail, web."""
    phone = f"0{rng.randint(200, 989)}.{rng.randint(100, 999)}.{rng.randint(100, 9999)}"
    word = "".join(rng.choice("abcdeghiklmnopqrstuvxy") for _ in range(rng.randint(4, 9)))
    host = rng.choice(("example.vn", "example.gov.vn", "example.com"))
    return rng.choice(
        (
            f"Điện thoại: {phone}; Email: {word}{rng.randint(1, 99)}@{host}",
            f"(ông {person(rng)}, số điện thoại {phone})",
            f"(bà {person(rng)}, ĐT: {phone.replace('.', '')})",
            f"tại địa chỉ https://{word}.{host}/{rng.choice(('van-ban', 'tin-tuc', 'dang-ky'))}",
            f"Số {rng.randint(1, 400)}, đường {person(rng)}, phường {area(rng)}",
        )
    )


def figures(rng: random.Random) -> str:
    """A line of sums and shares."""
    kind = rng.choice(("học sinh", "hộ", "đơn vị", "ca bệnh", "thí sinh", "ha", "m2", "kg"))
    return rng.choice(
        (
            f"{rng.randint(1, 9)}.{rng.randint(1, 9)}. Tổng số: {rng.randint(10, 9999)} {kind}, đạt "
            f"{rng.randint(1, 100)},{rng.randint(0, 99):02d}% kế hoạch",
            f"- Kinh phí: {rng.randint(1, 900)}.{rng.randint(0, 999):03d}.000 đồng (viết tắt: "
            f"{rng.randint(1, 99)} triệu đồng)",
            f"{rng.choice(('I', 'II', 'III', 'IV', 'V', 'VI'))}. {rng.choice(_names()['caps'])}",
            f"{rng.choice('abcdđeg')}) {rng.randint(1, 999)} {kind}; {rng.randint(1, 60)}/60 xã",
        )
    )


def reference(rng: random.Random) -> str:
    """A cited document: kind, code and day in one of the usual ways."""
    lead = rng.choice(("Căn cứ Quyết định", "Thực hiện Công văn", "Theo Kế hoạch", "Tiếp theo Thông báo"))
    money = f"{rng.randint(1, 900)}.{rng.randint(0, 999):03d}.000 đồng"
    tail = rng.choice(("", f" với kinh phí {money}", f" ({rng.randint(1, 99)},{rng.randint(1, 9)}%)"))
    return f"{lead} số {code(rng)} {day(rng)}{tail};"


def short(rng: random.Random) -> Paragraph:
    """One such line, set as it is set where it belongs."""
    draw = rng.random()
    if draw < 0.3:
        name = person(rng)
        name = name.upper() if rng.random() < 0.15 else name
        return Paragraph(name, bold=rng.random() < 0.85, align="center", indent=False)
    if draw < 0.5:
        return Paragraph(post(rng), bold=rng.random() < 0.9, align="center", indent=False)
    if draw < 0.6:
        return Paragraph(f"Số: {code(rng)}", align=rng.choice(("center", "left")), indent=False)
    if draw < 0.7:
        return Paragraph(f"{area(rng)}, {day(rng)}", italic=True, align="center", indent=False)
    if draw < 0.84:
        return Paragraph(recipient(rng), align="left", indent=False)
    if draw < 0.9:
        return Paragraph(reach(rng), italic=rng.random() < 0.3, align="left", indent=False)
    return Paragraph(figures(rng), bold=rng.random() < 0.2, align="left", indent=False)
