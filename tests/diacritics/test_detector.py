from __future__ import annotations

import unicodedata

import pytest

from pipeline.diacritics import TextKind, detect, recover_text
from pipeline.diacritics.legacy import decode
from pipeline.diacritics.letters import fold
from tests.diacritics.samples import CLEAN, MISREAD


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CLEAN, TextKind.CLEAN),
        (fold(CLEAN), TextKind.STRIPPED),
        (MISREAD, TextKind.WRONG_LANGUAGE),
        ("", TextKind.EMPTY),
        (" \n\n ", TextKind.EMPTY),
        ("12/2026", TextKind.UNKNOWN),
        ("The committee shall publish the results of every round within fourteen days.", TextKind.UNKNOWN),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc", TextKind.TCVN3),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc", TextKind.VNI),
    ],
)
def test_kinds(text: str, kind: TextKind) -> None:
    assert detect(text).kind is kind


def test_only_clean_text_is_readable() -> None:
    assert detect(CLEAN).readable
    assert not detect(MISREAD).readable
    assert not detect(fold(CLEAN)).readable


def test_normal_forms_are_judged_alike() -> None:
    assert detect(unicodedata.normalize("NFD", CLEAN)) == detect(CLEAN)


def test_a_garbled_head_over_a_clean_body_is_mixed() -> None:
    head = MISREAD[: MISREAD.index("Kinh gui")]
    body = CLEAN[CLEAN.index("Thực hiện") :]
    verdict = detect(head * 3 + "\n" + body)
    assert verdict.kind is TextKind.MIXED


def test_old_encodings_are_decoded_not_guessed() -> None:
    recovery = recover_text("Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc")
    assert recovery.text == "Cộng hoà xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc"
    assert {c.rule for c in recovery.changes} == {"legacy-tcvn3"}


def test_capitals_of_tcvn3_stand_in_a_font_of_their_own() -> None:
    assert decode("QUYÕT ®ÞNH", "tcvn3") == "QUYẾT định".replace("định", "ĐỊNH")
