"""Places of a paragraph where a document is named: type, code, day, issuer, subject, each as a span."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract import cited, codes
from pipeline.extract.dates import find_dates
from pipeline.extract.kind import of_symbol
from pipeline.extract.passage import Passage
from pipeline.extract.spelling import squeeze
from pipeline.folding import fold, unmark

Span = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """One place where a document is named."""

    block: Passage
    code: codes.Code | None
    span: Span
    kind: str | None
    kind_span: Span | None
    day: dt.date | None = None
    day_span: Span | None = None
    issuer: Span | None = None
    subject: Span | None = None
    law: Span | None = None
    day_shared: bool = False
    """Printed once behind several codes."""
    illegible: bool = False
    named: Span | None = None
    """The issuer as the recogniser of names sees it."""
    issuer_in: Passage | None = None
    """The paragraph that tells the issuer, where another mention of the document does."""

    @property
    def key(self) -> str:
        """What mentions of the same document share."""
        if self.code is None or self.code.text is None:
            return f"{self.kind}:{squeeze(self.block.text[slice(*(self.law or self.span))])}"
        return squeeze(self.code.text)


def mentions_in(block: Passage) -> list[Mention]:
    """Mentions in one paragraph, in order."""
    folded = fold(block.text)
    found = codes.find(block.text)
    out: list[Mention] = []
    last: tuple[str, Span] | None = None
    for i, (code, span) in enumerate(found):
        kind, kind_span, law = _kind(folded, span, out, last)
        if kind_span is not None and kind is not None:
            last = (kind, kind_span)
        direct = kind_span is not None and span[0] - kind_span[1] < 12
        mention = Mention(block, code, span, _typed(code, kind, direct=direct), kind_span, law=law)
        row = out[-1] if kind_span is None and out else None
        out.append(_completed(mention, folded, [s[0] for _, s in found[i + 1 :]], row))
    _share_issuer(out)
    _share_day(out, folded)
    out.extend(_unread(block, folded, [s for _, s in found]))
    out.extend(_laws(block, folded, out))
    return sorted(out, key=lambda m: m.span)


def _share_issuer(row: list[Mention]) -> None:
    """`Nghị định số A và Nghị định số B của Chính phủ`: the issuer told last is that of both."""
    for i in range(len(row) - 2, -1, -1):
        here, after = row[i], row[i + 1]
        if (
            here.issuer is None
            and after.issuer is not None
            and after.kind == here.kind
            and here.subject is None
        ):
            between = here.block.text[(here.day_span or here.span)[1] : (after.kind_span or after.span)[0]]
            if re.fullmatch(r"\s*(?:,|và|;|, và)\s*(?:số\s*)?", between):
                row[i] = replace(here, issuer=after.issuer)


_ROW = re.compile(r"\s*(?:,|;|va|, va)\s*")
_PLURAL = re.compile(r"\bcac\s+(?:van ban\s+)?$")


def _share_day(row: list[Mention], folded: str) -> None:
    """`các Công văn số A, số B ngày …`, `Công văn số A và Kế hoạch số B, ngày …`: one day for all.

    Without `các` and without the comma the day is the last one's own.
    """
    for i in range(len(row) - 2, -1, -1):
        here, after = row[i], row[i + 1]
        if here.day_span is not None or after.day is None or after.day_span is None:
            continue
        begin = after.kind_span[0] if after.kind_span else after.span[0]
        between = re.sub(r"\s*(?:so\s*:?\s*)?$", "", folded[here.span[1] : begin])
        if not _ROW.fullmatch(between + " ") or after.day_span[0] < after.span[1]:
            continue
        first = next((m for m in reversed(row[: i + 1]) if m.kind_span is not None), here)
        plural = first.kind_span is not None and _PLURAL.search(folded, 0, first.kind_span[0])
        apart = re.match(r"\s*(?:,|cung)\s*", folded[after.span[1] : after.day_span[0]])
        if after.day_shared or apart or (plural and after.kind_span is None):
            row[i] = replace(
                here,
                day=after.day,
                day_span=after.day_span,
                issuer=here.issuer or after.issuer,
                day_shared=True,
            )


def _typed(code: codes.Code, kind: str | None, *, direct: bool = True) -> str | None:
    """The type: the symbol's where it names one, else the word before it."""
    by_symbol = of_symbol(code.symbol)
    if by_symbol is not None and (
        kind in (None, "CV", by_symbol) or by_symbol not in ("CT", "TB", "BC", "HD")
    ):
        return by_symbol if kind is None or kind == by_symbol or kind == "CV" else kind
    if kind is None and re.match(r"^(?:19|20)\d\d/QH\d+$", code.symbol):
        return "Luật"
    if by_symbol is None and not direct and kind in _TYPED_SYMBOL:
        return "CV"
    return kind or "CV"


