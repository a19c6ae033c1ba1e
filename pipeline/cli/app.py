"""What all commands share: the app, the two consoles, how errors end a command."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipeline import __version__
from pipeline.errors import CongvanError, ExitCode

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Read scanned Vietnamese official letters into records that people can trust.",
)
console = Console(markup=False, emoji=False)  # what letters and file names say is no markup
errors = Console(stderr=True, markup=False, emoji=False)

ArchiveAt = Annotated[
    str, typer.Option("--archive", envvar="CONGVAN_ARCHIVE", help="Folder, or postgresql://...")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
By = Annotated[str, typer.Option("--by", help="Who decides; default: the user of this machine.")]
ARCHIVE = "archive"


def fail(error: CongvanError) -> typer.Exit:
    """Print the error with its remedy and give the exit it asks for."""
    told = Text.assemble((error.code, "red"), " ", str(error).removeprefix(error.code).strip())
    errors.print(told, soft_wrap=not errors.is_terminal)
    return typer.Exit(error.exit_code)


@contextmanager
def told() -> Iterator[None]:
    """Turn a coded error into its sentence and exit code."""
    try:
        yield
    except CongvanError as error:
        raise fail(error) from error


def who(by: str) -> str:
    """The name under which a decision is kept."""
    return by or getpass.getuser()


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Read scanned Vietnamese official letters into records that people can trust."""
    if version:
        console.print(__version__)
        raise typer.Exit(ExitCode.OK)
