"""How ranks of prizes are worded: `02 giải Nhì`, `Huy chương Vàng`, `loại A`; their spelling."""

from __future__ import annotations

import re

from pipeline.extract.numbers import speak
from pipeline.extract.plain import plain

USUAL = (
    "Đặc biệt", "Xuất sắc", "Nhất", "Nhì", "Ba", "Tư", "Khuyến khích", "Triển vọng", "Tiềm năng",
    "Phong trào", "Tập thể", "Cá nhân", "Phụ", "Đồng đội", "Toàn đoàn", "Sáng tạo", "Ấn tượng",
    "Được yêu thích", "Yêu thích", "Chuyên đề", "May mắn", "Công chúng", "Bình chọn", "Phong cách",
    "Vàng", "Bạc", "Đồng", "A", "B", "C", "KK",
)  # fmt: skip
"""Ranks as letters usually print them."""
SPELLED = {plain(rank): rank for rank in USUAL}
"""Folded rank -> its usual spelling."""
WHOSE = r"(?:tap the|ca nhan|dong doi|toan doan|tuan|thang|quy|chung cuoc|ca nam|toan nang)"
"""What a rank is told of, behind it: `Nhất toàn đoàn`, `Nhì tháng`."""
_LISTED = "|".join(sorted((w for w in SPELLED if w != "khuyen khich"), key=len, reverse=True))
CLOSED = (
    r"(?:(?:duoc (?:cong chung |ban doc |khan gia )?)?(?:yeu thich|binh chon)(?: nhat)?"
    rf"|(?:an tuong|sang tao) nhat|{_LISTED}|khuyen kh[a-z]{{2,3}})(?!\w)"
)
"""Ranks of a closed list, folded."""
NUMBER = (
    r"(?:\d{1,3}|(?:hai |ba )?muoi(?: mot| hai| ba| bon| lam| sau| bay| tam| chin)?"
    r"|mot|hai|ba|bon|nam|sau|bay|tam|chin)"
)
"""How many, in figures or in words: `02`, `hai`, `hai mươi lăm`."""
ENTRY = (
    r"(?:thi sinh|tac pham|tac gia|tap the|don vi|tiet muc|bai (?:du )?thi|bai viet|bai|clip|video|doi"
    r"|truong|lop|nguoi|em|ca nhan|nhom|van dong vien|san pham|mo hinh|de tai|hoc sinh)"
)
"""What wins a prize: `05 bài đạt giải Nhì`."""
IN_WORDS = r"(?:\((?:[a-z ]{2,14}|\d{1,3})\)\s)?"
"""`02 (hai)`, `một (01)`."""
COUNT = (
    rf"(?<![\w.,/])(?:(?P<count>{NUMBER})\s{IN_WORDS}"
    rf"(?:{ENTRY}\s(?:duoc\s|se\s)?(?:doat|dat|gianh|trung|nhan|xep|dong)\s)?)?"
)
"""A number before a rank, perhaps of entries that win it: `05 bài đạt giải Nhì`."""
NOUN = r"(?!gioi\b)g[il1][a-z][il1]\s(?:thuong\s)?"
"""`giải`, one letter of it misread; `giỏi` is none."""
WHO = (
    r"(?:thi sinh|tac pham|tac gia|tap the|don vi|tiet muc|bai (?:du )?thi|clip|video|doi|truong|lop"
    r"|nguoi)"
)
"""Whose prize an unnamed one is: `giải cho thí sinh nhỏ tuổi nhất`."""
NAMED = re.compile(
    COUNT + NOUN + r"(?:\"(?P<quoted>[^\"\n]{2,70})\""
    rf"|(?P<rank>{CLOSED}(?:\s{WHOSE}(?!\w))?|(?:tuan|thang|quy|chung cuoc)(?=\s*[:(,]|\s(?:tri gia|gom|co"
    rf"|moi)\b))"
    rf"|(?:(?:danh )?cho\s)?(?P<whose>{WHO}\s[^;:.,(\d\n\"]{{4,60}}?)(?=\s*[:(,-]))"
)
"""A rank behind its noun: `02 giải Nhì`, `giải “Giọng kể hay nhất”`, `giải cho đội có nhiều bài nhất:`."""
MEDAL = re.compile(COUNT + r"(?P<rank>(?:huy chuong|cup|giai cup)\s(?:vang|bac|dong)|hc[vbd])(?!\w)")
"""`02 Huy chương Vàng`, `Cup Bạc`, `HCĐ`."""
GRADE = re.compile(
    COUNT + r"(?:(?:(?:loai|hang|muc)\s(?:giai\s)?)(?P<rank>[abc]|nhat|nhi|ba|xuat sac|i{1,3}|[1-4])"
    r"|giai\s(?P<nth>i{1,3}|[1-4]|thu (?:nhat|nhi|hai|ba))"
    r"|(?:doi|bai|thi sinh|tac pham|xep|vi tri|thu)\s(?:thu\s|hang\s)?(?P<place>nhat|nhi|ba))(?!\w)(?!/)"
)
"""`loại A`, `hạng Nhất`, `giải II`, `xếp Nhì`: ranks told by another word, or by a number."""
MORE_MEDALS = re.compile(
    rf"\s*(?:[,;/]|va)\s*(?:va\s)?(?:(?P<count>{NUMBER})\s)?(?P<rank>vang|bac"
    rf"|dong)(?!\w)(?=\s*(?:[,;.:()/-]|va\b|kem|$|\d|moi|tri|lan))"
)
"""`Huy chương Vàng, 02 Bạc và Đồng`: medals behind the first."""
TITLE = re.compile(
    COUNT
    + r"(?:giai\s)?(?P<rank>quan quan|a quan(?:\s(?:[12]|i{1,2})(?![\w.,]*\w))?|quy quan|thu khoa|a khoa"
    r"|vo dich)(?!\w)"
)
"""`Quán quân`, `01 Á quân`: a winner's title."""
OPEN = re.compile(
    rf"(?<![\w.,/])(?:(?P<count>{NUMBER}) )?(?:g[il1][a-z][il1]) "
    r"(?!thuong\b|phap|quyet|trinh|ngan|dap|thich|tri\b|lao\b|phong\b|nay\b|chung\b"
    r"|thi\b(?! sinh)|cho\b|danh cho\b"
    r"|(?:x|gom|bao gom|co|la|moi|tri gia|tuong|voi|kem|bang|duoc(?! [a-z]+ (?:yeu|binh))|va|hoac|tren"
    r"|trong|o|tai(?! nang)|nhu|tu|den|cac|nhung|tong|lan|so|theo)\b)"
    r"(?P<rank>[a-z][^\d;:,.()|\"-]{1,60}?)"
    r"(?=\s*(?:$|[;:,.()|-]|\d|tri gia|duoc (?:nhan|thuong|tang)|do\s|gom\b|moi (?:giai|suat)|la\b"
    r"|nhan\b|va \d|co \d))"
)
"""A rank of no list; only beside other prizes, with a number and money."""
_NAME = (
    r"(?P<rank>(?!(?:tong|tien|moi|muc|kinh phi|tri gia|ho tro|gia tri|thuong|trong|co|cup|huy chuong|giay"
    r"|bang|qua)\b)"
    r"[^\W\d][^\d;:,.()|\"\n-]{2,50}?)"
)
CALLED = re.compile(
    rf"(?:^|[:;]\s|\n[\s+-]*){_NAME}\s\((?P<number>{NUMBER})(?:\s(?:giai|suat))?\)\s?[-:]\s(?=\d)"
)
"""`Tác phẩm xanh (01): 10 triệu đồng`: a prize by its name, with its number."""
CALLED_SO = re.compile(rf"(?:;\s|\bdanh hieu\s)(?:danh hieu\s)?{_NAME}\s?[-:]?\s(?=\d)")
"""`Tác phẩm xanh (01) - 10 triệu`: a prize by its name alone, beside others."""
BARE = re.compile(
    rf"(?<![\w.,/])(?:(?P<count>{NUMBER}) {IN_WORDS})?"
    r"(?P<rank>(?:dac biet|xuat sac|nhat|nhi|ba|tu|khuyen khich|kk|trien vong|tiem nang|vang|bac|dong|[abc]"
    rf"|an tuong|phong trao|may man|yeu thich)(?!\w)(?: {WHOSE}(?!\w))?)"
)
"""A rank without its noun: `Nhất: 02`, `Khuyến khích 500.000 đồng`."""
_LADDER_RANK = r"(?:dac biet|xuat sac|nhat|nhi|ba|tu|khuyen khich|kk|trien vong|[abc]|vang|bac|dong)(?!\w)"
_IN_BRACKETS = rf"(?:\s?\(\s?{NUMBER}(?:\s[a-z ]{{2,14}})?\s?\))?"
LADDER = re.compile(
    rf"(?<![\w/])(?:{NUMBER}\s)?(?:dac biet|xuat sac|nhat|nhi|a|vang)(?!\w){_IN_BRACKETS}"
    rf"(?:(?:\s?[,;/-]\s?(?:va\s)?|\sva\s)(?:{NUMBER}\s)?{_LADDER_RANK}{_IN_BRACKETS})+"
)
"""`Nhất, Nhì, Ba và Khuyến khích`: ranks one after the other, which nothing else is."""
NOT_RANKS = re.compile(r"\b(?:bang|khoi|nhom|lop|hinh|cau|dap an|phuong an|muc|cum|hang|san|phu luc|mau)\s$")
"""Before letters that name tables, forms or answers: `bảng A, B`."""
STEP = re.compile(rf"(?<!\w)(?:(?P<count>{NUMBER})\s(?!\())?(?P<rank>{_LADDER_RANK})")
"""One rank of a ladder."""
BARE_BEFORE = re.compile(r"(?:^|[;,:(|\n+.¶-]|\b(?:va|la|gom|co|giai|thuong|trao|xep|hang|dat|doat))\s*$")
"""What a bare rank follows."""
BARE_AFTER = re.compile(rf"\s*(?:[:|(\n-]|\d|gom\b|co\b|tri gia|duoc\b|x\s?\d|$|{NUMBER} (?:giai|suat)\b)")
"""What follows a bare rank that has no number before it."""
COUNTED_AFTER = re.compile(r"\s*(?:[;,.:()|\n]|$|va\b|moi\b|tri gia|\d)")
"""What follows a bare rank behind its number: `02 Nhì,`."""
ALSO = re.compile(
    rf"\s*(?:[,;/-]|va|hoac)\s*(?:va\s)?(?:(?P<count>{NUMBER})\s)?(?P<rank>{CLOSED})"
    r"(?=\s*(?:[,;.:()/\n-]|$|va\b|lan luot|tuong ung|moi\b|cung\b|deu\b|duoc\b|tri gia|voi\b|nhan\b|\d|co\b"
    r"|toan\b|cap\b|cua\b|cho\b|la\b|theo\b|kem\b))"
)
"""`giải Nhất, 02 Nhì và Ba`: ranks that share the noun of the first."""
ZONE = re.compile(
    r"\b(?:giai thuong|co cau giai|phan thuong|muc thuong|khen thuong|tien thuong|so giai|cac giai|tong giai"
    r"|muc giai|trao giai|he thong giai|giai phu|giai chuyen de|giai rieng|moi giai|giai\s*:|thuong\s*:)"
)
"""Words near which bare ranks are prizes."""
WON = re.compile(r"(?:\b(?:doat|dat|gianh)(?: duoc)?(?:\s(?:cac|mot so))?)\s*$")
"""`đạt`, `đoạt các` before a prize: somebody won it."""
PAPER = re.compile(r"g[a-z]{2,3}y (?:khen|chung nhan)|bang khen|ky niem chuong|co luu niem|chung nhan")
"""A certificate, which is told of prizes that are given."""
TALE = re.compile(rf"\b(?:doat|dat|gianh)(?: duoc)?(?:\s(?:cac|mot so))?\s(?:{NUMBER}\s)?giai\b")
"""`đã đạt 02 giải`: the beginning of a tale of who won what."""
SENTENCE = re.compile(r"[;¶]|[.](?=\s|/|$)")
"""Where a sentence ends."""
PAST = re.compile(r"\b(?:da|tung|nam (?:20|19)\d\d|vua qua|nam (?:ngoai|truoc)|truoc day)\b")
"""Words of what is over: `năm 2024`, `vừa qua`, `đã`."""
SCALES = re.compile(r"\s(?:trieu|tram|nghin|ngan|muoi)\b")
"""`giải ba triệu`: behind a number, no rank."""
OFTEN_OTHER = ("a", "b", "c", "phu", "ca nhan", "tap the", "tu", "phong trao", "vang", "bac", "dong")
"""Ranks that are as often something else: they need a number or their capital."""


def spelled(text: str) -> str:
    """The rank in its usual spelling (a closed list), first letter large."""
    words = plain(text).split()
    for n in (3, 2, 1):
        known = SPELLED.get(" ".join(words[:n]))
        if known is not None and known != "KK" and (len(known) > 1 or len(words) == 1 or len(words) == 3):
            return " ".join([known, *text.split()[n:]])
    if not text.islower() and not text.isupper():
        return text[:1].upper() + text[1:]
    return text if len(text) <= 3 else text[:1].upper() + text[1:].lower()


def counted(text: str) -> int | None:
    """The number in figures or words."""
    if text.isdigit():
        return int(text)
    spoken = speak(text)
    return spoken.value if spoken else None
