"""The foot of a letter: where the body ends, the distribution list, the signature, what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.extract import anchors, kinds, names, people, posts
from pipeline.extract.lines import DASHED, LineRef, Lines, same_row
from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold


@lru_cache(maxsize=1)
def _posts() -> tuple[str, ...]:
    """Posts and bodies that open a signature, folded."""
    return tuple(sorted({fold(name) for name, _ in posts.posts()}))


_APPENDIX = re.compile(
    r"^\W{0,4}(?:phu luc|danh sach|mau so|bieu mau|mau \d|\(?\s?(?:ban hanh )?kem theo|bieu so"
    r"|sao y|sao luc|trich sao)"
)
_FORM = re.compile(r": phu luc (?:[ivx]+|\d{1,2})$")


@dataclass(frozen=True)
class Foot:
    """The zones from the body to the end."""

    body: Lines = ()
    distribution: Lines = ()
    signature: Lines = ()
    appendix: Lines = ()


def find_start(lines: Sequence[LineRef]) -> int | None:
    """Index of `Nơi nhận:`, else of the signature's first line; None when there is neither."""
    for i, ref in enumerate(lines):
        if i and anchors.distribution(ref.text):
            return i
    for i in range(len(lines) - 1, max(3, len(lines) // 3), -1):
        if signs(lines[i].text) and not signs(lines[i - 1].text):
            return i
    return None


def signs(text: str) -> bool:
    """Is a line a capacity or a post in capitals (`KT. GIÁM ĐỐC`), misread letters allowed?"""
    if not in_capitals(text, 0.75, least=4, most=60):
        return False
    folded = " ".join(fold(text).strip(" .,;:-–_'\"|").split())
    if posts.CAPACITY.match(folded):
        return True
    return any(fuzz.ratio(folded[: len(p) + 3], p) >= 84 or folded.startswith(p) for p in _posts())


def find_foot(lines: Sequence[LineRef], body_start: int, start: int | None) -> Foot:
    """Sort everything after the head."""
    if start is None or start < body_start:
        return _without(lines, body_start)
    anchor = lines[start]
    labelled = bool(anchors.distribution(anchor.text))
    own_page = anchor.page.number
    body = list(lines[body_start:start])
    after = [r for r in lines[start:] if r.page.number == own_page]
    rest = [r for r in lines[start:] if r.page.number != own_page]
    signature: list[LineRef] = []
    if labelled and anchor.box is not None:
        body, moved = _right_of(body, anchor)
        signature.extend(moved)
        body, after = _read_late(body, after)
    listed, signed, tail = _sort_foot(after, labelled)
    signature.extend(signed)
    if not any(signs(r.text) for r in signature):
        body, moved = _signed_before(body)
        signature = moved + signature
    if not signature and rest:
        first = rest[0].page.number
        page = [r for r in rest if r.page.number == first]
        if signs(page[0].text):
            _, signature, more = _sort_foot(page, False)
            rest = more + [r for r in rest if r.page.number != first]
    if rest and signature and not any(_a_name(r.text) for r in signature) and _a_name(rest[0].text):
        signature.append(rest.pop(0))  # the page ended between the post and the name
    return Foot(tuple(body), tuple(listed), tuple(signature), tuple(tail + rest))


def _a_name(text: str) -> bool:
    found = people.name(text, after_post=True)
    return found is not None and found.fit > 0.5


def _without(lines: Sequence[LineRef], body_start: int) -> Foot:
    body, signature = _signed_before(list(lines[body_start:]))
    return Foot(tuple(body), (), tuple(signature), ())


def _right_of(body: list[LineRef], anchor: LineRef) -> tuple[list[LineRef], list[LineRef]]:
    """Lines that stand beside the list but were read before it."""
    box = anchor.box
    moved = [
        r
        for r in body
        if r.page.number == anchor.page.number
        and r.box is not None
        and box is not None
        and r.box.y0 > box.y0 - 0.035
        and r.box.x0 > max(0.4, box.x1)
    ]
    return [r for r in body if r not in moved], moved


def _read_late(body: list[LineRef], after: list[LineRef]) -> tuple[list[LineRef], list[LineRef]]:
    """Parts of the body's lines that were read after the list's label go back to their row."""
    anchor, *others = after
    body = list(body)
    kept = [anchor]
    for ref in others:
        box, top = ref.box, anchor.box
        row = next((i for i in range(len(body) - 1, -1, -1) if same_row(body[i], ref)), None)
        if box is None or top is None or row is None or box.y1 > top.y0 or signs(ref.text):
            kept.append(ref)
        else:
            body.insert(row + 1, ref)
    return body, kept


def _sort_foot(
    after: Sequence[LineRef], labelled: bool
) -> tuple[list[LineRef], list[LineRef], list[LineRef]]:
    """Distribution list, signature and the rest of the page."""
    listed: list[LineRef] = []
    signed: list[LineRef] = []
    boxed = bool(after) and after[0].box is not None
    split = _split_x(after) if boxed else 0.0
    in_list = labelled
    for i, ref in enumerate(after):
        text = ref.text
        copied = bool(signed) and _copied(after, i) and any(_a_name(r.text) for r in signed)
        if copied or (i and _APPENDIX.match(fold(text)) and not DASHED.match(text)):
            return listed, signed, list(after[i:])
        box = ref.box
        if boxed and box is not None:
            right = (box.x0 + box.x1) / 2 > split and box.x0 > split - 0.15
            (signed if right else listed).append(ref)
            continue
        if (
            signed
            and not DASHED.match(text)
            and (anchors.national(text) or len(text) > 70 or kinds.titled(text))
        ):
            return listed, signed, list(after[i:])
        if i and _heads_a_form(after, i):
            return listed, signed, list(after[i:])
        if labelled and DASHED.match(text):
            listed.append(ref)
            continue
        if in_list and i and (signs(text) or _named(text, after, i)):
            in_list = False
        (listed if in_list else signed).append(ref)
    if boxed:  # a line read late stands where it lies
        listed = [*listed[:1], *sorted(listed[1:], key=lambda r: r.box.y0 if r.box else 0.0)]
    return listed, signed, []


def _copied(after: Sequence[LineRef], i: int) -> bool:
    """Does a second head begin here: an office over a number, the number itself (`Số: 41/SY-TTYT`)?"""
    text = after[i].text
    office = names.head_of(text) is not None and not signs(text)
    following = after[i + 1 : i + 3] if office else ()
    return anchors.labelled(text) or any(anchors.labelled(r.text) for r in following)


def _heads_a_form(after: Sequence[LineRef], i: int) -> bool:
    """In plain text: does the head of an attached form begin here (`TÊN ĐƠN VỊ` over the national title)?"""
    text = after[i].text
    if DASHED.match(text) or posts.CAPACITY.match(fold(text)) or _a_name(text):
        return False
    following = after[i + 1 : i + 2]
    return any(anchors.national(r.text) for r in following) or bool(_FORM.search(fold(text)))


def _named(text: str, after: Sequence[LineRef], i: int) -> bool:
    """In plain text: a line in capitals, or a person's name alone, after the `Lưu` line."""
    return (in_capitals(text, 0.8, least=6) or _a_name(text)) and any(
        "luu" in fold(r.text)[:8] for r in after[:i]
    )


def _split_x(after: Sequence[LineRef]) -> float:
    """Where the signature's column begins."""
    anchor = after[0].box
    rights = [r.box.x0 for r in after if r.box is not None and signs(r.text) and r.box.x0 > 0.3]
    if rights:
        return max(0.35, min(rights) - 0.01)
    return max(0.45, anchor.x1 + 0.05) if anchor is not None else 0.48


def _signed_before(body: list[LineRef]) -> tuple[list[LineRef], list[LineRef]]:
    """A signature that stands at the end of the body, before (or without) the list."""
    last = len(body)
    for i in range(len(body) - 1, max(-1, len(body) - 14), -1):
        text = body[i].text
        if signs(text):
            last = i
        elif len(text) > 75 or text.rstrip().endswith(("./.", ";", ".")):
            break
    return body[:last], body[last:]
