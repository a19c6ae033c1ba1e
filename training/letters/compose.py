"""Composing letters by seed: `compose(seed, family) -> LetterText`."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any, Literal, get_args

from training.letters import cast, fresh, ordinary
from training.letters.cast import Agency, Province, Signature
from training.letters.contest import ContestWriter
from training.letters.facts import DocFact
from training.letters.invent import invent
from training.letters.markup import plain
from training.letters.mentions import labelled
from training.letters.model import ArrivalStamp, DigitalSignature, Foot, Head, LetterText, Marks
from training.letters.variety import VariedWriter

Family = Literal[
    "train",
    "test",
    "held",
    "fresh",
    "unseen",
    "distant",
    "outlying",
    "farther",
    "remote",
    "beyond",
    "faraway",
    "abroad",
]
FAMILIES: tuple[Family, ...] = get_args(Family)
Kind = Literal["contest", "ordinary"]
URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
SECRECY = ("MẬT", "MẬT", "TỐI MẬT", "TUYỆT MẬT")


def compose(seed: int, family: Family = "train", *, only: Kind | None = None) -> LetterText:
    """One letter, the same for the same seed and family; four in ten tell of a contest.

    Of the families told by templates all do.
    """
    rng = random.Random(f"{family} {seed}")
    name = f"{family}-{seed:04d}"
    if family in fresh.FILES:
        if only == "ordinary":
            raise ValueError(f"the family `{family}` has contest letters only")
        return fresh_letter(seed, rng, family, name)
    draw = rng.random()
    if only == "contest" or (only is None and draw < 0.4):
        return contest_letter(rng, family, name)
    return office_letter(rng, family, name)


def contest_letter(rng: random.Random, family: Family, name: str) -> LetterText:
    """A contest letter: some launch it, most pass it on."""
    bank = cast.load(family)["contest"]
    where, ward = cast.province(rng)
    topic = rng.choice(bank["topics"])
    issued = any_day(rng, where)
    sender = cast.department(where, rng, topic["department"])
    fact = invent(topic, bank, issued, rng, sender)
    about = rng.choice(bank["root_about"]).format(contest=fact.title)
    root_day = issued - dt.timedelta(days=rng.randint(2, 9))
    code = f"{rng.randint(10, 3200)}/{sender.code}-{sender.unit}"
    issuer = rng.choice((sender.full, sender.short))
    root = DocFact("CV", code, root_day, issuer, about)
    plan_day = issued - dt.timedelta(days=rng.randint(30, 120))
    plan = DocFact("KH", f"{rng.randint(10, 400)}/KH-UBND", plan_day, sender.parent_full or "", "")
    passes_on = rng.random() < 0.6
    agency = cast.commune(where, ward, rng) if passes_on else sender
    writer = VariedWriter if "range_open" in bank else ContestWriter
    told = writer(bank, agency, rng).write(fact, root if passes_on else None, plan)
    level = "commune" if passes_on else "province"
    values = slots(agency, ward)
    return finish(
        name,
        agency,
        issued,
        rng,
        kind="CV",
        subject=told.subject,
        body=told.blocks,
        addressees=[t.format(**values) for t in rng.choice(bank[f"addressees_{level}"])],
        distribution=[t.format(**values) for t in rng.choice(bank[f"distribution_{level}"])],
        record=told.record,
        **chance(rng, agency, issued),
    )


def office_letter(rng: random.Random, family: Family, name: str) -> LetterText:
    """A letter of any kind that announces no contest."""
    topic = rng.choice(cast.load(family)["letters"])
    where, ward = cast.province(rng)
    issued = any_day(rng, where)
    agency = cast.by_name(rng.choice(topic["from"]), where, ward, rng)
    values = slots(agency, ward)
    told = ordinary.write(topic, agency, ward, issued, rng)
    return finish(
        name,
        agency,
        issued,
        rng,
        kind=topic["kind"],
        subject=told.subject,
        type_name=topic.get("type_name"),
        body=told.blocks,
        grounds=told.grounds,
        deciding=tuple(topic.get("deciding", ())),
        appendix=told.appendix,
        addressees=[t.format(**values) for t in topic["addressees"]],
        distribution=[t.format(**values) for t in topic["distribution"]],
        record=told.record,
        **chance(rng, agency, issued),
    )


def fresh_letter(seed: int, rng: random.Random, family: Family, name: str) -> LetterText:
    """A contest letter from a template of its own; none is secret."""
    told = fresh.tell(seed, rng, family)
    drawn = chance(rng, told.agency, told.issued)
    drawn["marks"] = replace(drawn["marks"], secrecy=None)
    return finish(
        name,
        told.agency,
        told.issued,
        rng,
        kind=told.kind,
        type_name=told.type_name,
        subject=told.subject,
        body=told.body,
        appendix=told.appendix,
        grounds=told.grounds,
        deciding=told.deciding,
        addressees=told.addressees,
        distribution=told.distribution,
        record=told.record,
        **drawn,
    )


def any_day(rng: random.Random, where: Province) -> dt.date:
    """A working day of the years in which the place was called so."""
    first, days = (dt.date(2017, 1, 9), 2900) if where.old else (dt.date(2025, 7, 1), 540)
    day = first + dt.timedelta(days=rng.randint(0, days))
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def slots(agency: Agency, ward: str) -> dict[str, str]:
    """What address and distribution lists may name."""
    return {
        "area": agency.area,
        "short": agency.short,
        "unit": agency.unit,
        "kind": agency.province.kind,
        "province": agency.province.full,
        "ward": ward,
    }


def chance(rng: random.Random, agency: Agency, issued: dt.date) -> dict[str, Any]:
    """Stamps, handwriting and blanks, as often as letters have them."""
    sealed = rng.random() < 0.75
    draft = rng.random() < 0.07
    marks = Marks(
        seal=sealed and not draft,
        signature=(sealed or rng.random() < 0.3) and not draft,
        urgency=rng.choice(URGENCIES) if rng.random() < 0.15 else None,
        urgency_ink="black" if rng.random() < 0.15 else "red",
        urgency_shape="arrow" if rng.random() < 0.3 else "box",
        urgency_slant=rng.choice((0.0, rng.uniform(-6, 9))),
        arrival=_arrival(rng, agency, issued) if rng.random() < 0.15 and not draft else None,
        digital=_digital(rng, agency, issued) if rng.random() < 0.1 and not draft else None,
        secrecy=rng.choice(SECRECY) if rng.random() < 0.04 else None,
    )
    by_hand: frozenset[str] = frozenset()
    if not draft and marks.digital is None and rng.random() < 0.2:
        by_hand = frozenset(rng.choice((("number",), ("number", "day"), ("number", "day"))))
    return {"marks": marks, "number": None if draft else 0, "blank_day": draft, "by_hand": by_hand}


def _arrival(rng: random.Random, agency: Agency, issued: dt.date) -> ArrivalStamp:
    where, ward = cast.province(rng)
    office = rng.choice((f"UBND {ward}", f"Văn phòng UBND {where.full}", f"Trạm Y tế {ward}"))
    return ArrivalStamp(office, str(rng.randint(11, 4200)), issued + dt.timedelta(days=rng.randint(0, 4)))


def _digital(rng: random.Random, agency: Agency, issued: dt.date) -> DigitalSignature:
    host = agency.province.code.lower().replace("đ", "d")
    time = dt.datetime.combine(issued, dt.time(rng.randint(7, 17), rng.randint(0, 59), rng.randint(0, 59)))
    return DigitalSignature(agency.full, f"vanthu@{agency.code.lower()}.{host}.example.vn", time)


def bare(letter: LetterText) -> LetterText:
    """The letter without anything stamped or written over the print, for text files."""
    expected = {**letter.expected, "urgency": None, "secrecy": None}
    expected["arrival"] = {"office": None, "number": None, "date": None}
    head = replace(letter.head, by_hand=frozenset())
    return replace(letter, marks=Marks(), head=head, expected=expected)


def finish(
    name: str,
    agency: Agency,
    issued: dt.date,
    rng: random.Random,
    *,
    kind: str,
    subject: str,
    body: tuple[Any, ...],
    addressees: list[str],
    distribution: list[str],
    record: dict[str, Any],
    marks: Marks | None = None,
    number: int | None = 0,
    by_hand: frozenset[str] = frozenset(),
    signature: Signature | None = None,
    signer: str | None = None,
    type_name: str | None = None,
    blank_day: bool = False,
    **more: Any,
) -> LetterText:
    """Head and foot around a body, and the whole record.

    `number` None leaves it blank, 0 draws one.
    """
    printed = f"{number or rng.randint(1, 2900):02d}" if number is not None else None
    if kind == "CV":
        symbol = f"{agency.code}-{agency.unit}" if not agency.party else f"CV/{agency.code}"
    else:
        symbol = f"{kind}-{agency.code}" if not agency.party else f"{kind}/{agency.code}"
    day = None if blank_day else f"{issued.day:02d}"
    month = f"{issued.month:02d}" if issued.month < 3 else str(issued.month)
    head = Head(
        issuer=tuple(agency.issuer),
        parent=agency.parent,
        symbol=symbol,
        place=agency.place,
        date=issued,
        number=printed,
        day=day,
        month=None if blank_day else month,
        by_hand=by_hand,
        party=agency.party,
        banner=agency.banner,
    )
    signature = signature or rng.choice(agency.signatures)
    signer = signer or cast.person(rng)
    marks = marks or Marks()
    expected = base_record(head, agency, kind, subject, addressees, distribution, signature, signer, marks)
    expected.update(record)
    return labelled(
        LetterText(
            name=name,
            head=head,
            subject=subject,
            kind=kind,
            type_name=type_name,
            body=body,
            foot=Foot(tuple(distribution), signature.lines, signer),
            addressees=tuple(addressees),
            marks=marks,
            expected=expected,
            **more,
        )
    )


def base_record(
    head: Head,
    agency: Agency,
    kind: str,
    subject: str,
    addressees: list[str],
    distribution: list[str],
    signature: Signature,
    signer: str,
    marks: Marks,
) -> dict[str, Any]:
    """The keys of the record contract that head and foot give."""
    joint = "-" if head.party else "/"
    dated = head.day is not None
    arrival = marks.arrival
    return {
        "schema": "congvan.letter/1",
        "kind": kind,
        "parent_agency": agency.parent_full,
        "issuer": agency.full,
        "number": head.number,
        "symbol": head.symbol,
        "code": f"{head.number}{joint}{head.symbol}" if head.number else None,
        "place": head.place,
        "issued_on": head.date.isoformat() if dated else None,
        "urgency": marks.urgency,
        "secrecy": marks.secrecy,
        "subject": plain(subject),
        "addressees": [plain(a) for a in addressees],
        "distribution": [plain(d) for d in distribution],
        "signer": {
            "capacity": signature.capacity,
            "for": signature.for_,
            "title": signature.title,
            "name": signer,
        },
        "citations": [],
        "deadlines": [],
        "arrival": {
            "office": arrival.office if arrival else None,
            "number": arrival.number if arrival else None,
            "date": arrival.date.isoformat() if arrival else None,
        },
        "attachments": [],
        "contest": None,
        "is_draft": head.number is None or not dated,
    }
