"""What one letter says against itself, computed from its record alone; the one place for this logic.

Shared by extraction (which puts the result into `Letter.findings`), by the archive (after a user's
correction) and by reconciliation (`conflicts` reports them by code). Like `records` it imports no
stage. Codes, severities and sentences stand in `data/codes.tsv`. Example:

    findings = contradictions(letter)          # tuple[Finding, ...], codes C-...
    letter = letter.model_copy(update={"findings": (*doubts, *findings)})

The letter's text is looked at too (weekday against date, prize in figures against words), so it
must be the recovered text in `Letter.text`.
"""

from __future__ import annotations

from pipeline.checks.codes import CODES, finding
from pipeline.checks.contradictions import contradictions

__all__ = ["CODES", "contradictions", "finding"]
