"""The issuer of a cited document as the recogniser of names sees it, beside what the rules make of it."""

from __future__ import annotations

import re

from pipeline.extract import cited
from pipeline.extract.ner import Named, Names, Span
from pipeline.folding import fold

_WHO = ("AGENCY", "TITLE", "PLACE")
_JOINED = re.compile(r"\s*(?:[-–]\s*)?")
"""What may stand between the parts of a name (`Cục Y tế dự phòng - Bộ Y tế`)."""
_LEAD = re.compile(r"\s*[,(]?\s*(?:ngày\s[^.;()]{4,30}?\s)?(?:của|do)\s+|\s+")
"""Between code and issuer; a day that could not be read may stand there."""
_ABOUT = re.compile(r"\s*,?\s*(?:về|v/v)\b", re.IGNORECASE)
"""Follows an issuer that no `của` announces; `ngày 29/11/2017, Sở Y tế tổ chức` is a sentence's subject."""


def issuer(text: str, told: Span | None, code: Span, after: int, names: Names) -> Span | None:
    """Where the issuer stands, or None where nobody is recognised there.

    Args:
        text: the paragraph.
        told: the issuer as the rules see it; only its end is in question then.
        code: the cited code, or what stands for it.
        after: end of the code and its day; the issuer follows there where no rule found one.
        names: the recogniser.
    """
    if told is not None:
        found = _run(text, names(text, told), told[0])
        if found is None or _cut(text[found[1] : told[1]]) or _next_document(text[told[1] : found[1]]):
            return told if found else None
        return found
    lead = _LEAD.match(text, after)
    start = lead.end() if lead else after
    if text[start : start + 1].isupper() and start > after:
        found = _run(text, names(text, (code[0], start)), start)
        return found if found and (text[after:start].strip() or _ABOUT.match(text, found[1])) else None
    return None


def _cut(rest: str) -> bool:
    """Would a name be cut? The rules know its commas and dashes, and capitals tell that it goes on."""
    near = rest.split()[:4]
    return rest[:1] in (",", "-", "–") or any(word[0].isupper() for word in near)


def _next_document(more: str) -> bool:
    """Does what a name goes on with tell of another document (`Sở Y tế và Báo cáo số …`)?"""
    return cited.NAMED.search(fold(more)) is not None


def _run(text: str, found: tuple[Named, ...], start: int) -> Span | None:
    """Names that begin at a place and follow each other without a break; an agency must be among them."""
    end, agency = start, False
    for named in found:
        if named.label not in _WHO or named.start < end:
            continue
        if re.search(r"[:;.]\s", text[named.start : named.end]):  # no name runs over these
            break
        gap = _JOINED.fullmatch(text, end, named.start)
        if gap is None or (end == start and named.start != start):
            break
        end, agency = named.end, agency or named.label == "AGENCY"
    return (start, end) if agency else None
