"""Who may do what: roles, sessions, forgery tokens, headers."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from fastapi import HTTPException, Request, Response
from fastapi.responses import JSONResponse

from pipeline.options import IntakeOptions
from pipeline.web.throttle import Throttle

COOKIE = "congvan_session"
CSRF_HEADER = "x-csrf-token"
HOURS = 10
UPLOADS = "/api/uploads"
MOST_BYTES = IntakeOptions().max_bytes
FORM_BYTES = 2**20
MOST_SESSIONS = 1000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(StrEnum):
    """A reader looks; an editor also corrects, decides and uploads."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True)
class Session:
    """A browser that is signed in."""

    role: Role
    name: str
    csrf: str
    until: dt.datetime


@dataclass
class Access:
    """The rules of one server.

    Without tokens (a server bound to loopback) everybody is an editor under `local_name`. With
    tokens nobody gets in without one; a session ends after ten hours.
    """

    reader_token: str = ""
    editor_token: str = ""
    local_name: str = "local"
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    sessions: dict[str, Session] = field(default_factory=dict)
    throttle: Throttle = field(default_factory=Throttle)

    @property
    def demanded(self) -> bool:
        """Whether a token is needed."""
        return bool(self.reader_token or self.editor_token)

    def role_of(self, token: str) -> Role | None:
        """The role a token gives; compared in constant time."""
        for known, role in ((self.editor_token, Role.EDITOR), (self.reader_token, Role.READER)):
            if known and hmac.compare_digest(known.encode(), token.encode()):
                return role
        return None

    def attempt(self, token: str, request: Request) -> tuple[Role | None, int]:
        """The role a token gives; after too many wrong ones, how many seconds nothing is looked at."""
        address = request.client.host if request.client else ""
        wait = self.throttle.wait(address, self.clock())
        if wait:
            return None, wait
        role = self.role_of(token)
        if role is None:
            self.throttle.wrong(address, self.clock())
        else:
            self.throttle.right(address)
        return role, 0

    def begin(self, role: Role, name: str) -> tuple[str, Session]:
        """Start a session; its secret goes into the cookie."""
        now = self.clock()
        live = [(k, s) for k, s in self.sessions.items() if s.until > now][-MOST_SESSIONS + 1 :]
        self.sessions = dict(live)
        key = secrets.token_urlsafe(32)
        session = Session(
            role, name[:80] or role.value, secrets.token_urlsafe(24), now + dt.timedelta(hours=HOURS)
        )
        self.sessions[key] = session
        return key, session

    def end(self, key: str | None) -> None:
        """Forget a session."""
        self.sessions.pop(key or "", None)

    def session_of(self, request: Request) -> Session | None:
        """The session behind a request: cookie, or bearer token for programs; looked for once a request."""
        if not hasattr(request.state, "session"):
            request.state.session = self._session(request)
        found: Session | None = request.state.session
        return found

    def _session(self, request: Request) -> Session | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            role, request.state.wait = self.attempt(token.strip(), request)
            return Session(role, f"{role.value} token", "", self.clock()) if role else None
        session = self.sessions.get(request.cookies.get(COOKIE, ""))
        if session and session.until > self.clock():
            return session
        return self._local(request)

    def _local(self, request: Request) -> Session | None:
        """Programs on this machine need no session where no token is demanded; other sites' pages do."""
        foreign = "origin" in request.headers or request.headers.get("sec-fetch-site", "none") != "none"
        if self.demanded or foreign or not request.url.path.startswith("/api/"):
            return None
        return Session(Role.EDITOR, self.local_name, "", self.clock())


def set_cookie(response: Response, key: str, *, secure: bool) -> None:
    """The session cookie: not for scripts, not for other sites."""
    response.set_cookie(
        COOKIE, key, max_age=HOURS * 3600, httponly=True, samesite="strict", secure=secure, path="/"
    )


def may_read(request: Request) -> Session:
    """The session of a request, or 401."""
    access: Access = request.app.state.access
    session = access.session_of(request)
    if session is None:
        raise HTTPException(*_denied(request))
    return session


def may_see_secret(request: Request) -> bool:
    """Whether letters marked MẬT are shown: to editors, where the server is told to."""
    session = request.app.state.access.session_of(request)
    shows: bool = request.app.state.show_secret
    return shows and session is not None and session.role is Role.EDITOR


def may_edit(request: Request) -> Session:
    """The session of a request that changes something: an editor's, and not forged by another site."""
    session = may_read(request)
    if session.role is not Role.EDITOR:
        raise HTTPException(403, "this needs an editor's token")
    sent = request.headers.get(CSRF_HEADER, "")
    if session.csrf and not hmac.compare_digest(session.csrf.encode(), sent.encode()):
        raise HTTPException(403, f"the header {CSRF_HEADER} is missing or old: load the page again")
    return session


def too_much(request: Request) -> Response | None:
    """Refuse a body before a byte of it is read: of strangers, without a length, or over the limit."""
    if request.method in SAFE:
        return None
    upload = request.url.path == UPLOADS
    if upload and request.app.state.access.session_of(request) is None:
        return _no(*_denied(request))
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        chunked = "transfer-encoding" in request.headers
        return _no(411, "say how long the body is (Content-Length)") if chunked else None
    most = MOST_BYTES + FORM_BYTES if upload else FORM_BYTES
    return _no(413, f"more than {most // 2**20} MiB") if int(length) > most else None


def _denied(request: Request) -> tuple[int, str, dict[str, str]]:
    """What is told to somebody without a session: to sign in, or to wait."""
    if wait := getattr(request.state, "wait", 0):
        return 429, f"too many wrong tokens: try again in {wait} seconds", {"Retry-After": str(wait)}
    return 401, "sign in first, or send `Authorization: Bearer TOKEN`", {}


def _no(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"code": f"W-{status}", "message": message}, status, headers=headers)


async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse bodies that are too large; put the safety headers on every answer.

    Records and scans are not kept by caches of others.
    """
    response = too_much(request) or await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response
