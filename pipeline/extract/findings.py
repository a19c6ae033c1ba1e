"""Breaches of form, contradictions and doubts of one letter, coded, told in English and Vietnamese.

`checks.contradictions` compares the record with itself (codes `C-`); here stands what the page shows
besides (codes `F-`, sentences in `data/findings.tsv`). Only what is seen is told: a part that cannot be
judged gives no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rapidfuzz.distance import Levenshtein

from pipeline.checks import contradictions
from pipeline.checks.moments import day, shown
from pipeline.extract import witness
from pipeline.extract.contest.contacts import bare_address
from pipeline.extract.dates import find_dates
from pipeline.extract.knowledge import rows
from pipeline.extract.plain import plain
from pipeline.extract.prose import prose_of
from pipeline.extract.spelling import squeeze
from pipeline.extract.zones import Zones
from pipeline.records.contest import Seen
from pipeline.records.evidence import Evidence, Field
from pipeline.records.letter import Citation, Finding, Letter, Severity
from pipeline.records.page import Reader

_PARTS = (
    ("issuer", "issuing office", "tên cơ quan ban hành"),
    ("symbol", "symbol", "ký hiệu"),
    ("issued_on", "date line", "dòng địa danh, ngày tháng"),
    ("subject", "subject", "trích yếu"),
)
_NO_SUBJECT = ("GGT", "GNP", "GBN", "BGN", "PG", "PC", "PB")
"""Slips and passes, whose forms have no line for a subject (ND30 PL III)."""
_SURE = 0.6
_CLEAR = 0.85


def check(letter: Letter, zones: Zones) -> tuple[Finding, ...]:
    """All findings of a letter, those about its form first."""
    form = [
        *_blanks(letter), *_missing(letter), *_symbol(letter), *_file_unit(letter), *_citations(letter),
        *_notes(letter, zones), *_impossible(letter, zones), *_codes(letter), *_stages(letter),
    ]  # fmt: skip
    return (*form, *contradictions(letter))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    """What each finding says, by its code."""
    return {r["code"]: r for r in rows("findings.tsv", "code", "severity", "message", "message_vi")}


def made(code: str, evidence: Iterable[Evidence] = (), **values: object) -> Finding:
    """A finding with its two sentences filled in."""
    row = _sentences()[code]
    return Finding(
        code=code,
        severity=Severity(row["severity"]),
        message=row["message"].format(**values),
        message_vi=row["message_vi"].format(**values),
        evidence=tuple(evidence),
    )


def _blanks(letter: Letter) -> Iterator[Finding]:
    if letter.number.rule == "blank-on-page" and letter.number.value is None:
        yield made("F-BLANK-NUMBER", letter.number.evidence, symbol=letter.symbol.value or "?")
    if letter.issued_on.rule == "blank-on-page" and letter.issued_on.value is None:
        printed = letter.issued_on.raw or "ngày … tháng …"
        yield made("F-BLANK-DATE", letter.issued_on.evidence, printed=printed)


def _missing(letter: Letter) -> Iterator[Finding]:
    for name, part, part_vi in _PARTS:
        field: Field[object] = getattr(letter, name)
        untitled = name == "subject" and letter.kind.value in _NO_SUBJECT
        if field.value is None and field.rule == "not-found" and not untitled:
            yield made("F-MISSING-PART", part=part, part_vi=part_vi)
    if letter.signer.name.value is None and letter.signer.name.rule == "not-found":
        posted = letter.signer.title.value is not None
        part, part_vi = ("signer's name", "họ tên người ký") if posted else ("signer", "người ký")
        yield made("F-MISSING-PART", part=part, part_vi=part_vi)
    if not letter.distribution:
        yield made("F-MISSING-PART", part="distribution list", part_vi="nơi nhận")


def _spells(group: str, words: list[str]) -> bool:
    """Can a group be made of the words' first letters, in order, each followed by more of its own word?

    `SKHCN` of Sở Khoa học và Công nghệ, `TTra` of Thanh tra, `THPTCL` of Trường THPT Cao Lãnh.
    """
    if not group:
        return True
    for i, word in enumerate(words):
        taken = 0
        while taken < min(len(word), len(group)) and word[taken] == group[taken]:
            taken += 1
            if _spells(group[taken:], words[i + 1 :]):
                return True
    return False


_SPECIAL = {
    "ttg": "thu tuong",
    "qh": "quoc hoi",
    "ubtvqh": "thuong vu quoc hoi",
    "tu": "uy",
    "hu": "uy",
    "du": "uy",
}
"""Groups of symbols that the office's name does not spell (`QĐ/TU` of Tỉnh ủy), and a word that it holds."""


def _symbol(letter: Letter) -> Iterator[Finding]:
    """No group of the symbol can be made from the letters of the office's name."""
    symbol, issuer = letter.symbol, letter.issuer
    if not symbol.value or not issuer.value or min(symbol.confidence, issuer.confidence) < _SURE:
        return
    if re.match(r"[A-ZĐ][A-Za-zĐđ]{1,3}/", symbol.value):
        return  # Party and unions: their heads print half of the name that the symbol spells
    offices = plain(
        " ".join(v for v in (issuer.value, letter.parent_agency.value, letter.signer.for_.value) if v)
    )
    words = re.findall(r"[a-z]+", offices)
    groups = [re.sub(r"\d", "", squeeze(g)) for g in re.split(r"[-/.]", symbol.value)]
    kind = squeeze(letter.kind.value or "")
    for group in (g.removeprefix(kind) if g != kind else "" for g in groups):
        if len(group) >= 2 and (_spells(group, words) or _SPECIAL.get(group, "\0") in offices):
            return
        if len(group) > 3 and group.endswith("tw") and "trung uong" in offices and _spells(group[:-2], words):
            return
    if any(len(g) >= 2 and g != kind for g in groups):
        where = (*symbol.evidence, *issuer.evidence)
        yield made("F-SYMBOL-ISSUER", where, symbol=symbol.value, issuer=issuer.value)


