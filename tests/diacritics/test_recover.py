from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.diacritics import recover, recover_text
from pipeline.diacritics.letters import canonical, fold
from pipeline.diacritics.tokens import Kind, pieces
from pipeline.options import DiacriticsOptions
from pipeline.records.evidence import Box
from pipeline.records.page import Line, Page, Reader, Reading, Source, Word
from tests.diacritics.samples import CLEAN, MISREAD, PROTECTED

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def share_right(text: str, truth: str) -> float:
    a, b = ([canonical(w.lower()) for w in t.split()] for t in (text, truth))
    assert len(a) == len(b)
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(b)


def test_misread_letter_is_recovered() -> None:
    recovery = recover_text(MISREAD)
    assert share_right(MISREAD, CLEAN) < 0.45
    assert share_right(recovery.text, CLEAN) > 0.93


def test_stripped_letter_is_recovered() -> None:
    assert share_right(recover_text(fold(CLEAN)).text, CLEAN) > 0.95


@pytest.mark.parametrize(
    "line",
    [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 57/UBND-VX",
        "Kính gửi:",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
    ],
)
def test_head_and_foot_come_out_right(line: str) -> None:
    assert line in recover_text(MISREAD).text


def test_label_is_recovered_and_its_code_untouched() -> None:
    text = recover_text(MISREAD.replace("S6: 57/UBND-VX", "S6:57/UBND-VX")).text
    assert "Số:57/UBND-VX" in text


def test_clean_text_stays_as_it_is() -> None:
    assert recover_text(CLEAN).text == CLEAN
    assert recover_text(CLEAN).changes == ()


def test_tone_placement_of_clean_text_is_the_authors() -> None:
    text = "Phòng Văn hoá và Khoa học phối hợp với Uỷ ban nhân dân xã Thuỷ Nguyên tổ chức hội thi văn hoá"
    assert recover_text(text).text == text


def test_short_lines_without_marks_stay_in_good_text() -> None:
    text = CLEAN + "\nBan Thanh tra\n\nTrung tâm Internet, Zalo, Facebook và Website\n"
    assert recover_text(text).text == text


@pytest.mark.parametrize("text", [MISREAD, fold(CLEAN)], ids=["misread", "stripped"])
def test_protected_pieces_survive(text: str) -> None:
    recovered = recover_text(text).text
    assert all(p in recovered for p in PROTECTED)


@pytest.mark.parametrize("text", [MISREAD, fold(CLEAN), CLEAN], ids=["misread", "stripped", "clean"])
def test_lines_and_tokens_hold(text: str) -> None:
    recovered = recover_text(text).text
    assert [len(line.split()) for line in recovered.split("\n")] == [
        len(line.split()) for line in text.split("\n")
    ]


def test_names_of_persons_are_left_as_read() -> None:
    recovery = recover_text(MISREAD)
    assert "Nguyén Thi Hai Yén" in recovery.text
    assert {j.text for j in recovery.doubts} >= {"Yén", "Nguyén"}


def test_repeated_words_are_decided_together() -> None:
    text = MISREAD + "\n\n" + "\n\n".join(f"Hoi thi phai t6 chirc ding Ké hoach s6 {n}" for n in (1, 2, 3))
    lines = [
        line for line in recover_text(text).text.split("\n") if "Kế hoạch số" in line and "12" not in line
    ]
    assert len(lines) == 3
    assert len({line[:-1] for line in lines}) == 1


def test_changes_point_at_what_they_changed() -> None:
    recovery = recover_text(MISREAD)
    tokens = recovery.text.split()
    for change in recovery.changes:
        assert MISREAD[change.offset : change.offset + len(change.raw)] == change.raw
        assert tokens[change.token] == change.chosen
        assert change.rule
        assert 0.0 <= change.confidence <= 1.0
        assert change.margin >= 0.0 or change.rule in ("closed-phrase", "label")


def test_diff_joins_to_the_lines_of_the_result() -> None:
    recovery = recover_text(MISREAD)
    lines = recovery.text.split("\n")
    before = MISREAD.split("\n")
    diff = recovery.diff()
    assert diff
    for row in diff:
        assert "".join(s.text for s in row.segments) == lines[row.number - 1]
        assert (
            "".join(s.text if s.before is None else s.before for s in row.segments) == before[row.number - 1]
        )


def test_normal_forms_come_out_alike() -> None:
    nfd = recover_text(unicodedata.normalize("NFD", MISREAD)).text
    assert unicodedata.normalize("NFC", nfd) == recover_text(MISREAD).text


def test_switched_off_it_does_nothing() -> None:
    assert recover_text(MISREAD, DiacriticsOptions(recover=False)).text == MISREAD


def reading_of(text: str) -> Reading:
    lines = []
    block = 0
    for n, row in enumerate(text.split("\n")):
        if not row.strip():
            block += 1
            continue
        words = tuple(Word(text=w, box=Box(0.1, n / 100, 0.2, (n + 1) / 100)) for w in row.split())
        lines.append(Line(words=words, block=block))
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", pages=1, read_as=Reader.TEXT)
    return Reading(source=source, pages=(Page(number=1, lines=tuple(lines)),))


