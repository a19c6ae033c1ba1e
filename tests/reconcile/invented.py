"""Letters made from records for these tests: invented contests, bodies and numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from pipeline.records.contest import (
    Contact,
    Contacts,
    Contest,
    Milestone,
    MilestoneKind,
    Period,
    Stage,
)
from pipeline.records.evidence import Evidence, Field
from pipeline.records.letter import Citation, Deadline, Letter
from pipeline.records.page import Reader, Source
from pipeline.records.schedule import Member

Span = tuple[Any, Any]


def day(text: str | dt.date | None) -> Any:
    """`20/4/2026` or `20/4/2026 17:00`."""
    if text is None or isinstance(text, dt.date):
        return text
    date, _, time = text.partition(" ")
    d, m, y = (int(x) for x in date.split("/"))
    if time:
        hour, minute = (int(x) for x in time.split(":"))
        return dt.datetime(y, m, d, hour, minute)
    return dt.date(y, m, d)


def field(value: Any, confidence: float = 0.95, raw: str | None = None) -> Field[Any]:
    if value is None:
        return Field[Any]()
    where = (Evidence(page=1, span=(0, 1)),)
    return Field[Any](
        value=value, raw=raw or str(value), confidence=confidence, rule="invented", evidence=where
    )


def stage(
    index: int, name: str | None, span: Span, label: str = "Chặng {}", sure: float = 0.95, text: str = ""
) -> Stage:
    return Stage(
        index=index,
        label=label.format(index),
        name=field(name),
        start=field(day(span[0]), sure),
        end=field(day(span[1]), sure),
        text=text,
    )


def milestone(kind: str, what: str, stage: int | None = None, **days: str) -> Milestone:
    dates = {key: field(day(value)) for key, value in days.items()}
    return Milestone(kind=MilestoneKind(kind), what=field(what), stage=stage, **dates)


def cite(
    code: str, issued: str | None = None, issuer: str | None = None, subject: str | None = None
) -> Citation:
    return Citation(
        code=field(code), issued_on=field(day(issued)), issuer=field(issuer), subject=field(subject)
    )


def member(
    id: str,
    issuer: str | None,
    code: str | None,
    issued: str | None,
    name: str | None = None,
    *,
    root: str | None = None,
    stages: tuple[Stage, ...] = (),
    milestones: tuple[Milestone, ...] = (),
    period: Span = (None, None),
    cites: tuple[Citation, ...] = (),
    subject: str | None = None,
    parent: str | None = None,
    urls: tuple[str, ...] = (),
    campaign: str | None = None,
    deadlines: tuple[Deadline, ...] = (),
    draft: bool = False,
    text: tuple[str, ...] = (),
) -> Member:
    contest = None
    if name is not None or stages or milestones:
        contest = Contest(
            name=field(name),
            campaign=field(campaign),
            root=field(root),
            period=Period(start=field(day(period[0])), end=field(day(period[1]))),
            stages=stages,
            milestones=milestones,
            contacts=Contacts(urls=tuple(Contact(value=u, confidence=0.9, rule="invented") for u in urls)),
        )
    letter = Letter(
        source=Source(
            name=f"{id}.pdf",
            sha256=hashlib.sha256(id.encode()).hexdigest(),
            media_type="application/pdf",
            pages=1,
            read_as=Reader.SCAN,
        ),
        issuer=field(issuer),
        parent_agency=field(parent),
        code=field(code),
        issued_on=field(day(issued)),
        subject=field(subject),
        citations=cites,
        contest=contest,
        deadlines=deadlines,
        is_draft=field(draft),
        text=text,
    )
    return Member(id=id, name=f"{id}.pdf", letter=letter)


# --- the archive of the main scenario -------------------------------------------------------------

NAME = "Sáng kiến số vì cộng đồng"
DEPARTMENT = "Sở Khoa học và Công nghệ"
PARENT = "Ủy ban nhân dân tỉnh Lào Cai"
ROOT = "905/SKHCN-CĐS"
S1 = ("1/4/2026", "20/4/2026")
S2 = ("25/4/2026", "10/5/2026")
S3 = ("15/5/2026", "20/5/2026")
NAMES = ("Gửi ý tưởng", "Hoàn thiện sản phẩm", "Chung khảo")


def three(
    first: Span = S1, second: Span = S2, third: Span = S3, label: str = "Chặng {}"
) -> tuple[Stage, ...]:
    return tuple(
        stage(i, name, span, label)
        for i, (name, span) in enumerate(zip(NAMES, (first, second, third), strict=True), 1)
    )


def root_cited(code: str = ROOT) -> Citation:
    return cite(code, "2/3/2026", DEPARTMENT, f"triển khai Cuộc thi “{NAME}”")


def commune(id: str, place: str, code: str | None, issued: str | None, **more: Any) -> Member:
    """A commune's letter that passes the contest on."""
    more.setdefault("stages", three())
    more.setdefault("cites", (root_cited(more.get("root", ROOT)),))
    more.setdefault("root", ROOT)
    more.setdefault("name", NAME)
    return member(id, f"Ủy ban nhân dân {place}", code, issued, **more)


