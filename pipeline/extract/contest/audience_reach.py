"""Where the words for people end: before a clause that tells how they take part, or a rule."""

from __future__ import annotations

import re

from pipeline.extract.clauses import trim
from pipeline.extract.contest.audience_words import LABEL, NOT_WHO, PEOPLE
from pipeline.extract.prose import Level, Para, Prose

_COPULA = re.compile(
    r"(?:(?:cac |nhung |moi )?(?:doi tuong|nguoi|thi sinh|thanh phan)?\s?(?:duoc )?(?:du thi|tham gia"
    r"|tham du)?"
    r"(?:(?: |^)?(?:cuoc thi|hoi thi|hoi thao|lien hoan|giai))?\s?(?:nay )?(?:duoc )?"
    r"(?:la|gom co|gom|bao gom|danh cho|mo (?:rong )?cho|:)\s?:?\s+)+"
)
_GROUPS = re.compile(
    r"(?:(?:hai|ba|bon|\d+) (?:nhom|doi tuong|bang|lua tuoi|thanh phan|khoi)(?: doi tuong)?\s?:\s)"
)
_SENTENCE = re.compile(r"[.!?](?=\s|/|$)(?<!\btp\.)|\./\.|\|")
_EACH = re.compile(
    r"mỗi\b(?! (?:đội|nhóm|tổ) (?:lập một đội )?(?:có |gồm )?\d+ (?:người|em|thành viên|thí sinh|học sinh)"
    r"| một)",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:duoc |va )?(?:(?:phan )?chia (?:thanh|lam|theo|ra|\d)|khong (?:han che|qua (?!\d+ tuoi)|nhan|duoc"
    r"|ap dung|thi|phai)"
    r"|moi (?:don vi|truong|doi|co quan|xa|phuong|lop|chi doan|nguoi|ca nhan|thi sinh|tap the|khoi|thon|em"
    r"|tac gia|ho|nha|to|chi hoi|co so|cum|doanh nghiep|du an|bai)\b(?! (?:co )?\d| mot| dan\b| viet"
    r"| lao dong)"
    r"|gom (?:(?:cac|\d+|hai|ba|bon) )?(?:bang|nhom|lua|noi dung)\b|so luong|thi (?:theo|o|dau|ca nhan"
    r"|dong)\b"
    r"|(?:tham gia|du thi|dang ky|gui|nop) (?:theo|voi|o|duoi|tai|toi da|bai|ve|qua|truoc|ca nhan|it nhat"
    r"|thi\b|noi dung)"
    r"|lap danh sach|khuyen khich|chiu trach nhiem|(?:toi da|toi thieu|it nhat) \d|moi mot|uu tien|rieng\b"
    r"|trong do|thanh lap|cu the|thoi (?:gian|han)|han\b|hinh thuc|noi dung|dia diem|de nghi|luu y|truong hop"
    r"|cac don vi|duoc (?:du thi|tham gia|dang ky|gui|nop|thanh lap|chon)|phai\b|can (?:co|dam|bao|ghi|mang)"
    r"|tu nguyen|tao dieu kien|\d+ (?:nguoi|thi sinh|em|van dong vien|doi|dai bieu)(?: )?(?:/|moi|mot)"
    r"|(?:mot|moi) (?:nguoi"
    r"|thi sinh|em) (?:chi |duoc)"
    r"|(?:nha truong|so|ubnd|uy ban|ban|phong|hoi|doan|truong|lien doan|cong an|bo|vien|trung tam)\b"
    r"[^,;.:]{0,60}?\s(?:thong tin|thong bao|de nghi|yeu cau|huong dan|trien khai|xay dung|ban hanh)\b"
    r"|bao gom cac (?:bang|noi dung)|xac dinh|(?:vong|chang|giai doan|dot|cuoc thi|hoi thi|ban to chuc"
    r"|uy ban|ubnd) (?!vien)|va (?:tao dieu kien|huong dan|to chuc|van dong|tuyen truyen))"
)
"""A clause after a comma or a semicolon that is no more about who they are."""
_DUTY = re.compile(
    r"\b(?:phai|duoc|gui|nop|dang ky|khuyen khich|co the|du thi|tham gia|tranh tai|thi\b(?! (?:xa|tran"
    r"|dua))|khong)\b"
    r"|^[^.;:]{3,45}:"
)
_PART = re.compile(rf"(?:cac |nhung |toan the |tat ca (?:cac )?|moi )?{PEOPLE}")
_ALIAS = re.compile(
    r"\s\((?:sau day|goi (?:chung|tat)|viet tat|duoi day|co danh sach|theo danh sach|danh sach)"
)
_MAY = re.compile(
    r",?\s(?<!mon )(?:tham gia|du thi|huong ung|tham du)\s(?:du|day du|it nhat|toi thieu|va|tu|tren)\b|"
    r",?\s(?:tranh tai|thi tai|moi duoc)\b|,?\s(?:(?:deu |co the |co quyen "
    r"|duoc (?:quyen )?)+(?:dang ky )?(?:du thi|tham gia|tham du|gui|nop|dang ky|moi (?:viet|gui|tham"
    r"|du))\b|(?:duoc )?biet(?:,|\sva|\s*$)"
    r"|(?<!cung )(?<!dieu kien )(?<!khong )(?:dang ky )?(?:du thi|tham gia|tham du|huong ung)"
    r"(?: (?:du thi|cuoc thi|hoi thi|giai|thi))?(?: theo [^,;.]{3,40})?\s*[.;]?\s*$)"
)
_ASIDE = re.compile(
    r"[.;]\s+(?=(?:moi (?:nguoi|thi sinh|ca nhan|doi|don vi|tap the|tac gia|nhom)|thanh vien (?:ban|hoi dong)"
    r"|khong (?:ap dung|gioi han|han che|phan biet)|rieng|luu y|truong hop|ban (?:to chuc|giam khao)|so luong"
    r"|cac thanh vien|nguoi (?:du thi|tham gia) (?:co the|duoc|khong)|co the|khuyen khich|trong do)\b)"
)
"""A sentence or clause that goes on to rules of taking part."""
_ASIDE_ITEM = re.compile(
    r"(?:khong|moi (?:nguoi|thi sinh|ca nhan|doi|don vi|tap the|tac gia|nhom|bai)|thanh vien (?:ban|hoi dong)"
    r"|(?:nguoi|thi sinh|tac gia) (?:du thi |tham gia )?(?:phai|co the|duoc|khong|chiu)|rieng|luu y"
    r"|truong hop|ban (?:to chuc|giam khao)|so luong|can bo ban"
    r"|(?:hinh thuc|noi dung|thoi gian|thoi han|dia diem|the loai|cach thuc|so luong|yeu cau|dieu kien"
    r"|pham vi|quy mo|chu de|kinh phi|co cau|giai thuong|ho so|trang phuc|cac noi dung|san pham|tac pham"
    r"|bai du thi)\b[^.;:\n]{0,40}:?)"
)
_RULES = re.compile(r"\b(?:van|phai|neu|se|chi duoc|khong duoc|can(?! bo)|vui long)\b")


def people_end(prose: Prose, start: int, limit: int) -> int:
    """The end of the people told from `start` on: their sentence, cut before rules of taking part."""
    folded = prose.folded
    stop = _SENTENCE.search(folded, start, limit)
    end = stop.start() if stop else limit
    for found in re.finditer(
        r"[,;]\s+|\s(?=va (?:tao dieu|huong dan|to chuc|van dong|tuyen))", folded[start:end]
    ):
        at = start + found.start()
        if prose.text.count("(", start, at) > prose.text.count(")", start, at):
            continue
        after = start + found.end()
        if _RULE.match(folded, after) or _EACH.match(prose.text, after):
            return at
        if found.group()[:1] == ";":
            rest = re.split(r"[;]", folded[after:end])[0]
            if not _PART.search(rest[:48]) or _DUTY.search(rest):
                return at
    return end


def bare(prose: Prose, start: int, limit: int) -> tuple[int, int]:
    """The people alone, without `là`, `gồm` before them and `đều được dự thi` after."""
    lead = _COPULA.match(prose.folded, start, limit)
    start = lead.end() if lead else start
    start += 5 * prose.folded.startswith("100% ", start)
    groups = _GROUPS.match(prose.folded, start, limit)
    start = groups.end() if groups else start
    aside = _ASIDE.search(prose.folded, start + 8, limit)
    end = people_end(prose, start, aside.start() if aside else limit)
    for pattern in (_ALIAS, _MAY):
        cut = pattern.search(prose.folded, min(start + 4, end), end)
        end = cut.start() if cut else end
    return trim(prose, start, end)


def points_below(prose: Prose, para: Para) -> list[tuple[int, int]]:
    """The people of the paragraphs below a heading, until the next outer mark or a point of rules."""
    out: list[tuple[int, int]] = []
    level: Level | None = None
    outer = Level.ROMAN if para.mark.startswith("Điều") else para.level
    for following in prose.paras[prose.paras.index(para) + 1 :]:
        if (
            following.mark
            and outer < Level.NONE
            and following.level <= outer
            and not _inside(para, following)
        ):
            break
        if len(out) >= 6 or (level is not None and following.level != level):
            break
        folded = prose.folded[following.words : following.end]
        if (inner := LABEL.match(folded)) and (inner["by"] or inner.end() == len(folded)):
            break  # a label of its own
        if out and (_ASIDE_ITEM.match(folded) or _RULES.search(folded) or not _PART.search(folded[:90])):
            break
        level = following.level
        span = bare(prose, following.words, following.end)
        if span[1] - span[0] < 5 or (not out and NOT_WHO.match(prose.folded, span[0])):
            break
        out.append(span)
        if not following.mark or prose.folded[span[1] : following.end].strip(" .;"):
            break
    return out


def _inside(para: Para, following: Para) -> bool:
    """`2.1.` under `2.`."""
    return following.mark.startswith(para.mark + ".")
