"""Printed phrases of head and foot set right by closed lists (`GIÁM ĐÓC` -> `GIÁM ĐỐC`).

Only letters that fold to a listed phrase change, so nothing is put in that was not read; the reading
stays in `Word.raw`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.ocr.knowledge import fold, phrases
from pipeline.records.page import Line, Word

RULE = "closed-phrase"
LONGEST = 8
"""Words in the longest phrase looked for."""
LINE_ALIKE = 84.0
"""Least likeness of a whole line to the national title or motto, folded."""
CERTAIN = 0.85
"""Words of capitals read with this confidence stay as they are in a longer line: `PHƯỜNG AN ...` is a ward's
name, though its letters are those of `PHƯƠNG ÁN`."""
HEAD, FEW = 0.4, 4
"""Where on the page (share of its height) a number line stands, and how many words it has at most."""
START_ALIKE = 82.0
"""Least likeness of a line's first two words to `Kính gửi` or `Nơi nhận`."""

_CODE = re.compile(r"/[A-ZĐ]{2}|-[A-ZĐ]{2,}/")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def set_right(line: Line) -> Line:
    """The line with its closed phrases as they are printed."""
    words = list(line.words)
    whole = _whole_line(words)
    if whole is not None:
        return line.model_copy(update={"words": whole})
    _start(words)
    if line.box is not None and line.box.y0 < HEAD:
        _label(words)
    _windows(words, "word")
    if _capitals(line.text):
        for use in ("caps", "title", "body"):
            _windows(words, use)
    return line.model_copy(update={"words": tuple(words)})


def _whole_line(words: list[Word]) -> tuple[Word, ...] | None:
    letters = fold("".join(w.text for w in words))
    for phrase in phrases()["line"]:
        printed = phrase.split()
        if fuzz.ratio(letters, fold(phrase)) < LINE_ALIKE or len(printed) != len(words):
            continue
        return tuple(
            _become(word, _as_read(word.text, text)) for word, text in zip(words, printed, strict=True)
        )
    return None


def _start(words: list[Word]) -> None:
    if len(words) < 2:
        return
    read = words[0].text + words[1].text
    for phrase in phrases()["start"]:
        first, second = phrase.split()
        if read == first + second or abs(len(fold(read)) - len(fold(phrase))) > 1:
            continue
        # a colon, or nothing after it: not the first words of a sentence
        if not words[1].text.rstrip("\"'”").endswith((":", ".", ";")) and len(words) > 2:
            continue
        if fuzz.ratio(fold(read), fold(phrase)) >= START_ALIKE:
            words[0] = _become(words[0], first)
            words[1] = _become(words[1], second)


def _label(words: list[Word]) -> None:
    """`số: 12/UBND` as the head prints it: a capital and ố."""
    if not 2 <= len(words) <= FEW or not _CODE.search(words[-1].text):
        return
    if re.fullmatch(r"[sS][oôốòóồọộỏổõỗơớờởỡợ]:", words[0].text):
        words[0] = _become(words[0], "Số:")


def _windows(words: list[Word], use: str) -> None:
    known = _by_fold(use)
    read = [_core(w.text) for w in words]
    folded = tuple(fold(c) for c in read)
    at = 0
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 1, -1):
            phrase = known.get(folded[at : at + size])
            if phrase is None:
                continue
            cores = read[at : at + size]
            if use == "word" and cores[0][:1] != phrase[0][:1]:
                continue
            if use != "word" and not all(c.isupper() for c in cores):
                continue
            if use == "caps" and size < len(words) and _certain(words[at : at + size], phrase):
                continue
            for i, (core, printed) in enumerate(zip(cores, phrase, strict=True), start=at):
                text = words[i].text.replace(core, _as_read(core, printed))
                words[i] = _become(words[i], text)
            at += size - 1
            break
        at += 1


def _certain(words: list[Word], phrase: tuple[str, ...]) -> bool:
    """Whether all that would be changed was read without doubt."""
    changed = [w for w, printed in zip(words, phrase, strict=True) if _core(w.text) != printed]
    return all(w.confidence >= CERTAIN for w in changed)


@lru_cache(maxsize=8)
def _by_fold(use: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for phrase in phrases()[use]:
        words = tuple(phrase.split())
        found.setdefault(tuple(fold(w) for w in words), words)
    return found


def _core(text: str) -> str:
    """The word without the punctuation around it."""
    return re.sub(r"^\W+|\W+$", "", text)


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _as_read(read: str, printed: str) -> str:
    """The printed word, but with the tone mark where it was read (HOÀ is as right as HÒA)."""
    return read if _bare(read) == _bare(printed) and _tone(read) == _tone(printed) else printed


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))


def _tone(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFD", text) if c in _TONES]


def _become(word: Word, text: str) -> Word:
    if word.text == text:
        return word
    return word.model_copy(update={"text": text, "raw": word.raw or word.text, "rule": RULE})
