"""Commands for one file, and for the state of the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from pipeline import doctor
from pipeline.cli.app import AsJson, app, console, errors, fail
from pipeline.cli.lazy import lazy
from pipeline.errors import CongvanError, ExitCode, NoCheckout
from pipeline.options import IntakeOptions, OcrOptions, Profile, ReadOptions
from pipeline.terminal.card import letter_card
from pipeline.terminal.explanation import explanation

if TYPE_CHECKING:
    from pipeline import api
else:
    api = lazy("pipeline.api")


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="PDF, PNG, JPEG, TIFF, DOCX, TXT or MD.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="Print the recovered text.")] = False,
    explain: Annotated[str, typer.Option(help="Show rule, evidence and alternatives of FIELD.")] = "",
    profile: Annotated[Profile, typer.Option(help="How much work a page may cost.")] = Profile.BALANCED,
    debug: Annotated[Path | None, typer.Option(help="Write pictures and overlays of boxes here.")] = None,
    max_pages: Annotated[int, typer.Option(min=1, help="Refuse longer files.")] = IntakeOptions().max_pages,
) -> None:
    """Read one file and show its record; nothing is stored.

    Example: `congvan read letter.pdf --json`
    """
    options = ReadOptions(ocr=OcrOptions(profile=profile), intake=IntakeOptions(max_pages=max_pages))
    try:
        letter = api.read(file, options)
        if debug is not None:
            for written in api.draw(file, debug, options):
                errors.print(f"wrote {written}")
        if explain:
            console.print(explanation(explain, api.fields_of(letter, explain)))
        elif as_json:
            sys.stdout.write(letter.model_dump_json(indent=2, exclude_none=False) + "\n")
        elif as_text:
            sys.stdout.write("\n\n\f".join(letter.text) + "\n")
        else:
            console.print(letter_card(letter))
    except CongvanError as error:
        raise fail(error) from error


@app.command()
def recover(
    file: Annotated[Path, typer.Argument(help="Text file (UTF-8); `-` reads standard input.")] = Path("-"),
    diff: Annotated[bool, typer.Option("--diff", help="Show the changed lines, with colours.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give text its diacritics back: text in, the same lines out; numbers, codes and addresses stay.

    Example: `congvan recover letter.txt --diff`
    """
    try:
        recovered = api.recover_text(file if str(file) != "-" else sys.stdin.read())
    except CongvanError as error:
        raise fail(error) from error
    if diff:
        from pipeline.terminal.recovery import recovery_diff

        console.print(recovery_diff(recovered.diff()))
    elif as_json:
        changes = [asdict(change) for change in recovered.changes]
        body = {"kind": recovered.verdict.kind, "text": recovered.text, "changes": changes}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(recovered.text)


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help="Only these; none: all quick ones.")] = None,
) -> None:
    """Measure what the docs quote; needs a checkout, since benchmarks are no part of the package.

    Example: `congvan bench reading`
    """
    if not Path("benchmarks/__main__.py").exists():
        raise fail(NoCheckout())
    command = [sys.executable, "-m", "benchmarks", *(names or [])]
    raise typer.Exit(subprocess.run(command, check=False).returncode)


@app.command("doctor")
def doctor_(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """Say which parts are installed, in which versions, and what to do about a missing one.

    Example: `congvan doctor`
    """
    parts = doctor.examine()
    if as_json:
        sys.stdout.write(json.dumps([p.model_dump() for p in parts], indent=2) + "\n")
    else:
        table = Table("part", "version", "what to do")
        for part in parts:
            missing = Text("missing", "red") if part.needed else Text("not there", "yellow")
            state = Text(part.version) if part.version else missing
            table.add_row(part.name, state, "" if part.present else part.remedy)
        console.print(table)
    if any(p.needed and not p.present for p in parts):
        raise typer.Exit(ExitCode.MISSING_PART)
