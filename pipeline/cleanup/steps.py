"""The order of the cleanup steps; each looks for its reason first and says what it did."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.cleanup.blank import is_blank
from pipeline.cleanup.ink import Picture, as_colour, text_picture
from pipeline.cleanup.light import flatten, paper_of
from pipeline.cleanup.orient import turn_needed
from pipeline.cleanup.photo import page_corners, pull
from pipeline.cleanup.rows import mend_rows
from pipeline.cleanup.skew import rotation, skew
from pipeline.cleanup.specks import speck_mask
from pipeline.cleanup.work import Work
from pipeline.options import CleanupOptions
from pipeline.records.image import CleanPage, PageImage

READING_DPI = 200.0
"""Measured: 300 dpi reads no better than 200 and costs up to a third more."""
PAGE_WIDTH = 8.27
"""Inches of an A4 page: tells a photo's resolution."""


def clean(image: PageImage, options: CleanupOptions) -> CleanPage:
    """Make a page upright, straight and flat, with its coloured ink apart."""
    work = Work(image)
    if options.unwarp and not work.bilevel:
        _unwarp(work)
    if options.despeckle and work.bilevel and work.pixels.ndim == 2:
        _close(work)
    if work.dpi > READING_DPI * 1.1:
        before = work.dpi
        work.scale(READING_DPI / work.dpi)
        work.did("resample", f"{before:.0f} -> {READING_DPI:.0f} dpi")
    text = text_picture(work.pixels)
    if is_blank(text, work.dpi):
        return _page(work, text, blank=True)
    if options.orient:
        text = _orient(work, text)
    if options.flatten and not work.bilevel:
        text = _flatten(work, text)
    if options.despeckle:
        text = _quieten(work, text)
    if options.deskew:
        text = _level(work, text)
    return _page(work, text, blank=False)


def _page(work: Work, text: Picture, *, blank: bool) -> CleanPage:
    if blank:
        work.did("blank", "nothing to read")
    return CleanPage(
        number=work.number,
        text=text,
        color=as_colour(work.pixels),
        dpi=work.dpi,
        bilevel=work.bilevel,
        blank=blank,
        to_source=work.to_source(),
        steps=tuple(work.steps),
    )


def _unwarp(work: Work) -> None:
    corners = page_corners(work.pixels)
    if corners is None:
        return
    matrix, size = pull(corners)
    work.warp(matrix, size)
    work.dpi = min(size) / PAGE_WIDTH
    work.did("unwarp", f"page found on a darker ground, {size[0]} x {size[1]} pixels")


def _close(work: Work) -> None:
    work.pixels, count = mend_rows(work.pixels, work.dpi)
    if count:
        work.did("rows", f"{count} lost rows closed")


def _orient(work: Work, text: Picture) -> Picture:
    turns = turn_needed(text, work.dpi)
    if turns == 0:
        return text
    work.quarter(turns)
    work.did("orient", f"turned by {90 * turns} degrees counter-clockwise")
    return text_picture(work.pixels)


def _flatten(work: Work, text: Picture) -> Picture:
    paper = paper_of(text, work.dpi)
    if not paper.needs_flattening:
        return text
    work.pixels = flatten(work.pixels, paper)
    work.did("flatten", f"paper between {paper.dark:.0f} and {paper.bright:.0f}")
    return text_picture(work.pixels)


def _quieten(work: Work, text: Picture) -> Picture:
    """Specks, on the text picture only: the colour picture stays as it is to look at.

    In black and white alone: what looks like specks on grey paper may be faint print broken up by its
    grain, and the grain is better left to the reader: averaged out, the marks of ổ and ể go with it.
    """
    if not work.bilevel:
        return text
    specks, count = speck_mask(text, work.dpi)
    if count:
        text = text.copy()
        text[specks > 0] = int(np.percentile(text[::8, ::8], 80))
        work.did("despeckle", f"{count} specks")
    return text


def _level(work: Work, text: Picture) -> Picture:
    degrees = skew(text, bilevel=work.bilevel)
    if degrees == 0.0:
        return text
    height, width = text.shape
    matrix = rotation((height, width), degrees)
    work.warp(matrix, (width, height))
    work.did("deskew", f"{degrees:+.2f} degrees")
    turned = cv2.warpAffine(
        text, matrix[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, np.uint8)
