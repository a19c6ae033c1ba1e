"""Every error has a code of its own and tells the reader what to do."""

from __future__ import annotations

import pickle

import pytest

from pipeline import errors


def every(base: type[errors.CongvanError]) -> list[type[errors.CongvanError]]:
    return [base, *(leaf for child in base.__subclasses__() for leaf in every(child))]


ALL = every(errors.CongvanError)


def test_codes_are_unique() -> None:
    codes = [error.code for error in ALL]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", ALL, ids=lambda k: k.code)
def test_message_names_subject_detail_and_remedy(kind: type[errors.CongvanError]) -> None:
    error = kind("scan.pdf", "seen")
    text = str(error)
    assert text.startswith(error.code)
    assert "scan.pdf" in text and "seen" in text and error.remedy in text
    assert len(error.remedy) > 10


@pytest.mark.parametrize("kind", ALL, ids=lambda k: k.code)
def test_errors_travel_between_processes(kind: type[errors.CongvanError]) -> None:
    back = pickle.loads(pickle.dumps(kind("a", "b")))
    assert type(back) is kind and str(back) == str(kind("a", "b"))
