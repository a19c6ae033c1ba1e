"""What was read from a file, kept beside it: the record and the words of its pages."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from pipeline.archive.store import Store
from pipeline.errors import ArchiveError
from pipeline.records.letter import Letter
from pipeline.records.page import Page

RECORD, PAGES = "record.json.gz", "pages.json.gz"
_PAGES: TypeAdapter[tuple[Page, ...]] = TypeAdapter(tuple[Page, ...])


def keep(store: Store, sha256: str, options_key: str, record: Letter, words: tuple[Page, ...]) -> None:
    """Write both; the record comes last, so that its presence says that both are there."""
    store.write_packed(store.derived_name(sha256, options_key, PAGES), _PAGES.dump_json(words))
    store.write_packed(
        store.derived_name(sha256, options_key, RECORD), record.model_dump_json(by_alias=True).encode()
    )


def there(store: Store, sha256: str, options_key: str) -> bool:
    """Whether the file was read before, with these options."""
    return store.has(store.derived_name(sha256, options_key, RECORD))


def load(store: Store, sha256: str, options_key: str) -> tuple[Letter, tuple[Page, ...]]:
    """What was read."""
    record = store.read_packed(store.derived_name(sha256, options_key, RECORD))
    words = store.read_packed(store.derived_name(sha256, options_key, PAGES))
    return Letter.model_validate_json(record), _PAGES.validate_json(words)


def whole(store: Store, file: Row[Any]) -> Letter:
    """The record of a file in the ledger, with all letters in it."""
    name = store.derived_name(file.sha256, file.options_key, RECORD)
    try:
        return Letter.model_validate_json(store.read_packed(name))
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
        return _PAGES.validate_json(store.read_packed(name))
    except (OSError, EOFError) as error:
        raise ArchiveError(file.id, "its words are gone; run `congvan verify`") from error
