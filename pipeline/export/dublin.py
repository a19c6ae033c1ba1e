"""Letters as Dublin Core (ISO 15836, TCVN 7980), for catalogues and other archives."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from pipeline.export import wording
from pipeline.export.item import Item
from pipeline.place import beside
from pipeline.records.letter import Letter

DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"


def write_dublin_core(items: Sequence[Item], destination: Path) -> None:
    """Write all letters into one XML file, one `record` each."""
    ET.register_namespace("dc", DC)
    ET.register_namespace("dcterms", TERMS)
    root = ET.Element("records")
    for item in items:
        record = ET.SubElement(root, "record")
        for name, value in elements(item):
            ET.SubElement(record, name).text = value
    ET.indent(root)
    with beside(destination) as path:
        ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def elements(item: Item) -> list[tuple[str, str]]:
    """Qualified names and values of one letter; what it does not say is left out."""
    letter = item.letter
    signer = " ".join(p for p in (letter.signer.title.value, letter.signer.name.value) if p)
    found: list[tuple[str, str | None]] = [
        (f"{{{DC}}}identifier", wording.code(letter)),
        (f"{{{DC}}}identifier", f"urn:sha256:{letter.source.sha256}"),
        (f"{{{DC}}}title", letter.subject.value),
        (f"{{{DC}}}type", wording.kind_name(letter)),
        (f"{{{DC}}}creator", letter.issuer.value),
        (f"{{{DC}}}contributor", signer),
        (f"{{{TERMS}}}issued", letter.issued_on.value.isoformat() if letter.issued_on.value else None),
        (f"{{{TERMS}}}spatial", letter.place.value),
        *((f"{{{TERMS}}}audience", a.value) for a in letter.addressees),
        (f"{{{TERMS}}}extent", f"{letter.source.pages} trang"),
        (f"{{{DC}}}format", letter.source.media_type),
        (f"{{{DC}}}language", "vi"),
        *((f"{{{TERMS}}}references", code) for code in _cited(letter)),
        *((f"{{{TERMS}}}valid", _until(letter)),),
        *((f"{{{DC}}}source", item.letter.source.name),),
    ]
    return [(name, value) for name, value in found if value]


def _cited(letter: Letter) -> list[str]:
    return list(dict.fromkeys(c.code.value for c in letter.citations if c.code.value))


def _until(letter: Letter) -> str | None:
    days = [wording.as_day(d.date.value) for d in wording.dated(letter)]
    return f"end={max(days).isoformat()}" if days else None
