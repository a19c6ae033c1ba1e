"""What the recogniser learns from: generated letters, clean and recovered, issuers cited in law."""

from __future__ import annotations

import functools
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract import mentions
from pipeline.extract.names import phrases
from pipeline.extract.passage import Passage, passage_of
from pipeline.records.page import Line, Page, Word
from training.diacritics import corpus
from training.letters import compose, examples, pages_of
from training.letters.mentions import AREA, NAME, patterns
from training.ner.garble import recovered

Spans = tuple[tuple[int, int, str], ...]

_FOLDED = {
    "ISSUER": "AGENCY",
    "PERSON": "PERSON",
    "TITLE": "TITLE",
    "PLACE": "PLACE",
    "CONTEST": "CONTEST",
    "CAMPAIGN": "CAMPAIGN",
}
_PLACE = re.compile(rf"\b{AREA} {NAME}")
_QUOTES = "“”\"'"
_POST = re.compile(
    r"(?:Bộ trưởng|Thủ tướng|Chủ tịch|Phó Chủ tịch|Giám đốc|Thống đốc|Chủ nhiệm|Cục trưởng|Viện trưởng) "
)
_NO_NAMES = re.compile(
    r"(?:Căn cứ|Nghị định|Nghị quyết|Thông tư|Quyết định|Luật|Pháp lệnh|Điều|Khoản|Mục|Chương|Phụ lục"
    r"|Danh mục|Bảng|Sửa đổi|Bãi bỏ|Bổ sung|Thay thế|Ban hành|Trường hợp|Theo|Các|Việc)\b"
)
"""Capitalised words of legal acts that begin no name of ours."""
_RUN_ON = re.compile(
    r"\b(?:này|theo|hết|tiếp tục|đối với|như sau|để|mà|chuyển|biên soạn|thí điểm|tạm ngưng)\b"
)
"""Words that a name never holds: the rule ran on."""
_MOST = 60
"""So many paragraphs at most for one row of issuers: half of all citations are the Government's."""


@dataclass(frozen=True)
class Sample:
    """A paragraph with its names; `unsure` are stretches of which nobody said what they are."""

    text: str
    spans: Spans
    unsure: tuple[tuple[int, int], ...] = ()


def letters(seeds: Iterable[int], family: str) -> Iterator[Sample]:
    """Paragraphs of generated letters."""
    for seed in seeds:
        for example in examples(pages_of(compose(seed, family))):
            spans = tuple((s, e, _FOLDED[label]) for s, e, label in example.spans if label in _FOLDED)
            yield Sample(example.text, _with_places(example.text, spans))


def _with_places(text: str, spans: Spans) -> Spans:
    """Places that the templates name outside of agencies (`trên địa bàn thành phố Đà Nẵng`)."""
    taken = [(s, e) for s, e, _ in spans]
    more = [
        (m.start(), m.end(), "PLACE")
        for m in _PLACE.finditer(text)
        if not any(m.start() < e and m.end() > s for s, e in taken)
    ]
    return tuple(sorted((*spans, *more)))


def misread(samples: Iterable[Sample], rng: random.Random) -> Iterator[Sample]:
    """The samples as an English reader prints them and diacritic recovery mends them."""
    for sample in samples:
        text = recovered(sample.text, rng)
        if text is not None:
            yield Sample(text, tuple(_moved(sample, text)))


def _moved(sample: Sample, text: str) -> Iterator[tuple[int, int, str]]:
    """Spans at the same words of another text; marks at their edges stay outside."""
    before, after = _words(sample.text), _words(text)
    for start, end, label in sample.spans:
        inside = [i for i, (s, e) in enumerate(before) if s < end and e > start]
        first, last = inside[0], inside[-1]
        left, right = after[first][0], after[last][1]
        if start > before[first][0] or end < before[last][1]:  # the span leaves marks of its words outside
            left += len(text[left:right]) - len(text[left:right].lstrip("“”\"'*(["))
            right -= len(text[left:right]) - len(text[left:right].rstrip("“”\"'*)].,;:/"))
        if right > left:
            yield left, right, label


