"""Who signed: capacity, for whom, own post, name; from the signature zone."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.extract.candidates import Candidate, read_as
from pipeline.extract.fold import fold, one_tone
from pipeline.extract.kinds import DATA
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.names import head_of
from pipeline.extract.people import folded_surnames, surnames
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
        acting = _capacity(text)
        if acting is not None:
            capacities.append((*acting, ref))
            titles.clear()
            continue
        named = _name(ref, bool(titles or capacities))
        if named is not None:
            names.append(named)
            continue
        found = _title(text)
        if found is not None:
            value, fit = found
            if titles and not names and fit < 0.74:
                if _goes_on(titles[-1][1][-1], ref, value):
                    titles[-1] = (f"{titles[-1][0]} {value}", [*titles[-1][1], ref], titles[-1][2])
            elif fit >= 0.74 or not titles:
                titles.append((value, [ref], fit))
    return Signed(
        capacity=tuple(_candidate([r], m, "capacity-mark", 0.93, 4) for m, _, r in reversed(capacities)),
        for_=tuple(_candidate([r], t, "after-capacity", 0.9) for _, t, r in reversed(capacities) if t),
        title=tuple(_titles(titles, capacities)),
        name=tuple(names),
    )


def _capacity(text: str) -> tuple[str, str] | None:
    """`KT. CHỦ TỊCH` -> capacity and the post after it; the mark may have lost its dot or one letter."""
    if not _upper(text):
        return None
    match = _CAPACITY.match(fold(text))
    if match:
        mark = _CANON.get(match["c"], match["c"].upper() + ".")
        return mark, post(text[match.end() :])[0]
    loose = re.match(r"^\W{0,3}(\w{2,3})[\s.,:]{1,2}(?=\w{3})", text)
    if loose is None:
        return None
    rest, fit = post(text[loose.end() :])
    near = [m for m in ("TM", "KT", "TL", "TUQ") if len(m) == len(loose[1]) and _one_off(m, loose[1].upper())]
    return (near[0] + ".", rest) if fit >= 0.8 and len(near) == 1 else None


def _one_off(a: str, b: str) -> bool:
    return sum(x != y for x, y in zip(a, b, strict=True)) <= 1


def _goes_on(before: LineRef, ref: LineRef, value: str) -> bool:
    """Does a line in capitals continue the post above it (`VỤ TRƯỞNG` / `VỤ GIÁO DỤC PHỔ THÔNG`)?"""
    a, b = before.box, ref.box
    if a is None or b is None:
        return True
    close = b.y0 - a.y1 < 0.8 * a.height and ref.line.confidence >= 0.75
    return close and (head_of(value) is not None or b.width > 0.5 * a.width)


def _titles(
    titles: Sequence[tuple[str, list[LineRef], float]], capacities: Sequence[tuple[str, str, LineRef]]
) -> list[Candidate[str]]:
    """The signer's own post; where it was not read, KT. says that it is the deputy's (ND30 Đ13)."""
    out = [
        _candidate(refs, value, "post-line", 0.93 * fit if i == len(titles) - 1 else 0.6 * fit)
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
        raw=read_as(block, 0, end).strip(),
        evidence=block.evidence(0, end),
        rule=rule,
        score=score * (0.6 + 0.4 * block.confidence(0, end)),
    )


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def post(text: str) -> tuple[str, float]:
    """A post as the closed list spells it (`GIÁM ĐÓC` -> `GIÁM ĐỐC`), what follows it kept; its fit."""
    words = " ".join(one_tone(text).split()).strip(" .,;:-–_'\"|*").split()
    best = _best(words, starts=(0,))
    if best is None:
        return " ".join(words), 0.0
    fit, name, _, end = best
    return " ".join([name, *words[end:]]), fit


def _best(words: Sequence[str], starts: Sequence[int]) -> tuple[float, str, int, int] | None:
    """The post that fits a run of words best: fit (0..1), post, and the run.

    Letters count most, marks a little: `THỦ TƯỚNG` and `THỨ TRƯỞNG` are apart, `ĐÓC` and `ĐỐC` near.
    """
    best: tuple[float, str, int, int] | None = None
    for at in starts:
        for size in range(1, min(6, len(words) - at) + 1):
            run = " ".join(words[at : at + size]).upper()
            folded = fold(run)
            if len(folded) < 5:
                continue
            for name, _ in posts():
                if abs(len(name) - len(run)) > 3:
                    continue
                fit = 0.75 * fuzz.ratio(folded, fold(name)) + 0.25 * fuzz.ratio(run, name)
                if fit >= 74 and (best is None or (fit / 100, size) > (best[0], best[3] - best[2])):
                    best = (fit / 100, name, at, at + size)
    return best


def _title(text: str) -> tuple[str, float] | None:
    """A line in capitals as a post, noise around it cut; None where it is none."""
    words = " ".join(one_tone(text).split()).strip(" .,;:-–_'\"|*").split()
    capital = [w for w in words if sum(c.isupper() for c in w) >= 0.5 * max(1, sum(c.isalpha() for c in w))]
    if not capital or not _upper("".join(capital)) or len(capital) < 0.5 * len(words):
        return None
    value, fit = post(text)
    if fit >= 0.82:
        return value, fit
    best = _best(words, starts=range(min(4, len(words))))
    if best is not None:
        fit, name, start, end = best
        rest = words[end:] if fit >= 0.85 and _upper(" ".join(words[end:])) else []
        return " ".join([name, *rest]), fit * (0.95 if start else 1.0)
    letters = sum(c.isalpha() for c in text)
    if letters >= 6 and letters >= 0.75 * len(text.replace(" ", "")) and _upper(text):
        return " ".join(words), 0.4
    return None


def _whole_surname(word: str) -> str | None:
    """The one surname that lacks its first letter here (`guyễn` -> `Nguyễn`): the seal hides it often."""
    if not word[0].islower():
        return None
    found = [s for s in surnames() if len(s) == len(word) + 1 and s[1:] == one_tone(word)]
    longer = [s for s in surnames() if len(s) == len(word) + 2 and s[2:] == one_tone(word) and len(word) >= 3]
    return found[0] if len(found) == 1 else longer[0] if not found and len(longer) == 1 else None


def _name(ref: LineRef, after_title: bool) -> Candidate[str] | None:
    """A line that has the shape of a person's name."""
    read = " ".join(w.raw or w.text for w in ref.line.words)  # names are not for the language model to mend
    text = " ".join(read.split()).strip(" .,;:-–_'\"|*()")
    folded = fold(text)
    rank = _RANK.match(folded)
    value = text[rank.end() :] if rank else text
    value = re.sub(r"^\W+|\W+$", "", value)
    words = value.split()
    if not 2 <= len(words) <= 6 or any(not re.fullmatch(r"[^\W\d_][^\W\d_'’-]*", w) for w in words):
        return None
    whole = _whole_surname(words[0])
    if whole is not None:
        value = " ".join([whole, *words[1:]])
        words = value.split()
    shaped = all(w[0].isupper() for w in words) and not _upper(value)
    capitals = _upper(value) and one_tone(words[0]).capitalize() in surnames() and after_title
    if not shaped and not (capitals and post(value)[1] < 0.8):
        return None
    first = one_tone(words[0].capitalize())
    fit = 1.0 if first in surnames() else 0.5
    rule = "name-shape" if whole is None else "name-shape+surname-list"
    fit *= 1.0 if whole is None else 0.8
    near = folded_surnames().get(fold(words[0]), ())
    if first not in surnames() and len(near) == 1 and fold(value) != value.lower():
        value = " ".join([near[0], *words[1:]])
        fit, rule = 0.85, "name-shape+surname-list"
    if capitals:
        value = " ".join(w.capitalize() for w in words)
        fit *= 0.7
    score = 0.95 * fit * (1.0 if after_title else 0.9)
    return _candidate([ref], value, rule, score)
