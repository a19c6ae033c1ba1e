"""The pages of the docs, the cards of the weights and the samples' page name what there is."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from pipeline import errors
from pipeline.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("models/*/README.md"),
        ROOT / "samples/README.md",
    ]
)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
CODES = {one.code for one in vars(errors).values() if isinstance(one, type) and hasattr(one, "code")}
IN_LEDGER = {"W-LOST"}
"""Told by the ledger alone: no error is raised."""
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))


def anchors(page: Path) -> set[str]:
    """What a link may point at within a page: its headings as GitHub writes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@each_page
def test_commands_and_options_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"^\s*(?:\.venv/bin/)?congvan .*$|`congvan [^`\n]+`", text, re.M):
        name, rest = re.search(r"congvan (\S+)([^#`|]*)", line).groups()  # type: ignore[union-attr]
        if not re.fullmatch(r"[a-z]+", name):
            continue
        assert name in COMMANDS, line
        known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in known | {"--help"}, line


@each_page
def test_modules_and_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert importlib.util.find_spec(module), module
    named = re.findall(
        r"(?<![\w./-])((?:benchmarks|docs|models|pipeline|samples|scripts|tests|training)/[\w./-]+)", text
    )
    for path in named:
        assert (ROOT / path.rstrip(".")).exists(), path


@each_page
def test_codes_of_errors_exist(page: Path) -> None:
    for code in re.findall(r"`([ACIOPSW]-[A-Z]+(?:-[A-Z]+)*)`", page.read_text(encoding="utf-8")):
        assert code in CODES | IN_LEDGER, code


@pytest.mark.parametrize("name", ["diacritics", "input"])
def test_the_python_lines_work(name: str) -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / f"docs/{name}.md").read_text(encoding="utf-8"), re.S)
    assert block is not None
    done = subprocess.run(
        [sys.executable, "-c", block.group(1)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
