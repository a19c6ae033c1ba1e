"""How deadlines are worded: what is to be done, by when, for whom, and what only looks like one."""

from __future__ import annotations

import re

from pipeline.extract.plain import plain

DO = re.compile(
    r"\b(?:gu[a-z]{1,2}|nop|b[a-z]o c[a-z]{1,2}o|hoan thanh|hoan thien|dang k[yi]|danh sach|cung cap"
    r"|tong hop|trinh|gop y|tham gia y kien"
    r"|phan hoi|ban giao|nhan|xong|phe duyet|cap nhat|ban hanh|thanh toan|quyet toan|chuyen|cu (?:can bo"
    r"|nguoi|cb|dai)|tham muu"
    r"|ra soat|khac phuc|de xuat|ke khai|nhap|(?<!gia )han|thoi han|xac nhan|gui ve|bo sung"
    r"|to chuc thuc hien|trien khai|thuc hien|in an"
    r"|hoan tat|kiem ke|phai co|ve (?:so|phong|ubnd|uy ban|ban|van phong|xa|phuong)|nghiem thu"
    r"|giai ngan|tra loi|thong bao|lap)\b"
)
"""Deeds that a letter may ask for by a day."""
PAST = re.compile(
    r"\b(?:tuy nhien|den nay|da (?:gui|nop|bao cao|yeu cau|de nghi|co)|con mot so|nhung chua|vua qua|qua han"
    r"|ma chua|chua (?:gui|nop|bao cao|thuc hien))\b"
)
"""The sentence tells what was done or left undone."""
SO_FAR = re.compile(r"\btuy nhien,? den nay\b")
"""`… trước ngày 20/9, tuy nhiên đến nay chưa …`: a day yet to come that is still told as history."""
CUT_OFF = re.compile(
    r"\b(?:số liệu|thống kê|kỳ báo cáo|tính|(?<!thí )(?<!học )sinh|tốt nghiệp|tuyển dụng|vào ngành"
    r"|hiệu lực|nhập học|sản xuất"
    r"|(?:được|đã) (?:ban hành|ký kết|thành lập|cấp|phê duyệt))(?:\s(?:từ|tại|ở|và))?\s*$",
    re.IGNORECASE,
)
"""Words before a day that bounds figures, people or papers, not a task (`tính`, not `tỉnh`)."""
EXTENDED = re.compile(r"\b(?:gia han|keo dai)(?:\s\S+){0,3}?\s*$")
"""`gia hạn đến ngày …`: a limit that was moved, told as such."""
REPLACED = re.compile(
    r"\b(?:thay (?:cho|vi|the)|truoc day|da thong bao|ban dau)\b[^;.]{0,60}$|\bcu(?: la)?[\s:,]*(?:ngay)?\s*$"
)
"""`(thay cho thời hạn cũ là ngày 30/11)`: the day that no longer holds."""
TO = re.compile(
    r"(?<!\(thong )(?<!\()(?<!giup viec )\b(?:v[a-z]|voi|cho|toi|den|trinh|qua|tai|b[a-z]o c[a-z]o|gui)\s"
    r"(?P<to>(?:so|ubnd|uy ban|phong|ban|bo|hoi dong|cong doan|van phong|thuong truc|chi cuc|cuc|to\b"
    r"|trung tam|benh vien|truong|dang uy|mat tran|hoi|bgd|d/c|dong chi|chu tich|giam doc|pho phong"
    r"|co quan|bhxh|kho bac|cong an|doan|lien doan|bi thu|nganh|tinh uy|thanh uy|huyen uy)\b(?:[^,;:.()]"
    r"|(?<=phong), (?=chong )){0,90}?"
    r"(?:\s?\((?:qua|thong qua)[^)]{2,70}\))?)"
    r"(?=\s*(?:,(?! chong )|[;:.(]|$"
    r"|tr[a-z]{2,3}c\b|cham nhat|han chot|de\b|theo\b|den het|muon nhat|va (?:gui|qua"
    r"|bao cao|nop|tong hop|cac|don vi)|(?<!cong )nhan\b(?! dan)|gap\b|khong qua|bang\b|vao\b|tong hop))"
)
"""The receiver behind `về`, `cho`, `trình`, `qua`, up to the next mark, limit or deed."""
RELATIONS = (
    ("tr[a-z]{2,3}c", "trước"),
    ("cham nhat", "chậm nhất"),
    ("muon nhat", "muộn nhất"),
    ("tre nhat", "trễ nhất"),
    ("khong de qua", "không để quá"),
    ("khong muon hon", "không muộn hơn"),
    ("khong cham hon", "không chậm hơn"),
    ("khong tre hon", "không trễ hơn"),
    ("khong qua", "không quá"),
    ("han chot", "hạn chót"),
    ("han cuoi", "hạn cuối"),
    ("han", "hạn"),
    ("thoi han", "thời hạn"),
    ("(?:(?:ke )?tu .*)?(?:den|toi|cho den) het|het", "đến hết"),
    ("trong", "trong"),
    ("tu nay", "đến hết"),
    ("den", "đến"),
)
"""Folded words of a limit -> the one spelling that the record gives; the first that fits holds."""
FIRM = frozenset(
    {"chậm nhất", "muộn nhất", "trễ nhất", "không quá", "không để quá", "không muộn hơn", "không chậm hơn"}
    | {"không trễ hơn", "hạn chót", "hạn cuối"}
)
"""Relations that ask by themselves."""
LONGEST = 260
"""Characters of what is to be done."""
HANGS_ON = re.compile(r"gui|nop|bao|hoan|dang ky|danh sach|trinh|trien khai")
"""Deeds that a limit is for, though another verb of the clause stands nearer to it."""
OFFICE_NOUNS = frozenset({"phong", "ban", "uy", "van", "co", "d/c", "dong", "pho"})
"""First words of receivers told by their noun, without a capital: `phòng`, `văn phòng`, `đồng chí`."""
NO_OFFICES = ("bản ", "bàn ", "bạn ", "bỏ ", "bộ hồ sơ", "bộ đề")
"""What folds to the beginning of an office's name and is none."""
LONG_PAST = 45
"""A day further back is a (misprinted) deadline only where the sentence asks to send or report."""
STAGE_ENDS = re.compile(
    r"(?:vong|chang|giai doan|dot|so khao|chung khao|chung ket)\b[^.;]{0,60}"
    r"\b(?:ket thuc|to chuc|dien ra|hoan tat|tien hanh|thi|cham)\b[^.;]{0,30}$"
)
"""`Vòng trường tổ chức trước ngày 15/9`."""
SENDING = re.compile(r"\b(?:gu[a-z]{1,2}|nop|b[a-z]o c[a-z]{1,2}o|dang k[yi]|de nghi|yeu cau)\b")
"""Words that ask for something to be sent or reported."""
TITLE_LINES = 6
"""Lines of an appendix in which its title is looked for."""
RULES = re.compile(r"\b(?:the le|quy che|dieu le|ke hoach|quy dinh|huong dan|lich (?:thi|to chuc|trinh))\b")
"""The title of an appendix that asks for deeds, as rules do; lists and forms do not."""
ENDS_TAKING = re.compile(r"\b(?:nhan|nop|gui|dang ky|thu|bao cao)\b[^.;(]{0,40}$")
"""`nhận bài kết thúc ngày …`: what ends is the taking of entries, not a round."""
PROLONGED = re.compile(r"\b(?:gia han|keo dai|lui (?:thoi|lich|han)|dieu chinh (?:thoi|lich|han))")
"""`gia hạn`, `lùi thời gian`: the limit told before no longer holds."""
PAPER_SAID = re.compile(
    r"\b(?:trong do|quy dinh|theo do|(?:theo|tai) (?:ke hoach|cong van|thong bao|the le)\b[^.;]{0,160},)"
    r"[^.;]{0,40}\b(?:han|ngay cuoi|thoi han|ket thuc)\b[^.;]{0,40}$"
)
"""`trong đó hạn nhận bài là …`: a limit as an earlier paper set it."""
LABEL = re.compile(
    r"(?:^|[\s(])(?P<words>han (?:cuoi(?: cung)?|chot)|ngay cuoi(?: cung)?|thoi han|(?<!gia )(?<!quyen )han)"
    r"(?! (?:che|dung|su dung))\b[^.;:\d]{0,60}?:?\s*"
    r"(?:(?:la|vao|den|het|luc|ngay|thu \w+|chu nhat)[\s,:]*)*$"
)
"""`Hạn đăng ký: 10/9/2026`; in a table's row the day stands in the next cell."""
RECEIVED = re.compile(
    r"\b(?:(?:tiep )?nhan|thu|nop|gui|dang ky)\b[^.;]{0,60}?[\s:]"
    r"(?P<words>toi|den)\s(?:luc\s|truoc\s)?(?:ngay\s)?$"
)
"""`nhận bài đến ngày …`: the day ends the taking of entries."""
BORN = re.compile(r"(?<!thi )(?<!hoc )sinh (?:tu |truoc |sau )?(?:ngay )?$")
"""`sinh trước ngày …`: who may take part, no limit."""
NO_LONGER = re.compile(
    r"[^.;]{0,40}?\b(?:neu (?:tai|trong)|ghi (?:tai|trong)|da (?:thong )?bao|truoc day|khong con"
    r"|duoc (?:doi|lui|gia han|dieu chinh|thay|keo dai)|nay (?:doi|lui))"
)
"""`Thời hạn 15/9 nêu tại công văn trước nay lùi …`: the day that no longer holds."""
SURE = re.compile(r"han (?:chot|cuoi)|ngay cuoi")
"""Labels of a limit beside which another day may open the time."""
OPENED = re.compile(r"\b(?:tu (?:ngay|luc|\d|thu|sang|gio)|bat dau|mo\b|ke tu)")
"""A beginning is told: what follows is a window, no limit alone."""
CLOSED_ON = re.compile(
    r"\b(?:(?:cong|he thong|trang|viec|link|bieu mau|dang ky|nhan bai)(?:\s(?:dang ky|nhan bai|nop bai|thi))?"
    r"\s(?:se )?(?P<words>dong|khoa|ket thuc)|(?P<also>ket thuc|dung|ngung|khoa so|chot|dong)\s(?:viec\s)?"
    r"(?:nhan|dang ky|thu bai|danh sach|so nhan|cong (?:dang ky|nhan)))\b[^.;:\d]{0,30}:?\s*$"
)
"""`cổng đăng ký đóng ngày …`, `ngừng nhận bài ngày …`."""
TOO_LATE = re.compile(r"\b(?P<words>sau|qua)\s(?:thoi (?:diem|han)\s)?(?:luc\s)?(?:ngay\s)?$")
"""`sau ngày …`, before words that refuse what comes then (`REFUSED`)."""
REFUSED = re.compile(
    r"[^.;]{0,60}\bkhong (?:duoc |the )?(?:nhan|cham|xet|chap nhan|tinh|xem xet|xep|hop le|giai quyet"
    r"|dang ky)"
)
"""`… không nhận`, `… không chấm`: what comes later is not taken."""
CEREMONY = re.compile(
    r"\b(?:tong ket|tuyen duong|trao (?:giai|thuong)|khai mac|be mac|le)\b[^.;,]{0,30}$"
    r"|\b(?:to chuc|dien ra)\s$"
)
"""`trao giải trong ngày …`: a feast's day, no limit."""
STAGE_LEAD = re.compile(
    r"\W*(?:chang|giai doan|vong|dot|tuan|luot|cap|so khao|ban ket|chung khao|chung ket)\b[^.;]{0,60}[:("
    r"|\s-]$"
)
"""`Tuần 3:` at the head of a clause."""
STAGE_LABEL = re.compile(r"[:(|\n-]\s*(?:thoi gian\W*)?$")
"""A mark straight before the limit of a stage, or `Thời gian`."""
CLOSED = re.compile(r"\s*\)\s*:?\s*")
"""`(… đến hết ngày 30/4): Thí sinh gửi hồ sơ`: the bracket belongs to the time."""


def relation_of(words: str) -> str:
    """The relation in one spelling, without `ngày`: `Chậm nhất là ngày` -> `chậm nhất`."""
    folded = plain(words).strip()
    for pattern, name in RELATIONS:
        if re.match(pattern + r"\b", folded):
            return name
    return words.strip().lower()
