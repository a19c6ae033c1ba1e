"""What the contest is called, and the movement or campaign it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.extract.passage import Passage
from pipeline.extract.plain import plain, plain_lines
from pipeline.extract.valued import field_of, squash
from pipeline.records.evidence import Alternative, Field

NOUN = (
    r"(?:c[a-z]{1,3}c thi(?! hanh)|h[a-z]{1,2}i thi(?! hanh)|h[a-z]{1,2}i thao|lien hoan|giai(?= \")|hoi dien"
    r"|giai (?:chay|bong|viet da|co\b|cau long|bao chi"
    r"|thi dau|the thao|vo dich|dua|ban sung|boi|quan vot|pickleball|xe dap|thuong)|olympic|san choi"
    r"|giai(?= (?:sang kien|sang tac|sang tao|van hoc|van nghe|nhiep anh|hoi hoa|am nhac|tieng hat|viet)"
    r"[a-z ]{0,25}\")"
    r"|giai(?=(?: [a-z]+){1,5} \"[^\"]{4,}\")|hoi (?:dien|khoe)(?= )"
    r"|c[a-z]{1,3}c van dong sang tac"
    r"|dot thi dua|ky thi(?= (?:olympic|hoc sinh gioi|tay nghe))|cuoc binh chon|cuoc sang tac)"
)
"""What contests are called by kind: `cuộc thi`, `hội thi`, `giải bóng đá`, `liên hoan`."""
MOVEMENT = (
    r"(?:phong tr[a-z]{1,2}o(?: thi dua)?|c[a-z]{1,3}c van dong(?! sang tac)|chien dich|chuong trinh"
    r"|thang hanh dong|dot (?:thi dua|van dong|phat dong|sinh hoat chinh tri)|de an)"
)
"""What a contest may belong to: `phong trào`, `cuộc vận động`, `chương trình`."""
_QUOTED = (
    r"[\s:,]{0,3}(?:tim hieu\s|truc tuyen\s|viet\s"
    r"|[a-z]{2,8}\s){0,5}?(?P<open>[\"'])(?P<quoted>[^\"]{4,170}?)(?:\"|(?=[;]))"
)
_NAME = re.compile(NOUN + _QUOTED)
_TOLD_LONG = re.compile(
    NOUN + r"(?:(?:,?\s(?!(?:do|tai|tren|theo|voi|trong|nham|huong ung|phat dong|to chuc|chu de"
    r"|phong trao|chuong trinh|chien dich|de an|cuoc van dong"
    r"|thong diep|mang|duoc)\b)(?:[a-z0-9-]+|\([a-z ]{2,20}\))){1,14})"
    r"\s\"(?P<quoted>[^\"]{4,170}?)\""
)
"""`Cuộc thi khởi nghiệp đổi mới sáng tạo “…”`: what kind of contest it is, told at length before the name."""
_TITLED = re.compile(
    r"(?:\bten(?: goi)?(?: chinh thuc)?(?: cua)? (?:cuoc thi|hoi thi|hoi thao|giai|lien hoan|san choi"
    r"|chuong trinh)"
    r"|(?:cuoc thi|hoi thi|hoi thao|lien hoan|san choi|giai)(?: nay)? (?:duoc )?(?:mang|lay|co|dat"
    r"|goi)(?: ten)(?: goi)?(?: chinh thuc)?)"
    r"(?: la)?\s*[:|]?\s*(?:\"(?P<quoted>[^\"]{4,170})\"|(?P<bare>[^\W\d][^\".;:(|\n]{5,120}))"
)
"""`Tên cuộc thi: …`, `Hội thi mang tên …`: the name told as such."""
_CAMPAIGN_BARE = re.compile(
    r"\b(?:c[a-z]{1,3}c van dong(?! sang tac)|phong tr[a-z]{1,2}o(?: thi dua)?|chien dich)\s"
    r"(?P<quoted>[^\W\d][^\".;:,()\n]{8,90}?)"
    r"(?=\s*(?:[.;:,(\n]|$)|\s(?:do|tren dia ban|nam 20\d\d|giai doan|nham|tai|cua|duoc|va)\b)"
)
"""`Cuộc vận động Toàn dân đoàn kết …`: a name without quotes, with its capital."""
_CAMPAIGN = re.compile(MOVEMENT + _QUOTED.replace("{4,170}", "{4,90}"))
_BARE = re.compile(NOUN + r"\s(?=[^\s\";:.()])")
_BARE_END = re.compile(
    r"\s*(?:[;:.(\"]|$)|,?\s(?P<word>do|nham|theo|voi|tren dia ban|nhu sau|kinh|de nghi|yeu cau|kinh moi"
    r"|tran trong|nam hoc|thi sinh|gom|bao gom|trong (?:hai|thoi|cac)"
    r"|tu ngay|den|duoc|cu the|da|se|tai|dien ra|dam bao|thiet thuc|gop phan|gui)\b|\s(?=nam 20\d\d)"
)
_LONGEST_BARE = 150
_SPELT = {
    "do": "do", "nham": "nhằm", "theo": "theo", "voi": "với", "den": "đến", "da": "đã", "se": "sẽ",
    "gui": "gửi", "tai": "tại", "kinh": "kính", "de": "đề", "yeu": "yêu", "nhu": "như", "gom": "gồm",
    "bao": "bao", "tran": "trân", "thi": "thí", "trong": "trong", "gop": "góp", "tu": "từ", "dam": "đảm",
    "cu": "cụ", "dien": "diễn",
}  # fmt: skip
"""Words after a bare name as they are spelt: `đồ chơi` does not end it as `do Tỉnh đoàn` does."""
_GENERIC = re.compile(r"c[a-z]{1,3}c thi\s|h[a-z]{1,2}i thi\s")
"""Nouns that are no part of a name; `Giải cầu lông`, `Olympic`, `Liên hoan` are."""
_ANNIVERSARY = re.compile(r"\b\d{1,2}/\d{1,2}\b")
"""`Quốc khánh 2/9`: a day within a name; any other stroke is a code's."""
_YEAR = re.compile(r"\s(?:nam\s)?20\d\d")


