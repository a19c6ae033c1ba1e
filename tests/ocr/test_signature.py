"""The signature block read again: what counts as a title or a name, and what the mixes bring back."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import PageTimeout
from pipeline.ocr import signature, signature_readings
from pipeline.ocr.signature import block_of, read_again, settled
from pipeline.ocr.signature_votes import chosen_name, chosen_titles, put
from pipeline.ocr.signers import name_in, title_in
from pipeline.records.evidence import Box
from pipeline.records.image import CleanPage
from pipeline.records.page import Line, Word

WIDTH, HEIGHT = 1654, 2339
BOLD = "FreeSerifBold.ttf"


def words(text: str, sure: float = 0.9, x: float = 0.6, y: float = 0.5) -> list[Word]:
    """The words of a row, `word:0.3` with a confidence of its own."""
    out = []
    for part in text.split():
        name, _, own = part.partition("|")
        right = x + 0.011 * len(name)
        out.append(Word(text=name, box=Box(x, y, right, y + 0.013), confidence=float(own or sure)))
        x = right + 0.005
    return out


def line(text: str, sure: float = 0.9, x: float = 0.6, y: float = 0.5) -> Line:
    row = words(text, sure, x, y)
    last = row[-1].box
    assert last is not None
    return Line(words=tuple(row), box=Box(x, y, last.x1, y + 0.013))


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("GIÁM ĐÓC", "GIÁM ĐỐC"),
        ("Ó GIÁM ĐÓC", "PHÓ GIÁM ĐỐC"),
        ("HÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("PHÓ GIẢM|0.5 b°C|0.1", "PHÓ GIÁM ĐỐC"),
        ("VIỆN TRƯỜNG|0.4 VIỆN NGHIÊN CỨU", "VIỆN TRƯỞNG"),
        ("GHữ|0.5 TỊCH", "CHỦ TỊCH"),
        ("GHữ|0.5 TỊCH|0.5", None),
        ("GIÁM SÁT", None),
        ("GIÁO DỤC PHỔ THÔNG", None),
        ("giám đốc", None),
        ("SỞ Y TẾ", None),
    ],
)
def test_titles_are_known_where_a_seal_has_worn_them(row: str, title: str | None) -> None:
    found = title_in(words(row))
    assert (found.value if found else None) == title


def test_a_capacity_stays_before_its_title_and_readings_are_kept() -> None:
    found = title_in(words("KT. GIÁM ĐÓC"))
    assert found is not None
    assert [w.text for w in found.words] == ["KT.", "GIÁM", "ĐỐC"]
    assert found.words[2].raw == "ĐÓC" and found.words[2].rule == "closed-phrase"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("— Trần Thị Minh Ngọc .", "Trần Thị Minh Ngọc"),
        ("Tê|0.2 Quang Dũng", None),
        ("Quang Dũng", None),
        ("Sở Y tế", None),
        ("Như trên", None),
        ("Trần xX4 Ngọc", None),
    ],
)
def test_names_begin_with_a_surname(row: str, name: str | None) -> None:
    found = name_in(words(row))
    assert (found.value if found else None) == name


def test_the_longer_name_wins_when_the_shorter_is_its_end() -> None:
    own = [line("Quang Dũng")]
    found = chosen_name(own, [[words("Lê Quang Dũng")], [words("Quang Dũng")]])
    assert found is not None and found.value == "Lê Quang Dũng"


def test_reading_stops_when_two_agree_and_the_deputys_title_is_among_it() -> None:
    own = [line("KT. GIÁM ĐỐC|0.7"), line("Trần Thị Minh Ngọc", y=0.6)]
    name, base, deputy = words("Trần Thị Minh Ngọc"), words("KT. GIÁM ĐỐC"), words("PHÓ GIÁM ĐỐC")
    assert not signature.agreed(own, [[base, name]])
    assert not signature.agreed(own, [[deputy, name]])
    assert signature.agreed(own, [[deputy, name], [deputy]])


def test_a_body_is_no_post() -> None:
    own = [line("TM. ỦY BAN NHÂN DÂN|0.7"), line("Trần Thị Minh Ngọc", y=0.6)]
    name, body, post = words("Trần Thị Minh Ngọc"), words("TM. ỦY BAN NHÂN DÂN"), words("CHỦ TỊCH", y=0.52)
    assert not signature.agreed(own, [[body, name], [body]])
    assert signature.agreed(own, [[body, post, name], [post]])


def test_the_end_of_a_name_is_not_brought_back_alone() -> None:
    assert chosen_name([], [[words("Đặng Dũng")], [words("Đặng Dũng")]]) is None


def test_agreement_raises_confidence_and_standing_alone_lowers_it() -> None:
    alone = chosen_name([], [[words("Lê Quang Dũng", 0.6)]])
    agreed = chosen_name([], [[words("Lê Quang Dũng", 0.6)]] * 3)
    assert alone is not None and agreed is not None
    assert all(w.confidence < 0.6 for w in alone.words)
    assert all(w.confidence > 0.6 for w in agreed.words)


def test_a_name_well_read_stands_against_one_other_reading() -> None:
    assert chosen_name([line("Lê Quang Dũng")], [[words("Lê Quang Dụng", 0.6)]]) is None


def test_a_title_on_the_page_gives_way_only_to_two_readings_of_its_hidden_beginning() -> None:
    own = [line("GIÁM ĐỐC", x=0.64)]
    reading = [words("PHÓ GIÁM ĐỐC", x=0.60)]
    assert chosen_titles(own, [reading]) == []
    assert [f.value for f in chosen_titles(own, [reading, reading])] == ["PHÓ GIÁM ĐỐC"]


def test_the_mark_before_a_title_comes_back_where_three_readings_show_it() -> None:
    own = [line("CHỦ TỊCH", x=0.64)]
    reading = [words("KT. CHỦ TỊCH", x=0.60)]
    assert chosen_titles(own, [reading, reading]) == []
    (found,) = chosen_titles(own, [reading, reading, [words("TT. CHỦ TỊCH", x=0.60)], reading])
    assert [w.text for w in found.words] == ["KT.", "CHỦ", "TỊCH"]


def test_a_title_that_ends_in_noise_stands() -> None:
    own = [line("KT. BỘ TRƯỞNG ú|0.1")]
    assert chosen_titles(own, [[words("KT. BỘ TRƯỞNG")], [words("KT. BỘ TRƯỞNG")]]) == []


def test_a_capacity_that_was_misread_is_not_lost_to_its_title() -> None:
    own = [line("L*T,GIÁM|0.3 ĐÓC")]
    assert chosen_titles(own, [[words("GIÁM ĐỐC")], [words("GIÁM ĐỐC")]]) == []


NOI_NHAN = line("Nơi nhận:", x=0.1)


def test_the_block_is_right_of_noi_nhan_or_below_a_capacity() -> None:
    region = block_of([line("Thân bài của văn bản", x=0.1, y=0.3), NOI_NHAN])
    assert region is not None and region.x0 >= 0.4 and region.y0 < 0.5 < region.y1
    assert block_of([line("KT. GIÁM ĐỐC")]) is not None
    assert block_of([line("Thân bài của văn bản", x=0.1, y=0.3)]) is None


@pytest.mark.parametrize(
    ("rows", "sure"),
    [
        (["GIÁM ĐỐC", "Trần Thị Minh Ngọc"], True),
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Minh Ngọc"], True),
        (["KT. GIÁM ĐỐC", "Trần Thị Minh Ngọc"], False),
        (["GIÁM ĐỐC", "Minh Ngọc"], False),
        (["GIÁM ĐỐC", "Trần|0.5 Thị Minh Ngọc"], False),
        (["Trần Thị Minh Ngọc"], False),
    ],
)
def test_only_doubt_is_read_again(rows: list[str], sure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    block = [line(row, y=0.5 + 0.02 * i) for i, row in enumerate(rows)]
    assert settled(block) is sure
    if sure:
        monkeypatch.setattr(
            signature_readings, "engine", lambda language: pytest.fail("a sure block was read again")
        )
        page = [NOI_NHAN, *block]
        assert read_again(page, drawn("", ""), lambda: 60.0) == page


def drawn(
    title: str, name: str, *, name_ink: tuple[int, int, int] = (20, 20, 20), seal: int = 0
) -> CleanPage:
    """A page with a signature block, its seal down to row `seal`; the text picture lacks coloured ink."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(BOLD, 38)
    draw.text((1000, 1165), title, font=font, fill=(20, 20, 20))
    draw.text((980, 1420), name, font=font, fill=name_ink)
    if seal:
        draw.ellipse((860, seal - 330, 1190, seal), outline=(210, 30, 40), width=6)
    color = np.asarray(page)
    return CleanPage(number=1, text=color.max(axis=2), color=color, dpi=200.0)


