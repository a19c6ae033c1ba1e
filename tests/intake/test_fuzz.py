"""A bounded run of the fuzzer: damaged letters in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_damaged_letters_neither_crash_nor_hang_nor_pass_for_whole() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "fuzz.py"), "--files", "96", "--seed", "5"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "96 damaged files" in ended.stdout
