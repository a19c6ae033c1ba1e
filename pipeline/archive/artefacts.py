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
DIVIDED = "record-{}.json.gz"
"""The record of a file of which a human said on which pages letters begin."""
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


def keep_divided(store: Store, sha256: str, options_key: str, begins: str, record: Letter) -> None:
    """Write the record of a file as a human divided it."""
    content = packed(record.model_dump_json(by_alias=True).encode())
    store.write(store.derived_name(sha256, options_key, DIVIDED.format(begins)), content)


def divided(store: Store, sha256: str, options_key: str, begins: str) -> Letter:
    """The record of a file as a human divided it."""
    name = store.derived_name(sha256, options_key, DIVIDED.format(begins))
    return Letter.model_validate_json(gzip.decompress(store.read(name)))


def there(store: Store, sha256: str, options_key: str, begins: str = "") -> bool:
    """Whether the file was read before, with these options, and divided so."""
    name = DIVIDED.format(begins) if begins else RECORD
    return store.has(store.derived_name(sha256, options_key, name))


def load(store: Store, sha256: str, options_key: str) -> tuple[Letter, tuple[Page, ...]]:
    """What was read."""
    return unpack(
        store.read(store.derived_name(sha256, options_key, RECORD)),
        store.read(store.derived_name(sha256, options_key, PAGES)),
    )


def whole(store: Store, file: Row[Any]) -> Letter:
    """The record of a file in the ledger, with all letters in it, divided as a human said."""
    return _record(store, file, DIVIDED.format(file.begins) if file.begins else RECORD)


def machine(store: Store, file: Row[Any]) -> Letter:
    """The record of a file as it was read, whatever a human said of its letters."""
    return _record(store, file, RECORD)


def _record(store: Store, file: Row[Any], what: str) -> Letter:
    name = store.derived_name(file.sha256, file.options_key, what)
    try:
        return Letter.model_validate_json(gzip.decompress(store.read(name)))
    except (OSError, EOFError) as error:
        raise ArchiveError(file.id, "its record is gone; run `congvan verify`") from error


def letter(store: Store, file: Row[Any], part: int) -> Letter:
    """The machine's record of one letter of a file."""
    return part_of(whole(store, file), part)


def part_of(record: Letter, part: int) -> Letter:
    """One letter of a file's record, from 1."""
    return record if part == 1 else record.also[part - 2]


def pages(store: Store, file: Row[Any]) -> tuple[Page, ...]:
    """The words of a file's pages."""
    name = store.derived_name(file.sha256, file.options_key, PAGES)
    try:
        return _PAGES.validate_json(gzip.decompress(store.read(name)))
    except (OSError, EOFError) as error:
        raise ArchiveError(file.id, "its words are gone; run `congvan verify`") from error
