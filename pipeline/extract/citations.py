"""Documents that the letter names: type, code, day, issuer, subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pipeline.extract import cited, codes, issuers
from pipeline.extract.candidates import Candidate, choose, read_as, seen
from pipeline.extract.lines import paragraphs, passage
from pipeline.extract.mentions import Mention, Span, mentions_in
from pipeline.extract.ner import Names, nobody
from pipeline.extract.passage import Passage
from pipeline.extract.spelling import squeeze
from pipeline.extract.zones import Zones
from pipeline.folding import fold
from pipeline.records.evidence import Field
from pipeline.records.letter import Citation

T = TypeVar("T")


def find(zones: Zones, own_code: str | None, names: Names = nobody) -> tuple[Citation, ...]:
    """Every document cited in subject, legal grounds and body, each once a printed day."""
    blocks = [passage(z) for z in (zones.about, zones.title[1:]) if z]
    blocks += paragraphs(zones.running)
    mentions: list[Mention] = []
    for block in blocks:
        mentions.extend(_witnessed(m, names) for m in mentions_in(block))
    own = squeeze(own_code) if own_code else None
    return tuple(_record(m) for m in merged(m for m in mentions if m.key != own))


def _witnessed(m: Mention, names: Names) -> Mention:
    """The mention with its issuer as the recogniser sees it."""
    if m.code is None:
        return m
    after = max(m.span[1], m.day_span[1] if m.day_span else 0)
    named = issuers.issuer(m.block.text, m.issuer, m.span, after, names)
    if named is None or m.issuer is not None or m.subject is not None:
        return replace(m, named=named)
    following = [start for _, (start, _) in codes.find(m.block.text) if start > named[1]]
    return replace(m, named=named, subject=cited.subject_span(m.block.text, named[1], following))


def merged(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention a document and printed day; those without a day fall to one that has it."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.key, []).append(mention)
    out: list[Mention] = []
    for group in groups.values():
        dated: dict[dt.date, Mention] = {}
        for mention in group:
            if mention.day is not None:
                held = dated.get(mention.day)
                dated[mention.day] = mention if held is None else _fuller(held, mention)
        if dated:
            out.extend(_by_others(m, group) for m in dated.values())
        else:
            best = group[0]
            for mention in group[1:]:
                best = _fuller(best, mention)
            out.append(_by_others(best, group))
    return out


def _by_others(best: Mention, group: Iterable[Mention]) -> Mention:
    """The issuer as another mention gives it, where it ran on into its sentence or was read worse."""
    if best.issuer is None or best.issuer_in is not None:
        return best
    name = best.block.text[slice(*best.issuer)]
    for other in group:
        if other.issuer is None or other.issuer_in is not None:
            continue
        short = other.block.text[slice(*other.issuer)]
        end = best.issuer[0] + len(short)
        if fold(short) == fold(name) and _sure_of(other) > _sure_of(best):
            return replace(best, issuer=other.issuer, named=other.named, issuer_in=other.block)
        ended = other.block.text[other.issuer[1] :][:1] in (",", ".", ";", ")")
        if not ended or not name.startswith(f"{short} "):
            continue
        after = best.subject is not None and best.subject[0] <= best.issuer[1] + 2
        named = best.named if best.named is None or best.named[1] <= end else None
        return replace(
            best, issuer=(best.issuer[0], end), named=named, subject=None if after else best.subject
        )
    return best


def _sure_of(mention: Mention) -> float:
    return mention.block.confidence(*mention.issuer) if mention.issuer else 0.0


def _fuller(a: Mention, b: Mention) -> Mention:
    """The mention that tells more, with the other's issuer where it tells none."""

    def known(m: Mention) -> int:
        return sum(x is not None for x in (m.kind_span, m.day_span, m.issuer or m.named, m.subject))

    best, other = (b, a) if known(b) > known(a) else (a, b)
    if best.issuer or best.named:
        return best
    return replace(best, issuer=other.issuer, named=other.named, issuer_in=other.issuer_in or other.block)


def _record(mention: Mention) -> Citation:
    block = mention.block
    return Citation(
        kind=_field(
            "citation.kind", block, mention.kind_span or mention.span, mention.kind, "named-type", 0.9
        ),
        code=_code(mention),
        issued_on=_field(
            "citation.issued_on",
            block,
            mention.day_span,
            mention.day,
            "shared-day" if mention.day_shared else "cited-day",
            0.75 if mention.day_shared else 0.95,
        ),
        issuer=_issuer(mention),
        subject=_text("citation.subject", block, mention.subject or mention.law, "cited-subject", 0.8),
    )


def _code(mention: Mention) -> Field[str]:
    code = mention.code
    if code is None:
        return Field[str](rule="not-found")
    if mention.kind and mention.kind_span:
        code = codes.told(code, mention.kind)
    rule = "illegible" if mention.illegible else code.rule
    return _field("citation.code", mention.block, mention.span, code.text, rule, code.score)


def _field(
    name: str, block: Passage, span: Span | None, value: T | None, rule: str, score: float
) -> Field[T]:
    if span is None:
        return Field[T](rule="not-found")
    raw = read_as(block, *span)
    if value is None:
        rule = "illegible"
    sure = score * (0.5 + 0.5 * block.confidence(*span))
    return choose(name, [Candidate(value, raw, block.evidence(*span), rule, sure)])


def _issuer(mention: Mention) -> Field[str]:
    """What the rules and the recogniser say: two witnesses, and where they differ the recogniser holds."""
    block = mention.issuer_in or mention.block
    alone = mention.named in (None, mention.issuer)
    told = [(mention.issuer, "cited-issuer", 0.8 if alone else 0.5), (mention.named, "recognised-name", 0.75)]
    readings = [_reading(block, span, rule, sure) for span, rule, sure in told if span is not None]
    if len(readings) == 2 and mention.named == mention.issuer and _recovered(block, mention.issuer):
        readings = readings[:1]  # both saw the same mended words: one witness
    return choose("citation.issuer", readings)


def _recovered(block: Passage, span: Span | None) -> bool:
    """Were half of the words or more mended, so that nobody saw what the page shows?"""
    words = [p.word for p in block.within(*span)] if span is not None else []
    return 2 * sum(w.raw is not None and w.raw != w.text for w in words) >= max(1, len(words))


def _text(name: str, block: Passage, span: Span | None, rule: str, score: float) -> Field[str]:
    return choose(name, [_reading(block, span, rule, score)] if span is not None else [])


def _reading(block: Passage, span: Span, rule: str, score: float) -> Candidate[str]:
    value = " ".join(block.text[slice(*span)].split()).strip(" .,;:")
    return seen(block, *span, value, rule, score)
