"""Every page and answer asks a known number of queries; the baseline is a file that is reviewed.

After a change on purpose: IZAPORTAL_WRITE_BASELINE=1 python -m pytest tests/test_query_counts.py
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.services import create_api_token
from izaportal.core.viewer import Viewer
from tests.all_pages import ALL_PAGES
from tests.permissions import API, CAST

BASELINE = Path(__file__).parent / "query_counts.json"
WRITE = os.environ.get("IZAPORTAL_WRITE_BASELINE") == "1"
LIMITS = {"dashboard": 19, "municipal-share": 8}


def first_who_may(expected: str) -> str | None:
    """Somebody the page is for: whoever of the cast gets 200, signed in if it must be."""
    allowed = [person for person, status in zip(CAST, expected.split(), strict=True) if status == "200"]
    return "bestuurder-venray" if "bestuurder-venray" in allowed else (allowed[0] if allowed else None)


PAGE_ROWS = [
    (name, address, first_who_may(expected))
    for name, method, address, expected in ALL_PAGES
    if method == "GET" and "200" in expected
]
API_ROWS = [
    (name, address)
    for name, method, address, expected in API
    if method == "GET" and expected.startswith("401 200")
]


def count(client: Client, address: str) -> int:
    client.get(address).getvalue()  # the first visit fills what is kept between visits
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200
    answer.getvalue()  # reads a file to its end, which closes it
    return len(queries)


def measured(client_of, known) -> dict[str, int]:
    found = {
        f"{person or 'bezoeker'} {address}": count(client_of(person), address.format(**known))
        for _, address, person in PAGE_ROWS
    }
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")
    client = Client(headers={"authorization": f"Bearer {token}"})
    return found | {f"GM0984 {address}": count(client, address) for _, address in API_ROWS}


def test_pages_ask_what_the_baseline_says(client_of, known):
    found = measured(client_of, known)
    if WRITE:
        BASELINE.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
    assert found == json.loads(BASELINE.read_text())


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_baseline_stays_within_the_promise(name, limit):
    baseline = json.loads(BASELINE.read_text())
    addresses = [row[1] for row in [*PAGE_ROWS, *API_ROWS] if row[0] == name]
    counts = [number for key, number in baseline.items() if key.split(" ", 1)[1] in addresses]
    assert counts
    assert max(counts) <= limit