def test_a_name_in_red_beside_a_red_seal_comes_back_with_its_box() -> None:
    clean = drawn("GIÁM ĐỐC", "Trần Thị Minh Ngọc", name_ink=(205, 40, 60), seal=1415)
    title = line("GIÁM ĐỐC", y=0.5)
    found = read_again([NOI_NHAN, title], clean, lambda: 60.0)
    assert found[:2] == [NOI_NHAN, title]
    assert [x.text for x in found[2:]] == ["Trần Thị Minh Ngọc"]
    box = found[2].box
    assert box is not None
    assert box.overlap(Box(980 / WIDTH, 1420 / HEIGHT, 1350 / WIDTH, 1465 / HEIGHT)) > 0.6


def test_lines_lost_to_the_seal_come_back_and_old_readings_are_alternatives() -> None:
    clean = drawn("GIÁM ĐỐC", "Trần Thị Minh Ngọc", seal=1460)
    half = line("xX|0.2 Minh Ngọc", x=0.56, y=0.609)
    found = read_again([NOI_NHAN, half], clean, lambda: 60.0)
    assert [x.text for x in found[1:]] == ["GIÁM ĐỐC", "Trần Thị Minh Ngọc"]
    assert any(a.text == "xX Minh Ngọc" for w in found[2].words for a in w.alternatives)