def archive() -> list[Member]:
    """Seventeen letters: one contest told by ten, its last year's edition, a namesake, a second contest."""
    closing = milestone("ceremony", "Lễ tổng kết và trao giải", on="20/5/2026")
    return [
        member(
            "root",
            DEPARTMENT,
            ROOT,
            "2/3/2026",
            NAME,
            parent=PARENT,
            stages=three(),
            milestones=(closing,),
            subject=f"triển khai Cuộc thi “{NAME}”",
        ),
        commune("agrees", "phường Cam Đường", "118/UBND-VHXH", "6/3/2026"),
        commune(
            "late", "xã Bát Xát", "97/UBND-VX", "9/3/2026", stages=three(first=("1/4/2026", "22/4/2026"))
        ),
        commune(
            "hour",
            "xã Mường Khương",
            "64/UBND-VHXH",
            "10/3/2026",
            stages=three(first=("1/4/2026", "20/4/2026 17:00"), label="Giai đoạn {}"),
        ),
        commune(
            "draft",
            "phường Sa Pa",
            "/UBND-VHXH",
            None,
            draft=True,
            stages=three(second=("25/4/2026", "12/5/2026")),
        ),
        member(
            "extension",
            DEPARTMENT,
            "1120/SKHCN-CĐS",
            "5/5/2026",
            NAME,
            parent=PARENT,
            root=ROOT,
            cites=(root_cited(),),
            stages=(stage(2, NAMES[1], (None, "17/5/2026")),),
            subject=f"gia hạn thời gian Chặng 2 Cuộc thi “{NAME}”",
        ),
        commune(
            "passes-extension",
            "xã Bắc Hà",
            "203/UBND-VX",
            "7/5/2026",
            cites=(
                cite(
                    "1120/SKHCN-CĐS", "5/5/2026", DEPARTMENT, f"gia hạn thời gian Chặng 2 Cuộc thi “{NAME}”"
                ),
                root_cited(),
            ),
            stages=(stage(2, NAMES[1], ("25/4/2026", "17/5/2026")),),
        ),
        member(
            "correction",
            DEPARTMENT,
            "1150/SKHCN-CĐS",
            "12/5/2026",
            NAME,
            parent=PARENT,
            root=ROOT,
            cites=(root_cited(),),
            milestones=(milestone("ceremony", "Lễ tổng kết và trao giải", on="22/5/2026"),),
            subject=f"đính chính Công văn số {ROOT}",
        ),
        commune(
            "wrong-digit",
            "xã Bảo Thắng",
            "77/UBND-VHXH",
            "11/3/2026",
            root="906/SKHCN-CĐS",
            cites=(root_cited("906/SKHCN-CĐS"),),
        ),
        commune(
            "self-contradiction",
            "xã Văn Bàn",
            "81/UBND-VX",
            "12/3/2026",
            period=("1/4/2026", "30/5/2026"),
            milestones=(milestone("report", "báo cáo kết quả về Ủy ban nhân dân xã", before="15/4/2026"),),
        ),
        member(
            "last-year",
            DEPARTMENT,
            "870/SKHCN-CĐS",
            "3/3/2025",
            NAME,
            parent=PARENT,
            stages=tuple(
                stage(i, n, s)
                for i, (n, s) in enumerate(
                    zip(
                        NAMES,
                        (("1/4/2025", "18/4/2025"), ("25/4/2025", "9/5/2025"), ("15/5/2025", "16/5/2025")),
                        strict=True,
                    ),
                    1,
                )
            ),
        ),
        member(
            "namesake",
            "Sở Khoa học và Công nghệ",
            "412/SKHCN-VP",
            "4/3/2026",
            NAME,
            parent="Ủy ban nhân dân tỉnh Cà Mau",
            stages=(stage(1, "Vòng loại", ("10/3/2026", "30/3/2026"), "Vòng {}"),),
        ),
        member(
            "namesake-commune",
            "Ủy ban nhân dân xã Năm Căn",
            "30/UBND",
            "9/3/2026",
            NAME,
            root="412/SKHCN-VP",
            cites=(cite("412/SKHCN-VP", "4/3/2026", DEPARTMENT, f"tổ chức Cuộc thi “{NAME}”"),),
            stages=(stage(1, "Vòng loại", ("10/3/2026", "30/3/2026"), "Vòng {}"),),
        ),
        member(
            "kitchen-a",
            "Ủy ban nhân dân xã Bảo Yên",
            "140/UBND-VX",
            "8/6/2026",
            "Bữa cơm không khói thuốc",
            root="511/SYT-NVY",
            cites=(cite("511/SYT-NVY", "1/6/2026", "Sở Y tế"),),
            stages=(stage(1, None, ("10/6/2026", "30/6/2026"), "Vòng {}"),),
        ),
        member(
            "kitchen-b",
            "Ủy ban nhân dân xã Nghĩa Đô",
            "52/UBND",
            "9/6/2026",
            "Bua com khong khoi thu6c",
            root="511/SY-T-NVY",
            cites=(cite("511/SY-T-NVY", "1/6/2026", "Sở Y tế"),),
            stages=(stage(1, None, ("10/6/2026", "5/7/2026"), "Vòng {}"),),
        ),
        member(
            "ordinary", "Ủy ban nhân dân xã Võ Lao", "12/UBND-KT", "3/4/2026", subject="nộp báo cáo quý I"
        ),
        member("invitation", "Ủy ban nhân dân tỉnh Lào Cai", "9/GM-UBND", "4/4/2026", cites=(root_cited(),)),
    ]
