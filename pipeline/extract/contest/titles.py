"""What a stage is called and how it is held: `Chặng 1 - Nâng cao năng lực`, `Hình thức: …`."""

from __future__ import annotations

import re

from pipeline.extract.clauses import trim
from pipeline.extract.contest.columns import cells_under, head_of
from pipeline.extract.contest.labels import Label
from pipeline.extract.contest.sections import Section
from pipeline.extract.contest.told import Time
from pipeline.extract.prose import Prose, clause_end
from pipeline.extract.valued import squash, text_field
from pipeline.records.evidence import Field

_HEADS = re.compile(
    r"(?:\s*(?:tt|stt|noi dung|thoi gian|chang|vong|giai doan|hinh thuc|dia diem|ten|ghi chu)(?=\n))*[\s*_]*"
)
_CALLED = re.compile(
    r"[\s,(:.–-]*(?:(?:(?:voi|mang|co|lay)\s(?:ten(?: goi)?|chu de)|duoc goi la|goi la|ten la)(?:\sla)?\s?:?"
    r"|ten(?: goi)?\s?:|chu de\s?:?)\s*[\"'(]?\s*"
)
"""`, mang tên “Cất tiếng”`: words that say that a name follows."""
_JOINT = re.compile(r"(?P<mark>[-:.,|]+(?=[\s\"'(*_]))?[\s*_]*(?P<open>[\"'(]+)?\s*")
"""What parts a heading from its name: a mark, a bracket, quotes."""
_STOP = re.compile(
    r"\s*(?:[:;|\n\"]|\)(?!\s*(?:va|-))|\(|\.(?=\s|$)|,?\s*(?:thoi gian|trong thoi gian|dien ra|du kien"
    r"|duoc to chuc|bat dau|khai mac|vao (?:luc|ngay|hoi|hai)|(?:tu|t[a-z]r)\s(?:ngay|nay|thang|luc|\d)"
    r"|ngay\s\d|trong (?:thang|ngay|hai"
    r"|\d)|thang \d|den het"
    r"|hinh thuc|luc \d|truoc ngay|cham nhat|\d{1,2}\s?[/.]\s?\d{1,2}|\d{1,2}\s?(?:gio|h)\b)|\s[-]\s(?=\d))"
)
_WHEN = (
    r"\d{1,2}\s?(?:h\d{0,2}|gio)\b|\d+ (?:ngay|buoi|tuan|gio)\b|thu (?:hai|ba|tu|nam|sau|bay|\d)\b|chu nhat\b"
    r"|(?:cac|hai|ba|ngay) ngay\b|(?:quy|thang|dau thang|giua thang|cuoi thang) (?:[ivx]+|\d+)\b"
    r"|(?:sang|chieu|toi|dem|trua|ngay) (?:ngay|thu|\d)|trong\b|vao\b|du kien|tu (?:nay|ngay|\d)|den het"
)
_NOT_NAME = re.compile(
    r"(?:mang ten|thi (?:truc tuyen|truc tiep) (?:tren|tai|qua|bang|o)\b|(?:mo|dong|khoa) (?:de|link|trang"
    r"|bai|cong|cua|tu|vao|luc|he thong|dang ky|thi|\d)\b|" + _WHEN + r"|do (?:cac|cap|xa|truong)\b"
    r"|ban (?:to chuc|giam khao)|hoi dong|thi sinh|hoc sinh|sinh vien|giao vien|tac gia|can bo"
    r"|(?:hoi|doan|chi hoi|chi doan|cong doan|dang uy|ubnd) (?:cap|co so|cac|xa|phuong)\b"
    r"|cac (?:don vi|co quan|doi|thi"
    r"|xa|phuong|truong|khoi|tac|em)\b"
    r"|moi (?:don vi|thi sinh|nguoi|doi|truong)|nguoi (?:du|tham)|doi (?:du|tham)|\d+\s(?:thi sinh|doi|em"
    r"|nguoi|bai|tac)"
    r"|hoan thanh|duoc\b|gom\b|thoi gian|hinh thuc|noi dung|dia diem|doi tuong|lua chon|chon\b"
    r"|toan the|to chuc(?: (?:tai|vao|tu|ngay|trong|xong)|$)|keo dai|gia han|dieu chinh|khong to chuc)"
)
_SENDS = re.compile(r"(?:gui|nop)\b")
"""Told in a sentence it is a deed; in brackets behind `Vòng 1` it is the name."""
_DOES = re.compile(r"\b(?:to chuc|thuc hien|chu tri|trien khai)$")
"""`Cấp xã: Công an các xã tổ chức từ …`: who holds it, not what it is called."""
_FORM = re.compile(r"(?:bai|lam bai|trac nghiem|tu luan|van dap|thuc hanh|truc t(?:uyen|iep))\b")
"""In brackets behind the time: how it is held."""
_NO_NOUN = re.compile(
    r"(?:do|mo|dong|khoa|lui|doi|hoan(?! thien)|khoi tranh|khoi cuoc|khai mac|be mac|tai|tren|o|qua|ngoai"
    r"|ngay|thang|quy|luc|hoi|buoi|sang|chieu|toi|trua|dem|tu|den|het|truoc|sau|khi|dau|giua|cuoi|khoang"
    r"|cham nhat|khong|chua|se|da|bi|van|con|la|bao gom|co|danh cho|cho|bat dau|ket thuc|dien ra|to chuc"
    r"|giu nguyen|chuyen|trien khai|tien hanh"
    r"|thuc hien|nhan bai|xong|to (?:thu ky|giam khao|cham)|cac|moi|nhung|tung|don vi|nha truong|nguoi"
    r"|cong thi|he thong|lich|\d)\b"
)
"""Words that begin no name in small letters; with a capital some do (`Mở sổ`, `Giữa vụ`)."""
_SMALL_WORDS = re.compile(r"(?:từ|đến|hết|có|sẽ|là|của|tại|và|vào|được|hoàn thành)\b", re.IGNORECASE)
_MODE = re.compile(
    r"(?:^|[\s¶;.(-])(?:h[a-z]nh th[a-z]{2,3}|the thuc|phuong thuc)(?:\s(?:thi|to ch[a-z]{2,3}|du thi"
    r"|tham gia|thuc hien))*\s?:\s*"
)
_INNER = re.compile(r"\b(?:bang|theo|duoi) h[a-z]nh th[a-z]{2,3}\s")
_WHERE = re.compile(
    r"\s(?:t[a-z]i (?:d[a-z]a chi|duong link|link|website|trang)|qua (?:duong link|link|dia chi)|https?:)"
)
_CELL = re.compile(r"\s*[\n|]\s*[^\n:|]{2,60}:\s(?P<mode>(?!tu\b|ngay\b)[a-z][^\n|;.\d]{5,120})(?=[\n|])")
_BY = re.compile(
    r"(?:bang|theo|duoi|qua) hinh thuc(?: thi)?\s(?P<mode>[^,;:.()\d]{4,60})"
    r"|\b(?P<short>(?:thi )?(?:truc tuyen|truc tiep|san khau hoa|viet bai|trac nghiem)(?: (?:tren|qua|tai"
    r"|ket hop)[^,;:.()\d]{3,50})?)"
)


