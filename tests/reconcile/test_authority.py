"""Which dates hold, and who says so."""

from __future__ import annotations

from typing import Any

from pipeline.reconcile import compare
from pipeline.records.schedule import (
    Member,
    StageComparison,
    Verdict,
)
from tests.reconcile.compared import d, holds
from tests.reconcile.invented import (
    NAME,
    ROOT,
    cite,
    commune,
    member,
    root_cited,
    stage,
)


def row_of(members: list[Member]) -> StageComparison:
    (contest,) = compare(members).contests
    return contest.stages[0]


def one(span: tuple[Any, Any], sure: float = 0.95) -> dict[str, Any]:
    return {"stages": (stage(1, "Gửi ý tưởng", span, sure=sure),)}


SHORT, LONG = ("1/4/2026", "20/4/2026"), ("1/4/2026", "22/4/2026")


def test_majority_then_latest() -> None:
    a = commune("a", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    b = commune("b", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(LONG))
    c = commune("c", "xã Gia Phú", "3/UBND", "7/3/2026", **one(SHORT))
    assert holds(row_of([a, b, c]))[1:3] == (d(20, 4), "majority")
    assert holds(row_of([a, b]))[1:] == (d(22, 4), "latest", "b")


def test_drafts_and_doubtful_readings_weigh_less() -> None:
    sure = commune("sure", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    draft = commune("draft", "xã Bắc Hà", None, None, draft=True, **one(LONG))
    doubtful = commune("doubtful", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(LONG, sure=0.4))
    for other in (draft, doubtful):
        assert holds(row_of([sure, other]))[1:] == (d(20, 4), "majority", "sure")


def test_higher_body_where_the_root_is_missing() -> None:
    low = [commune(f"low{i}", p, f"{i}/UBND", "6/3/2026", **one(SHORT)) for i, p in
           enumerate(("xã Bát Xát", "xã Bắc Hà", "xã Gia Phú"), 1)]  # fmt: skip
    high = member("high", "Ủy ban nhân dân tỉnh Lào Cai", "8/UBND-VX", "5/3/2026", NAME, root=ROOT,
                  cites=(root_cited(),), **one(LONG))  # fmt: skip
    assert holds(row_of([*low, high]))[1:] == (d(22, 4), "higher-body", "high")


def test_another_letter_of_the_roots_author_counts_as_origin() -> None:
    low = [commune(f"low{i}", p, f"{i}/UBND", "16/3/2026", **one(SHORT)) for i, p in
           enumerate(("xã Bát Xát", "xã Bắc Hà"), 1)]  # fmt: skip
    author = member("author", "Sở Khoa học và Công nghệ tỉnh Lào Cai", "933/SKHCN-CĐS", "5/3/2026", NAME,
                    root=ROOT, cites=(root_cited(),), **one(LONG))  # fmt: skip
    row = row_of([*low, author])
    assert holds(row)[1:] == (d(22, 4), "root-letter", "author")
    assert row.proposed is not None and ROOT in row.proposed.reason


def test_a_commune_cannot_extend_what_the_department_set() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    low = commune(
        "low", "xã Bát Xát", "1/UBND", "6/4/2026", subject=f"gia hạn Cuộc thi “{NAME}”", **one(LONG)
    )
    row = row_of([root, low])
    assert holds(row)[1:] == (d(20, 4), "root-letter", "root")
    assert row.proposed is not None
    assert [(s.letter, s.accepted) for s in row.proposed.chain] == [("low", False)]
    assert "may not change" in row.proposed.chain[0].note


def test_an_extension_known_only_second_hand() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    word = cite("1120/SKHCN-CĐS", "5/4/2026", "Sở Khoa học và Công nghệ", "gia hạn Cuộc thi")
    low = commune("low", "xã Bát Xát", "1/UBND", "6/4/2026", cites=(word, root_cited()), **one(LONG))
    row = row_of([root, low])
    assert holds(row)[1:] == (d(22, 4), "extension", "low")
    assert row.proposed is not None and "1120/SKHCN-CĐS itself is not at hand" in row.proposed.reason


def test_extension_after_extension() -> None:
    def moved(id: str, code: str, issued: str, end: str, what: str) -> Member:
        return member(id, "Sở Khoa học và Công nghệ", code, issued, NAME, root=ROOT, cites=(root_cited(),),
                      subject=f"{what} Cuộc thi “{NAME}”",
                      stages=(stage(1, "Gửi ý tưởng", (None, end)),))  # fmt: skip

    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(SHORT))
    first = moved("first", "1001/SKHCN-CĐS", "10/4/2026", "30/4/2026", "lùi thời gian")
    second = moved("second", "1002/SKHCN-CĐS", "20/4/2026", "10/5/2026", "điều chỉnh kế hoạch")
    row = row_of([second, root, first])
    assert holds(row) == (d(1, 4), d(10, 5), "extension", "second")
    assert row.proposed is not None
    assert [s.letter for s in row.proposed.chain] == ["first", "second"]


def test_a_commune_corrects_its_own_letter_and_nobody_elses() -> None:
    other = commune("other", "xã Bắc Hà", "2/UBND", "9/3/2026", **one(SHORT))
    wrong = commune("wrong", "xã Bát Xát", "41/UBND", "6/3/2026", **one(LONG))
    code = "41/UBND"
    cites = (cite(code), root_cited())
    subject = f"đính chính Công văn số {code}"
    right = commune(
        "right", "xã Bát Xát", "44/UBND", "16/3/2026", root=code, cites=cites, subject=subject, **one(SHORT)
    )
    row = row_of([other, wrong, right])
    assert row.verdict is Verdict.CONFLICT, "what was printed is compared"
    assert holds(row)[1:3] == (d(20, 4), "majority")
    assert [c.letter for c in row.claims if c.superseded] == ["wrong"]


def test_a_recalled_letter_no_longer_counts() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME, **one(LONG))
    low = commune("low", "xã Bát Xát", "1/UBND", "6/3/2026", **one(SHORT))
    recall = member("recall", "Sở Khoa học và Công nghệ", "950/SKHCN-CĐS", "5/3/2026",
                    subject=f"thu hồi Công văn số {ROOT}", cites=(root_cited(),),
                    text=(f"Sở thu hồi Công văn số {ROOT} ngày 2/3/2026.",))  # fmt: skip
    assert holds(row_of([root, low]))[1:] == (d(22, 4), "root-letter", "root")
    assert holds(row_of([root, low, recall]))[1::2] == (d(20, 4), "low")


def test_an_extension_of_what_nobody_prints() -> None:
    root = member("root", "Sở Khoa học và Công nghệ", ROOT, "2/3/2026", NAME)
    moved = member("moved", "Sở Khoa học và Công nghệ", "1001/SKHCN-CĐS", "10/4/2026", NAME, root=ROOT,
                   cites=(root_cited(),), subject=f"gia hạn Cuộc thi “{NAME}”", **one(LONG))  # fmt: skip
    assert holds(row_of([root, moved]))[1:] == (d(22, 4), "extension", "moved")
