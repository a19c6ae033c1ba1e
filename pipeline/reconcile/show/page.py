"""The comparison as one HTML page that needs nothing else: chart, table, reasons, letters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.reconcile.show.chart import chart
from pipeline.reconcile.speech import Lang, label
from pipeline.reconcile.wording import apart, headline, own_rows, row_name, rows, short, why, window
from pipeline.records.schedule import Claim, Comparison, Timeline


def page(
    timelines: Sequence[Timeline],
    now: dt.datetime,
    lang: Lang = Lang.EN,
    links: Mapping[str, str] | None = None,
) -> str:
    """Write the page; `now` is printed at its foot, `links` are addresses of letters by id."""
    shelf = Environment(
        loader=PackageLoader("pipeline.reconcile.show", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return shelf.get_template("page.html").render(
        timelines=timelines,
        now=now,
        lang=lang.value,
        links=links or {},
        t=lambda key: label(key, lang),
        vi=lang is Lang.VI,
        drawing=lambda timeline: drawing(timeline, lang),
        headline=lambda timeline: headline(timeline, lang),
        rows=rows,
        own_rows=own_rows,
        row_name=lambda row: row_name(row, lang),
        window=lambda claim: window(claim, lang),
        why=lambda held: why(held, lang),
        apart=lambda row: apart(row, lang),
        short=lambda ref: short(ref, lang),
        printed=lambda row: printed(row, lang),
    )


def drawing(timeline: Timeline, lang: Lang) -> Markup:
    """The chart as SVG inside the page, as wide as the page."""
    svg = chart(timeline, "svg", lang, title=False).decode()
    svg = svg[svg.index("<svg") :]
    return Markup(re.sub(r'(<svg[^>]*?) width="[^"]*"|(<svg[^>]*?) height="[^"]*"', r"\1\2", svg, count=2))


def printed(row: Comparison, lang: Lang) -> list[tuple[str, list[Claim]]]:
    """Each printed window once with its claims, most claims first."""
    by_window: dict[str, list[Claim]] = {}
    for claim in row.claims:
        by_window.setdefault(window(claim, lang), []).append(claim)
    return sorted(by_window.items(), key=lambda item: -len(item[1]))
