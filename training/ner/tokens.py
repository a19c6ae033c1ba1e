"""The recogniser's shape: syllable tokens that keep codes, dates and addresses whole; a network; rules."""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

CODE = r"\d{1,6}[/-][A-ZĐ\d][\w/Đ&.-]*\w|[A-ZĐ]{2,}(?:[-/][A-ZĐ]\w*)+"
"""`2136/SKHCN-TTTT`, `628-CV/BTGDVTU`, `UBND-VHXH`."""
DATE = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
URL = r"(?:https?://|www\.)\S*[\w/]"
_WHOLE = re.compile(rf"(?:{DATE}|{CODE}|{EMAIL}|{URL})$")

LABELS = ("AGENCY", "PERSON", "TITLE", "PLACE", "CONTEST", "CAMPAIGN")
"""What the recogniser is trained on; CODE, DATE, EMAIL and URL are read by rules."""

MODEL: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}
"""spaCy's own model of the size "efficiency"."""


def tokenizer(nlp: Language) -> Tokenizer:
    """Words and marks apart; what `_WHOLE` matches stays one token."""
    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=_WHOLE.match,
        url_match=None,
    )


def blank() -> Language:
    """The untrained pipeline. `xx`, as spaCy's `vi` wants pyvi or splits at spaces alone."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = tokenizer(nlp)
    recogniser = nlp.add_pipe("ner", config={"model": MODEL})
    for label in LABELS:
        recogniser.add_label(label)  # type: ignore[attr-defined]
    return nlp


def with_rules(nlp: Language) -> Language:
    """The trained pipeline with the rules before it: what they take, the network leaves alone."""
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": label, "pattern": [{"TEXT": {"REGEX": f"^(?:{pattern})$"}}]}
            for label, pattern in (("URL", URL), ("EMAIL", EMAIL), ("DATE", DATE), ("CODE", CODE))
        ]
    )
    return nlp
