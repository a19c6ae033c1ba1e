"""One set of letters, one set of questions, the same answers from both engines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from pipeline.archive import Archive
from tests.archive.made_letters import FILLER, Clock, made, put

D = dt.date
LETTERS = {
    "an-hoa": made(
        f"Thực hiện Công văn số 77/SKHCN-TTTT của Sở, UBND xã triển khai Cuộc thi Ứng dụng AI. {FILLER}",
        code="31/UBND-VX", issuer="Ủy ban nhân dân xã An Hòa", issued_on=D(2026, 5, 20),
        subject="triển khai cuộc thi ứng dụng AI trong công việc", contest="Ứng dụng AI trong công việc",
        cites=("77/SKHCN-TTTT",), due=(D(2026, 6, 10),),
    ),
    "binh-minh": made(
        f"Căn cứ công văn số 77/SKH-CN-TTTT, phường đề nghị các tổ tham gia thi ứng dụng AI. {FILLER}",
        code="102/UBND-VHXH", issuer="Ủy ban nhân dân phường Bình Minh", issued_on=D(2026, 6, 3),
        subject="tham gia cuộc thi ứng dụng AI", contest="Ứng dụng AI trong công việc",
        cites=("77/SKH-CN-TTTT",), due=(D(2026, 6, 20),),
    ),
    "giay-moi": made(
        f"Trân trọng kính mời các đồng chí dự họp bàn về đường giao thông thôn Hoà Bình. {FILLER}",
        code="5/GM-UBND", issuer="Ủy ban nhân dân xã An Hòa", issued_on=D(2026, 4, 2), kind="GM",
        subject="họp bàn về đường giao thông",
    ),
    "duong-mia": made(
        f"Về thu mua đường mía và bán đường tồn kho, các hợp tác xã lập danh sách. {FILLER}\fTrang hai nói "
        "về kho lạnh và vận chuyển.",
        code="88/NN-KH", issuer="Chi cục Phát triển nông thôn", issued_on=D(2025, 12, 9),
        subject="thu mua đường mía",
    ),
    "du-thao": made(
        f"Dự thảo kế hoạch cải cách hành chính, ứng dụng chữ ký số, thi hành từ quý sau. {FILLER}",
        code=None, issuer="Ủy ban nhân dân xã Việt Phú", issued_on=None, draft=True,
        subject="cải cách hành chính", kind="KH",
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def found_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    home = tmp_path_factory.mktemp("searched")
    if request.param == "sqlite":
        archive = Archive.open(home / "archive", create=True, clock=Clock())
    else:
        address = request.getfixturevalue("postgres_database")
        archive = Archive.open(address, create=True, store=str(home / "files"), clock=Clock())
    for name, read in LETTERS.items():
        put(archive, home / "in", f"{name}.txt", read)
    yield archive
    archive.close()


def names(archive: Archive, query: str, **more: int) -> list[str]:
    return [hit.letter.name.removesuffix(".txt") for hit in archive.search(query, **more).hits]


QUESTIONS = {
    "thi ung dung AI truoc thang 6": ["an-hoa"],
    "thi ung dung AI": ["binh-minh", "an-hoa"],
    "cuộc thi ứng dụng": ["binh-minh", "an-hoa"],
    "duong": ["giay-moi", "duong-mia", "binh-minh", "an-hoa", "du-thao"],
    "đường": ["giay-moi", "duong-mia", "binh-minh", "an-hoa", "du-thao"],
    "đương": ["giay-moi", "duong-mia", "binh-minh", "an-hoa", "du-thao"],
    '"đường mía"': ["duong-mia"],
    '"duong giao thong"': ["giay-moi"],
    "hoà bình": ["giay-moi"],
    "hòa bình": ["giay-moi"],
    "issuer:hòa": ["an-hoa", "giay-moi"],
    'issuer:"bình minh"': ["binh-minh"],
    "kind:GM": ["giay-moi"],
    "kind:kh": ["du-thao"],
    'kind:"giấy mời"': ["giay-moi"],
    "kind:giấy mời đường": ["giay-moi"],
    "duong kind:giay moi": ["giay-moi"],
    "kind:Kế hoạch": ["du-thao"],
    "kind:kế": [],
    "from:6/2026": ["binh-minh"],
    "to:2025": ["duong-mia"],
    "from:2026-04-01 to:2026-05-31": ["an-hoa", "giay-moi"],
    "deadline:<=10/6/2026": ["an-hoa"],
    "deadline:6/2026": ["binh-minh", "an-hoa"],
    'contest:"ứng dụng AI"': ["binh-minh", "an-hoa"],
    "code:102": ["binh-minh"],
    "code:5-gm": ["giay-moi"],
    "cites:77": ["binh-minh", "an-hoa"],
    "77/SKHCN-TTTT": ["binh-minh", "an-hoa"],
    "77 skhcn tttt": ["binh-minh", "an-hoa"],
    "77-SKH-CN-TTTT": ["binh-minh", "an-hoa"],
    "102-UBND/VHXH": ["binh-minh"],
    "giao tho*": ["giay-moi"],
    "van chuy*": ["duong-mia"],
    "xqzt": [],
    "state:review": ["du-thao"],
    "trước 1/5/2026 đường": ["giay-moi", "duong-mia"],
    "tham gia kind:GM": [],
}


@pytest.mark.parametrize("query", QUESTIONS)
def test_answers(found_in: Archive, query: str) -> None:
    assert names(found_in, query) == QUESTIONS[query]


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        ("ung dung a", {"an-hoa", "binh-minh"}), ("issuer:\"bình minh\"", {"binh-minh"}),
        ("77/SKHCN-TTTT", set()), ("31/UBND-VX", {"an-hoa"}),
        ("trước 1/5/2026 duong", {"giay-moi", "duong-mia"}), ("03", {"giay-moi"}),
        ("kind:GM", {"giay-moi"}), ("kind:giấy mời", {"giay-moi"}), ("Giấy mời", {"giay-moi"}),
        ("giay moi hop ban", {"giay-moi"}), ("Công văn", {"an-hoa", "binh-minh", "duong-mia"}),
        ("công văn thu mua", {"duong-mia"}), ("kế hoạch", {"du-thao"}),
    ],
)  # fmt: skip
def test_the_register_is_searched_by_what_it_shows(found_in: Archive, find: str, expected: set[str]) -> None:
    found = {s.name.removesuffix(".txt") for s in found_in.register(find=find)}
    assert found == expected
    assert found_in.register_size(find=find) == len(expected)


def test_the_right_accents_come_first(found_in: Archive) -> None:
    assert names(found_in, "ban đường ton kho")[0] == "duong-mia"
    tiers = {h.letter.name: h.tier for h in found_in.search("bán").hits}
    assert tiers["duong-mia.txt"] < tiers["giay-moi.txt"]  # the latter has only "bàn"


def test_a_mistyped_word_is_mended(found_in: Archive) -> None:
    answer = found_in.search("giao thogn")
    assert [h.letter.name for h in answer.hits] == ["giay-moi.txt"]
    assert answer.corrected == "giao thong"
    short = found_in.search("giao tx")
    assert short.corrected is None and short.total == 0, "of two letters one is half of the word"


def test_a_snippet_shows_the_hit_and_where_it_stands(found_in: Archive) -> None:
    (hit,) = found_in.search("kho lạnh").hits
    snippet = hit.snippet
    assert snippet is not None
    assert snippet.page == 2
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["kho", "lạnh"]
    first = snippet.boxes[0]
    assert first.y0 == pytest.approx(0.05, abs=0.001)
    assert first.x0 == pytest.approx(0.1 + 0.08 * 4, abs=0.001)


@pytest.mark.parametrize("query", ["đường", "thi ứng dụng", "", "from:2025"])
def test_pages_of_hits_join_without_gap_or_double(found_in: Archive, query: str) -> None:
    whole = names(found_in, query)
    pieces, after = [], None
    while True:
        answer = found_in.search(query, limit=2, after=after)
        pieces.extend(h.letter.name.removesuffix(".txt") for h in answer.hits)
        assert answer.total == len(whole)
        if (after := answer.next) is None:
            break
    assert pieces == whole


def test_bounds_that_find_nothing_are_tried_as_words(found_in: Archive) -> None:
    assert names(found_in, "thi hành từ quý sau") == ["du-thao"]


def test_index_can_be_built_again(found_in: Archive) -> None:
    before = {q: names(found_in, q) for q in QUESTIONS}
    assert found_in.reindex() == len(LETTERS)
    assert {q: names(found_in, q) for q in QUESTIONS} == before
    assert found_in.verify().damages == ()


@pytest.mark.slow
def test_an_older_index_of_postgres_is_built_again(fresh_postgres_database: str, tmp_path: Path) -> None:
    archive = Archive.open(fresh_postgres_database, create=True, store=str(tmp_path / "files"))
    for name, read in LETTERS.items():
        put(archive, tmp_path / "in", f"{name}.txt", read)
    with create_engine(fresh_postgres_database.replace("postgresql:", "postgresql+psycopg:")).begin() as db:
        db.exec_driver_sql("DROP TABLE fts")
        db.exec_driver_sql("CREATE TABLE fts (sort_key bigint PRIMARY KEY, words tsvector NOT NULL)")
    archive.close()
    again = Archive.open(fresh_postgres_database)
    assert {q: names(again, q) for q in QUESTIONS} == QUESTIONS
    assert again.verify().damages == ()
    again.close()


@pytest.mark.slow
def test_a_whole_book_and_a_word_without_end_are_indexed(
    fresh_postgres_database: str, tmp_path: Path
) -> None:
    body = " ".join(f"tu{i:07}" for i in range(120_000))
    book = made(f"Mở đầu quyển sổ {'x' * 5000} {body}", code="9/BC-VP", issued_on=D(2026, 1, 5))
    archive = Archive.open(fresh_postgres_database, create=True, store=str(tmp_path / "files"))
    put(archive, tmp_path / "in", "book.txt", book)
    assert names(archive, '"quyển sổ" tu0000100') == ["book"]
    archive.close()
