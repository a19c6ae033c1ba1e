"""Letters held against each other: same contest?, aligned stages, verdicts, which dates hold and why.

    from pipeline.reconcile import compare
    conflicts = compare([Member(id="a1", name="a.pdf", letter=letter), ...])

Pure: letters in, records of `pipeline.records.schedule` out.
"""

from __future__ import annotations

from pipeline.reconcile.compare import compare

__all__ = ["compare"]
