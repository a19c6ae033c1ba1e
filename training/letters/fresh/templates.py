"""The templates of the family, one a letter, read from `content/fresh`.

Keys of a template. `id`; `kind`, `type_name`; `from` issuers; `subject`; `names` of the contest (or
`names_bare`: printed without quotes), `campaigns`; `days`, `past` (see `days.draw`), `across`; `times`;
`grounds`, `deciding` of a decision; `body` and `appendix`: a string is a paragraph (`# ` bold, `_ ` italic,
`^ ` centred and bold), a table has `table` and `widths`, `qr` is a code; `to`, `copies`: address and
distribution lists; `cites`; then the truth: `root`, `audience`, `period`, `stages`, `milestones`,
`deadlines`, `prizes`, `quotas`, `contacts`, `requirements`; `traps`: days and times printed that belong to
none of these.
"""

from __future__ import annotations

import functools
from typing import Any

from training.letters import cast

FILES = ("schools", "youth", "offices", "unions", "forces", "mixed")


@functools.cache
def templates() -> tuple[dict[str, Any], ...]:
    """All templates in the order of the files."""
    return tuple(t for name in FILES for t in cast.load(f"fresh/{name}")["letters"])


def template(seed: int) -> dict[str, Any]:
    """The template of a seed: each has its turn before one comes again."""
    known = templates()
    return known[seed * 17 % len(known)] if len(known) % 17 else known[seed % len(known)]
