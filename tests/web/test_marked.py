"""Letters marked MẬT on the pages: no trace of refused ones, and who sees those that are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from pipeline.archive import Archive
from pipeline.web import Access, create_app
from tests.archive.made_letters import Clock, enter, made, put
from tests.web.made_office import EDITOR, READER, Ids


def test_secret_letters_leave_no_trace(served: Callable, archive: Archive, ids: Ids, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach-tuyet-mat.pdf"
    path.write_bytes(b"secret")
    enter(archive, path, "ab" * 32)
    (claim,) = archive.desk.claim(1, 60)
    archive.desk.refuse(claim)
    client = served().client
    for where in ("/", "/search?q=tuyet+mat", "/register", "/api/letters", "/api/status"):
        assert "tuyet-mat" not in client.get(where).text, where
    assert "S-SECRET" in client.get("/").text


def test_marked_letters_are_shown_to_editors_only_where_the_server_is_told(
    archive: Archive, ids: Ids, tmp_path: Path, clock: Clock
) -> None:
    put(archive, tmp_path / "in", "secret.txt", made("Kho kín số bảy " * 9, code="66/K", secrecy="MẬT"))
    secret = next(s.id for s in archive.letters() if s.secrecy)
    tokens = {"reader_token": READER, "editor_token": EDITOR, "clock": clock}
    paths = (
        f"/api/letters/{secret}", f"/letters/{secret}", f"/letters/{secret}/original",
        f"/api/letters/{secret}/pages/1.webp",
    )  # fmt: skip
    for told in (False, True):
        client = TestClient(create_app(archive, Access(**tokens), show_secret=told))  # type: ignore[arg-type]
        for token in (READER, EDITOR):
            sees = told and token == EDITOR
            head = {"Authorization": f"Bearer {token}"}
            for path in paths[:3]:
                assert client.get(path, headers=head).status_code == (200 if sees else 404), (
                    path,
                    told,
                    token,
                )
            found = client.get("/api/search?q=kho+kin+so+bay", headers=head).json()
            assert found["total"] == int(sees)
            for path in ("/", "/search?q=kho+kin", "/register", "/contests", "/register/download/csv"):
                assert sees or "66/K" not in client.get(path, headers=head).text, path
            assert client.get("/api/status", headers=head).json()["letters"] == 5 + int(sees)
