"""Words around a prize: how many, what one is worth, for whom."""

from __future__ import annotations

import re

from pipeline.extract.contest.rank_words import NUMBER

UNIT = (
    r"(?:giai|suat|huy chuong|doi|thi sinh|nguoi|em|tac pham|tac gia|bai|tap the|ca nhan|don vi|nhom"
    r"|tiet muc|lop|truong|san pham|hoc sinh)"
)
"""What prizes are counted in: `02 giải`, `03 suất`, `05 đội`."""
COUNT_AFTER = re.compile(
    rf"\s*[:(-]?\s*(?:gom|co|so luong|duy nhat)?\s*:?\s?(?P<count>{NUMBER})\s*(?:\([a-z ]{{2,12}}\)\s?)?"
    rf"(?:gi[a-z]i|{UNIT})\b(?! nhat| nhi| ba)"
    r"|\s*[|:(]?\s*(?P<cell>\d{1,3})(?=\)|\s*[|\n]|\s+\d|\s*(?:[;,.]\s|[;.]?$))"
)
"""`Giải Nhì: 02 giải`; in a table's row `| 02 |`."""
COUNT_NAMED = re.compile(
    r"\b(?:so luong|so giai|sl)\s*(?:giai\s*)?(?:la\s*)?[:|(]?\s*(?P<count>\d{1,3})"
    r"(?![\d.,]*\d)(?!\s*(?:dong|trieu))"
)
"""`số lượng: 02`."""
IN_BRACKETS = re.compile(rf"\(\s?(?P<count>{NUMBER})\s{UNIT}\b")
"""`(02 giải)`."""
TIMES_AFTER = re.compile(r"(?:\s?/\s?giai)?\s*[x×*]\s*(?P<count>\d{1,3})(?![\d.,]*\d)")
"""`500.000 đồng x 2`."""
TIMES_BEFORE = re.compile(r"(?P<count>\d{1,3})\s*(?:giai\s*)?[x×*]\s*$")
"""`2 x` before an amount."""
TOTAL = re.compile(r"\btong (?:gia tri|tri gia|tien|so tien|cong)|\btong\b")
"""The amount is that of all prizes together."""
EACH = re.compile(r"m[o0a-z]i (?:mot )?(?:giai|suat|nguoi|doi)|/\s?(?:\d\s)?(?:giai|suat)|moi mot giai")
"""The amount is that of one: `mỗi giải`, `/giải`."""
ALIKE = re.compile(
    r"m[o0a-z]i (?:mot |loai |hang )?(?:giai|suat)|/\s?giai|\b(?:cung|deu|dong hang|bang nhau)\b"
)
"""One amount for each of several ranks: `cùng`, `đều`, `mỗi loại giải`."""
TO_NEXT = re.compile(
    r"\s*(?:/\s?giai)?\s*(?:tien mat|tien thuong)?\s*(?:,?\s*(?:trao |tang |thuong )?(?:cho|danh cho"
    r"|danh tang|doi voi|vao)\s(?:(?:moi|cac|nguoi|doi|thi sinh|tac gia|bai|tap the|ca nhan|don vi|du thi"
    r"|dat|doat|gianh)\s)*|\(\s*)"
)
"""Between an amount and the rank it goes to: `5 triệu đồng cho giải Nhất`."""
JOINED = re.compile(
    rf"\s*(?:\(\s?{NUMBER}(?:\s{UNIT})?\s?\)|{NUMBER}\s{UNIT}\b)?[\s,;/-]*(?:va|hoac)?\s*(?:cac\s)?"
)
"""Between ranks told together: `giải Nhất (01 giải), giải Nhì và giải Ba`."""
LISTED = re.compile(
    r"(?:co cau giai(?: thuong)?|giai thuong|cac (?:loai )?giai(?: thuong)?|he thong giai(?: thuong)?)"
    r"[^.;:]{0,50}?(?:gom|bao gom|co|la|:)[^.;:]{0,30}$"
    r"|\b(?:trao|trao tang|trao thuong)(?:\s(?:cho|giai|thuong|cac|lan luot|huy chuong|\d+)\b)*\s$"
    r"|\b(?:trao|tang)\b[^.]{0,120};\s$"
)
"""`Cơ cấu giải thưởng gồm giải Nhất, Nhì, Ba`: prizes though nothing more is told of them."""
REST = re.compile(r"\bcon lai(?: (?:la|deu|duoc|nhan|trao|dat))*\s$")
"""`03 giải Ba, còn lại là giải Khuyến khích`."""
SERIES = re.compile(
    r"(?P<list>\d{1,4}(?:[.,]\d{1,3})*(?:\s*(?:,|;|va|-)\s+(?:va\s)?\d{1,4}(?:[.,]\d{1,3})*)+)\s"
    r"(?P<unit>trieu|nghin|ngan|giai|d[a-z]ng|d\b|vnd)"
)
"""`lần lượt 5, 3 và 2 triệu đồng`."""
GROUP = re.compile(
    r"(?:^|[.;:\n¶]\s*|(?:^|\n)(?:[a-zđ]|\d{1,2}(?:\.\d)?|-|\+)[.)]?\s?)"
    r"(?P<group>(?:giai\s)?(?:bang|khoi|nhom|noi dung|the loai|hang muc|linh vuc|cap|vong"
    r"|tuan|thang|chung cuoc|chung ket|toan cuoc|tap the|ca nhan|dong doi|toan doan|doi voi|danh cho|cho"
    r"|lua tuoi|mon|chang|dot|ky|ca cuoc thi)\b[^:;.\n]{0,60}?)\s*(?::|\)?\s?\n|gom\b|co\b)"
)
"""What parts prizes of one rank: a table, an age, a week, groups and single people."""
RAISED = re.compile(
    r"(?:/giai)?\s*(?:(?:moi|mot) giai )?(?:tang |nang |giam )?(?:len|xuong|thanh)(?:\s(?:con|la|thanh|muc"
    r"|toi|den))*\s*"
)
"""`từ 2.000.000 đồng lên 3.000.000 đồng`: the second holds."""
COUNT_OF_ALL = re.compile(
    rf"\bmoi (?:loai|hang|muc|co cau|loai giai"
    rf"|hang giai)\b[^.;:\d]{{0,40}}?\b(?P<count>{NUMBER})\s(?:\([a-z ]+\)\s)?giai\b"
)
"""`Mỗi loại có 01 giải`, told once for all ranks."""
