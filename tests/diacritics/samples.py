"""A letter of our own invention, whole, stripped, and as an English reader prints it."""

from __future__ import annotations

CLEAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN LẬP Độc lập - Tự do - Hạnh phúc

Số: 57/UBND-VX Tân Lập, ngày 14 tháng 3 năm 2026
V/v phát động Hội thi “Đọc sách và làm theo sách”

Kính gửi:
- Các trường học trên địa bàn xã;
- Đoàn Thanh niên, Hội Liên hiệp Phụ nữ xã.

Thực hiện Kế hoạch số 12-KH/HU ngày 05/02/2026 của Huyện ủy về phong trào đọc sách, Ủy ban nhân dân xã
tổ chức Hội thi dành cho học sinh, giáo viên và người dân. Bài dự thi gửi về địa chỉ
https://docsach.example.vn hoặc thư điện tử hoithi@example.vn trước ngày 20/4/2026, điện thoại 0912.345.678.

Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như trên; CHỦ TỊCH
- Lưu: VT.

Nguyễn Thị Hải Yến
"""

MISREAD = """UY BAN NHAN DAN CONG HOA XA HQI CHU NGHIA VIET NAM
XA TAN LAP Déc 1ap - Tw do - Hanh phuc

S6: 57/UBND-VX Tan Lap, ngay 14 thang 3 nam 2026
V/v phat déng H6i thi “Doc sach va lam theo sach”

Kinh gui:
- Cac truéng hoc trén dia ban x4;
- Doan Thanh nién, H6i Lién hiép Phu nit xa.

Thuc hién Ké hoach sé 12-KH/HU ngay 05/02/2026 cua Huyén ty vé phong trao doc sach, Uy ban nhan dan xa
té chirc H6i thi danh cho hoc sinh, gido vién va ngudi dan. Bai dy thi gti vé dia chi
https://docsach.example.vn hodc thw dién ti hoithi@example.vn truéc ngay 20/4/2026, dién thoai 0912.345.678.

Noi nhgn: TM. UY BAN NHAN DAN
- Nhu trén; CHU TICH
- Luu: VT.

Nguyén Thi Hai Yén
"""

PROTECTED = (
    "57/UBND-VX",
    "12-KH/HU",
    "05/02/2026",
    "https://docsach.example.vn",
    "hoithi@example.vn",
    "20/4/2026",
    "0912.345.678",
)
