from __future__ import annotations

import io

from rich.console import Console

from pipeline.records.contest import Contact, Contacts, Contest, Seen
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter
from pipeline.records.page import Reader, Source
from pipeline.terminal.card import letter_card

SOURCE = Source(name="a.pdf", sha256="0" * 64, media_type="application/pdf", pages=1, read_as=Reader.SCAN)


def shown(contest: Contest) -> str:
    console = Console(width=120, file=io.StringIO(), force_terminal=False)
    console.print(letter_card(Letter(source=SOURCE, contest=contest)))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def url(value: str, seen: Seen) -> Contact:
    return Contact(value=value, raw=value, confidence=0.9, rule="invented", seen=seen)


def test_an_address_printed_and_coded_stands_once() -> None:
    told = (
        url("https://thi.lachong.vn/", Seen.PRINTED),
        url("https://thi.lachong.vn", Seen.QR),
        url("https://huongdan.lachong.vn", Seen.PRINTED),
        url("https://dangky.lachong.vn", Seen.QR),
    )
    text = shown(Contest(name=Field[str](value="Hội thi"), contacts=Contacts(urls=told)))
    assert text.count("thi.lachong.vn") == 1
    assert "https://thi.lachong.vn/ (QR)" in text and "https://dangky.lachong.vn (QR)" in text
    assert "https://huongdan.lachong.vn (QR)" not in text
