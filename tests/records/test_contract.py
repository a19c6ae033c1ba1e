"""The record's keys and shapes are a promise to everyone outside."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records.contest import Contact, Contest, Milestone, Moment, Prize, Quota, Stage
from pipeline.records.evidence import Box, Evidence, Field, around
from pipeline.records.letter import Arrival, Citation, Deadline, Letter, Signer
from pipeline.records.page import Line, Page, Source, Word

LETTER_KEYS = {
    *(
        "schema",
        "source",
        "kind",
        "parent_agency",
        "issuer",
        "number",
        "symbol",
        "code",
        "place",
        "issued_on",
    ),
    *("urgency", "secrecy", "subject", "addressees", "distribution", "signer", "citations", "deadlines"),
    *("arrival", "attachments", "contest", "is_draft", "findings", "text", "also"),
}
SHAPES = {
    Signer: {"capacity", "for", "title", "name"},
    Citation: {"kind", "code", "issued_on", "issuer", "subject"},
    Deadline: {"what", "relation", "date", "to"},
    Arrival: {"office", "number", "date"},
    Stage: {"index", "label", "name", "start", "end", "mode", "text"},
    Milestone: {"kind", "what", "start", "end", "on", "before", "stage"},
    Prize: {"rank", "count", "value_vnd", "certificate"},
    Quota: {"take", "out_of", "unit", "stage"},
    Contest: {
        *("name", "campaign", "root", "period", "stages", "milestones", "prizes", "contacts"),
        *("audience", "quotas", "requirements"),
    },
}


def letter() -> Letter:
    source = Source(name="a.pdf", sha256="0" * 64, media_type="application/pdf", pages=1, read_as="scan")
    due = Deadline(date=Field[Moment](value=dt.datetime(2026, 6, 5, 17, 0), confidence=0.9, rule="prose"))
    issued = Field[dt.date](value=dt.date(2026, 5, 29), raw="29 tháng 5", confidence=1, rule="date-line")
    return Letter(source=source, issued_on=issued, deadlines=(due,), contest=Contest(), also=())


def test_letter_prints_the_promised_keys() -> None:
    printed = json.loads(letter().model_dump_json())
    assert set(printed) >= LETTER_KEYS
    assert printed["schema"] == "congvan.letter/1"
    assert printed["issued_on"]["value"] == "2026-05-29"
    assert printed["deadlines"][0]["date"]["value"] == "2026-06-05T17:00:00"
    field = printed["issuer"]
    assert set(field) == {"value", "raw", "confidence", "rule", "evidence", "alternatives"}
    assert field["value"] is None and field["rule"] == "not-found"


def test_parts_have_the_promised_keys() -> None:
    for model, keys in SHAPES.items():
        names = {info.alias or name for name, info in model.model_fields.items()}
        assert names >= keys, model.__name__


def test_contact_says_where_it_was_seen() -> None:
    assert json.loads(Contact(value="https://a.vn").model_dump_json())["seen"] == "printed"


def test_letter_survives_json() -> None:
    assert Letter.model_validate_json(letter().model_dump_json()) == letter()


def test_evidence_prints_only_what_is_known() -> None:
    assert json.loads(Evidence(page=1, box=Box(0, 0, 1, 1)).model_dump_json()) == {
        "page": 1,
        "box": [0, 0, 1, 1],
    }
    assert json.loads(Evidence(page=2, span=(3, 5)).model_dump_json()) == {"page": 2, "span": [3, 5]}


WORDS = st.lists(st.text("aăâđêôơư1/", min_size=1, max_size=5), min_size=1, max_size=5)


@given(st.lists(st.tuples(WORDS, st.integers(0, 3)), max_size=6))
def test_line_starts_point_at_the_lines(rows: list[tuple[list[str], int]]) -> None:
    lines = tuple(Line(words=tuple(Word(text=t) for t in words), block=block) for words, block in rows)
    page = Page(number=1, lines=lines)
    for line, start in zip(page.lines, page.line_starts(), strict=True):
        assert page.text[start : start + len(line.text)] == line.text


def test_locate_turns_boxes_back() -> None:
    upside_down = Page(number=1, to_source=(-1, 0, 1, 0, -1, 1, 0, 0, 1))
    box = upside_down.locate(Box(0.1, 0.2, 0.3, 0.4))
    assert [round(v, 6) for v in box] == [0.7, 0.6, 0.9, 0.8]


def test_around_ignores_missing_boxes() -> None:
    assert around([None, Box(0, 0, 0.5, 0.5), Box(0.25, 0.25, 1, 0.75)]) == Box(0, 0, 1, 0.75)
    assert around([None]) is None
