"""Amounts of money: `10 triệu đồng`, `5.000.000đ`, `1 triệu 500 nghìn đồng`, `tám trăm nghìn đồng`.

Words beside figures (`1,5 triệu đồng (bằng chữ: Một triệu rưỡi)`) are read for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.numbers import Spoken, speak
from pipeline.extract.plain import plain

_SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3, "k": 10**3}
_AMOUNT = re.compile(
    r"(?<![\w./,-])(?P<n>(?!0\d\s)\d{1,3}(?:(?P<sep>[.,\s])\d{3}(?:(?P=sep)\d{3})*)(?![.,]?\d)|\d{1,4}(?:,\d{1,2})?(?!\d))"
    r"\s?(?P<scale>ty|ti|tri.{1,2}u|trieu|tr|nghin|ngan|k)?(?![a-z0-9]{3}(?<!vnd)(?<!dvn))\s?"
    r"(?P<half>ruoi\b)?\s?(?:,?-{0,2}\s?(?P<unit>(?:vn )?d[a-z]ng\b|vnd\b|d(?![a-z0-9])|dvn\b))?"
)
_NUMBER = (
    r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|bai|tam|chin|muoi|tram|linh|le|nghin|ngan|trieu|ty|ti|ruoi|chan)"
)
_ALL_WORDS = re.compile(rf"(?<![\w\d]){_NUMBER}(?:\s{_NUMBER})+\s(?:vn )?(?:d[a-z]ng|vnd)\b")
_THIRD = re.compile(r"(?<!moi )(?<!mot )\bgiai ba$")
_MUCH = re.compile(r"\s*(?:$|[;.,:)(/|\n]|moi\b|cho\b|va\b|kem\b|mot giai|tien|x\s?\d|[x*=]\s)")
"""What may follow `500 nghìn`, `5 tr`, `500k` where no `đồng` does."""
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
    until: int = 0
    """End of the words beside the figures, else of the figures."""

    @property
    def contradicts(self) -> bool:
        """Do the words, read without doubt, say another amount than the figures?"""
        return self.spoken is not None and self.spoken.exact and self.spoken.value != self.value


def _figures(found: re.Match[str]) -> int | None:
    digits = found["n"]
    scale_word = found["scale"] or ""
    scale = _SCALES.get(scale_word, 10**6 if scale_word.startswith("tri") else 1)
    half = scale // 2 if found["half"] else 0
    if found["sep"]:
        return int(re.sub(r"\D", "", digits)) * scale + half
    if "," in digits:
        whole, part = digits.split(",")
        return int(whole) * scale + int(part) * scale // 10 ** len(part) if scale > 1 else None
    return int(digits) * scale + half


def find_money(text: str) -> Iterator[Money]:
    """Amounts in order: figures with `đồng`, or figures of a million and more.

    Example:
        >>> [m.value for m in find_money("trị giá 10 triệu đồng (bằng chữ: Mười triệu đồng)")]
        [10000000]
    """
    folded = plain(text)
    figures = list(_in_figures(text, folded))
    spoken = (m for m in _in_words(folded) if not any(f.start <= m.start < f.until for f in figures))
    yield from sorted([*_joined(folded, figures), *spoken], key=lambda m: m.start)


def _in_figures(text: str, folded: str) -> Iterator[Money]:
    for found in _AMOUNT.finditer(folded):
        value = _figures(found)
        if value is None or value < 1000:
            continue
        grouped = bool(found["sep"]) and found["sep"] != " "
        scale = found["scale"] or ""
        scaled = scale.startswith("tri") or (bool(scale) and _MUCH.match(folded, found.end()) is not None)
        if not (found["unit"] or scaled or (grouped and value >= 50_000)):
            continue
        if not found["unit"] and not scale and grouped and re.match(r"0\d", found["n"]):
            continue  # a phone number
        end = max(found.end(part) for part in ("unit", "half", "scale", "n"))
        spoken, until = _spoken(text, folded, end)
        yield Money(found.start(), end, value, spoken, until)


def _joined(folded: str, found: list[Money]) -> Iterator[Money]:
    """`1 triệu 500 nghìn đồng` is one amount."""
    last: Money | None = None
    for one in found:
        if (
            last is not None
            and folded[last.end : one.start] == " "
            and folded[last.start : last.end].endswith("u")
            and one.value < 10**6 <= last.value
        ):
            last = Money(last.start, one.end, last.value + one.value, one.spoken, one.until)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _in_words(folded: str) -> Iterator[Money]:
    """`tám trăm nghìn đồng`, where no figures stand before it."""
    if "dong" not in folded and "vnd" not in folded:
        return
    for found in _ALL_WORDS.finditer(folded):
        start = found.start()
        if _THIRD.search(folded, 0, start + 2):  # `giải Ba năm trăm nghìn đồng`
            start = folded.index(" ", start) + 1
        spoken = speak(folded[start : found.end()])
        if spoken is not None and spoken.value >= 1000:
            yield Money(start, found.end(), spoken.value, spoken, found.end())


def _spoken(text: str, folded: str, at: int) -> tuple[Spoken | None, int]:
    """The amount in words behind figures, and where the words end."""
    lead = _WORDS.match(folded, at)
    if lead is None:
        return None, at
    close = folded.find(")", lead.end())
    end = close if 0 <= close <= lead.end() + 120 else min(len(text), lead.end() + 90)
    spoken = speak(text[lead.end() : end])
    if spoken is None or spoken.value < 1000:
        return None, at
    return spoken, end