@dataclass(frozen=True)
class Named:
    """A name read at a span of a passage, folded for comparison."""

    passage: Passage
    span: tuple[int, int]
    text: str
    key: str
    weight: float


_OWN = re.compile(
    r"(?:to chuc|phat dong|mo|ban hanh|the le|trien khai|huong ung|tham gia|thong bao"
    r"|khoi dong)(?:\s[^\s.;:]+){0,4}\s$"
)
_APPROVED = re.compile(r"\bphe duyet [^.;]{0,40}$")
"""`Quyết định … phê duyệt Đề án “…”`: what a law approves is no campaign of the contest."""
_LESSER = re.compile(r"chuong trinh|de an|thang hanh dong")
_OTHERS = re.compile(
    r"(?:truoc do|nam (?:ngoai|truoc|20\d\d)|lan truoc|da (?:dat|doat|to chuc|tham gia)|ket qua"
    r"|thanh cong cua|tiep noi|noi tiep|nhu|khac|phe duyet)[^.;]{0,60}$"
)
"""What stands before another contest than the letter's."""


def _quoted(pattern: re.Pattern[str], passage: Passage, weight: float) -> Iterator[Named]:
    folded = plain(passage.text)
    for found in pattern.finditer(folded):
        start, end = found.span("quoted")
        text = squash(passage.text[start:end]).strip(" .,;")
        if sum(c.isalpha() for c in text) >= 4 and "/" not in _ANNIVERSARY.sub("", text):
            before = folded[max(0, found.start() - 80) : found.start()]
            weigh = 0.5 if _LESSER.match(found.group()) else 1.0
            weigh *= 0.4 if _OTHERS.search(before) else 1.2 if _OWN.search(before) else 1.0
            yield Named(passage, (start, end), text, plain(text), weight * weigh)


def _titled(passage: Passage) -> Iterator[Named]:
    """Names told as such: `Tên cuộc thi: …`."""
    for found in _TITLED.finditer(plain_lines(passage.text)):
        span = found.span("quoted") if found["quoted"] else found.span("bare")
        text = squash(passage.text[slice(*span)]).strip(" .,;")
        if found["quoted"] or (text[:1].isupper() and len(text.split()) >= 2):
            yield Named(passage, span, text, plain(text), 4.0)


_OFFICE = re.compile(
    r"[,\s]\s?(?=(?:so|phong|ubnd|uy ban|ban|hoi|doan|truong|cong an|trung tam|dang uy|van phong|chi cuc|cuc"
    r"|lien doan|cong doan|nha truong|thuong truc|bo|cong ty|tinh doan|mat tran|thu vien|bao tang|dai)\s)"
)
_NO_NAME = re.compile(
    r"(?:co|duoc|la|se|da|nay|dien ra|to chuc|gom|danh|nham|phai|theo|do|tai|cho|va|cac cap|dat|tren|trong"
    r"|voi)\b"
)


def _office_at(text: str, folded: str, start: int, end: int) -> int:
    """Where an office follows a comma or begins the next line: it does something, the name has ended."""
    for found in _OFFICE.finditer(folded, start, end):
        if text[found.start()] in ",\n" and text[found.end()].isupper():
            return found.start()
    return end


def _plain(passage: Passage, weight: float, breaks: Sequence[int] = ()) -> Iterator[Named]:
    folded = plain(passage.text)
    for found in _BARE.finditer(folded):
        start, end = found.start(), _bare_end(passage.text, folded, found.end())
        end = min([end, *(b for b in breaks if start < b)])
        end = _office_at(passage.text, folded, found.end(), end)
        generic = _GENERIC.match(folded, start, end)
        if generic and not passage.text[found.end()].isupper() and _NO_NAME.match(folded, found.end()):
            continue
        year = _YEAR.match(folded, end)
        end = year.end() if year else end
        start = generic.end() if generic else start
        text = squash(passage.text[start:end]).strip(" .,;")
        few = 2 if generic and text[:1].isupper() else 3 if generic else 4
        if len(text.split()) >= few and end - start <= _LONGEST_BARE:
            yield Named(passage, (start, end), text[:1].upper() + text[1:], plain(text), weight)


