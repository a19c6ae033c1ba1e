"""The exchange header of QCVN 102:2016/BTTTT (edXML), one file a letter.

Element names, their order, the namespace and the form of dates are those that implementers of the
national exchange use; the standard itself was not at hand. What the letter does not say is left
out: no invented values.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.export import wording
from pipeline.export.copies import safe
from pipeline.export.item import Item
from pipeline.place import beside
from pipeline.records.letter import Letter

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PRIORITY = {"KHẨN": "1", "THƯỢNG KHẨN": "2", "HỎA TỐC": "3"}
"""0 is an ordinary letter."""


def write_edxml(
    items: Sequence[Item], folder: Path, *, organs: Mapping[str, str] | None = None
) -> list[Path]:
    """Write one header a letter into a folder; returns the files.

    `organs` gives the agency code (QĐ 20/2020/QĐ-TTg) by the agency's name as it stands in the
    record; an agency without one is named by its name alone.
    """
    written: list[Path] = []
    for item in items:
        stem = safe(wording.code(item.letter) or Path(item.letter.source.name).stem)
        path = folder / f"{stem}.edxml"
        if path in written:  # two letters of one code: two files
            path = folder / f"{stem} {item.letter.source.sha256[:8]}.edxml"
        with beside(path) as temporary:
            tree = ET.ElementTree(header(item, organs or {}))
            ET.indent(tree)
            tree.write(temporary, encoding="utf-8", xml_declaration=True)
        written.append(path)
    return written


def header(item: Item, organs: Mapping[str, str]) -> ET.Element:
    """The envelope with its message header."""
    ET.register_namespace("edXML", NAMESPACE)
    letter = item.letter
    envelope = ET.Element(_name("edXMLEnvelope"))
    message = _add(_add(envelope, "edXMLHeader"), "MessageHeader")
    _organ(_add(message, "From"), letter.issuer.value, letter.parent_agency.value, organs)
    for addressee in letter.addressees:
        _organ(_add(message, "To"), addressee.value, None, organs)
    code = _add(message, "Code")
    _text(code, "CodeNumber", letter.number.value)
    _text(code, "CodeNotation", letter.symbol.value)
    info = _add(message, "PromulgationInfo")
    _text(info, "Place", letter.place.value)
    _text(info, "PromulgationDate", _day(letter.issued_on.value))
    _text(_add(message, "DocumentType"), "TypeName", wording.kind_name(letter))
    _text(message, "Subject", letter.subject.value)
    _signer(message, letter)
    due = item.due_on or next((wording.as_day(d.date.value) for d in wording.dated(letter)), None)
    _text(message, "DueDate", _day(due))
    if letter.distribution:
        places = _add(message, "ToPlaces")
        for entry in letter.distribution:
            _text(places, "Place", entry.value)
    _other(message, letter)
    _responses(message, letter, organs)
    _text(message, "DocumentId", _document_id(letter, organs))
    return envelope


def _organ(parent: ET.Element, name: str | None, above: str | None, organs: Mapping[str, str]) -> None:
    _text(parent, "OrganId", organs.get(name or ""))
    _text(parent, "OrganizationInCharge", above)
    _text(parent, "OrganName", name)


def _signer(message: ET.Element, letter: Letter) -> None:
    signer = _add(message, "SignerInfo")
    _text(signer, "Competence", letter.signer.capacity.value)
    _text(signer, "Position", letter.signer.title.value)
    _text(signer, "FullName", letter.signer.name.value)


def _other(message: ET.Element, letter: Letter) -> None:
    other = _add(message, "OtherInfo")
    _text(other, "Priority", PRIORITY.get(letter.urgency.value or "", "0"))
    _text(other, "PageAmount", str(letter.source.pages))
    if letter.attachments:
        appendixes = _add(other, "Appendixes")
        for attachment in letter.attachments:
            _text(appendixes, "Appendix", attachment.value)


def _responses(message: ET.Element, letter: Letter, organs: Mapping[str, str]) -> None:
    """Every letter cited by its code: the edge from this letter to the one it answers or passes on."""
    for citation in letter.citations:
        if citation.code.value:
            response = _add(message, "ResponseFor")
            _text(response, "OrganId", organs.get(citation.issuer.value or ""))
            _text(response, "Code", citation.code.value)
            _text(response, "PromulgationDate", _day(citation.issued_on.value))


def _document_id(letter: Letter, organs: Mapping[str, str]) -> str | None:
    """`OrganId,YYYY/MM/DD,number/symbol`; None while one of the three is not known."""
    organ = organs.get(letter.issuer.value or "")
    day = _day(letter.issued_on.value)
    return f"{organ},{day},{letter.code.value}" if organ and day and letter.code.value else None


def _day(value: dt.date | None) -> str | None:
    return value.strftime("%Y/%m/%d") if value else None


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: ET.Element, tag: str) -> ET.Element:
    return ET.SubElement(parent, _name(tag))


def _text(parent: ET.Element, tag: str, value: str | None) -> None:
    if value:
        _add(parent, tag).text = value
