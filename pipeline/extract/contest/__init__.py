"""What a letter says of a contest, one module a part; `find` is the door."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.contest import gate
from pipeline.extract.contest.audience import find_audience
from pipeline.extract.contest.contacts import find_contacts
from pipeline.extract.contest.former import without_former
from pipeline.extract.contest.milestones import find_milestones
from pipeline.extract.contest.naming import find_campaign, find_name
from pipeline.extract.contest.period import find_period
from pipeline.extract.contest.prizes import find_prizes
from pipeline.extract.contest.quotas import find_quotas
from pipeline.extract.contest.requirements import find_requirements
from pipeline.extract.contest.root import find_root
from pipeline.extract.contest.series import parted
from pipeline.extract.contest.spotting import spots
from pipeline.extract.contest.stages import find_stages
from pipeline.extract.contest.windows import find_times
from pipeline.extract.dates import Anchor, find_dates
from pipeline.extract.lines import passage
from pipeline.extract.prose import prose_of, with_cells
from pipeline.extract.zones import Zones
from pipeline.records.contest import Contest
from pipeline.records.letter import Citation

__all__ = ["find"]


def find(zones: Zones, anchor: Anchor, citations: Sequence[Citation] = ()) -> Contest | None:
    """The contest that the letter announces, passes on or changes; None for an ordinary letter.

    Args:
        zones: the letter's lines by their part.
        anchor: the letter's own date, or its year alone where the day is blank (`dates.Anchor`).
        citations: documents found in the letter, for the spelling of the root's code.
    """
    prose = prose_of(with_cells(zones.bases + zones.body + zones.appendix, zones.furniture))
    subject = passage(zones.about or zones.title)
    times = parted(prose, without_former(prose, find_times(prose, anchor)), spots(prose))
    stages = find_stages(prose, times)
    prizes = find_prizes(prose)
    if gate.score(subject.text, prose, stages, prizes, times) < gate.THRESHOLD:
        return None
    period, whole = find_period(prose, stages, times)
    name = find_name(subject, prose.passage, [p.start for p in prose.paras])
    contest = Contest(
        name=name,
        campaign=find_campaign(subject, prose.passage, name),
        root=find_root(passage(zones.bases + zones.body), citations),
        period=period,
        stages=tuple(f.stage for f in stages),
        milestones=find_milestones(prose, stages, [t for t in times if t is not whole]),
        prizes=tuple(p.prize for p in prizes),
        contacts=find_contacts(prose, zones.pages),
        audience=find_audience(prose),
        quotas=find_quotas(prose, stages, find_dates(prose.text, anchor)),
        requirements=find_requirements(prose, stages),
    )
    told = name.value or contest.stages or contest.prizes or any(t.kind in gate.CONTEST_TIMES for t in times)
    return contest if told else None  # a draft that is asked about, a word in passing
