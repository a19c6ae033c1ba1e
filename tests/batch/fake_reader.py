"""A reader for tests of the batch: reads `key: value` lines, and misbehaves when it is told to."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from pathlib import Path

from pipeline.errors import EmptyFile, UnknownType
from pipeline.options import ReadOptions
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter
from pipeline.records.page import Line, Page, Reader, Source, Step, Word


def read(path: Path, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
    content = path.read_bytes()
    if not content:
        raise EmptyFile(path.name)
    if not content.startswith(b"code:"):
        raise UnknownType(path.name)
    head, _, body = content.decode().partition("\n---\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    _misbehave(told.get("do", ""))
    pages = tuple(
        Page(number=i, lines=(Line(words=tuple(Word(text=w) for w in text.split())),))
        for i, text in enumerate(body.split("\f"), start=1)
    )
    failed = int(told.get("failed", 0))
    source = Source(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/plain",
        pages=len(pages),
        read_as=Reader.TEXT,
        engine=os.environ.get("OMP_THREAD_LIMIT", ""),
        steps=tuple(Step(page=i + 1, name="failed") for i in range(failed)),
    )
    issued = dt.date.fromisoformat(told["date"]) if "date" in told else None
    letter = Letter(
        source=source,
        kind=_sure("CV"),
        code=_sure(told["code"]),
        issuer=_sure(told.get("issuer", "Ủy ban nhân dân xã An Hòa")),
        subject=_sure(told.get("subject", "việc thường ngày")),
        issued_on=Field[dt.date](value=issued, confidence=1, rule="made") if issued else Field[dt.date](),
        secrecy=_sure(told["secrecy"]) if "secrecy" in told else Field[str](),
        text=tuple(p.text for p in pages),
    )
    return letter, pages


def _sure(value: str) -> Field[str]:
    return Field[str](value=value, raw=value, confidence=1, rule="made")


def _misbehave(how: str) -> None:
    if how == "crash":
        os._exit(11)
    elif how == "hang":
        time.sleep(600)
    elif how == "memory":
        hoard = [bytearray(1 << 20) for _ in range(1 << 16)]
        del hoard
    elif how == "raise":
        raise KeyError("a fault of the reader")
    elif how.startswith("sleep"):
        time.sleep(float(how.split()[1]))
    elif how.startswith("once"):
        flag = Path(how.split(maxsplit=1)[1])
        if not flag.exists():
            flag.touch()
            os._exit(11)


def letter_file(path: Path, code: str, body: str = "Nội dung thường ngày của thư này.", **more: str) -> Path:
    """Write a file that this reader reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"code": code, "date": "2026-05-20", **more}
    path.write_text("\n".join(f"{k}: {v}" for k, v in told.items()) + "\n---\n" + body)
    return path
