"""People walk through the pages with Debian's Chromium: an editor all the way, a reader as far as it goes."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from tests.web.made_office import EDITOR, READER

ROOT = Path(__file__).parents[2]
LETTERS = ROOT / "samples/letters"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CORRECTED, SYMBOL = re.compile(r"\bcorrected\b"), re.compile("SYT")
BEFORE = """(path) => {
  const rows = [...document.querySelectorAll(".row")];
  const at = (test) => rows.findIndex(test);
  return at((r) => r.classList.contains("current")) < at((r) => r.dataset.path === path);
}"""
BOX = ((0.275, 0.115), (0.34, 0.13), (0.40, 0.14))
"""Around `/SYT-NVY` in the scan."""
SCAN = LETTERS / "08-cong-van-thuong.pdf"
OTHER_COMMUNE = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ GIA TRẤN                 Độc lập - Tự do - Hạnh phúc

Số: 88/UBND-VHXH            Gia Trấn, ngày 12 tháng 5 năm 2026
V/v tham gia Cuộc thi “Mỗi phòng, ban một quy trình gọn”

Kính gửi: Các thôn, xóm

Thực hiện Công văn số 1846/SKHCN-CĐS ngày 04/5/2026 của Sở Khoa học và Công nghệ tỉnh Ninh Bình về việc tổ chức Cuộc thi “Mỗi phòng, ban một quy trình gọn”, Ủy ban nhân dân xã đề nghị các thôn, xóm tham gia:

- Chặng 1 (Tìm hiểu): từ ngày 18/5/2026 đến hết ngày 05/6/2026.
- Chặng 2 (Thực hành): từ ngày 08/6/2026 đến hết ngày 24/6/2026.

Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- Như trên;                            CHỦ TỊCH
- Lưu: VT.
                                       Phạm Văn Thử
"""  # noqa: E501

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect
expect.set_options(timeout=30_000)  # other work may share the machine


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`congvan serve` with tokens, over an archive of two letters of one contest and a draft."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "88-gia-tran.txt").write_text(OTHER_COMMUNE, encoding="utf-8")
    files = [LETTERS / "01-so-phat-dong.pdf", LETTERS / "07-du-thao.docx", folder / "88-gia-tran.txt"]
    command = [sys.executable, "-c", "from pipeline.cli import app; app()"]
    environment = os.environ | {
        "OMP_THREAD_LIMIT": "1", "CONGVAN_READER_TOKEN": READER, "CONGVAN_EDITOR_TOKEN": EDITOR,
    }  # fmt: skip
    how = {"cwd": ROOT, "env": environment}
    at = ["--archive", str(folder / "archive")]
    subprocess.run(
        [*command, "ingest", *map(str, files), *at],
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=300,
        capture_output=True,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*command, "serve", *at, "--port", str(port)], **how)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/static/icon.svg", timeout=2)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)


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


def letter_of(page: object, words: str) -> str:
    """The id of the letter that a search finds first."""
    asked = "(q) => fetch('/api/search?q=' + encodeURIComponent(q)).then((a) => a.json())"
    return page.evaluate(asked, words)["hits"][0]["letter"]["id"]


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


def pages_of(page: object) -> list[str]:
    contest = page.evaluate("fetch('/api/search?q=quy+trinh+gon').then((a) => a.json())")["hits"][0][
        "letter"
    ]["id"]
    return ["/", f"/letters/{contest}", "/search?q=quy+trinh", "/contests?place=Ninh+Bình", "/register"]


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, fetched once by npm."""
    kept = ROOT / ".cache/axe-core/package/axe.min.js"
    if not kept.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed, so axe-core cannot be fetched")
        folder = kept.parents[1]
        folder.mkdir(parents=True, exist_ok=True)
        got = subprocess.run(
            [npm, "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, text=True, timeout=120
        )
        if got.returncode:
            pytest.skip(f"npm cannot fetch axe-core: {got.stderr[-200:]}")
        with tarfile.open(folder / got.stdout.strip()) as packed:
            packed.extractall(folder, filter="data")
    return kept.read_text(encoding="utf-8")
