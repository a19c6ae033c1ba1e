"""Leases, attempts, quarantine, and what stays of a secret file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.archive import Archive
from pipeline.errors import (
    LetterTimeout,
    UnknownType,
)
from pipeline.records.archive import State
from tests.archive.made_letters import Clock, enter

D = dt.date


def one(archive: Archive, name: str) -> str:
    return next(s.id for s in archive.letters() if s.name == name)


def test_a_lease_ends_with_its_holder(archive: Archive, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    enter(archive, path, "ab" * 32)
    assert len(archive.desk.claim(5, 60)) == 1
    assert archive.desk.claim(5, 60) == []
    clock.forward(50)
    archive.desk.heartbeat(60)
    clock.forward(50)
    assert archive.desk.recover() == 0
    clock.forward(20)
    assert archive.desk.recover() == 1
    assert len(archive.desk.claim(5, 60)) == 1


def test_the_lease_of_a_dead_process_of_this_machine_ends_at_once(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    enter(archive, path, "ab" * 32)
    host, _, started = archive.desk.owner.rsplit(":", 2)
    archive.desk.owner = f"{host}:1:{started}"
    archive.desk.claim(1, 600)
    assert archive.desk.recover() == 1


def test_three_attempts_then_quarantine_then_retry(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    enter(archive, path, "ab" * 32)
    states = []
    for _ in range(3):
        (claim,) = archive.desk.claim(1, 60)
        states.append(archive.desk.fail(claim, LetterTimeout("a.txt"), final=False, attempts=3))
    assert states == [State.SEEN, State.SEEN, State.QUARANTINED]
    (entry,) = archive.status().quarantined
    assert entry.attempts == 3
    assert entry.reason.startswith("W-TIMEOUT a.txt")
    assert archive.desk.claim(1, 60) == []
    assert archive.desk.retry() == 1
    assert len(archive.desk.claim(1, 60)) == 1


def test_an_unreadable_file_is_not_tried_again(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    enter(archive, path, "ab" * 32)
    (claim,) = archive.desk.claim(1, 60)
    assert archive.desk.fail(claim, UnknownType("a.txt"), final=True, attempts=3) is State.QUARANTINED


def test_of_a_secret_file_only_its_hash_stays(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach-kin.txt"
    path.write_text("noi dung kin")
    enter(archive, path, "ab" * 32, 12)
    (claim,) = archive.desk.claim(1, 60)
    archive.desk.refuse(claim)
    archive.close()
    whole = b"".join(p.read_bytes() for p in (tmp_path / "archive").rglob("*") if p.is_file())
    assert b"ke-hoach-kin" not in whole
    assert b"noi dung kin" not in whole
    again = Archive.open(tmp_path / "archive", clock=Clock())
    (entry,) = again.status().quarantined
    assert (entry.name, entry.size, entry.reason[:8]) == ("(secret)", 0, "S-SECRET")
    assert enter(again, path, "ab" * 32) == 0
    assert not list((tmp_path / "archive").rglob("originals/*/*"))
