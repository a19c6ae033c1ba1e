"""How a record is held against the truth, soft and strict, field by field.

The rules are those of shared/scans/truth/README.md.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.extract.spelling import one_tone

SIMILAR = 0.9


@dataclass(frozen=True)
class Cited:
    """A cited document of the truth or of a record."""

    code: str | None
    date: str | None


@dataclass(frozen=True)
class Facts:
    """One letter's values, as plain text; from the truth or from a record. `None`: nothing there."""

    single: dict[str, tuple[str, ...]]
    """Field -> acceptable values (none: the field is absent)."""
    many: dict[str, tuple[str, ...]]
    cited: tuple[Cited, ...]
    deadlines: tuple[str, ...]
    handwritten: frozenset[str] = frozenset()
    confidence: dict[str, float] = field(default_factory=dict)


@dataclass
class Score:
    """True positives, false positives, false negatives; scores add up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, other: Score) -> None:
        """Add another score to this one."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn

    @property
    def support(self) -> int:
        """How many values the truth has."""
        return self.tp + self.fn

    @property
    def precision(self) -> float:
        """Share of the given values that are right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of the true values that were found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / both if both else 1.0


@dataclass(frozen=True)
class Miss:
    """One difference between truth and record."""

    letter: str
    row: str
    expected: str
    got: str


def soft(text: str) -> str:
    """NFC, case folded, one placement of tone marks, punctuation dropped, single spaces."""
    text = one_tone(unicodedata.normalize("NFC", text)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def alnum(text: str) -> str:
    """Letters and digits alone, case folded."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def _equal(a: str, b: str) -> bool:
    return soft(a) == soft(b)


def _same_code(a: str, b: str) -> bool:
    return alnum(a) == alnum(b)


def _similar(a: str, b: str) -> bool:
    return difflib.SequenceMatcher(None, soft(a), soft(b), autojunk=False).ratio() >= SIMILAR


def _strict(a: str, b: str) -> bool:
    return unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)


COMPARE: dict[str, Callable[[str, str], bool]] = {
    "kind": _equal,
    "parent_agency": _equal,
    "issuer": _equal,
    "number": _same_code,
    "symbol": _same_code,
    "code": _same_code,
    "place": _equal,
    "issued_on": _strict,
    "urgency": _equal,
    "secrecy": _equal,
    "subject": _similar,
    "signer.capacity": _equal,
    "signer.name": _equal,
    "signer.title": _equal,
    "is_draft": _strict,
}
TRUTH_ROWS = (
    "kind", "parent_agency", "issuer", "symbol", "code", "place", "issued_on", "urgency", "subject",
    "signer.name", "signer.title",
)  # fmt: skip


def compare(
    name: str, truth: Facts, got: Facts, rows: Iterable[str], *, strict: bool = False
) -> tuple[dict[str, Score], list[Miss], list[tuple[float, bool, str]]]:
    """Scores a row, the misses, and (confidence, right, row) of every value given."""
    scores: dict[str, Score] = {}
    misses: list[Miss] = []
    sure: list[tuple[float, bool, str]] = []
    rows = tuple(rows)
    for row in rows:
        if row in COMPARE:
            test = _strict if strict else COMPARE[row]
            label = _label(row, truth)
            wanted, have = truth.single.get(row, ()), got.single.get(row, ())
            right = bool(have) and any(test(w, h) for w in wanted for h in have)
            score = Score(int(right), int(bool(have) and not right), int(bool(wanted) and not right))
            scores.setdefault(label, Score()).add(score)
            if score.fp or score.fn:
                misses.append(Miss(name, label, " | ".join(wanted) or "-", " | ".join(have) or "-"))
            if have and row in got.confidence:
                sure.append((got.confidence[row], right, row))
        elif row in ("addressees", "distribution"):
            test = _strict if strict else _similar
            _bag(name, row, truth.many.get(row, ()), got.many.get(row, ()), test, scores, misses)
        elif row == "citations":
            same = _strict if strict else _same_code
            wanted_codes = _unique(c.code for c in truth.cited if c.code)
            got_codes = _unique(c.code for c in got.cited if c.code)
            _bag(name, "citations: code", wanted_codes, got_codes, same, scores, misses)
            pairs = [f"{_key(c, strict)} {c.date or '-'}" for c in truth.cited if c.code]
            mine = [f"{_key(c, strict)} {c.date or '-'}" for c in got.cited if c.code]
            _bag(name, "citations: code+date", _unique(pairs), _unique(mine), _strict, scores, misses)
        elif row == "deadlines":
            _bag(name, row, _unique(truth.deadlines), _unique(got.deadlines), _strict, scores, misses)
    return scores, misses, sure


