from __future__ import annotations

import random
import subprocess
import sys

import pytest

from pipeline.extract import extract, ner
from pipeline.options import ExtractOptions
from tests.extract import invented_letters as letters
from training.ner import data
from training.ner.tokens import blank

OLD = "Kết quả gửi về Sở Nội vụ trước ngày 25/7/2025./."
RAN_ON = (
    "Theo Công văn số 41/STC-QLNS ngày 02/6/2025 của Giám đốc Sở Tài chính để bố trí kinh phí thực hiện "
    "nhiệm vụ năm 2025./."
)


def test_codes_dates_and_addresses_stay_whole() -> None:
    kept = ["2136/SKHCN-TTTT", "628-CV/BTGDVTU", "28/5/2026", "vanthu@soyte.vn", "https://thi.vn/dang-ky"]
    tokens = [
        t.text for t in blank().make_doc(f"(Số: {kept[0]}; {kept[1]}), {kept[2]}. “{kept[3]}” {kept[4]}.")
    ]
    assert [t for t in tokens if t in kept] == kept
    assert {"(", ";", ")", ".", "“", "”"} <= set(tokens)


def test_names_have_their_places_in_the_text() -> None:
    text = (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/02/2025 của Ủy ban nhân dân tỉnh Lạc Hồng về việc trồng cây"
    )
    found = ner.names(text, (20, 30))
    assert ("Ủy ban nhân dân tỉnh Lạc Hồng", "AGENCY") in [(text[n.start : n.end], n.label) for n in found]


def test_the_far_end_of_a_long_text_is_not_read() -> None:
    text = "chữ " * 400 + "Sở Tài chính tỉnh Lạc Hồng " + "chữ " * 400
    assert all(n.start > 1200 for n in ner.names(text, (1600, 1610)))


def test_where_the_rules_run_on_the_recogniser_ends_the_name() -> None:
    def issuer(*, use_ner: bool) -> tuple[str | None, str]:
        reading = letters.reading(letters.PLAIN.replace(OLD, RAN_ON))
        letter = extract(reading, ExtractOptions(use_ner=use_ner))
        field = next(c.issuer for c in letter.citations if c.code.value == "41/STC-QLNS")
        return field.value, field.rule

    alone, _ = issuer(use_ner=False)
    assert alone is not None and alone.startswith("Giám đốc Sở Tài chính để bố trí")
    assert issuer(use_ner=True) == ("Giám đốc Sở Tài chính", "recognised-name")


def test_two_witnesses_are_surer_than_one() -> None:
    def sure(*, use_ner: bool) -> float:
        letter = extract(letters.reading(letters.PLAIN), ExtractOptions(use_ner=use_ner))
        (field,) = [c.issuer for c in letter.citations]
        assert field.rule == "cited-issuer"
        return field.confidence

    assert sure(use_ner=True) > sure(use_ner=False)


def test_two_witnesses_of_mended_words_are_one() -> None:
    reading = letters.reading(letters.PLAIN)
    page = reading.pages[0]
    lines = tuple(
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"raw": f"{w.text}?"}) for w in line.words)}
        )
        if "88/KH-UBND" in line.text
        else line
        for line in page.lines
    )
    mended = reading.model_copy(update={"pages": (page.model_copy(update={"lines": lines}),)})
    seen, guessed = (
        next(c.issuer for c in extract(r, ExtractOptions()).citations if c.code.value == "88/KH-UBND")
        for r in (reading, mended)
    )
    assert seen.value == guessed.value == "UBND tỉnh Lạc Hồng"
    assert guessed.confidence < seen.confidence


@pytest.mark.parametrize(("use_ner", "loaded"), [(True, True), (False, False)])
def test_it_is_loaded_only_where_it_is_used(use_ner: bool, loaded: bool) -> None:
    code = (
        "import sys; from pipeline.extract import extract; from pipeline.options import ExtractOptions;"
        "from tests.extract import invented_letters as letters; assert 'spacy' not in sys.modules;"
        f"extract(letters.reading(letters.PLAIN), ExtractOptions(use_ner={use_ner}));"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)


def test_training_text_keeps_its_names_through_misreading_and_without_quotes() -> None:
    samples = list(data.letters(range(3), "train"))
    words = {(len(s.text[a:b].split()), label) for s in samples for a, b, label in s.spans}
    again = {
        (len(s.text[a:b].split()), label)
        for s in data.misread(samples, random.Random(2))
        for a, b, label in s.spans
    }
    assert words == again and len(words) > 10
    for sample in map(data.unquoted, samples):
        assert not set(sample.text) & set('“”"')
        assert all(sample.text[a:b].strip() == sample.text[a:b] != "" for a, b, _ in sample.spans)
