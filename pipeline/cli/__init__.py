"""The `congvan` command: options in, records out; no logic of its own.

One module a family of commands; importing it adds them to `app`.
"""

from __future__ import annotations

from pipeline.cli import conflicts, exporting, ingesting, letters, reading, serving
from pipeline.cli.app import app

__all__ = ["app", "conflicts", "exporting", "ingesting", "letters", "reading", "serving"]
