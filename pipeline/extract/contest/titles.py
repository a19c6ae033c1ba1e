"""What a stage is called and how it is held: `Chặng 1 - Nâng cao năng lực`, `Hình thức: …`."""

from __future__ import annotations

import re

from pipeline.extract.clauses import trim
from pipeline.extract.contest.sections import Section
from pipeline.extract.contest.windows import Time
from pipeline.extract.prose import Prose, clause_end
from pipeline.extract.valued import squash, text_field
from pipeline.records.evidence import Field

_LEAD = re.compile(
    r"(?:\s*(?:tt|stt|noi dung|thoi gian|chang|vong|giai doan|hinh thuc|dia diem|ten|ghi chu)(?=\n))*"
    r"[\s*_]*(?:[-:.,|]+|\()?[\s*_]*(?:(?:voi|mang|co|duoc goi la|goi la)\s(?:ten(?: goi)?|chu de)?"
    r"(?:\s?la)?\s?:?\s*)?(?:[\"'(]\s*)?"
)
_STOP = re.compile(
    r"\s*(?:[:;|\n\"]|\)(?!\s*(?:va|-))|\(|\.(?=\s|$)|,?\s*(?:thoi gian|trong thoi gian|dien ra|du kien"
    r"|duoc to chuc|bat dau|khai mac"
    r"|vao (?:luc|ngay|hoi|hai)|(?:tu|t[a-z]r)\s(?:ngay|nay|thang|luc|\d)|ngay\s\d|trong (?:thang|ngay|hai"
    r"|\d)|thang \d|den het"
    r"|hinh thuc|luc \d|truoc ngay|cham nhat|\d{1,2}\s?[/.]\s?\d{1,2}|\d{1,2}\s?(?:gio|h)\b)|\s[-]\s(?=\d))"
)
_NOT_NAME = re.compile(
    r"(?:mang ten|\d+ (?:ngay|buoi|tuan|gio)|mo (?:cong|tu|vao|luc|he thong|dang ky|thi)\b"
    r"|ban to chuc|thi sinh|cac don vi|cac co quan|can bo|moi don vi|moi thi sinh"
    r"|nguoi (?:du|tham)"
    r"|doi (?:du|tham)|gui|nop|hoan thanh"
    r"|\d{1,2}\s?(?:h\d{0,2}|gio)\b"
    r"|duoc|gom|cac (?:doi|thi|xa|phuong)|thoi gian|hinh thuc|noi dung|dia diem|lua chon|chon|toan the"
    r"|moi nguoi|to chuc(?: (?:tai|vao|tu|ngay|trong)|$)|keo dai|gia han|dieu chinh|trong\b|vao\b|du kien)"
)
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


_BRACKET = re.compile(r"[\s)]*[-–:(]\s*[\"']?")
_TELLS_CONTENT = re.compile(r"(?:^|\n)\s*(?:noi dung|ten|hoat dong|cong viec|hinh thuc|phan thi|mon)\b")


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
            or not _TELLS_CONTENT.search(prose.text_lower_lines, head.start, head.end)
        ):
            return Field[str](rule="not-found")
    else:
        lead = _BRACKET.match(prose.folded, start, para.end)
        if lead is None or re.search(r"\w", prose.folded[label.end : own.range.start]):
            return Field[str](rule="not-found")
        start = lead.end()
    return _named(prose, start, min(section.end, para.end))


def _after_heading(prose: Prose, section: Section) -> Field[str]:
    label = section.label
    lead = _LEAD.match(prose.text_lower_lines, label.end)
    start = lead.end() if lead else label.end
    limit = min(section.end, prose.para_at(label.start).end if label.heads else section.end)
    if "\n" in prose.text[label.end : start]:
        if prose.para_at(start).mark and prose.para_at(start) is not label.para:
            return Field[str](rule="not-found")
        limit = section.end
    return _named(prose, start, limit)


_HOW = re.compile(
    r",\s(?=(?:tra loi|viet|lam bai|trinh bay|thuyet trinh|gui|nop|bao cao|boc tham|day|thi)\s\S+)"
)
"""`Viết tự luận, viết bài không quá …`: after the name, how it is done."""


def _named(prose: Prose, start: int, limit: int) -> Field[str]:
    """The name that begins at `start`."""
    folded = prose.folded
    stop = _STOP.search(prose.text_lower_lines, start, limit)
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
        or _SMALL_WORDS.match(words)
        or not re.search(r"[^\W\d]{2}", words)
    ):
        return Field[str](rule="not-found")
    trust = 0.95 if count <= 9 else 0.8
    return text_field(prose.passage, (start, end), "stage-name-after-heading", trust)


def _over_line_end(prose: Prose, start: int, end: int, limit: int) -> int:
    """A name may run over a line's end: go on while the next line continues it in lower case."""
    while end < limit and prose.text[end] == "\n":
        rest = prose.text[end + 1 : limit]
        if not rest[:1].islower() or squash(prose.text[start:end]) == "":
            return end
        stop = _STOP.search(prose.text_lower_lines, end + 1, limit)
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
    cell = _CELL.match(prose.text_lower_lines, section.label.end, section.end)
    if cell:
        end = _over_line_end(prose, cell.start("mode"), cell.end("mode"), section.end)
        return text_field(prose.passage, (cell.start("mode"), end), "mode-in-table-cell", 0.8)
    found = _BY.search(prose.folded, section.label.end, section.end)
    if found:
        group = "mode" if found["mode"] else "short"
        return text_field(prose.passage, found.span(group), "mode-in-sentence", 0.75)
    return Field[str](rule="not-found")
