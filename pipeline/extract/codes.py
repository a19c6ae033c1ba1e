"""The grammar of số, ký hiệu: parsing, joining over line ends, repairs that the grammar forces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.extract import kinds
from pipeline.extract.knowledge import rows
from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold

_UP = "A-ZĐÐƯƠÂÊÔĂ"
_GROUP = rf"[{_UP}][\w&.]{{0,30}}"
CODE = re.compile(
    rf"(?<![\w/])(?<!\d[.,])(?P<number>\d{{1,5}}[a-zđ]?|\d{{1,3}}\.\d{{1,2}}(?=/20))\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?[/-]\s?)?"
    rf"(?P<symbol>{_GROUP}(?:\s?[-–]\s?(?=[{_UP}])[\w&.]{{1,30}})*)"
)
"""`2082/SYT-NVY`, `54/2016/NĐ-CP`, `4039/STC- HCSN`; trailing marks are cut by `_trim`."""

PARTY = re.compile(
    rf"(?<![\w/.,])(?P<number>\d{{1,5}})\s?[-–]\s?(?P<kind>[{_UP}][\w]{{1,6}}?)\s?/\s?(?P<agency>[{_UP}]{{2}}[\w.]{{0,15}}(?:-[{_UP}]\w+)*)"
)
"""`478-KH/TU`."""

_PARTY_TYPES = "CV|KH|QĐ|NQ|CT|TB|HD|BC|TTr|KL|CTr|QyĐ|ĐA|GM|TTR|QC|CTHĐ"
PARTY_JOINED = re.compile(
    rf"(?<![\w/.,])(?P<number>\d{{1,5}})\s?[-–]\s?(?P<kind>{_PARTY_TYPES})(?P<agency>[{_UP}]{{2,15}})(?!\w)"
)
"""`628-CVBTGDVTU`: the stroke was lost."""

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "!": "1", "i": "1", "O": "0", "o": "0", "Q": "0"})
_MANY_DOTS = re.compile(r"^[\s.…_\-–:]*$")


@dataclass(frozen=True)
class Code:
    """A parsed code. `number` None: blank (`blank`) or unreadable."""

    number: str | None
    symbol: str
    party: bool = False
    blank: bool = False
    rule: str = "code-grammar"
    score: float = 0.9

    @property
    def text(self) -> str | None:
        """Number and symbol as registers print them, without spaces."""
        if self.number is None:
            return None
        return f"{self.number}{'-' if self.party else '/'}{self.symbol}"


@lru_cache(maxsize=1)
def groups() -> dict[str, frozenset[str]]:
    """Folded group of a symbol -> its known spellings (`qd` -> `QĐ`; `ldtbxh` -> `LĐTBXH`)."""
    found: dict[str, set[str]] = {}
    for row in rows("symbols.tsv", "group"):
        found.setdefault(fold(row["group"]), set()).add(row["group"])
    for _, short in kinds.names():
        if short not in ("Luật", "CV", "ThC"):
            found.setdefault(fold(short), set()).add(short)
    return {k: frozenset(v) for k, v in found.items()}


@lru_cache(maxsize=1)
def departments() -> dict[str, str]:
    """Symbol group -> name of a provincial department (`SNV` -> `Sở Nội vụ`)."""
    return {r["group"]: r["name"] for r in rows("symbols.tsv", "group") if r["name"].startswith("Sở ")}


def clean_symbol(text: str) -> str:
    """Symbol without spaces and tone marks, ends trimmed: `SYT- NVY,` -> `SYT-NVY`.

    Letters of an abbreviation keep their shape (Đ, Ư, Ô) and never bear a tone.
    """
    text = text.replace("Ð", "Đ").replace("–", "-").replace("—", "-")
    text = re.sub(r"[\s_]+", "", text).rstrip(".,;:-&'\"()[]").strip()
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


def snap(symbol: str) -> tuple[str, str, float]:
    """The symbol spelled as agency data spells it, where that differs by marks alone; rule; share known."""
    out: list[str] = []
    known = 0
    changed = False
    parts = re.split(r"([-/.])", symbol)
    for part in parts:
        spellings = groups().get(fold(part), frozenset())
        if part in spellings:
            known += 1
        elif len(spellings) == 1 and len(part) > 1:
            part = next(iter(spellings))
            known += 1
            changed = True
        out.append(part)
    share = known / max(1, sum(p not in "-/." for p in parts))
    return "".join(out), "agency-data" if changed else "code-grammar", share


def told(code: Code, kind: str) -> Code:
    """A symbol's type mended by the type's name before it: `Tờ trình số 12/TTY-BNV` -> `TTr-BNV`.

    Only where one letter differs and what was read is no group that agency data knows.
    """
    groups_of = re.split(r"([-/])", code.symbol)
    first = 2 if re.fullmatch(r"(?:19|20)\d\d", groups_of[0]) else 0
    read = groups_of[first] if first < len(groups_of) else ""
    near = (
        len(read) == len(kind) > 1 and sum(a != b for a, b in zip(fold(read), fold(kind), strict=True)) == 1
    )
    if not near or fold(read) in groups():
        return code
    groups_of[first] = kind
    return replace(code, symbol="".join(groups_of), rule="type-says", score=0.9 * code.score)


_STANDARD = re.compile(r"\b(?:QCVN|TCVN|TCCS|QCĐP|ISO)\s?[\d-]*\s?:\s?$")
"""`QCVN 138:2025/BKHCN` is a technical standard, and no letter's code begins at its year."""


