"""The command that opens the pages: serve."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.archive import Archive
from pipeline.cli.app import ARCHIVE, ArchiveAt, app, console, told, who
from pipeline.errors import PortTaken
from pipeline.terminal.counts import counted

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 5
"""Seconds that a stop waits for answers that are just being given."""


@app.command()
def serve(
    archive: ArchiveAt = ARCHIVE,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond loopback tokens are demanded.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: a free one.")] = 8000,
    reader_token: Annotated[str, typer.Option(envvar="CONGVAN_READER_TOKEN", help="Lets people look.")] = "",
    editor_token: Annotated[
        str, typer.Option(envvar="CONGVAN_EDITOR_TOKEN", help="Lets people correct.")
    ] = "",
    names: Annotated[list[str], typer.Option("--name", help="Host names it answers to; repeat.")] = [],  # noqa: B006
    show_secret: Annotated[
        bool, typer.Option("--show-secret", help="Show letters marked MẬT to editors (never to readers).")
    ] = False,
) -> None:
    """Open the pages in the browser: inbox, review, search, contests, register.

    Example: `congvan serve --archive archive`
    """
    import uvicorn

    from pipeline.web import Access, close, create_app

    outside = host not in LOOPBACK
    if outside and not (reader_token or editor_token):
        reader_token, editor_token = secrets.token_urlsafe(18), secrets.token_urlsafe(18)
        console.print("Bound beyond this machine: a token is demanded. Made for this run:")
        console.print(f"  reader {reader_token}\n  editor {editor_token}", highlight=False)
    with told():
        listening = _listen(host, port)
        opened = Archive.open(archive, create=True)
    access = Access(reader_token=reader_token, editor_token=editor_token, local_name=who(""))
    hosts = tuple(names) or (("*",) if outside else (*LOOPBACK, "[::1]"))
    letters, name = counted(opened.status().letters, "letter"), f"[{host}]" if ":" in host else host
    console.print(
        f"http://{name}:{listening.getsockname()[1]}  ({letters} in {opened.address})", soft_wrap=True
    )
    pages = create_app(opened, access, hosts=hosts, show_secret=show_secret)
    config = uvicorn.Config(
        pages, host=host, port=port, log_level="warning", server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip
    try:
        with suppress(KeyboardInterrupt):  # the way to end it
            _server(config).run(sockets=[listening])
    finally:
        if left := close(pages):
            console.print(f"{left} sent through the pages not read yet: read at the next `congvan serve`.")
        opened.close()


def _listen(host: str, port: int) -> socket.socket:
    """The socket of the server, before anything is promised.

    Raises:
        PortTaken: nobody can listen there.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except OSError as error:
        raise PortTaken(f"{host}:{port}", error.strerror or str(error)) from error


def _server(config: uvicorn.Config) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        """Ends in order however often Ctrl-C is pressed: that takes seconds."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            if not self.should_exit:
                super().handle_exit(sig, frame)

    return Server(config)
