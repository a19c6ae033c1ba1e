"""The door: tokens, sessions, and how guessing is slowed down."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.web import safety
from pipeline.web.throttle import FREE, Throttle
from tests.archive.made_letters import Clock
from tests.web.made_office import EDITOR


def test_a_wrong_token_opens_nothing_and_is_noted(served: Callable, archive: Archive) -> None:
    client = served("reader", sign_in=False).client
    answer = client.post("/sign-in", data={"token": "guess", "name": "Mèo"})
    assert answer.status_code == 401 and "Mã truy cập không đúng" in answer.text
    assert client.get("/", follow_redirects=False).status_code == 303
    assert client.get("/api/status", headers={"Authorization": "Bearer guess"}).status_code == 401
    (line,) = (Path(archive.address) / "audit.jsonl").read_text().splitlines()
    assert json.loads(line)["act"] == "refused" and "guess" not in line


def test_sessions_end(served: Callable, clock: Clock) -> None:
    browser = served("editor")
    assert browser.client.get("/api/status").status_code == 200
    clock.forward(safety.HOURS * 3600 - 1)
    assert browser.client.get("/api/status").status_code == 200
    clock.forward(2)
    assert browser.client.get("/api/status").status_code == 401
    assert browser.client.get("/", follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session(served: Callable) -> None:
    browser = served("editor")
    kept = dict(browser.client.cookies)
    browser.client.get("/sign-out")
    assert browser.client.get("/api/status", cookies=kept).status_code == 401


def test_the_cookie_is_not_for_scripts_or_other_sites(served: Callable) -> None:
    client = served("editor", sign_in=False).client
    cookie = (
        client.post("/sign-in", data={"token": EDITOR}, follow_redirects=False).headers["set-cookie"].lower()
    )
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "javascript:alert(1)",
        "evil.example",
    ],
)
def test_nobody_is_led_away(served: Callable, back: str) -> None:
    client = served("editor", sign_in=False).client
    for answer in (
        client.post("/sign-in", data={"token": EDITOR, "back": back}, follow_redirects=False),
        client.get("/language/en", params={"back": back}, follow_redirects=False),
    ):
        assert answer.headers["location"] == "/"


def test_guessing_tokens_is_slowed_down(served: Callable, clock: Clock) -> None:
    client = served("reader", sign_in=False).client
    for _ in range(FREE):
        assert client.post("/sign-in", data={"token": "guess"}).status_code == 401
    slowed = client.post("/sign-in", data={"token": EDITOR})
    assert slowed.status_code == 429 and int(slowed.headers["Retry-After"]) == 15 and "15 giây" in slowed.text
    bearer = {"Authorization": f"Bearer {EDITOR}"}
    assert client.get("/api/status", headers=bearer).status_code == 429, (
        "a right token is not looked at either"
    )
    assert client.post("/api/uploads", headers=bearer | {"content-length": "9"}).status_code == 429
    clock.forward(16)
    assert client.post("/sign-in", data={"token": "guess"}).status_code == 401
    assert int(client.post("/sign-in", data={"token": EDITOR}).headers["Retry-After"]) == 30
    clock.forward(31)
    assert client.get("/api/status", headers=bearer).status_code == 200
    assert client.post("/sign-in", data={"token": "guess"}).status_code == 401, (
        "a right one forgets wrong ones"
    )


def test_one_request_counts_once(served: Callable) -> None:
    client = served("reader", sign_in=False).client
    for _ in range(FREE):
        assert client.get("/api/letters", headers={"Authorization": "Bearer guess"}).status_code == 401
    assert client.get("/api/letters", headers={"Authorization": "Bearer guess"}).status_code == 429


def test_a_throttle_forgets_and_stays_small() -> None:
    throttle, now = Throttle(), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    for _ in range(40):
        throttle.wrong("a", now)
    assert throttle.wait("a", now) == 900 and throttle.wait("b", now) == 0
    assert throttle.wait("a", now + dt.timedelta(hours=2)) == 0
    for n in range(11_000):
        throttle.wrong(str(n), now)
    assert len(throttle._wrong) == 10_000


def test_strangers_send_no_bodies(served: Callable) -> None:
    client = served("editor", sign_in=False).client
    assert client.post("/api/uploads", files={"file": ("a.txt", b"x")}).status_code == 401
