"""The type of a file from its first bytes, never from its suffix."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from pipeline.errors import Truncated, UnknownType

HEAD = 4096
"""Bytes looked at; a PDF may begin with up to 1,024 bytes of junk."""


class Media(StrEnum):
    """Media types that are read."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"


_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"II*\x00", Media.TIFF),
    (b"MM\x00*", Media.TIFF),
    (b"II+\x00", Media.TIFF),
    (b"MM\x00+", Media.TIFF),
)

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file or a protected one; save it as DOCX or PDF"),
    (b"{\\rtf", "RTF; save it as DOCX or PDF"),
    (b"GIF8", "GIF; save it as PNG"),
    (b"RIFF", "WEBP or another RIFF file; save it as PNG"),
    (b"BM", "BMP; save it as PNG"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"AT&TFORM", "DjVu; print it to PDF"),
    (b"%!PS", "PostScript; print it to PDF"),
)


def media_type(content: bytes, name: str) -> Media:
    """The media type of a file's content (`Media.TEXT` where it may be text).

    Raises:
        UnknownType: the content is of a type that is not read here.
        Truncated: a ZIP container that cannot be opened.
    """
    head = content[:HEAD]
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(content, name)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise UnknownType(name, "HEIC or AVIF; save it as JPEG")
    for magic, remark in _OTHERS:
        if head.startswith(magic):
            raise UnknownType(name, remark)
    return Media.TEXT


def _zipped(content: bytes, name: str) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Truncated(name, str(error)) from error
    if "word/document.xml" in members:
        return Media.DOCX
    if any(m.startswith(("xl/", "ppt/")) for m in members):
        raise UnknownType(name, "a spreadsheet or slides; print it to PDF")
    raise UnknownType(name, "a ZIP archive; unpack it and give the letters inside")