def find(text: str) -> list[tuple[Code, tuple[int, int]]]:
    """All codes of a running text with their spans, in order."""
    found: list[tuple[Code, tuple[int, int]]] = []
    for pattern in (PARTY, CODE, PARTY_JOINED):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and end > s for _, (s, e) in found) or _smeared(text[:start]):
                continue
            if _STANDARD.search(text[max(0, start - 24) : start]):
                continue
            code, end = _of(match, text)
            if code is not None:
                found.append((code, (start, end)))
    return sorted(found, key=lambda f: f[1])


def _smeared(before: str) -> bool:
    """Does a number hang on signs that are no print (`/?(5/QĐ-SNV`): the rest of handwriting?"""
    bare = before.rstrip("“\"'(")
    glued = re.search(r"[^\w\s:;,.]$", bare) if bare == before or before.endswith("(") else None
    return glued is not None and bare[-1:] not in ")]"


def _of(match: re.Match[str], text: str) -> tuple[Code | None, int]:
    parts = match.groupdict()
    start, end = match.span()
    if "agency" in parts:
        symbol, rule, share = snap(f"{clean_symbol(parts['kind'])}/{clean_symbol(parts['agency'])}")
        if fold(parts["kind"]) not in kinds.abbreviations() and parts["kind"] not in _PARTY_TYPES.split("|"):
            return None, end
        lost = "/" not in text[start:end]
        rule = "stroke-restored" if lost else rule
        return Code(parts["number"], symbol, party=True, rule=rule, score=0.7 if lost else 0.85), end
    raw = parts["symbol"]
    cut = _trim(raw)
    end -= len(raw) - len(cut)
    symbol = clean_symbol(cut)
    if sum(c.isupper() for c in symbol) < 2 or (len(symbol) > 12 and "-" not in symbol):
        return None, end
    symbol, rule, share = snap(symbol)
    if parts["year"]:
        symbol = (
            f"{parts['year']}/{symbol}"
            if "/" in text[match.end("year") : match.start("symbol")]
            else (f"{parts['year']}-{symbol}")
        )
    return Code(parts["number"], symbol, rule=rule, score=0.8 + 0.15 * share), end


