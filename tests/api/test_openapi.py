"""The OpenAPI document: in step with the code, with the answers, and with the rules for Dutch APIs."""

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from izaportal.reporting.api.examples import HISTORY_EXAMPLE, SHARE_EXAMPLE
from tests.api.conftest import SHARE

FILE = settings.BASE_DIR / "openapi.yaml"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema has a type null."""
    if isinstance(node, list):
        return [as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: as_json_schema(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if node.get("nullable") is True else plain


def mistakes(document: dict[str, Any], schema: str, answer: Any) -> list[str]:
    components = as_json_schema(document["components"])
    for component in components["schemas"].values():
        if "properties" in component:
            component["additionalProperties"] = False
    whole = {"$ref": f"#/components/schemas/{schema}", "components": components}
    return [
        f"{list(found.path)}: {found.message}" for found in Draft202012Validator(whole).iter_errors(answer)
    ]


def test_the_file_is_in_step(document):
    assert yaml.safe_load(FILE.read_text(encoding="utf-8")) == document


def test_the_command_writes_the_file(tmp_path):
    fresh = tmp_path / "openapi.yaml"
    words = ["spectacular", "--validate", "--fail-on-warn", "--file", str(fresh)]
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert fresh.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


def test_the_document_is_valid(document):
    validate_schema(document)


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        (f"{SHARE}?programme=nml-o&quarter=2026-Q2", "ShareAnswer"),
        (f"{SHARE}?programme=nml-o&quarter=2026-Q3", "ShareAnswer"),
        (SHARE, "ShareAnswer"),
        (f"{SHARE}/history", "ShareHistoryAnswer"),
        (f"{SHARE}/history?programme=nml-o", "ShareHistoryAnswer"),
        (f"{SHARE}?quarter=niets", "ProblemDetails"),
        (f"{SHARE}?quarter=2030-Q1", "ProblemDetails"),
    ],
)
def test_answers_fit_the_document(document, venray, address, schema):
    assert mistakes(document, schema, venray.get(address).json()) == []


@pytest.mark.parametrize(("schema", "example"), [("Share", SHARE_EXAMPLE), ("ShareHistory", HISTORY_EXAMPLE)])
def test_examples_fit_the_document(document, schema, example):
    assert mistakes(document, schema, example.value) == []


def test_a_wrong_answer_is_noticed(document):
    """The check itself: a number where text belongs, and a property nobody described."""
    wrong = {**SHARE_EXAMPLE.value, "quarter": 2026, "extra": 1}
    assert len(mistakes(document, "Share", wrong)) == 2


def test_the_document_is_open_to_all(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["servers"] == [{"url": "http://testserver/api/v1"}]
    assert set(answer.json()["paths"]) == {
        "/municipalities/{code}/share",
        "/municipalities/{code}/share/history",
    }


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for methods in document["paths"].values() for operation in methods.values()]


def test_operations_have_distinct_names(document):
    names = [operation["operationId"] for operation in operations(document)]
    assert len(set(names)) == len(names) > 1
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names)


def test_every_answer_names_the_version(document):
    for operation in operations(document):
        assert all("API-Version" in answer["headers"] for answer in operation["responses"].values())


def test_every_error_is_a_problem(document):
    for operation in operations(document):
        errors = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
        assert {"400", "401", "404", "429"} <= set(errors)
        assert all(set(answer["content"]) == {"application/problem+json"} for answer in errors.values())


def test_names_follow_the_design_rules(document):
    """NLGov API Design Rules 2.1: kebab-case paths, camelCase keys, PascalCase schemas, https, contact."""
    assert all(re.fullmatch(r"(/([a-z0-9-]+|\{\w+\}))+", path) for path in document["paths"])
    for name, schema in document["components"]["schemas"].items():
        assert re.fullmatch(r"([A-Z][a-z0-9]*)+", name)
        assert all(re.fullmatch(r"[a-z][a-zA-Z0-9]*", key) for key in schema.get("properties", {}))
    for operation in operations(document):
        query = [item["name"] for item in operation["parameters"] if item["in"] == "query"]
        assert all(re.fullmatch(r"[a-z][a-zA-Z0-9]*", name) for name in query)
    assert all(re.fullmatch(r"https://.*/v1", server["url"]) for server in document["servers"])
    assert {"name", "url", "email"} <= set(document["info"]["contact"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_everything_is_explained(document):
    for operation in operations(document):
        assert operation["summary"]
        assert all(item["description"] for item in operation["parameters"])


def test_the_page_serves_itself(client, db):
    page = client.get("/api/v1/docs")
    assert page["Content-Type"].startswith("text/html")
    script = re.search(r'src="(/api/v1/docs\?script[^"]*)"', page.text)
    assert script is not None
    assert "/api/v1/openapi.json" in client.get(script[1]).text
    policy = page["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy  # default-src 'self' holds
