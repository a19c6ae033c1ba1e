"""Words of stage headings: `Chặng 1`, `Vòng sơ khảo`, `Cấp trường`, and what stands around them."""

from __future__ import annotations

import re
from enum import StrEnum


class Family(StrEnum):
    """Words that count stages; those of one family are brothers, of two families perhaps nested."""

    LEG = "chặng"
    PHASE = "giai đoạn"
    ROUND = "vòng"
    BATCH = "đợt"
    WEEK = "tuần"
    TURN = "lượt"
    TERM = "kỳ"
    STEP = "bước"


HELD = (
    r"(?:to chuc|dien ra|bat dau|thi dau|khoi tranh|mo cong|mo tu|mo luc|mo vao|da ngay|dau ngay|tu ngay"
    r"|tu (?=\d)|ngay (?=\d)"
    r"|tien hanh|keo dai|trong (?:hai|ba|cac|ngay|thang)|vao (?:ngay|luc|hai|sang|chieu|toi|thu|cac|chu)"
    r"|se|duoc)"
)
"""Words that tell when a stage is held: `diễn ra`, `bắt đầu`, `từ ngày`."""
UNITS = (
    r"ngay|tuan|gio|phut|cau|doi|thi sinh|nguoi|bai|giai|diem|em|truong|xa|phuong|don vi|tac pham|de|mon"
    r"|phan|noi dung|thang|nam|vong|dot|luot"
)
"""After a number: it counts things, `mỗi chặng 10 ngày`."""
WORDS = {
    Family.LEG: r"(?!chuong)ch[a-z]{1,3}n?g(?: dua)?",
    Family.PHASE: r"gia[il1] d[a-z]{2,3}n",
    Family.ROUND: r"v[a-z]ng",
    Family.BATCH: r"dot",
    Family.WEEK: r"tuan(?: le)?",
    Family.TURN: r"luot",
    Family.TERM: r"ky",
    Family.STEP: r"buoc",
}
"""How each family is worded in folded text, letters of it misread."""
ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
"""Folded ordinal -> its number."""
ORDINAL = "|".join(ORDINALS) + r"|[ivx]{1,3}"
"""An ordinal in words, or a numeral."""
NUMBERED = re.compile(
    r"(?<![\w-])(?P<word>" + "|".join(f"(?P<{f.name}>{w})" for f, w in WORDS.items()) + r")"
    r"\s(?:thi\s)?(?:so\s)?(?:(?P<d>0?\d|1\d|20)(?![\d/]|[.,]\d)|(?P<r>[ivxl]{1,4})"
    r"|th(?!i\b)[a-z]{1,2}[^\w:;,.]?\s(?P<o>" + ORDINAL + r"|\d{1,2})"
    r"|(?P<p>mot|hai|ba|bon|dau tien|dau|cuoi cung|cuoi)(?!\sthang))(?!\w)"
)  # fmt: skip
"""`Chặng 1`, `Vòng thi số 2`, `Giai đoạn II`, `Đợt thứ nhất`, `vòng cuối`."""
NAMED = re.compile(
    r"(?<![\w-])(?:"
    r"v[a-z]ng\s(?:thi\s)?(?:so\s(?:khao|tuyen|loai|ket)|loai|tu ket|ban ket|chung (?:khao|ket)|xep hang"
    r"|(?:thi\s)?cap\s(?:truong|co so|xa|phuong|huyen|quan|tinh|thanh pho|khu vuc|cum(?: truong)?|khoa"
    r"|toan quoc|quoc gia)"
    r"|(?:truong|xa|phuong|huyen|tinh|co so|thanh pho|khu vuc|cum|quoc gia|khu dan cu|thon|lop)"
    r"|thi thu|truc tuyen|truc tiep|on tap"
    r"|dau (?:loai|bang|vong tron)"
    r"|khoi dong|tang toc|ve dich|bang)|luot (?:di|ve)"
    r"|(?P<show>(?:dem|tran|gala)\s(?:(?:so khao|so tuyen|ban ket)(?:\s(?:so\s)?[1-9](?![\w/.,]|:\d))?"
    r"|chung ket)|tranh (?:hang|giai) (?:nhat|nhi|ba|tu|\d)|v[o]ng\s1/(?:64|32"
    r"|16|8"
    r"|4|2)(?!/))"
    r"|(?P<bare>(?:thi\s)?(?:so khao|so tuyen|so loai|tu ket|ban ket|chung khao|chung ket)"
    r"(?:\s(?:so\s)?[1-9](?![\w/.,]|:\d|\s(?:" + UNITS + r")\b))?)"
    r")(?!\w)"
)
"""`Vòng sơ khảo`, `Vòng cấp trường`, `lượt đi`, `đêm chung kết`, and bare `chung kết`."""
LEVEL = re.compile(
    r"(?<![\w-])(?<!so )(?:(?:hoi thi|cuoc thi|hoi thao|hoi dien|lien hoan|hoi khoe|vong thi|thi)\s)?"
    r"(?:cap\s(?!(?:giay|bang|chung|phat|kinh|nhat|cuu|the|bach|toc|tren|duoi|so|do|uy|xay|nuoc|lai|dien|cho"
    r"|cac|ban|thiet|them|ma)\b)(?=[a-z]))"
)
"""`cấp trường`, `cấp tổng công ty`: a stage where a time is told of it."""
UNIT = re.compile(
    r"(?<![\w-])(?:thi\s)?(?:cum(?: thi)?|khu vuc|bang|khoi|nhom)\s(?:so\s|thu\s|thi\s)?"
    r"(?:\d{1,2}(?![\d/.])|[ivx]{1,4}\b|[a-h]\b|nhat\b|hai\b|ba\b|(?:dong|tay|nam|bac"
    r"|trung tam)(?:\s(?:bac|nam|dong|tay))?\b)"
)
"""`Cụm số 1`, `Khu vực II`: a stage where the letter has none above it and gives each its day."""
PART = re.compile(r"(?<![\w-])phan thi(?:\s(?!thi\b)[a-z0-9]+){1,9}?(?=\s?[:(])")
"""`Phần thi Tài năng:`."""
FREE = re.compile(r"(?<![\w-])(?<!lan )(?!luot tran)(?:v[o]ng|giai doan|chang|dot|luot)\s(?=[a-z])")
"""The word before a round's own words: `vòng thi viết`, `Đợt tháng 10`."""
FREE_ENDS = re.compile(
    r"(?:ngày|từ|vào|lúc|hồi|trong|dự kiến|tại|do|được|sẽ|diễn ra|tổ chức|mở|bắt đầu|kết thúc|gồm|bao gồm"
    r"|là|có"
    r"|dành|cho|với|theo|sau|trước|đến|và|hoặc|của|như|này|trên|đã|chỉ|mỗi|các|những|người|nhằm|để|qua|bằng"
    r"|kéo dài|khởi tranh|tiếp|lần|cùng|phải|cần|không|một|hai|ba|nào|thí sinh|cuộc thi|hội thi|kết quả"
    r"|đầu|cuối"
    r"|mình|chậm|muộn|xong|hoàn thành|đang|bước|buổi|sáng|chiều|tối|thứ (?:hai|ba|tư|năm|sáu|bảy)"
    r"|chủ nhật)\b",
    re.IGNORECASE,
)
"""Words with their marks that end a round's own name."""
FREE_WORD = re.compile(r"(?:thang (?=\d{1,2}(?:/20\d\d)?\s?[:(-])\d{1,2}(?:/20\d\d)?|[a-z]+)")
"""One word of a round's own name."""
WIDER = re.compile(
    r"\s(?:khu vuc(?:\s(?:phia|mien|so)?\s?\w+)?|toan (?:tinh|quoc|xa|thanh pho|truong|nganh)|mien (?:bac"
    r"|trung|nam)|xep hang|toan doan"
    r"|theo (?:cum|khu vuc|bang|khoi|nganh)"
    r"|(?:cum|bang)(?:\sso)?\s\w{1,5}|cap (?:co so|thanh pho|khu vuc|toan quoc|quoc gia|\w+))"
    r"(?=\s?[:(,.;-]|\s" + HELD + r"\b|\s?$)"
)
"""`Vòng loại khu vực phía Bắc`: the label with its region or level."""
NOT_FREE = re.compile(
    r"(?:v[o]ng|giai doan|chang|dot|luot)\s(?:thi|nay|dau|sau|truoc|cuoi|do|tren|mot|nao|moi|cua|la|va"
    r"|trong|bao gom|gom|nhu|hien nay|tiep theo|ke tiep|tuyen truyen|cao diem"
    r"|sinh hoat)\b(?!\s(?:viet|van dap|tai nang"
    r"|duy nhat))"
)
"""`vòng thi`, `đợt này`, `giai đoạn của`: the word without a name."""
BEFORE_BARE = re.compile(
    r"\b(?:le|dem|tai|vao|tran|tham gia|ket qua|hoi dong|ban|buoi|toi|du|va|to chuc|giam khao) $"
)
"""`lễ chung kết`, `kết quả chung kết`: a round that is only mentioned."""
OPENS = re.compile(
    r"[\s*_\"'(|#>-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})\s?[.)/]?\s)?"
    r"(?:(?:thoi gian(?: thi| to chuc| dien ra)?|noi dung|lich|ve|doi voi|tai|to chuc)\s)?[\s*_\"'(|]*$"
)
"""What may stand between a paragraph's beginning and a heading's label."""
INTO = re.compile(
    r"[\s)]*(?:(?:[:,|-]|la|se la)\s*)?(?:(?:thi sinh|cac (?:thi sinh|don vi|doi|doi thi|tap the|truong)"
    r"|ban to chuc|nguoi du thi)\s+)?(?:(?:se|duoc|la|to chuc|dien ra|tien hanh|trien khai|thuc hien|bat dau"
    r"|buoc vao|tham gia|tranh tai (?:o|tai)|du thi|thi|vao|mo|khai mac)\s+)*[\"'(]?\s*"
)
"""What may stand between a time and the stage it belongs to: `…: Vòng 1`, `…, thí sinh bước vào Vòng 1`."""
FOLLOWS = re.compile(
    r"\s*(?:$|[-:.(|,\"*]|tu\s(?:ngay\s)?\d|t[a-z]r? ng|ngay\s\d|\d{1,2}/|d[a-z]{2}c\sto chuc|dien ra"
    r"|to chuc|bat dau|thi\s|mang ten|voi (?:ten|chu de)|(?:se|duoc)\s)"
)
"""What follows a label that stands as a heading on a line."""
_COUNT = r"\d(?!\d?\s?(?:[/.:h]|gio|g\d))"
LISTED = re.compile(
    r"\s*(?:(?:va|,|den)\s*(?:" + "|".join(WORDS.values()) + r")?\s?(?:" + _COUNT + r"|[ivx]+\b|chung ket)"
    r"|-\s*(?:" + "|".join(WORDS.values()) + r")?\s?(?:" + _COUNT + r"|[ivx]+\b))"
)
"""`Vòng 1, 2 và 3`, `Vòng 1 - 3`: stages told together, none of them a heading."""
TIMED = re.compile(r"\s*[(:-]\s*(?:tu\s(?:ngay\s)?\d|ngay\s\d|\d{1,2}/\d)")
"""`Vòng 1 (từ ngày …)`: a day straight behind the label."""
MENTIONED = re.compile(r"\b(?:tai|ket qua|cua|o|sau|het|qua|vao|trong|&)\s*$")
"""`tại Vòng 1`, `kết quả Vòng 1`: before a mere mention."""
INSIDE = re.compile(r"(?:[:;.,(|-]|\bva|\bgom|\bla)\s*$")
"""A mark or word before a stage that a sentence tells."""
BEGINS = re.compile(
    r"\s*(?:[:(-]|tu\s(?:ngay\s)?\d|dien ra|duoc to chuc|to chuc|bat dau|thi\s|ngay\s\d|trong|mang ten"
    r"|voi (?:ten|chu de)|(?:se|duoc)\s(?:dien ra|to chuc|tien hanh|bat dau))",
    re.IGNORECASE,
)
"""What a stage told in a sentence goes on with: its time, its name."""
