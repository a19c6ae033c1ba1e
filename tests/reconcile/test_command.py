from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.records.schedule import Verdict

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PAGE = """ỦY BAN NHÂN DÂN
{place}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-VHXH
V/v triển khai Cuộc thi “Vườn ươm ý tưởng xanh”

{town}, ngày 12 tháng 3 năm 2026

Kính gửi: Các phòng, ban, đơn vị.

Thực hiện Công văn số 77/SNNMT-VP ngày 05/3/2026 của Sở Nông nghiệp và Môi trường về việc tổ chức \
Cuộc thi “Vườn ươm ý tưởng xanh”, Ủy ban nhân dân xã đề nghị các đơn vị thực hiện như sau:

1. Thời gian

Chặng 1 - Gieo hạt: từ ngày 01/4/2026 đến ngày {end}/4/2026;

Chặng 2 - Nảy mầm: từ ngày 21/4/2026 đến ngày 15/5/2026.

2. Các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{name}
"""
run = CliRunner()


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("letters")
    made = []
    told = (("XÃ BÁT XÁT", "Bát Xát", 41, 18, "Lý A Tông"), ("XÃ BẮC HÀ", "Bắc Hà", 52, 20, "Vàng Thị Mỷ"))
    for place, town, number, end, name in told:
        path = folder / f"{number}.txt"
        path.write_text(
            PAGE.format(place=place, town=town, number=number, end=end, name=name), encoding="utf-8"
        )
        made.append(str(path))
    return made


def invoke(*arguments: str) -> str:
    result = run.invoke(app, ["conflicts", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_files_without_an_archive(letters: list[str]) -> None:
    (contest,) = json.loads(invoke(*letters, "--json"))["contests"]
    assert contest["contest"] == "Vườn ươm ý tưởng xanh"
    assert [(s["verdict"], s["days"]) for s in contest["stages"]] == [("conflict", 2), ("agree", 0)]
    assert contest["missing_roots"] == ["77/SNNMT-VP"]
    assert "MÂU THUẪN" in invoke(*letters, "--lang", "vi")


def test_archive_joins_splits_and_keeps_them(letters: list[str], tmp_path: Path) -> None:
    at = ["--archive", str(tmp_path / "archive")]
    assert run.invoke(app, ["ingest", *letters, *at, "--jobs", "1"]).exit_code == 0

    def groups(*more: str) -> list[int]:
        return sorted(len(c["letters"]) for c in json.loads(invoke(*at, *more, "--json"))["contests"])

    assert groups() == [2]
    ids = [ref["id"] for ref in json.loads(invoke(*at, "--json"))["contests"][0]["letters"]]
    assert groups("--split", ids[0][:8], "--by", "an") == [1, 1]
    assert groups() == [1, 1], "the split is kept"
    (told,) = json.loads(invoke(*at, "--explain", "--between", *ids, "--json"))
    assert told["together"] is False and told["reason"] == "apart: a user split them"
    assert groups("--join", ids[0][:8], "--join", ids[1], "--by", "an") == [2]
    assert groups() == [2], "the join is kept"
    (told,) = json.loads(invoke(*at, "--explain", "--between", *ids, "--json", "--lang", "vi"))
    assert told["together"] is True and told["reason"].startswith("cùng một cuộc thi")
    (silence,) = json.loads(invoke(*at, "--silent", "Lào Cai", "--json"))
    assert silence["answered"] == ["xã Bát Xát", "xã Bắc Hà"]
    ics = tmp_path / "d.ics"
    invoke(*at, "--ics", str(ics))
    assert "ATTACH:file://" in ics.read_text(encoding="utf-8").replace("\r\n ", "")


def test_what_is_wrong_is_said(letters: list[str], tmp_path: Path) -> None:
    for arguments, code in (
        ([*letters, "--silent", "Atlantis"], 2),
        ([*letters, "--chart", str(tmp_path / "c.gif")], 2),
        (["--archive", str(tmp_path / "nowhere")], 5),
    ):
        assert run.invoke(app, ["conflicts", *arguments]).exit_code == code
    missing = run.invoke(app, ["conflicts", *letters, str(tmp_path / "gone.txt"), "--json"])
    assert missing.exit_code == 7 and "I-MISSING" in missing.stderr
    assert len(json.loads(missing.stdout)["contests"]) == 1
    assert run.invoke(app, ["conflicts", str(tmp_path / "gone.txt")]).exit_code == 3


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real letters are not on this machine")
def test_the_two_seeds() -> None:
    (contest,) = json.loads(invoke(*(str(p) for p in sorted(SEEDS.glob("*.txt"))), "--json"))["contests"]
    one, two, three = contest["stages"]
    ends = [sorted(c["end"] for c in s["claims"]) for s in (one, two)]
    assert ends == [["2026-06-10", "2026-06-11"], ["2026-06-16", "2026-06-20"]]
    assert [s["verdict"] for s in contest["stages"]] == [Verdict.CONFLICT, Verdict.CONFLICT, Verdict.REFINES]
    assert (one["days"], two["days"], three["proposed"]["end"]) == (1, 4, "2026-06-25")
    assert len(contest["missing_roots"]) == 1 and contest["missing_roots"][0].startswith("2136/")
    assert len(contest["missing"][0]["spellings"]) == 2
    codes = {c["code"] for c in contest["contradictions"]}
    assert codes == {"C-REPORT-BEFORE-END", "C-PERIOD-LONG"}
