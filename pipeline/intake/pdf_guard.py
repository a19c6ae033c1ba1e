"""What a PDF would unpack to, weighed before any reader draws it.

Two kinds of bombs freeze every PDF reader: streams of a few kilobytes that unpack to gigabytes,
and forms that draw forms that draw forms. Both are found from the file's structure.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes that one packed stream (picture streams aside) may hold."""
MOST_DRAWN = 8 * 1024 * 1024
"""Bytes of drawing that one page may cause, forms counted as often as they are drawn."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DO = re.compile(rb"/([^\s/<>\[\]()%]+)\s+Do\b")
_DICT = 1024


@dataclass(frozen=True)
class Weighed:
    """What was found: heavy pages (0-based), files carried inside, whether it is a portfolio."""

    pages: int | None = None
    """Leaves of the page tree; None where it cannot be walked."""
    heavy: frozenset[int] = frozenset()
    inside: tuple[str, ...] = ()
    portfolio: bool = False


def packed_bomb(content: bytes) -> bool:
    """Whether a stream of the file unpacks to more than `MOST_UNPACKED`.

    Works on the raw bytes, so that it comes before any parser.
    """
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _DICT) : match.start()]
        head = head[head.rfind(b"obj") :]
        if b"FlateDecode" not in head and b"/Fl" not in head:
            continue
        if b"/Image" not in head and _inflates_beyond(content, match.end(), MOST_UNPACKED):
            return True
    return False


def _inflates_beyond(content: bytes, start: int, most: int) -> bool:
    """Inflate in small steps and throw the result away."""
    unpack = zlib.decompressobj()
    seen, at, step = 0, start, 65536
    try:
        while at < len(content) and not unpack.eof and seen <= most:
            data = content[at : at + step]
            at += step
            while data and seen <= most and not unpack.eof:
                seen += len(unpack.decompress(data, 1 << 20))
                data = unpack.unconsumed_tail
    except zlib.error:
        pass
    return seen > most


def weigh(content: bytes) -> Weighed:
    """Weigh every page; nothing is known of a file that pikepdf cannot open."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=True) as pdf:
            scale = _Scale()
            heavy = {i for i, page in enumerate(pdf.pages) if scale.page(page.obj) > MOST_DRAWN}
            return Weighed(
                len(pdf.pages), frozenset(heavy), tuple(sorted(pdf.attachments)), "/Collection" in pdf.Root
            )
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OSError):
        return Weighed()


@dataclass
class _Scale:
    """Bytes drawn by each form, remembered by object number."""

    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def page(self, page: pikepdf.Object) -> float:
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(_unpacked(s) for s in streams if isinstance(s, pikepdf.Stream))
        weight = self._weight(data, page.get("/Resources"), 0)
        for form in _appearances(page):
            weight += self.form(form, 0)
        return weight

    def form(self, form: pikepdf.Object, depth: int) -> float:
        key = form.objgen
        if key not in self.known:
            self.known[key] = 0.0  # a form that draws itself is cut by every reader
            if depth < 40:
                self.known[key] = self._weight(_unpacked(form), form.get("/Resources"), depth + 1)
        return self.known[key]

    def _weight(self, data: bytes, resources: pikepdf.Object | None, depth: int) -> float:
        weight = float(len(data))
        forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(forms, pikepdf.Dictionary):
            return weight
        for name in _DO.findall(data):
            drawn = forms.get("/" + name.decode("latin-1"))
            if isinstance(drawn, pikepdf.Stream) and drawn.get("/Subtype") == "/Form":
                weight += self.form(drawn, depth)
            if weight > 10 * MOST_DRAWN:
                break
        return weight


def _appearances(page: pikepdf.Object) -> Iterable[pikepdf.Object]:
    annotations = page.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
        look = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        if isinstance(look, pikepdf.Stream):
            yield look


def _unpacked(stream: pikepdf.Object) -> bytes:
    """The stream's bytes, no more of them than `MOST_DRAWN` and one."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if filters is None:
        return raw
    if all(name == "/FlateDecode" for name in names) and "/DecodeParms" not in stream:
        for _ in names:
            try:
                raw = zlib.decompressobj().decompress(raw, MOST_DRAWN + 1)
            except zlib.error:
                return raw
        return raw
    return stream.read_bytes() if len(raw) < 200_000 else raw