def stage_name(prose: Prose, section: Section, own: Time | None = None) -> Field[str]:
    """The name after the heading, up to a colon, a bracket or the time; else the one after its `own` time."""
    named = _after_heading(prose, section)
    if named.value is None and own is not None and own.range.start >= section.label.end:
        return _after_time(prose, section, own)
    return named


_BRACKET = re.compile(
    r"[\s)]*(?:[-–:(]|,?\s(?:(?:voi|mang|co|lay)\s)?(?:chu de|ten(?: goi)?)(?: la)?\s?:?)\s*[\"']?"
)
_TELLS_CONTENT = re.compile(
    r"(?:^|\n)\s*(?:noi dung|ten|chu de|hoat dong|cong viec|hinh thuc|phan thi|mon)\b"
)


def _after_time(prose: Prose, section: Section, own: Time) -> Field[str]:
    """`Tuần 1: từ … đến … - Sơ khảo`, or the cell after the time's under a head that tells contents."""
    para, label = section.label.para, section.label
    start = own.range.end
    if para.row:
        at = prose.paras.index(para)
        heads = (p for p in reversed(prose.paras[:at]) if not re.search(r"\d", prose.text[p.start : p.end]))
        head = next(heads, None)
        start = prose.line_end(start) + 1
        if (
            head is None
            or not head.row
            or not _TELLS_CONTENT.search(prose.folded_lines, head.start, head.end)
        ):
            return Field[str](rule="not-found")
        if (
            cell := cells_under(prose, label.start, _NAMES)
        ) is not None and not cell.start <= label.start < cell.end:
            return _named(prose, cell.start, cell.end)
    else:
        lead = _BRACKET.match(prose.folded, start, para.end)
        if lead is None or re.search(r"\w", prose.folded[label.end : own.range.start]):
            return Field[str](rule="not-found")
        start = lead.end()
        if "(" in lead.group() and _FORM.match(prose.folded, start):
            return Field[str](rule="not-found")
    return _named(prose, start, min(section.end, para.end))


