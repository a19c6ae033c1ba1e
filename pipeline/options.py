"""One frozen options model a stage; the command line, the library and config files all build these."""

from __future__ import annotations

import hashlib
import os
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Options(BaseModel):
    """Base: frozen, unknown names refused, hashable by content."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def key(self) -> str:
        """Sixteen hex digits that change when, and only when, an option changes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class IntakeOptions(Options):
    """Limits checked before decoding, and how pages are rendered."""

    max_bytes: int = 200 * 1024 * 1024
    max_pages: int = 300
    max_pixels: int = 120_000_000
    dpi: int | None = None
    """Render at this resolution; None: at the scan's own, within 150..300."""
    use_text_layer: bool = True


class CleanupOptions(Options):
    """What may be done to a page image; each step acts on evidence only."""

    orient: bool = True
    deskew: bool = True
    flatten: bool = True
    despeckle: bool = True
    unwarp: bool = True


class Profile(StrEnum):
    """How much work reading a page may cost; figures in docs/reading.md."""

    FAST = "fast"
    BALANCED = "balanced"
    BEST = "best"


class OcrOptions(Options):
    """Which readers look at a page."""

    profile: Profile = Profile.BALANCED
    page_seconds: float = 60.0


class DiacriticsOptions(Options):
    """When words may be changed.

    `doubts`: also single words that our own reading of a picture may have got wrong, where they
    are at least e**`min_margin` times less likely than another word with the same letters.
    """

    recover: bool = True
    doubts: bool = True
    min_margin: float = 5.0


class ExtractOptions(Options):
    """How fields are chosen.

    `use_ner`: the recogniser of names is a second witness for the issuers of cited documents.
    """

    use_ner: bool = True


class ReadOptions(Options):
    """All stages together."""

    intake: IntakeOptions = IntakeOptions()
    cleanup: CleanupOptions = CleanupOptions()
    ocr: OcrOptions = OcrOptions()
    diacritics: DiacriticsOptions = DiacriticsOptions()
    extract: ExtractOptions = ExtractOptions()


class ArchiveOptions(Options):
    """What may enter an archive, and what a human has to look at."""

    allow_secret: bool = False
    """Store letters marked MẬT, TỐI MẬT or TUYỆT MẬT: only on a machine meant for them."""
    review_below: float = 0.6
    """A key field less sure than this is shown to a human."""
    near_text: float = 0.9
    """Share of common word groups from which two texts count as the same letter."""


class BatchOptions(Options):
    """How many files are read: processes, limits, attempts."""

    jobs: int = 1
    attempts: int = 3
    lease_seconds: float = 60.0
    letter_seconds: float = 60.0
    """Allowed for a letter besides what its pages are allowed (`ocr.page_seconds` each)."""
    worker_mb: int = 3000
    worker_letters: int = 200
    """A worker is replaced by a fresh one after so many letters."""
    max_failed_share: float = 0.5
    stable_seconds: float = 2.0
    """`--watch` takes a file whose size and time did not change for so long."""

    @staticmethod
    def cores() -> int:
        """The cores that this process may use."""
        return len(os.sched_getaffinity(0))
