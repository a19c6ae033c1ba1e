"""A reader walks through the pages as far as it goes; everybody finds in the register."""

from __future__ import annotations

import pytest

from tests.web.made_office import READER
from tests.web.walk import signed_in

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect


def test_the_register_leads_to_its_letters(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, READER)
    page.goto("/register")
    number = page.locator("#register tbody a").first.inner_text()
    page.locator("#register tbody a").first.click()
    page.wait_for_url("**/letters/*")
    expect(page.locator(".under")).to_contain_text(f"số đến {number}/")


def test_typing_finds_in_the_register(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, READER)
    page.goto("/register")
    lines = page.locator("#register tbody tr")
    before = lines.count()
    shown = page.locator("#register tbody a.quiet").first.inner_text()
    subject = shown.partition(": ")[2]  # behind the type of document
    page.fill("#narrow", f'"{subject}"')
    page.wait_for_url("**/register?*q=%22*")
    expect(page.locator("#register tbody a.quiet").first).to_have_text(shown)
    page.fill("#narrow", "kind:XYZ")
    expect(lines).to_have_count(0)
    page.fill("#narrow", "from:")  # half a filter: what was found stays
    page.fill("#narrow", "")
    expect(lines).to_have_count(before)


def test_a_reader_looks_and_changes_nothing(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, READER)
    assert page.locator("#upload").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/*")
    expect(page.locator("text=Bạn chỉ được xem.")).to_be_visible()
    letter = page.url
    before = page.locator('.row[data-path="issuer"] input').input_value()
    page.keyboard.press("e")
    page.keyboard.type("x")
    for key in ("Escape", "d", "a", "u"):
        page.keyboard.press(key)
    page.reload()
    assert page.url == letter and page.locator('.row[data-path="issuer"] input').input_value() == before
    page.goto("/search?q=quy+trinh+gon")
    expect(page.locator("#answer .list a").first).to_be_visible()
    page.goto("/contests")
    with page.expect_download() as download:
        page.click("text=ICS")
    assert download.value.suggested_filename == "contests.ics"
    assert not page.complaints
