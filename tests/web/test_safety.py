"""Who may do what, and what nobody may."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pipeline.archive import Archive
from pipeline.web import Access, create_app
from tests.web.made_office import HOSTILE, READER, Ids

PAGES = (
    "/",
    "/search",
    "/search?q=duong",
    "/contests",
    "/register",
    "/letters/{plain}",
    "/letters/{contest}",
)
CHANGES = (
    ("PATCH", "/api/letters/{plain}", {"values": {"subject": "khác"}}),
    ("DELETE", "/api/letters/{plain}/corrections/subject", None),
    ("POST", "/api/letters/{plain}/decision", {"what": "accept"}),
    ("POST", "/api/letters/{plain}/division", {"begins": [1]}),
    ("POST", "/api/letters/{scan}/pages/1/read", {"x0": 0.1, "y0": 0.1, "x1": 0.5, "y1": 0.2}),
)


def path_of(path: str, ids: Ids) -> str:
    return path.format(**vars(ids))


def test_no_page_without_a_session(served: Callable, ids: Ids) -> None:
    client = served("reader", sign_in=False).client
    for path in PAGES:
        answer = client.get(path_of(path, ids), follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in"), path
        assert "liên thôn" not in answer.text
    for path in (
        "/api/status",
        "/api/letters",
        "/api/search?q=a",
        "/api/conflicts",
        f"/api/letters/{ids.plain}",
    ):
        assert client.get(path).status_code == 401, path
    for path in (
        f"/letters/{ids.scan}/original",
        "/register/download/csv",
        f"/api/letters/{ids.scan}/pages/1.webp",
    ):
        assert client.get(path, follow_redirects=False).status_code in (303, 401), path


@pytest.mark.parametrize("method, path, body", CHANGES, ids=[c[0] + c[1][-12:] for c in CHANGES])
def test_a_reader_changes_nothing(
    served: Callable, archive: Archive, ids: Ids, method: str, path: str, body: object
) -> None:
    before = archive.get(ids.plain)
    answer = served("reader").change(method, path_of(path, ids), json=body)
    assert answer.status_code == 403 and archive.get(ids.plain) == before
    bearer = served("reader", sign_in=False).client
    sent = bearer.request(
        method, path_of(path, ids), json=body, headers={"Authorization": f"Bearer {READER}"}
    )
    assert sent.status_code == 403


def test_a_reader_sees_no_way_to_change(served: Callable, ids: Ids) -> None:
    browser = served("reader")
    page = browser.client.get(f"/letters/{ids.scan}").text
    assert "Bạn chỉ được xem" in page and "readonly" in page
    assert 'data-do="accept"' not in page and 'data-do="draw"' not in page and "data-absent" not in page
    assert 'id="upload"' not in browser.client.get("/").text
    refused = browser.change("POST", "/api/uploads", files={"file": ("a.txt", b"x")})
    assert refused.status_code == 403


@pytest.mark.parametrize("method, path, body", CHANGES[:3], ids=[c[0] for c in CHANGES[:3]])
def test_a_change_needs_the_forgery_token(
    served: Callable, archive: Archive, ids: Ids, method: str, path: str, body: object
) -> None:
    browser = served("editor")
    before = archive.get(ids.plain)
    for headers in ({}, {"X-CSRF-Token": "old"}):
        answer = browser.client.request(method, path_of(path, ids), json=body, headers=headers)
        assert answer.status_code == 403 and archive.get(ids.plain) == before
    assert browser.change(method, path_of(path, ids), json=body).status_code == 200


def test_other_sites_cannot_use_a_server_without_tokens(served: Callable, archive: Archive, ids: Ids) -> None:
    client = served(None, sign_in=False).client
    body = {"values": {"subject": "giả mạo"}}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.patch(f"/api/letters/{ids.plain}", json=body, headers=headers).status_code == 401
    assert (
        client.patch(f"/api/letters/{ids.plain}", json=body).status_code == 200
    )  # a program on this machine


def test_other_names_are_refused(archive: Archive) -> None:
    client = TestClient(create_app(archive, Access(), hosts=("localhost",)), base_url="http://evil.example")
    answer = client.get("/api/status")
    assert answer.status_code == 400 and "content-security-policy" in answer.headers


def test_every_answer_has_the_headers(served: Callable, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = served()
    paths = [path_of(p, ids) for p in PAGES]
    paths += [
        "/static/app.css",
        "/api/openapi.json",
        "/api/letters",
        "/nowhere",
        "/api/letters/0000",
        "/static/../app.py",
    ]
    paths += [
        f"/letters/{ids.scan}/original",
        f"/api/letters/{ids.scan}/pages/1.webp",
        "/contests/download/ics",
    ]
    for path in paths:
        answer = browser.client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy, path
        assert (
            answer.headers["x-content-type-options"] == "nosniff"
            and answer.headers["x-frame-options"] == "DENY"
        )
        assert "cache-control" in answer.headers, path


def test_a_fault_shows_nothing_of_itself(served: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = served()
    monkeypatch.setattr(Archive, "status", lambda self: 1 // 0)
    answer = browser.client.get("/api/status")
    assert answer.status_code == 500 and "division" not in answer.text and "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_text_of_letters_is_escaped(served: Callable, ids: Ids) -> None:
    client = served().client
    for path in ("/", "/register", "/search?q=thu", f"/letters/{ids.hostile}", "/search?q=" + HOSTILE):
        text = client.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text, path
    assert "&lt;script&gt;alert" in client.get(f"/letters/{ids.hostile}").text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/letters/..%2f..%2fetc%2fpasswd",
        "/letters/../../etc/passwd/original",
        "/api/letters/..%2fcongvan.db",
        "/contests/download/..%2fx",
        "/register/download/..%2f..%2fcongvan.db",
        "/api/letters/{scan}/pages/..%2f1.webp",
    ],
)
def test_no_way_to_other_files(served: Callable, ids: Ids, path: str) -> None:
    answer = served().client.get(path_of(path, ids))
    assert answer.status_code in (404, 422)
    assert "create_app" not in answer.text and "root:" not in answer.text


def test_originals_are_only_ever_downloads(served: Callable, ids: Ids) -> None:
    client = served().client
    answer = client.get(f"/letters/{ids.scan}/original")
    assert answer.content.startswith(b"\x89PNG") and answer.headers["content-disposition"].startswith(
        "attachment"
    )
    answer = client.get(f"/letters/{ids.hostile}/original")
    assert answer.headers["content-type"].startswith("text/plain")


def test_large_bodies_are_refused_before_they_are_read(
    served: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = served("editor")
    headers = {"X-CSRF-Token": browser.csrf}
    assert (
        browser.client.post("/api/uploads", headers=headers | {"Content-Length": str(10**12)}).status_code
        == 413
    )
    assert browser.client.post("/sign-in", headers={"Content-Length": str(10**9)}).status_code == 413
    chunks = browser.client.post("/api/uploads", headers=headers, content=iter([b"x"]))
    assert chunks.status_code == 411
    monkeypatch.setattr("pipeline.web.rest.MOST_BYTES", 10)
    refused = browser.change("POST", "/api/uploads", files={"file": ("a.txt", b"x" * 11)})
    assert refused.status_code == 413


def test_the_audit_names_who_did_what(served: Callable, archive: Archive, ids: Ids, tmp_path: Path) -> None:
    browser = served("editor")
    browser.change("PATCH", f"/api/letters/{ids.plain}", json={"values": {"place": "Hà\nNội"}})
    browser.change("POST", f"/api/letters/{ids.plain}/decision", json={"what": "accept"})
    lines = [json.loads(x) for x in (Path(archive.address) / "audit.jsonl").read_text().splitlines()]
    assert [(x["who"], x["act"]) for x in lines] == [
        ("Lan", "sign-in"),
        ("Lan", "correct"),
        ("Lan", "accept"),
    ]
    assert all(dt.datetime.fromisoformat(x["at"]) for x in lines)
