"""Amounts of money: `10 triệu đồng`, `5.000.000đ`, `1,5 triệu đồng (bằng chữ: Một triệu rưỡi)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.numbers import Spoken, speak
from pipeline.extract.plain import plain

_SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3, "k": 10**3}
_AMOUNT = re.compile(
    r"(?<![\w./,-])(?P<n>(?!0\d\s)\d{1,3}(?:(?P<sep>[.,\s])\d{3}(?:(?P=sep)\d{3})*)(?![.,]?\d)|\d{1,4}(?:,\d{1,2})?(?!\d))"
    r"\s?(?P<scale>ty|ti|tri.{1,2}u|trieu|tr|nghin|ngan|k)?(?![a-z0-9]{3})\s?"
    r"(?P<unit>d[a-z]ng\b|vnd\b|d(?![a-z0-9])|dvn\b)?"
)
_WORDS = re.compile(
    r"[\s,]*\(?\s*(?:(?:viet\s+)?b[a-z]ng ch[a-z]{1,2}|so tien bang chu)\s?:?\s*|\s*\(\s*(?=[a-z]{2})"
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in đồng: offsets of the figures, and of the words where it is told in words too."""

    start: int
    end: int
    value: int
    spoken: Spoken | None = None

    @property
    def contradicts(self) -> bool:
        """Do the words, read without doubt, say another amount than the figures?"""
        return self.spoken is not None and self.spoken.exact and self.spoken.value != self.value


def _figures(found: re.Match[str]) -> int | None:
    digits = found["n"]
    scale_word = found["scale"] or ""
    scale = _SCALES.get(scale_word, 10**6 if scale_word.startswith("tri") else 1)
    if found["sep"]:
        return int(re.sub(r"\D", "", digits)) * scale
    if "," in digits:
        whole, part = digits.split(",")
        return int(whole) * scale + int(part) * scale // 10 ** len(part) if scale > 1 else None
    return int(digits) * scale


def find_money(text: str) -> Iterator[Money]:
    """Amounts in order: figures with `đồng`, or figures of a million and more.

    Example:
        >>> [m.value for m in find_money("trị giá 10 triệu đồng (bằng chữ: Mười triệu đồng)")]
        [10000000]
    """
    folded = plain(text)
    for found in _AMOUNT.finditer(folded):
        value = _figures(found)
        if value is None or value < 1000:
            continue
        grouped = bool(found["sep"]) and found["sep"] != " "
        if not (found["unit"] or (found["scale"] or "").startswith("tri") or (grouped and value >= 50_000)):
            continue
        if not found["unit"] and not found["scale"] and grouped and re.match(r"0\d", found["n"]):
            continue  # a phone number
        end = found.end("unit") if found["unit"] else found.end("scale") if found["scale"] else found.end("n")
        yield Money(found.start(), end, value, _spoken(text, folded, end))


def _spoken(text: str, folded: str, at: int) -> Spoken | None:
    lead = _WORDS.match(folded, at)
    if lead is None:
        return None
    close = folded.find(")", lead.end())
    end = close if 0 <= close <= lead.end() + 120 else min(len(text), lead.end() + 90)
    spoken = speak(text[lead.end() : end])
    return spoken if spoken is not None and spoken.value >= 1000 else None
