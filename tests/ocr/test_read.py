"""Reading lines: engines, votes, phrases, stamps, and what happens when Tesseract fails."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline import cleanup, layout, ocr
from pipeline.errors import MissingPart, PageFailed, PageTimeout
from pipeline.ocr import engines, read, tesseract
from pipeline.ocr.crops import Crop
from pipeline.ocr.digital import take_out
from pipeline.ocr.engine import Picture, Shape, Token
from pipeline.ocr.knowledge import fold, rows
from pipeline.ocr.phrases import RULE, set_right
from pipeline.ocr.stamps import mark_of
from pipeline.ocr.tidy import tidy
from pipeline.ocr.vote import vote, vote_again
from pipeline.options import CleanupOptions, OcrOptions, Profile
from pipeline.records.evidence import Box
from pipeline.records.page import Line, ObjectKind, Page, Word
from tests.made_scans import made
from tests.read_cache import read_cached


def token(text: str, confidence: float = 0.9) -> Token:
    return Token(text, confidence, 0, 0, 10 * len(text), 20)


def line(text: str, x: float = 0.1, y: float = 0.1, height: float = 0.012) -> Line:
    box = Box(x, y, x + 0.3, y + height)
    return Line(words=tuple(Word(text=t, box=box) for t in text.split()), box=box)


def test_a_clean_letter_is_read_whole() -> None:
    letter = made(4100)
    page = read_cached(letter.image)
    wanted = [w.text for one in letter.truth.lines for w in one.words if not w.hand]
    read_words = page.text.split()
    missing = [w for w in wanted if w not in read_words]
    assert len(missing) <= 0.04 * len(wanted), missing


def test_words_have_boxes_inside_their_lines_and_confidences() -> None:
    page = read_cached(made(4100).image)
    for one in page.lines:
        for word in one.words:
            assert word.box is not None and one.box is not None
            assert one.box.overlap(word.box) > 0.6
            assert 0 <= word.confidence <= 1


def test_profiles_name_their_readers() -> None:
    assert "Vietnamese" not in ocr.engine_name(OcrOptions(profile=Profile.FAST))
    assert ocr.engine_name(OcrOptions()).endswith("(vie_letters, vie, Vietnamese)")


def test_agreement_raises_and_disagreement_lowers_confidence() -> None:
    agreed = vote([token("tỉnh", 0.7)], [token("tỉnh", 0.9)])
    assert agreed[0].token.confidence == 0.9 and agreed[0].alternatives == ()
    split = vote([token("đổi", 0.8)], [token("đối", 0.7)])
    assert split[0].token.text == "đổi"
    assert split[0].token.confidence < 0.8
    assert [a.text for a in split[0].alternatives] == ["đối"]


def test_the_surer_second_reader_wins() -> None:
    assert vote([token("rn", 0.3)], [token("m", 0.9)])[0].token.text == "m"


def test_a_further_look_keeps_what_was_read_before_beside_the_word() -> None:
    again = vote_again(vote([token("đổi", 0.8)], [token("đối", 0.7)]), [token("đồi", 0.9)])
    assert [v.token.text for v in again] == ["đồi"]
    assert [a.text for a in again[0].alternatives] == ["đối", "đổi"]


@pytest.mark.parametrize(("profile", "sizes"), [(Profile.FAST, 1), (Profile.BALANCED, 2), (Profile.BEST, 3)])
def test_a_doubtful_line_is_looked_at_again(
    profile: Profile, sizes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    class Doubtful:
        name = "doubtful"

        def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
            seen.append(picture.shape)
            words = ["các", "tổ", "dân", "phố", "ở", "gần", "chợ", "và", "trường"]
            sure = [0.9] * 8 + [0.72 + 0.01 * len(seen)]
            return [
                Token(t, s, 30 * i, 0, 30 * i + 20, 20)
                for i, (t, s) in enumerate(zip(words, sure, strict=True))
            ]

    monkeypatch.setattr(read, "engine", lambda language: Doubtful())
    picture = np.full((40, 300), 250, np.uint8)
    votes = read._read_line(Crop(picture, 0, 0), profile, lambda: 60.0)
    assert len(seen) == sizes and len(votes) == 9
    assert votes[8].token.confidence == pytest.approx(0.72 + 0.01 * sizes)
    assert seen[0] == (40, 300) and (sizes < 3 or seen[2] == (56, 420))


@pytest.mark.parametrize(
    ("read_as", "words"),
    [
        (["Số:12/UBND-VX"], ["Số:", "12/UBND-VX"]),
        (["-Như", "trên;"], ["-", "Như", "trên;"]),
        (["~", "Như", "trên;"], ["-", "Như", "trên;"]),
        (["10-12", "giờ"], ["10-12", "giờ"]),
        (["-5", "độ"], ["-5", "độ"]),
        (["Sấ:2./13/TB-UBND"], ["Sấ:", "2./13/TB-UBND"]),
        ([".UBND", "TỈNH"], ["UBND", "TỈNH"]),
        (["'", "Thông", "báo"], ["Thông", "báo"]),
        (["“Sen", "hồng”"], ["“Sen", "hồng”"]),
        (["cuối.", "Câu"], ["cuối.", "Câu"]),
    ],
)
def test_labels_and_bullets_are_parted(read_as: list[str], words: list[str]) -> None:
    assert [t.text for t in tidy([token(t) for t in read_as])] == words


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("PHÓ GIÁM ĐÓC", "PHÓ GIÁM ĐỐC"),
        ("GIÁY MỜI", "GIẤY MỜI"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHlA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Mơi nhận:", "Nơi nhận:"),
        ("mọi chỉ tiết xin liên hệ", "mọi chi tiết xin liên hệ"),
        ("Giám đóc Sở", "Giám đóc Sở"),
        ("nơi nhận hồ sơ của", "nơi nhận hồ sơ của"),
        ("số: 12/UBND-VX", "Số: 12/UBND-VX"),
        ("Sô: 12 -CV/TU", "Số: 12 -CV/TU"),
        ("Sở: Y tế", "Sở: Y tế"),
        ("PHƯỜNG AN BÌNH", "PHƯỜNG AN BÌNH"),
        ("KÉ HOẠCH", "KẾ HOẠCH"),
    ],
)
def test_closed_phrases_are_set_right(read_as: str, printed: str) -> None:
    mended = set_right(line(read_as))
    assert mended.text == printed
    changed = [w for w in mended.words if w.raw is not None]
    assert all(w.rule == RULE for w in changed)
    assert bool(changed) == (read_as != printed)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("HỎA TỐC", "HỎA TỐC"),
        ("HỎA TỔC'", "HỎA TỐC"),
        ("HOA TOO", "HỎA TỐC"),
        ("THƯỢNG KHẨN", "THƯỢNG KHẨN"),
        ("KHẨN", "KHẨN"),
        ("KHÂN", "KHẨN"),
        ("KHU", None),
        ("PHẦN", None),
        ("HÒA TIẾN", None),
        ("MẮT KÍNH", None),
    ],
)
def test_marks_are_known_by_their_letters(text: str, value: str | None) -> None:
    found = mark_of(text)
    assert (found[1] if found else None) == value


def test_digital_signatures_leave_the_text() -> None:
    block = [
        line("Người ký: TRUNG TÂM CÔNG BÁO", y=0.010, height=0.008),
        line("Email: congbao@example.gov.vn", y=0.019, height=0.008),
        line("Thời gian ký: 05.02.2025 15:35:18 +07:00", y=0.028, height=0.008),
    ]
    head = line("ỦY BAN NHÂN DÂN", y=0.045, height=0.014)
    rest, objects = take_out([*block, head])
    assert rest == [head]
    assert [o.kind for o in objects] == [ObjectKind.DIGITAL_SIGNATURE]
    assert "15:35:18" in objects[0].text


def test_the_low_line_of_digits_is_of_the_signature_s_print() -> None:
    """A line of nothing but digits is lower than the capitals with marks above it."""
    block = [
        line("TRUNG TÂM CHỨNG THỰC", y=0.010, height=0.0105),
        line("05.02.2025 15:35:18 +07:00", y=0.022, height=0.007),
    ]
    head = line("ỦY BAN NHÂN DÂN", y=0.036, height=0.015)
    rest, objects = take_out([*block, head])
    assert rest == [head]
    assert len(objects[0].lines) == 2


def test_what_a_signature_prints_in_the_margin_is_its_own_though_badly_read() -> None:
    """Its lines begin at different places where a picture stands beside them, and run into each other."""
    block = [
        line("Nguời kế TRUNG TÂM CÔNG BÁO", y=0.006, height=0.016, x=0.30),
        line("TỔ 0 quản: VĂN PHÒNG", y=0.018, height=0.016, x=0.29),
        line("Thời gian ký: 05.02.2025 15:35:18 +07:00", y=0.031, height=0.008, x=0.25),
    ]
    head = line("ỦY BAN NHÂN DÂN", y=0.045, height=0.014, x=0.25)
    rest, _ = take_out([*block, head])
    assert rest == [head]


def test_closed_lists_name_their_sources() -> None:
    for name, columns in (
        ("phrases.tsv", ("use", "phrase")),
        ("marks.tsv", ("kind", "mark", "value")),
        ("names.tsv", ("kind", "syllable")),
    ):
        assert len(rows(name, columns)) > 5
    assert fold("Đắk Nông") == "DAKNONG"


def prepared() -> tuple[object, object]:
    clean = cleanup.clean(made(4100).image, CleanupOptions())
    return clean, layout.analyse(clean)


def test_missing_language_data_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr(tesseract, "PLACES", ())
    monkeypatch.setattr(engines, "_open", type("Fresh", (), {})())
    with pytest.raises(MissingPart, match="vie"):
        engines.engine("vie")


def test_damaged_language_data_is_a_missing_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "vie.traineddata").write_bytes(b"no model")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(MissingPart):
        tesseract.Tesseract("vie")


class Broken:
    """An engine that breaks down on every picture."""

    name = "broken"

    def read(self, picture: Picture, shape: Shape, seconds: float) -> list[Token]:
        raise PageFailed(detail="Tesseract: crashed")


def test_a_crash_is_the_pages_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "engine", lambda language: Broken())
    clean, found = prepared()
    with pytest.raises(PageFailed, match="crashed"):
        ocr.read_page(clean, found, OcrOptions())  # type: ignore[arg-type]


def test_an_error_inside_tesseract_becomes_a_failed_page(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = tesseract.Tesseract("vie")

    class Api:
        def SetPageSegMode(self, mode: int) -> None:
            raise RuntimeError("out of memory")

        def Clear(self) -> None:
            pass

    monkeypatch.setattr(reader, "_api", Api())
    with pytest.raises(PageFailed, match="out of memory"):
        reader.read(np.full((30, 30), 255, np.uint8), Shape.LINE, 5.0)


def test_a_page_that_takes_too_long_times_out() -> None:
    clean, found = prepared()
    ticks = iter(range(0, 100_000, 30))
    with pytest.raises(PageTimeout):
        ocr.read_page(clean, found, OcrOptions(page_seconds=60), lambda: float(next(ticks)))  # type: ignore[arg-type]


def test_the_urgency_stamp_is_an_object_and_no_line() -> None:
    letters = [read_cached(made(seed).image) for seed in range(4100, 4106)]
    for page, truth in zip(letters, (made(seed).truth for seed in range(4100, 4106)), strict=True):
        assert isinstance(page, Page)
        printed = {line.text for line in truth.lines}
        for mark in (o for o in page.objects if o.kind is ObjectKind.URGENCY):
            assert mark.text in {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"}
            assert mark.text not in printed
        assert not {line.text for line in page.lines} & {"KHẨN", "HỎA TỐC", "THƯỢNG KHẨN"}
