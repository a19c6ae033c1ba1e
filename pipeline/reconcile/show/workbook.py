"""The comparison as a workbook: dates that hold, every claim, letters, contradictions, citations."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from pipeline.reconcile.speech import Lang, label
from pipeline.reconcile.wording import apart, headline, own_rows, row_name, rows, short, why
from pipeline.records.contest import Moment
from pipeline.records.schedule import Comparison, Timeline, Verdict

_COLORS = {
    Verdict.AGREE: "#E2F0D9",
    Verdict.REFINES: "#DDEBF7",
    Verdict.CONFLICT: "#F8CBAD",
    Verdict.ONLY_ONE: "#EDEDED",
}
_WIDTHS = {"reason": 60, "contest": 40, "stage": 34, "issuer": 34, "file": 30, "code": 20, "suggestions": 90}


@dataclass(frozen=True)
class _Sheet:
    """A sheet's name, the keys of its columns and its rows; the verdict of a row gives its colour."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Verdict | None, tuple[Any, ...]], ...]


def workbook(timelines: Sequence[Timeline], lang: Lang = Lang.EN) -> bytes:
    """Write all contests into one workbook; dates are dates, not text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for sheet in (_held(timelines, lang), _claims(timelines, lang), _letters(timelines, lang),
                      _notes(timelines, lang), _citations(timelines, lang)):  # fmt: skip
            _write(book, sheet, head, lang)
    return out.getvalue()


def _write(book: Any, sheet: _Sheet, head: Any, lang: Lang) -> None:
    page = book.add_worksheet(sheet.name[:31])
    page.freeze_panes(1, 0)
    for at, key in enumerate(sheet.columns):
        page.write_string(0, at, label(key, lang), head)
        page.set_column(at, at, _WIDTHS.get(key, 14))
    formats: dict[tuple[Verdict | None, str], Any] = {}
    for y, (verdict, values) in enumerate(sheet.lines, start=1):
        for x, value in enumerate(values):
            kind = "time" if isinstance(value, dt.datetime) else "day" if isinstance(value, dt.date) else ""
            look = formats.setdefault((verdict, kind), book.add_format(_look(verdict, kind)))
            if kind:
                page.write_datetime(y, x, value, look)
            elif isinstance(value, int | float):
                page.write_number(y, x, value, look)
            else:
                page.write_string(y, x, value or "", look)
    page.autofilter(0, 0, max(1, len(sheet.lines)), len(sheet.columns) - 1)


def _look(verdict: Verdict | None, kind: str) -> dict[str, Any]:
    look: dict[str, Any] = {"text_wrap": True, "valign": "top"}
    if verdict is not None:
        look["bg_color"] = _COLORS[verdict]
    if kind:
        look["num_format"] = "dd/mm/yyyy hh:mm" if kind == "time" else "dd/mm/yyyy"
    return look


def _held(timelines: Iterable[Timeline], lang: Lang) -> _Sheet:
    lines = []
    for t in timelines:
        for row in (*rows(t), *own_rows(t)):
            reason = why(row.proposed, lang) if row.proposed else ""
            told = (label(row.verdict.value, lang), apart(row, lang), reason)
            lines.append((row.verdict, (headline(t, lang), row_name(row, lang), *_proposed(row), *told)))
    columns = ("contest", "stage", "start", "end", "verdict", "difference", "reason")
    return _Sheet(label("proposed", lang), columns, tuple(lines))


def _proposed(row: Comparison) -> tuple[Moment | None, Moment | None]:
    held = row.proposed
    return (held.start, held.end or held.before or held.on) if held is not None else (None, None)


def _claims(timelines: Iterable[Timeline], lang: Lang) -> _Sheet:
    lines = []
    for t in timelines:
        refs = {ref.id: ref for ref in t.letters}
        for row in (*rows(t), *own_rows(t)):
            for c in row.claims:
                ref = refs[c.letter]
                fit = label("superseded", lang) if c.superseded else label(c.fit.value, lang) if c.fit else ""
                lines.append(
                    (c.fit, (headline(t, lang), row_name(row, lang), short(ref, lang), ref.code,
                             c.start or c.on, c.end or c.before or c.on, c.text, fit, c.weight, ref.name))
                )  # fmt: skip
    columns = ("contest", "stage", "unit", "code", "start", "end", "printed", "verdict", "weight", "file")
    return _Sheet(label("claims", lang), columns, tuple(lines))


def _letters(timelines: Iterable[Timeline], lang: Lang) -> _Sheet:
    lines = [
        (None, (headline(t, lang), r.code, r.issued_on, r.issuer, r.unit, label(r.role.value, lang),
                label("draft", lang) if r.is_draft else "", r.name, r.id))
        for t in timelines for r in t.letters
    ]  # fmt: skip
    columns = ("contest", "code", "date", "issuer", "unit", "role", "draft", "file", "id")
    return _Sheet(label("letters", lang), columns, tuple(lines))


def _notes(timelines: Iterable[Timeline], lang: Lang) -> _Sheet:
    """Contradictions, missing origins and suggestions."""
    vi = lang is Lang.VI
    lines: list[tuple[Verdict | None, tuple[Any, ...]]] = []
    for t in timelines:
        names = {ref.id: short(ref, lang) for ref in t.letters}
        for c in t.contradictions:
            said = c.message_vi if vi and c.message_vi else c.message
            lines.append((None, (headline(t, lang), label("contradictions", lang), names[c.letter], said)))
        for m in t.missing:
            who = ", ".join(names[i] for i in m.cited_by)
            perhaps = f" · {label('perhaps', lang)} {m.perhaps}" if m.perhaps else ""
            said = f"{' = '.join(m.spellings)} {m.issuer or ''}{perhaps}"
            lines.append((None, (headline(t, lang), label("missing-roots", lang), who, said)))
        for s in t.suggestions:
            who = ", ".join(names.get(i, i) for i in s.letters)
            lines.append(
                (
                    None,
                    (headline(t, lang), label("suggestions", lang), who, s.message_vi if vi else s.message),
                )
            )
    return _Sheet(label("notes", lang), ("contest", "kind", "letters", "suggestions"), tuple(lines))


def _citations(timelines: Iterable[Timeline], lang: Lang) -> _Sheet:
    lines = []
    for t in timelines:
        names = {ref.id: short(ref, lang) for ref in t.letters}
        for e in t.citations:
            there = label("in-archive" if e.target else "missing", lang)
            line = (headline(t, lang), names[e.letter], label(e.relation.value, lang), e.code, there)
            lines.append((None, line))
    columns = ("contest", "letter", "relation", "code", "in-archive")
    return _Sheet(label("citations", lang), columns, tuple(lines))
