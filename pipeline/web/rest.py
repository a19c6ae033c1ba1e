"""REST under `/api`: the records of the command line, for programs and for the pages themselves."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response, UploadFile
from fastapi import Path as UrlPath
from pydantic import Field

from pipeline import reconcile
from pipeline.archive import Archive
from pipeline.batch.work import divide as stages_again
from pipeline.options import ReadOptions
from pipeline.reconcile import Lang
from pipeline.records.archive import Answer, Facets, Filed, State, Status, Summary
from pipeline.records.evidence import Box, Evidence, Record
from pipeline.records.schedule import Conflicts
from pipeline.web import pictures
from pipeline.web.language import LANGUAGE_COOKIE, language_of, said
from pipeline.web.safety import MOST_BYTES, Session, may_edit, may_read, may_see_secret
from pipeline.web.uploads import Job

router = APIRouter(prefix="/api", responses={401: {}, 403: {}, 404: {}, 409: {}, 422: {}, 503: {}})
Reader = Annotated[Session, Depends(may_read)]
Editor = Annotated[Session, Depends(may_edit)]
LetterId = Annotated[str, UrlPath(pattern=r"^[0-9a-f][0-9a-f.~\-]{3,70}$", description="id of the letter")]
PageNumber = Annotated[int, UrlPath(ge=1, le=10_000)]
Limit = Annotated[int, Query(ge=1, le=200)]


class Change(Record):
    """Values to set, by path in the record; an empty text says that the field is absent."""

    values: dict[str, Annotated[str, Field(max_length=4000)]]
    places: dict[str, Annotated[tuple[Evidence, ...], Field(max_length=20)]] = Field(default_factory=dict)
    """Where on the pages the values were seen, by path: kept as their evidence."""
    expected_version: int | None = None


class Decision(Record):
    """What a human decides of a letter."""

    what: Annotated[str, Field(pattern="^(accept|reopen|not-a-duplicate|duplicate-again)$")]
    expected_version: int | None = None


class Division(Record):
    """The first pages of the letters of a file; none: as the machine read it."""

    begins: Annotated[tuple[Annotated[int, Field(ge=1, le=10_000)], ...], Field(max_length=1000)]
    expected_version: int | None = None


class Cut(Record):
    """A box on a page (0..1 of the page in the file); `turn`: the page was turned so far to read it."""

    x0: Annotated[float, Field(ge=0, le=1)]
    y0: Annotated[float, Field(ge=0, le=1)]
    x1: Annotated[float, Field(ge=0, le=1)]
    y1: Annotated[float, Field(ge=0, le=1)]
    turn: Literal[0, 90, 180, 270] = 0


class ReadAgain(Record):
    """What stands in a box."""

    text: str
    confidence: float


def archive_of(request: Request) -> Archive:
    """The archive as whoever asks may see it: marked letters for editors, where the server is told so."""
    state = request.app.state
    archive: Archive = state.archive if may_see_secret(request) else state.without_secret
    return archive


Open = Annotated[Archive, Depends(archive_of)]


def compared(request: Request) -> Conflicts:
    """Contests held against each other, of the letters that whoever asks may see."""
    state = request.app.state
    found: Conflicts = (state.comparison if may_see_secret(request) else state.open_comparison).now()
    return found


@router.get("/status")
def status(archive: Open, _: Reader) -> Status:
    """Counts, rate, and what waits for a human and why."""
    return archive.status()


@router.get("/letters")
def letters(
    archive: Open, _: Reader, state: State | None = None, limit: Limit = 50, after: str | None = None
) -> tuple[Summary, ...]:
    """Letters in the order in which they came; `after` is the last id seen."""
    return archive.letters(state=state, limit=limit, after=after)


@router.get("/letters/{letter_id}")
def letter(archive: Open, _: Reader, letter_id: LetterId) -> Filed:
    """One letter: record with corrections, history, links."""
    return archive.get(letter_id)


@router.patch("/letters/{letter_id}")
def correct(request: Request, archive: Open, who: Editor, letter_id: LetterId, change: Change) -> Filed:
    """Set fields; 409 when somebody else changed the letter since `expected_version`."""
    filed = archive.correct(
        letter_id,
        change.values,
        by=who.name,
        expected_version=change.expected_version,
        places=change.places,
    )
    request.app.state.audit.note(who.name, "correct", f"{letter_id} {sorted(change.values)}")
    return filed


@router.delete("/letters/{letter_id}/corrections/{field:path}")
def withdraw(
    request: Request,
    archive: Open,
    who: Editor,
    letter_id: LetterId,
    field: str,
    expected_version: int | None = None,
) -> Filed:
    """Take a correction back: the machine's value holds again."""
    filed = archive.withdraw(letter_id, field, by=who.name, expected_version=expected_version)
    request.app.state.audit.note(who.name, "withdraw", f"{letter_id} {field}")
    return filed


