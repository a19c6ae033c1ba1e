"""Letters that announce no contest, filled from the phrase files."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from training.letters import cast
from training.letters.cast import Agency
from training.letters.facts import DocFact
from training.letters.invent import named, phone
from training.letters.markup import mark, plain
from training.letters.model import Block, Paragraph, Table
from training.letters.wording import Words, citation

ROLES = ("Trưởng ban", "Phó Trưởng ban", "Thư ký", "Thành viên", "Thành viên", "Thành viên")


@dataclass(frozen=True)
class Told:
    """The parts of a letter that its topic gives."""

    subject: str
    blocks: tuple[Block, ...]
    grounds: tuple[str, ...]
    appendix: tuple[Block, ...]
    record: dict[str, Any]


def write(topic: dict[str, Any], agency: Agency, ward: str, issued: dt.date, rng: random.Random) -> Told:
    """Fill one topic."""
    words = Words(rng)
    days = _days(issued, rng, topic.get("order", ["d0", "d1", "d2", "d3"]))
    made = _names(issued, rng)
    docs = [cited(c, agency, ward, issued, rng, made) for c in topic["cites"]]
    host = agency.province.code.lower().replace("đ", "d")
    values: dict[str, Any] = {
        "self": mark("ISSUER", agency.full) if rng.random() < 0.3 else agency.short,
        "area": agency.area,
        "kind": agency.province.kind,
        "province": agency.province.full,
        "ward": ward,
        "unit": agency.unit,
        "year": issued.year,
        "person": mark("PERSON", cast.person(rng)),
        "phone": mark("PHONE", phone(rng)),
        "email": mark("EMAIL", f"vanthu.{agency.code.lower().replace('đ', 'd')}@{host}.example.vn"),
    }
    values |= made
    values |= {name: words.day(day) for name, day in days.items()}
    for i, doc in enumerate(docs, start=1):
        long = words.long(doc.date) if doc.date else ""
        code = mark("CODE", doc.code)
        values |= {f"c{i}": words.cite(doc), f"a{i}": doc.subject, f"code{i}": code, f"day{i}": long}
    opening = [Paragraph(topic["opening"].format(**values))] if "opening" in topic else []
    points = [_point(p.format(**values)) for p in topic["points"]]
    closing = [Paragraph(topic["closing"].format(**values))] if "closing" in topic else []
    body = (*opening, *points, *closing)
    said = " ".join(plain(b.text) for b in body)
    subject = topic["subject"].format(**values)
    record = {
        "subject": plain(subject).removeprefix("Về việc "),
        "citations": [citation(d) for d in docs],
        "deadlines": [{"relation": r, "date": days[d].isoformat()} for r, d in topic["deadlines"]],
        "attachments": [
            a.format(**values) for a in topic.get("attachments", ()) if a.format(**values) in said
        ],
    }
    grounds = tuple(g.format(**values) for g in topic.get("grounds", ()))
    appendix = members(rng) if topic.get("appendix") == "members" else ()
    return Told(subject, body, grounds, appendix, record)


def _names(issued: dt.date, rng: random.Random) -> dict[str, str]:
    """A contest and a campaign that a letter may mention in passing."""
    names = cast.load("train")["contest"]["names"]
    return {kind: mark(kind.upper(), named(names, kind, issued.year, rng)) for kind in names}


def _point(text: str) -> Paragraph:
    """A point; a heading in Roman numerals is bold."""
    bare = plain(text)
    return Paragraph(text, bold=bare.isupper() and len(bare) < 60)


def _days(issued: dt.date, rng: random.Random, order: list[str]) -> dict[str, dt.date]:
    """Days after the letter's own, in the given order."""
    out, day = {}, issued
    for name in order:
        day += dt.timedelta(days=rng.randint(3, 15))
        out[name] = day
    return out


def cited(
    entry: dict[str, str],
    agency: Agency,
    ward: str,
    issued: dt.date,
    rng: random.Random,
    names: dict[str, str],
) -> DocFact:
    """A document as the topic describes it, from one of the agencies around."""
    about = entry.get("about", "").format(year=issued.year, **names)
    if "code" in entry:
        before = "old_" if entry["date"] > issued.isoformat() else ""
        date = dt.date.fromisoformat(entry[f"{before}date"])
        return DocFact(entry["kind"], entry[f"{before}code"], date, entry["issuer"], about)
    date = issued - dt.timedelta(days=rng.randint(2, 60))
    number, kind = f"{rng.randint(3, 2800):02d}", entry["kind"]
    by, _, rest = entry["by"].partition(":")
    where = agency.province
    if by == "ministry":
        issuer, _, symbol = rest.partition(":")
        return DocFact(kind, f"{number}/{symbol}", date, issuer, about)
    if by == "partyhigher":
        body = "Tỉnh ủy" if where.kind == "tỉnh" else "Thành ủy"
        return DocFact(kind, f"{number}-{kind}/TU", date, f"{body} {where.name}", about)
    other = agency if by == "self" else cast.by_name(entry["by"], where, ward, rng)
    if other.party:
        return DocFact(kind, f"{number}-{kind}/{other.code}", date, other.full, about)
    symbol = f"{other.code}-{other.unit}" if kind == "CV" else f"{kind}-{other.code}"
    return DocFact(kind, f"{number}/{symbol}", date, rng.choice((other.full, other.full, other.short)), about)


def members(rng: random.Random) -> tuple[Block, ...]:
    """An appendix with a list of members."""
    rows = [("TT", "Họ và tên", "Nhiệm vụ")]
    rows += [(str(i), mark("PERSON", cast.person(rng)), role) for i, role in enumerate(ROLES, start=1)]
    return (
        Paragraph("DANH SÁCH", bold=True, align="center", indent=False),
        Paragraph("Thành viên Ban Tổ chức", bold=True, align="center", indent=False),
        Table(tuple(rows), (0.1, 0.55, 0.35)),
    )
