"""The page of a comparison over the demo: any two moments, versions too, and the same in its files."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze
from izaportal.reporting.services.restate import restate
from kpis.models import Measurement
from kpis.services.measurements import Correction
from pillars.models import Programme
from tests.factories.kpis import IndicatorFactory, IndicatorStatusFactory
from tests.factories.pillars import ReportingPeriodFactory
from tests.web.dashboard.pages import words_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/vergelijken/"
CHOSEN = f"{URL}?van=2026-Q1&tot=2026-Q2"


def page_of(client, query: str = ""):
    return client.get(f"{URL}{query}").context["page"]


@pytest.fixture
def restated(programme, viewer_of) -> list[Freeze]:
    """Q2 with 1-1 corrected from 540 to 610: two versions."""
    value = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter="2026-Q2", state="approved", superseded_at=None
    )
    restate(
        actor=viewer_of("controller"),
        programme=programme,
        corrections=[Correction(value.pk, Decimal(610))],
        reason="Venlo telde een wijk niet mee.",
    )
    return list(Freeze.objects.filter(programme=programme, quarter="2026-Q2").order_by("version"))


def test_without_a_choice_the_last_two_quarters_are_compared(client_of):
    page = page_of(client_of("lezer"))
    assert (page.then.label, page.now.label) == ("Q1 2026", "Q2 2026")
    assert (page.then.state, page.now.state) == ("vastgesteld op 07-05-2026", "vastgesteld op 06-08-2026")


def test_the_demo_s_quarter_tells_what_became_of_it(client_of):
    words = words_of(client_of("bestuurder-venray").get(CHOSEN))
    assert "4 indicatoren werden beter, 1 werd slechter." in words
    assert "De verwachte terugbetaling ging van € 0 tot € 412.200 naar € 103.050." in words
    assert "Tweede groep laten starten" in words
    assert "57 dagen later" in words


def test_the_earlier_side_stands_first_however_it_was_asked(client_of):
    page = page_of(client_of("lezer"), "?van=2026-Q3&tot=2026-Q1")
    assert (page.then.label, page.now.label, page.now.state) == ("Q1 2026", "Q3 2026", "voorlopig")
    assert (page.asked.since, page.asked.until) == ("2026-Q1", "2026-Q3")


def test_two_versions_of_one_quarter_are_compared(client_of, restated):
    first, second = restated
    page = page_of(client_of("lezer"), f"?van={second.pk}&tot={first.pk}")
    assert (page.then.label, page.now.label) == ("Q2 2026, versie 1", "Q2 2026")
    assert page.now.state == "vastgesteld op 06-08-2026, herzien (versie 2)"
    told = {line.label: line.difference_text for group in page.indicators.groups for line in group.lines}
    assert told == {"1-1": "+ 70"}
    assert f"freeze={first.pk}" in page.then.url


def test_an_earlier_version_can_be_chosen(client_of, restated):
    labels = [choice.label for choice in page_of(client_of("lezer")).choices_since]
    assert labels[:4] == [
        "Q4 2026, loopt nog", "Q3 2026, voorlopig", "Q2 2026, vastgesteld", "Q2 2026, versie 1",
    ]  # fmt: skip


def test_another_programme_s_version_is_not_there(client_of, restated, programme):
    other = Programme.objects.get(slug="zuid-limburg")
    ReportingPeriodFactory.create(programme=other)
    url = f"/programmas/{other.slug}/vergelijken/?van={restated[0].pk}"
    assert client_of("zl-manager").get(url).status_code == 404


def test_a_frozen_side_keeps_the_thresholds_of_then(client_of, programme):
    Programme.objects.filter(pk=programme.pk).update(credit_at_risk=Decimal("0.1"))
    page = page_of(client_of("lezer"), "?van=2026-Q2&tot=2026-Q3")
    assert ("Verwachting bij de status risico", "50\u00a0%", "10\u00a0%") in [
        (term.about, term.was, term.is_now) for term in page.terms
    ]
    assert page_of(client_of("lezer"), "?van=2026-Q1&tot=2026-Q2").terms == ()


def test_an_alderman_opens_only_the_own_municipality(client_of):
    board = page_of(client_of("bestuurder-venray"))
    assert [line.amount.name for line in board.shares if line.amount.url] == ["Venray"]
    assert [line.amount.name for line in board.shares if line.amount.is_own] == ["Venray"]
    assert all(line.amount.url for line in page_of(client_of("lezer")).shares[:-1])


def test_files_carry_the_filters_of_the_page(client_of):
    client = client_of("lezer")
    html = client.get(f"{CHOSEN}&pijler=p5").content.decode()
    (address,) = re.findall(r'href="([^"]*tabel=indicatoren)"', html)
    answer = client.get(address.replace("&amp;", "&"))
    assert answer["Content-Disposition"].endswith('"vergelijking-nml-o-2026-Q1-2026-Q2-indicatoren.csv"')
    lines = answer.content.decode("utf-8-sig").splitlines()[1:]
    assert [line.split(";")[1].split()[0] for line in lines] == ["5-3", "5-1", "5-2"]


def test_a_programme_without_quarters_says_what_to_do(client_of):
    words = words_of(client_of("zl-manager").get("/programmas/zuid-limburg/vergelijken/"))
    assert "Nog geen kwartaal om te vergelijken" in words


def test_queries_stay_the_same_whatever_the_size(client_of, programme):
    client, query = client_of("lezer"), f"{URL}?van=2026-Q2&tot=2026-Q3&alles=1"
    _asked(client, query)  # remembers the snapshot
    before = len(_asked(client, query))
    for number in range(30):
        indicator = IndicatorFactory.create(programme=programme, slug=f"veel-{number}")
        IndicatorStatusFactory.create(indicator=indicator, quarter=Quarter(2026, 3))
    assert len(_asked(client, query)) == before


def _asked(client, query: str) -> list:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(query).status_code == 200
    return queries.captured_queries
