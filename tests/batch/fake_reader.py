"""A reader for tests of the batch: reads `key: value` lines, and misbehaves when it is told to."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from pathlib import Path

from pipeline.batch.work import Part
from pipeline.errors import EmptyFile, UnknownType
from pipeline.options import ReadOptions
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter
from pipeline.records.page import Line, Page, Reader, Source, Step, Word


class FakeReader:
    """Reads files written by `letter_file`."""

    def survey(self, path: Path, options: ReadOptions) -> Source:
        head, pages = _open(path)
        return Source(
            name=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            media_type="text/plain",
            pages=len(pages),
            read_as=Reader.TEXT,
            engine=json.dumps([os.environ.get("OMP_THREAD_LIMIT", ""), head]),
        )

    def some(self, path: Path, options: ReadOptions, numbers: range | None) -> Part:
        head, texts = _open(path)
        pages, steps = [], []
        for number, text in enumerate(texts, start=1):
            if numbers is not None and number not in numbers:
                continue
            _misbehave(head.get("do", "") if number == int(head.get("on", 1)) else "")
            pages.append(Page(number=number, lines=(Line(words=tuple(Word(text=w) for w in text.split())),)))
            if number <= int(head.get("failed", 0)):
                steps.append(Step(page=number, name="failed"))
        return self.survey(path, options), tuple(pages), tuple(steps)

    def whole(self, part: Part, options: ReadOptions) -> tuple[Letter, tuple[Page, ...]]:
        source, pages, steps = part
        threads, told = json.loads(source.engine or "[]")
        issued = dt.date.fromisoformat(told["date"])
        letter = Letter(
            source=source.model_copy(update={"steps": steps, "engine": threads}),
            kind=_sure("CV"),
            code=_sure(told["code"]),
            issuer=_sure(told.get("issuer", "Ủy ban nhân dân xã An Hòa")),
            subject=_sure(told.get("subject", "việc thường ngày")),
            issued_on=Field[dt.date](value=issued, confidence=1, rule="made"),
            secrecy=_sure(told["secrecy"]) if "secrecy" in told else Field[str](),
            text=tuple(p.text for p in pages),
        )
        return letter, pages

    def load(self) -> None:
        """Nothing to load."""


def _open(path: Path) -> tuple[dict[str, str], list[str]]:
    content = path.read_bytes()
    if not content:
        raise EmptyFile(path.name)
    if not content.startswith(b"code:"):
        raise UnknownType(path.name)
    head, _, body = content.decode().partition("\n---\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body.split("\f")


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
