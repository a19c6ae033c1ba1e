"""The fixed phrases of a letter's head and foot, found even where they are misread."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extract.spelling import in_capitals
from pipeline.folding import fold

NATIONAL = "cong hoa xa hoi chu nghia viet nam"
"""Quốc hiệu, folded (ND30 PL I)."""
MOTTO = "doc lap - tu do - hanh phuc"
"""Tiêu ngữ, folded."""
PARTY = "dang cong san viet nam"
"""What stands in its place on letters of the Party."""
UNION = ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh")
"""What stands there on letters of the Youth Union, alone on its line."""

_NUMBER = re.compile(
    r"^\W{0,3}(?:[s5$][o06dbe]\s{0,2}(?:[:;]\s*|[.,]?\s*(?=\S{0,9}\s?/\s?\w)|[.,]?\s?(?=\d\S{0,6}[a-z]{2,}\s?-)"
    r"|\s(?=\d{1,5}\s?-\s?[a-z]{2,6}\s?/))"
    r"|[s5$]\w{0,2}\s?[:;.]\s*(?=\S{0,10}\s?/\s?[a-z]{2}))(?!\s*$)"
)
_ACT_NUMBER = re.compile(r"^(?:bo )?(?:luat|nghi quyet|phap lenh)\s+so\s*:?\s*\d{1,3}/")
_BARE_CODE = re.compile(r"^\W{0,2}(?:\d{1,5}|[.…_\s]{2,})\s*/\s*[a-zđ]{1,}", re.IGNORECASE)
_DATE = re.compile(
    r"(?:ng[aàà]y|ng\wy)(?![^\W\d_])\W{0,4}.{0,14}?\s*(?:[tlfi1]?h[aáàảắâ]ng|th\wng).{0,10}?\s*(?:n[aă]m|n\wm|[^\W\d_]{1,3}m(?=\s*(?:19|20)\d\d))",
    re.IGNORECASE,
)
_TO = re.compile(r"^\W{0,3}(?:k[iíì1l]nh\s?g[uưứửừ]\w{1,2}|kg)\s*[:;.]", re.IGNORECASE)
_WIRED = re.compile(
    r"^\W{0,3}(?:chu tich|thu tuong|uy ban|bo truong|truong ban|ban |giam doc)[^,;.]{0,80}\bdien\s*:\s*$"
)
"""`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:` stands in urgent telegrams for `Kính gửi:`."""
_ABOUT = re.compile(r"^\W{0,3}(?:[vw]\s*[/il1]\s*[vw]\b|[vw]\s?/(?=\s))\W{0,3}", re.IGNORECASE)
_SIGNED_ELECTRONICALLY = re.compile(
    r"^\W*(?:nguoi k\w{1,2}\b(?! khai| thu)|ky boi|duoc ky|ky so|\w?co quan\s*:|thoi gian ky|ngay ky"
    r"|email\s*:|chuc vu\s*:"
    r"|digitally signed|signature not|date\s*:|location\s*:|reason\s*:)"
)
_FURNITURE = re.compile(r"^\W{0,3}(?:\d{1,2}\W{0,3}|\d{3}(?![.,;]|\W*/)\W{0,3})$")


@dataclass(frozen=True)
class Found:
    """Where a phrase lies in a line, and how well it fits (0..1)."""

    start: int
    end: int
    score: float


def phrase(line: str, needle: str, floor: float = 0.78) -> Found | None:
    """Best place of a folded phrase in a line; None below `floor`."""
    folded = fold(line)
    if len(folded) < 0.6 * len(needle):
        return None
    if len(folded) <= len(needle) * 1.15:
        score = fuzz.ratio(folded, needle) / 100
        return Found(0, len(line), score) if score >= floor else None
    found = fuzz.partial_ratio_alignment(needle, folded, score_cutoff=floor * 100)
    if found is None:
        return None
    return Found(found.dest_start, found.dest_end, found.score / 100)


def national(line: str) -> Found | None:
    """`CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, or the Party's or Youth Union's name in its place."""
    if not in_capitals(line, 0.6):
        return None
    return phrase(line, NATIONAL) or phrase(line, PARTY, 0.85) or _union(line)


def _union(line: str) -> Found | None:
    folded = fold(line).strip()
    score = max(fuzz.ratio(folded, name) for name in UNION) / 100
    return Found(0, len(line), score) if score >= 0.92 else None


def union(line: str) -> bool:
    """The Youth Union's name, which stands over both columns of its letters."""
    return in_capitals(line, 0.6) and any(phrase(line, name, 0.9) for name in UNION)


def motto(line: str) -> Found | None:
    """`Độc lập - Tự do - Hạnh phúc`."""
    return phrase(line, MOTTO, 0.74)


def number(line: str) -> re.Match[str] | None:
    """`Số:` at the start of a line (after `Luật`, `Nghị quyết` in acts), or a bare code without label."""
    return _label(line) or _BARE_CODE.match(line)


def labelled(line: str) -> bool:
    """Does a line begin with `Số`, not with a bare code?"""
    return _label(line) is not None


def _label(line: str) -> re.Match[str] | None:
    if re.match(r"^\W*s\w{1,2}(?!\s?[:;])", line):
        return None  # `số 12/QĐ-…` goes on with a sentence
    return _NUMBER.match(fold(line)) or _ACT_NUMBER.match(fold(line))


def date_line(line: str) -> re.Match[str] | None:
    """`ngày … tháng … năm` anywhere in the line, blanks and misread letters allowed."""
    return _DATE.search(line)


def to(line: str) -> re.Match[str] | None:
    """`Kính gửi:` at the start of a line."""
    folded = fold(line)
    found = _TO.match(folded) or (_WIRED.match(folded) if in_capitals(line, 0.6) else None)
    if found:
        return found
    words = folded.lstrip(" -–.*_'\"").split()
    if len(words) < 2 or "ngay" in words:
        return None
    first, second = words[0], words[1].rstrip(":;.,")
    labelled = len(words) == 2 or ":" in folded[:14]
    if not labelled or not 2 <= len(second) <= 4 or second[0] not in "gqc":
        return None
    if fuzz.ratio(first, "kinh") >= 70 and fuzz.ratio(second, "gui") >= 60:
        return re.match(r"^\W*\S+\s+\S+?(?:\s*[:;.]|(?=\s)|$)", line)
    return None


def about(line: str) -> re.Match[str] | None:
    """`V/v` at the start of a line."""
    return _ABOUT.match(fold(line))


_RECEIVES = re.compile(
    r"(?:mau|bai|san pham|ho so|tac pham|du thi|phieu|hien vat|giai|qua|tin|dang ky|don|ban|file|clip|video"
    r"|sach|anh|tranh|danh sach|bao cao|y kien|phan anh)\b|(?:[a-z]+ ){1,4}[a-z]+ ?:"
)


def distribution(line: str) -> re.Match[str] | None:
    """`Nơi nhận:` at the start of a line, its first letter possibly lost."""
    folded = fold(line).lstrip(" -–.*_'\"|,`")
    offset = len(line) - len(folded)
    words = folded.split()
    if len(words) == 1 and words[0].endswith(":") and fuzz.ratio(words[0].rstrip(":"), "noinhan") >= 80:
        return re.compile(r"\s*\S+").match(line, offset)
    if len(words) < 2:
        return None
    head = " ".join(words[:2]).rstrip(":;.,")
    if fuzz.ratio(head, "noi nhan") < 74 or len(head) < 6:
        return None
    if min(fuzz.ratio(words[0], "noi"), fuzz.ratio(words[1].rstrip(":;.,"), "nhan")) < 60:
        return None  # `Thời hạn:` resembles the whole, not its words
    if len(words) > 2 and words[1].isalpha() and _RECEIVES.match(" ".join(words[2:])):
        return None  # `Nơi nhận bài dự thi: …` is a sentence of the body
    if not (words[1][-1] in ":;.," or len(words) == 2 or words[2][0] in ":;" or line[offset:][:1] == "N"):
        return None
    return re.compile(r"\s*\S+\s+\S+?(?:\s*[:;.]|(?=\s)|$)").match(line, offset)


def electronic_signature(line: str) -> bool:
    """A line of the block that a digital signature prints on the page."""
    return bool(_SIGNED_ELECTRONICALLY.match(fold(line)))


def furniture(line: str) -> bool:
    """A page number standing alone."""
    return bool(_FURNITURE.match(line))
