"""What the README tells people to type works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from pipeline.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
TYPED = re.findall(r"\.venv/bin/congvan (\w+)([^#\n]*)", README)


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.M))
def test_make_targets_exist(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("command", "rest"), TYPED, ids=[command for command, _ in TYPED])
def test_commands_and_options_exist(command: str, rest: str) -> None:
    known = {option for parameter in COMMANDS[command].params for option in parameter.opts}
    for option in re.findall(r"(?<!\S)--[\w-]+", rest):
        assert option in known
    for path in re.findall(r"samples/\S+", rest):
        assert (ROOT / path).exists()


def test_the_python_lines_work() -> None:
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block is not None
    done = subprocess.run(
        [sys.executable, "-c", block.group(1)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    code, day, *_ = done.stdout.split()
    assert code == "412/UBND-VHXH" and day == "2026-05-07"


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)h][^)]*)\)", README):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.stem)
def test_every_page_of_the_docs_can_be_reached(page: Path) -> None:
    assert f"docs/{page.name}" in README
