"""Letters held against each other: same contest?, aligned stages, verdicts, which dates hold and why.

    from pipeline.reconcile import compare
    conflicts = compare([Member(id="a1", name="a.pdf", letter=letter), ...])

Pure: letters in, records of `pipeline.records.schedule` out.
"""

from __future__ import annotations

from pipeline.reconcile.compare import compare, only
from pipeline.reconcile.decide import taken_out, together
from pipeline.reconcile.disagreements import disagreements
from pipeline.reconcile.explain import explain, explain_all
from pipeline.reconcile.silent import silent
from pipeline.reconcile.speech import Lang, in_language, label

__all__ = [
    "Lang",
    "compare",
    "disagreements",
    "explain",
    "explain_all",
    "in_language",
    "label",
    "only",
    "silent",
    "taken_out",
    "together",
]
