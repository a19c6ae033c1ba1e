"""The findings that can be made, from `data/codes.tsv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.records.evidence import Evidence
from pipeline.records.letter import Finding, Severity


@dataclass(frozen=True)
class Code:
    """One kind of contradiction with its sentences; braces are filled by `finding`."""

    code: str
    severity: Severity
    message: str
    message_vi: str


def _load() -> Mapping[str, Code]:
    with files("pipeline.checks").joinpath("data", "codes.tsv").open(encoding="utf-8") as lines:
        return {
            row["code"]: Code(row["code"], Severity(row["severity"]), row["message"], row["message_vi"])
            for row in csv.DictReader(lines, delimiter="\t")
        }


CODES = _load()


def finding(code: str, evidence: Iterable[Evidence] = (), **values: object) -> Finding:
    """A finding with its sentences filled in English and Vietnamese."""
    kind = CODES[code]
    return Finding(
        code=code,
        severity=kind.severity,
        message=kind.message.format(**values),
        message_vi=kind.message_vi.format(**values),
        evidence=tuple(evidence),
    )
