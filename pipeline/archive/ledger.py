"""The ledger: which files were seen, who reads them, what became of them."""

from __future__ import annotations

import datetime as dt
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.archive.tables import change, entry, sighting
from pipeline.errors import Changed, CongvanError, FileMissing, SecretRefused
from pipeline.records.archive import State

LOST_LIMIT = 10
"""A machine may go down so often while it reads a file before the file itself is suspected."""


_PLACE_ERRORS = (FileMissing.code, Changed.code)


@dataclass(frozen=True)
class Found:
    """A file as it lies on disk."""

    path: bytes
    name: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Claim:
    """A file that this process may read now."""

    pk: int
    id: str
    sha256: str
    path: Path
    name: str
    size: int
    attempts: int


def owner_name() -> str:
    """Who holds a lease: machine, process, and when the process began (process numbers return)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def known(db: Connection, path: bytes, size: int, mtime_ns: int) -> int | None:
    """The entry of a file that was seen here before and did not change since."""
    row = db.execute(
        select(sighting.c.entry_pk).where(
            sighting.c.path == path, sighting.c.size == size, sighting.c.mtime_ns == mtime_ns
        )
    ).first()
    return row.entry_pk if row else None


def became(db: Connection, sha256: str) -> tuple[State, str] | None:
    """The state of the entry that came last with this content, and the reason."""
    wanted = select(entry.c.state, entry.c.reason).where(entry.c.sha256 == sha256)
    row = db.execute(wanted.order_by(entry.c.pk.desc()).limit(1)).first()
    return (State(row.state), row.reason) if row else None


def enter(db: Connection, found: Found, now: dt.datetime, *, allow_secret: bool = False) -> bool:
    """Enter a file; True when it is new work.

    The same bytes at a second place become an entry of their own in state `duplicate`; where the
    first place is gone, the file was moved and only its place changes.
    """
    same = db.execute(select(entry).where(entry.c.sha256 == found.sha256).order_by(entry.c.pk)).all()
    if same and same[0].reason_code == SecretRefused.code:
        return allow_secret and _here_again(db, same[0].pk, found, now, "secret letters are allowed now")
    here = next((row for row in same if row.path == found.path), None)
    if here is not None:
        _sight(db, found, here.pk)
        return False
    moved = next((row for row in same if not os.path.lexists(row.path)), None)
    if moved is not None:
        if moved.reason_code in _PLACE_ERRORS:
            return _here_again(db, moved.pk, found, now, "the file is there again")
        db.execute(update(entry).where(entry.c.pk == moved.pk).values(path=found.path, name=found.name))
        note(db, moved.pk, State(moved.state), now, reason=f"moved to {found.name}")
        _sight(db, found, moved.pk)
        return False
    values = {
        "id": _fresh_id(db, found.sha256, len(same)),
        "sha256": found.sha256,
        "path": found.path,
        "name": found.name,
        "size": found.size,
        "state": State.SEEN.value,
        "seen_at": stamp(now),
        "changed_at": stamp(now),
    }
    pk = int(db.execute(insert(entry).values(values).returning(entry.c.pk)).scalar_one())
    note(db, pk, State.SEEN, now)
    _sight(db, found, pk)
    return True


def _here_again(db: Connection, pk: int, found: Found, now: dt.datetime, why: str) -> bool:
    place: dict[str, Any] = {"path": found.path, "name": found.name, "size": found.size}
    move(db, pk, State.SEEN, now, reason=why, attempts=0, **place)
    _sight(db, found, pk)
    return True


def claim(db: Connection, owner: str, now: dt.datetime, lease: float, limit: int) -> list[Claim]:
    """Take up to `limit` waiting files under a lease; oldest first."""
    waiting = (
        select(entry)
        .where(entry.c.state.in_([State.SEEN.value, State.READ.value]), entry.c.owner.is_(None))
        .order_by(entry.c.pk)
        .limit(limit)
    )
    if db.dialect.name != "sqlite":
        waiting = waiting.with_for_update(skip_locked=True)
    claims = []
    for row in db.execute(waiting).all():
        values = {
            "state": State.CLAIMED.value,
            "owner": owner,
            "lease_until": now.timestamp() + lease,
            "changed_at": stamp(now),
        }
        db.execute(update(entry).where(entry.c.pk == row.pk).values(values))
        note(db, row.pk, State.CLAIMED, now, by=owner)
        path = Path(os.fsdecode(row.path))
        claims.append(Claim(row.pk, row.id, row.sha256, path, row.name, row.size, row.attempts))
    return claims


def heartbeat(db: Connection, owner: str, now: dt.datetime, lease: float) -> None:
    """Say that the owner still works on everything it claimed."""
    db.execute(update(entry).where(entry.c.owner == owner).values(lease_until=now.timestamp() + lease))


def recover(db: Connection, now: dt.datetime) -> int:
    """Give back what a dead process held; returns how many files wait again."""
    held = db.execute(select(entry).where(entry.c.owner.is_not(None))).all()
    freed = 0
    for row in held:
        if row.lease_until >= now.timestamp() and not owner_gone(row.owner):
            continue
        lost = row.lost + 1
        state, why = State.SEEN, "its reader went down"
        if lost >= LOST_LIMIT:
            state, why = State.QUARANTINED, f"W-LOST the machine went down {lost} times while it was read"
        values = {"state": state.value, "owner": None, "lease_until": None, "lost": lost}
        db.execute(
            update(entry)
            .where(entry.c.pk == row.pk)
            .values(values | {"changed_at": stamp(now), "reason": why})
        )
        note(db, row.pk, state, now, reason=why)
        freed += 1
    return freed


def move(
    db: Connection,
    pk: int,
    state: State,
    now: dt.datetime,
    *,
    reason: str = "",
    code: str = "",
    versions: str = "",
    by: str = "",
    **more: Any,
) -> None:
    """Put an entry into a state, end its lease unless it is still being worked on."""
    values: dict[str, object] = {
        "state": state.value,
        "reason": reason,
        "reason_code": code,
        "changed_at": stamp(now),
        **more,
    }
    if state is not State.READ:
        values |= {"owner": None, "lease_until": None}
    db.execute(update(entry).where(entry.c.pk == pk).values(values))
    note(db, pk, state, now, reason=reason, versions=versions, by=by)


def fail(
    db: Connection, held: Claim, error: CongvanError, now: dt.datetime, *, final: bool, attempts: int
) -> State:
    """Note a failure: wait for another attempt, or quarantine with the reason."""
    tried = held.attempts + 1
    state = State.QUARANTINED if final or tried >= attempts else State.SEEN
    move(db, held.pk, state, now, reason=str(error), code=error.code, attempts=tried)
    return state


def refuse(db: Connection, held: Claim, now: dt.datetime) -> None:
    """Forget a secret file but for its hash: no name, no place, no size."""
    db.execute(sighting.delete().where(sighting.c.entry_pk == held.pk))
    db.execute(change.delete().where(change.c.entry_pk == held.pk))
    move(
        db, held.pk, State.QUARANTINED, now,
        reason=str(SecretRefused()), code=SecretRefused.code, path=b"", name="(secret)", size=0,
    )  # fmt: skip


def release(db: Connection, owner: str, now: dt.datetime) -> None:
    """Put back what this process holds (a clean stop)."""
    for row in db.execute(select(entry.c.pk).where(entry.c.owner == owner)).all():
        move(db, row.pk, State.SEEN, now, reason="stopped by the user")


def retry(db: Connection, now: dt.datetime, *, allow_secret: bool) -> int:
    """Let quarantined files wait again; refused ones only where secrets are allowed."""
    wanted = select(entry.c.pk, entry.c.reason_code).where(entry.c.state == State.QUARANTINED.value)
    count = 0
    for row in db.execute(wanted).all():
        if row.reason_code != SecretRefused.code or allow_secret:
            move(db, row.pk, State.SEEN, now, reason="tried again", attempts=0, lost=0)
            count += 1
    return count


def again(db: Connection, now: dt.datetime, options_key: str) -> int:
    """Let filed letters that were read with other options wait to be read with these."""
    done = (State.REVIEW.value, State.FILED.value, State.DUPLICATE.value)
    wanted = select(entry.c.pk).where(entry.c.state.in_(done), entry.c.options_key != options_key)
    count = 0
    for row in db.execute(wanted).all():
        move(db, row.pk, State.SEEN, now, reason="to be read with other options", attempts=0)
        count += 1
    return count


def waiting(db: Connection) -> int:
    """How many files still have to be read."""
    open_states = [State.SEEN.value, State.CLAIMED.value, State.READ.value]
    return len(db.execute(select(entry.c.pk).where(entry.c.state.in_(open_states))).all())


def note(
    db: Connection,
    pk: int,
    state: State,
    now: dt.datetime,
    *,
    reason: str = "",
    by: str = "",
    versions: str = "",
) -> None:
    """Write one line of an entry's history."""
    db.execute(
        insert(change).values(
            entry_pk=pk, at=stamp(now), state=state.value, reason=reason, by=by, versions=versions
        )
    )


def stamp(now: dt.datetime) -> str:
    """A moment as the tables hold it: UTC, so that text sorts like time."""
    return now.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _sight(db: Connection, found: Found, pk: int) -> None:
    db.execute(sighting.delete().where(sighting.c.path == found.path))
    db.execute(
        insert(sighting).values(path=found.path, size=found.size, mtime_ns=found.mtime_ns, entry_pk=pk)
    )


def _fresh_id(db: Connection, sha256: str, copies: int) -> str:
    """Eight digits of the hash; more where two contents share them, `~2` for a second copy."""
    for length in range(8, 65, 2):
        short = sha256[:length]
        other = select(entry.c.pk).where(entry.c.id.startswith(short), entry.c.sha256 != sha256)
        if db.execute(other.limit(1)).first() is None:
            return short if not copies else f"{short}~{copies + 1}"
    raise AssertionError("two contents with one SHA-256")


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        return ""


def owner_gone(owner: str) -> bool:
    """Whether the owner is a process of this machine that no longer runs."""
    host, pid, started = owner.rsplit(":", 2)
    return host == socket.gethostname() and bool(started) and _started(int(pid)) != started
