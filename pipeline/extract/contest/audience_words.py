"""Words by which letters tell who may take part: labels, people, deeds."""

from __future__ import annotations

import re

TAKE_PART = (
    r"(?:tham gia|du thi|tham du|du tuyen|huong ung|thi dau|thi|choi|du|xet (?:giai|thuong|tang)"
    r"|dang ky(?: du thi)?|ghi danh|gui bai|nop bai|viet|ve|sang tac|chup|de cu|tranh tai|bieu dien)"
)
"""Deeds of those who take part."""
SUBJECT = r"d[o0a-z]{1,2}i t[a-z]{2,4}ng"
"""`đối tượng`, letters of it misread."""
CONTEST = (
    r"(?:cuoc thi|hoi thi|hoi thao|hoi dien|lien hoan|ngay hoi|giai(?: thuong| dau)?|san choi|chuong trinh"
    r"|ky thi|festival|cuoc van dong|phong trao)"
)
"""What they take part in."""
OF_IT = rf"(?:\s(?:cua )?{CONTEST}(?: nay)?)?"
"""`cuộc thi này`, `của hội thi` behind a deed."""
_WHO = (
    r"(?:nguoi|khach hang|thi sinh|van dong vien|dien vien|cau thu|ky thu|nghe (?:si|nhan)|ung vien|tac gia"
    r"|doi(?: tuyen| thi)?|em|chau|ban|hoc sinh|hoi vien"
    r"|thanh vien(?: (?:doi tuyen|doi thi|doi|nhom))?|(?:ca nhan|tap the|don vi|to chuc)"
    r"(?:(?:,| va) (?:ca nhan|tap the|don vi|to chuc))*)"
)
_MAY = r"(?:\s(?:co the|duoc(?: quyen)?|co quyen|bat buoc|se|phai))*"
_LABEL = (
    r"(?:(?:quy dinh|thong tin|pham vi|cac|nhung|ve|yeu cau)(?:,|\sva)?\s)*"
    r"(?:(?:dieu kien|tieu chuan|yeu cau) (?:doi voi|cua|ve|cho) )?(?:"
    rf"(?P<strong>{SUBJECT})"
    r"(?:(?:\s?&|\sva|,)\s(?:pham vi|so luong|dieu kien|thanh phan|tieu chuan|do tuoi|hinh thuc|yeu cau"
    r"|the loai))*"
    rf"(?:,?\s(?:duoc |va |bat buoc )?(?:bat buoc|moi|ap dung|chinh|huong toi|huong den|{TAKE_PART}))*{OF_IT}"
    r"(?:(?!\s(?:khach|phuc vu|khen|ho tro|thu huong|cham|tap huan|moi|duoc moi|cung|lien quan|la|gom|cua"
    r"|ap dung cua))(?:\s[a-z]+){1,4}(?=:))?"
    rf"|{_WHO}{_MAY}\s(?:{TAKE_PART}|moi)(?:(?:,| va)? {TAKE_PART})*{OF_IT}"
    rf"|{_WHO}"
    rf"|ai{_MAY}\s{TAKE_PART}{OF_IT}"
    rf"|(?P<bare>(?:duoc |co the |co quyen )?(?:tham gia|du thi|tham du)){OF_IT}"
    rf"|(?:cuoc thi |hoi thi )?(?:danh (?:rieng )?cho|mo cho)(?: ai)?"
    rf"|(?P<weak>(?:thanh phan(?: doi(?: thi| tuyen)?)?|luc luong|dieu kien|do tuoi"
    rf"|tieu chuan)(?: ve doi tuong)?(?:,?\s(?:va )?(?:dieu kien|so luong|do tuoi))*"
    rf"(?:\s(?:duoc )?{TAKE_PART}(?:,? va {TAKE_PART})*)?{OF_IT})"
    r")(?:\s\([^)\n]{2,40}\))?"
    r"\s*(?P<by>[:?|]|-(?=\s)|(?=\n)|$|\.(?=\s)|(?:,\s)?(?:duoc (?:xac dinh )?|phai )?"
    r"(?:la|gom co|gom|bao gom|co)(?:\s(?:co\s|nhung\s)?:?|\s?:))"
)
LABEL = re.compile(_LABEL.replace(" ", r"\s"))
"""`Đối tượng dự thi:`, `Ai được thi?`, `Diễn viên tham gia:`, `Người chơi là …`, at the head of a
sentence."""
NUMBERED = re.compile(
    r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[).:/-]\s*(?=[^\d\s])|[*+–-]\s+|dieu \d{1,2}[.:]\s+"
    r"|(?:thu (?:nhat|hai|ba|tu)|(?:mot|hai|ba|bon) la),?\s"
)
"""A list mark before a label."""
NOT_WHO = re.compile(
    r"(?:dang (?:nhap|ky|tai)|truy cap|nop\b|gui\b|ghi\b|mang\b|co mat|phai\b|khong (?:duoc|phai)|chiu\b"
    r"|quet\b|go\b|lam (?:bai|theo)|viet (?:bai|tay)|xem\b|can\b(?! bo)|cung cap|chon\b|thuc hien|tra loi"
    r"|xuat trinh|tu (?:chuan|chiu|tuc)|theo (?:mau|quy dinh|the le|dieu|muc|khoan|van ban|huong dan)"
    r"|khong gioi han|thi\b(?! sinh)|\d{1,2}\s?(?:h|gio)\b"
    r"|ngay\b|\d{1,2}/|tai\b(?! nang)|\d+ (?:vong|cau|phan|giai|bai|tiet muc)|mot (?:bai|clip|tac pham)"
    r"|quy dinh|nhu sau|sau day|day du|tot\b|tich cuc|dong gop|trach nhiem|co the\b|duoc\b|bai\b|san pham"
    r"|tac pham|so luong|su dung|quay\b|chuan bi|giu\b|mac\b|dung\b|co (?:trach nhiem|quyen|nghia vu)|den\b"
    r"|hoan toan|tuan thu|giai (?:nhat|thuong)|cam ket|khuyen khich|thoi gian|dia diem|tung\b"
    r"|mot (?:tieu chi|noi dung|hoat dong|nhiem vu|trong)|tieu chi|dip\b|co hoi|hoat dong|hinh thuc)"
)
"""What follows a label that tells something else than people."""
PEOPLE = (
    r"(?:(?!thu |cong |benh |nhac |dong )[a-z]+ vien\b(?! tro)|[a-z]+ si\b|(?:ky|luat|kien truc|giao) su\b"
    r"|can bo|cong chuc|co quan nha nuoc|ke toan|tro ly|hat nhan|nguoi (?!du\b|duoc|tham|choi|thi\b"
    r"|viet bai|nop|gui|dat|trung|thang|chien thang)|nha (?:giao|bao|khoa hoc|van|tho"
    r"|sang che)|(?:cac )?ho (?:gia dinh"
    r"|dan|kinh doanh)"
    r"|gia dinh|cong nhan|thieu (?:nhi|nien|nu)|thanh (?:nien|thieu nien)|tre em|phu huynh|nong dan|ngu dan"
    r"|ba con|chi em|nguoi dan|(?<!ban )nhan dan|cong dan|phu nu|luc luong|hoc sinh|cac (?:em|chau|ban|cu"
    r"|chi em)\b"
    r"|bat (?:ky|cu) ai|cac nha truong|(?:to chuc|tap the|nhom)(?:,| va)? (?:va )?(?:nhom )?ca nhan"
    r"|ca nhan|to chuc|tap the|nghe nhan|doanh nghiep|hop tac xa|cau lac bo|phong vien|thay co|cuu chien binh"
    r"|ban doc|tieu thuong|lai xe|y (?:si|ta)|ho sinh|nu ho|nhan su|chi (?:doan|hoi|bo)|chu (?:ho|the|co so"
    r"|nhiem)"
    r"|bi thu|truong (?:thon|ban)|dau bep|tho\b|nghe|doi (?:van nghe|tuyen|bong|thi|tuyen truyen)|nhom\b"
    r"|cac doi\b|to (?:hoa giai|lien gia|tuyen truyen|cong nghe|hop tac)|dan quan|quan nhan|lao dong|kieu bao"
    r"|nam, nu|nu cong"
    r"|hoc tro|thanh vien|du khach|moi nguoi|dong bao|dan cu|sinh vien|cac (?:truong|don vi|co quan|xa"
    r"|thon)\b)"
)
"""Who takes part: trades, ages, bodies and members of them."""
SOMEBODY = re.compile(rf"{PEOPLE}|\d tuoi|\b(?:ai|nguoi|truong|doi|don vi|hoi|lop|khoi)\b")
"""Words that tell of people at all."""
FOR = re.compile(
    r"\b(?:(?P<open>danh (?:rieng )?cho|mo (?:rong )?(?:ra )?cho|to chuc (?:rong rai |rieng )?cho"
    r"|phat dong (?:rong rai )?(?:cho|den|toi|trong)|thu hut su tham gia cua"
    rf"|co (?=(?:cac |nhung )?{PEOPLE}[^.;:\n]{{0,120}}? (?:tranh tai|thi tai|tham gia|tham du|du thi)\b))"
    r"|mo (?:rong )?(?:ra )?(?:toi|den)|chi nhan"
    r"|giai thuong (?:nay )?xet (?:tang|trao)(?: cho)?"
    r"|nhan (?:bai(?: viet)?|tac pham|ho so|san pham|tranh|anh)(?: du thi)? (?:cua|tu)"
    rf"|(?:{SUBJECT}(?: du thi| tham gia| duoc moi)?{OF_IT}|(?:nguoi|thi sinh) (?:du thi|tham gia){OF_IT}"
    rf"|thanh phan (?:du thi|tham gia|tham du){OF_IT}"
    rf"|(?<!viec )(?:tham gia|tham du|du thi|tranh tai){OF_IT}) (?:chu yeu )?(?:la|gom co|gom|bao gom):?"
    rf"|(?:voi|co) su (?:tham gia|gop mat|tranh tai) cua|huong (?:toi|den) {SUBJECT}(?: la)?)"
    r"\s?(?<=\s)(?=(?P<who>[^.;:\n]{6,30}))"
)
"""`dành cho`, `nhận bài của`, `người dự thi là` before people."""
OTHER_GIFT = re.compile(
    r"(?:\bvong (?:\d|thi|so|chung|ban)[^.;:]{0,30}|(?:giai (?:nhat|nhi|ba|dac|khuyen|phu)|phieu"
    r"|mau (?:don|phieu)|tai lieu|kinh phi|giay khen|(?:phan|tien) thuong|qua tang|ve (?:moi|xe)|hoc bong"
    r"|link|duong dan|khu vuc|hang ghe|thoi gian|de (?:thi|cuong)|cau hoi|phan (?:thi|qua)|tap huan|boi duong"
    r"|hoi nghi|huong dan|bieu mau|suat|chuyen muc|diem|ke hoach|thuc hanh)(?:\s\S+){0,3}?)\s*$"
)
"""`Vòng 2 dành cho …`, `phiếu dành cho …`: no audience."""
OF_STAGE = re.compile(r"(?:^|[.;]\s)(?:[-+*]\s)?(?:giai doan|vong|chang|bang|dot|noi dung)\s[^.;]*$")
"""A sentence about a stage, which may be for some of them only."""
ANYONE = re.compile(r"(?P<who>\bai [^.;:\n]{4,80}?),?\s(?:deu|cung)\s(?:co the |duoc )*(?:du thi|tham gia)")
"""`Ai … đều có thể dự thi`."""
_ALL_OF = (
    r"(?:100%\s)?(?:dong dao |toan the |tat ca (?:cac )?|moi |cac (?:em |chau |ban )?|nhung |toan bo "
    r"|bat (?:ky|cu) )?"
)
WHO_MAY = re.compile(
    rf"(?P<who>{_ALL_OF}{PEOPLE}[^.;:\"\n]{{0,160}}?)"
    r",?\s(?:deu |co the |(?:moi )?duoc (?:quyen )?|co quyen )+(?:mang [a-z ]{3,30}?(?:du thi|tham gia)"
    r"|dang ky|du thi|tham gia|tham du|gui|nop|viet bai|ghi danh|vao thi"
    r"|moi (?:viet|gui|tham|du))(?! (?:cham|coi))"
)
"""`Người dân từ 18 tuổi đều được dự thi`."""
_CALL = (
    r"(?:van dong|huy dong|khuyen khich|dong vien|keu goi|moi|to chuc cho"
    r"|tao dieu kien (?:thuan loi )?(?:cho|de)"
    r"|(?:pho bien|tuyen truyen|trien khai|phat dong|quan triet|gioi thieu|thong bao|thong tin|lan toa)"
    r"[^.;:\n]{0,70}?\s(?:den|toi|cho|trong|sau rong trong|rong rai trong)|yeu cau|de nghi|huong dan|chi dao"
    r"|tuyen truyen,? van dong|(?:tuyen truyen|van dong|pho bien)[^.;:\n]{0,40}?\sde)"
)
_INNER = (
    r"(?:(?!\b(?:van dong|huy dong|khuyen khich|to chuc (?:cho|trien|thuc|da)|trien khai|chi dao|de nghi"
    r"|cu \d|lap\b|qua do|da\b"
    r"|khong the|co toi thieu|co it nhat|thanh lap|thuc hien|yeu cau|bao dam"
    r"|tich cuc to)\b)[^.;:\"\n]){0,160}?"
)
_SINGLE = (
    r"(?!(?:doi|gia dinh|to chuc|tap the|nhom|cac (?:truong|don vi|co quan|xa|thon|doi)|chi (?:doan|hoi|bo)"
    r"|hop tac xa|to)\b)" + PEOPLE
)
"""People one by one, not the bodies that send them."""
CALLED = re.compile(
    rf"(?<!cu )(?:\b(?P<call>{_CALL})(?:\s(?:rong rai|manh me|dong dao"
    rf"|toi da))?\s)?(?P<who>{_ALL_OF}{_SINGLE}{_INNER})"
    r",?\s(?:(?:biet|hieu|nam (?:ro|duoc)|phai|can|cung|chu dong|tu giac|nhiet tinh|truc tiep|de|co the"
    r"|cung nhau|hang hai|tich cuc|thuong xuyen|nghien cuu|quan tam)(?:,? va |,? ))*"
    r"(?:dang nhap|dang ky|huong ung|du thi|tham gia(?! (?:tap|ho tro|phuc vu|cham|ban|giam|bao ve|cong tac"
    r"|hoi dong|y kien))|truy cap|quet ma|vao (?:trang|link|dia chi|he thong|thi)"
    r"|hang hai|tich cuc|viet bai|gui (?:bai|tac pham|anh|tranh|clip|video|san pham|y tuong)|cai dat)"
)
"""`vận động người dân tham gia`."""
TOLD_TO = re.compile(
    r"\b(?:pho bien|tuyen truyen|trien khai|phat dong|quan triet|gioi thieu|thong bao|thong tin"
    r"|gui)[^.;:\n]{0,120}?\s(?:den|toi|trong)\s"
    rf"(?P<who>{_ALL_OF}{_SINGLE}[^.;:\"\n]{{12,160}})"
)
"""`Phổ biến Thể lệ Cuộc thi đến cán bộ, đảng viên và người dân trong xã`."""
