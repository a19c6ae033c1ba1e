"""Bytes to pages: sniff the type, hash, check limits, then hand out pages one at a time."""

from __future__ import annotations

from pipeline.intake.document import Document, RawPage, is_hidden
from pipeline.intake.open import open_document, read_text

__all__ = ["Document", "RawPage", "is_hidden", "open_document", "read_text"]
