"""Invented letters about contests, from `contest_letters.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

Expected = tuple[str, str | None, str | None]
"""Label, start, end in ISO form."""


@dataclass(frozen=True)
class ContestLetter:
    """A letter's body with its subject, the day it was signed, and its stages."""

    id: str
    issued: str
    subject: str
    body: str
    stages: tuple[Expected, ...]

    @property
    def text(self) -> str:
        """The whole letter as plain text."""
        year, month, day = self.issued.split("-")
        return f"""ỦY BAN NHÂN DÂN
XÃ TÂN LẠC

Số: 215/UBND-VHXH
V/v {self.subject}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Lạc, ngày {day} tháng {int(month)} năm {year}

Kính gửi:

- Các phòng, ban, đơn vị thuộc UBND xã;
- Các trường học trên địa bàn xã.

{self.body.strip()}

Nơi nhận:
- Như trên;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đỗ Quang Khải
"""


def _load() -> tuple[ContestLetter, ...]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["letter"]
    return tuple(
        ContestLetter(
            row["id"],
            row["issued"],
            row["subject"],
            row["body"],
            tuple((label, start or None, end or None) for label, start, end in row["stages"]),
        )
        for row in rows
    )


LETTERS = _load()
