"""Contest letters: from facts to paragraphs and to the record they must give."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from training.letters.cast import Agency
from training.letters.facts import ContestFact, DocFact, StageFact
from training.letters.markup import mark
from training.letters.model import Block, Paragraph, QrCode, Table
from training.letters.wording import Words, capital, citation, fill, in_words, money

Bank = dict[str, Any]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class Telling:
    """What a letter has said so far: its blocks and the record's parts."""

    subject: str
    blocks: tuple[Block, ...]
    record: dict[str, Any]


class ContestWriter:
    """Writes one contest letter in the words of one bank."""

    def __init__(self, bank: Bank, agency: Agency, rng: random.Random, *, form: str | None = None) -> None:
        self.bank, self.agency, self.rng = bank, agency, rng
        self.words = Words(rng)
        self.form = form or rng.choice(bank.get("forms", ["list", "detail", "prose", "table"]))
        self.blocks: list[Block] = []
        self.deadlines: list[dict[str, Any]] = []
        self.milestones: list[dict[str, Any]] = []
        self.requirements: list[str] = []
        self.title = mark("ISSUER", agency.full) if rng.random() < 0.3 else agency.short

    def pick(self, key: str) -> str:
        """One phrase of the bank."""
        return str(self.rng.choice(self.bank[key]))

    def say(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Add a paragraph."""
        self.blocks.append(Paragraph(capital(text), bold=bold, italic=italic))

    def write(self, fact: ContestFact, root: DocFact | None, plan: DocFact | None) -> Telling:
        """Tell the contest; with `root` the letter passes it on, else it launches it."""
        contest = f"{fact.kind} “{mark('CONTEST', fact.name)}”"
        campaign = f"“{mark('CAMPAIGN', fact.campaign)}”"
        year = self._year(fact)
        common = {
            "contest": contest,
            "campaign": campaign,
            "self": self.title,
            "year": year,
            "province": self.agency.province.full,
        }
        cited = [d for d in (root, plan) if d is not None]
        if root is not None:
            subject = fill(self.pick("subject_pass"), **common)
            about = root.subject.replace(fact.title, contest)
            opening = fill(self.pick("opening_pass"), root=self.words.cite(root), about=about, **common)
        else:
            assert plan is not None
            subject = fill(self.pick("subject_root"), **common)
            opening = fill(self.pick("opening_root"), plan=self.words.cite(plan), **common)
        self.say(opening)
        self.sections(fact, common)
        record = {
            "citations": [citation(d) for d in cited if root is None or d is root],
            "deadlines": self.deadlines,
            "contest": self.record(fact, root),
        }
        return Telling(subject, tuple(self.blocks), record)

    def _year(self, fact: ContestFact) -> int:
        years = [s.start.year for s in fact.stages if s.start]
        return min(years) if years else 2026

    # -- sections ------------------------------------------------------------------------------

    def sections(self, fact: ContestFact, common: dict[str, Any]) -> None:
        """Numbered sections in the order in which letters bring them."""
        names = self.rng.choice(self.bank["headings"])
        audience = fill(self.pick("audience"), audience=fact.audience)
        parts: list[tuple[str, Callable[[], None]]] = [
            (names[0], partial(self.say, self.pick("purpose"))),
            (names[1], partial(self.say, audience)),
            (names[2], partial(self.schedule, fact)),
            (names[3], partial(self.prizes, fact)),
            (names[4], partial(self.tasks, fact, common)),
        ]
        if not fact.prizes:
            del parts[3]
        numbers = self.rng.choice((["1", "2", "3", "4", "5"], ["I", "II", "III", "IV", "V"]))
        for number, (name, part) in zip(numbers, parts, strict=False):
            self.say(f"{number}. {name}", bold=True)
            part()

    def schedule(self, fact: ContestFact) -> None:
        """Period, stages, links, submission, ceremony."""
        if fact.period:
            start, end = fact.period
            self.say(fill(self.pick("period"), start=self.words.day(start), end=self.words.day(end)))
        {"list": self.as_list, "detail": self.as_detail, "prose": self.as_prose, "table": self.as_table}[
            self.form
        ](fact)
        if fact.quota:
            take, total, unit, stage = fact.quota
            label, previous = fact.stages[stage - 1].label, fact.stages[stage - 2].label
            values = {"take": f"{take:02d}", "total": total, "unit": unit, "stage": label}
            self.say(fill(self.pick("quota"), previous=previous, **values))
        if fact.url:
            self.say(fill(self.pick("link"), url=mark("URL", fact.url)))
            if self.rng.random() < 0.6:
                self.blocks.append(QrCode(fact.url, "Mã QR cuộc thi"))
        if fact.registration:
            self.say(fill(self.pick("registration_limit"), date=self.words.day(fact.registration)))
            self.milestones.append({"kind": "registration", "before": fact.registration.isoformat()})
            self.limit(fact.registration, self.blocks[-1])
        if fact.submission:
            self.submission(fact)
        if fact.ceremony:
            self.say(fill(self.pick("ceremony"), date=self.words.day(fact.ceremony)))
            self.milestones.append({"kind": "ceremony", "on": fact.ceremony.isoformat()})

    def submission(self, fact: ContestFact) -> None:
        """When entries are taken: a window or a last day."""
        assert fact.submission is not None
        start, end = fact.submission
        if start is not None:
            self.say(fill(self.pick("submission"), range=self.range(start, end)))
            self.milestones.append({"kind": "submission", "start": start.isoformat(), "end": end.isoformat()})
            return
        self.say(fill(self.pick("submission_limit"), date=self.words.day(end)))
        self.milestones.append({"kind": "submission", "before": end.isoformat()})
        self.limit(end, self.blocks[-1])

    def limit(self, date: Any, block: Block) -> None:
        """Note the deadline that a sentence sets; its relation is the sentence's own word."""
        assert isinstance(block, Paragraph)
        words = ("chậm nhất", "muộn nhất", "không muộn hơn", "đến hết", "trước")
        relation = next((w for w in words if w in block.text.lower()), None)
        entry = {"relation": relation, "date": date.isoformat()}
        if entry not in self.deadlines:
            self.deadlines.append(entry)

    def range(self, start: Any, end: Any) -> str:
        """`từ ngày 28/5 đến hết ngày 10/6/2026`."""
        if isinstance(start, dt.datetime):
            times = [self.words.moment(t, self.bank["moment"]) for t in (start, end)]
            return fill(self.pick("range_times"), start=times[0], end=times[1])
        short = start.year == end.year and self.rng.random() < 0.45
        first, last = (True, False) if short and self.rng.random() < 0.15 else (not short, True)
        return fill(
            self.pick("range"), start=self.words.day(start, year=first), end=self.words.day(end, year=last)
        )

    def when(self, stage: StageFact) -> str:
        """The printed time of a stage."""
        if stage.start is None or stage.end is None:
            return stage.vague
        if stage.start == stage.end and not isinstance(stage.start, dt.datetime):
            return f"ngày {self.words.day(stage.start)}"
        return self.range(stage.start, stage.end)

    def as_list(self, fact: ContestFact) -> None:
        """One line a stage."""
        self.intro(fact)
        template = self.pick("stage_list")
        for i, stage in enumerate(fact.stages):
            end = "." if i == len(fact.stages) - 1 else ";"
            self.say(fill(template, label=stage.label, name=stage.name, range=self.when(stage)) + end)

    def as_detail(self, fact: ContestFact) -> None:
        """A lettered point a stage, with its mode and time below."""
        self.intro(fact)
        for letter, stage in zip("abcdđe", fact.stages, strict=False):
            self.blocks.append(
                Paragraph(f"{letter}) {stage.label} - {stage.name}", bold=self.rng.random() < 0.4)
            )
            if stage.mode:
                self.say(fill(self.pick("stage_mode"), mode=stage.mode))
            self.say(fill(self.pick("stage_time"), range=self.when(stage)))

    def as_prose(self, fact: ContestFact) -> None:
        """All stages in one paragraph."""
        template = self.pick("stage_prose")
        said = [
            fill(template, label=s.label, name=s.name, range=self.when(s), mode=s.mode) for s in fact.stages
        ]
        self.say("; ".join(said) + ".")

    def as_table(self, fact: ContestFact) -> None:
        """A ruled table of stages."""
        head = tuple(self.rng.choice(self.bank["table_head"]))
        rows: list[tuple[str, ...]] = [head]
        for i, stage in enumerate(fact.stages, start=1):
            what = f"{stage.name}: {stage.mode}" if stage.mode else stage.name
            row = (stage.label, what, capital(self.when(stage)))
            rows.append((str(i), *row) if len(head) == 4 else row)
        widths = (0.08, 0.17, 0.42, 0.33) if len(head) == 4 else (0.18, 0.46, 0.36)
        self.blocks.append(Table(tuple(rows), widths))

    def intro(self, fact: ContestFact) -> None:
        """How many stages there are."""
        unit = fact.stages[0].label.rpartition(" ")[0].lower()
        self.say(fill(self.pick("stages_intro"), count=f"{len(fact.stages):02d}", unit=unit))

    def prizes(self, fact: ContestFact) -> None:
        """One line a class of prizes, or a table."""
        if self.rng.random() < 0.25:
            self.prize_table(fact)
            return
        template = self.pick("prize")
        for prize in fact.prizes:
            certificate = f" và {prize.certificate}" if prize.certificate else ""
            line = fill(
                template,
                count=f"{prize.count:02d}",
                rank=prize.rank,
                value=mark("MONEY", money(prize.value)),
                words=capital(in_words(prize.value)),
                certificate=certificate,
                each="mỗi giải " if prize.count > 1 else "",
            )
            self.say(line if prize is not fact.prizes[-1] else line.rstrip(";") + ".")

    def prize_table(self, fact: ContestFact) -> None:
        """A ruled table of prizes; the certificate has a column where there is one."""
        head = list(self.rng.choice(self.bank["prize_head"]))
        rows = [[p.rank, f"{p.count:02d}", mark("MONEY", money(p.value)), p.certificate] for p in fact.prizes]
        wide = any(p.certificate for p in fact.prizes)
        widths = (0.2, 0.16, 0.26, 0.38) if wide else (0.36, 0.24, 0.4)
        columns = len(widths)
        self.blocks.append(Table(tuple(tuple(r[:columns]) for r in [head, *rows]), widths))

    def tasks(self, fact: ContestFact, common: dict[str, Any]) -> None:
        """What the addressees have to do, the report and the closing formula."""
        wanted = self.rng.sample(self.bank["require"], k=min(2, len(self.bank["require"])))
        for text in wanted:
            self.say(text)
            self.requirements.append(text)
        if fact.report:
            office = self.office()
            text = fill(self.pick("report"), date=self.words.day(fact.report), office=office, **common)
            self.say(text)
            self.milestones.append({"kind": "report", "before": fact.report.isoformat()})
            self.limit(fact.report, self.blocks[-1])
        if fact.phone:
            self.say(
                fill(
                    self.pick("contact"),
                    person=mark("PERSON", fact.contact),
                    phone=mark("PHONE", fact.phone),
                    email=mark("EMAIL", fact.email),
                )
            )
        self.say(fill(self.pick("closing"), **common))

    def office(self) -> str:
        """Who collects the reports."""
        if self.agency.code == "UBND":
            return "Phòng Văn hóa - Xã hội"
        return f"Văn phòng {self.agency.short}" if self.agency.short.startswith("Sở") else self.agency.short

    # -- record --------------------------------------------------------------------------------

    def record(self, fact: ContestFact, root: DocFact | None) -> dict[str, Any]:
        """The contest of the record contract."""
        return {
            "name": fact.name,
            "campaign": fact.campaign,
            "root": (root.printed_code or root.code) if root else None,
            "period": {"start": _iso(fact.period[0]), "end": _iso(fact.period[1])} if fact.period else None,
            "stages": [
                {
                    "index": i,
                    "label": s.label,
                    "name": s.name,
                    "start": _iso(s.start),
                    "end": _iso(s.end),
                    "mode": s.mode if self.form != "list" else None,
                    "text": s.vague or None,
                }
                for i, s in enumerate(fact.stages, start=1)
            ],
            "milestones": self.milestones,
            "prizes": [
                {"rank": p.rank, "count": p.count, "value_vnd": p.value, "certificate": p.certificate or None}
                for p in fact.prizes
            ],
            "contacts": {
                "urls": [fact.url] if fact.url else [],
                "emails": [fact.email] if fact.phone else [],
                "phones": [fact.phone] if fact.phone else [],
            },
            "audience": fact.audience,
            "quotas": [{"take": fact.quota[0], "out_of": fact.quota[1], "unit": fact.quota[2]}]
            if fact.quota
            else [],
            "requirements": self.requirements,
        }
