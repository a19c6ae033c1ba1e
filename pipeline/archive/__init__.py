"""The archive: letters stored, indexed, found again, corrected by humans; nothing is ever lost.

`Archive.open("archive")` or `Archive.open("postgresql://...")` is the door; batch reading goes
through `Archive.desk`.
"""

from __future__ import annotations

from pipeline.archive.archive import Archive
from pipeline.archive.desk import Desk
from pipeline.archive.ledger import Claim, Found, owner_gone

__all__ = ["Archive", "Claim", "Desk", "Found", "owner_gone"]
