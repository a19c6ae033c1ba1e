"""Every training command answers `--help`, also where what only training needs is not installed."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "training"
COMMANDS = sorted(
    ".".join(("training", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__main__")
    for path in ROOT.rglob("*.py")
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
)


def test_there_are_commands() -> None:
    assert {"training.digits", "training.ner", "training.tesseract", "training.letters"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [command, "--help"])
    name = f"{command}.__main__" if (ROOT / Path(*command.split(".")[1:])).is_dir() else command
    monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(command, run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out
