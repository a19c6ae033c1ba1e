"""Lines that hold both columns of the head or the foot are cut, so that a line belongs to one zone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract import anchors
from pipeline.extract.people import surnames
from pipeline.extract.posts import CAPACITY
from pipeline.extract.spelling import in_capitals, nfc, one_tone
from pipeline.folding import fold
from pipeline.records.evidence import around
from pipeline.records.page import Line, Page, Reading, Word

_TO = re.compile(r"K[íi]nh\s?g\S{1,3}\s?:")
_POST = re.compile(
    r"^(?:pho |quyen )?(?:chu tich|giam doc|hieu truong|truong |chanh |vu truong|cuc truong|bo truong"
    r"|bi thu|pho |thu truong|tong |chi cuc|vien truong)"
)


def untangle(reading: Reading) -> Reading:
    """The reading in NFC, white space and bare marks dropped, merged columns cut in two."""
    return reading.model_copy(update={"pages": tuple(_page(p) for p in reading.pages)})


def _page(page: Page) -> Page:
    lines: list[Line] = []
    foot = False
    heads = 0
    since_national = 99
    for line in map(_clean, page.lines):
        if not line.words:
            continue
        text = line.text
        if anchors.national(text):
            since_national = 0
            heads += 1
        cuts: int | None = None
        if not foot and (stamped := _after_stamp(text)):
            cuts = _word_at(line.words, stamped)
        elif since_national <= 12:
            cuts = _cut_head(line)
        if anchors.distribution(text):
            foot = True
        if foot and cuts is None:
            cuts = _cut_foot(line)
        since_national += 1
        lines.extend(_split(line, cuts, heads=since_national <= 1) if cuts else [line])
    return page.model_copy(update={"lines": tuple(lines)})


def _after_stamp(text: str) -> int | None:
    """Offset of `Kính gửi:` after a stamp's words on its line (`KHẨN Kính gửi:`)."""
    match = _TO.search(text, 0, 30)
    if match is None:
        return None
    return match.start() if in_capitals(text[: match.start()], least=3) else None


def _clean(line: Line) -> Line:
    """NFC, and without the asterisks, hashes and rules of Markdown."""
    words: list[Word] = []
    for word in line.words:
        text = nfc(word.text)
        if "*" in text or "#" in text or "<" in text:
            text = re.sub(r"\*{1,3}|^#{1,6}$|^<(?=http)|(?<=\w)>$", "", text) if text != "*" else text
        if text.strip():
            words.append(word if text == word.text else word.model_copy(update={"text": text}))
    if len(words) == len(line.words) and all(a is b for a, b in zip(words, line.words, strict=True)):
        return line
    return line.model_copy(update={"words": tuple(words)})


def _split(line: Line, at: int, *, heads: bool) -> list[Line]:
    left, right = line.words[:at], line.words[at:]
    while heads and len(left) > 1 and not any(c.isalnum() for c in left[-1].text):
        left = left[:-1]  # a dash between the columns joins no names: `UBND TỈNH … - CỘNG HÒA …`
    return [
        line.model_copy(update={"words": part, "box": around(w.box for w in part) or line.box})
        for part in (left, right)
        if part
    ]


def _word_at(words: Sequence[Word], offset: int) -> int:
    """Index of the word that holds a character of the joined text, or begins just after it."""
    at = 0
    for i, word in enumerate(words):
        if offset < at + len(word.text) + 1:
            return i if offset - at <= len(word.text) / 2 else i + 1
        at += len(word.text) + 1
    return len(words)


def _cut_head(line: Line) -> int | None:
    text = line.text
    found = anchors.national(text) or anchors.motto(text)
    if found is not None and found.start > 2:
        at = _word_at(line.words, found.start)
        return at if 0 < at < len(line.words) else None
    date = anchors.date_line(text)
    if date and anchors.number(text):
        return _before_place(line, date.start())
    return None


def _before_place(line: Line, offset: int) -> int | None:
    """Index of the first word of the place in `Số: 07/SYT-NVY Kiên Giang, ngày …`."""
    day = _word_at(line.words, offset)
    at = day
    while at > 1 and day - at < 6:
        text = line.words[at - 1].text
        letters = [c for c in text if c.isalpha()]
        if not letters or not letters[0].isupper() or any(c.isdigit() or c in "/:" for c in text):
            break
        if (
            len(letters) > 1
            and all(c.isupper() for c in letters)
            and fold(text).strip(".") not in ("tp", "tx", "tt")
        ):
            break
        if "-" in text:
            break
        at -= 1
    return at if 0 < at < day else None


def _cut_foot(line: Line) -> int | None:
    words = line.words
    gap = _gap(words)
    if gap is not None:
        return gap
    for i in range(1, len(words)):
        if _close(words[i - 1], words[i]):
            continue
        tail = " ".join(w.text for w in words[i:])
        folded = fold(tail)
        upper = in_capitals(tail)
        before = " ".join(w.text for w in words[:i])
        if not any(c.islower() for c in before):
            continue
        after_mark = before[-1] in ";.:"
        if upper and _acts(folded):
            return i
        short = sum(c.isalpha() for c in tail) <= 5  # `VP Sở; NVY;`
        if upper and after_mark and i >= 2 and not short and not _listed(words[i - 1].text):
            return i
        if i >= 2 and before[-1] in ";.," and _person(words[i:]):
            return i
        if upper and not after_mark and _POST.match(folded) and len(words) - i >= 2:
            return i
    return None


_SPACE = 0.02
"""The space between two columns is wider than that between words, as a share of the page's width."""


def _close(a: Word, b: Word) -> bool:
    """Do two words stand so near that no column can end between them?"""
    return a.box is not None and b.box is not None and b.box.x0 - a.box.x1 < _SPACE


def _person(words: Sequence[Word]) -> bool:
    """`Lưu: VT, KTTH. Nguyễn Văn Ba`: a signer's name at the end of an entry's line."""
    texts = [w.text for w in words]
    shaped = all(re.fullmatch(r"[^\W\d_][^\W\d_]+", t) and t[0].isupper() and t[1:].islower() for t in texts)
    return 3 <= len(texts) <= 4 and shaped and one_tone(texts[0]) in surnames()


def _acts(folded: str) -> bool:
    """`KT. GIÁM ĐỐC`: a mark of capacity and the post after it."""
    mark = CAPACITY.match(folded)
    return mark is not None and folded[mark.end() : mark.end() + 2].isalnum()


def _listed(before: str) -> bool:
    """`Lưu: VT, VHXH`: capitals after a colon, part of the list."""
    return before.endswith(":") and fold(before).strip(":") not in ("nhan", "nhgn", "nhn", "nhan.")


def _gap(words: Sequence[Word]) -> int | None:
    """The widest empty stretch near the middle of the page, where boxes tell."""
    best: tuple[float, int] | None = None
    for i in range(1, len(words)):
        left, right = words[i - 1].box, words[i].box
        if left is None or right is None:
            return None
        if right.x0 - left.x1 >= 0.05 and right.x0 > 0.38 and left.x1 < 0.62:
            best = max(best or (0.0, 0), (right.x0 - left.x1, i))
    return best[1] if best else None
