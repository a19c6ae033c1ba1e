"""The pages as they are served, and the browser that walks through them: fixtures of the browser tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.made_office import EDITOR, READER
from tests.web.walk import LETTERS, ROOT

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=30_000)  # other work may share the machine
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`congvan serve` with tokens, over an archive of two letters of one contest and a draft."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "88-gia-tran.txt").write_text(OTHER_COMMUNE, encoding="utf-8")
    files = [LETTERS / "01-so-phat-dong.pdf", LETTERS / "07-du-thao.docx", folder / "88-gia-tran.txt"]
    command = [sys.executable, "-c", "from pipeline.command import main; main()"]
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
