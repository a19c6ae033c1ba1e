"""Values that a template prints in the form it asks for: `{a:dm}`, `{p:gio}`, `{v1:tr}`, `{n2:w}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from training.letters.facts import DocFact
from training.letters.markup import mark
from training.letters.wording import TYPE_NAMES, capital, in_words, money

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MONTHS = (
    "Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai",
)  # fmt: skip
QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Padding:
    """One clerk's habit: leading zeros before days and before months."""

    day: bool
    month: bool

    def d(self, date: dt.date) -> str:
        """The day."""
        return f"{date.day:02d}" if self.day else str(date.day)

    def m(self, date: dt.date) -> str:
        """The month."""
        return f"{date.month:02d}" if self.month else str(date.month)


@dataclass(frozen=True)
class PrintedDay:
    """A day; without a form `05/9/2025`, marked as a date wherever a day is told."""

    date: dt.date
    pad: Padding

    def __format__(self, form: str) -> str:
        """One of the forms of `_form`."""
        text = self._form(form)
        told = form not in ("y", "y2", "q", "wd", "Wd", "m", "mw", "d")
        return mark("DATE", text) if told else text

    def _form(self, form: str) -> str:
        date, d, m, y = self.date, self.pad.d(self.date), self.pad.m(self.date), self.date.year
        forms: dict[str, str] = {
            "": f"{d}/{m}/{y}",
            "dm": f"{d}/{m}",
            "d": d,
            "dash": f"{d}-{m}-{y}",
            "dashdm": f"{d}-{m}",
            "dot": f"{d}.{m}.{y}",
            "dotdm": f"{d}.{m}",
            "pad": f"{date:%d/%m/%Y}",
            "paddm": f"{date:%d/%m}",
            "long": f"{date.day:02d} tháng {m} năm {y}",
            "longdm": f"{date.day:02d} tháng {m}",
            "my": f"{m}/{y}",
            "mlong": f"{m} năm {y}",
            "m": m,
            "mw": MONTHS[date.month - 1],
            "y": str(y),
            "y2": str(y + 1),
            "q": QUARTERS[(date.month - 1) // 3],
            "wd": WEEKDAYS[date.weekday()],
            "Wd": capital(WEEKDAYS[date.weekday()]),
        }
        return forms[form]


@dataclass(frozen=True)
class PrintedTime:
    """A time of day; the forms are the ways in which clerks write it."""

    time: dt.time

    def __format__(self, form: str) -> str:
        """`h` 8h00, `hh` 08h00, `hq` 08h00', `gp` 08 giờ 00 phút, `g` 8 giờ, `c` 08:00, `H` 8h."""
        h, m = self.time.hour, self.time.minute
        short_g = f"{h} giờ" if m == 0 else f"{h} giờ {m:02d}"
        forms: dict[str, str] = {
            "h": f"{h}h{m:02d}",
            "hh": f"{h:02d}h{m:02d}",
            "hq": f"{h:02d}h{m:02d}'",
            "gp": f"{h:02d} giờ {m:02d} phút",
            "g": short_g,
            "gio": f"{h:02d} giờ {m:02d}",
            "c": f"{h:02d}:{m:02d}",
            "H": f"{h}h" if m == 0 else f"{h}h{m:02d}",
        }
        return forms[form]


@dataclass(frozen=True)
class PrintedMoney:
    """An amount in đồng, without its unit unless in words."""

    value: int

    def __format__(self, form: str) -> str:
        """`` 3.000.000, `tr` 3 triệu or 500 nghìn, `tr0` 03 triệu, `w` in words."""
        millions = self.value / 1_000_000
        small = self.value < 1_000_000
        thousands = f"{self.value // 1000} nghìn"
        plain_millions = f"{millions:g} triệu".replace(".", ",")
        whole = self.value % 1_000_000 == 0
        forms: dict[str, Callable[[], str]] = {
            "": lambda: money(self.value),
            "sp": lambda: money(self.value).replace(".", " "),
            "comma": lambda: f"{self.value:,}",
            "tr": lambda: thousands if small else plain_millions,
            "tr0": lambda: thousands if small else (f"{millions:02.0f} triệu" if whole else plain_millions),
            "w": lambda: in_words(self.value),
            "W": lambda: capital(in_words(self.value)),
        }
        return mark("MONEY", forms[form]())


@dataclass(frozen=True)
class PrintedCount:
    """A small number: `` 3, `0` 03, `w` ba."""

    value: int

    def __format__(self, form: str) -> str:
        """In figures or in words."""
        forms = {"": str(self.value), "0": f"{self.value:02d}", "w": in_words(self.value)}
        return (forms | {"W": capital(in_words(self.value))})[form]


@dataclass(frozen=True)
class PrintedDoc:
    """A cited document, whole or in parts."""

    doc: DocFact
    pad: Padding

    def __format__(self, form: str) -> str:
        """`` type, code, day, issuer; `no` type and code; `code`, `day`, `long`, `of`, `about`."""
        doc = self.doc
        assert doc.date is not None
        day = PrintedDay(doc.date, self.pad)
        code, name = mark("CODE", doc.code), TYPE_NAMES[doc.kind]
        forms = {
            "": f"{name} số {code} ngày {day} của {mark('ISSUER', doc.issuer)}",
            "no": f"{name} số {code}",
            "nd": f"{name} số {code} ngày {day}",
            "ndl": f"{name} số {code} ngày {day:long}",
            "nospace": f"{name} {code} ngày {day:pad}",
            "code": code,
            "day": f"{day}",
            "long": f"{day:long}",
            "of": mark("ISSUER", doc.issuer),
            "about": doc.subject,
        }
        return forms[form]
