"""The server: pages, REST, static files and safety put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipeline import __version__
from pipeline.archive import Archive
from pipeline.errors import (
    ArchiveError,
    BadCorrection,
    BadDivision,
    BadQuery,
    BadRequest,
    CongvanError,
    InputError,
    MissingPart,
    NoSuchPlace,
    NotInArchive,
    PageFailed,
    QueueFull,
    Stopping,
    VersionConflict,
)
from pipeline.web import frame, pages, rest, uploads
from pipeline.web.audit import Audit
from pipeline.web.comparison import Comparison
from pipeline.web.language import said
from pipeline.web.safety import HEADERS, Access, guard

HERE = Path(__file__).parent
STATUS: tuple[tuple[type[CongvanError], int], ...] = (
    (NotInArchive, 404),
    (VersionConflict, 409),
    (BadCorrection, 422),
    (BadDivision, 422),
    (BadQuery, 422),
    (InputError, 422),
    (ArchiveError, 503),
    (NoSuchPlace, 422),
    (BadRequest, 422),
    (PageFailed, 422),
    (MissingPart, 503),
    (QueueFull, 503),
    (Stopping, 503),
)


def create_app(
    archive: Archive, access: Access, *, hosts: tuple[str, ...] = ("*",), show_secret: bool = False
) -> FastAPI:
    """The application over one archive.

    Args:
        archive: where the letters are.
        access: who may look and who may edit.
        hosts: names under which the server answers; others are refused (DNS rebinding).
        show_secret: editors see letters marked MẬT that the archive holds; readers never do.
    """
    app = FastAPI(
        title="congvan",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_living,
    )
    app.state.archive = archive
    app.state.without_secret = archive.without_secret()
    app.state.show_secret = show_secret
    app.state.access = access
    app.state.audit = Audit(archive)
    app.state.uploads = uploads.Uploads(archive)
    app.state.comparison = Comparison(archive)
    app.state.open_comparison = Comparison(app.state.without_secret)
    app.include_router(rest.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(guard)
    app.add_exception_handler(CongvanError, _coded)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misspelt)
    app.add_exception_handler(Exception, _fault)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """Uploads that an earlier server left are read; at the end nothing is left half done."""
    app.state.uploads.resume()
    yield
    await to_thread.run_sync(close, app)


def close(app: FastAPI) -> int:
    """End what goes on in the background; returns how many uploads wait for the next start."""
    left: int = app.state.uploads.close()
    app.state.comparison.close()
    app.state.open_comparison.close()
    return left


def _coded(request: Request, error: Exception) -> Response:
    """A coded error as JSON for programs, as a short page for people."""
    assert isinstance(error, CongvanError)
    return _answered(request, error, error.detail)


def _answered(request: Request, error: CongvanError, detail: object) -> Response:
    status = next((s for kind, s in STATUS if isinstance(error, kind)), 500)
    if request.url.path.startswith("/api/"):
        told = said(error.code, frame.language_of_request(request))
        body = {"code": error.code, "message": error.sentence, "remedy": error.remedy, "detail": detail}
        if told != error.code:
            body["said"] = told  # in the language of the pages
        return JSONResponse(body, status)
    return frame.trouble(request, status, said(str(error), frame.language_of_request(request)), error.code)


def _refused(request: Request, error: Exception) -> Response:
    """A refusal: people without a session are sent to the door."""
    assert isinstance(error, HTTPException)
    if error.status_code == 401 and not request.url.path.startswith("/api/"):
        asked = f"{request.url.path}?{request.url.query}".rstrip("?")
        return RedirectResponse(f"/sign-in?back={quote(asked)}", 303)
    if request.url.path.startswith(("/api/", "/static/")):
        body = {"code": f"W-{error.status_code}", "message": str(error.detail)}
        return JSONResponse(body, error.status_code, headers=error.headers)
    if error.status_code == 404:
        return frame.trouble(request, 404, said(str(BadRequest()), frame.language_of_request(request)))
    return frame.trouble(request, error.status_code, str(error.detail))


def _misspelt(request: Request, error: Exception) -> Response:
    """An address or a body that cannot be understood: named for programs, a page for people."""
    assert isinstance(error, RequestValidationError)
    return _answered(request, BadRequest(), jsonable_encoder(error.errors()))


def _fault(request: Request, error: Exception) -> Response:
    """A fault of congvan: nothing of it is shown, all of it is logged by the server."""
    body = {"code": "W-500", "message": "a fault of congvan; the server's log has it"}
    return JSONResponse(body, 500, headers=HEADERS)
