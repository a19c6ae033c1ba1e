"""What the walks through the pages share: where they start, and what they look at."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LETTERS = ROOT / "samples/letters"
CORRECTED, SYMBOL = re.compile(r"\bcorrected\b"), re.compile("SYT")
BEFORE = """(path) => {
  const rows = [...document.querySelectorAll(".row")];
  const at = (test) => rows.findIndex(test);
  return at((r) => r.classList.contains("current")) < at((r) => r.dataset.path === path);
}"""
BOX = ((0.275, 0.115), (0.34, 0.13), (0.40, 0.14))
"""Around `/SYT-NVY` in the scan."""
SCAN = LETTERS / "08-cong-van-thuong.pdf"


def signed_in(chromium: object, site: str, token: str, **how: object) -> object:
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 800}, **how)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda m: page.complaints.append(m.text) if "Content Security" in m.text else None)
    page.goto("/")
    page.fill("input[name=token]", token)
    page.fill("input[name=name]", "Lan")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")
    return page


def row(page: object, path: str) -> object:
    return page.locator(f'.row[data-path="{path}"]')


def letter_of(page: object, words: str) -> str:
    """The id of the letter that a search finds first."""
    asked = "(q) => fetch('/api/search?q=' + encodeURIComponent(q)).then((a) => a.json())"
    return page.evaluate(asked, words)["hits"][0]["letter"]["id"]


def pages_of(page: object) -> list[str]:
    contest = page.evaluate("fetch('/api/search?q=quy+trinh+gon').then((a) => a.json())")["hits"][0][
        "letter"
    ]["id"]
    return ["/", f"/letters/{contest}", "/search?q=quy+trinh", "/contests?place=Ninh+Bình", "/register"]
