"""Composing letters by seed: `compose(seed, family) -> LetterText`."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any, Literal

from training.letters import cast
from training.letters.cast import Agency, Signature
from training.letters.contest import ContestWriter
from training.letters.facts import ContestFact, DocFact, PrizeFact, StageFact
from training.letters.markup import plain
from training.letters.model import Foot, Head, LetterText, Marks

Family = Literal["train", "test"]


def compose(seed: int, family: Family = "train") -> LetterText:
    """One letter, the same for the same seed and family."""
    rng = random.Random(f"{family} {seed}")
    return contest_by_seed(rng, family, f"{family}-{seed:04d}")


def contest_by_seed(rng: random.Random, family: Family, name: str) -> LetterText:
    """A contest letter: half launch it, half pass it on."""
    bank = cast.load(family)["contest"]
    where, ward = cast.province(rng)
    topic = rng.choice(bank["topics"])
    issued = dt.date(rng.choice((2024, 2025, 2026)), rng.randint(2, 9), rng.randint(1, 28))
    sender = cast.department(where, rng, topic["department"])
    fact = invent(topic, issued, rng, sender)
    about = rng.choice(bank["root_about"]).format(contest=fact.title)
    root_day = issued - dt.timedelta(days=rng.randint(2, 9))
    root = DocFact("CV", f"{rng.randint(10, 3200)}/{sender.code}-{sender.unit}", root_day, sender.full, about)
    plan_day = issued - dt.timedelta(days=rng.randint(30, 120))
    plan = DocFact("KH", f"{rng.randint(10, 400)}/KH-UBND", plan_day, sender.parent_full or "", "")
    passes_on = rng.random() < 0.6
    agency = cast.commune(where, ward, rng) if passes_on else sender
    writer = ContestWriter(bank, agency, rng)
    told = writer.write(fact, root if passes_on else None, plan)
    level = "commune" if passes_on else "province"
    values = {"area": agency.area, "short": agency.short, "unit": agency.unit, "kind": where.kind}
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
    )


def invent(topic: dict[str, Any], issued: dt.date, rng: random.Random, sender: Agency) -> ContestFact:
    """Dates, prizes and contacts for a topic."""
    label = rng.choice(("Chặng", "Vòng", "Giai đoạn", "Đợt"))
    day = issued + dt.timedelta(days=rng.randint(2, 12))
    stages = []
    for i, (name, mode) in enumerate(topic["stages"], start=1):
        end = day + dt.timedelta(days=rng.randint(4, 24))
        number = ("I", "II", "III", "IV")[i - 1] if rng.random() < 0.0 else str(i)
        stages.append(StageFact(f"{label} {number}", name, day, end, mode))
        day = end + dt.timedelta(days=rng.randint(1, 3))
    first, last = stages[0], stages[-1]
    assert first.start and first.end and last.end
    base = rng.choice((2, 3, 5, 8)) * 1_000_000
    ranks = (("Nhất", 1, base * 2), ("Nhì", 2, base), ("Ba", 3, base // 2), ("Khuyến khích", 5, base // 4))
    certificate = f"Giấy khen của Giám đốc {sender.short}" if rng.random() < 0.5 else ""
    phone = f"0{rng.choice((912, 983, 974, 365, 838))}.{rng.randint(100, 999)}.{rng.randint(100, 999)}"
    host = f"{topic['slug']}.{sender.province.code.lower().replace('đ', 'd')}.example.vn"
    return ContestFact(
        kind=topic["kind"],
        name=topic["name"],
        campaign=topic["campaign"],
        slug=topic["slug"],
        audience=topic["audience"],
        stages=tuple(stages),
        period=(first.start, last.end) if rng.random() < 0.6 else None,
        prizes=tuple(PrizeFact(*r, certificate) for r in ranks) if rng.random() < 0.6 else (),
        submission=_submission(first, rng),
        registration=first.start - dt.timedelta(days=1) if rng.random() < 0.2 else None,
        ceremony=last.end + dt.timedelta(days=rng.randint(1, 9)) if rng.random() < 0.5 else None,
        report=last.end + dt.timedelta(days=rng.randint(2, 10)) if rng.random() < 0.6 else None,
        quota=(rng.choice((8, 10, 12)), rng.choice((95, 114, 130)), "xã, phường", 2)
        if rng.random() < 0.3
        else None,
        url=f"https://{host}/dang-ky" if rng.random() < 0.7 else "",
        email=f"{topic['slug']}@{host.split('.', 1)[1]}",
        phone=phone if rng.random() < 0.5 else "",
        contact=cast.person(rng),
    )


def _submission(stage: StageFact, rng: random.Random) -> tuple[dt.date | None, dt.date] | None:
    assert stage.start and stage.end
    draw = rng.random()
    if draw < 0.3:
        return stage.start + dt.timedelta(days=1), stage.end
    return (None, stage.end) if draw < 0.6 else None


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
    )
    signature = signature or rng.choice(agency.signatures)
    signer = signer or cast.person(rng)
    marks = marks or Marks()
    expected = base_record(head, agency, kind, subject, addressees, distribution, signature, signer, marks)
    expected.update(record)
    return LetterText(
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
