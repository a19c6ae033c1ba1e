"""What goes wrong is told, to people and to programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def test_trouble_is_a_page_for_people_and_json_for_programs(served: Callable) -> None:
    client = served().client
    page = client.get("/letters/00000000")
    assert page.status_code == 404 and "A-NOT-FOUND" in page.text and 'href="/register"' in page.text
    assert client.get("/api/letters/00000000").json()["code"] == "A-NOT-FOUND"


@pytest.mark.parametrize(
    "address", ["/letters/zzzz", "/register?year=last", "/search?q=" + "a" * 600, "/nowhere"]
)
def test_an_address_that_is_none_is_a_page_too(served: Callable, address: str) -> None:
    page = served().client.get(address)
    assert page.status_code in (404, 422) and "Địa chỉ không đúng" in page.text and "<nav" in page.text
    told = served().client.get("/api/letters?limit=many")
    assert told.status_code == 422 and told.json()["code"] == "W-REQUEST" and told.json()["remedy"]
    assert told.json()["detail"][0]["loc"] == ["query", "limit"]
