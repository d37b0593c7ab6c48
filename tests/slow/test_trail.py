"""The trail after years of use: 100,000 lines, a page that is read by index."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from tests.fixtures.cast import PEOPLE_BACKEND

pytestmark = pytest.mark.slow
LINES, PEOPLE, BATCH = 100_000, 40, 5
PAGE = "/programmas/nml-o/wijzigingen/"


@pytest.fixture
def long_trail(own_database) -> None:
    """Five lines a request, one large batch among them; half of it is another programme's."""
    people = [uuid7() for _ in range(PEOPLE)]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    AuditEntry.objects.bulk_create((line(number, people, start) for number in range(LINES)), batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE core_auditentry")


def line(number: int, people: list[UUID], start: datetime) -> AuditEntry:
    request = number // BATCH if number % 20_000 >= 2000 else 10_000_000 + number // 20_000
    return AuditEntry(
        at=start + timedelta(minutes=30 * number),
        actor_id=people[number % PEOPLE],
        actor_name=f"Persoon {number % PEOPLE}",
        request_id=UUID(int=request),
        action="gewijzigd",
        object_type=("project", "indicator", "mijlpaal")[number % 3],
        object_id=str(number % 500),
        object_label=f"Ding {number % 500}",
        programme="nml-o" if request % 2 else "zuid-limburg",
        changes={"stage": ["preparation", "execution"], "goal": ["oud " * 20, "nieuw " * 20]},
        reason=f"reden {number}",
    )


@pytest.fixture
def client(long_trail) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="lezer"), backend=PEOPLE_BACKEND)
    return client


@pytest.mark.parametrize(
    "query",
    ["", "?soort=project", "?veld=fase", "?van=2024-01-01&tot=2024-03-31", "?q=execution", "?q=nergens"],
)
def test_every_page_reads_by_index(client, query):
    """No query of the first page, nor of one far back, walks through the whole table."""
    older = client.get(PAGE).context["found"].after.replace("+", "%2B")
    for address in (f"{PAGE}{query}", f"{PAGE}{query or '?'}&na={older}", f"/wijzigingen/{query}"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked = [one["sql"] for one in queries if "core_auditentry" in one["sql"]]
        assert asked
        for sql in asked:
            assert "Seq Scan on core_auditentry" not in plan_of(sql), sql


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
