from __future__ import annotations

import pytest

from pipeline.extract import extract, people, posts
from pipeline.options import ExtractOptions
from pipeline.records.letter import Signer
from tests.extract import invented_letters as letters

OLD = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrịnh Hoài Ân"


def read(signature: str) -> Signer:
    assert OLD in letters.PLAIN
    return extract(letters.reading(letters.PLAIN.replace(OLD, signature)), ExtractOptions()).signer


@pytest.mark.parametrize(
    ("signature", "capacity", "for_", "title", "name"),
    [
        (OLD, "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trịnh Hoài Ân"),
        ("GIÁM ĐỐC\n\nTrịnh Hoài Ân", None, None, "GIÁM ĐỐC", "Trịnh Hoài Ân"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Thị Mẩy", "KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
         "Lò Thị Mẩy"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Thị Mẩy", "TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Mẩy"),
        ("TL. CHỦ TỊCH\nKT.CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nHà Văn Tố", "KT.", "CHÁNH VĂN PHÒNG",
         "PHÓ CHÁNH VĂN PHÒNG", "Hà Văn Tố"),
        ("TUQ. BỘ TRƯỞNG\nVỤ TRƯỞNG\nVỤ GIÁO DỤC TIỂU HỌC\n(Đã ký)\nHà Văn Tố", "TUQ.", "BỘ TRƯỞNG",
         "VỤ TRƯỞNG VỤ GIÁO DỤC TIỂU HỌC", "Hà Văn Tố"),
        ("KT. CHÍNH ỦY\nPHÓ CHÍNH ỦY\n\nHà Văn Tố", "KT.", "CHÍNH ỦY", "PHÓ CHÍNH ỦY", "Hà Văn Tố"),
        ("Q. GIÁM ĐỐC\n\nTS. Hà Văn Tố", "Q.", "GIÁM ĐỐC", None, "Hà Văn Tố"),
        ("KT GIÁM ĐÓC\nPHÓ GIÁM ĐÓC\n\nTrịnh Hoài Ân", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trịnh Hoài Ân"),
    ],
)  # fmt: skip
def test_capacity_post_and_name(
    signature: str, capacity: str | None, for_: str | None, title: str | None, name: str
) -> None:
    signer = read(signature)
    assert (signer.capacity.value, signer.for_.value) == (capacity, for_)
    assert (signer.title.value, signer.name.value) == (title, name)


def test_kt_without_a_post_means_the_deputy_and_says_so() -> None:
    signer = read("KT. CHỦ TỊCH\n\nTrịnh Hoài Ân")
    assert signer.title.value == "PHÓ CHỦ TỊCH"
    assert signer.title.rule == "kt-means-deputy" and signer.title.confidence < 0.7


@pytest.mark.parametrize(
    ("worn", "post"),
    [
        ("GIÁM ĐÓC", "GIÁM ĐỐC"),
        ("LÁM ĐÓC", "GIÁM ĐỐC"),
        ("x® © -HỦ TƯỚNG", "THỦ TƯỚNG"),
        ("PHÓ CHỦ TỊC", "PHÓ CHỦ TỊCH"),
        ("VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
        ("U TRƯỞNG", None),
        ("uó GIÁM B6€", None),
        ("KIEN ST", None),
    ],
)
def test_posts_worn_by_a_seal(worn: str, post: str | None) -> None:
    found = posts.title(worn)
    assert (found[0] if found and found[1] > 0.6 else None) == post


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Trịnh Hoài Ân", "Trịnh Hoài Ân"),
        ("PGS.TS. Trịnh Hoài Ân.", "Trịnh Hoài Ân"),
        ("guyễn Hoài Ân", "Nguyễn Hoài Ân"),
        ("TRỊNH HOÀI ÂN", "Trịnh Hoài Ân"),
        ("Trinh Hoai An", "Trinh Hoai An"),
        ("Hoài Ân", None),
    ],
)
def test_names_keep_what_was_read(line: str, name: str | None) -> None:
    found = people.name(line, after_post=True)
    assert found is not None and found.value == name


@pytest.mark.parametrize("line", ["Văn phòng", "Như trên", "(Đã ký)", "Số 12", "GIÁM ĐỐC", "Ủy ban nhân dân"])
def test_other_lines_are_no_names(line: str) -> None:
    found = people.name(line, after_post=True)
    assert found is None or found.value is None or found.fit <= 0.5


@pytest.mark.parametrize(
    ("line", "whole"),
    [("Kim Oanh", False), ("Y Văn Bảo", False), ("Lê Oanh", True), ("Kim Thị Oanh", True), ("Y Blôk", True)],
)
def test_what_may_be_a_name_s_end_alone_is_no_sure_name(line: str, whole: bool) -> None:
    found = people.name(line, after_post=True)
    assert found is not None and (found.fit > 0.5) == whole


def test_a_row_of_a_name_without_its_beginning_is_illegible() -> None:
    found = people.name("i Kim Oanh", after_post=True)
    assert found is not None and (found.value, found.rule) == (None, "illegible")


def test_no_model_mends_a_name() -> None:
    reading = letters.reading(letters.PLAIN)
    page = reading.pages[0]
    lines = list(page.lines)
    last = lines[-1]
    words = (last.words[0], last.words[1].model_copy(update={"text": "Hoại", "raw": "Hoài"}), last.words[2])
    lines[-1] = last.model_copy(update={"words": words})
    changed = reading.model_copy(update={"pages": (page.model_copy(update={"lines": tuple(lines)}),)})
    assert extract(changed, ExtractOptions()).signer.name.value == "Trịnh Hoài Ân"


def test_the_last_capacity_counts_however_well_the_first_was_read() -> None:
    foot = [row for row in letters.FOOT if row[1] < 0.5]
    foot += [("TM. ỦY BAN NHÂN DÂN", 0.6, 0.4), ("KT. CHỦ TỊCH", 0.63, 0.42), ("PHÓ CHỦ TỊCH", 0.63, 0.44)]
    reading = letters.scanned(letters.HEAD + letters.BODY + foot)
    page = reading.pages[0]
    lines = [
        line.model_copy(update={"words": tuple(w.model_copy(update={"confidence": 0.7}) for w in line.words)})
        if line.text.startswith("KT.")
        else line
        for line in page.lines
    ]
    worn = reading.model_copy(update={"pages": (page.model_copy(update={"lines": tuple(lines)}),)})
    signer = extract(worn, ExtractOptions()).signer
    assert (signer.capacity.value, signer.for_.value, signer.title.value) == (
        "KT.",
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert [a.value for a in signer.capacity.alternatives] == ["TM."]


@pytest.mark.parametrize(
    ("signature", "capacity"),
    [
        ("T. .. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nHà Văn Tố", "TL."),
        ("T . GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHà Văn Tố", "KT."),
    ],
)
def test_a_mark_of_which_only_the_t_was_read_is_told_by_the_posts(signature: str, capacity: str) -> None:
    signer = read(signature)
    assert (signer.capacity.value, signer.capacity.rule) == (capacity, "capacity-worn")
    assert signer.capacity.confidence < read(OLD).capacity.confidence


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("H'Lan Kđoh", "H'Lan Kđoh"),
        ("K' Tuyền", "K'Tuyền"),
        ("Y Sơn Byă", "Y Sơn Byă"),
        ("Giàng A Páo", "Giàng A Páo"),
    ],
)
def test_names_of_all_peoples(printed: str, name: str) -> None:
    found = people.name(printed, after_post=True)
    assert found is not None and found.value == name


def test_a_mark_with_a_bar_begins_the_signature() -> None:
    letter = extract(letters.reading(letters.PLAIN.replace("KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC")), ExtractOptions())
    assert letter.signer.capacity.value == "KT."
    assert all("GIÁM" not in (d.value or "") for d in letter.distribution)


def test_the_name_on_the_page_after_the_post() -> None:
    reading = letters.reading(letters.PLAIN)
    page = reading.pages[0]
    ends = page.model_copy(update={"lines": page.lines[:-1]})
    goes_on = page.model_copy(update={"number": 2, "lines": page.lines[-1:]})
    letter = extract(reading.model_copy(update={"pages": (ends, goes_on)}), ExtractOptions())
    assert letter.signer.name.value == "Trịnh Hoài Ân"
