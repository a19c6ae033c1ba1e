"""Who may take part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.clauses import trim
from pipeline.extract.prose import Level, Para, Prose
from pipeline.extract.valued import field_of, squash
from pipeline.records.evidence import Field

_TAKE_PART = (
    r"(?:tham gia|du thi|tham du|du tuyen|huong ung|thi|choi|du|xet (?:giai|thuong|tang)"
    r"|dang ky(?: du thi)?|viet|ve|sang tac|chup|de cu)"
)
_SUBJECT = r"d[o0a-z]{1,2}i t[a-z]{2,4}ng"
_CONTEST = (
    r"(?:cuoc thi|hoi thi|hoi thao|lien hoan|ngay hoi|giai(?: thuong| dau)?|san choi|chuong trinh|ky thi"
    r"|festival)"
)
_OF_IT = rf"(?:\s(?:cua )?{_CONTEST}(?: nay)?)?"
_LABEL = re.compile(
    rf"(?:(?:pham vi(?:,| va) |cac |ve )?{_SUBJECT}"
    r"(?:(?:\sva|,)\s(?:pham vi|so luong|dieu kien|thanh phan|tieu chuan|do tuoi))?"
    rf"(?:,?\s(?:duoc |va )?(?:moi|ap dung|chinh|{_TAKE_PART}))*{_OF_IT}"
    r"|(?:nhung )?(?:nguoi|khach hang|thi sinh|van dong vien|tac gia|doi|em|chau|ban"
    r"|(?:ca nhan|tap the|don vi|to chuc)(?:(?:,| va) (?:ca nhan|tap the|don vi|to chuc))*)"
    r"(?:\s(?:co the|duoc(?: quyen)?|co quyen))?"
    rf"\s(?:{_TAKE_PART}|moi){_OF_IT}"
    r"|(?:cac |nhung )?(?:chau|em|ban|thi sinh|van dong vien|tac gia|doi)"
    rf"(?:\s(?:duoc )?(?:du thi|tham gia))?{_OF_IT}"
    rf"|(?:nhung )?ai(?:\s(?:duoc|co the|co quyen|se))*\s{_TAKE_PART}{_OF_IT}"
    rf"|(?:duoc |co the |co quyen )?(?:tham gia|du thi|tham du){_OF_IT}"
    rf"|(?:cuoc thi |hoi thi )?(?:danh (?:rieng )?cho|mo cho)(?: ai)?"
    rf"|thanh phan(?:\s(?:tham gia|du thi|tham du))?{_OF_IT}|luc luong tham gia{_OF_IT}"
    rf"|dieu kien(?: ve doi tuong)? (?:du thi|tham gia){_OF_IT}|do tuoi (?:du thi|tham gia))"
    r"(?:\s\([^)\n]{2,40}\))?"
    r"\s*(?P<by>[:?]|(?=\n)|$|(?:duoc (?:xac dinh )?|phai )?"
    r"(?:la|gom co|gom|bao gom|co)(?:\s(?:co\s|nhung\s)?:?|\s?:))"
)
"""`Đối tượng dự thi:`, `Ai được thi?`, `Người chơi là …`, at the head of a sentence."""
_STRONG = re.compile(rf"(?:pham vi(?:,| va) |cac |ve )?{_SUBJECT}")
_WEAK = re.compile(r"thanh phan|dieu kien|do tuoi|doi\b|luc luong")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zđ])[).]\s+|[*+–-]\s+|dieu \d{1,2}[.:]\s+")
_NOT_WHO = re.compile(
    r"(?:dang (?:nhap|ky|tai)|truy cap|nop\b|gui\b|ghi\b|mang\b|co mat|phai\b|khong (?:duoc|phai)|chiu\b"
    r"|quet\b|go\b|lam (?:bai|theo)|viet (?:bai|tay)|xem\b|can\b(?! bo)|cung cap|chon\b|thuc hien|tra loi"
    r"|xuat trinh|tu (?:chuan|chiu|tuc)|theo (?:mau|quy dinh|the le)|thi\b(?! sinh)|\d{1,2}\s?(?:h|gio)\b"
    r"|ngay\b|\d{1,2}/|tai\b(?! nang)|\d+ (?:vong|cau|phan|giai|bai|tiet muc)|mot (?:bai|clip|tac pham)"
    r"|quy dinh|nhu sau|sau day|day du|tot\b|tich cuc|dong gop|trach nhiem|co the\b|duoc\b|bai\b|san pham"
    r"|tac pham)"
)
"""What follows a label that tells something else than people."""
_FOR = re.compile(
    r"\b(?:(?P<open>danh (?:rieng )?cho|mo (?:rong |ra )?cho)|mo (?:rong |ra )?(?:toi|den)|chi nhan"
    r"|giai thuong (?:nay )?xet (?:tang|trao)(?: cho)?"
    r"|nhan (?:bai|tac pham|ho so|san pham)(?: du thi)? (?:cua|tu)"
    rf"|(?:{_SUBJECT}(?: du thi| tham gia| duoc moi)?{_OF_IT}|(?:nguoi|thi sinh) (?:du thi|tham gia){_OF_IT}"
    rf"|(?:tham gia|tham du|du thi|tranh tai){_OF_IT}) (?:chu yeu )?(?:la|gom co|gom|bao gom):?"
    rf"|(?:voi|co) su (?:tham gia|gop mat|tranh tai) cua|huong (?:toi|den) {_SUBJECT}(?: la)?)"
    r"\s(?P<who>[^.;:\n]{6,220}?)"
    r"(?=\s*(?:[.;:\n/]|$|,\s(?:uy ban|ubnd|so|de nghi|phong|ban to chuc)\s))"
)
_OTHER_GIFT = re.compile(
    r"(?:\bvong (?:\d|thi|so|chung|ban)[^.;:]{0,30}|(?:giai (?:nhat|nhi|ba|dac|khuyen|phu)|phieu"
    r"|mau (?:don|phieu)|tai lieu|kinh phi|giay khen|(?:phan|tien) thuong|qua tang|ve (?:moi|xe)|hoc bong"
    r"|link|duong dan|khu vuc|hang ghe|thoi gian|de (?:thi|cuong)|cau hoi|phan (?:thi|qua))(?:\s\S+){0,3}?)"
    r"\s*$"
)
"""`Vòng 2 dành cho …`, `phiếu dành cho …`: no audience."""
_PEOPLE = (
    r"(?:can bo|cong chuc|vien chuc|nguoi lao dong|doan vien|hoi vien|hoc sinh|giao vien|nha giao|ho gia dinh"
    r"|ho dan|cong nhan|sinh vien|thieu nhi|thieu nien|tre em|phu huynh|nong dan|nguoi cao tuoi|ba con"
    r"|chi em|nguoi dan|(?<!ban )nhan dan|cong dan|thanh nien|phu nu|luc luong vu trang|dang vien|chien si"
    r"|bat (?:ky|cu) ai|cac (?:nha truong|gia dinh)|thanh thieu nien|doi vien"
    r"|cac (?:em|chau|ban|cu|chi em)\b|(?:to chuc|tap the), ca nhan|ca nhan(?:, (?:to chuc|tap the))?"
    r"|nghe nhan|hoa si|doanh nghiep|hop tac xa|ho kinh doanh|cau lac bo|nha bao|phong vien|thay co"
    r"|cuu chien binh|ban doc|ngu dan|tieu thuong|lai xe|bac si|dieu duong|nhan vien|chi doan"
    r"|nguoi (?:viet nam|nuoc ngoai|tu|tren|lam|dang|co|yeu))"
)
_ANYONE = re.compile(r"(?P<who>\bai [^.;:\n]{4,80}?),?\s(?:deu|cung)\s(?:co the |duoc )*(?:du thi|tham gia)")
_SOMEBODY = re.compile(rf"{_PEOPLE}|\b(?:ai|nguoi|truong|doi|don vi|nhom|hoi|van dong vien)\b")
_WHO = re.compile(
    r"(?:100%\s)?(?P<who>(?:toan the |tat ca (?:cac )?|moi |cac (?:em |chau |ban )?|nhung )?"
    + _PEOPLE
    + r"[^.;:\"\n]{0,160}?)"
    r",?\s(?:(?:deu |co the |duoc (?:quyen )?|co quyen )+(?:dang ky|du thi|tham gia|tham du"
    r"|gui|nop|viet bai|ghi danh|vao thi)(?! (?:cham|coi))"
    r"|(?P<called>(?:(?:biet|hieu|nam (?:ro|duoc)|phai|can|cung|chu dong|tu giac|nhiet tinh|truc tiep"
    r"|cung nhau|hang hai)(?:,? va |,? ))*(?:dang nhap|tich cuc|dang ky|huong ung|du thi|tham gia|truy cap"
    r"|hang hai|quet ma|vao (?:trang|link|dia chi|he thong|thi))))"
)


def find_audience(prose: Prose) -> Field[str]:
    """What stands after `Đối tượng tham gia` or says who may; else the people whom the letter calls."""
    best: tuple[int, tuple[int, int]] | None = None
    for start in _starts(prose):
        made = _labelled(prose, start)
        if made is not None and (best is None or made[0] < best[0]):
            best = made
            if best[0] == 0:
                break
    if best is not None and best[0] < 3:
        return _shown(prose, best[1], "audience-after-heading", 0.93)
    lines = "".join(" " if c == "\n" else c for c in prose.folded)
    for found in _FOR.finditer(lines):
        if _OTHER_GIFT.search(lines, max(0, found.start() - 60), found.start()):
            continue
        if not found["open"] and not _SOMEBODY.search(found["who"]):
            continue
        if _NOT_WHO.match(found["who"]) or re.match(r"\d+/\d+|moi giai|cac giai", found["who"]):
            continue
        return _shown(prose, _bare(prose, found.span("who")), "audience-in-sentence", 0.85)
    if best is not None:
        return _shown(prose, best[1], "audience-after-heading", 0.8)
    anyone = _ANYONE.search(lines)
    if anyone:
        return _shown(prose, trim(prose, *anyone.span("who")), "audience-in-sentence", 0.8)
    who = list(_WHO.finditer(lines))
    if who:
        found = next((m for m in who if not m["called"]), who[0])
        return _shown(prose, trim(prose, *found.span("who")), "audience-called-to-take-part", 0.7)
    return Field[str](rule="not-found")


def _starts(prose: Prose) -> Iterator[int]:
    """Where sentences begin, behind list marks."""
    for para in prose.paras:
        if para.row:
            cells = [m.end() for m in re.finditer(r"\n", prose.text[para.start : para.end])]
            yield from (para.start + c for c in (0, *cells))
            continue
        heads = [para.words]
        heads += [m.end() for m in _BREAK.finditer(prose.text_lower_lines, para.words, para.end)]
        for head in heads:
            mark = _NUMBERED.match(prose.text_lower_lines, head, para.end)
            yield mark.end() if mark else head


_BREAK = re.compile(r"[.;!?]\s+|:\s+(?=\w)|\s[-–]\s|\n(?=[*+(-])")


def _labelled(prose: Prose, start: int) -> tuple[int, tuple[int, int]] | None:
    """The people after a label, and how far to trust it: 0 best, 3 weak."""
    para = prose.para_at(start)
    found = _LABEL.match(prose.text_lower_lines, start, min(para.end + 1, len(prose.folded)))
    if found is None:
        return None
    by = found["by"]
    strong = _STRONG.match(found.group()) is not None
    if not by and not strong and (start != para.words or para.row):
        return None  # a heading without colon stands alone on its line
    if by not in (":", "?") and by and para.row:
        return None
    if not by and prose.text[found.end() : para.end].strip():
        return None
    if by == ":" and re.match(r"tham (?:gia|du)$", found.group()[:-1].strip()) and start != para.words:
        return None
    span = _after_label(prose, para, found.end())
    if span is None:
        return None
    again = _LABEL.match(prose.text_lower_lines, span[0], span[1])
    if again is not None and again["by"]:
        span = trim(prose, again.end(), span[1])
    span = _bare(prose, span)
    if span[1] - span[0] < 5 or _NOT_WHO.match(prose.folded, *span):
        return None
    sure = strong or by in (":", "?", "")
    if not sure and not _SOMEBODY.search(prose.folded, *span):
        return None
    had = by not in (":", "?", "") and re.match(r"co\b", by) is not None
    if had and not strong and not _SOMEBODY.match(prose.folded, *span):
        return None
    rank = 0 if strong else 3 if _WEAK.match(found.group()) else 1
    return rank, span


_COPULA = re.compile(
    r"(?:(?:cac |nhung |moi )?(?:doi tuong|nguoi|thi sinh|thanh phan)?\s?(?:duoc )?(?:du thi|tham gia"
    r"|tham du)?"
    r"(?:(?: |^)?(?:cuoc thi|hoi thi|hoi thao|lien hoan|giai))?\s?(?:nay )?(?:duoc )?"
    r"(?:la|gom co|gom|bao gom|danh cho|mo (?:rong )?cho|:)\s?:?\s+)+"
)
_MAY = re.compile(
    r",?\s(?:(?:deu |co the |co quyen |duoc (?:quyen )?)+(?:dang ky )?(?:du thi|tham gia|tham du)\b"
    r"|(?<!cung )(?<!dieu kien )(?:dang ky )?(?:du thi|tham gia|tham du)"
    r"(?: (?:du thi|cuoc thi|hoi thi|giai))?\s*[.;]?\s*$)"
)


_ASIDE = re.compile(
    r"[.;]\s+(?=(?:moi (?:nguoi|thi sinh|ca nhan|doi|don vi|tap the|tac gia|nhom)|thanh vien (?:ban|hoi dong)"
    r"|khong (?:ap dung|gioi han|han che|phan biet)|rieng|luu y|truong hop|ban (?:to chuc|giam khao)|so luong"
    r"|cac thanh vien|nguoi (?:du thi|tham gia) (?:co the|duoc|khong)|co the|khuyen khich|trong do)\b)"
)
"""A sentence or clause that goes on to rules of taking part."""
_NO_MORE_WHO = re.compile(
    r",\s(?=(?:duoc |va )?(?:(?:phan )?chia (?:thanh|lam|theo)|khong (?:gioi han|han che)"
    r"|moi (?:don vi|truong|doi|co quan|xa|phuong|lop|chi doan|nguoi|ca nhan|thi sinh|tap the|khoi|thon"
    r"|tac gia|ho|nha|to|chi hoi|co so|cum|doanh nghiep)\b(?! (?:co )?\d| mot)"
    r"|gom (?:(?:cac|\d+|hai|ba|bon) )?(?:bang|nhom|lua|noi dung)\b|so luong|thi (?:theo|o|dau)\b"
    r"|(?:tham gia|du thi|dang ky) (?:theo|voi|o|duoi|tai|toi da)\b))"
    r"|;\s(?=[^.;:]{0,60}?\b(?:gui|nop|lap danh sach|khuyen khich|dang ky|chiu trach nhiem|khong duoc|phai"
    r"|moi (?:don vi|truong|doi|co quan|xa|phuong|lop|chi doan|nguoi|thi sinh))\b)"
)
"""A clause that tells how they take part: `…, chia thành Bảng A và Bảng B`, `…; giáo viên gửi bài`."""
_ASIDE_ITEM = re.compile(
    r"(?:khong|moi (?:nguoi|thi sinh|ca nhan|doi|don vi|tap the|tac gia|nhom|bai)|thanh vien (?:ban|hoi dong)"
    r"|(?:nguoi|thi sinh|tac gia) (?:du thi |tham gia )?(?:phai|co the|duoc|khong|chiu)|rieng|luu y"
    r"|truong hop|ban (?:to chuc|giam khao)|so luong|can bo ban|[^.;:\n]{3,40}:)"
)
_END = re.compile(
    r"[.!?](?=\s|/|$)(?<!\btp\.)|\./\.|;\s+(?=[^.;:\n]{3,45}:)"
    r"|;\s+(?=(?:thoi (?:gian|han)|hinh thuc|noi dung|dia diem|moi |de nghi|cac don vi|thi\b|nop|gui"
    r"|han\b|ngay\b))"
)
"""Where people end: with the sentence, or a `;` before another label."""


def _bare(prose: Prose, span: tuple[int, int]) -> tuple[int, int]:
    """The people alone, without `là`, `gồm` before them and `đều được dự thi` after."""
    lead = _COPULA.match(prose.folded, *span)
    start = lead.end() if lead else span[0]
    aside = _ASIDE.search(prose.folded, start + 8, span[1])
    span = (start, aside.start() if aside else span[1])
    more = _NO_MORE_WHO.search(prose.folded, start + 8, span[1])
    span = (start, more.start() if more else span[1])
    may = _MAY.search(prose.folded, start, span[1])
    return trim(prose, start, may.start() if may else span[1])


def _shown(prose: Prose, span: tuple[int, int], rule: str, trust: float) -> Field[str]:
    """The words, their first letter large."""
    text = squash(prose.text[slice(*span)])
    return field_of(prose.passage, span, text[:1].upper() + text[1:], rule, trust)


def _after_label(prose: Prose, para: Para, at: int) -> tuple[int, int] | None:
    """The rest of the label's sentence or cell, else the paragraphs below it until the next outer mark."""
    if para.row:
        line_end = prose.text.find("\n", at, para.end)
        at += len(prose.text[at : para.end]) - len(prose.text[at : para.end].lstrip())
        return trim(prose, at, para.end if line_end < at else line_end)
    rest = prose.text[at : para.end].strip(" .:\n")
    if len(rest) >= 5:
        start, end = trim(prose, at, para.end)
        stop = _END.search(prose.folded, start, end)
        return start, stop.start() if stop and stop.start() > start else end
    below: list[Para] = []
    outer = Level.ROMAN if para.mark.startswith("Điều") else para.level
    for following in prose.paras:
        if following.start <= para.start:
            continue
        first = below[0].level if below else None
        if following.mark and outer < Level.NONE and following.level <= outer:
            break
        if len(below) >= 6 or (first is not None and following.level != first):
            break
        if below and _ASIDE_ITEM.match(prose.folded, following.words):
            break
        below.append(following)
        if not following.mark:
            break
    if not below:
        return None
    start, end = trim(prose, below[0].words, below[-1].end)
    return (start, end) if end - start >= 6 else None
