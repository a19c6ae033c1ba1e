"""The commands on an archive, with the real stages on two small letters of text."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

LETTER = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ AN LĨNH            Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-VP          An Lĩnh, ngày {day} tháng 5 năm 2026
V/v {subject}

Kính gửi: Các thôn và đơn vị trực thuộc.

Thực hiện Kế hoạch số 301/KH-SNV ngày 05/01/2026 của Sở Nội vụ, Ủy ban nhân dân xã An Lĩnh đề nghị các
đơn vị {subject}, gửi kết quả về Văn phòng trước ngày 15/6/2026 để tổng hợp./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""


def congvan(folder: Path, *words: str | Path) -> tuple[int, str]:
    """Run the command as a user does; gives exit code and what it prints."""
    told = {"CONGVAN_ARCHIVE": str(folder / "archive"), "COLUMNS": "140"}
    done = CliRunner(env=told).invoke(app, [*map(str, words)], catch_exceptions=False)
    return done.exit_code, done.stdout if done.exit_code in (0, 7) else done.output


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(LETTER.format(number=12, day=20, subject="rà soát đèn đường"))
    (inbox / "b.txt").write_text(LETTER.format(number=13, day=21, subject="tiêm phòng gia súc"))
    (inbox / "c.txt").write_text("MẬT\n\n" + LETTER.format(number=14, day=22, subject="việc kín"))
    (inbox / "d.pdf").write_bytes(b"%PDF-1.4\nnothing")
    code, out = congvan(folder, "ingest", inbox, "--jobs", "1", "--json")
    assert code == 7, out
    run = json.loads(out)
    assert run["states"] == {"filed": 2, "quarantined": 2} or run["states"] == {"review": 2, "quarantined": 2}
    assert run["refused"] == ["c.txt"]
    assert [t["name"] for t in run["quarantined"]] == ["d.pdf"]
    return folder


def ids(filled: Path) -> dict[str, str]:
    return {one["name"]: one["id"] for one in json.loads(congvan(filled, "letters", "--json")[1])}


def test_letters_and_show(filled: Path) -> None:
    named = ids(filled)
    assert sorted(named) == ["a.txt", "b.txt"]
    code, out = congvan(filled, "show", named["a.txt"], "--json")
    filed = json.loads(out)
    assert (code, filed["letter"]["code"]["value"]) == (0, "12/UBND-VP")
    assert filed["entry"]["history"][-1]["state"] == filed["summary"]["state"]
    assert "congvan" in filed["entry"]["history"][2]["versions"]
    assert "rà soát" in congvan(filled, "letters")[1]
    first, _ = named.values()
    assert f"1 letter; more: --after {first}" in congvan(filled, "letters", "--limit", "1")[1]
    assert "more" not in congvan(filled, "letters", "--limit", "1", "--after", first)[1]
    assert "12/UBND-VP" in congvan(filled, "show", named["a.txt"])[1]


@pytest.mark.parametrize(
    "query", ["den duong", "đèn đường", "ra soat truoc thang 6", "code:12", '"đèn đường" from:5/2026']
)
def test_search(filled: Path, query: str) -> None:
    code, out = congvan(filled, "search", query, "--json")
    answer = json.loads(out)
    assert (code, [h["letter"]["name"] for h in answer["hits"]]) == (0, ["a.txt"])
    assert answer["hits"][0]["snippet"]["page"] == 1


def test_review_keeps_the_machines_value_and_truth_shows_both(filled: Path) -> None:
    letter = ids(filled)["b.txt"]
    code, out = congvan(
        filled,
        "review",
        letter,
        "--set",
        "subject=tiêm phòng cho đàn trâu bò",
        "--by",
        "lan",
        "--accept",
        "--json",
    )
    filed = json.loads(out)
    assert (code, filed["corrections"][0]["by"]) == (0, "lan")
    assert filed["summary"]["state"] == "filed"
    assert congvan(filled, "review", letter, "--set", "subject=x", "--expected-version", "1")[0] == 8
    assert congvan(filled, "export", "truth", filled / "truth.jsonl")[0] == 0
    (truth,) = map(json.loads, (filled / "truth.jsonl").read_text().splitlines())
    assert truth["truth"]["subject"] == "tiêm phòng cho đàn trâu bò"
    assert truth["machine"]["subject"].startswith("tiêm phòng gia súc")


def test_status_verify_and_a_second_run(filled: Path) -> None:
    status = json.loads(congvan(filled, "status", "--json")[1])
    assert (status["letters"], status["states"]["quarantined"]) == (2, 2)
    code, out = congvan(filled, "verify", "--json")
    assert (code, json.loads(out)["damages"]) == (0, [])
    code, out = congvan(filled, "ingest", filled / "inbox", "--json")
    assert (code, json.loads(out)["new"], json.loads(out)["read"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "kind, name",
    [
        ("register", "so.xlsx"),
        ("register", "so.csv"),
        ("follow-up", "theo-doi.csv"),
        ("json", "l.jsonl"),
        ("ics", "h.ics"),
        ("edxml", "edxml"),
        ("dc", "dc.xml"),
        ("files", "out"),
    ],
)
def test_exports(filled: Path, kind: str, name: str) -> None:
    code, out = congvan(filled, "export", kind, filled / name)
    assert code == 0, out
    assert (filled / name).exists()
    if kind == "files":
        assert len(list((filled / name).iterdir())) == 2


@pytest.mark.parametrize(
    "kind, name",
    [("register", "so.xlsx"), ("register", "so.csv"), ("json", "x.jsonl"), ("ics", "x.ics"), ("dc", "x.xml"),
     ("edxml", "x"), ("files", "x"), ("truth", "x.jsonl")],
)  # fmt: skip
def test_a_place_that_cannot_be_written_to_is_named(filled: Path, kind: str, name: str) -> None:
    code, out = congvan(filled, "export", kind, filled / "inbox" / "a.txt" / name)
    assert (code, out.startswith("R-WRITE")) == (2, True), out


@pytest.mark.parametrize(
    "words, code, said",
    [
        (("show", "zzzz"), 5, "A-NOT-FOUND"),
        (("show", "[/red][bold]"), 5, "A-NOT-FOUND [/red][bold]:"),
        (("search", "from:soon"), 2, "A-QUERY"),
        (("review", "zzzz", "--set", "x"), 5, "A-NOT-FOUND"),
        (("letters", "--archive", "/nowhere/at/all"), 5, "A-NONE"),
        (("ingest", "x", "--cluster", "tcp://127.0.0.1:9"), 4, "C-GONE"),
    ],
)
def test_errors_have_codes_and_remedies(filled: Path, words: tuple[str, ...], code: int, said: str) -> None:
    exit_code, out = congvan(filled, *words)
    assert (exit_code, said in out) == (code, True), out


def test_rows_of_lists_are_added_and_dropped(filled: Path) -> None:
    letter = ids(filled)["a.txt"]
    before = json.loads(congvan(filled, "show", letter, "--json")[1])["letter"]["addressees"]
    new = ("--set", "addressees[+1]=Các thôn", "--set", "addressees[+2]=Các trường", "--by", "lan")
    code, out = congvan(filled, "review", letter, *new, "--json")
    filed = json.loads(out)
    assert code == 0
    assert [a["value"] for a in filed["letter"]["addressees"][-2:]] == ["Các thôn", "Các trường"]
    code, out = congvan(
        filled, "review", letter, "--set", "addressees[+1]=", "--set", "addressees[0]=", "--json"
    )
    assert code == 0 and len(json.loads(out)["letter"]["addressees"]) == len(before)
    code, out = congvan(filled, "review", letter, "--withdraw", "addressees[0]", "--json")
    assert json.loads(out)["letter"]["addressees"][0] == before[0]
    code, out = congvan(filled, "review", letter, "--set", "addressees[+]=A", "--set", "addressees[+]=B")
    assert code == 2 and "[+2]" in out
    code, out = congvan(filled, "review", letter, "--set", "addressees[9]=")
    assert code == 2 and "A-FIELD" in out


def test_a_file_of_one_page_holds_one_letter(filled: Path) -> None:
    letter = ids(filled)["a.txt"]
    assert congvan(filled, "review", letter, "--begins", "1,2")[0] == 2
    assert congvan(filled, "review", letter, "--begins", "one")[0] == 2
    assert congvan(filled, "review", letter, "--begins", "read")[0] == 0


def test_the_register_has_the_archives_numbers(filled: Path) -> None:
    assert congvan(filled, "export", "register", filled / "so.csv")[0] == 0
    rows = list(csv.reader((filled / "so.csv").read_text(encoding="utf-8-sig").splitlines()))
    kept = [
        json.loads(congvan(filled, "show", i, "--json")[1])["arrived"]["number"] for i in ids(filled).values()
    ]
    assert [row[1] for row in rows[1:]] == sorted(kept) == ["01", "02"]


def test_a_renamed_copy_has_the_suffix_of_its_content(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "wrong.jpg").write_text(LETTER.format(number=15, day=23, subject="kiểm kê kho"))
    assert congvan(tmp_path, "ingest", inbox, "--jobs", "1")[0] == 0
    assert congvan(tmp_path, "export", "files", tmp_path / "out", "--template", "{code}")[0] == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["15-UBND-VP.txt"]
    code, out = congvan(tmp_path, "export", "follow-up", tmp_path / "follow.csv")
    assert (code, out.split(",")[0]) == (0, "1 letter with a deadline (of 1)")
    status = congvan(tmp_path, "status")[1]
    assert "congvan letters --state review" in status or "waits for a human" not in status


def test_limits_that_errors_name_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(LETTER.format(number=16, day=24, subject="việc dài") + "x " * 600_000)
    code, out = congvan(tmp_path, "ingest", tmp_path / "long.txt", "--jobs", "1", "--max-mb", "1", "--json")
    assert (code, json.loads(out)["quarantined"][0]["code"]) == (7, "I-BYTES")
