from __future__ import annotations

import datetime as dt

import pytest

from pipeline.archive.bounds import Span, natural, parse_limit, parse_span
from pipeline.archive.index.contract import Scope
from pipeline.archive.query import parse, tiers
from pipeline.errors import BadQuery

D = dt.date


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("2026-06", D(2026, 6, 1), D(2026, 6, 30)),
        ("02/2024", D(2024, 2, 1), D(2024, 2, 29)),
        ("10/6/2026", D(2026, 6, 10), D(2026, 6, 10)),
        ("10/6", D(2025, 6, 10), D(2025, 6, 10)),
        ("2026-06-10", D(2026, 6, 10), D(2026, 6, 10)),
    ],
)
def test_spans(text: str, first: dt.date, last: dt.date) -> None:
    assert parse_span(text, 2025) == Span(first, last)


@pytest.mark.parametrize("text", ["31/6/2026", "13/2026", "2026-02-30", "tomorrow", "", "10/6/26/1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadQuery):
        parse_span(text, 2025)


@pytest.mark.parametrize(
    "text, span",
    [
        ("<10/6/2026", Span(None, D(2026, 6, 9))),
        ("<=10/6/2026", Span(None, D(2026, 6, 10))),
        (">6/2026", Span(D(2026, 7, 1), None)),
        (">=6/2026", Span(D(2026, 6, 1), None)),
        ("6/2026", Span(D(2026, 6, 1), D(2026, 6, 30))),
    ],
)
def test_limits(text: str, span: Span) -> None:
    assert parse_limit(text, 2025) == span


@pytest.mark.parametrize(
    "text, span",
    [
        ("truoc thang 6", Span(None, D(2026, 5, 31))),
        ("truoc thang sau", Span(None, D(2026, 5, 31))),
        ("truoc thang 6 nam 2025", Span(None, D(2025, 5, 31))),
        ("sau ngay 10/6", Span(D(2026, 6, 11), None)),
        ("trong thang 12", Span(D(2026, 12, 1), D(2026, 12, 31))),
        ("tu 1/5 den 30/5/2026", Span(D(2026, 5, 1), D(2026, 5, 30))),
        ("den het ngay 15 thang 7", Span(None, D(2026, 7, 15))),
        ("tu 1/3 den 30/4/2025", Span(D(2025, 3, 1), D(2025, 4, 30))),
        ("trong nam 2025", Span(D(2025, 1, 1), D(2025, 12, 31))),
    ],
)
def test_bounds_in_plain_words(text: str, span: Span) -> None:
    found, places = natural(f"bao cao {text}", 2026)
    assert found == span
    assert places[0][0] == 8


@pytest.mark.parametrize("text", ["truoc 10/114 xa", "trong 3 thang", "den thang may", "tu 31/6", "thang 6"])
def test_words_that_are_no_bounds(text: str) -> None:
    assert natural(text, 2026) == (Span(), [])


def test_a_bound_with_accents_is_taken_out_of_the_words() -> None:
    query = parse("thi ứng dụng AI trước tháng 6", 2026)
    assert query.understood == "thi ung dung ai to:31/05/2026"


def test_filters_phrases_and_prefixes() -> None:
    query = parse(
        'issuer:"hải dương" kind:QĐ from:5/2026 to:2026-06-10 "đúng hạn" trien* code:12/UB-VX', 2026
    )
    assert query.issued == Span(D(2026, 5, 1), D(2026, 6, 10))
    assert (query.kind, query.code) == ("QĐ", "12ubvx")
    assert [(t.folded, t.prefix, t.scope) for t in query.terms] == [
        (("trien",), True, Scope.ANYWHERE),
        (("hai", "duong"), False, Scope.ISSUER),
        (("dung", "han"), False, Scope.ANYWHERE),
    ]


@pytest.mark.parametrize("text", ["2136/SKHCN-TTTT", "2136-SKHCN/TTTT", "2136 SKHCN TTTT", "2136 skhcn tttt"])
def test_codes_among_the_words(text: str) -> None:
    (term,) = parse(text, 2026).terms
    assert term.code == "2136skhcntttt"


def test_only_marked_words_ask_for_exact_tiers() -> None:
    assert [m.exact for m in tiers(parse("hoi thi", 2026))] == [False] * 3
    assert [m.exact for m in tiers(parse("hội thi", 2026))] == [True] * 3 + [False] * 3


@pytest.mark.parametrize("text", ["from:soon", "to:31/6/2026", "deadline:<x", "code:-"])
def test_filters_that_cannot_be_read(text: str) -> None:
    with pytest.raises(BadQuery):
        parse(text, 2026)


@pytest.mark.parametrize(
    "text", ["", '"', "***", "::", 'issuer:""', "AND OR NOT", "a' OR 1=1 --", "(x", 'x" y']
)
def test_nothing_a_user_types_is_an_error_of_the_engine(text: str) -> None:
    parse(text, 2026)


@pytest.mark.parametrize(
    "text, understood",
    [
        ("thi trước tháng 6", "thi to:31/05/2026"),
        ("trong tháng 5", "from:01/05/2026 to:31/05/2026"),
        ("deadline:6/2026", "deadline:>=01/06/2026 deadline:<=30/06/2026"),
        ("deadline:<10/6", "deadline:<=09/06/2026"),
        ('issuer:"hải dương" tri* kind:GM state:review', 'tri* issuer:"hai duong" kind:GM state:review'),
    ],
)
def test_what_was_understood_can_be_typed_again(text: str, understood: str) -> None:
    assert parse(text, 2026).understood == understood
    assert parse(understood, 2025).understood == understood
