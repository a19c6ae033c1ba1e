"""Text with marks: which stretch names an agency, a person, a date; which is bold or by hand.

A marked stretch is written `⟦LABEL|text⟧`, `⟦LABEL.bold|text⟧` or `⟦.hand|12⟧`; marks do not nest.

    >>> parse("do ⟦ISSUER|Sở Y tế⟧ gửi").text
    'do Sở Y tế gửi'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LABELS = (
    "ISSUER",
    "PERSON",
    "TITLE",
    "PLACE",
    "CONTEST",
    "CAMPAIGN",
    "CODE",
    "DATE",
    "URL",
    "EMAIL",
    "PHONE",
    "MONEY",
)
"""Every entity label the generator gives; trained recognisers may fold some together."""

MARK = re.compile(r"⟦([A-Z]*)((?:\.[a-z]+)*)\|([^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Span:
    """Characters [start, end) of a text carry `label` (may be empty) and `styles`."""

    start: int
    end: int
    label: str
    styles: frozenset[str]


@dataclass(frozen=True)
class Marked:
    """Plain text and the marked stretches in it."""

    text: str
    spans: tuple[Span, ...]

    def styles_at(self, offset: int) -> frozenset[str]:
        """Styles of the character at `offset`."""
        for span in self.spans:
            if span.start <= offset < span.end:
                return span.styles
        return frozenset()


def mark(label: str, text: str, *styles: str) -> str:
    """Mark `text`; an empty text stays empty so that templates need no conditions."""
    if not text:
        return ""
    return f"⟦{label}{''.join('.' + s for s in styles)}|{text}⟧"


def plain(text: str) -> str:
    """The text without its marks."""
    return MARK.sub(lambda m: m.group(3), text)


def upper(text: str) -> str:
    """Capitals, marks kept."""
    out, at = [], 0
    for m in MARK.finditer(text):
        out.append(text[at : m.start()].upper())
        out.append(f"⟦{m.group(1)}{m.group(2)}|{m.group(3).upper()}⟧")
        at = m.end()
    return "".join([*out, text[at:].upper()])


def parse(text: str) -> Marked:
    """Split marked text into plain text and spans."""
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for m in MARK.finditer(text):
        before = text[at : m.start()]
        parts += [before, m.group(3)]
        length += len(before)
        styles = frozenset(s for s in m.group(2).split(".") if s)
        spans.append(Span(length, length + len(m.group(3)), m.group(1), styles))
        length += len(m.group(3))
        at = m.end()
    parts.append(text[at:])
    return Marked("".join(parts), tuple(spans))