def test_a_reading_keeps_boxes_lines_and_raw() -> None:
    before = reading_of(MISREAD)
    after = recover(before, DiacriticsOptions())
    assert after.pages[0].text.split() == recover_text(MISREAD).text.split()
    for old, new in zip(before.pages[0].lines, after.pages[0].lines, strict=True):
        for a, b in zip(old.words, new.words, strict=True):
            assert a.box == b.box
            assert (b.raw == a.text and b.rule) if b.text != a.text else b.raw is None


def test_a_clean_reading_comes_back_itself() -> None:
    reading = reading_of(CLEAN)
    assert recover(reading, DiacriticsOptions()) is reading


BITS = st.sampled_from(
    """Thuc hién Ké hoach sé 12-KH/HU ngay 05/02/2026 cta UBND tinh vé céng tac 100% a) b) H6i 46 18 1a
    0912.345.678 https://a.example.vn x@y.example.vn S& V/v trién khai “Binh dan hoc vu s6” Zalo 10/114
    AI""".split()  # noqa: SIM905
)


@quick
@given(st.lists(BITS, min_size=1, max_size=40), st.integers(1, 12))
def test_numbers_codes_and_addresses_never_change(words: list[str], width: int) -> None:
    text = "\n".join(" ".join(words[i : i + width]) for i in range(0, len(words), width))
    recovered = recover_text(text).text
    assert [len(line.split()) for line in recovered.split("\n")] == [
        len(line.split()) for line in text.split("\n")
    ]
    kept = (Kind.NUMBER, Kind.DATE, Kind.CODE, Kind.URL, Kind.EMAIL)
    for old, new in zip(text.split(), recovered.split(), strict=True):
        if all(p.kind in kept for p in pieces(old)):
            assert old == new


@quick
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80))
def test_any_text_keeps_its_lines(text: str) -> None:
    recovered = recover_text(text).text
    assert recovered.count("\n") == text.count("\n")
    assert len(recovered.split()) >= len(text.split())


def scanned(text: str, confidence: float = 0.95) -> Reading:
    reading = reading_of(text)
    page = reading.pages[0]
    lines = tuple(
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"confidence": confidence}) for w in line.words)}
        )
        for line in page.lines
    )
    page = page.model_copy(update={"lines": lines, "read_as": Reader.SCAN})
    return reading.model_copy(update={"pages": (page,)})


def test_a_doubtful_word_of_a_good_reading_is_mended() -> None:
    text = (
        CLEAN + "\nĐề nghị các đơn vị phôi hợp tổ chức, góp phần nâng cao chất lượng đôi với công tác này.\n"
    )
    words = {w.raw: w for line in recover(scanned(text)).pages[0].lines for w in line.words if w.raw}
    assert {raw: w.text for raw, w in words.items()} == {"phôi": "phối", "đôi": "đối"}
    assert {w.rule for w in words.values()} == {"doubtful-word"}


def test_doubts_leave_good_text_names_and_plain_text_alone() -> None:
    assert recover(scanned(CLEAN)).pages[0].text == reading_of(CLEAN).pages[0].text
    wrong = CLEAN + "\nCác đơn vị phôi hợp tổ chức thực hiện đầy đủ nội dung này theo quy định.\n"
    assert recover(reading_of(wrong)).pages[0].text == reading_of(wrong).pages[0].text
    assert recover(scanned(wrong), DiacriticsOptions(doubts=False)) == scanned(wrong)


def test_phrases_in_capitals_do_not_shout_in_running_text() -> None:
    text = MISREAD + "\n\nS& Y té dé nghi cac don vi thuc hién nghiém tuc\n- S6 Y té: Dai dién lanh dao S&\n"
    assert "SỞ Y" not in recover_text(text).text


def test_a_garbled_head_is_mended_over_a_clean_body_that_is_not_touched() -> None:
    head, body = MISREAD[: MISREAD.index("Kinh gui")], CLEAN[CLEAN.index("Kính gửi") :]
    text = recover_text(head + body).text
    assert text.endswith(body)
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Số: 57/UBND-VX Tân Lập, ngày 14 tháng 3 năm 2026" in text


def test_a_number_that_may_be_a_word_is_reported_and_kept() -> None:
    text = MISREAD + "\n\nCan cir kinh phi mua xe 6 t6 phuc vu céng tac cta co quan nam 2026\n"
    recovery = recover_text(text)
    assert "xe 6 tô" in recovery.text
    assert [(s.text, s.alternatives[0]) for s in recovery.suspects] == [("6", "ô")]


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère a décidé d'organiser une réunion générale des écoles élémentaires à Hanoï le 3 mai.",
        "Die Würde des Menschen ist unantastbar. Sie zu achten und zu schützen ist Verpflichtung.",
        "The department requests that all units send their reports before 20/4/2026.",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert recover_text(text).text == text


def test_letters_with_a_bar_between_stay_together() -> None:
    text = recover_text(
        "Dé nghi cac don vi lién hé voi d/c Lan (D/c Nam), gui b/c vé So, moi a/c tham du"
    ).text
    assert [w.strip("(),") for w in text.split() if "/" in w] == ["đ/c", "Đ/c", "b/c", "a/c"]
