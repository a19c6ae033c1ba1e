"""Contest letters with more ways of telling than `contest.py` has: numbered headings, time first, sentences.

Used by families whose phrase file brings `range_open`: stages that begin "now", stages with a limit only,
dates in words, tables with their columns in any order, certificates told once for all prizes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from training.letters.cast import Agency
from training.letters.contest import Bank, ContestWriter, Telling
from training.letters.facts import ContestFact, DocFact, PrizeFact, StageFact
from training.letters.markup import mark, plain
from training.letters.model import Paragraph, Table
from training.letters.wording import capital, fill, in_words, money


class VariedWriter(ContestWriter):
    """Writes one contest letter in the words and forms of a bank of many forms."""

    def __init__(self, bank: Bank, agency: Agency, rng: Any, *, form: str | None = None) -> None:
        super().__init__(bank, agency, rng, form=form)
        self.long_days = rng.random() < bank["long_days"]
        self.opened: str | None = None
        self.until: dict[str, str] = {}
        self.shared = rng.random() < bank["certificate_all_share"]
        self.named = self.form != "timeline"
        self.template = ""

    def write(self, fact: ContestFact, root: DocFact | None, plan: DocFact | None) -> Telling:
        """Decide which stages begin now or have a limit only, then tell the contest."""
        first = fact.stages[0]
        if self.rng.random() < self.bank["open_start"] and not isinstance(first.start, dt.datetime):
            self.opened = first.label
        for stage in fact.stages:
            plain_days = stage.start is not None and not isinstance(stage.start, dt.datetime)
            if stage.label != self.opened and plain_days and self.rng.random() < self.bank["until_share"]:
                self.until[stage.label] = self.pick("range_until")
        if self.opened and fact.period:
            fact = ContestFact(**{**vars(fact), "period": None})
        told = super().write(fact, root, plan)
        for stage in told.record["contest"]["stages"]:
            if stage["label"] == self.opened or stage["label"] in self.until:
                stage["start"] = None
            if not self.named:
                stage["name"] = None
        return told

    def date(self, day: dt.date, *, year: bool = True) -> str:
        """A day for use after `ngày`, now and then in words."""
        return self.words.long(day) if self.long_days and year else self.words.day(day, year=year)

    def range(self, start: Any, end: Any) -> str:
        """A window; short years only where both ends share theirs."""
        if isinstance(start, dt.datetime):
            return super().range(start, end)
        short = start.year == end.year and self.rng.random() < 0.45
        first, last = (True, False) if short and self.rng.random() < 0.2 else (not short, True)
        template = self.pick("range")
        while self.long_days and "ngày {start}" not in template:
            template = self.pick("range")
        return fill(template, start=self.date(start, year=first), end=self.date(end, year=last))

    def when(self, stage: StageFact) -> str:
        """The printed time of a stage."""
        if stage.end is not None and stage.label == self.opened:
            return fill(self.pick("range_open"), end=self.words.day(stage.end))
        if stage.end is not None and stage.label in self.until:
            said = fill(self.until[stage.label], end=self.words.day(stage.end))
            if "trước" in said or "chậm nhất" in said:
                self.limit(stage.end, Paragraph(said))
            return said
        return super().when(stage)

    def schedule(self, fact: ContestFact) -> None:
        """The stages in one of six forms, then what surrounds them."""
        own = {"numbered": self.as_numbered, "timeline": self.as_timeline, "sentences": self.as_sentences}
        if self.form in own:
            tell = own[self.form]
            keep = self.form
            self.form = "list"
            self.as_list = tell  # type: ignore[method-assign]
            super().schedule(fact)
            self.form = keep
        else:
            super().schedule(fact)
        self.aftermath(fact)

    def aftermath(self, fact: ContestFact) -> None:
        """Judging and the announcement of results, between the last stage and the ceremony."""
        last = fact.stages[-1].end
        if last is None or self.rng.random() > 0.35:
            return
        end = last.date() if isinstance(last, dt.datetime) else last
        if self.rng.random() < 0.5:
            start, stop = end + dt.timedelta(days=1), end + dt.timedelta(days=4)
            self.say(fill(self.pick("judging"), start=self.words.day(start), end=self.words.day(stop)))
            days = {"start": start.isoformat(), "end": stop.isoformat()}
            self.milestones.append({"kind": "other", **days})
            return
        day = end + dt.timedelta(days=6)
        self.say(fill(self.pick("result"), date=self.date(day)))
        self.milestones.append({"kind": "other", "on": day.isoformat()})

    def as_detail(self, fact: ContestFact) -> None:
        """A lettered point a stage; now and then a place or a length of time stands among its lines."""
        self.intro(fact)
        for letter, stage in zip("abcdđe", fact.stages, strict=False):
            self.point(f"{letter}) {stage.label}: {stage.name}", stage)

    def as_numbered(self, fact: ContestFact) -> None:
        """A numbered heading a stage (`3.1. Vòng 1 - Sơ khảo`)."""
        number = next((b.text[0] for b in reversed(self.blocks) if getattr(b, "bold", False)), "3")
        number = number if number.isdigit() else "1"
        for i, stage in enumerate(fact.stages, start=1):
            self.point(f"{number}.{i}. {stage.label} - {stage.name}", stage)

    def point(self, heading: str, stage: StageFact) -> None:
        """A stage's heading and the lines below it."""
        self.blocks.append(Paragraph(heading, bold=self.rng.random() < 0.4))
        lines = [fill(self.pick("stage_time"), range=self.when(stage))]
        if stage.mode:
            at = self.rng.choice((0, 1))
            lines.insert(at, fill(self.pick("stage_mode"), mode=stage.mode))
        if self.rng.random() < 0.4:
            lines.insert(self.rng.randint(0, len(lines)), self.pick("stage_place"))
        for line in lines:
            self.say(line)

    def as_timeline(self, fact: ContestFact) -> None:
        """One line a stage, its time first."""
        template = self.pick("timeline")
        self.named = "{name}" in template
        self.template = template
        for stage in fact.stages:
            self.say(fill(template, label=stage.label, name=stage.name, range=self.when(stage)))

    def as_sentences(self, fact: ContestFact) -> None:
        """One paragraph, a sentence or two a stage."""
        template = self.pick("stage_sentence")
        self.template = template
        said = [
            fill(template, label=s.label, name=s.name, range=self.when(s), mode=s.mode) for s in fact.stages
        ]
        self.say(" ".join(said))

    def as_table(self, fact: ContestFact) -> None:
        """A ruled table; the heading tells which column is which."""
        head = tuple(self.rng.choice(self.bank["table_head"]))
        rows: list[tuple[str, ...]] = [head]
        for i, stage in enumerate(fact.stages, start=1):
            rows.append(tuple(self.cell(column, i, stage) for column in head))
        wide = {"TT": 0.08, "STT": 0.08}
        widths = [wide.get(column, 1.0) for column in head]
        rest = (1 - sum(w for w in widths if w < 1)) / sum(w == 1.0 for w in widths)
        self.blocks.append(Table(tuple(rows), tuple(w if w < 1 else rest for w in widths)))

    def cell(self, column: str, index: int, stage: StageFact) -> str:
        """What stands under a column's heading."""
        low = column.lower()
        if low in ("tt", "stt"):
            return f"{index:02d}" if self.words.padded else str(index)
        if "thời gian" in low or "ngày" in low:
            return capital(self.when(stage))
        if "đơn vị" in low:
            return "Ban Tổ chức"
        if low.startswith(("vòng", "các giai", "giai đoạn")):
            return stage.label
        if low == "nội dung công việc":
            return f"{stage.label}: {stage.name}"
        return f"{stage.name}. Hình thức: {stage.mode}"

    def sections(self, fact: ContestFact, common: dict[str, Any]) -> None:
        """As all letters, with the audience also in the middle of a sentence."""
        low = fact.audience[:1].lower() + fact.audience[1:]
        bank = dict(self.bank)
        low = fact.audience if fact.audience.startswith("Công dân Việt") else low
        bank["audience"] = [t.replace("{audience_low}", low) for t in bank["audience"]]
        self.bank = bank
        super().sections(fact, common)

    def prizes(self, fact: ContestFact) -> None:
        """A line a class or a table; the certificate with each, or once for all."""
        if self.rng.random() < 0.25:
            self.prize_table(fact)
            return
        template = self.pick("prize")
        joint = self.pick("certificate_join")
        for prize in fact.prizes:
            line = self.prize(template, joint, prize)
            self.say(line if prize is not fact.prizes[-1] else line.rstrip(";") + ".")
        if self.shared and fact.prizes[0].certificate:
            self.say(fill(self.pick("certificate_all"), certificate=fact.prizes[0].certificate))

    def prize(self, template: str, joint: str, prize: PrizeFact) -> str:
        """One line."""
        certificate = prize.certificate if not self.shared else ""
        return fill(
            template,
            count=f"{prize.count:02d}",
            rank=prize.rank,
            rank_low=prize.rank if len(prize.rank) == 1 else prize.rank.lower(),
            value=mark("MONEY", money(prize.value)),
            million=f"{prize.value / 1_000_000:g}".replace(".", ",") + " triệu đồng",
            words=capital(in_words(prize.value)),
            certificate=fill(joint, certificate=certificate) if certificate else "",
            each_after="/giải" if prize.count > 1 else "",
        )

    def limit(self, date: Any, block: Any) -> None:
        """As all letters, with a `hạn cuối` of its own."""
        super().limit(date, block)
        last = self.deadlines[-1] if self.deadlines else None
        if last and last["relation"] is None and "hạn cuối" in plain(block.text).lower():
            last["relation"] = "hạn cuối"
