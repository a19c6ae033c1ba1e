"""Letters made for the tests of archive, batch and search: invented people, places and contents."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from pipeline.archive import Archive, Found
from pipeline.archive.artefacts import pack
from pipeline.records.archive import State
from pipeline.records.contest import Contest
from pipeline.records.evidence import Box, Field
from pipeline.records.letter import Citation, Deadline, Finding, Letter, Severity
from pipeline.records.page import Line, Page, Reader, Source, Step, Word

KEY = "options-1"
NOON = dt.datetime(2026, 6, 20, 12, tzinfo=dt.UTC)
FILLER = (
    "Để bảo đảm tiến độ, các đơn vị phân công cán bộ đầu mối, chuẩn bị nội dung và gửi kết quả về "
    "Văn phòng theo biểu mẫu; quá trình thực hiện có vướng mắc thì trao đổi qua đường dây nóng."
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


def field(value: Any, confidence: float = 0.95, rule: str = "made") -> Field[Any]:
    return (
        Field[Any](value=value, raw=str(value), confidence=confidence, rule=rule) if value else Field[Any]()
    )


def page(text: str, number: int = 1) -> Page:
    """A page whose words stand in boxes of a simple grid, ten to a line."""
    words = text.split()
    lines = []
    for row, i in enumerate(range(0, len(words), 10)):
        top = 0.05 + 0.02 * row
        said = tuple(
            Word(text=w, box=Box(0.1 + 0.08 * k, top, 0.1 + 0.08 * k + 0.07, top + 0.015))
            for k, w in enumerate(words[i : i + 10])
        )
        lines.append(Line(words=said, block=0))
    return Page(number=number, lines=tuple(lines), read_as=Reader.SCAN)


def made(
    body: str,
    *,
    sha256: str = "",
    name: str = "letter.txt",
    code: str | None = "12/UBND-VX",
    issuer: str | None = "Ủy ban nhân dân xã An Hòa",
    issued_on: dt.date | None = dt.date(2026, 5, 20),
    subject: str | None = "triển khai hội thi",
    kind: str = "CV",
    contest: str | None = None,
    cites: tuple[str, ...] = (),
    due: tuple[dt.date, ...] = (),
    secrecy: str | None = None,
    findings: tuple[Finding, ...] = (),
    steps: tuple[Step, ...] = (),
    draft: bool = False,
    confidence: float = 0.95,
    also: tuple[Letter, ...] = (),
) -> tuple[Letter, tuple[Page, ...]]:
    """A record with its pages (`\\f` in `body` begins a page)."""
    pages = tuple(page(text, i) for i, text in enumerate(body.split("\f"), start=1))
    source = Source(
        name=name,
        sha256=sha256 or hashlib.sha256(body.encode()).hexdigest(),
        media_type="text/plain",
        pages=len(pages),
        read_as=Reader.TEXT,
        steps=steps,
    )
    letter = Letter(
        source=source,
        kind=field(kind),
        issuer=field(issuer, confidence),
        number=field(code.split("/")[0] if code else None),
        symbol=field(code.split("/", 1)[1] if code else None),
        code=field(code),
        issued_on=field(issued_on)
        if issued_on
        else Field[Any](rule="blank-on-page" if draft else "not-found"),
        subject=field(subject),
        secrecy=field(secrecy),
        citations=tuple(Citation(code=field(c)) for c in cites),
        deadlines=tuple(Deadline(what=field("báo cáo"), date=field(d)) for d in due),
        contest=Contest(name=field(contest)) if contest else None,
        is_draft=Field[bool](value=draft, confidence=1, rule="made"),
        findings=findings,
        text=tuple(p.text for p in pages),
        also=also,
    )
    return letter, pages


def doubt(code: str = "D-ORDER") -> Finding:
    return Finding(
        code=code, severity=Severity.WARNING, message="stages overlap", message_vi="các chặng chồng nhau"
    )


def put(archive: Archive, folder: Path, name: str, read: tuple[Letter, tuple[Page, ...]]) -> State:
    """File a made letter the way a run does: enter, claim, deliver."""
    letter, pages = read
    folder.mkdir(exist_ok=True)
    content = f"{name}\n{letter.source.name}\n{letter.text}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / name
    path.write_bytes(content)
    enter(archive, path, sha256, len(content))
    (claim,) = archive.desk.claim(1, 60)
    source = letter.source.model_copy(update={"sha256": sha256, "name": name})
    packed = pack(letter.model_copy(update={"source": source}), pages)
    return archive.desk.deliver(claim, KEY, content, packed, "test 1")[0]


def enter(archive: Archive, path: Path, sha256: str, size: int = 1) -> int:
    return archive.desk.enter([Found(bytes(path), path.name, sha256, size, path.stat().st_mtime_ns)])
