"""Schemathesis sends what the OpenAPI description allows, and what it does not: no answer is a fault."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.archive import Archive
from pipeline.web import Access, create_app
from tests.archive.made_letters import Clock
from tests.web.made_office import EDITOR, Ids

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

pytestmark = pytest.mark.slow
EXAMPLES = 25


@pytest.fixture
def schema(archive: Archive, ids: Ids, clock: Clock) -> object:
    app = create_app(archive, Access(editor_token=EDITOR, clock=clock))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_no_request_ends_in_a_fault(schema: object, ids: Ids) -> None:
    seen: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        check(operation, ids, seen.setdefault(operation.label, set()))
    assert len(seen) == schema.statistic.operations.total
    reached = {label for label, codes in seen.items() if codes & {200, 202}}
    one = "/api/letters/{letter_id}"
    assert {"GET /api/search", f"GET {one}", f"PATCH {one}"} <= reached, seen


def check(operation: object, ids: Ids, codes: set[int]) -> None:
    """Send made requests; every other one names a letter that is there."""
    sent = itertools.count()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def send(case: object) -> None:
        number = next(sent)
        if number % 2 and "letter_id" in (case.path_parameters or {}):
            case.path_parameters["letter_id"] = (ids.scan, ids.plain)[number % 4 == 1]
        answer = case.call(headers={"Authorization": f"Bearer {EDITOR}"})
        codes.add(answer.status_code)
        assert answer.status_code < 500, f"{case.method} {case.formatted_path} {answer.text[:300]}"

    send()
