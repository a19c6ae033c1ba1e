"""The corpora as arrays of token numbers, cached because cutting 45 million tokens takes minutes.

    python -m training.diacritics.tokenise

writes `.cache/diacritics/tokens-NAME.npy` (0 ends a paragraph) and `tokens-NAME.txt` (the tokens in
the order of their numbers, from 1).
"""

from __future__ import annotations

import argparse
from array import array
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from pipeline.diacritics.tokens import model_tokens, pieces
from training.diacritics import corpus


def numbers(paragraphs: Iterable[str]) -> tuple[np.ndarray, list[str]]:
    """Token numbers of paragraphs, 0 behind each, and the tokens they stand for."""
    known: dict[str, int] = {}
    out = array("i")
    for paragraph in paragraphs:
        for token in model_tokens(list(pieces(paragraph))):
            out.append(known.setdefault(token, len(known) + 1))
        out.append(0)
    return np.frombuffer(out, dtype=np.int32), list(known)


def paths(name: str) -> tuple[Path, Path]:
    """Where the cached arrays of a corpus lie."""
    return corpus.CACHE / f"tokens-{name}.npy", corpus.CACHE / f"tokens-{name}.txt"


def main() -> None:
    """Tokenise the corpora that are not cached yet."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("names", nargs="*", default=[*corpus.LEGAL, *corpus.GENERAL])
    for name in ask.parse_args().names:
        where, words = paths(name)
        if where.exists():
            continue
        found, tokens = numbers(p for d in corpus.training(name) for p in d)
        words.write_text("\n".join(tokens), encoding="utf-8")
        np.save(where, found)
        print(name, len(found), len(tokens))


if __name__ == "__main__":
    main()