_FILE = re.compile(r"^\W*l[a-z]{1,2}u\s?:?\s*(?P<units>.+)$")


def _file_unit(letter: Letter) -> Iterator[Finding]:
    """The `Lưu:` line names a unit one or two letters away from the symbol's: one of them is a misprint."""
    symbol = letter.symbol.value
    if not symbol or "-" not in symbol or (letter.kind.value or "CV") != "CV":
        return
    unit = symbol.rsplit("-", 1)[1]
    for entry in letter.distribution:
        found = _FILE.match(plain(entry.value or ""))
        if found is None or entry.value is None:
            continue
        printed = [u.strip(" .;()") for u in re.split(r"[,;]", entry.value[found.start("units") :])]
        if any(squeeze(u).startswith(squeeze(unit)) for u in printed):
            return
        near = [u for u in printed if _near(u, unit)]
        if near and entry.confidence >= _SURE:
            where = (*entry.evidence, *letter.symbol.evidence)
            yield made("F-FILE-UNIT", where, printed=near[0], symbol=symbol, unit=unit)


def _near(printed: str, unit: str) -> bool:
    """Capitals of the same length that differ in one letter (two in six and more)."""
    a, b = squeeze(printed), squeeze(unit)
    allowed = 1 if len(b) < 6 else 2
    return (
        len(b) >= 3 and len(a) == len(b) and printed.isupper() and 0 < Levenshtein.distance(a, b) <= allowed
    )


def _citations(letter: Letter) -> Iterator[Finding]:
    dated = {squeeze(c.code.value) for c in letter.citations if c.code.value and c.issued_on.value}
    told: set[str] = set()
    issued = letter.issued_on.value
    for citation in letter.citations:
        code, date = citation.code.value, citation.issued_on.value
        if code is None or squeeze(code) in told:
            continue
        year = re.search(r"/(?P<year>(?:19|20)\d\d)/", code)
        if date is None and squeeze(code) not in dated and year is None:
            if citation.issued_on.rule != "illegible":
                told.add(squeeze(code))
                yield made("F-UNDATED-CITATION", citation.code.evidence, cited=code)
        elif date is not None and year is not None and int(year["year"]) != date.year and _sure(citation):
            told.add(squeeze(code))
            where = (*citation.code.evidence, *citation.issued_on.evidence)
            yield made("F-CITED-YEAR", where, cited=code, date=shown(date))
        elif date is not None and issued is not None and date > issued:
            told.add(squeeze(code))
            where = (*citation.issued_on.evidence, *letter.issued_on.evidence)
            yield made("F-CITED-LATER", where, cited=code, date=shown(date), issued=shown(issued))


def _sure(citation: Citation) -> bool:
    return min(citation.code.confidence, citation.issued_on.confidence) >= _CLEAR


def _notes(letter: Letter, zones: Zones) -> Iterator[Finding]:
    """`(Kèm theo Công văn số … ngày …)` over an appendix names the letter with another day."""
    issued = letter.issued_on
    if issued.value is None or issued.confidence < _SURE:
        return
    for note in witness.notes(zones, letter.symbol.value):
        if note.day is not None and note.day != issued.value and note.sure >= _SURE:
            where = (*note.evidence, *issued.evidence)
            yield made("F-APPENDIX-DATE", where, date=shown(note.day), issued=shown(issued.value))


def _impossible(letter: Letter, zones: Zones) -> Iterator[Finding]:
    """Days such as 31/02 in the running text; the date line, often by hand, is not held to it."""
    prose = prose_of(zones.running)
    for mention in find_dates(prose.text, letter.issued_on.value):
        pictured = letter.source.read_as is Reader.SCAN
        sure = _CLEAR if pictured else _SURE  # one misread figure makes a day impossible
        if mention.impossible and mention.day and prose.passage.confidence(*mention.core) >= sure:
            where = prose.passage.evidence(*mention.core)
            yield made("F-IMPOSSIBLE-DATE", where, date=prose.text[slice(*mention.core)].replace("\n", " "))


def _address(url: str) -> str:
    return bare_address(url.strip().lower())


def _codes(letter: Letter) -> Iterator[Finding]:
    """A QR code that leads elsewhere than every address the letter prints."""
    urls = letter.contest.contacts.urls if letter.contest else ()
    printed = [u for u in urls if u.seen is Seen.PRINTED and u.value]
    known = {_address(u.value or "") for u in printed}
    for url in urls:
        web = url.value is not None and re.match(r"(?:https?://|www\.)", url.value.lower())
        if url.seen is Seen.QR and web and printed and _address(url.value or "") not in known:
            nearest = min(
                printed,
                key=lambda u: Levenshtein.distance(_address(u.value or ""), _address(url.value or "")),
            )
            yield made(
                "F-QR-DIFFERS", (*url.evidence, *nearest.evidence), link=url.value, printed=nearest.value
            )


def _stages(letter: Letter) -> Iterator[Finding]:
    for stage in letter.contest.stages if letter.contest else ():
        if stage.start.rule == "month-only" or stage.end.rule == "month-only":
            yield made("F-MONTH-ONLY", stage.evidence, what=stage.label, printed=stage.text)
        for field in (stage.start, stage.end):
            other = next((a for a in field.alternatives if a.rule == "told-elsewhere"), None)
            if other is not None and field.value is not None:
                first, second = day(field.value).isoformat(), other.value
                yield made("F-TOLD-TWICE", field.evidence, what=stage.label, first=first, second=second)
