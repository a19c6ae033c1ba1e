"""Made letters for the tests of the pages, and a client that behaves like a browser."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from fastapi.testclient import TestClient

from pipeline.archive import Archive
from pipeline.archive.artefacts import pack
from pipeline.records.contest import Contest, Milestone, MilestoneKind, Period, Prize, Quota, Stage
from pipeline.records.evidence import Box, Evidence, Field
from pipeline.records.letter import Arrival, Letter, Signer
from pipeline.records.page import Page, Reader
from tests.archive.made_letters import KEY, enter, field, made

READER, EDITOR = "reader-token-of-the-test", "editor-token-of-the-test"
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@dataclass
class Ids:
    """Names of the made letters."""

    plain: str
    hostile: str
    contest: str
    other: str
    scan: str


def day(text: str) -> Field[dt.date]:
    return Field[dt.date](value=dt.date.fromisoformat(text), raw=text, confidence=0.95, rule="made")


def contest_letter(start: str, end: str, issuer: str, code: str) -> tuple[Letter, tuple[Page, ...]]:
    letter, pages = made(
        f"Cuộc thi Sáng tạo xanh của {issuer}",
        code=code,
        issuer=issuer,
        contest="Sáng tạo xanh",
        subject=f"tổ chức cuộc thi Sáng tạo xanh {code}",
        cites=("77/SKHCN-QLCN",),
        due=(dt.date(2026, 7, 5),),
    )
    evidence = (Evidence(page=1, box=Box(0.1, 0.1, 0.6, 0.13)),)
    stages = (
        Stage(
            index=1,
            label="Chặng 1",
            name=field("Khởi động"),
            start=day(start),
            end=day(end),
            evidence=evidence,
        ),
    )
    contest = Contest(
        name=field("Sáng tạo xanh"),
        campaign=field("Năm xanh"),
        root=field("77/SKHCN-QLCN"),
        audience=field("thanh niên"),
        period=Period(start=day(start), end=day(end)),
        stages=stages,
        milestones=(
            Milestone(kind=MilestoneKind.CEREMONY, what=field("Lễ trao giải"), on=day("2026-08-01")),
        ),
        prizes=(Prize(rank=field("Nhất"), count=Field[int](value=1, rule="made", confidence=1)),),
        quotas=(Quota(unit=field("xã")),),
        requirements=(field("bài không quá 5 trang"),),
    )
    signer = Signer(capacity=field("KT."), name=field("Trần Văn Mẫu"), title=field("Phó Chủ tịch"))
    more = {
        "contest": contest,
        "signer": signer,
        "co_signers": (signer,),
        "arrival": Arrival(office=field("UBND")),
    }
    more |= {
        "addressees": (field("Các tổ dân phố"),),
        "distribution": (field("Như trên"),),
        "urgency": field("KHẨN"),
    }
    more |= {"attachments": (field("Thể lệ"),)}
    return letter.model_copy(update=more), pages


def put_scan(archive: Archive, folder: Path, read: tuple[Letter, tuple[Page, ...]]) -> str:
    """File a letter whose original is a picture."""
    paper = np.full((700, 500, 3), 255, np.uint8)
    cv2.putText(paper, "So: 15/UBND", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    content = cv2.imencode(".png", paper)[1].tobytes()
    sha256 = hashlib.sha256(content).hexdigest()
    (folder / "scan.png").write_bytes(content)
    enter(archive, folder / "scan.png", sha256, len(content))
    (claim,) = archive.desk.claim(1, 60)
    letter, pages = read
    source = letter.source.model_copy(
        update={"sha256": sha256, "name": "scan.png", "media_type": "image/png", "read_as": Reader.SCAN}
    )
    archive.desk.deliver(claim, KEY, content, pack(letter.model_copy(update={"source": source}), pages), "t")
    return claim.id


@dataclass
class Browser:
    """A client that keeps its cookies and sends the page's own forgery token."""

    client: TestClient
    csrf: str = ""

    def change(self, method: str, path: str, **more: object) -> object:
        return self.client.request(method, path, headers={"X-CSRF-Token": self.csrf}, **more)  # type: ignore[arg-type]
