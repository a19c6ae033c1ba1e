"""Why a human should look at a letter."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipeline.options import ArchiveOptions
from pipeline.records.archive import Reason
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter, Severity

DISAGREES = "dates-disagree"
"""The dates of a contest differ from those that hold: found by comparing letters, not in one letter."""
CITED, ORDERED = "cited-elsewhere", "register-order"
HEARSAY = (CITED, ORDERED)
"""What other letters say of a reading."""
NO_WORDS = "no-words"
"""Nothing at all was read: whatever is missing in such a letter need not be told one by one."""
TWICE = "arrival-twice"
"""Another letter bears the same number of the incoming register."""
KEY_FIELDS = {
    "issuer": "cơ quan ban hành",
    "code": "số, ký hiệu",
    "issued_on": "ngày ban hành",
    "subject": "trích yếu",
}


@lru_cache
def general() -> dict[str, tuple[str, str]]:
    """How reasons are called where many letters are counted, by code (`data/reasons.tsv`)."""
    with files("pipeline.archive").joinpath("data", "reasons.tsv").open(encoding="utf-8") as lines:
        return {row["code"]: (row["en"], row["vi"]) for row in csv.DictReader(lines, delimiter="\t")}


def reasons(letter: Letter, options: ArchiveOptions) -> tuple[Reason, ...]:
    """Everything about a letter that a human should decide, most pressing first."""
    found: list[Reason] = []
    failed = sorted({s.page for s in letter.source.steps if s.name == "failed"})
    if failed:
        pages = ", ".join(map(str, failed))
        found.append(_reason("page-failed", f"not read: page {pages}", f"không đọc được trang {pages}"))
    elif not any(page.strip() for page in letter.text):
        return (_reason(NO_WORDS, "no words on its pages", "các trang không có chữ nào"),)
    draft = bool(letter.is_draft.value)
    if draft:
        found.append(
            _reason("draft", "number or day is blank: a draft", "để trống số hoặc ngày: bản dự thảo")
        )
    for name, vi in KEY_FIELDS.items():
        field: Field[Any] = getattr(letter, name)
        blank = field.value is None and field.rule == "blank-on-page"
        if not (blank and draft):
            found.extend(_doubt(name, vi, field, options.review_below))
    found.extend(
        _reason(f.code, f.message, f.message_vi) for f in letter.findings if f.severity is not Severity.INFO
    )
    return tuple(dict.fromkeys(found))


def _doubt(name: str, vi: str, field: Field[Any], below: float) -> list[Reason]:
    words = name.replace("_", " ")
    if field.rule == "human":
        return []
    if field.value is None:
        return [_reason("missing", f"{words}: {field.rule}", f"thiếu {vi}", name)]
    if "handwrit" in field.rule:
        return [_reason("handwritten", f"{words} is handwritten", f"{vi} viết tay", name)]
    if field.confidence < below:
        sure = f"{field.confidence:.0%}"
        return [_reason("doubtful", f"{words} is doubtful ({sure})", f"{vi} chưa chắc ({sure})", name)]
    return []


def _reason(code: str, message: str, message_vi: str, field: str | None = None) -> Reason:
    return Reason(code=code, message=message, message_vi=message_vi, field=field)
