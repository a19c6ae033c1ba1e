"""How the pages look: on a phone, beside the scan, and to those who hear them."""

from __future__ import annotations

import pytest

from tests.web.made_office import EDITOR
from tests.web.walk import pages_of, signed_in

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect


def test_no_page_is_wider_than_a_phone(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, EDITOR)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in pages_of(page):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_the_scan_stays_while_the_fields_scroll(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, EDITOR)
    page.goto(pages_of(page)[1])
    assert page.locator(".row").count() > 30
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("lưu, sang ô kế")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_serious(chromium: object, site: str, scheme: str, axe: str) -> None:
    page = signed_in(chromium, site, EDITOR, color_scheme=scheme)
    for path in [*pages_of(page), "/sign-in"]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        grave = [
            (v["id"], v["nodes"][0]["html"][:150], v["nodes"][0]["failureSummary"])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not grave, path