def _words(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S+", text)]


def unquoted(sample: Sample) -> Sample:
    """The same without quotation marks: names of contests are names without them too."""
    kept = [i for i, c in enumerate(sample.text) if c not in _QUOTES]
    at = {i: n for n, i in enumerate(kept)}
    ends = {i: n + 1 for n, i in enumerate(kept)}
    spans = tuple((at[s], ends[e - 1], label) for s, e, label in sample.spans if s in at and e - 1 in ends)
    return Sample("".join(sample.text[i] for i in kept), spans)


def legal(limit: int, name: str) -> Iterator[Sample]:
    """Paragraphs of legal acts in which the rules found the issuer of a cited document.

    Agencies that the lists know are labelled as well; other capitalised words are unsure.
    """
    seen: Counter[str] = Counter()
    for document in corpus.training(name):
        for text in document:
            if not 60 <= len(text) <= 400 or " số " not in text:
                continue
            spans = _issuers(text)
            key = "; ".join(sorted({text[s:e] for s, e, _ in spans}))
            seen[key] += 1
            if spans and seen[key] <= _MOST:
                yield Sample(text, spans, tuple(_unsure(text, spans)))
                limit -= 1
            if not limit:
                return


def _issuers(text: str) -> Spans:
    cited = {m.issuer for m in mentions.mentions_in(passage(text)) if m.issuer is not None}
    found = {(s, e) for s, e in cited if text[s].isupper() and e - s <= 90}
    if not found or any(_RUN_ON.search(text, *span) for span in found):
        return ()
    found |= {m.span() for m in patterns().finditer(text) if m.lastgroup == "ISSUER"}
    found |= {m.span() for m in _known().finditer(text)}
    apart: list[tuple[int, int, str]] = []
    for start, end in sorted(found, key=lambda s: (s[0], -s[1])):
        post = _POST.match(text, start, end)
        if apart and start < apart[-1][1]:
            continue
        if post:
            apart.append((start, post.end() - 1, "TITLE"))
            start = post.end()
        apart.append((start, end, "AGENCY"))
    return tuple(apart)


@functools.cache
def _known() -> re.Pattern[str]:
    """Ministries and other bodies of the rules' own list."""
    names = {
        n
        for n in phrases().values()
        if re.match(r"(?:Bộ|Sở|Cục|Tổng cục|Ủy ban|Ban|Chính phủ|Quốc hội) ?", n)
    }
    names = {n for n in names if len(n) > 5}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def _unsure(text: str, spans: Spans) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"(?<![\w/-])[^\W\d_]+(?:[ ,-]+[^\W\d_]+){0,3}", text):
        for word in re.finditer(r"[^\W\d_]+", found.group()):
            start = found.start() + word.start()
            if word.group()[0].isupper() and not _NO_NAMES.match(text, start):
                if not any(start < e and found.end() > s for s, e, _ in spans):
                    yield start, found.end()
                break


def passage(text: str) -> Passage:
    """A paragraph as the rules take it."""
    page = Page(number=1, lines=(Line(words=tuple(Word(text=w) for w in text.split())),))
    return passage_of([(page, 0)])


def gathered(letters_count: int, recovered_count: int, legal_count: int, seed: int) -> Sequence[Sample]:
    """Everything to learn from, in a fixed shuffled order."""
    rng = random.Random(seed)
    clean = list(letters(range(FIRST_SEED, FIRST_SEED + letters_count), "train"))
    again = letters(range(FIRST_SEED, FIRST_SEED + recovered_count), "train")
    bare = [unquoted(s) for s in clean if any(x[2] in ("CONTEST", "CAMPAIGN") for x in s.spans)]
    bare = rng.sample(bare, len(bare) // 4)
    samples = [s for s in clean if s.spans or rng.random() < 0.3]
    samples += [s for s in misread(again, rng) if s.spans or rng.random() < 0.3] + bare
    samples += [s for name in ("vbpl", "phapdien") for s in legal(legal_count // 2, name)]
    rng.shuffle(samples)
    return samples


FIRST_SEED = 20_000
"""Letters from here on are for this recogniser; those before calibrate and develop the rules."""
