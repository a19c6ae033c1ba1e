"""Filling one template: the printed text and the record that it must give."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from training.letters import cast
from training.letters.cast import Agency
from training.letters.facts import DocFact
from training.letters.fresh import days as calendar
from training.letters.fresh import issuers, printed
from training.letters.fresh.templates import template
from training.letters.invent import phone
from training.letters.markup import mark, plain
from training.letters.model import Block, Paragraph, QrCode, Table
from training.letters.ordinary import cited
from training.letters.wording import citation

STYLES: dict[str, dict[str, Any]] = {
    "# ": {"bold": True},
    "_ ": {"italic": True},
    "^ ": {"bold": True, "align": "center", "indent": False},
}
MONEY = (
    (20, 10, 6, 4, 2),
    (15, 8, 5, 3, 1),
    (10, 5, 3, 2, 1),
    (8, 5, 3, 2, 0.5),
    (12, 7, 5, 2, 0.8),
    (6, 4, 3, 1.5, 0.7),
)
"""Ladders of prizes in millions of đồng, best first: `v0` to `v4`."""
COUNTS = ((1, 2, 3, 5), (1, 2, 3, 10), (1, 1, 2, 4), (1, 2, 4, 6), (2, 3, 5, 8))
TIMES = ("07:00", "07:30", "08:00", "08:30", "09:00", "10:00")
EVENINGS = ("17:00", "20:00", "21:00", "22:00", "23:00")


@dataclass(frozen=True)
class Told:
    """Everything of a letter but its number, signature and marks."""

    agency: Agency
    ward: str
    issued: dt.date
    kind: str
    type_name: str | None
    subject: str
    body: tuple[Block, ...]
    appendix: tuple[Block, ...]
    grounds: tuple[str, ...]
    deciding: tuple[str, ...]
    addressees: list[str]
    distribution: list[str]
    record: dict[str, Any]


def tell(seed: int, rng: random.Random, family: str = "fresh") -> Told:
    """One letter from the family's template of the seed."""
    form = template(seed, family)
    where, ward = _place(rng)
    agency = issuers.issuer(rng.choice(form["from"]), where, ward, rng)
    issued, days = calendar.draw(
        rng,
        form.get("days", ()),
        form.get("past", ()),
        across=form.get("across", False),
        months=form.get("months", ()),
    )
    pad = rng.choice(
        (printed.Padding(True, True), printed.Padding(True, False), printed.Padding(False, False))
    )
    values, facts = _values(form, agency, ward, issued, days, pad, rng)
    docs = [_cited(c, agency, ward, issued, rng, values) for c in form.get("cites", ())]
    values |= {f"c{i}": printed.PrintedDoc(d, pad) for i, d in enumerate(docs, start=1)}
    values["audience"] = form.get("audience", "").format(**values)

    def said(text: str) -> str:
        return text.format(**values)

    subject = said(form["subject"])
    writer = _Truth(form, values, facts, days)
    record = {
        "subject": plain(subject).removeprefix("Về việc "),
        "citations": [citation(d) for d in docs],
        "deadlines": [{"relation": r, "date": writer.moment(d)} for r, d in form.get("deadlines", ())],
        "attachments": [plain(said(a)) for a in form.get("attachments", ())],
        "contest": writer.contest(docs),
    }
    return Told(
        agency=agency,
        ward=ward,
        issued=issued,
        kind=form["kind"],
        type_name=form.get("type_name"),
        subject=subject,
        body=tuple(_block(b, values) for b in form["body"]),
        appendix=tuple(_block(b, values) for b in form.get("appendix", ())),
        grounds=tuple(said(g) for g in form.get("grounds", ())),
        deciding=tuple(form.get("deciding", ())),
        addressees=[said(a) for a in form.get("to", ())],
        distribution=[said(d) for d in form["copies"]],
        record=record,
    )


