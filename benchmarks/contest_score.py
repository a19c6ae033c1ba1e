"""How the contest of a record is held against the expected one, row by row."""

from __future__ import annotations

from typing import Any

from benchmarks.extraction_score import Miss, Score, alnum, soft

Rows = dict[str, Score]


def compare(
    name: str, expected: dict[str, Any] | None, got: dict[str, Any] | None
) -> tuple[Rows, list[Miss]]:
    """Scores and misses; both sides may be plain values or fields, or None where no contest is told."""
    rows: Rows = {}
    misses: list[Miss] = []
    wanted, have = facts(expected), facts(got)
    for row in wanted:
        _bag(name, row, wanted[row], have[row], rows, misses)
    return rows, misses


def facts(contest: dict[str, Any] | None) -> dict[str, list[str]]:
    """A contest as comparable strings, one list a row."""
    c = contest or {}
    period = c.get("period") or {}
    bounds = [f"{k} {v}" for k in ("start", "end") if (v := _day(period.get(k)))]
    contacts = c.get("contacts") or {}
    return {
        "contest": ["yes"] if contest else [],
        "contest.name": _texts(c.get("name")),
        "contest.campaign": _texts(c.get("campaign")),
        "contest.root": [alnum(v) for v in _texts(c.get("root"))],
        "contest.audience": _texts(c.get("audience")),
        "contest.period": bounds,
        "stages": [_stage(s) for s in c.get("stages") or ()],
        "stage names": _texts(*[s.get("name") for s in c.get("stages") or ()]),
        "milestones": [_milestone(m) for m in c.get("milestones") or ()],
        "prizes": [_prize(p) for p in c.get("prizes") or ()],
        "certificates": _texts(*[p.get("certificate") for p in c.get("prizes") or ()]),
        "urls": sorted({v.rstrip("/").lower() for v in map(_plain, contacts.get("urls") or ()) if v}),
        "emails": [v.lower() for v in map(_plain, contacts.get("emails") or ()) if v],
        "phones": [alnum(v) for v in map(_plain, contacts.get("phones") or ()) if v],
        "quotas": [f"{_plain(q.get('take'))}/{_plain(q.get('out_of'))}" for q in c.get("quotas") or ()],
    }


def _plain(node: Any) -> str:
    value = node.get("value") if isinstance(node, dict) else node
    return "" if value is None else str(value)


def _texts(*nodes: Any) -> list[str]:
    return [soft(v) for v in map(_plain, nodes) if v]


def _day(node: Any) -> str:
    """A day, with the time where one is told: `2026-06-05` or `2026-06-05T08:00`."""
    return _plain(node)[:16]


def _stage(stage: dict[str, Any]) -> str:
    return f"{soft(stage.get('label') or '')} | {_day(stage.get('start'))} | {_day(stage.get('end'))}"


def _milestone(m: dict[str, Any]) -> str:
    days = [f"{k} {v}" for k in ("start", "end", "on", "before") if (v := _day(m.get(k)))]
    return f"{m.get('kind')}: {', '.join(days)}"


def _prize(p: dict[str, Any]) -> str:
    return f"{soft(_plain(p.get('rank')))} | {_plain(p.get('count'))} | {_plain(p.get('value_vnd'))}"


def _bag(name: str, row: str, wanted: list[str], have: list[str], rows: Rows, misses: list[Miss]) -> None:
    rest = list(have)
    lost = []
    for value in wanted:
        if value in rest:
            rest.remove(value)
        else:
            lost.append(value)
    rows[row] = Score(len(wanted) - len(lost), len(rest), len(lost))
    for i in range(max(len(lost), len(rest))):
        misses.append(Miss(name, row, lost[i] if i < len(lost) else "-", rest[i] if i < len(rest) else "-"))
