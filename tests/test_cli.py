"""Every command explains itself with an example; the doctor tells the truth."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from pipeline import doctor
from pipeline.cli import app
from pipeline.command import main
from pipeline.errors import ExitCode

ROOT = Path(__file__).parents[1]
runner = CliRunner()
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    result = runner.invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert f"congvan {command}" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(command: str) -> None:
    for parameter in typer.main.get_command(app).commands[command].params:  # type: ignore[attr-defined]
        assert isinstance(parameter, click.Parameter) or parameter.name
        assert getattr(parameter, "help", None), f"{command} {parameter.name}"


def test_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    result = runner.invoke(app, ["read", str(tmp_path / "nowhere.pdf")])
    assert result.exit_code == 3
    assert "I-MISSING" in result.stderr and "check the path" in result.stderr


def test_doctor_reports_every_part() -> None:
    result = runner.invoke(app, ["doctor", "--json"])
    parts = {part["name"]: part for part in json.loads(result.stdout)}
    assert {"python", "tesseract", "pdftoppm", "tesseract vie", "pydantic"} <= set(parts)
    assert parts["pydantic"]["version"]


def test_doctor_says_what_to_do_about_a_missing_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    missing = {part.name: part.remedy for part in doctor.examine() if not part.present and part.needed}
    assert missing["tesseract"] == "apt-get install tesseract-ocr"
    assert missing["tesseract vie"] == "apt-get install tesseract-ocr-vie"


GARBLED = "UY BAN NHAN DAN\nKinh gui: Céac don vi thudc S& Khoa hoc va Cong nghé\nCong vin sé 12/UBND-VX\n"


def test_recover_keeps_lines_and_codes(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(GARBLED, encoding="utf-8")
    result = runner.invoke(app, ["recover", str(file)])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 3 and lines[0] == "ỦY BAN NHÂN DÂN" and "12/UBND-VX" in lines[2]
    assert runner.invoke(app, ["recover"], input=GARBLED).stdout == result.stdout


def test_recover_shows_what_it_changed(tmp_path: Path) -> None:
    result = runner.invoke(app, ["recover", "--diff"], input=GARBLED)
    assert "UY→ỦY" in result.stdout
    assert (
        json.loads(runner.invoke(app, ["recover", "--json"], input=GARBLED).stdout)["changes"][0]["raw"]
        == "UY"
    )


def test_recover_refuses_what_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "scan.txt"
    file.write_bytes(b"%PDF-1.4 not a text")
    result = runner.invoke(app, ["recover", str(file)])
    assert result.exit_code == 3 and "I-TYPE" in result.stderr


LETTER = "samples/letters/07-du-thao.docx"


def test_explain_tells_an_empty_list_from_an_unknown_field() -> None:
    nothing = runner.invoke(app, ["read", LETTER, "--explain", "contest"])
    assert nothing.exit_code == 0 and "nothing of the kind" in nothing.stdout
    unknown = runner.invoke(app, ["read", LETTER, "--explain", "colour"])
    assert unknown.exit_code == 2 and "U-FIELD" in unknown.stderr


def test_letters_are_printed_in_a_locale_that_has_no_signs_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ỦY BAN NHÂN DÂN XÃ AN HÒA\nSố: 12/UBND-VX\n", encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for form in ([], ["--json"]):
        said = subprocess.run(
            [sys.executable, "-c", "from pipeline.command import main; main()", "read", "a.txt", *form],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **plain},
            capture_output=True,
            timeout=120,
        )
        assert (said.returncode, said.stderr) == (0, b"")
        assert "xã An Hòa" in said.stdout.decode("utf-8")


def test_ctrl_c_while_the_command_loads_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.cli.app", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == ExitCode.CANCELLED


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["worker", "nonsense"], 4, "C-GONE nonsense"),
        (["ingest", ".", "--archive", "{at}", "--cluster", "nonsense"], 4, "C-GONE nonsense"),
        (["serve", "--archive", "{at}", "--port", "{taken}"], 2, "W-PORT 127.0.0.1:"),
        (["serve", "--archive", "{at}", "--port", "99999"], 2, "65535"),
        (["letters", "--archive", "{at}", "--limit", "0"], 2, "--limit"),
    ],
)
def test_what_cannot_be_is_said_before_anything_begins(
    words: list[str], code: int, told: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = runner.invoke(app, [w.format(at=tmp_path / "archive", taken=port) for w in words])
    assert (result.exit_code, told in result.stderr) == (code, True), result.output