@router.post("/letters/{letter_id}/decision")
def decide(request: Request, archive: Open, who: Editor, letter_id: LetterId, decision: Decision) -> Filed:
    """Accept a letter, put it back, or settle whether it is a duplicate."""
    act = {
        "accept": archive.accept,
        "reopen": archive.reopen,
        "not-a-duplicate": archive.not_a_duplicate,
        "duplicate-again": archive.duplicate_again,
    }[decision.what]
    filed = act(letter_id, by=who.name, expected_version=decision.expected_version)
    request.app.state.audit.note(who.name, decision.what, letter_id)
    return filed


@router.post("/letters/{letter_id}/division")
def divide(request: Request, archive: Open, who: Editor, letter_id: LetterId, division: Division) -> Filed:
    """Split the pages of a file into letters, or join them; 409 as for corrections."""
    make = partial(stages_again, ReadOptions())
    filed = archive.divide(
        letter_id, division.begins, make, by=who.name, expected_version=division.expected_version
    )
    request.app.state.audit.note(who.name, "divide", f"{letter_id} {list(division.begins)}")
    return filed


@router.get("/letters/{letter_id}/pages/{number}.webp", response_class=Response)
def page(archive: Open, _: Reader, letter_id: LetterId, number: PageNumber) -> Response:
    """The picture of a page."""
    content = pictures.page_picture(archive, letter_id, number)
    return Response(content, media_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})


@router.post("/letters/{letter_id}/pages/{number}/read")
def read_again(archive: Open, _: Editor, letter_id: LetterId, number: PageNumber, cut: Cut) -> ReadAgain:
    """Read a box of a page again."""
    if cut.x1 - cut.x0 < 0.002 or cut.y1 - cut.y0 < 0.002:
        raise HTTPException(422, "the box is too small: draw it around the words")
    box = Box(cut.x0, cut.y0, cut.x1, cut.y1)
    text, sure = pictures.read_box(archive, letter_id, number, box, cut.turn)
    return ReadAgain(text=text, confidence=sure)


@router.get("/search")
def search(
    archive: Open,
    _: Reader,
    q: Annotated[str, Query(max_length=500)] = "",
    limit: Limit = 20,
    after: str | None = None,
) -> Answer:
    """Find letters, with or without accents; the query language of `congvan search`."""
    return archive.search(q, limit=limit, after=after)


@router.get("/facets")
def facets(archive: Open, _: Reader) -> Facets:
    """Kinds, issuers and years that a search can be narrowed by."""
    return archive.facets()


@router.get("/conflicts")
def conflicts(
    request: Request, _: Reader, contest: Annotated[str, Query(max_length=300)] = "", lang: Lang = Lang.VI
) -> Conflicts:
    """Contests with their claims, verdicts and the dates that hold."""
    found = compared(request)
    return reconcile.in_language(reconcile.only(found, contest), lang)


@router.post("/uploads", status_code=202)
async def upload(request: Request, who: Editor, file: UploadFile) -> Job:
    """Take a file; it is read in the background."""
    content = await file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise HTTPException(413, f"the file is larger than {MOST_BYTES // 2**20} MiB")
    job: Job = request.app.state.uploads.take(file.filename or "upload", content)
    request.app.state.audit.note(who.name, "upload", job.name)
    return job


@router.get("/uploads/{job_id}")
def upload_state(
    request: Request, _: Reader, job_id: Annotated[str, UrlPath(pattern="^[0-9a-f]{16}$")]
) -> Job:
    """How far an uploaded file is."""
    job: Job | None = request.app.state.uploads.job(job_id)
    if job is None:
        raise HTTPException(404, "no such upload")
    language = language_of(request.cookies.get(LANGUAGE_COOKIE))
    return job.model_copy(update={"said": said(job.reason, language)})
