"""Whatever the OpenAPI document allows or forbids is asked, and every answer must fit the document."""

from collections.abc import Generator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from izaportal.wsgi import application

pytestmark = pytest.mark.slow
EXAMPLES = 120
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What chance would hardly find: addresses behind which there is something.
HITS = st.fixed_dictionaries(
    {},
    optional={
        "programme": st.sampled_from(["nml-o", "nml", "zuid-limburg"]),
        "quarter": st.sampled_from(["2025-Q3", "2026-Q2", "2026-Q3", "2026-Q4"]),
    },
)
OPERATIONS = ["getMunicipalShare", "getMunicipalShareHistory"]


@pytest.fixture
def api(db, settings) -> Generator[Any, None, None]:
    """The document as the portal serves it, with the portal behind it, inside the test's transaction."""
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": {"token": "100000/min"}}
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operation(api: Any, name: str) -> Any:
    return next(
        found.ok() for found in api.get_all_operations() if found.ok().definition.raw["operationId"] == name
    )


def run(strategy: Any, hits: Any, token: str) -> set[int]:
    """Ask as often as EXAMPLES; which statuses came back."""
    statuses = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=strategy, hit=hits)
    def ask(case: Any, hit: dict[str, str] | None) -> None:
        if hit is not None:
            case.path_parameters["code"] = "GM0984"
            case.query = hit if case.operation.path.endswith("share") else {}
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        response = case.call()
        case.validate_response(response, checks=CHECKS)
        statuses.add(response.status_code)

    ask()
    return statuses


@pytest.mark.parametrize("name", OPERATIONS)
def test_allowed_questions_get_fitting_answers(api, token_of, name):
    strategy = operation(api, name).as_strategy(generation_mode=GenerationMode.POSITIVE)
    statuses = run(strategy, st.none() | HITS, token_of("GM0984"))
    assert {200, 404} <= statuses <= {200, 304, 404}


@pytest.mark.parametrize("name", OPERATIONS)
def test_forbidden_questions_get_fitting_answers(api, token_of, name):
    strategy = operation(api, name).as_strategy(generation_mode=GenerationMode.NEGATIVE)
    statuses = run(strategy, st.none(), token_of("GM0984"))
    assert 400 in statuses
    assert statuses <= {400, 404, 406}


@pytest.mark.parametrize("name", OPERATIONS)
def test_strangers_get_fitting_answers(api, name):
    strategy = operation(api, name).as_strategy(generation_mode=GenerationMode.POSITIVE)
    assert run(strategy, st.none() | HITS, "iza_onbekend") == {401}
