"""How a page's reading is held against its transcription: order-free, as shared/scans/truth says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

_DASHES = re.compile(r"[‐-―−]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
URGENCY = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
_TYPE = re.compile(
    r"^(GIẤY MỜI|THƯ MỜI|THÔNG BÁO|QUYẾT ĐỊNH|BÁO CÁO|KẾ HOẠCH|CHỈ THỊ|TỜ TRÌNH|CÔNG ĐIỆN|HƯỚNG DẪN|Kính gửi)"
)


def plain(text: str) -> str:
    """NFC, one kind of dash, quote and space."""
    text = _DASHES.sub("-", unicodedata.normalize("NFC", text)).translate(_QUOTES)
    return " ".join(text.split())


def distance(a: str, b: str) -> int:
    """Edits between two texts."""
    return _edits(a, b, anywhere=False)


def best_place(line: str, text: str) -> int:
    """Edits between a line and that stretch of the text it fits best."""
    return _edits(line, text, anywhere=True)


def _edits(a: str, b: str, *, anywhere: bool) -> int:
    if not a or not b:
        return len(a) if anywhere else max(len(a), len(b))
    other = np.frombuffer(b.encode("utf-32-le"), np.uint32)
    places = np.arange(len(other) + 1, dtype=np.int32)
    row = np.zeros(len(other) + 1, np.int32) if anywhere else places.copy()
    for char in a:
        swap = row[:-1] + (other != ord(char))
        step = np.empty_like(row)
        step[0] = row[0] + 1
        step[1:] = np.minimum(swap, row[1:] + 1)
        row = np.minimum.accumulate(step - places) + places
    return int(row.min() if anywhere else row[-1])


def zones(truth: str) -> dict[str, list[str]]:
    """The lines of a transcription by head, body and foot."""
    parts: dict[str, list[str]] = {"head": [], "body": [], "foot": []}
    at = "head"
    for line in filter(None, map(plain, truth.splitlines())):
        if at == "head" and _TYPE.match(line):
            at = "body"
        elif line.startswith("Nơi nhận"):
            at = "foot"
        parts[at].append(line)
    return parts


@dataclass
class Score:
    """Counts of one or many pages; add them up."""

    edits: int = 0
    chars: int = 0
    extra_words: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """True words by zone, and `all`."""
    hits: Counter[str] = field(default_factory=Counter)
    signers: int = 0
    signers_right: int = 0
    stamps: int = 0
    stamps_right: int = 0
    stamps_invented: int = 0
    cpu: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def __iadd__(self, other: Score) -> Score:
        """Both together."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def cer(self) -> float:
        """Order-free character error rate."""
        return self.edits / max(1, self.chars)

    def recall(self, zone: str) -> float:
        """Share of the true words of a zone that were read exactly."""
        return self.hits[zone] / max(1, self.words[zone])


def score_text(truth: str, read: str) -> Score:
    """Order-free edits and bag-of-words recall of one page."""
    read = plain(read)
    score = Score(pages=1)
    bag = Counter(read.split())
    true_bag: Counter[str] = Counter()
    for zone, lines in zones(truth).items():
        wanted = Counter(" ".join(lines).split())
        true_bag += wanted
        score.words[zone] = wanted.total()
        score.hits[zone] = (wanted & bag).total()
        for line in lines:
            score.edits += best_place(line, read)
            score.chars += len(line)
    score.words["all"], score.hits["all"] = true_bag.total(), (true_bag & bag).total()
    score.extra_words = max(0, bag.total() - score.words["all"])
    return score


def missed(truth: str, read: str) -> list[tuple[str, str]]:
    """True words that were not read, with their zone."""
    bag = Counter(plain(read).split())
    found: list[tuple[str, str]] = []
    for zone, lines in zones(truth).items():
        for word in " ".join(lines).split():
            if bag[word] > 0:
                bag[word] -= 1
            else:
                found.append((zone, word))
    return found


def score_signer(name: str, read: str, score: Score) -> None:
    """Whether the signer's name stands in the reading, letter by letter."""
    score.signers += 1
    score.signers_right += plain(name).casefold() in plain(read).casefold()


def score_stamp(true: str | None, seen: list[str], score: Score) -> None:
    """Urgency marks that were seen against the one that is there."""
    score.stamps += true is not None
    score.stamps_right += true is not None and true in seen
    score.stamps_invented += sum(s != true for s in seen)


def stamps_in(text: str) -> list[str]:
    """Urgency marks that stand alone on a line of plain text (for readers without objects)."""
    seen: list[str] = []
    for line in text.splitlines():
        letters = re.sub(r"[^\w ]", "", plain(line)).strip()
        seen.extend(mark for mark in URGENCY if letters == mark)
    return seen
