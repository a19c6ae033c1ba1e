"""Copies of the originals under names that say what they are; the originals stay untouched."""

from __future__ import annotations

import datetime as dt
import shutil
import string
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.errors import BadTemplate
from pipeline.export import wording
from pipeline.export.item import Item
from pipeline.place import beside

LONGEST = 180
"""Bytes of a name without suffix: file systems take 255, backups and ZIP files fewer."""
_FORBIDDEN = {ord(c): "-" for c in '/\\:*?"<>|'}
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10))}


def copy_renamed(items: Sequence[Item], folder: Path, template: str) -> list[tuple[Path, Path]]:
    """Copy each original into `folder` under the name that the template gives; returns (from, to).

    Nothing is overwritten: a name that is taken gets ` (2)`, except where the same bytes already
    lie there under that name. Items without an original on this machine are left out.

    Example:
        copy_renamed(items, Path("out"), "{code} - {subject} - {issued_on:%d%m%Y}")

    Raises:
        BadTemplate: the template names a field that letters do not have.
    """
    done: list[tuple[Path, Path]] = []
    taken: list[Path] = []
    for item in items:
        if item.original is None:
            continue
        target = folder / f"{file_name(item, template)}{item.original.suffix.lower()}"
        if target in taken or not _same(item.original, target):
            target = unused(target, taken)
            with beside(target) as temporary:
                shutil.copyfile(item.original, temporary)
        taken.append(target)
        done.append((item.original, target))
    return done


def file_name(item: Item, template: str) -> str:
    """The template filled in, safe on every file system; empty parts and their dashes fall away."""
    try:
        pieces = [part for part in string.Formatter().parse(template)]
        filled = _Blanks().vformat(template, (), fields(item))
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise BadTemplate(template, f"{error}; fields: {', '.join(fields(item))}") from error
    if not any(name for _, name, _, _ in pieces):
        raise BadTemplate(template, f"no field in it; fields: {', '.join(fields(item))}")
    parts = [part.strip(" -") for part in filled.split(" - ")]
    return safe(" - ".join(part for part in parts if part) or Path(item.letter.source.name).stem)


def fields(item: Item) -> dict[str, object]:
    """What a template may name."""
    letter = item.letter
    return {
        "code": wording.code(letter),
        "number": letter.number.value,
        "symbol": letter.symbol.value,
        "kind": letter.kind.value,
        "issuer": letter.issuer.value,
        "subject": letter.subject.value,
        "place": letter.place.value,
        "issued_on": letter.issued_on.value,
        "arrived_on": item.arrived_on,
        "arrival_number": item.arrival_number,
        "signer": letter.signer.name.value,
        "name": Path(letter.source.name).stem,
        "id": item.id,
    }


class _Blanks(string.Formatter):
    """A formatter for which a missing value is an empty text, whatever its format.

    It knows names only: no attributes and no indices, so that a template cannot reach into objects.
    """

    def get_field(self, field_name: str, args: Sequence[object], kwargs: object) -> tuple[object, str]:
        assert isinstance(kwargs, dict)
        return kwargs[field_name], field_name

    def format_field(self, value: object, format_spec: str) -> str:
        if value is None:
            return ""
        return str(value) if format_spec and not isinstance(value, dt.date) else format(value, format_spec)


def safe(name: str) -> str:
    """A file name without what file systems refuse, in NFC, not too long.

    Example:
        `15/QĐ-BNV` -> `15-QĐ-BNV`
    """
    name = unicodedata.normalize("NFC", name).translate(_FORBIDDEN)
    name = "".join(" " if c.isspace() else c for c in name if c.isspace() or c.isprintable())
    name = " ".join(name.split()).strip(". ").lstrip("-. ")
    while len(name.encode()) > LONGEST:
        name = name[:-1].rstrip(". -")
    return f"_{name}" if not name or name.split(".")[0].upper() in _RESERVED else name


def unused(path: Path, taken: Collection[Path] = ()) -> Path:
    """The path, or the same with ` (2)`, ` (3)` where a file lies there or is about to."""
    free, number = path, 2
    while free.exists() or free in taken:
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free


def _same(one: Path, other: Path) -> bool:
    return (
        other.is_file()
        and one.stat().st_size == other.stat().st_size
        and one.read_bytes() == other.read_bytes()
    )
