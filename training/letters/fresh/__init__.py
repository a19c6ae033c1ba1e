"""The families `fresh`, `unseen` and `distant`: letters of many clerks, each with its own form.

One template a letter. The templates are data (`content/FAMILY/*.toml`): the text with places for days,
times, amounts and names, and beside it what a careful reader would put into the record. Values are drawn by
seed.
"""

from __future__ import annotations

from training.letters.fresh.telling import Told, tell
from training.letters.fresh.templates import FILES, templates

__all__ = ["FILES", "Told", "tell", "templates"]