def _key(cited: Cited, strict: bool) -> str:
    return cited.code or "-" if strict else alnum(cited.code or "")


def _label(row: str, truth: Facts) -> str:
    if row in ("code", "number") and "number" in truth.handwritten:
        return f"{row} (handwritten)"
    if row == "issued_on" and truth.handwritten & {"day", "month"}:
        return f"{row} (handwritten)"
    return f"{row} (printed)" if row in ("code", "issued_on") else row


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _bag(
    name: str,
    row: str,
    wanted: Sequence[str],
    have: Sequence[str],
    test: Callable[[str, str], bool],
    scores: dict[str, Score],
    misses: list[Miss],
) -> None:
    """Match two lists one to one, order free."""
    rest = list(have)
    lost: list[str] = []
    hits = 0
    for value in wanted:
        hit = next((h for h in rest if test(value, h)), None)
        if hit is None:
            lost.append(value)
        else:
            rest.remove(hit)
            hits += 1
    scores.setdefault(row, Score()).add(Score(hits, len(rest), len(lost)))
    for value in lost:
        near = difflib.get_close_matches(value, rest, 1, 0.5)
        misses.append(Miss(name, row, value, near[0] if near else "-"))
        if near:
            rest.remove(near[0])
    misses.extend(Miss(name, row, "-", value) for value in rest)


def from_truth(data: dict[str, Any]) -> Facts:
    """The facts of a hand-made truth file."""
    number = data.get("number") or ""
    symbol = number.partition("/")[2]
    signer = data.get("signer") or {}

    def some(*values: str | None) -> tuple[str, ...]:
        return tuple(v for v in values if v)

    hand = {re.sub(r"\W", "", h).lower() for h in data.get("handwritten", ())}
    return Facts(
        single={
            "kind": some(data.get("doc_type")),
            "parent_agency": some(data.get("parent_agency")),
            "issuer": some(data.get("issuer"), data.get("header_issuer")),
            "symbol": some(symbol),
            "code": some(number),
            "place": some(data.get("place")),
            "issued_on": some(data.get("date")),
            "urgency": some(data.get("urgency")),
            "subject": some(data.get("subject")),
            "signer.name": some(signer.get("name")),
            "signer.title": some(signer.get("title")),
        },
        many={
            "addressees": tuple(data.get("addressees", ())),
            "distribution": tuple(data.get("recipients", ())),
        },
        cited=tuple(Cited(r.get("number"), r.get("date")) for r in data.get("references", ())),
        deadlines=tuple(d["date"] for d in data.get("deadlines", ()) if d.get("date")),
        handwritten=frozenset(hand),
    )


def from_record(data: dict[str, Any]) -> Facts:
    """The facts of a record of the contract (`Letter.model_dump(mode="json")`, or an expected record).

    An expected record may give a plain value where the contract has a field object.
    """

    def value(node: Any) -> Any:
        return node.get("value") if isinstance(node, dict) else node

    def text(node: Any) -> str | None:
        v = value(node)
        return None if v is None or v == "" else str(v).lower() if isinstance(v, bool) else str(v)

    flat = {k: data.get(k) for k in COMPARE if "." not in k}
    signer = data.get("signer") or {}
    flat |= {f"signer.{k}": signer.get(k) for k in ("capacity", "name", "title")}
    single = {k: (v,) if (v := text(n)) else () for k, n in flat.items()}
    sure = {
        k: float(n["confidence"])
        for k, n in flat.items()
        if isinstance(n, dict) and n.get("value") is not None and "confidence" in n
    }
    lists = {k: tuple(v for n in data.get(k) or () if (v := text(n))) for k in ("addressees", "distribution")}
    cited = tuple(Cited(text(c.get("code")), text(c.get("issued_on"))) for c in data.get("citations") or ())
    days = tuple(v[:10] for d in data.get("deadlines") or () if (v := text(d.get("date"))))
    return Facts(single=single, many=lists, cited=cited, deadlines=days, confidence=sure)