_TYPED_SYMBOL = ("NĐ", "TT", "QĐ", "NQ", "KH", "CT", "TB", "BC", "TTr", "HD", "GM")
"""Types whose symbol names them (ND30 PL I II.3): a symbol without it belongs to a công văn."""


def _kind(
    folded: str, span: Span, before: Sequence[Mention], last: tuple[str, Span] | None
) -> tuple[str | None, Span | None, Span | None]:
    """The type's name in front of a code, shared by a row of codes (`các Công văn: số …, số …`)."""
    direct = cited.DIRECT.search(folded, max(0, span[0] - 60), span[0])
    if direct:
        return cited.short(direct["kind"]), direct.span("kind"), None
    law = cited.LAW_BEFORE.search(folded, max(0, span[0] - 140), span[0])
    if law and (not before or law.start("name") >= before[-1].span[1]):
        return "Luật" if not law["kind"].startswith("phap lenh") else "PL", law.span("kind"), law.span("name")
    if last is not None and cited.ROW.search(folded, max(0, span[0] - 14), span[0]):
        return last[0], None, None
    wide = list(cited.NAMED.finditer(folded, max(0, span[0] - 120), span[0]))
    if wide and not re.search(r"[.;]\s", folded[wide[-1].end() : span[0]]):
        return cited.short(wide[-1]["kind"]), wide[-1].span("kind"), None
    return None, None, None


def _completed(mention: Mention, folded: str, stops: Sequence[int], row: Mention | None = None) -> Mention:
    """Add day, issuer and subject that follow a code, or stand before it.

    `stops` are the codes after it, `row` is the one before in a row.
    """
    text, end = mention.block.text, mention.span[1]
    stop = stops[0] if stops else len(text)
    mention, at = _day_after(mention, folded, end, stop)
    if mention.day is None:
        mention = _day_before(mention, folded)
    issuer = cited.issuer_span(text, at, min(len(text), max(stop, at), at + 170))
    if issuer is not None:
        mention = replace(mention, issuer=issuer)
        at = issuer[1]
        if mention.day is None:
            mention, at = _day_after(mention, folded, at, stop)
    elif mention.issuer is None:
        before = cited.ISSUER_BEFORE.search(unmark(text[: (mention.kind_span or mention.span)[0]]))
        start = mention.span[0]
        between = cited.ISSUER_BETWEEN.search(unmark(text[:start]), max(0, start - 140))
        if between:
            mention = replace(mention, issuer=between.span("who"))
        elif before and mention.kind_span is not None:
            group = "who" if before["who"] else "also"
            mention = replace(mention, issuer=before.span(group))
        elif row is not None and row.issuer is not None and row.issuer[1] <= row.span[0]:
            mention = replace(mention, issuer=row.issuer)
    subject = cited.subject_span(text, at, stops)
    return mention if subject is None else replace(mention, subject=subject)


_ODD_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d")
"""In the place of a day: figures that are no day of the calendar, misprinted or misread."""


