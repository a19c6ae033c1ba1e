"""Content: two disjoint families, records that fit the contract, facts that stand in the text."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import contest as contest_records
from pipeline.records import letter as letter_records
from training.letters import How, any_sheet, bare, cast, compose, examples, pages_of, render
from training.letters.__main__ import write
from training.letters.compose import FAMILIES, Family
from training.letters.markup import mark, parse, plain, upper
from training.letters.wording import capital, in_words, money

WRITTEN: tuple[Family, ...] = ("train", "test", "held")


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def test_families_share_no_phrase() -> None:
    train, test, held = ({s for s in strings(cast.load(f)) if len(s) > 45} for f in WRITTEN)
    assert len(train) > 60 and len(test) > 60 and len(held) > 60
    assert not train & test and not held & (train | test)


def test_families_share_no_contest() -> None:
    names = [{t["name"] for t in cast.load(f)["contest"]["topics"]} for f in WRITTEN]
    assert not names[0] & names[1] and not names[2] & (names[0] | names[1])


def keys(model: type[letter_records.Record]) -> set[str]:
    return {f.alias or name for name, f in model.model_fields.items()}


@pytest.mark.parametrize("family", FAMILIES)
def test_expected_records_use_the_keys_of_the_contract(family: Family) -> None:
    parts = {
        "citations": letter_records.Citation,
        "deadlines": letter_records.Deadline,
        "stages": contest_records.Stage,
        "milestones": contest_records.Milestone,
        "prizes": contest_records.Prize,
        "quotas": contest_records.Quota,
    }
    for seed in range(60):
        expected = compose(seed, family).expected
        assert set(expected) <= keys(letter_records.Letter)
        assert set(expected["signer"]) == keys(letter_records.Signer)
        assert set(expected["arrival"]) == keys(letter_records.Arrival)
        contest = expected["contest"] or {}
        assert set(contest) <= keys(contest_records.Contest)
        for name, model in parts.items():
            for entry in [*expected.get(name, ()), *contest.get(name, ())]:
                assert set(entry) <= keys(model), (name, entry)


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_left_unfilled(family: Family) -> None:
    for seed in range(120):
        letter = compose(seed, family)
        for text in (letter.subject, *letter.addressees, *(getattr(b, "text", "") for b in letter.body)):
            assert not re.search(r"[{}]|None|⟦[^|]*$", text), text


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


@pytest.mark.parametrize("family", WRITTEN)
@pytest.mark.parametrize("seed", range(12))
def test_expected_values_stand_on_the_page(family: Family, seed: int) -> None:
    letter = compose(seed, family)
    text = squeeze("".join(p.text for p in pages_of(letter, any_sheet(random.Random(seed)))))
    expected = letter.expected
    wanted = [expected["subject"], expected["place"], expected["signer"]["name"], expected["signer"]["title"]]
    wanted += [expected["code"] or expected["symbol"], *expected["addressees"], *expected["distribution"]]
    wanted += [c["code"] for c in expected["citations"]]
    contest = expected["contest"]
    if contest:
        wanted += [contest["name"], contest["campaign"], contest["audience"], *contest["contacts"]["urls"]]
        wanted += [s[k] for s in contest["stages"] for k in ("label", "name") if s[k]]
        values = [p["value_vnd"] for p in contest["prizes"]]
        assert all(money(v) in text or f"{v / 1e6:g}triệu".replace(".", ",") in text for v in values)
        days = [dt.date.fromisoformat(s[k][:10]) for s in contest["stages"] for k in ("start", "end") if s[k]]
        assert all(any(squeeze(form) in text for form in forms(day)) for day in days)
    for value in wanted:
        assert squeeze(value).lower() in text.lower(), value


def forms(day: dt.date) -> list[str]:
    """How letters print a day."""
    months = (f"{day.month}", f"{day.month:02d}")
    return [f"{day.day:02d}{joint}{month}" for joint in ("/", " tháng ") for month in months]


@pytest.mark.parametrize("family", WRITTEN)
def test_motto_stays_on_two_lines_on_every_sheet(family: Family) -> None:
    for seed in range(25):
        sheet = any_sheet(random.Random(seed))
        first = pages_of(compose(seed, family), sheet)[0]
        right = [line.text for line in first.lines if line.zone == "head-right"]
        assert right in (
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
            ["ĐẢNG CỘNG SẢN VIỆT NAM"],
        )


def test_drafts_have_no_number_and_no_day() -> None:
    drafts = [compose(s, "train") for s in range(120)]
    drafts = [d for d in drafts if d.expected["is_draft"]]
    assert drafts
    for letter in drafts:
        assert letter.expected["code"] is None and letter.expected["issued_on"] is None
        line = next(x for x in pages_of(letter)[0].lines if x.zone == "place-date")
        assert not re.search(r"ngày \d|tháng \d", line.text)


def test_numbers_by_hand_are_marked_as_such() -> None:
    letter = next(x for x in (compose(s, "train") for s in range(80)) if "number" in x.head.by_hand)
    line = next(x for x in pages_of(letter)[0].lines if x.zone == "number")
    assert [w.text for w in line.words if w.hand] == [letter.head.number]
    assert not any(w.hand for x in pages_of(bare(letter))[0].lines for w in x.words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1_500_000, "một triệu năm trăm nghìn"),
        (750_000, "bảy trăm năm mươi nghìn"),
        (10_000_000, "mười triệu"),
        (21_000_000, "hai mươi mốt triệu"),
        (15_000, "mười lăm nghìn"),
        (1_005, "một nghìn không trăm lẻ năm"),
    ],
)
def test_amounts_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_markup_round_trip() -> None:
    text = f"do {mark('ISSUER', 'Sở Y tế')} gửi {mark('DATE', '05/6/2026', 'hand')}"
    marked = parse(text)
    assert marked.text == plain(text) == "do Sở Y tế gửi 05/6/2026"
    assert [marked.text[s.start : s.end] for s in marked.spans] == ["Sở Y tế", "05/6/2026"]
    assert marked.styles_at(marked.spans[1].start) == {"hand"}
    assert plain(upper(text)) == "DO SỞ Y TẾ GỬI 05/6/2026"
    assert plain(capital(mark("DATE", "từ nay"))) == "Từ nay"


@pytest.mark.parametrize(
    ("form", "suffix"), [("pdf", "pdf"), ("tif", "tif"), ("textpdf", "pdf"), ("docx", "docx"), ("txt", "txt")]
)
def test_command_writes_letter_record_and_truth(tmp_path: Path, form: str, suffix: str) -> None:
    letters = [compose(2, "test"), compose(3, "test")][: 2 if form == "pdf" else 1]
    write(letters, 2, tmp_path, how=How.CCITT, form=form, dpi=100)
    name = letters[0].name
    assert (tmp_path / f"{name}.{suffix}").stat().st_size > 500
    expected = json.loads((tmp_path / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert expected["subject"] == letters[0].expected["subject"]
    assert [x["code"] for x in expected.get("also", ())] == [x.expected["code"] for x in letters[1:]]
    truth = json.loads((tmp_path / f"{name}.truth.json").read_text(encoding="utf-8"))
    for page in truth["pages"]:
        assert all(page["text"][a:b].strip() for a, b, _, _ in page["entities"])
        assert " ".join(w[0] for line in page["lines"] for w in line["words"]) == " ".join(
            page["text"].split()
        )


@pytest.mark.parametrize("seed", range(6))
def test_unpainted_words_stand_where_painted_ones_do(seed: int) -> None:
    letter = compose(seed, "train")
    painted = [p.truth for p in render(letter, dpi=300, seed=seed)]
    for one, two in zip(painted, pages_of(letter), strict=True):
        assert one.text == two.text and one.entities == two.entities
        for a, b in zip(one.lines, two.lines, strict=True):
            for v, w in zip(a.words, b.words, strict=True):
                assert v.hand or all(abs(p - q) < 0.003 for p, q in zip(v.box, w.box, strict=True)), (v, w)


@pytest.mark.parametrize("family", FAMILIES)
def test_spans_cover_their_entities_whole(family: Family) -> None:
    seen: dict[str, int] = {}
    for seed in range(40):
        pages = pages_of(compose(seed, family), any_sheet(random.Random(seed)))
        whole = {squeeze(s.whole) for p in pages for s in p.entities}
        for example in examples(pages):
            last = 0
            for start, end, label in example.spans:
                assert last <= start < end <= len(example.text)
                assert squeeze(example.text[start:end]) in whole, example.text[start:end]
                last = end
                seen[label] = seen.get(label, 0) + 1
    assert {"ISSUER", "PERSON", "TITLE", "PLACE", "CONTEST", "CAMPAIGN", "CODE", "DATE", "URL"} <= set(seen)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_letter_cites_what_was_not_yet_written(family: Family) -> None:
    for seed in range(150):
        letter = compose(seed, family)
        for cited in letter.expected["citations"]:
            assert cited["issued_on"] < letter.head.date.isoformat(), (seed, cited)
