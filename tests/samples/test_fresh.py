"""Families told by templates: what is printed and what the record says are the same days, sums and names."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from training.letters import any_sheet, cast, compose, pages_of
from training.letters.compose import FAMILIES, Family
from training.letters.fresh import issuers, templates
from training.letters.fresh.templates import FILES, template

OWN = tuple(family for family in FAMILIES if family in FILES)
FORMS = [pytest.param(t, id=t["id"]) for family in OWN for t in templates(family)]
LETTERS = [(family, seed) for family in OWN for seed in range(2 * len(templates(family)))]


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


@pytest.mark.parametrize("family", OWN)
def test_there_are_many_templates_and_each_has_its_turn(family: Family) -> None:
    ids = [t["id"] for t in templates(family)]
    assert len(ids) == len(set(ids)) >= 40
    assert {template(seed, family)["id"] for seed in range(len(ids))} == set(ids)


@pytest.mark.parametrize("form", FORMS)
def test_every_day_printed_is_in_the_record_or_named_a_trap(form: dict[str, Any]) -> None:
    """Forgetting a day in the truth, or promising one that is not printed, fails here."""
    names = {line.split()[0] for line in (*form["days"], *form.get("past", ()), *form.get("times", ()))}
    text = " ".join(strings([form["body"], form.get("appendix", [])]))
    printed = set(re.findall(r"\{([a-z]\w*)(?::\w+)?\}", text)) & names
    assert printed == names
    # A stage is [label, name, start, end, vague], a milestone [kind, how, when...], a deadline
    # [relation, when].
    rows = [s[2:4] for s in form.get("stages", ())] + [m[2:] for m in form.get("milestones", ())]
    rows += [d[1:] for d in form.get("deadlines", ())] + [form.get("period", [])]
    told = {word for row in rows for note in row for word in note.split() if word != "-"}
    assert told | set(form.get("traps", ())) == names
    assert not told & set(form.get("traps", ()))


@pytest.mark.parametrize("form", FORMS)
def test_every_sum_count_and_contact_printed_is_in_the_record(form: dict[str, Any]) -> None:
    text = " ".join(strings([form["body"], form.get("appendix", [])]))
    places = set(re.findall(r"\{(\w+)(?::\w+)?\}", text))
    told = {x for p in form.get("prizes", ()) for x in p[1:3] if isinstance(x, str) and x != "-"}
    told |= {x for q in form.get("quotas", ()) for x in q[:2] if isinstance(x, str) and x != "-"}
    loose = {"v0"} if form["id"] == "startup-idea-vague-final" else set()  # a loan beside the prizes
    assert {p for p in places if re.fullmatch(r"[vn]\d|[qQ]", p)} == told | loose
    contacts = {"url", "url2", "site", "email", "phone", "phone2"}
    assert places & contacts == set(form.get("contacts", ()))


@pytest.mark.parametrize(("family", "seed"), LETTERS)
def test_expected_values_stand_on_the_page(family: Family, seed: int) -> None:
    letter = compose(seed, family)
    text = squeeze("".join(p.text for p in pages_of(letter, any_sheet(random.Random(seed)))))
    expected, contest = letter.expected, letter.expected["contest"]
    wanted = [expected["subject"], expected["place"], expected["signer"]["name"], expected["signer"]["title"]]
    wanted += [expected["code"] or expected["symbol"], *expected["addressees"], *expected["distribution"]]
    wanted += [c["code"] for c in expected["citations"]]
    wanted += [contest[k] for k in ("name", "campaign", "audience") if contest[k]]
    wanted += [x for some in contest["contacts"].values() for x in some]
    wanted += [s[k] for s in contest["stages"] for k in ("label", "name", "text") if s[k]]
    wanted += [p[k] for p in contest["prizes"] for k in ("rank", "certificate") if p[k]]
    wanted += [d["relation"] for d in expected["deadlines"]]
    for value in wanted:
        assert squeeze(value) in text, value


@pytest.mark.parametrize(("family", "seed"), LETTERS)
def test_days_of_the_record_are_in_order(family: Family, seed: int) -> None:
    contest = compose(seed, family).expected["contest"]
    spans = [*contest["stages"], *contest["milestones"], contest["period"] or {}]
    for span in spans:
        if span.get("start") and span.get("end"):
            assert span["start"] <= span["end"]
    starts = [s["start"] for s in contest["stages"] if s["start"]]
    assert starts == sorted(starts)


def test_no_phrase_or_name_of_the_other_families() -> None:
    others = {s for f in ("train", "test", "held") for s in strings(cast.load(f))}
    phrases = {n: {s for f in FILES[n] for s in strings(cast.load(f"{n}/{f}")) if len(s) > 45} for n in OWN}
    names = {n: {x for t in templates(n) for x in t.get("names", t.get("names_bare", ()))} for n in OWN}
    for own in (phrases, names):
        assert all(not own[a] & own[b] for a, b in itertools.combinations(OWN, 2))
        assert not any(told & others for told in own.values())
    assert all(len(told) > 250 for told in phrases.values())


def test_text_is_composed_unicode() -> None:
    for family, files in FILES.items():
        for name in (*files, "bodies"):
            for text in strings(cast.load(f"{family}/{name}")):
                assert unicodedata.is_normalized("NFC", text), text


def test_bodies_of_all_families_have_keys_of_their_own_and_write() -> None:
    keys = [b["key"] for family in FILES for b in cast.load(f"{family}/bodies")["body"]]
    assert len(keys) == len(set(keys)) == len(issuers.bodies())
    assert set(keys) <= {k for family in OWN for t in templates(family) for k in t["from"]}


def test_youth_union_has_its_own_banner_and_number() -> None:
    letter = next(x for x in (compose(s, "fresh") for s in range(60)) if x.head.banner and x.expected["code"])
    right = [line.text for line in pages_of(letter)[0].lines if line.zone == "head-right"]
    assert right == ["ĐOÀN TNCS HỒ CHÍ MINH"]
    assert re.fullmatch(r"\d+-(CV|KH|TB)/\w+", letter.expected["code"])


def test_last_capacity_of_a_signature_counts() -> None:
    signed = issuers.signature(["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
    assert (signed.capacity, signed.for_, signed.title) == ("KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert issuers.signature(["HIỆU TRƯỞNG"]).capacity is None


@pytest.mark.parametrize("family", OWN)
def test_family_has_no_other_letters(family: Family) -> None:
    with pytest.raises(ValueError, match="contest letters only"):
        compose(1, family, only="ordinary")
