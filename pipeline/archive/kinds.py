"""Types of documents as people name them in a search: `CV`, `công văn`, `cong van`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline import gazetteer
from pipeline.folding import fold_words

LONGEST = max(len(name.split()) for name, _ in gazetteer.kinds())


@cache
def _keys() -> dict[str, str]:
    """Folded names and abbreviations, and the key under which letters of the type are kept."""
    keys = {fold_words(name): fold_words(short) for name, short in gazetteer.kinds()}
    return keys | {key: key for key in keys.values()}


def kind_key(said: str) -> str:
    """The key of a type named by abbreviation or name.

    Example:
        >>> kind_key("Công văn"), kind_key("CV"), kind_key("quyet dinh")
        ('cv', 'cv', 'qd')
    """
    folded = fold_words(said)
    return _keys().get(folded, folded)


def named(words: Sequence[str]) -> int:
    """How many of the first words are the name of a type; 0 where they begin with none."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        if fold_words(" ".join(words[:length])) in _keys():
            return length
    return 0
