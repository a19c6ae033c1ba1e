"""What stands around every page: language, words, who is signed in; the page that says what went wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from pipeline.export.wording import kind_names
from pipeline.web.crops import piece
from pipeline.web.fieldrows import runs
from pipeline.web.fieldrows import shown as as_written
from pipeline.web.language import LANGUAGE_COOKIE, Language, language_of, said, words
from pipeline.web.safety import Role, Session

templates = Jinja2Templates(directory=Path(__file__).with_name("templates"))
templates.env.filters["shown"] = as_written
templates.env.filters["kind_name"] = lambda short: kind_names().get(short, short)
templates.env.filters["groupby_runs"] = runs
templates.env.filters["piece"] = piece
templates.env.filters["lanes"] = lambda one: one.model_dump_json(include={"letters", "stages"})


def shown(request: Request, template: str, session: Session | None, **more: Any) -> HTMLResponse:
    """A page with everything the frame around it needs."""
    language = language_of_request(request)
    context = {
        "said": partial(said, language=language),
        "t": words(language),
        "lang": language.value,
        "session": session,
        **more,
    }
    context["may_edit"] = session is not None and session.role is Role.EDITOR
    return templates.TemplateResponse(request, template, context)


def language_of_request(request: Request) -> Language:
    """The language that whoever asks has chosen."""
    return language_of(request.cookies.get(LANGUAGE_COOKIE))


def trouble(request: Request, status: int, message: str, code: str = "") -> HTMLResponse:
    """A page that says what went wrong."""
    session = request.app.state.access.session_of(request)
    page = shown(request, "trouble.html", session, here="", status=status, message=message, code=code)
    page.status_code = status
    return page
