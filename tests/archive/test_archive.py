from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.errors import (
    BadCorrection,
    LetterTimeout,
    NoArchive,
    NotInArchive,
    UnknownType,
    VersionConflict,
)
from pipeline.records.archive import SameAs, State
from pipeline.records.page import Step
from tests.archive.made_letters import FILLER, KEY, Clock, doubt, enter, made, page, put

D = dt.date


def one(archive: Archive, name: str) -> str:
    return next(s.id for s in archive.letters() if s.name == name)


def test_a_letter_comes_back_as_it_was_filed(archive: Archive, tmp_path: Path) -> None:
    read = made(f"Nội dung thư. {FILLER}", code="9/UBND-VX")
    assert put(archive, tmp_path / "in", "a.txt", read) is State.FILED
    (line,) = archive.letters()
    filed = archive.get(line.id)
    assert filed.letter.model_dump(exclude={"source"}) == read[0].model_dump(exclude={"source"})
    assert archive.pages(line.id) == read[1]
    assert archive.original(line.id)[0] == (tmp_path / "in" / "a.txt").read_bytes()
    assert [c.state for c in filed.entry.history] == [State.SEEN, State.CLAIMED, State.READ, State.FILED]
    assert filed.entry.history[2].versions == "test 1"


def test_ids_come_from_the_content(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    assert archive.get(line.id).entry.sha256.startswith(line.id)
    assert archive.get(line.id[:4]).summary.id == line.id
    with pytest.raises(NotInArchive):
        archive.get("zz")
    with pytest.raises(NotInArchive):
        archive.get("")


def test_two_letters_in_one_file_have_two_ids(archive: Archive, tmp_path: Path) -> None:
    second, _ = made("Trang hai là một thư khác hẳn.", code="77/PGD", subject="thư thứ hai")
    read = made(f"{FILLER}\fTrang hai là một thư khác hẳn.", code="76/PGD", also=(second,))
    put(archive, tmp_path / "in", "a.txt", read)
    first, other = archive.letters()
    assert other.id == f"{first.id}-2"
    assert archive.get(other.id).letter.code.value == "77/PGD"
    assert [h.letter.id for h in archive.search("khac han").hits] == [other.id, first.id]
    assert next(h for h in archive.search("khac han").hits if h.letter.id == other.id).snippet is not None


@pytest.mark.parametrize(
    "more, code",
    [
        ({"draft": True, "code": None, "issued_on": None}, "draft"),
        ({"issuer": None}, "missing"),
        ({"confidence": 0.4}, "doubtful"),
        ({"findings": (doubt(),)}, "D-ORDER"),
        ({"steps": (Step(page=1, name="failed", detail="O-PAGE"),)}, "page-failed"),
    ],
)
def test_doubtful_letters_wait_for_a_human(archive: Archive, tmp_path: Path, more: dict, code: str) -> None:
    assert put(archive, tmp_path / "in", "a.txt", made(FILLER, **more)) is State.REVIEW
    (line,) = archive.letters(state=State.REVIEW)
    assert code in [r.code for r in line.reasons]
    assert code in [w.code.split(":")[0] for w in archive.status().waiting]
    accepted = archive.accept(line.id, by="lan")
    assert accepted.summary.state is State.FILED
    assert accepted.entry.history[-1].by == "lan"
    assert archive.reopen(line.id, by="lan").summary.state is State.REVIEW


def test_a_correction_keeps_the_machines_value_and_survives_reading_again(
    archive: Archive, tmp_path: Path, clock: Clock
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, issuer="Uy ban xa An Hoa", confidence=0.4))
    (line,) = archive.letters()
    filed = archive.correct(line.id, {"issuer": "Ủy ban nhân dân xã An Hòa"}, by="lan", expected_version=1)
    assert filed.letter.issuer.value == "Ủy ban nhân dân xã An Hòa"
    assert filed.letter.issuer.rule == "human"
    assert filed.letter.issuer.alternatives[0].value == "Uy ban xa An Hoa"
    (made_,) = filed.corrections
    assert (json.loads(made_.machine), made_.by, made_.at) == ("Uy ban xa An Hoa", "lan", clock.now)
    assert filed.summary.state is State.FILED
    assert [h.letter.id for h in archive.search('issuer:"nhan dan"').hits] == [line.id]

    assert archive.desk.again("options-2") == 1
    (claim,) = archive.desk.claim(1, 60)
    content = (tmp_path / "in" / "a.txt").read_bytes()
    record = archive.get(line.id).letter.model_copy(
        update={"issuer": made(FILLER, issuer="Một cơ quan khác")[0].issuer}
    )
    archive.desk.deliver(claim, "options-2", content, pack(record, (page(FILLER),)), "test 2")
    again = archive.get(line.id)
    assert again.letter.issuer.value == "Ủy ban nhân dân xã An Hòa"
    assert again.letter.issuer.alternatives[0].value == "Một cơ quan khác"
    assert again.summary.version > filed.summary.version

    assert archive.withdraw(line.id, "issuer", by="lan").letter.issuer.value == "Một cơ quan khác"


