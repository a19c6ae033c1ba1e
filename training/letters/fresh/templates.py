"""The templates of a family, one a letter, read from `content/FAMILY`.

Keys of a template. `id`; `kind`, `type_name`; `from` issuers; `subject`; `names` of the contest (or
`names_bare`: printed without quotes), `campaigns`; `days`, `past`, `across`, `months` (see `days.draw`);
`times`; `grounds`, `deciding` of a decision; `body` and `appendix`: a string is a paragraph (`# ` bold,
`_ ` italic, `^ ` centred and bold), a table has `table` and `widths`, `qr` is a code; `to`, `copies`: address
and distribution lists; `cites`; then the truth: `root`, `audience`, `period`, `stages`, `milestones`,
`deadlines`, `prizes`, `quotas`, `contacts`, `requirements`; `traps`: days and times printed that belong to
none of these.
"""

from __future__ import annotations

import functools
from typing import Any

from training.letters import cast

FILES = {
    "fresh": ("schools", "youth", "offices", "unions", "forces", "mixed"),
    "unseen": ("communes", "offices", "plans", "rules", "tables"),
    "distant": ("passed", "planned", "ruled", "scheduled", "reminders"),
    "outlying": ("circulars", "programmes", "terms", "grids", "amendments"),
    "farther": ("handed", "plans", "rules", "tables", "reminders"),
    "remote": ("forwards", "schemes", "regulations", "timetables"),
    "beyond": ("handed", "schemes", "statutes", "tabled", "notices"),
    "faraway": ("relayed", "drawn", "stated", "charted", "followed"),
    "abroad": ("sent", "mapped", "framed", "gridded", "nudged"),
}
"""Families told by templates, and their files."""


@functools.cache
def templates(family: str = "fresh") -> tuple[dict[str, Any], ...]:
    """All templates of a family in the order of the files."""
    return tuple(t for name in FILES[family] for t in cast.load(f"{family}/{name}")["letters"])


def template(seed: int, family: str = "fresh") -> dict[str, Any]:
    """The template of a seed: each has its turn before one comes again."""
    known = templates(family)
    return known[seed * 17 % len(known)] if len(known) % 17 else known[seed % len(known)]
