"""Files an organizer asked for, written; the drawing libraries are loaded only when one is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NotWritten
from pipeline.place import beside
from pipeline.reconcile.speech import Lang
from pipeline.records.schedule import Timeline


@dataclass(frozen=True)
class Outputs:
    """Where to write what; None leaves it out."""

    chart: Path | None = None
    report: Path | None = None
    xlsx: Path | None = None
    ics: Path | None = None


def write(
    timelines: Sequence[Timeline],
    wanted: Outputs,
    now: dt.datetime,
    lang: Lang = Lang.EN,
    links: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write the files; charts of further contests get a number behind their name.

    Raises:
        NotWritten: a chart that is neither .svg nor .png, or a place that cannot be written to.
    """
    files: list[tuple[Path, bytes]] = []
    if wanted.chart is not None:
        files += _charts(timelines, wanted.chart, lang)
    if wanted.report is not None:
        from pipeline.reconcile.show.page import page

        files.append((wanted.report, page(timelines, now, lang, links).encode()))
    if wanted.xlsx is not None:
        from pipeline.reconcile.show.workbook import workbook

        files.append((wanted.xlsx, workbook(timelines, lang)))
    if wanted.ics is not None:
        from pipeline.reconcile.show.calendar import calendar

        files.append((wanted.ics, calendar(timelines, now, lang, links)))
    for path, content in files:
        with beside(path) as whole:
            whole.write_bytes(content)
    return tuple(path for path, _ in files)


def _charts(timelines: Sequence[Timeline], path: Path, lang: Lang) -> list[tuple[Path, bytes]]:
    from pipeline.reconcile.show.chart import chart

    form = path.suffix.lower().lstrip(".")
    if form not in ("svg", "png"):
        raise NotWritten(str(path), "a chart is .svg or .png")
    drawn: list[tuple[Path, bytes]] = []
    for serial, timeline in enumerate(timelines, start=1):
        at = path if serial == 1 else path.with_stem(f"{path.stem}-{serial}")
        drawn.append((at, chart(timeline, "svg" if form == "svg" else "png", lang)))
    return drawn
