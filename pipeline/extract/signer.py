"""Who signed: capacity, for whom, own post, name; from the signature zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract import people, posts
from pipeline.extract.candidates import Candidate, read_as, seen
from pipeline.extract.lines import LineRef, passage
from pipeline.extract.names import head_of
from pipeline.extract.spelling import in_capitals
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.page import Reader

_SIGNED = re.compile(r"^\W*(?:da ky|\(ky,? ?(?:ten)?.*)\W*$")


_AGREED = "surname-list"
"""The rule of a surname under a seal that several readings show in part."""
_GUESSED = 0.78
"""Share of its score that a name keeps whose surname is such a one."""
_CLEAR = 0.8
"""Capitals of no known post are taken for one only where they were read this well."""


@dataclass(frozen=True)
class Signed:
    """Candidates of the signer's fields."""

    capacity: tuple[Candidate[str], ...] = ()
    for_: tuple[Candidate[str], ...] = ()
    title: tuple[Candidate[str], ...] = ()
    name: tuple[Candidate[str], ...] = ()


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
        return _stacked(lines) if lines else []
    columns: list[list[LineRef]] = []
    for ref in sorted(lines, key=lambda r: (r.page.number, -_middle(r))):
        beside = (c for c in columns if abs(_middle(c[0]) - _middle(ref)) < 0.2)
        near = next((c for c in beside if 0 <= ref.page.number - c[-1].page.number <= 1), None)
        if near is None:
            columns.append([ref])
        else:
            near.append(ref)
    columns.sort(key=lambda c: -max(map(_middle, c)))
    return [sorted(c, key=lambda r: (r.page.number, r.box.y0 if r.box else 0.0)) for c in columns]


def _stacked(lines: Sequence[LineRef]) -> list[list[LineRef]]:
    """In plain text the signatures of several offices stand one below the other; the last was the right one.

    A post after a name opens the next one; what has no name of its own stays with the one before.
    """
    groups: list[list[LineRef]] = [[]]
    named = False
    for ref in lines:
        text = ref.text
        post = in_capitals(text, least=2) and (
            posts.capacity(text) or (posts.title(text) or ("", 0.0))[1] >= 0.9
        )
        if named and post:
            groups.append([])
            named = False
        groups[-1].append(ref)
        named = named or (not post and people.name(text, after_post=True) is not None)
    whole = [g for g in groups if any(people.name(r.text, after_post=True) for r in g)]
    return list(reversed(whole)) if len(whole) > 1 else [list(lines)]


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
        acting = posts.capacity(text) or posts.body(text) or _unread(text)
        if acting is not None:
            capacities.append((*acting, ref))
            titles.clear()
            continue
        # no model may mend a person's name; readings that agree on its surname may
        as_read = " ".join(w.text if w.rule == _AGREED else w.raw or w.text for w in ref.line.words)
        named = people.name(as_read, after_post=bool(titles or capacities))
        if named is not None:
            part = named.fit <= 0.5 and ref.page.read_as is Reader.SCAN  # a seal hides beginnings
            value, rule = (None, "illegible") if part else (named.value, named.rule)
            fit = named.fit
            if not part and any(w.rule == _AGREED for w in ref.line.words):
                rule, fit = f"{named.rule}+{_AGREED}", _GUESSED * named.fit
            names.append(_candidate([ref], value, rule, 0.95 * fit))
            continue
        found = max(filter(None, (posts.title(text), posts.title(as_read))), key=lambda f: f[1], default=None)
        if found is not None:
            value, fit = found
            if titles and not names and fit < 0.74:
                if _goes_on(titles[-1][1][-1], ref, value):
                    titles[-1] = (f"{titles[-1][0]} {value}", [*titles[-1][1], ref], titles[-1][2])
            elif fit >= 0.74 or not titles:
                titles.append((value, [ref], fit))
    implied = None if capacities else _implied(titles)
    if implied is not None:
        return replace(implied, title=tuple(_titles(titles[1:], ())), name=tuple(names))
    capacities = [(_mark(m, t, r, titles), t, r) for m, t, r in capacities]
    last = list(enumerate(reversed(capacities)))  # the last one is the signer's own
    return Signed(
        capacity=tuple(_capacity(m, r, 0.5**i) for i, (m, _, r) in last),
        for_=tuple(_candidate([r], t, "after-capacity", 0.9 * 0.5**i) for i, (_, t, r) in last if t),
        title=tuple(_titles(titles, capacities)),
        name=tuple(names),
    )


_SCRAWL = re.compile(r"^\W{0,3}(?=\S{0,4}[kKtTlLqQ])\S{1,5}[.,]\s+(?=\w{3})")