def _after_heading(prose: Prose, section: Section) -> Field[str]:
    label = section.label
    lower = prose.folded_lines
    heads = _HEADS.match(lower, label.end)
    begin = heads.end() if heads else label.end
    called = _CALLED.match(lower, begin)
    joint = _JOINT.match(lower, begin)
    assert joint is not None
    start = called.end() if called else joint.end()
    limit = min(section.end, prose.para_at(label.start).end if label.heads else section.end)
    below = "\n" in prose.text[label.end : start]
    if below:
        if label.para.row and (column := _by_column(prose, section, start)) is not None:
            return column
        if prose.para_at(start).mark and prose.para_at(start) is not label.para:
            return Field[str](rule="not-found")
        limit = section.end
    elif called is None and (first := _QUOTED_FIRST.search(prose.folded, label.para.words, label.start)):
        return text_field(prose.passage, first.span("name"), "stage-name-before-heading", 0.9)
    elif called is None and not _stands_apart(prose, label, joint, start):
        return Field[str](rule="not-found")
    return _named(prose, start, limit)


_NAMES = re.compile(r"(?:ten\b|noi dung|chu de|hoat dong|phan thi|mon\b|tieu de)")
_NO_NAMES = re.compile(
    r"(?:noi(?! dung)|dia diem|don vi|chu tri|(?P<how>hinh thuc|the thuc|cach thuc|phuong thuc)|phu trach"
    r"|thuc hien|thoi|ngay|gio|tu\b|den\b"
    r"|so luong|ghi chu|doi tuong|thanh phan|bat dau|ket thuc|mo\b|dong\b|lich)"
)


def _by_column(prose: Prose, section: Section, start: int) -> Field[str] | None:
    """The name in a table's row by the heads of its columns; None where they do not tell."""
    label = section.label
    head = head_of(prose, start)
    other = _NO_NAMES.match(head.text) if head is not None else None
    if other is None:
        return None
    cell = cells_under(prose, label.start, _NAMES)
    if cell is not None and not cell.start <= label.start < cell.end:
        return _named(prose, cell.start, cell.end)
    if other["how"] and _THEN_HOW.match(prose.folded, start, section.end):
        return None  # the name stands before the manner: `Mở sổ: ghi chép trên ứng dụng`
    return Field[str](rule="not-found")


_THEN_HOW = re.compile(r"[^:.\d]{3,50}[:.]\s")


_QUOTED_FIRST = re.compile(r"\"(?P<name>[^\"]{2,60})\"\s?\(\s?$")


