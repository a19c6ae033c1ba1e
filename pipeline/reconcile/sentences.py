"""Sentences in English and Vietnamese, from `data/sentences.tsv`."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.checks.moments import shown
from pipeline.records.letter import Letter


class Sentence(NamedTuple):
    """A sentence in both languages."""

    en: str
    vi: str


@lru_cache(maxsize=1)
def _table() -> dict[str, Sentence]:
    with files("pipeline.reconcile").joinpath("data", "sentences.tsv").open(encoding="utf-8") as lines:
        return {row["key"]: Sentence(row["en"], row["vi"]) for row in csv.DictReader(lines, delimiter="\t")}


def sentence(key: str, *places: object, **values: object) -> Sentence:
    """The sentence of a key with its braces filled; a value that is a pair goes by language."""
    form = _table()[key]
    en = form.en.format(*places, **{k: v.en if isinstance(v, Sentence) else v for k, v in values.items()})
    vi = form.vi.format(*places, **{k: v.vi if isinstance(v, Sentence) else v for k, v in values.items()})
    return Sentence(en, vi)


def named(letter: Letter, name: str) -> Sentence:
    """How a sentence refers to a letter: code, date and issuer, else the file's name."""
    code, issuer, issued = letter.code.value, letter.issuer.value, letter.issued_on.value
    draft = bool(letter.is_draft.value)
    if not code or (draft and code.startswith("/")):
        code = None
    en = [code or ("the draft" if draft else f"the letter in {name}")]
    vi = [f"văn bản {code}" if code else ("bản dự thảo" if draft else f"văn bản trong tệp {name}")]
    if issued is not None:
        en.append(f"of {shown(issued)}")
        vi.append(f"ngày {shown(issued)}")
    if issuer:
        en.append(f"({issuer})")
        vi.append(f"của {issuer}")
    return Sentence(" ".join(en), " ".join(vi))


def briefly(letter: Letter, name: str) -> Sentence:
    """A letter mentioned before: its code alone."""
    code = letter.code.value
    if not code or code.startswith("/"):
        return named(letter, name)
    return Sentence(code, f"văn bản {code}")


def joined(parts: list[Sentence]) -> Sentence:
    """Several sentences as one, apart by semicolons."""
    return Sentence("; ".join(p.en for p in parts), "; ".join(p.vi for p in parts))
