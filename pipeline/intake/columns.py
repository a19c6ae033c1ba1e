"""Rows of words, and the white gutters between columns that rows share."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from pipeline.intake.glyphs import Span

GAP = 1.2
"""White between two words that may be a gutter, in line heights."""
KEPT = 0.5
"""What must be left of a gutter after all rows of a run have narrowed it, in line heights."""

LONE = 2.0
"""White that makes two columns of a single row when more follows on its right, in line heights."""
FAR = 6.0
"""The same when nothing follows."""


@dataclass(frozen=True)
class Row:
    """Words on one base line over the whole width of the page, left to right."""

    words: tuple[Span, ...]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(w.x1 for w in self.words)

    @property
    def y0(self) -> float:
        """Top."""
        return min(w.y0 for w in self.words)

    @property
    def y1(self) -> float:
        """Bottom."""
        return max(w.y1 for w in self.words)

    @property
    def height(self) -> float:
        """Usual height of its words."""
        return median(w.y1 - w.y0 for w in self.words)

    @property
    def center(self) -> float:
        """Middle between left and right edge."""
        return (self.x0 + self.x1) / 2

    def gaps(self, least: float = GAP) -> list[tuple[float, float]]:
        """White between neighbours, at least so many line heights wide."""
        found = []
        right = self.words[0].x1
        for word in self.words[1:]:
            if word.x0 - right >= least * self.height:
                found.append((right, word.x0))
            right = max(right, word.x1)
        return found

    def split(self, x: float) -> tuple[Row | None, Row | None]:
        """The parts left and right of x."""
        left = tuple(w for w in self.words if (w.x0 + w.x1) / 2 < x)
        right = tuple(w for w in self.words if (w.x0 + w.x1) / 2 >= x)
        return Row(left) if left else None, Row(right) if right else None


@dataclass(frozen=True)
class Band:
    """Rows up to `end` that stand in two columns left and right of x = `gutter`."""

    end: int
    gutter: float
    two_sided: int
    wide: float


def find_band(rows: list[Row], at: int) -> Band | None:
    """The two-column band that begins with row `at`, if one does."""
    gaps = rows[at].gaps()
    state = _before_state(rows[at])
    if state is not None:  # the two heads may all but touch, but they are two
        gaps = [state]
    if not gaps or _is_table(rows, at):
        return None
    bands = [_grow(rows, at, gap) for gap in gaps]
    best = max(bands, key=lambda band: (band.two_sided, band.wide))
    on_the_right = any(row.x0 > best.gutter for row in rows[at + 1 : best.end])
    lone = LONE if on_the_right else FAR  # justified lines have gaps of their own
    return best if best.two_sided >= 2 or best.wide >= lone * rows[at].height else None


def _before_state(row: Row) -> tuple[float, float] | None:
    """The gap before the state's name, which opens the right head (Nghị định 30/2020, PL I, box 1)."""
    texts = [w.text.casefold() for w in row.words]
    for i in range(1, len(texts) - 3):
        if texts[i : i + 4] == ["cộng", "hòa", "xã", "hội"] or texts[i : i + 4] == [
            "cộng",
            "hoà",
            "xã",
            "hội",
        ]:
            left = max(w.x1 for w in row.words[:i])
            return (left, row.words[i].x0) if row.words[i].x0 > left else None
    return None


def _is_table(rows: list[Row], at: int) -> bool:
    """Three rows in which the same two gutters stand: cells, to be read row by row."""
    near = rows[at : at + 3]
    if len(near) < 3 or any(len(row.gaps()) < 2 for row in near):
        return False
    kept = near[0].gaps()
    for row in near[1:]:
        kept = [(max(a, c), min(b, d)) for a, b in kept for c, d in row.gaps() if min(b, d) > max(a, c)]
    return len(kept) >= 2


def _grow(rows: list[Row], at: int, gap: tuple[float, float]) -> Band:
    """Follow a gutter down for as long as the rows leave it white."""
    lo, hi = gap
    end, two_sided, limits = at + 1, 1, gap
    tail: list[int] = []
    for i in range(at + 1, len(rows)):
        row = rows[i]
        if is_kinh_gui(row):
            break
        need = min(KEPT * row.height, 0.6 * (gap[1] - gap[0]))
        inner = [(max(lo, a), min(hi, b)) for a, b in row.gaps(KEPT) if min(hi, b) - max(lo, a) >= need]
        if inner:
            lo, hi = max(inner, key=lambda g: g[1] - g[0])
            end, limits, tail = i + 1, (lo, hi), []
            two_sided += 1
        elif row.x1 <= hi - need:
            lo = max(lo, row.x1)
            tail.append(i)
        elif row.x0 >= lo + need:
            hi = min(hi, row.x0)
            tail.append(i)
        else:
            break
    end, gutter = _with_tail(rows, (at, end), tail, limits)
    return Band(end, gutter, two_sided, limits[1] - limits[0])


def _with_tail(
    rows: list[Row], band: tuple[int, int], tail: list[int], limits: tuple[float, float]
) -> tuple[int, float]:
    """Where a band ends with the rows below that go on in one of its columns, and its gutter."""
    (at, end), (lo, hi) = band, limits
    parts = [row.split((lo + hi) / 2) for row in rows[at:end]]
    left = [one for one, _ in parts if one]
    right = [two for _, two in parts if two]
    for i in tail:
        row = rows[i]
        if row.x0 >= (lo + hi) / 2:
            if row.y0 - right[-1].y1 > 14 * row.height or not _aligned(row, right, 4.0):
                break
            right.append(row)
            hi = min(hi, row.x0)
        else:
            if row.y0 - left[-1].y1 > row.height or not _aligned(row, left, 1.0):
                break
            left.append(row)
            lo = max(lo, row.x1)
        end = i + 1
    return end, (lo + hi) / 2


def _aligned(row: Row, column: list[Row], tolerance: float) -> bool:
    """Centred under the column, or flush left with its last rows."""
    slack = tolerance * row.height
    middle = (min(r.x0 for r in column) + max(r.x1 for r in column)) / 2
    if abs(row.center - middle) < slack or abs(row.center - column[-1].center) < slack:
        return True
    flush = any(abs(row.x0 - r.x0) < 0.8 * row.height for r in column[-3:])
    return flush and row.y0 - column[-1].y1 < row.height


def is_kinh_gui(row: Row) -> bool:
    """Whether the row opens the addressees, which end the head (Nghị định 30/2020, PL I, box 9a)."""
    return row.words[0].text.casefold() in ("kính", "kinh") and len(row.words) > 1
