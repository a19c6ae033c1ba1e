"""The written forms of a Vietnamese date: a scanner that finds them and leaves years as printed.

Only forms, no inheritance: `dates.py` gives missing years and joins ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.datemention import DateMention, YearFrom
from pipeline.extract.plain import plain
from pipeline.extract.times import NGAY, beside

_SEP = r"\s{0,2}(?P<sep>[/.-])\s{0,2}"
_FULL = re.compile(
    r"(?<!\d)(?<!\d[/.,])(?P<d>\d{1,2})" + _SEP + r"(?P<m>\d{1,2})\s{0,2}(?P=sep)\s{0,2}"
    r"(?P<y>(?:19|20)\d\d|\d\d(?![\d,]))(?!\d)(?!\s?/\s?[\da-z])(?!\.\d)"
)
_SHORT = re.compile(
    r"(?<!\d)(?<!\d[/.,])(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?!\d)(?!\s?/\s?[\da-z])(?![.,]\d)(?!\s?%)"
)
_WORDS = re.compile(
    r"(?:(?<!\d)(?<!\d[/.,])(?P<d>\d{1,2})\s*|" + NGAY + r"[\s.…_]*)"
    r"th(?!uo)[a-z]{1,2}ng\s*(?:(?P<m>\d{1,2})|(?P<mw>muoi mot|muoi hai|[a-z]{2,5}))(?![\w])"
    r"(?:[\s,]*(?:n[a-z]{1,2}m\s*|[/.-]\s?)(?P<y>(?:19|20)\d\d)(?!\d))?"
)
_BLANK_NUMERIC = re.compile(
    NGAY + r"[\s.…_]*/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>(?:19|20)\d\d)(?!\d)(?!\s?/\s?[a-z])"
)
_MONTH = re.compile(
    r"th(?!uo)[a-z]{1,2}ng\s*(?:(?P<m>\d{1,2})|(?P<mw>muoi mot|muoi hai|[a-z]{2,5}))(?![\w])"
    r"(?!\s?/\s?\d\d?(?!\d))"
    r"(?:[\s,]*(?:/\s?|-\s?|\.\s?|n[a-z]{1,2}m\s*)(?P<y>(?:19|20)\d\d)(?!\d))?"
)
_YEAR_END = re.compile(r"\bhet\s+nam\s+(?P<y>20\d\d)(?!\d)")
_QUARTER = re.compile(r"\bquy\s+(?P<q>[1-4]|i{1,3}|iv)(?![\w])(?:\s*(?:/|-|nam)\s*(?P<y>20\d\d)(?!\d))?")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CUE = re.compile(
    r"(?:"
    + NGAY
    + r"|\btu|\bt[a-z]r|\bden|\btruoc|\bhet|\bsau|\bsang|\bchieu|\btoi|\btrua|\bluc|\bvao|\bhom|\bdip"
    r"|\bbat dau|\bket thuc|\bkhai mac|\bbe mac|\btrao giai|\bchung ket|\bban ket|\bso khao"
    r"|\bchung khao|\bvong loai|\b(?:vong|chang|dot|tuan|luot)(?: thi)? (?:\d|[ivx]{1,3})"
    r"|thu\s?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|\d\s?gio(?:\s?\d\d)?|phut|\dh(?:\d\d)?['\"]?|qua|nhat)"
    r"[\s,:(-]*$"
)
_BOUND_BEFORE = re.compile(
    r"\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?(?:19|20)\d\d)?\s*(?:-+>?|→|=>|~|(?:den|toi)(?:\s+het)?)\s*$"
)
_NO_DATE = re.compile(
    r"(?:\b(?:so|nha|ngo|ngach|kiet|hem|lop|to|dieu|khoan|ty le|dat|diem|co|tren|phong|muc|thua|hop|duoc"
    r"|chiem|bai|cau|trang|toa|can ho|duong|pho|size|a|huyet ap|cap|khoi|quy|loai|con|voi|gom"
    r"|tong)|[\d/])\s*$"
)
"""What stands before two numbers with a stroke that are no day: `số 12/5`, `đạt 25/12`."""
_UNIT = re.compile(
    r"\s*(?:so\b|xa\b|phuong\b|don vi|diem\b|thanh vien|dai bieu|tong so|phan\b|nguoi\b|hoc sinh"
    r"|truong\b|thon\b|to dan pho|can bo|ho\b|lop\b|khu\b|dac khu|chi tieu|tieu chi|huyen\b"
    r"|tinh\b|y kien|phieu\b|doi\b|nam hoc|co quan)"
)
_NUMBER_BEFORE = re.compile(r"\d{1,2}\s*$")
_WEEK = re.compile(r"\b(?:tuan|quy|lan|ky|dot|vong|chang|giai doan)\s+(?:le\s+)?(?:thu\s+)?$")
_LUNAR = re.compile(r"[\s,(\d/]*(?:nam [a-z]+ [a-z]+\s*)?\(?\s*(?:am lich|al\b)")
_LUNAR_BEFORE = re.compile(r"(?:mung|mong|ram)\s*$")
_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip


def _month(found: re.Match[str], text: str) -> int | None:
    """Number of a month; a word counts only with a capital (ND30 PL II): `tháng năm 2026` is blank."""
    if found.group("m"):
        value = int(found.group("m"))
        return value if 1 <= value <= 12 else None
    value = _MONTH_WORDS.get(found.group("mw"), 0)
    printed = text[found.start("mw") : found.end("mw")]
    return value if value and printed[:1].isupper() else None


def _mention(
    folded: str, span: tuple[int, int], day: int | None, month: int | None, year: int | None
) -> DateMention:
    near = beside(folded, *span)
    return DateMention(
        near.start, near.end, day, month, year,
        YearFrom.PRINTED if year is not None else YearFrom.NONE,
        span, near.time, near.until, near.midnight, near.weekday,
    )  # fmt: skip


def _lunar(folded: str, start: int, end: int) -> bool:
    if re.search(r"nam (?:19|20)\d\d$|/(?:19|20)\d\d$", folded[start:end]) and not _LUNAR.match(folded, end):
        return False  # `mùng 5 tháng 10 năm 2026`: years of the moon have names
    return bool(_LUNAR.match(folded, end) or _LUNAR_BEFORE.search(folded, max(0, start - 8), start))


def _full(text: str, folded: str) -> Iterator[DateMention]:
    for found in _FULL.finditer(folded):
        if text[found.end() : found.end() + 1] == "-" and text[found.end() + 1 : found.end() + 3].isupper():
            continue  # a code: 12/5/2026-QĐ
        day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
        cued = bool(_CUE.search(folded, max(0, found.start() - 16), found.start()))
        if year < 100:
            if not cued or found["sep"] == ".":
                continue
            year += 2000
        if (month > 12 or day > 31 or not day or not month) and not cued:
            continue
        if not _lunar(folded, *found.span()):
            yield _mention(folded, found.span(), day, month, year)


_DASHED = re.compile(
    r"(?:(?<=\bngay )|(?:(?<=\btu )|(?<=: ))(?=\d{1,2}-\d{1,2} (?:den|toi) (?:\w+ )?\d))"
    r"(?P<d>\d{1,2})-(?P<m>\d{1,2})(?![\d-])(?!\s?[/.]\s?\d)"
)
_DASHED_FULL = re.compile(r"(?<!\d)\d{1,2}-\d{1,2}-20\d\d(?!\d)")


def _dashed(folded: str, taken: list[tuple[int, int]]) -> Iterator[DateMention]:
    """`ngày 06-10 và ngày 07-10-2025`: a day and month with a dash, where full dates have dashes too."""
    if not _DASHED_FULL.search(folded):
        return
    for found in _DASHED.finditer(folded):
        day, month = int(found["d"]), int(found["m"])
        if 1 <= day <= 31 and 1 <= month <= 12 and not _inside(found.span(), taken):
            yield _mention(folded, found.span(), day, month, None)


def _short(folded: str, taken: list[tuple[int, int]]) -> Iterator[DateMention]:
    for found in _SHORT.finditer(folded):
        day, month = int(found["d"]), int(found["m"])
        if not (1 <= day <= 31 and 1 <= month <= 12) or _inside(found.span(), taken):
            continue
        before = folded[max(0, found.start() - 16) : found.start()]
        cue = _CUE.search(before)
        bound = re.match(
            r"\s*\)?\s*(?:-+>?|→|=>|~|den|toi)\s*(?:het\s*)?(?:" + NGAY + r")?\s*\d{1,2}\s?/\s?\d{1,2}",
            folded[found.end() :],
        )
        shaped = (day > month or "0" in (found["d"][0], found["m"][0])) and not _NO_DATE.search(before)
        shaped = shaped or re.search(r"(?:^|¶)\s*$", before) is not None
        if (
            not cue
            and not bound
            and not shaped
            and not _BOUND_BEFORE.search(folded[max(0, found.start() - 24) : found.start()])
        ):
            continue
        firm = cue is not None and re.match(NGAY, cue.group()) is not None
        if not firm and _UNIT.match(folded, found.end()):
            continue
        if not _lunar(folded, *found.span()):
            yield _mention(folded, found.span(), day, month, None)


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in taken)


def _counts(folded: str, number: int) -> bool:
    """Whether a number counts weeks or rounds (`tuần thứ 3 tháng 5`, `đợt 1 tháng 6`), and is no day."""
    return _WEEK.search(folded, max(0, number - 12), number) is not None


def _words(text: str, folded: str) -> Iterator[DateMention]:
    for found in _WORDS.finditer(folded):
        month = _month(found, text)
        year = int(found["y"]) if found["y"] else None
        if month is None:
            continue
        if found["d"] is None:
            if year is not None:
                yield DateMention(
                    found.start(), found.end(), None, month, year, YearFrom.PRINTED, found.span(), blank=True
                )
        elif not _lunar(folded, *found.span()) and not _counts(folded, found.start()):
            yield _mention(folded, found.span(), int(found["d"]), month, year)
    for found in _BLANK_NUMERIC.finditer(folded):
        yield DateMention(
            found.start(), found.end(), None, int(found["m"]), int(found["y"]), core=found.span(), blank=True
        )


def _months(text: str, folded: str, taken: list[tuple[int, int]]) -> Iterator[DateMention]:
    for found in _MONTH.finditer(folded):
        month = _month(found, text)
        if (
            month is None
            or _inside(found.span(), taken)
            or (
                (number := _NUMBER_BEFORE.search(folded, max(0, found.start() - 4), found.start()))
                and not _counts(folded, number.start())
            )
        ):
            continue
        year = int(found["y"]) if found["y"] else None
        source = YearFrom.PRINTED if year else YearFrom.NONE
        yield DateMention(found.start(), found.end(), None, month, year, source, found.span())
    for found in _QUARTER.finditer(folded):
        quarter = _QUARTERS.get(found["q"]) or int(found["q"])
        year = int(found["y"]) if found["y"] else None
        source = YearFrom.PRINTED if year else YearFrom.NONE
        yield DateMention(found.start(), found.end(), None, 3 * quarter, year, source, found.span())
    for found in _YEAR_END.finditer(folded):
        span = (found.start() + 4, found.end())
        yield DateMention(*span, None, None, int(found["y"]), YearFrom.PRINTED, span)


_WORN = re.compile(
    r"(?<![^\W_])(?P<d>\d[lI|!]|[lI|!]\d|\d{1,2})(?P<between>\s+th[^\W\d_]{1,2}ng\s+)"
    r"(?P<m>\d[lI|!]|[lI|!]\d|\d{1,2}|[lI])(?=\s+n[^\W\d_]m\s+(?:19|20)\d\d)"
)
_ONE = str.maketrans("lI|!", "1111")


def _mend(text: str) -> str:
    """`2l tháng l1 năm 2027`: a stroke beside a digit, where only a number can stand, is a 1."""
    return _WORN.sub(lambda m: m["d"].translate(_ONE) + m["between"] + m["m"].translate(_ONE), text)


def scan(text: str) -> list[DateMention]:
    """All dates and months of a text in order, years only where printed."""
    text = _mend(text)
    folded = plain(text)
    mentions = [*_full(text, folded), *_words(text, folded)]
    taken = [m.core for m in mentions]
    mentions += [*_short(folded, taken), *_dashed(folded, taken)]
    taken = [m.core for m in mentions]
    mentions += _months(text, folded, taken)
    return sorted(mentions, key=lambda m: m.core)
