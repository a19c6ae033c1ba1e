"""Urgency and secrecy, from stamps on the page and from words of the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from pipeline.extract.candidates import Candidate, seen
from pipeline.extract.lines import passage
from pipeline.extract.spelling import in_capitals
from pipeline.extract.zone_columns import stamp_word
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.evidence import Evidence
from pipeline.records.page import ObjectKind, Page

URGENCY = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "HỎA TỐC HẸN GIỜ")
"""Marks of urgency (ND30 PL I)."""
SECRECY = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
"""Marks of secrecy, the highest first."""


def urgency(zones: Zones) -> list[Candidate[str]]:
    """Candidates of the urgency mark."""
    return [*_stamped(zones.pages[:1], ObjectKind.URGENCY, URGENCY), *_printed(zones, URGENCY)]


def secrecy(zones: Zones) -> list[Candidate[str]]:
    """Candidates of the secrecy mark."""
    return [*_stamped(zones.pages[:1], ObjectKind.SECRECY, SECRECY), *_printed(zones, SECRECY)]


def _stamped(pages: Sequence[Page], kind: ObjectKind, marks: Iterable[str]) -> list[Candidate[str]]:
    found: list[Candidate[str]] = []
    for page in pages:
        for item in page.objects:
            if item.kind is not kind:
                continue
            evidence = (Evidence(page=page.number, box=page.locate(item.box)),)
            fit = _nearest(item.text, marks, 0.6)
            if fit is None:
                found.append(Candidate(None, item.text, evidence, "illegible", 0.4))
            else:
                mark, ratio = fit
                sure = ratio * (0.5 + 0.5 * item.confidence)
                found.append(Candidate(mark, item.text, evidence, "stamp", sure))
    return found


def _printed(zones: Zones, marks: Iterable[str]) -> list[Candidate[str]]:
    """A line of the head, or of the addressees' zone, that is the mark and nothing else."""
    found: list[Candidate[str]] = []
    for ref in (*zones.above, *zones.left_head, *zones.right_head, *zones.about, *zones.title, *zones.to):
        text = ref.text.strip(" .,*-_|[]()")
        if not in_capitals(text, 0.8, least=3, most=20):
            continue
        fit = _nearest(text, marks, 0.76)
        if fit is not None and stamp_word(ref.text):
            line = passage([ref])
            found.append(seen(line, 0, len(line.text), fit[0], "head-line", 0.9 * fit[1]))
    return found


def _nearest(text: str, marks: Iterable[str], floor: float) -> tuple[str, float] | None:
    folded = " ".join(re.sub(r"[^a-z ]", " ", fold(text)).split())
    best = max(((m, fuzz.ratio(folded, fold(m)) / 100) for m in marks), key=lambda f: f[1])
    return best if best[1] >= floor else None
