"""One letter's zones to its record: the order in which the fields are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.extract import (
    addressees,
    agency,
    anchors,
    arrival,
    attachments,
    citations,
    contest,
    corroborate,
    dateline,
    deadlines,
    distribution,
    draft,
    findings,
    kind,
    marks,
    ner,
    number,
    signer,
    subject,
    witness,
)
from pipeline.extract.candidates import Candidate, choose
from pipeline.extract.zones import Zones
from pipeline.options import ExtractOptions
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter, Signer
from pipeline.records.page import ObjectKind, Reading

Candidates = Mapping[str, Sequence[Candidate[Any]]]
"""The candidates of fields by their names in the record."""


_SINGLE = (
    "kind", "parent_agency", "issuer", "number", "symbol", "code", "place", "issued_on", "urgency", "secrecy",
    "subject",
)  # fmt: skip
_LISTS = ("addressees", "distribution", "attachments")


def assemble(reading: Reading, zones: Zones, options: ExtractOptions) -> tuple[Letter, Candidates]:
    """The record of one letter, and the candidates of its fields by name."""
    dated, signed = dateline.find(zones), signer.find(zones)
    found = _candidates(reading, zones, dated, signed)
    fields: dict[str, Field[Any]] = {name: choose(name, found[name]) for name in _SINGLE}
    lists = {name: tuple(choose(name, [c]) for c in found[name]) for name in _LISTS}
    cited = citations.find(zones, fields["code"].value, ner.names if options.use_ner else ner.nobody)
    anchor = fields["issued_on"].value or dated.year
    letter = Letter(
        source=reading.source,
        signer=_signer(signed[0]) if signed else Signer(),
        co_signers=tuple(_signer(s) for s in signed[1:]),
        citations=cited,
        deadlines=deadlines.find(zones, anchor),
        contest=contest.find(zones, anchor, cited),
        arrival=arrival.find(zones),
        is_draft=draft.judge(fields["number"], fields["issued_on"], signed=_signed_digitally(zones)),
        text=_texts(reading, zones),
        **fields,
        **lists,
    )
    return letter.model_copy(update={"findings": findings.check(letter, zones)}), found


def _candidates(
    reading: Reading, zones: Zones, dated: dateline.Dated, signed: Sequence[signer.Signed]
) -> Candidates:
    """The candidates of every field, with its witnesses: an appendix's note, a signature, the file's name."""
    numbered, name = number.find(zones), reading.source.name
    symbol = choose("symbol", numbered.symbol)
    seen = witness.find(zones, symbol.value, (dated.year, dated.month))
    agencies = agency.find(zones, symbol, choose("place", dated.place).value)
    found: dict[str, Sequence[Candidate[Any]]] = {
        "kind": kind.find(zones, symbol.value),
        "number": (*numbered.number, *seen.number, *corroborate.by_name(name, symbol.value, numbered.number)),
        "symbol": numbered.symbol,
        "code": (*numbered.code, *seen.code, *corroborate.by_name(name, symbol.value, numbered.code)),
        "place": corroborate.by_head(dated.place, choose("issuer", agencies.issuer).value),
        "issued_on": (*corroborate.by_signature(zones, dated.issued_on), *seen.issued_on),
        "issuer": agencies.issuer,
        "parent_agency": agencies.parent,
        "urgency": marks.urgency(zones),
        "secrecy": marks.secrecy(zones),
        "subject": subject.find(zones),
        "addressees": addressees.find(zones),
        "distribution": distribution.find(zones),
        "attachments": attachments.find(zones),
    }
    for part in ("capacity", "for_", "title", "name"):
        found[f"signer.{part.rstrip('_')}"] = getattr(signed[0], part) if signed else ()
    return found


def _signer(signed: signer.Signed) -> Signer:
    return Signer(
        capacity=choose("signer.capacity", signed.capacity),
        for_=choose("signer.for", signed.for_),
        title=choose("signer.title", signed.title),
        name=choose("signer.name", signed.name),
    )


def _texts(reading: Reading, zones: Zones) -> tuple[str, ...]:
    """Text by page of the file, empty where a page belongs to another letter."""
    own = {page.number for page in zones.pages}
    return tuple(page.text if page.number in own else "" for page in reading.pages)


def _signed_digitally(zones: Zones) -> bool:
    """Does the page show the block of a digital signature?"""
    objects = (o for page in zones.pages for o in page.objects)
    return any(o.kind is ObjectKind.DIGITAL_SIGNATURE for o in objects) or any(
        anchors.electronic_signature(r.text) for r in zones.above
    )
