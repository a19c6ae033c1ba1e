"""Who signed: capacity, for whom, own post, name; from the signature zone."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.extract.candidates import Candidate
from pipeline.extract.fold import fold, one_tone
from pipeline.extract.kinds import DATA
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.zones import Zones

_CAPACITY = re.compile(r"^\W{0,3}(?P<c>tm|kt|tl|tuq|t/m|k/t|t/l|q)\s?[.,:]\s*")
_RANK = re.compile(
    r"^(?:(?:pgs|gs|ts|ths|bs|ds|cn|ks|ckii|cki|ck\s?[12]|ck i+|dai ta|thuong ta|trung ta|thieu ta|dai uy"
    r"|thieu tuong|trung tuong|luong y|nha giao|thac si|tien si|bac si)[.\s]+)+"
)
_CANON = {"t/m": "TM.", "k/t": "KT.", "t/l": "TL."}
_SIGNED = re.compile(r"^\W*(?:\(?da ky\)?|da ky|\(ky,? ?(?:ten)?.*)\W*$")


@dataclass(frozen=True)
class Signed:
    """Candidates of the signer's fields."""

    capacity: tuple[Candidate[str], ...] = ()
    for_: tuple[Candidate[str], ...] = ()
    title: tuple[Candidate[str], ...] = ()
    name: tuple[Candidate[str], ...] = ()


