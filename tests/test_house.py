"""The walls of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline"
SHARED = {"folding", "filenames", "place", "pixels", "errors", "options", "weights", "gazetteer", "checks"}
STAGES = ("intake", "cleanup", "layout", "ocr", "diacritics", "extract", "reconcile", "export")
HEAVY = {"cv2", "spacy", "pytesseract", "tesserocr", "sqlalchemy", "fastapi", "PIL"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def inner(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_records_and_itself(stage: str) -> None:
    for path in (PACKAGE / stage).rglob("*.py"):
        strangers = inner(path) - SHARED - {"records", stage}
        assert not strangers, f"{path.relative_to(PACKAGE)} imports {sorted(strangers)}"


def test_records_import_nothing_else() -> None:
    for path in (PACKAGE / "records").rglob("*.py"):
        assert inner(path) <= {"records"}, path.name
        heavy = {name.split(".")[0] for name in imports(path)} & HEAVY
        assert not heavy, f"{path.name} imports {heavy}"


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long, f"over 400 lines, split them: {long}"
