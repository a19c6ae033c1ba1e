"""What the letter asks of those who receive it, one sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.clauses import trim
from pipeline.extract.contest.stages import FoundStage
from pipeline.extract.prose import Para, Prose
from pipeline.extract.valued import text_field
from pipeline.records.evidence import Field

_ASK = re.compile(
    r"\b(?:d[e€] ngh[il]|yeu c[a-z]{1,2}u|giao\s|kinh de nghi|100%|phai\s|bao dam|dam bao"
    r"|trien khai thuc hien|quan tam chi dao|don doc"
    r"|tuyen truyen|huong dan|dang tai|tong hop|bao cao|dang nhap|cu (?:can bo|thi sinh|doi)|pho bien"
    r"|huy dong|van dong|nop|gui)\b"
)
_ACTOR = re.compile(
    r"(?:cac |phong |trung tam|ban\b|so\b|uy ban|ubnd|cong an|truong|can bo|don vi|doan |hoi |mat tran"
    r"|van phong|tram |thu truong|lanh dao"
    r"|bi thu|chi doan|to dan pho|thon|ben canh|co quan|giao\b|yeu cau|de nghi|moi )"
)
_ASKING = re.compile(
    r"(?:de nghi|yeu cau|giao)\b[^.;]{0,160}(?:nhu sau|sau day|noi dung sau|noi dung|sau)\s*:\s*$"
)
_NO = re.compile(
    r"(?:moi tuan|trao |giai |th[a-z]{1,2}i gian|giai thuong|co cau|muc dich|can cu|thuc hien (?:cong van"
    r"|ke hoach|van ban)|duong link|ma qr|http|noi dung\s*$|gi[a-z]i nh"
    r"|doi tuong|hinh thuc|the le|lo trinh|dia diem)"
)
_CLOSING = re.compile(
    r"(?:nhan duoc [^,]{0,40},\s*)?[^.;\d%]{0,90}(?:de nghi|yeu cau)[^.;\d%]{0,120}(?:thuc hien|trien khai"
    r"|chi dao)(?: (?:nghiem tuc|tot))?$"
    r"|cac noi dung (?:khac|con lai).*"
)
"""The sentence that closes every letter and asks for nothing of its own."""
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_SHORTEST = 25
_MOST = 24


def find_requirements(prose: Prose, stages: Sequence[FoundStage]) -> tuple[Field[str], ...]:
    """Sentences that ask something of somebody, those of the stages' own sections left out."""
    sections = [(f.section.start, f.section.end) for f in stages]
    out: list[Field[str]] = []
    asked = False
    for para in prose.paras:
        folded = prose.folded[para.words : para.end]
        if any(a <= para.words < b for a, b in sections):
            continue
        if _ASKING.search(folded) or (folded.rstrip().endswith(":") and _ASK.search(folded)):
            asked = True
            continue
        if _NO.match(folded):
            continue
        for start, end in _sentences(prose, para):
            sentence = prose.folded[start:end]
            if _CLOSING.fullmatch(sentence):
                continue
            listed = asked and bool(para.mark) and bool(_ACTOR.match(sentence))
            asks = bool(_ASK.search(sentence)) and (
                listed or bool(re.search(r"d[e€] ngh[il]|yeu c|100%|\bgiao\b|phai\s", sentence))
            )
            if (asks or listed) and end - start >= _SHORTEST:
                out.append(text_field(prose.passage, (start, end), "sentence-that-asks", 0.85))
    return tuple(out[:_MOST])


def _sentences(prose: Prose, para: Para) -> Iterator[tuple[int, int]]:
    start = para.words
    for found in _SENTENCE.finditer(prose.text, para.words, para.end):
        following = prose.text[found.end()]
        if not (following.isupper() or following == "("):
            continue
        yield trim(prose, start, found.start())
        start = found.end()
    if start < para.end:
        yield trim(prose, start, para.end)
