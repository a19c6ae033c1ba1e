"""The door of the stage: a path in, an opened document out, or a coded error."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from pipeline.errors import EmptyFile, FileMissing, Forbidden, InputError, NotAFile, TooManyBytes, UnknownType
from pipeline.filenames import shown
from pipeline.intake.document import Document
from pipeline.intake.encoding import decode
from pipeline.intake.origin import Origin
from pipeline.intake.pdf import open_pdf
from pipeline.intake.picture import open_picture
from pipeline.intake.plain import open_text
from pipeline.intake.sniff import Media, media_type
from pipeline.intake.worddoc import open_docx
from pipeline.options import IntakeOptions


def open_document(path: Path, options: IntakeOptions) -> Document:
    """Open a letter's file. Nothing is decoded before type, size and limits have been checked.

    The file is only read, never written; a signed PDF stays as it was signed.

    Example:
        with open_document(Path("letter.pdf"), IntakeOptions()) as document:
            for page in document.pages(): ...

    Raises:
        InputError: the file cannot be read; code and remedy say why (docs/input.md).
    """
    origin = _load(path, options.max_bytes)
    match origin.media:
        case Media.PDF:
            return open_pdf(origin, options)
        case Media.PNG | Media.JPEG | Media.TIFF:
            return open_picture(origin, options)
        case Media.DOCX:
            return open_docx(origin, options)
        case _:
            return open_text(origin, options)


def read_text(path: Path, options: IntakeOptions) -> str:
    """The text of a text file as it stands, marks and all, in NFC.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    origin = _load(path, options.max_bytes)
    if origin.media not in (Media.TEXT, Media.MARKDOWN):
        raise UnknownType(origin.name, f"{origin.media}: use `congvan read` for it")
    return decode(origin.content, origin.name)[0]


def _load(path: Path, max_bytes: int) -> Origin:
    name = shown(path.name)
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise FileMissing(name) from error
    except PermissionError as error:
        raise Forbidden(name) from error
    except (OSError, ValueError) as error:  # a loop of links, a name with a zero byte
        raise InputError(name, str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or device"
        raise NotAFile(name, kind)
    if found.st_size == 0:
        raise EmptyFile(name)
    if found.st_size > max_bytes:
        raise TooManyBytes(name, f"{found.st_size} bytes, limit {max_bytes}")
    try:
        content = path.read_bytes()
    except PermissionError as error:
        raise Forbidden(name) from error
    except OSError as error:
        raise InputError(name, str(error)) from error
    if not content.strip():
        raise EmptyFile(name, "white space only")
    return Origin(
        path=path.absolute(),
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media=media_type(content, name),
    )
