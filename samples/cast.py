"""The agencies and the contest that the samples share."""

from __future__ import annotations

import datetime as dt

from training.letters.cast import Agency, Province, Signature

WHERE = Province("tỉnh", "Ninh Bình", "NB")
DEPUTY = Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
CHAIR = Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
DIRECTOR = Signature(("GIÁM ĐỐC",), None, None, "GIÁM ĐỐC")
VICE_DIRECTOR = Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")

CONTEST = "Mỗi phòng, ban một quy trình gọn"
CAMPAIGN = "Công sở không giấy"
ROOT = "1846/SKHCN-CĐS"
ROOT_DAY = dt.date(2026, 5, 4)
URL = "https://quytrinhgon.ninhbinh.example.vn/du-thi"
AUDIENCE = "Cán bộ, công chức, viên chức, người lao động trong các cơ quan, đơn vị, trường học"


def commune(name: str, unit: str) -> Agency:
    """The People's Committee of a commune of the sample province."""
    kind, short = name.split(" ", 1)
    return Agency(
        parent=(),
        issuer=("Ủy ban nhân dân", name),
        full=f"Ủy ban nhân dân {name}",
        parent_full=None,
        short=f"Ủy ban nhân dân {kind}",
        code="UBND",
        unit=unit,
        place=short,
        province=WHERE,
        signatures=(DEPUTY,),
        area=kind,
    )


def department(name: str, code: str, unit: str) -> Agency:
    """A department of the sample province."""
    return Agency(
        parent=(f"UBND {WHERE.full}",),
        issuer=(name,),
        full=f"{name} {WHERE.full}",
        parent_full=f"Ủy ban nhân dân {WHERE.full}",
        short=name,
        code=code,
        unit=unit,
        place=WHERE.name,
        province=WHERE,
        signatures=(DIRECTOR,),
        area="tỉnh",
    )