def _place(rng: random.Random) -> tuple[cast.Province, str]:
    """A place of today: the family has no letters of the years before."""
    while True:
        where, ward = cast.province(rng)
        if not where.old:
            return where, ward


def _cited(
    entry: dict[str, str],
    agency: Agency,
    ward: str,
    issued: dt.date,
    rng: random.Random,
    values: dict[str, Any],
) -> DocFact:
    """A cited document; `of` names its issuer and `symbol` its symbol where `by` knows none such."""
    if "of" not in entry:
        about = plain(entry.get("about", "").format(**values))
        return cited({**entry, "about": about}, agency, ward, issued, rng, {})
    said = {k: plain(v.format(**values)) for k, v in entry.items()}
    date = issued - dt.timedelta(days=rng.randint(2, 45))
    joint = said.get("joint", "/")
    code = f"{rng.randint(3, 1900):02d}{joint}{said['symbol']}"
    return DocFact(said["kind"], code, date, said["of"], said.get("about", ""))


def _values(
    form: dict[str, Any],
    agency: Agency,
    ward: str,
    issued: dt.date,
    days: dict[str, dt.date],
    pad: printed.Padding,
    rng: random.Random,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the template's places print, and the bare numbers and times behind them."""
    bare = "names_bare" in form
    name = rng.choice(form["names_bare" if bare else "names"])
    ladder, counts = rng.choice(MONEY), rng.choice(COUNTS)
    times = {n: _time(rng, spec) for n, spec in form.get("times", {}).items()}
    facts: dict[str, Any] = {f"v{i}": int(v * 1_000_000) for i, v in enumerate(ladder)}
    facts |= {f"n{i}": n for i, n in enumerate(counts, start=1)}
    facts |= {"n0": 1, "q": rng.randint(5, 12), "Q": rng.randint(31, 129)}
    facts |= times
    host = agency.province.code.lower().replace("đ", "d")
    slug = form.get("slug", "cuocthi")
    values: dict[str, Any] = {
        "self": agency.short,
        "Self": mark("ISSUER", agency.full),
        "area": agency.area,
        "kind": agency.province.kind,
        "province": agency.province.full,
        "pname": agency.province.name,
        "ward": ward,
        "unit": agency.unit,
        "year": issued.year,
        "year1": issued.year + 1,
        "edition": rng.randint(2, 18),
        "age": rng.choice((25, 30, 35)),
        "man": mark("PERSON", _person(rng, "male")),
        "woman": mark("PERSON", _person(rng, "female")),
        "phone": mark("PHONE", phone(rng)),
        "phone2": mark("PHONE", phone(rng)),
        "email": mark("EMAIL", f"{slug}@{host}.example.vn"),
        "url": mark("URL", f"https://{slug}.{host}.example.vn/"),
        "url2": mark("URL", f"https://{host}.example.vn/{slug}/the-le"),
        "site": mark("URL", f"{slug}.{host}.example.vn"),
        "name": mark("CONTEST", name.format(year=issued.year)),
        "NAME": name.format(year=issued.year).upper(),
        "campaign": mark("CAMPAIGN", rng.choice(form["campaigns"])) if "campaigns" in form else "",
        "bold": "⟦.bold|",
        "end": "⟧",
        **{n: printed.PrintedTime(t) for n, t in times.items()},
        **{n: printed.PrintedMoney(v) for n, v in facts.items() if n[0] == "v"},
        **{n: printed.PrintedCount(v) for n, v in facts.items() if n[0] in "nqQ" and isinstance(v, int)},
        **{n: printed.PrintedDay(d, pad) for n, d in days.items()},
        "issued": printed.PrintedDay(issued, pad),
    }
    return values, facts


def _person(rng: random.Random, sex: str) -> str:
    """A full name that goes with `ông` or with `bà`."""
    data = cast.load("people")
    return " ".join(rng.choice(data[k]) for k in ("surnames", f"middle_{sex}", f"given_{sex}"))


def _time(rng: random.Random, spec: str) -> dt.time:
    """A time of the morning, of the evening, or the one given."""
    drawn = {"am": TIMES, "pm": EVENINGS}.get(spec, (spec,))
    return dt.time.fromisoformat(rng.choice(drawn))


def _block(entry: Any, values: dict[str, Any]) -> Block:
    if isinstance(entry, dict):
        if "qr" in entry:
            return QrCode(plain(entry["qr"].format(**values)), entry.get("caption", ""))
        rows = tuple(tuple(cell.format(**values) for cell in row) for row in entry["table"])
        widths = entry.get("widths") or [1 / len(rows[0])] * len(rows[0])
        return Table(rows, tuple(widths))
    style = STYLES.get(entry[:2], {})
    return Paragraph(entry[2 if style else 0 :].format(**values), **style)


@dataclass(frozen=True)
class _Truth:
    """Turns the template's short notes into the contest of the contract."""

    form: dict[str, Any]
    values: dict[str, Any]
    facts: dict[str, Any]
    days: dict[str, dt.date]

    def moment(self, note: str) -> str | None:
        """`a` a day, `a p` a day with a time, `-` none."""
        if note == "-":
            return None
        day, _, time = note.partition(" ")
        if time:
            return dt.datetime.combine(self.days[day], self.facts[time]).isoformat()
        return self.days[day].isoformat()

    def text(self, template: str) -> str | None:
        """Plain text of a template, None where there is nothing."""
        return plain(template.format(**self.values)) or None

    def number(self, note: Any) -> int | None:
        """`n1`, `v2`, `-` for none, or the number itself."""
        if note == "-":
            return None
        return int(self.facts[note]) if isinstance(note, str) else int(note)

    def contest(self, docs: list[DocFact]) -> dict[str, Any]:
        """The whole contest."""
        form = self.form
        period = form.get("period")
        root = form.get("root")
        return {
            "name": self.text("{name}"),
            "campaign": self.text("{campaign}"),
            "root": docs[int(root[1:]) - 1].code if root else None,
            "period": {"start": self.moment(period[0]), "end": self.moment(period[1])} if period else None,
            "stages": [self.stage(i, *s) for i, s in enumerate(form.get("stages", ()), start=1)],
            "milestones": [self.milestone(*m) for m in form.get("milestones", ())],
            "prizes": [self.prize(*p) for p in form.get("prizes", ())],
            "contacts": {
                kind: [self.text("{" + n + "}") for n in form.get("contacts", ()) if n in names]
                for kind, names in (
                    ("urls", ("url", "url2", "site")),
                    ("emails", ("email",)),
                    ("phones", ("phone", "phone2")),
                )
            },
            "audience": self.text(form.get("audience", "")),
            "quotas": [
                {"take": self.number(t), "out_of": self.number(o), "unit": u}
                for t, o, u in form.get("quotas", ())
            ],
            "requirements": [self.text(r) for r in form.get("requirements", ())],
        }

    def stage(
        self, index: int, label: str, name: str, start: str, end: str, vague: str = ""
    ) -> dict[str, Any]:
        """One stage."""
        return {
            "index": index,
            "label": self.text(label),
            "name": self.text(name),
            "start": self.moment(start),
            "end": self.moment(end),
            "mode": None,
            "text": self.text(vague),
        }

    def milestone(self, kind: str, how: str, *when: str) -> dict[str, Any]:
        """A window (`from a b`), a day (`on a`) or a limit (`before a`)."""
        if how == "from":
            return {"kind": kind, "start": self.moment(when[0]), "end": self.moment(when[1])}
        return {"kind": kind, how: self.moment(when[0])}

    def prize(self, rank: str, count: Any, value: Any, certificate: str = "") -> dict[str, Any]:
        """A class of prizes."""
        return {
            "rank": rank,
            "count": self.number(count),
            "value_vnd": self.number(value),
            "certificate": self.text(certificate),
        }
