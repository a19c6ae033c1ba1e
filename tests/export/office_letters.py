"""Letters of invented offices for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.export import Item
from pipeline.records.evidence import Field
from pipeline.records.letter import Arrival, Citation, Deadline, Letter, Signer
from pipeline.records.page import Reader, Source


def text(value: str | None) -> Field[str]:
    return Field[str](value=value)


def day(value: dt.date | None) -> Field[dt.date]:
    return Field[dt.date](value=value)


def letter(number: str = "45", subject: str = "báo cáo số hộ trồng chè", **more: object) -> Letter:
    base = {
        "source": Source(
            name=f"{number or 'x'}.pdf",
            sha256="ab" * 32,
            media_type="application/pdf",
            pages=2,
            read_as=Reader.SCAN,
        ),
        "kind": text("CV"),
        "issuer": text("Sở Nông nghiệp tỉnh An Bình"),
        "number": text(number or None),
        "symbol": text("SNN-TT"),
        "code": text(f"{number}/SNN-TT" if number else None),
        "issued_on": day(dt.date(2026, 2, 3)),
        "subject": text(subject),
        "signer": Signer(capacity=text("KT."), title=text("PHÓ GIÁM ĐỐC"), name=text("Lò Thị Sen")),
    }
    return Letter(**{**base, **more})


def deadline(on: dt.date | dt.datetime, what: str = "gửi báo cáo", relation: str = "trước") -> Deadline:
    return Deadline(what=text(what), relation=text(relation), date=Field[dt.date | dt.datetime](value=on))


def item(made: Letter | None = None, arrived: dt.date | None = dt.date(2026, 2, 5), **more: object) -> Item:
    return Item(letter=made or letter(), arrived_on=arrived, **more)


def citing() -> Letter:
    return letter(citations=(Citation(code=text("12/KH-UBND"), issued_on=day(dt.date(2026, 1, 5))),))


def stamped(number: str, on: dt.date) -> Letter:
    return letter(arrival=Arrival(number=text(number), date=day(on)))


def write(path: Path, content: bytes = b"%PDF-1.4 thu") -> Path:
    path.write_bytes(content)
    return path
