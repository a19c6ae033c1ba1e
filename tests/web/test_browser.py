"""An editor walks through the pages with Debian's Chromium, from a letter that comes to the calendar."""

from __future__ import annotations

import subprocess
from pathlib import Path

import cv2
import pytest

from tests.web.made_office import EDITOR
from tests.web.walk import BEFORE, BOX, CORRECTED, SCAN, SYMBOL, letter_of, row, signed_in

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect


def test_an_editor_from_upload_to_calendar(chromium: object, site: str, tmp_path: Path) -> None:
    page = signed_in(chromium, site, EDITOR)
    page.set_input_files("#file", str(SCAN))
    expect(page.locator("#list a", has_text="Sở Y tế")).to_have_count(1, timeout=120_000)

    # by keyboard from the inbox into the new letter
    links = page.locator("#list a")
    place = next(i for i in range(links.count()) if "Sở Y tế" in links.nth(i).inner_text())
    for _ in range(place + 1):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/*")

    # correct a field by keyboard: edit, type, Enter; then undo
    subject = row(page, "subject").locator("input, textarea")
    before = subject.input_value()
    for _ in range(60):
        if "current" in (row(page, "subject").get_attribute("class") or "").split():
            break
        page.keyboard.press("j" if page.evaluate(BEFORE, "subject") else "k")
    page.keyboard.press("e")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("phòng bệnh mùa mưa")
    page.keyboard.press("Enter")
    expect(row(page, "subject")).to_have_class(CORRECTED)
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(subject).to_have_value(before)
    expect(row(page, "subject")).not_to_have_class(CORRECTED)

    # draw a box around the symbol on the scan: it is read into the field in focus
    expect(page.locator("#picture")).to_have_js_property("complete", True)
    row(page, "code").locator("input").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    sheet = page.locator("#sheet").bounding_box()
    x, y = (
        (lambda share: sheet["x"] + share * sheet["width"]),
        (lambda share: sheet["y"] + share * sheet["height"]),
    )
    page.mouse.move(x(0.275), y(0.115))
    page.mouse.down()
    page.mouse.move(x(0.34), y(0.13))
    page.mouse.move(x(0.40), y(0.14))
    page.mouse.up()
    expect(row(page, "code").locator("input")).to_have_value(SYMBOL)
    expect(row(page, "code")).to_have_class(CORRECTED)

    # accept with one key: the next letter that waits opens, and this one waits no more
    letter = page.url
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != letter)
    page.goto("/")
    expect(page.locator("#list a", has_text="Sở Y tế")).to_have_count(0)

    # search as one types, without accents
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("quy trinh gon")
    expect(page.locator("#answer .list a").first).to_contain_text("quy trình gọn")
    assert page.url.endswith("?q=quy%20trinh%20gon")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('#answer a')")

    # the contest: bars, a conflict with its dates, the calendar
    page.goto("/contests")
    expect(page.locator("svg.timeline rect.holds").first).to_be_visible()
    conflict = page.locator(".compare.conflict").first
    expect(conflict).to_contain_text("11/05/2026 – 31/05/2026")
    expect(conflict).to_contain_text("18/05/2026 – 05/06/2026")
    with page.expect_download() as download:
        page.click("text=ICS")
    download.value.save_as(tmp_path / "contests.ics")
    assert (tmp_path / "contests.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert not page.complaints


def test_rows_of_tables_are_added_dropped_and_taken_back(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, EDITOR)
    page.goto(f"/letters/{letter_of(page, 'code:1846')}")
    prizes = page.locator('.row[data-path^="contest.prizes["][data-path$=".rank"] input')
    before = prizes.count()
    assert before >= 3

    # a new row: its first value makes the item, the next field of it has the focus
    page.click('[data-add="contest.prizes"]')
    page.keyboard.type("Giải phong trào")
    page.keyboard.press("Enter")
    expect(row(page, "contest.prizes[+1].rank")).to_have_class(CORRECTED)
    expect(row(page, "contest.prizes[+1].count").locator("input")).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(row(page, "contest.prizes[+1].count")).to_have_class(CORRECTED)
    expect(prizes).to_have_count(before + 1)
    expect(page.locator("[data-fresh]")).to_have_count(0)

    # a row of the machine's is dropped by key, stays to be seen, and comes back by undo
    first = row(page, "contest.prizes[0].rank").locator("input")
    name = first.input_value()
    first.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    expect(page.locator(".gone s")).to_contain_text(name)
    expect(prizes).to_have_count(before)
    page.keyboard.press("u")
    expect(page.locator(".gone")).to_have_count(0)
    expect(prizes.first).to_have_value(name)

    # the added one is dropped and put back by its button, and then undone to nothing
    added = page.locator('.row[data-path="contest.prizes[+1].rank"]')
    page.click('[data-drop="contest.prizes[+1]"]')
    expect(added).to_have_count(0)
    page.click('[data-back="contest.prizes[+1]"]')
    expect(added.locator("input")).to_have_value("Giải phong trào")
    for seen in (0, 1, 1, 0):  # put back, dropped, its count, its rank: the added row after each step
        page.locator('[data-do="undo"]').click()
        expect(page.locator(".row.saving")).to_have_count(0)
        expect(added).to_have_count(seen)
    expect(page.locator('[data-do="undo"]')).to_be_disabled()
    page.reload()
    expect(prizes).to_have_count(before)
    assert not page.complaints


def test_pages_are_split_joined_and_undone(chromium: object, site: str) -> None:
    page = signed_in(chromium, site, EDITOR)
    one = letter_of(page, "code:1846")
    page.goto(f"/letters/{one}")
    expect(page.locator("#divide")).to_be_hidden()
    page.click('[data-page="2"]')
    page.click("#divide")
    expect(page.locator(".siblings a")).to_have_count(1)
    page.click(".siblings a")
    page.wait_for_url(f"**/letters/{one}-2")
    expect(page.locator('[data-page="2"]')).to_have_attribute("aria-pressed", "true")
    page.click("#divide")
    page.wait_for_url(f"**/letters/{one}")
    expect(page.locator(".siblings")).to_have_count(0)
    page.locator('[data-do="undo"]').click()
    expect(page.locator(".siblings a")).to_have_count(1)
    page.goto(f"/letters/{one}-2")
    page.click("#divide")
    expect(page.locator(".siblings")).to_have_count(0)
    assert not page.complaints


