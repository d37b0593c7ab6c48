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
from tests.all_pages import READ
from tests.permissions import API

BASELINE = Path(__file__).parent / "query_counts.json"
WRITE = os.environ.get("IZAPORTAL_WRITE_BASELINE") == "1"
LIMITS = {"dashboard": 20, "municipal-share": 8}


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
        for _, address, person in READ
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
    addresses = [row[1] for row in [*READ, *API_ROWS] if row[0] == name]
    counts = [number for key, number in baseline.items() if key.split(" ", 1)[1] in addresses]
    assert counts
    assert max(counts) <= limit
