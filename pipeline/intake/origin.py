"""A file's bytes with what is known of them before they are decoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.intake.sniff import Media
from pipeline.records.page import Reader, Source, Step


@dataclass(frozen=True)
class Origin:
    """The bytes of one file: name, content, SHA-256 and media type."""

    path: Path
    name: str
    content: bytes = field(repr=False)
    sha256: str
    media: Media

    def source(
        self,
        pages: int,
        read_as: Reader,
        *,
        media: Media | None = None,
        steps: tuple[Step, ...] = (),
    ) -> Source:
        """The record of this file as a source of `pages` pages."""
        return Source(
            name=self.name,
            sha256=self.sha256,
            media_type=media or self.media,
            pages=pages,
            read_as=read_as,
            steps=steps,
        )
