"""Many readers at once, and a programme many times the size of the demo's."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User
from izaportal.accounts.services import create_api_token
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.services.recalculation import ask_for, carry_out
from kpis.models import Indicator, Measurement, MeasurementState, Target
from pillars.models import Programme
from projects.models import Project
from tests.fixtures.cast import PEOPLE_BACKEND
from tests.web.dashboard.test_read import MOST_QUERIES

pytestmark = pytest.mark.slow
SHARE = "/api/v1/municipalities/GM0984/share?programme=nml-o&quarter=2026-Q2"
READERS, REQUESTS = 8, 240
PROJECTS, INDICATORS = 200, 1000
OPEN = Quarter(2026, 3)
OPEN_BOARD = f"/programmas/nml-o/kwartaal/{OPEN}/"


def test_many_readers_get_the_same_answer(own_portal):
    """Eight clients pull a share at once: nobody waits in vain, nobody gets another's figures."""
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")
    own_portal.environment["IZAPORTAL_API_RATE"] = "100000/min"
    own_portal.start_web()
    own_portal.wait_until_it_answers()

    def pull(_: int) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", own_portal.port, timeout=30)) as line:
            line.request("GET", SHARE, headers={"Authorization": f"Bearer {token}"})
            answer = line.getresponse()
            return answer.status, answer.read()

    with ThreadPoolExecutor(READERS) as readers:
        answers = set(readers.map(pull, range(REQUESTS)))
    assert len(answers) == 1
    [(status, body)] = answers
    assert status == 200
    assert b'"maximum":"229464.00"' in body.replace(b" ", b"")


@pytest.fixture
def large_programme(own_database) -> Programme:
    programme = Programme.objects.get(slug="nml-o")
    pillars = list(programme.pillars.filter(number__gt=0))
    Project.objects.bulk_create(
        Project(programme=programme, pillar=pillars[n % 5], slug=f"groot-{n}", name=f"Project {n}")
        for n in range(PROJECTS)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            programme=programme,
            pillar=pillars[n % 5],
            slug=f"groot-{n}",
            code=f"9-{n}",
            name=f"Indicator {n}",
            direction="up",
            accumulation="level",
            frequency="kwartaal",
        )
        for n in range(INDICATORS)
    )
    Target.objects.bulk_create(
        Target(indicator=row, year=2026, valid_from="2026-01-01", lower=Decimal(100), upper=Decimal(200))
        for row in indicators
    )
    Measurement.objects.bulk_create(
        Measurement(
            indicator=row,
            quarter=OPEN,
            value=Decimal(n % 300),
            state=MeasurementState.APPROVED,
            decided_at="2026-10-01T00:00:00Z",
        )
        for n, row in enumerate(indicators)
    )
    return programme


def count_queries(client: Client) -> int:
    client.get(OPEN_BOARD)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(OPEN_BOARD).status_code == 200
    return len(queries)


def test_a_large_programme_asks_no_more_queries(large_programme):
    client = Client()
    client.force_login(User.objects.get(username="lezer"), backend=PEOPLE_BACKEND)
    before = count_queries(client)
    begun = time.monotonic()
    run, *_ = ask_for(large_programme, since=OPEN, asked_by="test", asked_for="load")
    ended = carry_out(run.pk)
    assert (ended.failed, ended.changed) == (0, INDICATORS + PROJECTS)
    assert time.monotonic() - begun < 60  # it ends by itself; how fast is for make bench
    assert count_queries(client) == before <= MOST_QUERIES
