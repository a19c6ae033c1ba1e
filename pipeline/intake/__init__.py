"""Bytes to pages: sniff the type, hash, check limits, then hand out pages one at a time."""

from __future__ import annotations

from pipeline.intake.document import Document, RawPage, is_hidden
from pipeline.intake.open import open_document, read_text
from pipeline.intake.picture import too_small

__all__ = ["Document", "RawPage", "is_hidden", "open_document", "read_text", "too_small"]
