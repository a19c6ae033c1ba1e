"""What the recogniser of names is judged on: never its own templates.

`texts`, `scans`: real letters with truth; `letters`, `misread`: generated letters of the family `test`, as
perfect words, and as text that an English reader printed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks import contest_score, extraction, samples
from benchmarks import extraction_score as scoring
from pipeline import diacritics
from pipeline.options import ReadOptions
from pipeline.records.page import Reading
from training.letters import How, any_sheet, compose, pages_of
from training.letters import reading as truth_reading
from training.letters.__main__ import write

FILES = extraction.ROOT / ".cache" / "ner"
SETS = ("texts", "scans", "letters", "misread")
Rows = dict[str, scoring.Score]


@dataclass(frozen=True)
class Case:
    """A letter as read, and how its record is scored."""

    name: str
    reading: Reading
    truth: scoring.Facts
    rows: tuple[str, ...]
    expected: dict[str, Any]
    """The truth file or the expected record."""

    @property
    def issuers(self) -> dict[str, str]:
        """Code of each cited document -> who issued it, empty where that is not told."""
        cited = self.expected.get("references") or self.expected.get("citations") or ()
        return {
            scoring.alnum(str(c.get("number") or c.get("code") or "")): str(c.get("issuer") or "")
            for c in cited
        }

    def sure_of_issuers(self, record: dict[str, Any]) -> Iterator[tuple[float, bool, str]]:
        """(confidence, right, row) of every issuer that both the record and the truth tell."""
        for cited in record.get("citations") or ():
            want = self.issuers.get(scoring.alnum(str(cited["code"]["value"] or "")))
            got = cited["issuer"]["value"]
            if want and got:
                right = scoring.soft(got) == scoring.soft(want)
                yield float(cited["issuer"]["confidence"]), right, "citations: issuer"

    def score(self, record: dict[str, Any]) -> tuple[Rows, list[scoring.Miss]]:
        """All rows of a record, contests and the issuers of cited documents included."""
        got = scoring.from_record(record)
        rows, misses, _ = scoring.compare(self.name, self.truth, got, self.rows)
        row, missed = issuers(self.name, self.issuers, record)
        rows["citations: issuer"] = row
        misses = [*misses, *missed]
        if "contest" in self.expected:
            more, missed = contest_score.compare(self.name, self.expected["contest"], record.get("contest"))
            rows |= more
            misses += missed
        return rows, misses


def issuers(
    name: str, wanted: dict[str, str], record: dict[str, Any]
) -> tuple[scoring.Score, list[scoring.Miss]]:
    """The issuer of each cited document whose code was read."""
    score, misses = scoring.Score(), []
    for cited in record.get("citations") or ():
        code = scoring.alnum(str(cited["code"]["value"] or ""))
        if code not in wanted:
            continue
        want, got = wanted[code], str(cited["issuer"]["value"] or "")
        right = scoring.soft(want) == scoring.soft(got)
        if right and want:
            score.tp += 1
        elif not right:
            score.fp += bool(got)
            score.fn += bool(want)
            misses.append(scoring.Miss(name, "citations: issuer", want or "-", got or "-"))
    return score, misses


def cases(name: str, count: int, options: ReadOptions) -> Iterator[Case]:
    """The letters of one set."""
    if name in ("texts", "scans"):
        for case in extraction.truths(name.removesuffix("s")):
            reading = extraction.read(case.file, options, stale=True)
            yield Case(
                case.name,
                reading,
                case.truth,
                case.rows,
                json.loads(case.file.with_suffix(".json").read_text()),
            )
        return
    for seed in range(count):
        letter = compose(seed, "test")
        if name == "letters":
            pages = pages_of(letter, any_sheet(random.Random(f"sheet {seed}")))
            reading = diacritics.recover(truth_reading(letter.name, pages), options.diacritics)
            expected = {**letter.expected, "urgency": None, "secrecy": None, "arrival": {}}
            yield generated(letter.name, reading, expected)
        else:
            file = FILES / name / f"{letter.name}.txt"
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                write([letter], seed, file.parent, how=How.CLEAN, form="garbled", dpi=200)
            expected = json.loads(file.with_suffix(".expected.json").read_text())
            yield generated(letter.name, extraction.read(file, options, stale=True), expected)


def generated(name: str, reading: Reading, expected: dict[str, Any]) -> Case:
    """A generated letter with its expected record."""
    facts = scoring.from_record(expected)
    rows = [*scoring.COMPARE, *samples.LISTS]
    return Case(name, reading, facts, tuple(r for r in rows if r.split(".")[0] in expected), expected)
