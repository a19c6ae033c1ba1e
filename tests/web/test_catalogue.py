"""Every word of the pages stands in the catalogue, in both languages, and none stands there for nothing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from pipeline.archive import Archive
from pipeline.archive.items import EARLIER
from pipeline.errors import CongvanError
from pipeline.records.archive import State
from pipeline.records.contest import MilestoneKind
from pipeline.records.evidence import Field
from pipeline.records.letter import Letter
from pipeline.records.schedule import Verdict
from pipeline.web.fieldrows import PLAIN, SAID, SKIPPED
from pipeline.web.itemrows import OFFERED
from pipeline.web.language import CATALOGUE, Language, language_of, said, words

FOLDER = CATALOGUE.parent / "templates"
SOURCES = {p.name: p.read_text(encoding="utf-8") for p in sorted(FOLDER.glob("*.html"))}
USED = {key for text in SOURCES.values() for key in re.findall(r"\bt\.(\w+)", text)} - {"get"}
CODES = {key for key in words(Language.VI) if re.fullmatch(r"[A-Z]-[A-Z-]+", key)}
CONTACTS = {"urls", "emails", "phones"}
SPOKEN = {
    *("inbox", "search", "contests", "register"),
    *(v.value for v in Verdict),
    *(k.value for k in MilestoneKind),
    *(f"state_{s.value}" for s in (State.REVIEW, State.FILED, State.DUPLICATE)),
    *SAID,
    "not-found",
    EARLIER,
    *("yes", "no"),
    *PLAIN,
    *CODES,
    *(f"one_{name}" for name in (path.rpartition(".")[2] for path in OFFERED) if name not in CONTACTS),
}
"""Keys that the pages look up by a value."""


def labels(model: type[BaseModel]) -> Iterator[str]:
    """All names under which fields of the record can stand on the review page."""
    for name, info in model.model_fields.items():
        if name in SKIPPED or name == "evidence":
            continue
        inside = [info.annotation, *get_args(info.annotation)]
        models = [m for m in inside if isinstance(m, type) and issubclass(m, BaseModel)]
        if models or name == "co_signers":
            yield info.alias or name
        for one in models:
            if not issubclass(one, Field):
                yield from labels(one)


def test_both_languages_are_complete() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = tomllib.load(file)
    for key, both in catalogue.items():
        assert set(both) == {"vi", "en"} and both["vi"].strip() and both["en"].strip(), key
        assert unicodedata.is_normalized("NFC", both["vi"]), key


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_every_key_of_the_pages_is_there(language: Language) -> None:
    known = words(language)
    wanted = USED | SPOKEN | set(labels(Letter))
    assert not sorted(wanted - set(known))


def test_no_key_is_there_for_nothing() -> None:
    assert not sorted(set(words(Language.VI)) - USED - SPOKEN - set(labels(Letter)))


def test_templates_hold_no_words_of_their_own() -> None:
    """Vietnamese letters in a template are words that no switch can turn into English."""
    allowed = {"công", "văn", "Tiếng", "Việt", "trước", "ngày"}
    for name, text in SOURCES.items():
        found = set(
            re.findall(r"\w*[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]\w*", text)
        )
        assert found <= allowed, name


def test_scripts_are_files_only() -> None:
    for name, text in SOURCES.items():
        assert not re.search(r"\son\w+=|<script(?![^>]*\bsrc=)|\bstyle=|javascript:", text), name


def test_the_language_is_vietnamese_unless_chosen(served: Callable) -> None:
    browser = served()
    assert 'lang="vi"' in browser.client.get("/").text and "Cần xem" in browser.client.get("/").text
    page = browser.client.get("/language/en?back=/register")
    assert page.url.path == "/register" and 'lang="en"' in page.text and "To review" in page.text
    assert language_of("xx") is Language.VI


def test_errors_are_told_in_the_language_of_the_pages(served: Callable, archive: Archive) -> None:
    known = {kind.code for kind in every(CongvanError)} | {"W-LOST"}
    assert known >= CODES, "each code in the catalogue is that of an error"
    client = served().client
    page = client.get("/letters/abcdef12").text
    assert "Kho không có văn bản này" in page and "A-NOT-FOUND" in page and "congvan letters" not in page
    body = client.get("/api/search?q=from:soon").json()
    assert body["said"].startswith("Không hiểu") and body["message"] == "the search cannot be understood"
    client.get("/language/en")
    assert "There is no such letter" in client.get("/letters/abcdef12").text
    assert said("something else", Language.VI) == "something else"


def every(kind: type[CongvanError]) -> Iterator[type[CongvanError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from every(one)
