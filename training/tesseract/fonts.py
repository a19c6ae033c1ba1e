"""Serif families with every Vietnamese letter, as often as letters are set in their like."""

from __future__ import annotations

import random

from training.letters import fonts
from training.letters.fonts import Family

TERMES = Family(
    "TeX Gyre Termes",
    "tex-gyre",
    "texgyretermes-regular.otf",
    "texgyretermes-bold.otf",
    "texgyretermes-italic.otf",
    "texgyretermes-bolditalic.otf",
    "fonts-texgyre",
)
PAGELLA = Family(
    "TeX Gyre Pagella",
    "tex-gyre",
    "texgyrepagella-regular.otf",
    "texgyrepagella-bold.otf",
    "texgyrepagella-italic.otf",
    "texgyrepagella-bolditalic.otf",
    "fonts-texgyre",
    0.92,
)
SCHOLA = Family(
    "TeX Gyre Schola",
    "tex-gyre",
    "texgyreschola-regular.otf",
    "texgyreschola-bold.otf",
    "texgyreschola-italic.otf",
    "texgyreschola-bolditalic.otf",
    "fonts-texgyre",
    0.88,
)
LIBERTINE = Family(
    "Linux Libertine",
    "linux-libertine",
    "LinLibertine_R.otf",
    "LinLibertine_RB.otf",
    "LinLibertine_RI.otf",
    "LinLibertine_RZI.otf",
    "fonts-linuxlibertine",
)
CHARIS = Family(
    "Charis SIL",
    "charis",
    "CharisSIL-Regular.ttf",
    "CharisSIL-Bold.ttf",
    "CharisSIL-Italic.ttf",
    "CharisSIL-BoldItalic.ttf",
    "fonts-sil-charis",
    0.88,
)
NOTO = Family(
    "Noto Serif",
    "noto",
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSerif-Italic.ttf",
    "NotoSerif-BoldItalic.ttf",
    "fonts-noto-core",
    0.86,
)
SHARES = (
    (fonts.SERIF, 36),
    (TERMES, 26),
    (fonts.FREE, 16),
    (SCHOLA, 5),
    (LIBERTINE, 5),
    (CHARIS, 4),
    (PAGELLA, 4),
    (NOTO, 4),
)
"""Nghị định 30/2020 prescribes Times New Roman: most weight lies on its like."""


def any_family(rng: random.Random) -> Family:
    """A family, those like Times New Roman most often."""
    return rng.choices([f for f, _ in SHARES], [n for _, n in SHARES])[0]
