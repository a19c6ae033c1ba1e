"""Putting dates, documents and amounts into words, marked and in several styles."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from training.letters.facts import DocFact
from training.letters.markup import mark, plain

TYPE_NAMES = {
    "CV": "Công văn",
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "GM": "Giấy mời",
    "BC": "Báo cáo",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "HD": "Hướng dẫn",
    "TTr": "Tờ trình",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "CTr": "Chương trình",
    "L": "Luật",
    "BB": "Biên bản",
    "CĐ": "Công điện",
}

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class Words:
    """One letter's way of writing: padded days or not, dates by slash or in words."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.padded = rng.random() < 0.4
        self.spelt = rng.random() < 0.25

    def day(self, date: dt.date, *, year: bool = True) -> str:
        """`05/6/2026` or `5/6`, marked; never in words (for use after `ngày`)."""
        d = f"{date.day:02d}" if self.padded or date.day < 10 else str(date.day)
        m = f"{date.month:02d}" if self.padded or date.month < 3 else str(date.month)
        return mark("DATE", f"{d}/{m}/{date.year}" if year else f"{d}/{m}")

    def long(self, date: dt.date) -> str:
        """`ngày 05 tháng 6 năm 2026`, marked without the word `ngày`."""
        m = f"{date.month:02d}" if date.month < 3 else str(date.month)
        return mark("DATE", f"{date.day:02d} tháng {m} năm {date.year}")

    def moment(self, time: dt.datetime, template: str) -> str:
        """`08 giờ 00 phút ngày 05/6/2026`, marked as one date."""
        hour = self.rng.choice(
            (
                f"{time.hour:02d} giờ {time.minute:02d} phút",
                f"{time.hour}h{time.minute:02d}",
                f"{time.hour:02d}h{time.minute:02d}’",
                f"{time.hour:02d}:{time.minute:02d}",
            )
        )
        return template.format(time=hour, day=self.day(time.date()))

    def cite(self, doc: DocFact) -> str:
        """`Công văn số 12/SYT-NVY ngày 05/6/2026 của Sở Y tế`."""
        parts = [f"{TYPE_NAMES[doc.kind]} số {mark('CODE', doc.printed_code or doc.code)}"]
        if doc.date is not None:
            parts.append(f"ngày {self.long(doc.date) if self.spelt else self.day(doc.date)}")
        if doc.issuer:
            parts.append(f"của {mark('ISSUER', doc.issuer)}")
        return " ".join(parts)


def citation(doc: DocFact) -> dict[str, Any]:
    """The record a citation must give."""
    return {
        "kind": doc.kind,
        "code": doc.printed_code or doc.code,
        "issued_on": doc.date.isoformat() if doc.date else None,
        "issuer": doc.issuer or None,
        "subject": plain(doc.subject) or None,
    }


def fill(template: str, **values: Any) -> str:
    """Fill a template; `{Range}` is `{range}` with a capital first letter."""
    if "range" in values:
        values["Range"] = capital(str(values["range"]))
    return template.format(**values)


def capital(text: str) -> str:
    """First letter in upper case, also inside a mark."""
    at = text.index("|") + 1 if text.startswith("⟦") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def money(value: int) -> str:
    """`1.500.000`."""
    return f"{value:,}".replace(",", ".")


def in_words(number: int) -> str:
    """A number below a thousand million in words: 1500000 -> `một triệu năm trăm nghìn`."""
    if number == 0:
        return _UNITS[0]
    parts: list[str] = []
    for size, name in ((1_000_000, "triệu"), (1000, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            parts.append(" ".join([_below_thousand(group, full=bool(parts)), name]).strip())
    return " ".join(parts)


def _below_thousand(n: int, *, full: bool) -> str:
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    out: list[str] = []
    if hundreds or full:
        out.append(f"{_UNITS[hundreds]} trăm")
    if tens > 1:
        out.append(f"{_UNITS[tens]} mươi")
    elif tens == 1:
        out.append("mười")
    elif ones and out:
        out.append("lẻ")
    if ones == 1 and tens > 1:
        out.append("mốt")
    elif ones == 5 and tens >= 1:
        out.append("lăm")
    elif ones:
        out.append(_UNITS[ones])
    return " ".join(out)