def _day_after(mention: Mention, folded: str, at: int, stop: int) -> tuple[Mention, int]:
    """The day that follows an offset (`ngày 28/5/2026`), and the offset after it."""
    text = mention.block.text
    lead = cited.DAY_LEAD.match(folded, at, max(at, min(stop, at + 70)))
    if lead is None:
        return mention, at
    window = text[lead.end() : min(len(text), lead.end() + 40)]
    first = next((m for m in find_dates(window) if m.start <= 3), None)
    if first is None or lead.end() + first.start >= stop:
        odd = _ODD_DAY.match(text, lead.end(), stop)
        if odd is None:
            return mention, at
        return replace(mention, day_span=odd.span()), odd.end()
    span = (lead.end() + first.start, lead.end() + first.end)
    day = first.date if first.year is not None else None
    return replace(mention, day=day, day_span=span), span[1]


def _day_before(mention: Mention, folded: str) -> Mention:
    """`Ngày 17/10/2017 Sở Y tế ban hành Công văn số …`: the day stands in front."""
    start = (mention.kind_span or mention.span)[0]
    begin = max(0, start - 110)
    found = cited.ISSUED_BEFORE.search(folded, begin, start)
    if not found:
        return mention
    dates = find_dates(mention.block.text[found.start("day") : found.end("day")])
    if not dates or dates[0].date is None or dates[0].year is None:
        return mention
    span = (found.start("day") + dates[0].start, found.start("day") + dates[0].end)
    mention = replace(mention, day=dates[0].date, day_span=span)
    who = found.span("who")
    return replace(mention, issuer=who) if who[1] - who[0] >= 3 else mention


def _unread(block: Passage, folded: str, taken: Sequence[Span]) -> list[Mention]:
    """Codes whose number was filled in by hand and could not be read: told, not guessed."""
    out = []
    for match in cited.UNREAD.finditer(folded):
        if any(match.start() < e and match.end() > s for s, e in taken):
            continue
        code = codes.read_line(block.text[slice(*match.span("code"))])
        if code is None:
            continue
        kind = cited.short(match["kind"]) if match["kind"] else None
        mention = Mention(
            block, code, match.span("code"), _typed(code, kind), match.span("kind") if kind else None,
            illegible=code.number is None,
        )  # fmt: skip
        out.append(_completed(mention, folded, ()))
    return out


_CHANGING = re.compile(r"\b(?:Bộ luật|Luật|Pháp lệnh)\s(?P<more>[Ss]ửa đổi[^;.()]{0,70}?\scủa\s(?:các\s)?)$")
"""`Luật sửa đổi, bổ sung một số điều của Luật …`: one law about another."""


def _laws(block: Passage, folded: str, coded: Sequence[Mention]) -> list[Mention]:
    """Laws named without a code but with their day: `Luật Tổ chức Chính phủ ngày 19/02/2025`."""
    out = []
    for match in cited.LAW_DATED.finditer(folded):
        if not block.text[match.start("kind")].isupper():
            continue
        span = match.span("name")
        name, upto = block.text[slice(*span)], match.start("day")
        if cited.FAR.search(name) or cited.NAMED.search(folded, span[0], upto) or len(name.split()) > 14:
            continue
        if any(span[0] < m.span[1] and m.span[0] < upto for m in coded):
            continue
        if any(m.law is not None and m.law[0] <= span[0] < m.span[1] for m in coded):
            continue
        change = _CHANGING.search(block.text, max(0, match.start() - 90), match.start())
        span = (change.start("more"), span[1]) if change else span
        dates = find_dates(block.text[match.start("day") : match.start("day") + 40])
        if not dates or dates[0].date is None or dates[0].start > 3:
            continue
        day = (match.start("day") + dates[0].start, match.start("day") + dates[0].end)
        kind = "PL" if match["kind"].startswith("phap lenh") else "Luật"
        out.append(
            Mention(
                block, None, (match.start(), day[1]), kind, match.span("kind"), dates[0].date, day, law=span
            )
        )
    return out