def _bare_end(text: str, folded: str, at: int) -> int:
    """Where a name without quotes ends: at a mark, or at a word that goes on with something else."""
    for found in _BARE_END.finditer(folded, at):
        word = found["word"]
        if word is None:
            return found.start()
        printed = text[found.start("word") : found.end("word")].split()[0].lower()
        first = word.split()[0]
        bare = text[at : found.end()].isascii()  # no marks at all: letters as they are folded
        if printed == _SPELT.get(first, printed) or (bare and printed == first):
            return found.start()
    return len(text)


def _choose(named: Sequence[Named], rule: str) -> Field[str]:
    """The name that most others resemble; readings that differ by a few letters count as one."""
    if not named:
        return Field[str](rule="not-found")

    def support(one: Named) -> float:
        return sum(o.weight for o in named if fuzz.ratio(o.key, one.key) >= 80)

    scored = [(round(support(n), 3), _sound(n), n) for n in named]
    best = max(scored, key=lambda s: (s[0], s[1]))[2]
    trust = 0.97 if support(best) > best.weight else 0.9
    others = {n.text: n for n in named if fuzz.ratio(n.key, best.key) < 80}
    alternatives = tuple(
        Alternative(value=n.text, raw=n.text, confidence=0.2, rule=rule) for n in list(others.values())[:3]
    )
    return field_of(best.passage, best.span, best.text, rule, trust, alternatives=alternatives)


def _sound(named: Named) -> float:
    """The reader's confidence in a name, and how many of its letters carry marks as Vietnamese does."""
    marked = sum(a != b for a, b in zip(named.text.lower(), named.key, strict=False)) / max(1, len(named.key))
    odd = sum(not (c.isalnum() or c in " ,.-–'()&") for c in named.text)
    return named.passage.confidence(*named.span) + min(marked, 0.4) - 0.1 * odd


def find_name(subject: Passage, prose: Passage, breaks: Sequence[int] = ()) -> Field[str]:
    """The name in quotes after `Cuộc thi`, `Hội thi`, …; without quotes the words up to the next clause.

    `Cuộc thi` and `Hội thi` are no part of the name; other nouns are (`Giải cầu lông …`, `Liên hoan …`).
    `breaks` are where paragraphs of the text begin.
    """
    quoted = [*_quoted(_NAME, subject, 2.0), *_quoted(_NAME, prose, 1.0), *_titled(prose)]
    quoted = quoted or [*_quoted(_TOLD_LONG, subject, 2.0), *_quoted(_TOLD_LONG, prose, 1.0)]
    if quoted:
        return _choose(quoted, "contest-name-in-quotes")
    movement = re.compile(r"(?:phong trao thi dua|dot thi dua|cuoc van dong)" + _QUOTED)
    quoted = [*_quoted(movement, subject, 2.0)]
    if quoted:
        return _choose(quoted, "movement-name-in-quotes")
    from_subject, from_prose = list(_plain(subject, 3.0)), list(_plain(prose, 1.0, breaks))
    return _choose(_agreed(from_subject, from_prose) or from_prose, "contest-name-after-noun")


def _agreed(names: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """Names cut where another mention ends or goes on otherwise (`… xã An Khê năm 2025`, `… năm 2025`)."""
    return [min((_cut(one, other) for other in (*names, *others)), key=lambda n: len(n.key)) for one in names]


_TAIL = re.compile(r"(?:xa|phuong|tinh|thanh pho|dac khu|huyen|quan|nam|tren|tai)\b")


def _cut(one: Named, other: Named) -> Named:
    words = one.key.split(" ")
    same = 0
    for a, b in zip(words, other.key.split(" "), strict=False):
        if a != b:
            break
        same += 1
    if same < 4 or 2 * same < len(words) or not _TAIL.match(" ".join(words[same:])):
        return one
    text = " ".join(one.text.split(" ")[:same]).rstrip(" ,-–")
    return replace(one, text=text, key=plain(text), span=(one.span[0], one.span[0] + len(text)))


def find_campaign(subject: Passage, prose: Passage, name: Field[str]) -> Field[str]:
    """The movement in quotes (`phong trào “…”`) that is not the contest itself."""
    own = plain(name.value or "")
    named = [*_quoted(_CAMPAIGN, subject, 1.0), *_quoted(_CAMPAIGN, prose, 1.0)]
    named = [
        n for n in named if not _APPROVED.search(plain(n.passage.text[max(0, n.span[0] - 60) : n.span[0]]))
    ]
    named = named or [
        n
        for p in (subject, prose)
        for n in _quoted(_CAMPAIGN_BARE, p, 1.0)
        if n.text[:1].isupper() and " " in n.text
    ]
    return _choose([n for n in named if fuzz.ratio(n.key, own) < 80], "campaign-in-quotes")
