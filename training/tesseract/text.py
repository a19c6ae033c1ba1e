"""What training pages say: invented letters, some with a body of legal and general prose."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from training.diacritics.corpus import training
from training.letters import LetterText, compose
from training.letters.cast import person
from training.letters.model import Paragraph

SHARES = {"vbpl": 900, "phapdien": 900, "viwiki": 900, "vlc": 300}
"""Paragraphs kept of each corpus."""
LENGTH = (30, 700)
ABBREVIATIONS = (
    *("UBND", "HĐND", "SGDĐT", "SVHTTDL", "SYT", "SNV", "STTTT", "SKHCN", "BTGDVTU", "TTYT", "VP", "VHXH"),
    *("TTr", "TCHC", "GDTrH", "NVY", "KHTC", "BCĐ", "MTTQ", "LĐLĐ", "BGDĐT", "BYT", "BNV", "TTg", "CP"),
    *("QH13", "QH15", "TW", "BTC"),
)
KINDS = ("QĐ", "KH", "CV", "TB", "HD", "GM", "BC", "TTr", "CT", "NQ", "CTr", "HDLN", "KL")


def corpus(rng: random.Random) -> list[str]:
    """Paragraphs of all corpora, chosen evenly, without the documents held out for measuring."""
    chosen: list[str] = []
    for name, count in SHARES.items():
        kept: list[str] = []
        seen = 0
        for document in training(name):
            for line in document:
                if not LENGTH[0] <= len(line) <= LENGTH[1] or "⟦" in line or "|" in line:
                    continue
                seen += 1
                if len(kept) < count:
                    kept.append(line)
                elif (at := rng.randrange(seen)) < count:
                    kept[at] = line
        chosen.extend(kept)
    return [plain(line) for line in chosen]


def plain(text: str) -> str:
    """Letters composed, spaces single, every mark one that the reader knows."""
    text = unicodedata.normalize("NFC", text)
    for old, new in (("…", "..."), ("‘", "'"), ("’", "'"), ("−", "-"), ("‑", "-"), ("•", "-")):
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip()


def letter(seed: int, prose: Sequence[str]) -> LetterText:
    """A letter; in seven of ten the body is prose, capitals, names, codes and dates instead of a letter's."""
    rng = random.Random(f"training lines {seed}")
    told = compose(seed, "train")
    if rng.random() < 0.3:
        return told
    blocks: list[Paragraph] = []
    for _ in range(rng.randint(9, 14)):
        text = rng.choice(prose)
        draw = rng.random()
        if draw < 0.5:
            blocks.append(Paragraph(text))
        elif draw < 0.6:
            blocks.append(Paragraph(text, italic=True))
        elif draw < 0.68:
            blocks.append(Paragraph(text[:200].rsplit(" ", 1)[0], bold=True))
        elif draw < 0.84:
            capitals = " ".join(text.split()[: rng.randint(2, 9)]).upper()
            blocks.append(Paragraph(capitals, bold=rng.random() < 0.75, align="center", indent=False))
        elif draw < 0.92:
            blocks.append(Paragraph(person(rng), bold=True, align="center", indent=False))
        else:
            blocks.append(Paragraph(reference(rng), italic=rng.random() < 0.4))
    return replace(told, body=tuple(blocks), appendix=(), expected={})


def reference(rng: random.Random) -> str:
    """A cited document: kind, code and day in one of the usual ways."""
    number = rng.choice((f"{rng.randint(1, 99):02d}", str(rng.randint(100, 9999))))
    body = "-".join(rng.sample(ABBREVIATIONS, rng.randint(1, 2)))
    year = rng.randint(2005, 2026)
    code = rng.choice((f"{number}/{body}", f"{number}/{rng.choice(KINDS)}-{body}", f"{number}/{year}/{body}"))
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    date = rng.choice((f"ngày {day:02d} tháng {month} năm {year}", f"ngày {day}/{month}/{year}"))
    lead = rng.choice(("Căn cứ Quyết định", "Thực hiện Công văn", "Theo Kế hoạch", "Tiếp theo Thông báo"))
    money = f"{rng.randint(1, 900)}.{rng.randint(0, 999):03d}.000 đồng"
    tail = rng.choice(("", f" với kinh phí {money}", f" ({rng.randint(1, 99)},{rng.randint(1, 9)}%)"))
    return f"{lead} số {code} {date}{tail};"
