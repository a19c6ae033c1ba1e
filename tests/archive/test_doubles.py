"""Which letters are the same, and which only look alike."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.records.archive import SameAs, State
from tests.archive.made_letters import FILLER, KEY, enter, made, put

D = dt.date


def one(archive: Archive, name: str) -> str:
    return next(s.id for s in archive.letters() if s.name == name)


LONG = " ".join(
    f"{FILLER} Phần {w} nói về việc {w}." for w in ("đê điều", "trường học", "chợ phiên", "lễ hội")
)


def test_the_same_code_issuer_and_year_is_a_duplicate_and_can_be_undone(
    archive: Archive, tmp_path: Path
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(LONG))
    scan = LONG.replace("nhân", "nhan").replace("Phần", "Phan")
    assert put(archive, tmp_path / "in", "b.txt", made(scan)) is State.DUPLICATE
    b = one(archive, "b.txt")
    assert archive.get(b).summary.duplicate_of == one(archive, "a.txt")
    assert archive.get(b).links[0].kind is SameAs.CODE
    assert len(archive.search("truong hoc").hits) == 1
    assert archive.not_a_duplicate(b, by="lan").summary.state is State.FILED
    assert len(archive.search("truong hoc").hits) == 2
    assert archive.duplicate_again(b, by="lan").summary.state is State.DUPLICATE


def test_nearly_the_same_text_is_a_duplicate_when_nothing_contradicts(
    archive: Archive, tmp_path: Path
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(LONG, code=None, issuer="UBND xã An Hòa"))
    assert (
        put(archive, tmp_path / "in", "b.txt", made(LONG.replace("chợ", "cho"), code=None))
        is not State.DUPLICATE
    )
    archive.duplicate_of(one(archive, "b.txt"), one(archive, "a.txt"), by="lan")
    assert archive.get(one(archive, "b.txt")).summary.state is State.DUPLICATE


def test_one_campaign_in_two_communes_is_two_letters(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(LONG, code=None, issuer="Ủy ban nhân dân xã An Hòa"))
    put(archive, tmp_path / "in", "b.txt", made(LONG, code=None, issuer="Ủy ban nhân dân phường Bình Minh"))
    put(archive, tmp_path / "in", "c.txt", made(LONG, code="40/UBND", issued_on=D(2026, 5, 2)))
    put(archive, tmp_path / "in", "d.txt", made(LONG, code="40/UBND", issued_on=D(2025, 5, 2)))
    assert all(s.duplicate_of is None for s in archive.letters())


def test_another_number_in_the_text_asks_a_human(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(LONG + " Họp ngày 12.", code=None, issued_on=None))
    state = put(archive, tmp_path / "in", "b.txt", made(LONG + " Họp ngày 15.", code=None, issued_on=None))
    assert state is State.REVIEW
    assert "possible-duplicate" in [r.code for r in archive.get(one(archive, "b.txt")).summary.reasons]


def test_the_order_in_which_letters_are_read_does_not_matter(archive: Archive, tmp_path: Path) -> None:
    """The one seen first is the original, even if it is read last."""
    folder = tmp_path / "in"
    folder.mkdir()
    reads = {}
    for name, body in (("a.txt", LONG), ("b.txt", LONG.replace("nhân", "nhan"))):
        (folder / name).write_text(body)
        sha = hashlib.sha256(body.encode()).hexdigest()
        reads[sha] = made(body, sha256=sha, name=name)
        enter(archive, folder / name, sha)
    claims = archive.desk.claim(2, 60)
    for claim in reversed(claims):
        content = (folder / claim.name).read_bytes()
        archive.desk.deliver(claim, KEY, content, pack(*reads[claim.sha256]), "")
    assert {s.name: s.state for s in archive.letters()} == {"a.txt": State.FILED, "b.txt": State.DUPLICATE}
    assert archive.status().states[State.DUPLICATE] == 1


def test_the_same_bytes_elsewhere_are_a_duplicate_and_a_moved_file_is_not(
    archive: Archive, tmp_path: Path
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    first = archive.get(one(archive, "a.txt"))
    copy = tmp_path / "in" / "copy.txt"
    copy.write_bytes((tmp_path / "in" / "a.txt").read_bytes())
    assert enter(archive, copy, first.entry.sha256) == 1
    (claim,) = archive.desk.claim(1, 60)
    assert archive.desk.read_before(claim, KEY)
    assert archive.desk.file_read(claim, KEY) is State.DUPLICATE
    twin = archive.get(f"{first.summary.id}~2")
    assert twin.links[0].kind is SameAs.BYTES
    assert archive.not_a_duplicate(twin.summary.id, by="lan").summary.state is State.FILED

    copy.rename(tmp_path / "in" / "moved.txt")
    assert enter(archive, tmp_path / "in" / "moved.txt", first.entry.sha256) == 0
    assert one(archive, "moved.txt") == twin.summary.id
    assert len(archive.letters()) == 2
