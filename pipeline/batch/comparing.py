"""What only several letters together tell: contests compared, and what that says of single letters."""

from __future__ import annotations

from pipeline.archive import Archive


def compare_again(archive: Archive) -> int:
    """Compare contests where something has changed; returns of how many letters something new is known.

    Letters whose dates disagree with those that hold then wait for a human, with the reason.
    """
    if not archive.contests.stale():
        return 0
    from pipeline import reconcile  # only where there is something to compare

    mark = archive.contests.mark()
    members = tuple(archive.contests.members())
    found = reconcile.compare(members, archive.contests.decisions())
    return archive.contests.note(reconcile.disagreements(found, members), mark)
