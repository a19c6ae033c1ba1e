"""What was read from a file, kept beside it: the record and the words of its pages."""

from __future__ import annotations

import gzip
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from pipeline.archive.store import Store
from pipeline.errors import ArchiveError
from pipeline.records.letter import Letter
from pipeline.records.page import Page

RECORD, PAGES = "record.json.gz", "pages.json.gz"
_PAGES: TypeAdapter[tuple[Page, ...]] = TypeAdapter(tuple[Page, ...])


def pack(record: Letter, words: tuple[Page, ...]) -> tuple[bytes, bytes]:
    """Record and words as bytes: what travels between processes, and what is kept."""
    return packed(record.model_dump_json(by_alias=True).encode()), packed(_PAGES.dump_json(words))


def unpack(record: bytes, words: bytes) -> tuple[Letter, tuple[Page, ...]]:
    """Take the bytes back."""
    return (
        Letter.model_validate_json(gzip.decompress(record)),
        _PAGES.validate_json(gzip.decompress(words)),
    )


def packed(content: bytes) -> bytes:
    """Compressed; the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=5, mtime=0)


def keep(store: Store, sha256: str, options_key: str, record: bytes, words: bytes) -> None:
    """Write both; the record comes last, so that its presence says that both are there."""
    store.write(store.derived_name(sha256, options_key, PAGES), words)
    store.write(store.derived_name(sha256, options_key, RECORD), record)


def there(store: Store, sha256: str, options_key: str) -> bool:
    """Whether the file was read before, with these options."""
    return store.has(store.derived_name(sha256, options_key, RECORD))


def load(store: Store, sha256: str, options_key: str) -> tuple[Letter, tuple[Page, ...]]:
    """What was read."""
    return unpack(
        store.read(store.derived_name(sha256, options_key, RECORD)),
        store.read(store.derived_name(sha256, options_key, PAGES)),
    )


def whole(store: Store, file: Row[Any]) -> Letter:
    """The record of a file in the ledger, with all letters in it."""
    name = store.derived_name(file.sha256, file.options_key, RECORD)
    try:
        return Letter.model_validate_json(gzip.decompress(store.read(name)))
    except (OSError, EOFError) as error:
        raise ArchiveError(file.id, "its record is gone; run `congvan verify`") from error


def letter(store: Store, file: Row[Any], part: int) -> Letter:
    """The machine's record of one letter of a file."""
    record = whole(store, file)
    return record if part == 1 else record.also[part - 2]


def pages(store: Store, file: Row[Any]) -> tuple[Page, ...]:
    """The words of a file's pages."""
    name = store.derived_name(file.sha256, file.options_key, PAGES)
    try:
        return _PAGES.validate_json(gzip.decompress(store.read(name)))
    except (OSError, EOFError) as error:
        raise ArchiveError(file.id, "its words are gone; run `congvan verify`") from error
