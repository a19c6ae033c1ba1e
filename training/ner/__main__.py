"""Train the recogniser of names and write it: `python -m training.ner`.

About seven CPU minutes on one core; the legal text lies beside the project (../shared/corpus).

    python -m training.ner --quick --out /tmp/ner

goes the whole way in a minute with a few letters and no legal text.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Optimizer

from training.ner.data import FIRST_SEED, Sample, gathered, letters, misread
from training.ner.tokens import blank, with_rules

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "models" / "ner"
BATCH = 32
HELD_OUT = 3000
"""Letters so many seeds later tell how training goes; their templates are known, so they judge nothing."""


def main() -> None:
    """Gather, train, write."""
    parser = argparse.ArgumentParser(
        prog="python -m training.ner", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=900)
    parser.add_argument("--recovered", type=int, default=700, help="so many of them also misread and mended")
    parser.add_argument("--legal", type=int, default=2400, help="paragraphs of legal acts")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--quick", action="store_true", help="a few letters, to see it work")
    args = parser.parse_args()
    if args.quick:
        args.letters, args.recovered, args.legal, args.epochs = 8, 4, 0, 1
    fix_random_seed(args.seed)
    samples = gathered(args.letters, args.recovered, args.legal, args.seed)
    print(f"{len(samples)} paragraphs, {time.process_time():.0f} s CPU so far", flush=True)
    nlp = blank()
    train(nlp, samples, epochs=args.epochs, seed=args.seed)
    write(with_rules(nlp), args.out)
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(
        f"{args.out}: {size / 1e6:.1f} MB, spaCy {spacy.__version__}, {time.process_time():.0f} s CPU in all"
    )


def write(nlp: Language, out: Path) -> None:
    """Arrays and JSON; the words met in training are not needed and stay away."""
    nlp.meta.update(name="congvan_names", version="1", license="Apache-2.0")
    nlp.to_disk(out, exclude=["vocab"])


def train(nlp: Language, samples: Sequence[Sample], *, epochs: int, seed: int) -> None:
    """Epochs over all paragraphs; the rate falls to a tenth."""
    made = [m for s in samples if (m := example(nlp, s)) is not None]
    rng = random.Random(seed)
    optimizer = nlp.initialize(lambda: made[:200])
    assert isinstance(optimizer, Optimizer)
    steps, done = epochs * (len(made) // BATCH + 1), 0
    for epoch in range(epochs):
        rng.shuffle(made)
        losses: dict[str, float] = {}
        for batch in minibatch(made, size=BATCH):
            optimizer.learn_rate = 0.001 * (1 - 0.9 * done / steps)  # type: ignore[misc]
            nlp.update(batch, sgd=optimizer, drop=0.15, losses=losses)
            done += 1
        seen = nlp.evaluate(list(held_out(nlp)))
        print(
            f"epoch {epoch}: loss {losses['ner']:.0f}, held-out F1 {seen['ents_f']:.3f}, "
            f"{time.process_time():.0f} s CPU",
            flush=True,
        )


def held_out(nlp: Language) -> Iterator[Example]:
    """Paragraphs of letters not trained on, clean and recovered."""
    seeds = range(FIRST_SEED + HELD_OUT, FIRST_SEED + HELD_OUT + 12)
    for samples in (letters(seeds, "train"), misread(letters(seeds, "train"), random.Random(1))):
        yield from (m for s in samples if (m := example(nlp, s)) is not None)


def example(nlp: Language, sample: Sample) -> Example | None:
    """The paragraph as spaCy learns it; None where a name begins or ends inside a token."""
    doc = nlp.make_doc(sample.text)
    tags = tagged(doc, sample)
    return None if tags is None else Example.from_dict(doc, {"entities": tags})


def tagged(doc: Doc, sample: Sample) -> list[str] | None:
    """BILUO tags; `-` where nobody knows."""
    tags = ["O"] * len(doc)
    for start, end in sample.unsure:
        for token in doc:
            if token.idx < end and token.idx + len(token) > start:
                tags[token.i] = "-"
    for start, end, label in sample.spans:
        span = doc.char_span(start, end, label=label)
        if span is None:
            return None
        inner = [f"I-{label}"] * (len(span) - 2)
        parts = [f"U-{label}"] if len(span) == 1 else [f"B-{label}", *inner, f"L-{label}"]
        tags[span.start : span.end] = parts
    return tags


if __name__ == "__main__":
    main()