def test_posts_that_touch_beside_a_black_seal_are_read_row_by_row() -> None:
    ink = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(ink)
    font = ImageFont.truetype(BOLD, 38)
    draw.text((1010, 1160), "GIÁM ĐỐC", font=font, fill=0)
    draw.text((960, 1188), "PHÓ GIÁM ĐỐC", font=font, fill=0)
    draw.ellipse((790, 1180, 1080, 1470), outline=0, width=6)
    draw.ellipse((840, 1230, 1030, 1420), outline=0, width=3)
    draw.text((1010, 1480), "Trần Thị Minh Ngọc", font=font, fill=0)
    grey = np.where(np.asarray(ink) < 128, np.uint8(0), np.uint8(255))
    clean = CleanPage(number=1, text=grey, color=np.dstack([grey] * 3), dpi=200.0, bilevel=True)
    seal = Box(790 / WIDTH, 1180 / HEIGHT, 1080 / WIDTH, 1470 / HEIGHT)
    name = line("Trần Thị Minh Ngọc", x=0.61, y=0.634)
    found = read_again([NOI_NHAN, name], clean, lambda: 60.0, seals=[seal])
    assert [x.text for x in found[1:]] == ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Minh Ngọc"]


def test_of_two_near_rows_the_nearer_takes_the_title() -> None:
    upper, lower = line("kT GIÁM ĐỐC|0.5", y=0.500), line("Ó|0.3 GIÁM|0.5 ĐỐC|0.5", y=0.5055)
    (found,) = chosen_titles([upper, lower], [[words("PHÓ GIÁM ĐỐC", y=0.506)]] * 2)
    lines = put([NOI_NHAN, upper, lower], found, Box(0.4, 0.4, 1.0, 0.8))
    assert [x.text for x in lines[1:]] == [upper.text, "PHÓ GIÁM ĐỐC"]


def test_the_pieces_of_a_name_go_with_the_row_that_was_torn() -> None:
    pieces = [line("Trầ", x=0.60), line("M|0.2", x=0.66)]
    found = name_in(words("Trần Thị Minh Ngọc"))
    assert found is not None
    lines = put([NOI_NHAN, *pieces, line("Ghi chú", x=0.62, y=0.6)], found, Box(0.4, 0.4, 1.0, 0.8))
    assert [x.text for x in lines[1:]] == ["Trần Thị Minh Ngọc", "Ghi chú"]


def test_a_title_s_end_speaks_for_the_whole_where_it_was_read() -> None:
    readings = [[words("GIÁM ĐỐC", 0.95, x=0.64)], [words("PHÓ GIÁM ĐỐC", 0.6)], [words("PHÓ GIÁM ĐỐC", 0.5)]]
    assert [f.value for f in chosen_titles([], readings)] == ["PHÓ GIÁM ĐỐC"]
    assert [f.value for f in chosen_titles([], readings[:1] * 2)] == ["GIÁM ĐỐC"]


def test_reading_again_keeps_to_the_pages_time() -> None:
    with pytest.raises(PageTimeout):
        read_again([NOI_NHAN], drawn("GIÁM ĐỐC", "Trần Thị Minh Ngọc"), lambda: 0.0)
