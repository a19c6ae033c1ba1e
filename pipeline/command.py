"""The `congvan` command's first step: what must hold before anything else is loaded."""

from __future__ import annotations

import io
import sys

from pipeline.errors import ExitCode


def main() -> None:
    """Run the command. Ctrl-C while it still loads ends it quietly; letters are printed in any locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
    try:
        from pipeline.cli import app

        app()
    except KeyboardInterrupt:
        sys.exit(ExitCode.CANCELLED)
