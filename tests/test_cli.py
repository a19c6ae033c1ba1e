"""Every command explains itself with an example; the doctor tells the truth."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from pipeline import doctor
from pipeline.cli import app

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