def _stands_apart(prose: Prose, label: Label, joint: re.Match[str], start: int) -> bool:
    """Is what follows a heading set off as a name: in quotes or brackets, after a dash, or with a capital?"""
    if joint["open"]:
        lower = prose.text[start : start + 1].islower()
        return not (joint["open"] == "(" and lower and label.number is None)  # it tells how, not what
    if not joint["mark"]:
        return False
    return "-" in joint["mark"] or prose.text[start : start + 1].isupper()


_HOW = re.compile(
    r",\s(?=(?:gom |trong |thoi gian |thoi luong )?\d+ (?:cau|phut|diem|tiet|bai|de|gio|giay)\b"
    r"|(?:tra loi|viet|lam bai|trinh bay|thuyet trinh|gui|nop|bao cao|boc tham|day|thi)\s\S+)"
)
"""`Viết tự luận, viết bài không quá …`: after the name, how it is done."""


def _named(prose: Prose, start: int, limit: int) -> Field[str]:
    """The name that begins at `start`."""
    folded = prose.folded
    stop = _STOP.search(prose.folded_lines, start, limit)
    end = stop.start() if stop else limit
    end = _over_line_end(prose, start, end, limit)
    how = _HOW.search(folded, start, end)
    end = how.start() if how and " " in prose.text[start : how.start()].strip() else end
    words = squash(prose.text[start:end]).rstrip(" -–—:.,|*_“\"'(")
    end = start + len(prose.text[start:end].rstrip(" -–—:.,|*_“\"'(\n"))
    count = len(words.split())
    if (
        count == 0
        or count > 16
        or _NOT_NAME.match(folded, start, end)
        or (_SENDS.match(folded, start, end) and not _is_called(prose, start, end))
        or _DOES.search(folded, start, end)
        or (words[0].islower() and _NO_NOUN.match(folded, start, end))
        or _SMALL_WORDS.match(words)
        or not re.search(r"[^\W\d]{2}", words)
    ):
        return Field[str](rule="not-found")
    trust = 0.95 if count <= 9 else 0.8
    return text_field(prose.passage, (start, end), "stage-name-after-heading", trust)


def _is_called(prose: Prose, start: int, end: int) -> bool:
    """A deed is the name in brackets, and with a capital before brackets: `Vòng 1: Nộp ý tưởng (từ …)`."""
    return prose.text[start - 1] == "(" or (
        prose.text[start].isupper() and prose.text[end : end + 2].strip()[:1] == "("
    )


def _over_line_end(prose: Prose, start: int, end: int, limit: int) -> int:
    """A name may run over a line's end: go on while the next line continues it in lower case."""
    while end < limit and prose.text[end] == "\n":
        rest = prose.text[end + 1 : limit]
        if not rest[:1].islower() or squash(prose.text[start:end]) == "":
            return end
        stop = _STOP.search(prose.folded_lines, end + 1, limit)
        end = stop.start() if stop else limit
    return end


def stage_mode(prose: Prose, section: Section) -> Field[str]:
    """The sentence after `Hình thức:` in the stage's section, or `bằng hình thức …` in its words."""
    found = _MODE.search(prose.folded, section.start, section.end)
    if found:
        end = clause_end(prose, found.end())
        end = min(end, section.end, found.end() + 400)
        inner = _INNER.search(prose.folded, found.end(), end)
        start = inner.end() if inner else found.end()
        where = _WHERE.search(prose.folded, start + 4, end)
        end = where.start() if where else end
        if end > start + 2:
            return text_field(prose.passage, trim(prose, start, end), "mode-after-label", 0.95)
    cell = _CELL.match(prose.folded_lines, section.label.end, section.end)
    if cell:
        end = _over_line_end(prose, cell.start("mode"), cell.end("mode"), section.end)
        return text_field(prose.passage, (cell.start("mode"), end), "mode-in-table-cell", 0.8)
    found = _BY.search(prose.folded, section.label.end, section.end)
    if found:
        group = "mode" if found["mode"] else "short"
        return text_field(prose.passage, found.span(group), "mode-in-sentence", 0.75)
    return Field[str](rule="not-found")
