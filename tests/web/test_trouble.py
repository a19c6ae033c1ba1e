"""What goes wrong is told, to people and to programs."""

from __future__ import annotations

from collections.abc import Callable


def test_trouble_is_a_page_for_people_and_json_for_programs(served: Callable) -> None:
    client = served().client
    page = client.get("/letters/00000000")
    assert page.status_code == 404 and "A-NOT-FOUND" in page.text and 'href="/register"' in page.text
    assert client.get("/api/letters/00000000").json()["code"] == "A-NOT-FOUND"