def _trim(raw: str) -> str:
    """Cut what is no part of the symbol: ` - Bộ` after a spaced hyphen, a date glued on, end marks."""
    pieces = re.split(r"(\s?[-–]\s?)", raw)
    out = pieces[0]
    for hyphen, group in zip(pieces[1::2], pieces[2::2], strict=True):
        letters = [c for c in group if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        known = clean_symbol(group) in groups().get(fold(clean_symbol(group)), ())
        spaced = hyphen.startswith(" ") and hyphen.endswith(" ")
        foreign = upper < 0.5 * len(letters) or (spaced and (len(letters) < 2 or upper < len(letters)))
        if foreign and not known:
            break
        out += hyphen + group
    out = re.sub(r"(?<=[A-ZĐ])(?:ngày|của|ngay)$", "", out)
    return out.rstrip(".,;:-–&")


def read_line(text: str) -> Code | None:
    """The code of a `Số:` line (label cut off), blanks and misread digits allowed.

    A part before the stroke that is no number after the repairs the grammar forces leaves `number` None.
    """
    party = _party_line().match(text)
    if party:
        kind, digits = party["kind"] or party["other"], party["number"] or party["sure"]
        symbol, rule, _ = snap(f"{kind}/{clean_symbol(party['agency'])}")
        number, repaired = _number(digits)
        return Code(number, symbol, party=True, rule=repaired or rule, score=0.9)
    blank_party = re.match(rf"^[\s.…_:]*[-–]\s?(?P<kind>{_PARTY_TYPES})\s?/\s?(?P<agency>[{_UP}]\S+)", text)
    if blank_party:
        symbol, rule, _ = snap(f"{blank_party['kind']}/{clean_symbol(blank_party['agency'])}")
        return Code(None, symbol, party=True, blank=True, rule="blank-on-page")
    return _split(text)


@lru_cache(maxsize=1)
def _party_line() -> re.Pattern[str]:
    """`12-TL/BTC`, `45 TB/TU`; letters of no known type only behind a hyphen and sure digits."""
    known = "|".join(sorted({*_PARTY_TYPES.split("|"), *(short for _, short in kinds.names())}, key=len))
    return re.compile(
        rf"^\W*(?:(?P<number>[\dlIOo|!]{{1,5}})(?:\s?[-–]\s?|\s)(?P<kind>{known})"
        rf"|(?P<sure>\d{{1,5}})\s?[-–]\s?(?P<other>[{_UP}][{_UP}a-z]{{1,5}}))\s?/\s?(?P<agency>[{_UP}]\S+)"
    )


def _split(text: str) -> Code | None:
    """Number and symbol apart, at the stroke or, where it is lost, before the first known letters."""
    year = re.match(
        r"^(?P<left>.{0,12}?)\s?/\s?(?P<year>(?:19|20)\d\d)\s?(?P<by>[/-])\s?(?P<symbol>[A-ZĐÐ].*)$", text
    )
    if year:
        left, right, prefix = year["left"], year["symbol"], year["year"] + year["by"]
    elif "/" in text:
        left, _, right = text.partition("/")
        prefix = ""
        while "/" in right and not re.match(rf"^\s?[{_UP}{_UP.lower()}]", right):
            more, _, right = right.partition("/")
            left = f"{left}/{more}"
    else:
        lost = re.match(
            rf"^(?P<left>[^{_UP}\s]{{1,6}}|\d[^{_UP}\s]{{0,5}})\s?(?P<symbol>[{_UP}]{{2,}}\S*(?:\s?-\s?\S+)?)$",
            text,
        )
        if lost is None:
            return None
        left, right, prefix = lost["left"], lost["symbol"], ""
    symbol = _line_symbol(right)
    if not symbol:
        return None
    symbol, rule, share = snap(symbol)
    score = 0.75 + 0.2 * share - (0.1 if "/" not in text else 0.0)
    code = Code(None, prefix + symbol, rule=rule, score=score)
    left = left.strip(" \t:;.,…_'\"")
    if _MANY_DOTS.match(left):
        return replace(code, blank=True, rule="blank-on-page")
    number, repaired = _number(left)
    if number is None:
        return replace(code, rule="illegible")
    return replace(code, number=number, rule=repaired or rule, score=score - (0.15 if repaired else 0.0))


def _line_symbol(right: str) -> str:
    """The symbol at the start of what follows the stroke; noise after it is left out."""
    match = re.match(rf"^\s?[{_UP}{_UP.lower()}][\w&.]*(?:\s?[-–—]\s?[\w&.]+)*", right)
    if match is None:
        return ""
    symbol = clean_symbol(_trim(match.group()))
    symbol += _torn_off(symbol, right[match.end() :])
    return symbol if in_capitals(symbol, 0.6, least=2) else ""


def _torn_off(symbol: str, rest: str) -> str:
    """Letters that a gap parts from the symbol's last group, where the line ends with them (`SYT-KH TC`).

    They belong to it where agency data knows the whole and not the group before the gap, or neither.
    """
    torn = re.fullmatch(rf"\s([{_UP}]{{1,3}})\s*", rest)
    last = fold(re.split(r"[-/]", symbol)[-1])
    if torn is None or "-" not in symbol:
        return ""
    whole = last + fold(torn[1])
    return torn[1] if whole in groups() or last not in groups() else ""


def _number(left: str) -> tuple[str | None, str | None]:
    """Digits as printed, or with look-alikes put right (`l490` -> `1490`); None otherwise."""
    bare = re.sub(r"\s+", "", left)
    if re.fullmatch(r"\d{1,5}[a-zđ]?|\d{1,3}\.\d{1,2}", bare):
        return bare, None
    if not re.search(r"\d", bare):
        return None, None
    fixed = bare.translate(_DIGITS)
    if re.fullmatch(r"\d{1,5}", fixed):
        return fixed, "look-alike-digits"
    return None, None