def test_a_box_is_drawn_on_a_page_that_lies_on_its_side(chromium: object, site: str, tmp_path: Path) -> None:
    command = ["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", str(SCAN), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    upright = cv2.imread(str(next(tmp_path.glob("page*.png"))))
    cv2.imwrite(str(tmp_path / "nghieng.png"), cv2.rotate(upright, cv2.ROTATE_90_COUNTERCLOCKWISE))
    page = signed_in(chromium, site, EDITOR)
    with page.expect_navigation(timeout=180_000):
        page.set_input_files("#file", str(tmp_path / "nghieng.png"))
    letters = page.evaluate("fetch('/api/letters?limit=200').then((a) => a.json())")
    one = next(line["id"] for line in letters if line["name"] == "nghieng.png")
    page.goto(f"/letters/{one}")
    expect(page.locator("#paper")).not_to_have_attribute("aria-busy", "true")
    row(page, "code").locator("input").focus()
    page.keyboard.press("Escape")
    for _ in range(4):  # it is shown upright; once around it is so again
        page.keyboard.press("r")
    page.keyboard.press("d")
    page.evaluate("document.querySelector('#paper').scrollTo(0, 0)")
    sheet, paper = page.locator("#marks").bounding_box(), page.locator("#paper").bounding_box()
    assert sheet["height"] > sheet["width"], "the page stands upright"
    assert abs(sheet["x"] - paper["x"]) < 4 and abs(sheet["y"] - paper["y"]) < 4
    for i, (x, y) in enumerate(BOX):
        page.mouse.move(sheet["x"] + x * sheet["width"], sheet["y"] + y * sheet["height"])
        if i == 0:
            page.mouse.down()
    page.mouse.up()
    expect(row(page, "code")).to_have_class(CORRECTED)
    expect(row(page, "code").locator("input")).to_have_value(SYMBOL)

    # the place is kept as the value's evidence, in the file's own coordinates
    filed = page.evaluate(f"fetch('/api/letters/{one}').then((a) => a.json())")
    (place,) = filed["letter"]["code"]["evidence"]
    (x0, y0), _, (x1, y1) = BOX
    assert place["box"] == pytest.approx([y0, 1 - x1, y1, 1 - x0], abs=0.01)
    assert filed["corrections"][0]["evidence"] == [place]
    assert not page.complaints