@lru_cache(maxsize=1)
def posts() -> tuple[tuple[str, str], ...]:
    """(post, deputy's post), longest first."""
    with (DATA / "posts.tsv").open(encoding="utf-8") as file:
        rows = [(r["post"], r["deputy"]) for r in csv.DictReader(file, delimiter="\t")]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames as printed."""
    with (DATA / "surnames.tsv").open(encoding="utf-8") as file:
        return frozenset(one_tone(r["surname"]) for r in csv.DictReader(file, delimiter="\t"))


@lru_cache(maxsize=1)
def _folded_surnames() -> frozenset[str]:
    return frozenset(map(fold, surnames()))


def find(zones: Zones) -> tuple[Signed, ...]:
    """One `Signed` a signature, the main one (the rightmost) first."""
    columns = _columns(zones.signature)
    found = [_read(c) for c in columns]
    found = [f for f in found if f.title or f.name or f.capacity]
    if not found and zones.signature:
        found = [_read(zones.signature)]
    return tuple(found)


def _columns(lines: Sequence[LineRef]) -> list[list[LineRef]]:
    """Signatures that stand side by side, the right one first."""
    if not lines or lines[0].box is None:
        return [list(lines)] if lines else []
    columns: list[list[LineRef]] = []
    for ref in sorted(lines, key=lambda r: (r.page.number, -_middle(r))):
        near = next(
            (c for c in columns if c[0].page is ref.page and abs(_middle(c[0]) - _middle(ref)) < 0.2), None
        )
        if near is None:
            columns.append([ref])
        else:
            near.append(ref)
    columns.sort(key=lambda c: -max(map(_middle, c)))
    return [sorted(c, key=lambda r: (r.page.number, r.box.y0 if r.box else 0.0)) for c in columns]


def _middle(ref: LineRef) -> float:
    box = ref.box
    return (box.x0 + box.x1) / 2 if box is not None else 0.5


def _read(lines: Sequence[LineRef]) -> Signed:
    capacities: list[tuple[str, str, LineRef]] = []
    titles: list[tuple[str, list[LineRef], float]] = []
    names: list[Candidate[str]] = []
    for ref in lines:
        text = ref.text
        if _SIGNED.match(fold(text)):
            continue
        match = _CAPACITY.match(fold(text))
        if match and _upper(text):
            mark = _CANON.get(match["c"], match["c"].upper() + ".")
            rest, _ = post(text[match.end() :])
            capacities.append((mark, rest, ref))
            titles.clear()
            continue
        named = _name(ref, bool(titles or capacities))
        if named is not None:
            names.append(named)
            continue
        found = _title(text)
        if found is not None:
            value, fit = found
            if titles and not names and fit < 0.8:
                titles[-1] = (f"{titles[-1][0]} {value}", [*titles[-1][1], ref], titles[-1][2])
            elif fit >= 0.8 or not titles:
                titles.append((value, [ref], fit))
    return Signed(
        capacity=tuple(_candidate([r], m, "capacity-mark", 0.93, 4) for m, _, r in reversed(capacities)),
        for_=tuple(_candidate([r], t, "after-capacity", 0.9) for _, t, r in reversed(capacities) if t),
        title=tuple(_titles(titles, capacities)),
        name=tuple(names),
    )


def _titles(
    titles: Sequence[tuple[str, list[LineRef], float]], capacities: Sequence[tuple[str, str, LineRef]]
) -> list[Candidate[str]]:
    """The signer's own post; where it was not read, KT. says that it is the deputy's (ND30 Đ13)."""
    out = [
        _candidate(refs, value, "post-line", 0.93 * fit if i == 0 else 0.6 * fit)
        for i, (value, refs, fit) in enumerate(titles)
    ]
    if capacities and capacities[-1][0] == "KT.":
        deputy = dict(posts()).get(capacities[-1][1])
        if deputy:
            out.append(_candidate([capacities[-1][2]], deputy, "kt-means-deputy", 0.55))
    return out


def _candidate(
    refs: Sequence[LineRef], value: str, rule: str, score: float, length: int | None = None
) -> Candidate[str]:
    block = passage(refs)
    end = len(block.text) if length is None else min(length, len(block.text))
    return Candidate(
        value=value,
        raw=block.text[:end].strip(),
        evidence=block.evidence(0, end),
        rule=rule,
        score=score * (0.6 + 0.4 * block.confidence(0, end)),
    )


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def post(text: str) -> tuple[str, float]:
    """A post as the closed list spells it (`GIÁM ĐÓC` -> `GIÁM ĐỐC`), what follows it kept; its fit."""
    text = " ".join(one_tone(text).split()).strip(" .,;:-–_'\"|*")
    words = text.split()
    best: tuple[float, str, int] | None = None
    for name, _ in posts():
        size = len(name.split())
        if size > len(words):
            continue
        score = fuzz.ratio(fold(" ".join(words[:size])), fold(name)) / 100
        if score >= 0.82 and (best is None or (score, size) > (best[0], best[2])):
            best = (score, name, size)
    if best is None:
        return text, 0.0
    score, name, size = best
    return " ".join([name, *words[size:]]), score


def _title(text: str) -> tuple[str, float] | None:
    """A line in capitals as a post, noise before it cut; None where it is none."""
    if not _upper(text):
        return None
    value, fit = post(text)
    if fit >= 0.82:
        return value, fit
    folded = fold(text)
    for name, _ in posts():
        found = fuzz.partial_ratio_alignment(fold(name), folded, score_cutoff=86)
        if found and found.dest_start <= 6 and len(name) >= 8:
            return name, 0.75 * found.score / 100
    letters = sum(c.isalpha() for c in text)
    if letters >= 6 and letters >= 0.75 * len(text.replace(" ", "")):
        return " ".join(text.split()).strip(" .,;:"), 0.5
    return None


def _name(ref: LineRef, after_title: bool) -> Candidate[str] | None:
    """A line that has the shape of a person's name."""
    text = " ".join(ref.text.split()).strip(" .,;:-–_'\"|*()")
    folded = fold(text)
    rank = _RANK.match(folded)
    value = text[rank.end() :] if rank else text
    value = re.sub(r"^\W+|\W+$", "", value)
    words = value.split()
    if not 2 <= len(words) <= 6 or any(not re.fullmatch(r"[^\W\d_][^\W\d_'’-]*", w) for w in words):
        return None
    shaped = all(w[0].isupper() for w in words) and not _upper(value)
    capitals = _upper(value) and one_tone(words[0]).capitalize() in surnames() and after_title
    if not shaped and not (capitals and post(value)[1] < 0.8):
        return None
    first = one_tone(words[0].capitalize())
    fit = 1.0 if first in surnames() else 0.8 if fold(words[0]) in _folded_surnames() else 0.5
    if capitals:
        value = " ".join(w.capitalize() for w in words)
        fit *= 0.7
    score = 0.95 * fit * (1.0 if after_title else 0.9)
    return _candidate([ref], value, "name-shape", score)