def _unread(text: str) -> tuple[str, str] | None:
    """`k⁄^ï. GIÁM ĐỐC`: a mark stands before the post and was not read; the post is not the signer's own."""
    found = _SCRAWL.match(text)
    if found is None or re.fullmatch(r"\W*\w{3,5}[.,]\s+", found.group()):
        return None
    rest, fit = posts.post(text[found.end() :])
    return ("", rest) if fit >= 0.8 else None


def _mark(mark: str, of: str, ref: LineRef, titles: Sequence[tuple[str, list[LineRef], float]]) -> str:
    """A mark of which only its T was read is KT. where the deputy of its post signs."""
    deputy = dict(posts.posts()).get(of)
    worn = posts.worn(ref.text) is not None
    return "KT." if worn and deputy and any(value.startswith(deputy) for value, _, _ in titles) else mark


_ROOMS = ("CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "TRƯỞNG PHÒNG", "VỤ TRƯỞNG")
"""Posts inside an office: under its head's post, a mark stands there that a pen wrote."""


def _implied(titles: Sequence[tuple[str, list[LineRef], float]]) -> Signed | None:
    """Two posts one below the other and no mark: the deputy of the first signs KT. (ND30 Đ13).

    The head of a room signs TL. or TUQ.: which of them a pen wrote is not told.
    """
    if len(titles) != 2:
        return None
    (head, above, fit), (own, below, like) = titles
    deputy = dict(posts.posts()).get(head)
    if fit < 0.8 or not _under(above[-1], below[0]):
        return None
    for_ = (_ending(above, head, "post-above-own", 0.85 * fit),)
    if deputy and own.startswith(deputy):
        block = passage([*above, *below])
        end = len(block.text)
        raw, where = read_as(block, 0, end), block.evidence(0, end)
        # the fit of the posts tells how well they were read; a mark beside them says nothing against KT.
        sure = 0.8 * min(1.0, fit + 0.05) * min(1.0, like + 0.05)
        return Signed((Candidate("KT.", raw, where, "deputy-under-post", sure),), for_)
    pictured = above[0].page.read_as is Reader.SCAN
    if pictured and deputy and own.startswith(_ROOMS) and not head.startswith(_ROOMS):
        return Signed((_candidate(above, None, "illegible", 0.5),), for_)
    return None


def _ending(refs: Sequence[LineRef], value: str, rule: str, score: float) -> Candidate[str]:
    """A candidate from the last words of lines: a pen's mark before them is none of theirs."""
    block = passage(refs)
    words = block.places[-len(value.split()) :]
    return seen(block, words[0].start, len(block.text), value, rule, score)


def _under(a: LineRef, b: LineRef) -> bool:
    """Does a line follow directly below another?"""
    if a.box is None or b.box is None:
        return True
    return a.page is b.page and b.box.y0 - a.box.y1 < 1.2 * a.box.height


def _capacity(mark: str, ref: LineRef, share: float) -> Candidate[str]:
    if not mark:
        return _candidate([ref], None, "illegible", 0.6 * share, 4)
    if posts.worn(ref.text) is not None:
        return _candidate([ref], mark, "capacity-worn", 0.75 * share, 4)
    return _candidate([ref], mark, "capacity-mark", 0.93 * share, 4)


def _goes_on(before: LineRef, ref: LineRef, value: str) -> bool:
    """Does a line in capitals continue the post above it (`VỤ TRƯỞNG` / `VỤ GIÁO DỤC PHỔ THÔNG`)?"""
    a, b = before.box, ref.box
    if a is None or b is None:
        return head_of(value) is not None
    close = b.y0 - a.y1 < 0.8 * a.height and ref.line.confidence >= 0.75
    return close and (head_of(value) is not None or b.width > 0.5 * a.width)


def _titles(
    titles: Sequence[tuple[str, list[LineRef], float]], capacities: Sequence[tuple[str, str, LineRef]]
) -> list[Candidate[str]]:
    """The signer's own post; where it was not read, KT. says that it is the deputy's (ND30 Đ13)."""
    out: list[Candidate[str]] = []
    for i, (value, refs, fit) in enumerate(titles):
        score = (0.93 if i == len(titles) - 1 else 0.6) * fit
        if fit < 0.5 and min(r.line.confidence for r in refs) < _CLEAR:
            out.append(_candidate(refs, None, "illegible", score))
            continue
        same = bool(capacities) and capacities[-1][0] == "KT." and value == capacities[-1][1]
        out.append(_candidate(refs, value, "post-line", 0.3 * score if same else score))
    if capacities and capacities[-1][0] == "KT.":
        deputy = dict(posts.posts()).get(capacities[-1][1])
        if deputy:
            out.append(_candidate([capacities[-1][2]], deputy, "kt-means-deputy", 0.55))
    return out


def _candidate(
    refs: Sequence[LineRef], value: str | None, rule: str, score: float, length: int | None = None
) -> Candidate[str]:
    block = passage(refs)
    end = len(block.text) if length is None else min(length, len(block.text))
    return seen(block, 0, end, value, rule, score)
