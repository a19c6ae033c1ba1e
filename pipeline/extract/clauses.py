"""The part of a clause that says what is to happen: from the last boundary before its key word."""

from __future__ import annotations

import re

from pipeline.extract.prose import Prose

_COUNTING = (
    r"(?!(?:"
    + "|".join(rf"(?<=\b{w},)" for w in ("xa", "huyen", "so", "ban", "khoa", "thon", "phong"))
    + r") (?:phuong|thi xa|thi tran|dac khu|thanh pho|ban|nganh|phong|chong|to dan pho|khu pho)\b)"
)
"""After the comma of `các xã, phường`, `sở, ban, ngành`, `khoa, phòng`, `phòng, chống`: no boundary."""
_BOUNDARY = re.compile(
    r"(?:(?:[;:]|," + _COUNTING + r")(?!\d)|\s-\s|\bdong thoi"
    r"|\bva (?=(?:gui|bao cao|nop|tong hop|hoan thanh))|\(\s?qua)\s*",
    re.IGNORECASE,
)
_EDGE = ' -–—:;,./(\n¶*+|“”"'


_DANGLING = frozenset({"ngày", "vào", "trong", "lúc", "từ", "đến", "trước", "là", "gian", "hạn"})


def _spelt_otherwise(tail: str) -> bool:
    """Is the last word one that only folds to a dangling one (`phần tử`, `Điện lực`, `cây đèn`)?"""
    word = tail.split()[-1].lower()
    return not word.isascii() and word not in _DANGLING and len(word) < 5


def trim(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Cut marks, spaces and dangling words (`ngày`, `vào`, `trong`) off both ends."""
    while True:
        raw = prose.text[start:end]
        start += len(raw) - len(raw.lstrip(_EDGE))
        end -= len(prose.text[start:end]) - len(prose.text[start:end].rstrip(_EDGE))
        tail = re.search(
            r"(?:^|\s)(?:ng[a-z]{0,2}y|vao|trong|luc|tu|den|truoc|la|thoi gian(?: vao)?|th[a-z]{1,2}i han)$",
            prose.folded[start:end],
        )
        if tail is None or tail.start() == 0 or _spelt_otherwise(prose.text[start + tail.start() : end]):
            return start, end
        end = start + tail.start()


def core(prose: Prose, start: int, end: int, key: int) -> tuple[int, int]:
    """The clause from the last comma, colon or `đồng thời` before its key word at `key`, trimmed."""
    begin = start
    depth = 0
    for found in _BOUNDARY.finditer(prose.folded, start, key):
        depth = prose.text.count("(", start, found.start()) - prose.text.count(")", start, found.start())
        if depth <= 0:
            begin = found.end()
    return trim(prose, begin, end)
