"""Fixtures that several folders of tests share."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# how busy the machine is says nothing about the code
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """A fresh server of Debian's PostgreSQL, reached through the socket in this folder only."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    home = Path(tempfile.mkdtemp(prefix="congvan-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, "postgres")

    def run(name: str, *options: str) -> None:
        command = [*as_user, str(BINARIES[-1] / name), "-D", str(home / "data"), *options]
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=home)

    run("initdb", "-A", "trust", "-U", "congvan", "-E", "UTF8", "--locale=C.UTF-8")
    settings = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    run("pg_ctl", "-o", settings, "-w", "-l", str(home / "log"), "start")
    try:
        yield home
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres_database(postgres: Path) -> str:
    """The address of a database that is empty when a file of tests begins."""
    return _database(postgres)


@pytest.fixture
def fresh_postgres_database(postgres: Path) -> str:
    """The address of a database of one test's own."""
    return _database(postgres)


def _database(postgres: Path) -> str:
    name = f"test{next(_numbers)}"
    subprocess.run(
        [BINARIES[-1] / "createdb", "-h", str(postgres), "-U", "congvan", name], check=True, timeout=60
    )
    return f"postgresql:///{name}?host={postgres}&user=congvan"