def test_a_correction_reaches_dates_lists_and_the_code(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER, cites=("1/KH",), due=(D(2026, 6, 1),), draft=True))
    (line,) = archive.letters()
    filed = archive.correct(
        line.id,
        {
            "issued_on": "2026-05-21",
            "number": "13",
            "deadlines[0].date": "2026-06-02",
            "signer.name": "Lê An",
        },
        by="lan",
    )
    assert filed.letter.code.value == "13/UBND-VX"
    assert filed.letter.is_draft.value is False
    assert filed.letter.signer.name.value == "Lê An"
    assert [h.letter.id for h in archive.search("deadline:2/6/2026 from:21/5/2026 code:13").hits] == [line.id]
    assert archive.search("deadline:1/6/2026").hits == ()


@pytest.mark.parametrize(
    "field, value",
    [
        ("isuer", "x"),
        ("issued_on", "31/6"),
        ("signer", "x"),
        ("citations[3].code", "x"),
        ("text", "x"),
        ("", "x"),
    ],
)
def test_corrections_that_fit_nothing_are_refused(
    archive: Archive, tmp_path: Path, field: str, value: str
) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    with pytest.raises(BadCorrection):
        archive.correct(line.id, {field: value}, by="lan")
    assert archive.get(line.id).corrections == ()


def test_the_slower_of_two_people_is_told(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    archive.correct(line.id, {"subject": "một"}, by="lan", expected_version=line.version)
    with pytest.raises(VersionConflict):
        archive.correct(line.id, {"subject": "hai"}, by="minh", expected_version=line.version)


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


def test_verify_finds_every_kind_of_damage(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        put(archive, tmp_path / "in", name, made(f"{name} {FILLER}", code=f"{ord(name[0])}/UB"))
    assert archive.verify().damages == ()
    root = tmp_path / "archive"
    originals = sorted(p for p in (root / "originals").rglob("*") if p.is_file())
    records = sorted(root.rglob("record.json.gz"))
    originals[0].unlink()
    originals[1].write_bytes(b"other")
    gone = next(
        r for r in records if not r.match(f"*{originals[0].stem}*") and originals[1].stem not in str(r)
    )
    gone.write_bytes(gzip.compress(b"{}"))
    (root / "derived" / ".x.1.part").write_bytes(b"half")
    assert sorted(d.code for d in archive.verify().damages) == [
        "V-LEFTOVER", "V-ORIGINAL-CHANGED", "V-ORIGINAL-GONE", "V-RECORD",
    ]  # fmt: skip


def test_there_is_no_archive_unless_one_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        Archive.open(tmp_path / "none")


def test_derived_views_are_made_once(archive: Archive, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", "a.txt", made(FILLER))
    (line,) = archive.letters()
    calls = []
    for _ in range(2):
        assert archive.derived(line.id, "page-1.png", lambda c: calls.append(c) or b"png") == b"png"
    assert len(calls) == 1
