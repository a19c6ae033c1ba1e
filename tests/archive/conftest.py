from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import made_letters
import pytest

from pipeline.archive import Archive

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def clock() -> made_letters.Clock:
    return made_letters.Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: made_letters.Clock) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive", create=True, clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a fresh database server of Debian's package, reached by a socket only."""
    if not BINARIES or shutil.which("runuser") is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    bin_ = BINARIES[-1]
    home = tmp_path_factory.mktemp("pg", numbered=True)
    for folder in (home, *home.parents):
        if folder != Path("/tmp") and str(folder).startswith("/tmp"):
            folder.chmod(0o755)
    data, sock = home / "data", home
    shutil.chown(home, "postgres")

    def as_postgres(*command: str) -> None:
        subprocess.run(
            ["runuser", "-u", "postgres", "--", *command], check=True, capture_output=True, timeout=120
        )

    as_postgres(str(bin_ / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses='' -c unix_socket_directories={sock} -c fsync=off"
    as_postgres(str(bin_ / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", str(home / "log"), "start")
    try:
        yield f"postgresql:///postgres?host={sock}&user=postgres"
    finally:
        as_postgres(str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
