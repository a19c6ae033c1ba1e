"""An archive of a few made letters behind the pages, without any reading of scans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from pipeline.archive import Archive
from pipeline.web import Access, close, create_app
from tests.archive.made_letters import Clock, doubt, made, put
from tests.web.made_office import EDITOR, HOSTILE, READER, Browser, Ids, contest_letter, put_scan
from tests.web.site import axe, chromium, site  # noqa: F401


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive", create=True, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def ids(archive: Archive, tmp_path: Path) -> Ids:
    folder = tmp_path / "in"
    folder.mkdir()
    put(
        archive,
        folder,
        "plain.txt",
        made("Thư thường ngày về đường liên thôn", code="12/UBND-VX", subject="sửa đường liên thôn"),
    )
    hostile = made(
        f"Thư lạ {HOSTILE}",
        code="13/UBND-VX",
        subject=HOSTILE,
        issuer=HOSTILE,
        findings=(doubt(),),
        confidence=0.4,
    )
    put(archive, folder, "hostile.txt", hostile)
    put(
        archive,
        folder,
        "contest.txt",
        contest_letter("2026-06-01", "2026-06-20", "Ủy ban nhân dân phường Mai Động Mới", "14/UBND-VX"),
    )
    put(
        archive,
        folder,
        "other.txt",
        contest_letter("2026-06-10", "2026-06-25", "Ủy ban nhân dân xã Suối Trong", "21/UBND-VX"),
    )
    scan = put_scan(
        archive,
        folder,
        made("Thư quét số 15", code="15/UBND-KT", subject="kiểm kê tài sản", findings=(doubt(),)),
    )
    by = {s.name: s.id for s in archive.letters()}
    return Ids(by["plain.txt"], by["hostile.txt"], by["contest.txt"], by["other.txt"], scan)


@pytest.fixture
def served(archive: Archive, ids: Ids, clock: Clock) -> Iterator[Callable[..., Browser]]:
    """Sign in as `reader` or `editor`, or (None) open the pages of a server without tokens."""
    apps: dict[bool, FastAPI] = {}

    def open_as(role: str | None = None, *, sign_in: bool = True) -> Browser:
        tokens = {"reader_token": READER, "editor_token": EDITOR} if role else {}
        if bool(role) not in apps:
            apps[bool(role)] = create_app(archive, Access(**tokens, clock=clock))
        client = TestClient(apps[bool(role)], raise_server_exceptions=False)
        if not sign_in:
            return Browser(client)
        if role:
            token = EDITOR if role == "editor" else READER
            client.post("/sign-in", data={"token": token, "name": "Lan"})
        page = client.get("/")
        found = re.search(r'name="csrf" content="([^"]+)"', page.text)
        assert found, page.text
        return Browser(client, found[1])

    yield open_as
    for app in apps.values():
        close(app)
