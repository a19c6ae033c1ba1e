"""Vietnamese number words to a number, and weekdays; folded text in, None where it is not understood."""

from __future__ import annotations

import re

_DIGITS = {
    word: value
    for value, words in enumerate(
        ("khong", "mot", "hai", "ba", "bon tu", "nam lam nham", "sau", "bay bai", "tam", "chin")
    )
    for word in words.split()
}
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
NUMBER_WORDS = frozenset({*_DIGITS, *_SCALES, "muoi", "tram", "linh", "le", "ruoi", "chan"})
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday(folded: str) -> int | None:
    """0 for Monday to 6; from `thu hai`, `thu 2`, `chu nhat`."""
    if re.match(r"chu\s+nhat", folded):
        return 6
    match = re.match(r"thu\s+(\w+)", folded)
    if match is None:
        return None
    word = match.group(1)
    return int(word) - 2 if word in "234567" else _WEEKDAYS.get(word)


def number(folded: str) -> int | None:
    """The number that folded words spell, or None when they do not spell one.

    Example:
        >>> number("muoi lam trieu nam tram nghin")
        15500000
        >>> number("mot trieu ruoi")
        1500000
        >>> number("mudi trieu") is None
        True
    """
    total, group, below = 0, list[str](), 10**12
    for word in folded.removesuffix(" chan").split():
        scale = _SCALES.get(word)
        if word == "ruoi" and total and not group:
            return total + below // 2
        if scale is None:
            group.append(word)
            continue
        value = _below_thousand(group)
        if not value or scale >= below:
            return None
        total, group, below = total + value * scale, [], scale
    rest = _below_thousand(group) if group else 0
    return None if rest is None or not (total or group) else total + rest


def _below_thousand(words: list[str]) -> int | None:
    value, rest = 0, words
    if "tram" in rest:
        if rest.index("tram") != 1 or rest[0] not in _DIGITS:
            return None
        value, rest = _DIGITS[rest[0]] * 100, rest[2:]
        if rest and rest[0] in ("linh", "le"):
            rest = rest[1:]
    if "muoi" in rest:
        at = rest.index("muoi")
        if at > 1 or (at == 1 and rest[0] not in _DIGITS):
            return None
        value, rest = value + 10 * (_DIGITS[rest[0]] if at else 1), rest[at + 1 :]
    if len(rest) > 1 or (rest and rest[0] not in _DIGITS) or not words:
        return None
    return value + (_DIGITS[rest[0]] if rest else 0)
