"""Inventing a contest's dates, prizes and contacts for a topic."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from training.letters import cast
from training.letters.cast import Agency
from training.letters.facts import ContestFact, PrizeFact, StageFact

ROMAN = ("I", "II", "III", "IV", "V")
ORDINAL = ("nhất", "hai", "ba", "tư", "năm")


def invent(
    topic: dict[str, Any], bank: dict[str, Any], issued: dt.date, rng: random.Random, sender: Agency
) -> ContestFact:
    """A contest with this topic, announced on the day `issued`."""
    names = bank.get("names")
    if names and rng.random() < 0.7:
        made = {kind: named(names, kind, issued.year, rng) for kind in names}
        topic = {**topic, "name": made["contest"], "campaign": made["campaign"]}
    stages = plan_stages(topic, bank, issued, rng)
    known = [s for s in stages if s.start and s.end]
    first, last = known[0], known[-1]
    start, end = _date(first.start), _date(last.end)
    email_host = f"{sender.province.code.lower().replace('đ', 'd')}.example.vn"
    has_period = rng.random() < 0.6 and len(known) == len(stages)
    return ContestFact(
        kind=topic["kind"],
        name=topic["name"],
        campaign=topic["campaign"],
        slug=topic["slug"],
        audience=topic["audience"],
        stages=stages,
        period=(start, end) if has_period else None,
        prizes=prizes(bank, sender, rng) if rng.random() < 0.6 else (),
        submission=_submission(first, rng),
        registration=start - dt.timedelta(days=1) if rng.random() < 0.2 else None,
        ceremony=end + dt.timedelta(days=rng.randint(1, 9)) if rng.random() < 0.5 else None,
        report=end + dt.timedelta(days=rng.randint(2, 10)) if rng.random() < 0.6 else None,
        quota=_quota(rng) if len(stages) > 1 and rng.random() < 0.3 else None,
        url=f"https://{topic['slug']}.{email_host}/dang-ky" if rng.random() < 0.7 else "",
        email=f"{topic['slug']}@{email_host}",
        phone=phone(rng) if rng.random() < 0.5 else "",
        contact=cast.person(rng),
    )


def named(names: dict[str, list[list[str]]], kind: str, year: int, rng: random.Random) -> str:
    """A name put together from parts."""
    parts = [rng.choice(part).format(year=year) for part in names[kind]]
    return " ".join(p for p in parts if p)


def plan_stages(
    topic: dict[str, Any], bank: dict[str, Any], issued: dt.date, rng: random.Random
) -> tuple[StageFact, ...]:
    """Stages one after the other; some with hours, sometimes a vague last one."""
    label = rng.choice(bank["labels"])
    with_times = rng.random() < bank.get("times", 0.12)
    vague_last = rng.random() < 0.12 and len(topic["stages"]) > 2
    final = rng.choice(bank["finals"]) if rng.random() < bank.get("final_share", 0) else ""
    day = issued + dt.timedelta(days=rng.randint(2, 12))
    out = []
    for i, (name, mode) in enumerate(topic["stages"], start=1):
        end = day + dt.timedelta(days=rng.randint(4, 24))
        if rng.random() < 0.12 and i == len(topic["stages"]):
            end = day
        printed = label.format(n=i, r=ROMAN[i - 1], o=ORDINAL[i - 1])
        if final and i == len(topic["stages"]):
            printed = final
        if vague_last and i == len(topic["stages"]):
            vague = rng.choice(bank["vague"]).format(month=f"{end.month:02d}/{end.year}")
            out.append(StageFact(printed, name, None, None, mode, vague))
        elif with_times and end > day:
            times = dt.time(rng.choice((7, 8, 9)), rng.choice((0, 30))), dt.time(rng.choice((17, 20, 22)), 0)
            moments = (dt.datetime.combine(day, times[0]), dt.datetime.combine(end, times[1]))
            out.append(StageFact(printed, name, *moments, mode))
        else:
            out.append(StageFact(printed, name, day, end, mode))
        day = end + dt.timedelta(days=rng.randint(1, 3))
    return tuple(out)


def prizes(bank: dict[str, Any], sender: Agency, rng: random.Random) -> tuple[PrizeFact, ...]:
    """Four classes of prizes, halving."""
    base = rng.choice((2, 3, 5, 8)) * 1_000_000
    head = f"Giám đốc {sender.short}"
    certificate = rng.choice(bank["certificate"]).format(head=head) if rng.random() < 0.5 else ""
    names = rng.choice(bank["ranks"]) if "ranks" in bank else ("Nhất", "Nhì", "Ba", "Khuyến khích")
    ranks = zip(names, (1, 2, 3, 5), (base * 2, base, base // 2, base // 4), strict=True)
    return tuple(PrizeFact(*rank, certificate) for rank in ranks)


def phone(rng: random.Random) -> str:
    """A mobile or office number in one of the usual groupings."""
    area, a, b = rng.choice(("0912", "0983", "0974", "0365")), rng.randint(100, 999), rng.randint(100, 999)
    ways = (f"{area}.{a}.{b}", f"{area} {a} {b}", f"{area}{a}{b}", f"0{rng.randint(204, 299)}.3{a}.{b}")
    return rng.choice(ways)


def _quota(rng: random.Random) -> tuple[int, int, str, int]:
    return rng.choice((8, 10, 12)), rng.choice((95, 114, 130)), "xã, phường", 2


def _submission(stage: StageFact, rng: random.Random) -> tuple[dt.date | None, dt.date] | None:
    start, end = _date(stage.start), _date(stage.end)
    draw = rng.random()
    if draw < 0.3 and end > start + dt.timedelta(days=1):
        return start + dt.timedelta(days=1), end
    return (None, end) if draw < 0.6 else None


def _date(day: dt.date | None) -> dt.date:
    assert day is not None
    return day.date() if isinstance(day, dt.datetime) else day
