from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diacritics.tokens import Kind, model_tokens, pieces


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("57/UBND-VX", Kind.CODE),
        ("12-KH/HU", Kind.CODE),
        ("45/2025/NĐ-CP", Kind.CODE),
        ("/SYT-NVY", Kind.CODE),
        ("QĐ-TTg", Kind.CODE),
        ("V/v", Kind.CODE),
        ("05/02/2026", Kind.DATE),
        ("5/2026", Kind.DATE),
        ("10/114", Kind.NUMBER),
        ("100%", Kind.NUMBER),
        ("0912.345.678", Kind.NUMBER),
        ("15.000.000", Kind.NUMBER),
        ("7h30", Kind.NUMBER),
        ("https://docsach.example.vn/a-b", Kind.URL),
        ("www.example.com", Kind.URL),
        ("example.gov.vn", Kind.URL),
        ("hoi&thi@example.vn", Kind.EMAIL),
        ("trường", Kind.WORD),
        ("H6i", Kind.WORD),
        ("tri¢u", Kind.WORD),
        ("v&i", Kind.WORD),
        ("x4", Kind.WORD),
    ],
)
def test_one_piece(text: str, kind: Kind) -> None:
    assert [(p.kind, p.text) for p in pieces(text)] == [(kind, text)]


@pytest.mark.parametrize("broken", ["628-\nCV/BTG", "2136/SXD-\nKTXD"])
def test_codes_broken_over_a_line_end_stay_whole(broken: str) -> None:
    assert [p.kind for p in pieces(broken)] == [Kind.CODE]


def test_label_and_code_part() -> None:
    assert [p.text for p in pieces("S6:1490/UBND-VX")] == ["S6", ":", "1490/UBND-VX"]


def test_enumerators_are_no_words() -> None:
    assert next(pieces("a) Vòng một")).kind is Kind.ENUMERATOR


def test_abbreviations_keep_their_capitals_but_headings_do_not() -> None:
    assert model_tokens(list(pieces("ứng dụng AI")))[-1] == "AI"
    assert model_tokens(list(pieces("QUYẾT ĐỊNH"))) == ["quyết", "định"]


@given(st.text(max_size=60))
def test_pieces_cover_everything_but_white_space(text: str) -> None:
    found = list(pieces(text))
    assert "".join("".join(p.text.split()) for p in found) == "".join(text.split()) or any(
        not c.isprintable() for c in text
    )
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
