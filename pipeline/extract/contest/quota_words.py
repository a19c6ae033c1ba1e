"""Words by which letters tell how many go on: units, deeds of choosing, where the chosen go."""

from __future__ import annotations

import re

from pipeline.extract.contest.rank_words import NUMBER

NOUN = (
    r"(?:xa|phuong|dac khu|thi tran|don vi|thi sinh|doi (?:thi|tuyen|xuat sac)|doi\b|so\b|ban\b|nganh|co so"
    r"|truong|nguoi|tap the|ca nhan|em\b|chau\b|ban tre|guong mat|tac gia|nhom|cap (?:doi|dau|thi sinh)"
    r"|cap\b|clip|video|tiet muc|mo hinh|gia dinh|ho\b|khu dan cu|khu pho|ap\b|xom|buon|dong chi|vuon|vo si"
    r"|nghe si|bai (?:du )?thi|bai (?:viet )?(?:tot|xuat sac|co)|bai\b"
    r"|tac pham|san pham|giao vien|hoc sinh|sinh vien|huyen|tranh|buc (?:tranh|anh)|anh\b|du an|de an|ho so"
    r"|y tuong|quan\b|lop\b|co quan|can bo|doan vien|hoi vien|thon|to dan pho|de tai|giai phap|sang kien"
    r"|van dong vien|ung vien|chi doan|chi hoi|chi bo|cong doan|doanh nghiep|hop tac xa|cau lac bo|phim"
    r"|ca khuc|mau|bo anh|suat|ve\b|dien gia)"
)
"""What takes part and is counted: `đội`, `thí sinh`, `xã`, `tác phẩm`."""
UNIT = NOUN + r"(?:,?\s(?:va\s)?" + NOUN + r")*(?:\s(?:dai dien|xuat sac nhat|cao nhat|tot nhat|tieu bieu))?"
"""Several of them: `xã, phường, đặc khu`, `đội xuất sắc nhất`."""
NOT_UNIT = (
    r"(?:ngay|gio|phut|thang|nam|cau|diem|giai|vong|trieu|nghin|ngan|dong|tuan|lan|phan|buoi|trang|tiet"
    r"|giay|ban (?:sao|in|mem)"
    r"|cum|bang|chu|tu|dia diem|chang|tuoi|luot|tran|hiep|met|cay|kg|km|cm|mm|noi dung|cap|hinh thuc"
    r"|tieu chi|muc|khoa|ky|dem|de|de (?:thi|bai)|chu de)\b"
)
"""What numbers count beside: days, questions, points."""
NOT_SECOND = (
    r"(?:du|vao|di|qua|thi|duoc|co|dat|se|xuat|tham|tiep|len|de|cho|tot|cao|dung|dan|tro|o|tai|tu|den"
    r"|va|la|cua|moi|gui)\b"
)
"""Words that do not go on with the name of what is counted."""
NUM = rf"(?:\d{{1,3}}\.\d{{3}}|\d{{1,4}}|{NUMBER})"
"""How many, in figures or words."""
OF = r"(?:\d{1,3}\.\d{3}|\d{1,5})"
"""Of how many, in figures."""
PHRASE = re.compile(
    rf"(?<![\w/.,-])(?P<take>{NUM})(?:\s\((?:[a-z ]{{2,14}}|\d+)\))?"
    rf"(?:\s?(?:/|tren(?: tong)?(?: so)?|trong(?: tong)?(?: so)?)\s?(?P<of>{OF})(?![\d/.,]\d))?"
    rf"\s(?:luot\s)?(?P<unit>(?P<known>{UNIT})(?!\w)|(?!{NOT_UNIT})[a-z]+(?:\s(?!{NOT_UNIT}"
    rf"|{NOT_SECOND})[a-z]+)?)"
)
"""A number with what is counted, perhaps out of how many: `10/114 xã, phường`."""
WHOLE_BEFORE = re.compile(
    rf"\b(?:(?<!dien )tu|trong|trong so|trong tong so|tong so|co|tren|voi)\s(?:tong so\s"
    rf"|so\s)?(?P<of>{OF})\s(?:{NOUN})[^.;:\n]{{0,70}}$"
)
"""`từ 95 đội … chọn`: the whole, told before."""
WHOLE = re.compile(
    r"\b(?:(?<!dien )tu|trong|trong so|trong tong so|tren|tren tong so)\s(?:tong so\s|so\s|hon\s)?$"
)
"""The whole itself is no quota."""
WHOLE_AFTER = re.compile(
    rf"(?:\s[a-z]+){{0,8}}?,?\s\(?(?:trong|tren"
    rf"|tu)\s(?:tong\s)?(?:so\s)?(?P<of>{OF})(?![\d/.,]\d)\s(?:{NOUN})(?!\w)"
)
"""`12 đội xuất sắc nhất trong số 95 xã, phường`."""
STAGE = (
    r"(?:vong|chung (?:ket|khao)|ban ket|tu ket|giai doan|chang|dot|luot|top|tran|dem|phan thi|cap"
    r"|so (?:khao|tuyen|loai|ket)|buoi|ngay thi|buoc|ky)"
)
"""A word that a later stage begins with."""
LATER = (
    r"(?:vong (?:[2-9]|i[iv]|hai|ba|bon|trong|sau|chung|ban|tu ket|tiep|cuoi|tinh|thanh pho|truc tiep"
    r"|quoc gia|toan quoc|phuong|xa)|chung (?:ket|khao)|ban ket|tu ket|chang (?:[2-9]|i[iv]|hai"
    r"|ba)|giai doan (?:[2-9]|i[iv]"
    r"|hai|ba)"
    r"|dem (?:chung|ban)|cap (?:tinh|thanh pho|trung uong|quoc gia|toan quoc|khu vuc|bo|nganh)|toan quoc)"
)
"""A stage after the first."""
ON = (
    r"(?:di tiep|di sau|thi tiep|thi (?:chung|ban|tu) ket|di thi|tiep tuc|vao trong|vao sau"
    r"|(?:vao|lot vao|buoc vao|qua|len|du|du thi|tham gia|tham du|gui du|gui (?:du )?thi|de"
    r"|(?:tranh tai|thi dau|gop mat|co mat|tranh giai|bieu dien)(?: o| tai)?|thi (?:o|tai)|cho|tai"
    r"|dai dien [a-z ]{2,25} (?:du|tham)(?: thi| gia| du)?)"
    rf" (?:duoc )?(?:cham )?(?:thi )?(?:hoi thi |cuoc thi )?{STAGE}\b|(?:gianh|doat|co) (?:quyen|ve"
    rf"|suat) (?:vao|du|tham|di|thi|bieu|buoc|tranh)"
    r"|(?:duoc|de) (?:moi|vao|trinh bay|bao ve|thuyet trinh|trinh dien|tham gia (?:vong|chung|ban)"
    r"|du (?:vong|thi|chung)"
    r"|tranh tai|tranh (?:chuc|giai)|cham chung|trung bay va)|(?:va )?cham (?:vong|chung)"
    r"|du xet(?: giai)? cap|tranh (?:giai|chuc)\b|lot vao|duoc chon (?:vao|du|dien|thi))"
)
"""`đi tiếp`, `vào vòng chung kết`, `được chọn dự thi`: they go on."""
GOES_ON = re.compile(ON)
"""The same, as a pattern."""
SELECT = re.compile(
    r"\b(?P<verb>[l1i]ua chon|tuyen chon|xet chon|binh chon|sang loc|chon cu|chon|lay|cu|de cu|tuyen"
    r"|giu lai|chot|loc|xet|cong nhan|xac dinh|de nghi|de xuat|gioi thieu)\s"
    rf"(?P<into>vao {STAGE}(?: [a-z]+){{0,2}}? )?"
    r"(?:(?:ra|it nhat|toi da|khong qua|toi thieu|top|khoang|tiep|duoc|lai|danh sach|dung"
    r"|du)\s){0,3}(?:moi (?!truong|don vi)[a-z]+(?: [a-z]+)?\s)?$"
)
"""`chọn`, `lấy`, `tuyển chọn ra` straight before a number."""
MADE_OF = re.compile(r"\b(?:doi|nhom|to|doi thi|doi tuyen) (?:gom|co|bao gom)(?: co)?\s$")
"""`mỗi đội gồm` before a number: what a team is made of."""
OF_EACH = re.compile(r"(?:\s[a-z]+){0,4}? (?:cua|o|tai|trong) moi (?:truong|don vi|lop|xa|phuong|doi)\b")
"""`… của mỗi trường`: each sends so many."""
ALSO = re.compile(r",?\s?(?:va|,|cung)\s$")
"""Between two numbers chosen together: `10 xã và 02 sở`."""
BEST = re.compile(
    r"\b(?:xuat sac|(?:cao|tot|nhanh|dep|hay|manh|gioi|noi bat|an tuong) nhat|cao hon|dung dau|dan dau"
    r"|tieu bieu|xep (?:nhat|nhi|hang)|thang|tu cao xuong(?: thap)?|nhieu nhat)\b"
)
"""`xuất sắc nhất`, `điểm cao nhất`, `dẫn đầu`."""
EACH = re.compile(
    r"\bmoi\b(?! (?:bang|nhom|vong|tuan|cum|khoi|ngay|luot|ca|bai|tac pham|the loai|nganh)\b)[^.;:\n]{0,70}$"
)
"""`mỗi trường` before a number; `mỗi bảng` is a part of the contest."""
GIFT = re.compile(
    r"[^,.;]{0,90}?\b(?:trao (?:thuong|giai)|khen thuong|tang (?:giay|bang|qua)|bieu duong|giay khen"
    r"|trung bay(?! va)|bao ten|bao cao|gui (?:ve )?cap tren)\b"
)
"""They are honoured, and do not go on."""
REPORTS = re.compile(
    r"\b(?:moi co|da co|moi|chi moi|con|den nay|hien (?:co|nay)|tinh den|van con|ty le|dat)\b[^.;]{0,40}$"
)
"""`đã có 10/114 xã`: the past is reported."""
REPORTED = re.compile(
    r"[^.;]{0,60}?\b(?:bao cao|dang ky(?! thi)|hoan thanh|chua|tham gia (?:tap|hop)|ky ket|trien khai"
    r"|cau dung)\b"
)
"""`10/114 xã báo cáo`: the same, told behind."""
NUMBERED = re.compile(
    r"(?:vong|chang|dot|tuan|giai doan|bang|lop|khoi|thu|so|ngay|thang|nam|luc|cau|phan|dieu|muc|khoan|cum"
    r"|(?<!dien )tu|den|tuoi|bac|hang)\s*$"
)
"""`vòng 2`, `ngày 12`: the number is a name."""
HOLDS = re.compile(
    r"(?::|\bdanh cho|\bchi danh cho|\bla cuoc (?:dua|tranh tai|so tai) cua|\bquy tu|\bla|\bgom(?: co)?|\bco"
    r"|\b(?:co )?su (?:tham gia|gop mat|tranh tai|hien dien) cua|\bthi|,)\s(?:top\s)?$"
)
"""Between a stage and who makes it up: `dành cho`, `gồm`, `là cuộc tranh tài của`."""
AT_STAGE = re.compile(rf"\b(?:{STAGE})\b")
"""A stage is spoken of."""
AT_LATER = re.compile(rf"\b(?:{LATER})\b")
"""A stage after the first is spoken of."""
CHOSEN = re.compile(
    r"\b(?:(?:cao|tot) nhat|(?:co )?diem cao|xuat sac|dung dau|dan dau|vuot qua|dat yeu cau|cao hon|con lai"
    r"|duoc (?:tuyen )?chon|vao vong|qua vong)\b"
)
"""They were chosen: `xuất sắc`, `được chọn`, `còn lại`."""
AS_CHOSEN = re.compile(r"(?:\bdanh sach|:)\s$")
"""`Danh sách 20 nhóm được chọn`, `Nội dung: 50 thí sinh được chọn học …`."""
COUNTED_IN = re.compile(
    rf"\b(?:vao|du|du thi|tham gia)\s(?:thi\s)?{STAGE}\b[^.;:\n]{{0,30}}(?::|\bla)\s(?:top\s)?$"
)
"""`Số lượng vào chung khảo: 40 bài`."""
OTHER_DEED = re.compile(r"\s(?:nhan|duoc|se|bi|trinh bay|nop|gui|tham gia)\b")
"""What follows counts somebody who does something else."""
IN_SUM = re.compile(rf"{ON}[^.;]{{0,40}}\b(?:tong cong|tat ca)(?: la| co)?\s$")
"""`… vào chung kết, tổng cộng` before a number."""
IN_ALL = re.compile(r"\b(?:chon|lay|tuyen|giu lai)\b[^.;]*\btrong do\b[^.;]*$")
"""`chọn 25%, trong đó: báo in 12 tác phẩm, báo điện tử 15 tác phẩm`."""
AT_MOST = re.compile(
    rf"\bso (?:luong )?(?P<unit>{UNIT}|[a-z]+(?: [a-z]+)?) (?:duoc )?(?:chon )?(?:vao|di tiep|qua"
    rf"|du) {STAGE}\b[^.;:\d]{{0,40}}?"
    rf"(?:la|:|khong (?:vuot )?qua|toi da|gom)\s(?P<take>{NUM})(?![\w/])(?!\s(?:{NOUN}))"
)
"""`Số ý tưởng vào vòng thuyết trình không vượt quá 18.`"""
PASSED = re.compile(r"[^.;]{0,40}?\bduoc (?:dua|chon|giu|trung bay|binh chon|moi|cong bo|dang)\b")
"""`… được chọn`, `… được trưng bày` behind a number."""
ROW_ON = re.compile(
    r"(?:(?:so|so luong|chi tieu|suat) )?(?:[a-z]+ )?(?:chon |duoc |lay )?(?:di tiep|vao vong (?:sau|trong)"
    r"|vao (?:ban|chung) ket)"
)
"""The first cell of a row that tells how many go on."""
HEAD_ON = re.compile(r"(?:so|sl|so luong|chi tieu)\b.*\b(?:di tiep|vao|duoc chon|chon|lay|qua)\b")
"""The head of a column that tells how many go on."""
HEAD_ALL = re.compile(r"(?:so|sl|so luong|tong so)\b.*\b(?:tham gia|du thi|dang ky|tham du|du)\b|tong so\b")
"""The head of a column that tells how many take part."""
