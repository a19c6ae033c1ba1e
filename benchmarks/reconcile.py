"""How long grouping and comparing takes: synthetic letters, one core, growth with their number.

python benchmarks/reconcile.py            # 1,250 to 20,000 letters
python benchmarks/reconcile.py --check    # exit 1 when 10,000 letters take over 10 s or growth is steep
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import hashlib
import math
import random
import resource
import sys
import time

from pipeline.gazetteer import load
from pipeline.reconcile import compare
from pipeline.records.contest import Contest, Milestone, MilestoneKind, Period, Stage
from pipeline.records.evidence import Field
from pipeline.records.letter import Citation, Letter
from pipeline.records.page import Reader, Source
from pipeline.records.schedule import Member

SIZES = (1250, 2500, 5000, 10000, 20000)
LIMIT_S = 10.0
TITLES = (
    "sáng kiến số cộng đồng xanh sạch đẹp tuổi trẻ học tập sáng tạo văn hóa giao thông an toàn nông thôn mới "
    "chuyển đổi công nghệ kỹ năng đọc sách gia đình thể thao sức khỏe môi trường biển đảo lịch sử di sản"
)
WORDS = TITLES.split()
SENTENCE = "Căn cứ kế hoạch công tác, Ủy ban nhân dân đề nghị các đơn vị thực hiện các nội dung sau. "
ISSUERS = (
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Y tế",
    "Ủy ban nhân dân thành phố",
)


def field(value: object, confidence: float = 0.9) -> Field:
    return Field(value=value, raw=str(value), confidence=confidence, rule="synthetic") if value else Field()


def garble(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(rng.randint(0, 4)):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice("aeiounghct")
    return "".join(letters)


def letters(count: int, seed: int = 7) -> list[Member]:
    """Contests of 1 to hundreds of letters: the root, communes that pass it on, slips, drafts, extensions."""
    rng = random.Random(seed)
    communes = [u for u in load().units if u.province_code]
    made: list[Member] = []
    contest = 0
    while len(made) < count:
        contest += 1
        size = min(count - len(made), max(1, int(rng.paretovariate(0.9))))
        made += one_contest(contest, min(size, count // 4), rng, communes)
    return made


def one_contest(serial: int, size: int, rng: random.Random, communes: list) -> list[Member]:
    name = f"Cuộc thi {' '.join(rng.sample(WORDS, 6))}"
    start = dt.date(rng.choice((2024, 2025, 2026)), rng.randint(1, 9), rng.randint(1, 28))
    issuer = rng.choice(ISSUERS)
    symbol = ("SKHCN", "SVH", "SYT", "UBND")[ISSUERS.index(issuer)]
    root = f"{rng.randint(1, 4000)}/{symbol}-{rng.choice(('VP', 'TTTT', 'NV'))}"
    spans = [(start + dt.timedelta(i * 15), start + dt.timedelta(i * 15 + 12)) for i in range(3)]
    issued = start - dt.timedelta(20)
    province = rng.choice(communes).province_code
    home = [u for u in communes if u.province_code == province]
    found = [member(f"{serial}-root", issuer, root, issued, name, None, None, spans, rng, sure=True)]
    for i in range(1, size):
        place = rng.choice(home)
        told = [(a, b + dt.timedelta(rng.choice((0, 0, 0, 0, 0, 0, 1, 4)))) for a, b in spans]
        code = f"{rng.randint(1, 900)}/UBND-VHXH"
        cited = root if rng.random() > 0.02 else root.replace(root[0], str(rng.randint(1, 9)), 1)
        said = garble(name, rng) if rng.random() < 0.4 else name
        body = f"Ủy ban nhân dân {place.full}"
        when = issued + dt.timedelta(rng.randint(1, 15))
        found.append(member(f"{serial}-{i}", body, code, when, said, cited, (issued, issuer), told, rng))
    return found


def member(id, issuer, code, issued, name, root, cited, spans, rng, sure=False) -> Member:  # type: ignore[no-untyped-def]
    stages = tuple(
        Stage(index=i, label=f"Chặng {i}", name=field(f"Chặng số {i}"), start=field(a), end=field(b))
        for i, (a, b) in enumerate(spans, 1)
    )
    stones = (
        Milestone(kind=MilestoneKind.CEREMONY, what=field("Lễ trao giải"), on=field(spans[-1][1])),
        Milestone(
            kind=MilestoneKind.REPORT, what=field("báo cáo kết quả về Ủy ban"), before=field(spans[-1][1])
        ),
    )
    citations = ()
    if root:
        when, who = cited
        plan = f"{rng.randint(1, 5)}/KH-UBND"
        citations = (
            Citation(code=field(root), issued_on=field(when), issuer=field(who), subject=field(name)),
            Citation(code=field(plan), issued_on=field(dt.date(when.year, 1, 5)), issuer=field("UBND")),
        )
    draft = not sure and rng.random() < 0.1
    letter = Letter(
        source=Source(
            name=f"{id}.pdf", sha256=hashlib.sha256(id.encode()).hexdigest(), media_type="application/pdf",
            pages=2, read_as=Reader.SCAN,
        ),
        issuer=field(issuer), code=field(None if draft else code), issued_on=field(None if draft else issued),
        subject=field(f"triển khai {name}"), citations=citations, is_draft=field(draft),
        contest=Contest(
            name=field(name), root=field(root), stages=stages, milestones=stones,
            period=Period(start=field(spans[0][0]), end=field(spans[-1][1])),
        ),
        text=(SENTENCE * 30,),
    )  # fmt: skip
    return Member(id=id, name=f"{id}.pdf", letter=letter)


def measure(count: int) -> tuple[float, int, float]:
    """CPU seconds of one comparison, the contests found, the share of letters grouped exactly right."""
    members = letters(count)
    random.Random(1).shuffle(members)
    gc.collect()
    began = time.process_time()
    found = compare(members)
    seconds = time.process_time() - began
    truth: dict[str, set[str]] = {}
    for one in members:
        truth.setdefault(one.id.split("-")[0], set()).add(one.id)
    right = sum(len(ids) for t in found.contests if (ids := {r.id for r in t.letters}) in truth.values())
    return seconds, len(found.contests), right / count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail over the limit")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    options = parser.parse_args()
    print("| letters | contests | grouped right | CPU s | ms a letter | growth* |\n|---|---|---|---|---|---|")
    results: list[tuple[int, float]] = []
    for count in options.sizes:
        seconds, contests, right = measure(count)
        growth = ""
        if results:
            before, earlier = results[-1]
            growth = f"{math.log(seconds / earlier) / math.log(count / before):.2f}"
        results.append((count, seconds))
        row = f"{count:,} | {contests:,} | {right:.1%} | {seconds:.2f} | {1000 * seconds / count:.2f}"
        print(f"| {row} | {growth} |", flush=True)
    print("\n*exponent between two rows: 1.00 is linear, n log n is about 1.10 here")
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB (letters included)"
    )
    if options.check:
        first, last = results[0], results[-1]
        steep = math.log(last[1] / first[1]) / math.log(last[0] / first[0])
        slow = max((s for n, s in results if n <= 10000), default=0.0)
        return int(slow > LIMIT_S or steep > 1.25)
    return 0


if __name__ == "__main__":
    sys.exit(main())
