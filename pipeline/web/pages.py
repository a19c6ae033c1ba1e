"""The pages that people see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from pipeline import export, reconcile, scratch
from pipeline.archive import Archive
from pipeline.errors import NoSuchPlace
from pipeline.export.item import item_of
from pipeline.export.registers import incoming_rows
from pipeline.reconcile import Lang
from pipeline.reconcile.publish import Outputs, write
from pipeline.records.archive import Filed, Reason, Summary
from pipeline.records.schedule import Conflicts, Silence
from pipeline.web import pictures
from pipeline.web.fieldrows import paths_of, rows
from pipeline.web.frame import language_of_request, shown
from pipeline.web.itemrows import blanks, dropped
from pipeline.web.language import LANGUAGE_COOKIE, Language
from pipeline.web.rest import LetterId, Limit, Open, Reader, compared
from pipeline.web.safety import COOKIE, Access, Role, set_cookie

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def inbox(
    request: Request,
    archive: Open,
    who: Reader,
    after: str | None = None,
    why: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """Letters that wait for a human, worst first."""
    request.app.state.comparison.refresh(wait=0.05)
    open_uploads = request.app.state.uploads.open()  # before the letters: what is read now shows in either
    status = archive.status()
    found = archive.waiting(limit=50, after=after, why=why)
    return shown(
        request,
        "inbox.html",
        who,
        here="inbox",
        why=why,
        open_uploads=open_uploads,
        status=status,
        letters=found,
        more=found[-1].id if len(found) == 50 else None,
    )


@router.get("/letters/{letter_id}")
def review(request: Request, archive: Open, who: Reader, letter_id: LetterId) -> HTMLResponse:
    """One letter: the scan on one side, its fields on the other."""
    filed = archive.get(letter_id)
    following = archive.waiting(limit=1, after=filed.summary.id)
    return shown(
        request,
        "review.html",
        who,
        here="inbox",
        filed=filed,
        rows=rows(filed.letter, filed.lists),
        dropped=dropped(filed.corrections),
        blanks=blanks(filed.letter, filed.corrections),
        corrected={c.field: c for c in filed.corrections},
        siblings=[filed.entry.id, *(f"{filed.entry.id}-{n}" for n in range(2, len(filed.begins) + 1))],
        turns=pictures.turns(archive, filed),
        has_pictures=filed.letter.source.read_as != "text",
        asked=_asked(filed),
        twins=[link for link in filed.links if link.dismissed_by is None and link.id == filed.summary.id],
        following=following[0].id if following else None,
    )


@router.get("/letters/{letter_id}/original")
def original(archive: Open, _: Reader, letter_id: LetterId) -> Response:
    """The file as it came, only ever as a download."""
    content, media_type, name = archive.original(letter_id)
    return _download(content, name, media_type)


@router.get("/search")
def search(
    request: Request,
    archive: Open,
    who: Reader,
    q: Annotated[str, Query(max_length=500)] = "",
    after: str | None = None,
) -> HTMLResponse:
    """Search; with script it goes on as one types."""
    answer = archive.search(q, limit=20, after=after) if q.strip() else None
    return shown(request, "search.html", who, here="search", q=q, answer=answer, facets=archive.facets())


@router.get("/contests")
def contests(
    request: Request,
    archive: Open,
    who: Reader,
    contest: Annotated[str, Query(max_length=300)] = "",
    place: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """Contests with their timeline, conflicts and the dates that hold."""
    lang = _lang(request)
    found = reconcile.only(_compared(request), contest)
    silences, wrong = _silent(found, place)
    return shown(
        request,
        "contests.html",
        who,
        here="contests",
        contests=reconcile.in_language(found, lang).contests,
        silences=silences,
        place=place,
        wrong=wrong,
        vi=lang is Lang.VI,
    )


@router.get("/contests/download/{what}")
def contest_file(request: Request, archive: Open, _: Reader, what: str) -> Response:
    """The comparison as workbook, calendar or stand-alone report."""
    names = {"xlsx": "contests.xlsx", "ics": "contests.ics", "report": "contests.html", "svg": "contests.svg"}
    if what not in names:
        return Response(status_code=404)
    found = _compared(request)

    def make(path: Path) -> None:
        field = "chart" if what == "svg" else what
        write(found.contests, Outputs(**{field: path}), archive.clock(), _lang(request))

    return _made(names[what], make)


@router.get("/register")
def register(
    request: Request,
    archive: Open,
    who: Reader,
    year: int | None = None,
    q: Annotated[str, Query(max_length=500)] = "",
    after: str | None = None,
    limit: Limit = 50,
) -> HTMLResponse:
    """The register of incoming letters: the ten columns of the decree, one year, or what `q` finds in it."""
    years = archive.register_years()
    wanted = year if year is not None else next(iter(years), None)
    found = archive.register(year=wanted, find=q, limit=limit, after=after)
    items = export.numbered(_items(archive, found))
    columns, lines = incoming_rows(items)
    return shown(
        request,
        "register.html",
        who,
        here="register",
        columns=columns,
        lines=[(item.id, line) for item, line in zip(items, lines, strict=True)],
        years=years,
        year=wanted,
        q=q.strip(),
        size=archive.register_size(year=wanted, find=q),
        more=found[-1].id if len(found) == limit else None,
        further=after is not None,
    )


@router.get("/register/download/{form}")
def register_file(archive: Open, _: Reader, form: str, year: int | None = None) -> Response:
    """The register as XLSX or CSV."""
    if form not in ("xlsx", "csv"):
        return Response(status_code=404)
    found = archive.register(year=year)
    name = f"so-van-ban-den-{year}.{form}" if year else f"so-van-ban-den.{form}"
    return _made(name, lambda path: export.write_register(_items(archive, found), path))


@router.get("/sign-in")
def door(request: Request, back: str = "/") -> Response:
    """Where a token is asked for; without tokens a session begins at once."""
    if not request.app.state.access.demanded:
        return enter(request, back=back)
    return shown(request, "sign_in.html", None, here="", wrong=False, wait=0, back=_inside(back))


@router.post("/sign-in")
def enter(
    request: Request,
    token: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=80)] = "",
    back: Annotated[str, Form(max_length=300)] = "/",
) -> Response:
    """Begin a session."""
    access: Access = request.app.state.access
    role, wait = access.attempt(token, request) if access.demanded else (Role.EDITOR, 0)
    if role is None:
        request.app.state.audit.note(name or "?", "slowed" if wait else "refused", "sign-in")
        page = shown(request, "sign_in.html", None, here="", wrong=True, wait=wait, back=_inside(back))
        page.status_code = 429 if wait else 401
        if wait:
            page.headers["Retry-After"] = str(wait)
        return page
    key, session = access.begin(role, name or access.local_name)
    request.app.state.audit.note(session.name, "sign-in", role.value)
    answer = RedirectResponse(_inside(back), 303)
    set_cookie(answer, key, secure=request.url.scheme == "https")
    return answer


@router.get("/sign-out")
def leave(request: Request, _: Reader) -> Response:
    """End a session."""
    request.app.state.access.end(request.cookies.get(COOKIE))
    return RedirectResponse("/sign-in", 303)


@router.get("/language/{language}")
def choose_language(language: Language, back: str = "/") -> Response:
    """Remember the language of the pages."""
    answer = RedirectResponse(_inside(back), 303)
    answer.set_cookie(LANGUAGE_COOKIE, language.value, max_age=365 * 86400, samesite="lax", path="/")
    return answer


def _asked(filed: Filed) -> dict[str, list[Reason]]:
    """Fields that somebody should look at, by the path of their row, with the reasons."""
    found: dict[str, list[Reason]] = {}
    for why in filed.summary.reasons:
        if why.field:
            found.setdefault(paths_of(filed.lists, why.field), []).append(why)
    return found


def _inside(back: str) -> str:
    """A path of this site, whatever was sent: nobody is led away."""
    bare = "".join(c for c in back if c > " ")  # browsers drop tabs and line ends before they look
    return bare if bare.startswith("/") and not bare.startswith(("//", "/\\")) else "/"


def _lang(request: Request) -> Lang:
    return Lang(language_of_request(request).value)


def _compared(request: Request) -> Conflicts:
    return compared(request)


def _silent(found: Conflicts, place: str) -> tuple[tuple[Silence, ...], str]:
    """Silent localities of a province, or what is wrong with its name."""
    try:
        return (reconcile.silent(found.contests, place) if place.strip() else ()), ""
    except NoSuchPlace as error:
        return (), str(error)


def _items(archive: Archive, found: Sequence[Summary]) -> list[export.Item]:
    """Letters as the register lists them, with the numbers that the archive keeps."""
    filed = (archive.get(s.id) for s in found)
    return [
        item_of(f.letter, f.entry.seen_at.astimezone().date(), id=f.summary.id, arrived=f.arrived)
        for f in filed
    ]


def _made(name: str, make: Callable[[Path], object]) -> Response:
    with scratch.folder() as folder:
        path = folder / name
        make(path)
        return _download(path.read_bytes(), name, "application/octet-stream")


def _download(content: bytes, name: str, media_type: str) -> Response:
    """An attachment; what browsers could run is sent as bytes."""
    safe = media_type if media_type.startswith(("image/", "application/pdf", "text/plain")) else None
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=safe or "application/octet-stream", headers=headers)
