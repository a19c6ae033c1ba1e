"""Which letter launched the contest: the cited one whose subject is the contest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract import codes
from pipeline.extract.contest.naming import NOUN
from pipeline.extract.passage import Passage
from pipeline.extract.plain import plain
from pipeline.extract.spelling import squeeze
from pipeline.extract.valued import field_of
from pipeline.records.evidence import Field
from pipeline.records.letter import Citation

_ABOUT = re.compile(
    r"(?:v[a-z] vi[a-z]{1,2}c|ve\s|v/v|trien khai|phat dong|to chuc|ban hanh|huong ung|the le|ke hoach)"
)
_LAUNCH = re.compile(
    r"(?:phat dong|to chuc|trien khai|ban hanh|the le|ke hoach|tham gia|huong ung|dieu chinh"
    r"|gia han)"
)
_FOLLOWS = re.compile(r"\b(?:huong dan|trien khai|huong ung|tham gia|phoi hop|dang ky)\b")
"""What a letter does that hands a contest on, not one that launches it."""
_NOUN = re.compile(NOUN)
_BEFORE = re.compile(NOUN + r"[^.;]{0,150}\b(?:tai|theo|kem theo|ban hanh)\b[^.;,]{0,40}$")
"""`Cuộc thi … phát động tại Kế hoạch số …`: the contest told before the code."""
_LAUNCHED_BY = re.compile(
    NOUN + r"[^.;]{0,150}\b(?P<verb>phat dong|to chuc|mo)\s(?:tai|theo|kem theo|bang)\b[^.;,]{0,40}$"
    r"|(?:ke hoach|quyet dinh|cong van|the le|thong bao)\s[^.;]{0,60}" + NOUN + r"[^.;]{0,120}\(\s?so\s?$"
)
_ISSUER = re.compile(
    r"(?:ban (?:to chuc|chi dao|giam khao)|to thu ky|hoi dong(?: thi)?|ban hanh kem theo the le) $"
)
"""`của Ban Tổ chức Cuộc thi … về việc thành lập …`: the contest in an issuer's name."""
_OTHER = re.compile(
    r";|\.\s(?=[^\d])|\bcan cu\b|,\s(?:va )?(?:de|nham)\s"
    r"|,\s(?:so|ubnd|uy ban|ban|phong|truong|hoi|doan|lien doan|trung tam|cuc|chi cuc|cong doan"
    r"|bo)\s[^;]{0,90}?"
    r"\b(?:to chuc|ban hanh|phat dong|thong bao|xay dung|moi|mo|chu tri|phoi hop|keu goi|de nghi|huong dan"
    r"|yeu cau|gioi thieu|thong tin)\b"
)
"""Where the words about a cited document end: the next sentence, or the letter's own deed."""


_LAW = re.compile(r"/\d{4}/\w+|[/-](?:TTr|BC|GM|BB)\b")
"""`22/2019/TT-BGDĐT`: rules for all contests of a kind launch none."""
_ACTOR = re.compile(
    r"(?:^|\s)(?:so|ubnd|uy ban nhan dan|ban|phong|truong|hoi|doan|lien doan|trung tam|cuc|chi cuc"
    r"|cong doan|bo|thu vien|bao tang|bao|dai|nha van hoa|nha thieu nhi|benh vien|hoc vien|dai hoc"
    r"|cong ty|tong cong ty|chi doan|mat tran|toa soan|vien|kho bac|cong an)"
    r"\s[^;]{0,90}?"
    r"\b(?:to chuc|phat dong|ban hanh|thong bao|xay dung|trien khai|moi|mo|chu tri|phoi hop|keu goi"
    r"|khoi dong)\b"
)


_NEXT = re.compile(
    r",\s(?:tiep noi|nham|huong ung|thuc hien|lien minh|thu vien|nha truong|hiep hoi|vien"
    r"|cong ty)\b[^;]{0,110}$"
)
_OF_ALL_LEVELS = re.compile(r"[^,;.\"]{0,50}\bcac cap\b")
"""`Hội thi nhà nông các cấp`: contests of a kind, not this one."""


def _own_deed(lead: str) -> bool:
    """Do the words between a code and the contest pass from the cited paper to the letter's own deed?"""
    about = re.search(r"\bve\s(?:viec\s)?", lead)
    if _NEXT.search(lead, about.end() if about else 0):
        return True
    if about is None:
        return bool(re.search(r",\s*\S", lead)) and bool(_ACTOR.search(lead))
    return bool(_ACTOR.search(lead, about.end()))


def find_root(passage: Passage, citations: Sequence[Citation]) -> Field[str]:
    """The code of the first cited document that is told to be about the contest.

    A letter that cites none launches the contest itself: the value is empty, the rule `launched-here`.
    """
    folded = plain(passage.text)
    found = codes.find(passage.text)
    best: tuple[float, int] | None = None
    for i, (code, (_, end)) in enumerate(found):
        if _LAW.search(code.text or ""):
            continue
        limit = found[i + 1][1][0] if i + 1 < len(found) else len(folded)
        about = folded[end : min(limit, end + 320)]
        stop = _OTHER.search(about)
        about = about[: stop.start()] if stop else about
        before = folded[max(found[i - 1][1][1] if i else 0, found[i][1][0] - 200) : found[i][1][0]]
        if (launched := _LAUNCHED_BY.search(before)) is not None:
            score = 4.0 if launched["verb"] == "phat dong" else 3.0
            best = best if best is not None and best[0] >= score else (score, i)
            continue
        noun = next((m for m in _NOUN.finditer(about) if not _ISSUER.search(about[: m.start()])), None)
        if noun is None:
            if _BEFORE.search(before) and (best is None or best[0] < 1.2):
                best = (1.2, i)
            continue
        lead = about[: noun.start()]
        if _own_deed(lead):
            continue
        if _OF_ALL_LEVELS.match(about, noun.end()):
            continue
        score = 1.0 + bool(_ABOUT.search(lead)) + 0.5 * bool(_LAUNCH.search(lead)) - noun.start() / 1000
        score -= 0.4 * bool(_FOLLOWS.search(lead))
        if best is None or score > best[0]:
            best = (score, i)
    if best is None:
        return Field[str](rule="launched-here")
    code, span = found[best[1]]
    value = code.text or passage.text[slice(*span)]
    known = next(
        (c.code.value for c in citations if c.code.value and squeeze(c.code.value) == squeeze(value)), None
    )
    return field_of(passage, span, known or value, "cited-as-the-contest's-letter", 0.93)
