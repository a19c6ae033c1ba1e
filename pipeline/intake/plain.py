"""Plain text and Markdown: lines as they stand, paragraphs as blocks, a form feed between pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import EmptyFile, TooManyPages
from pipeline.intake.document import Document, RawPage
from pipeline.intake.encoding import decode
from pipeline.intake.origin import Origin
from pipeline.intake.sniff import Media
from pipeline.options import IntakeOptions
from pipeline.records.page import Line, Page, Reader, Step, Word

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]*(?:@|://|www\.)[^\s<>]+)>")
_LINK = re.compile(r"\[([^\]\n]+)\]\((\S+?)\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?=\S)", re.M)
_ESCAPE = re.compile(r"\\([*_<>#\[\]`~.\-])")
_RULE = re.compile(r"^ {0,3}(?:(?:\* ?){3,}|(?:_ ?){3,})$", re.M)


def open_text(origin: Origin, options: IntakeOptions) -> Document:
    """Open a text file in whatever encoding it is; Markdown marks are taken off the words.

    Raises:
        EmptyFile: no word is in it.
        UnknownType: the bytes are no text.
    """
    text, steps = decode(origin.content, origin.name)
    bare = strip_markdown(text)
    media = Media.TEXT if bare == text else Media.MARKDOWN
    pages = [page for page in bare.split("\f") if page.strip()]
    if not pages:
        raise EmptyFile(origin.name, "no words in it")
    if len(pages) > options.max_pages:
        raise TooManyPages(origin.name, f"{len(pages)} pages, limit {options.max_pages}")
    notes = tuple(Step(page=1, name=name, detail=detail) for name, detail in steps)
    source = origin.source(len(pages), Reader.TEXT, media=media, steps=notes)

    def walk() -> Iterator[RawPage]:
        for number, page in enumerate(pages, 1):
            yield RawPage(number, page_of_text(page, number), None)

    return Document(source, walk)


def strip_markdown(text: str) -> str:
    """Take off the marks that would stick to words; lines stay where they are.

    Example:
        `**Số: 12/UBND-VX**` -> `Số: 12/UBND-VX`; `<http://a.vn/b>` -> `http://a.vn/b`.
    """
    text = _STRONG.sub(_within_paragraph, text)
    text = _EMPHASIS.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} {m[2]}", text)
    text = _HEADING.sub("", text)
    text = _RULE.sub("", text)
    return _ESCAPE.sub(r"\1", text)


def _within_paragraph(match: re.Match[str]) -> str:
    return match[0] if re.search(r"\n\s*\n", match[2]) else match[2]


def page_of_text(text: str, number: int) -> Page:
    """A page of lines; an empty line begins a new block."""
    lines: list[Line] = []
    block, gap = 0, False
    for raw in text.splitlines():
        words = tuple(Word(text=w) for w in raw.split())
        if not words:
            gap = bool(lines)
            continue
        block, gap = block + gap, False
        expanded = raw.expandtabs(4)
        lines.append(Line(words=words, block=block, indent=len(expanded) - len(expanded.lstrip())))
    return Page(number=number, lines=tuple(lines), read_as=Reader.TEXT, blank=not lines)
