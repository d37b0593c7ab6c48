"""Entering the values of a quarter at the indicator: nothing lost, nothing stored twice, nothing overrun."""

import re
from decimal import Decimal

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.models import QuarterReport, ReportState
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.models import PeriodState, ReportingPeriod
from tests.factories.kpis import IndicatorFactory
from tests.factories.reporting import ReportSubmissionFactory
from tests.web.dashboard.pages import words_of

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)
URL = "/programmas/nml-o/indicatoren/{}/metingen/2026-Q3/"
OF_PILLAR = URL.format("kpi-2-1")


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


@pytest.fixture
def shares(programme) -> Indicator:
    """Measured per municipality, as a weighted percentage."""
    return IndicatorFactory.create(
        programme=programme, slug="aandeel", unit="%", disaggregated=True, is_weighted=True
    )


def typed(value: str, **more: str) -> dict[str, str]:
    return {"value": value, "row": str(uuid7()), "note": "", "confirmation": "", **more}


def rows(slug: str) -> list[Measurement]:
    return list(Measurement.objects.filter(indicator__slug=slug, quarter=Q3).order_by("id"))


def fractions(html: str, **given: tuple[str, str]) -> dict[str, str]:
    """What a browser sends of the form with these municipalities filled in."""
    sent = dict(re.findall(r'name="(GM\d+\.row)" value="([^"]+)"', html))
    for code, (top, bottom) in given.items():
        sent |= {f"{code}.numerator": top, f"{code}.denominator": bottom}
    return sent


def test_the_indicator_leads_there(manager):
    text = manager.get("/programmas/nml-o/indicatoren/kpi-2-1/?kwartaal=2026-Q3").content.decode()
    assert OF_PILLAR in text


def test_it_is_closed_with_the_reason_in_a_frozen_quarter(manager):
    page = manager.get("/programmas/nml-o/indicatoren/kpi-2-1/?kwartaal=2026-Q2")
    assert "metingen/2026-Q2/" not in page.content.decode()
    assert "Q2 2026 is vastgesteld op 06-08-2026" in words_of(page)
    assert "Q2 2026 is vastgesteld op 06-08-2026" in words_of(manager.get(OF_PILLAR.replace("Q3", "Q2")))


def test_readers_are_not_led_there(client_of):
    page = client_of("lezer").get("/programmas/nml-o/indicatoren/kpi-2-1/?kwartaal=2026-Q3")
    assert "/metingen/2026-Q3/" not in page.content.decode()


def test_the_latest_value_and_the_band_stand_beside_it(manager):
    text = words_of(manager.get(URL.format("kpi-1-1")))
    assert "Laatst bekend: 540 inwoners in Q2 2026" in text
    assert "Streefband Q3 2026: 660 tot 990" in text
    assert "Hier kan nu geen waarde bij" not in text


def test_a_value_waits_for_approval(manager):
    answer = manager.post(OF_PILLAR, typed("7,5", note="Geteld in september."))
    assert answer.url == "/programmas/nml-o/indicatoren/kpi-2-1/?kwartaal=2026-Q3#metingen"
    [row] = rows("kpi-2-1")
    assert (row.value, row.state, row.note) == (Decimal("7.5"), "submitted", "Geteld in september.")


def test_a_second_click_adds_nothing(manager):
    sent = typed("7,5")
    first, second = (manager.post(OF_PILLAR, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(rows("kpi-2-1")) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "Vul een waarde in"),
        ("veel", "Dit is geen getal"),
        ("1,234.5", "Dit is geen getal"),
        ("50 %", "procentteken"),
    ],
)
def test_what_is_no_value_comes_back_with_the_reason(manager, value, said):
    page = manager.post(OF_PILLAR, typed(value, note="Blijft staan"))
    assert page.status_code == 422
    assert said in words_of(page)
    assert "Blijft staan" in page.content.decode()
    assert "Blijft staan" in manager.get(OF_PILLAR).content.decode()
    assert rows("kpi-2-1") == []


def test_an_odd_value_asks_why(manager):
    slug = "kpi-1-1"
    before = rows(slug)
    page = manager.post(URL.format(slug), typed("9000"))
    assert page.status_code == 422
    assert "9.000 is minstens tien keer 540 in Q2 2026. Klopt dit?" in words_of(page)
    assert 'name="confirmation"' in page.content.decode()
    assert rows(slug) == before
    manager.post(URL.format(slug), typed("9000", confirmation="Ook de wijken tellen mee."))
    last = rows(slug)[-1]
    assert (last.value, last.confirmation) == (Decimal(9000), "Ook de wijken tellen mee.")
    text = words_of(manager.get(f"/programmas/nml-o/indicatoren/{slug}/?kwartaal=2026-Q3"))
    assert "Bevestigd: Ook de wijken tellen mee." in text


def test_municipalities_are_handed_in_as_far_as_they_are_known(manager, shares):
    url = URL.format(shares.slug)
    html = manager.get(url).content.decode()
    manager.post(url, fractions(html, GM0984=("12", "48"), GM0983=("1.000", "4.000")))
    stored = {(str(row.municipality), row.value, row.denominator) for row in rows(shares.slug)}
    assert stored == {("Venray", Decimal(25), Decimal(48)), ("Venlo", Decimal(25), Decimal(4000))}


def test_what_was_not_changed_is_not_handed_in_again(manager, shares):
    url = URL.format(shares.slug)
    manager.post(url, fractions(manager.get(url).content.decode(), GM0984=("12", "48")))
    html = manager.get(url).content.decode()
    assert 'value="48"' in html
    manager.post(url, fractions(html, GM0984=("12", "48"), GM0983=("1", "4")) | {"note": "Venlo erbij"})
    assert [row.note for row in rows(shares.slug)] == ["", "Venlo erbij"]


def test_mistakes_stand_at_their_municipality(manager, shares):
    url = URL.format(shares.slug)
    page = manager.post(url, fractions(manager.get(url).content.decode(), GM0984=("12", "0")))
    assert page.status_code == 422
    assert "Venray: noemer: De noemer moet groter zijn dan 0" in words_of(page)
    assert rows(shares.slug) == []


def test_nothing_filled_in_is_told(manager, shares):
    url = URL.format(shares.slug)
    page = manager.post(url, fractions(manager.get(url).content.decode()))
    assert page.status_code == 422
    assert "Vul bij minstens één gemeente een waarde in" in words_of(page)


def test_a_value_that_waits_with_a_report_is_left_alone(manager):
    value = Measurement.objects.get(indicator__slug="kpi-1-1", quarter=Q3, state="submitted")
    report, _ = QuarterReport.objects.get_or_create(
        project=value.indicator.project, quarter=Q3, defaults={"state": ReportState.SUBMITTED}
    )
    QuarterReport.objects.filter(pk=report.pk).update(state=ReportState.SUBMITTED)
    ReportSubmissionFactory.create(report=report).measurements.add(value)
    text = words_of(manager.get(URL.format("kpi-1-1")))
    assert "wacht een waarde op goedkeuring, met de rapportage van Mentale gezondheidsnetwerken" in text
    assert manager.post(URL.format("kpi-1-1"), typed("710")).status_code == 422
    value.refresh_from_db()
    assert value.superseded_at is None


def test_a_quarter_that_closed_meanwhile_keeps_what_was_typed(client_of, programme):
    lead = client_of("projectleider-mgn")
    ReportingPeriod.objects.filter(programme=programme, quarter=Q3).update(
        state=PeriodState.CLOSED, closed_on="2026-10-12"
    )
    page = lead.post(URL.format("kpi-1-2"), typed("82", note="Net te laat"))
    assert page.status_code == 422
    assert "Q3 2026 is gesloten op 12-10-2026" in words_of(page)
    assert "Net te laat" in page.content.decode()


def test_it_is_not_a_leads_to_enter_what_is_of_another_pillar(client_of):
    assert client_of("projectleider-mgn").get(OF_PILLAR).status_code == 403


def test_who_may_approve_does_both_at_once(manager, client_of):
    assert "Meteen goedkeuren" in manager.get(OF_PILLAR).content.decode()
    form = typed("18", goedkeuren="1")
    for _ in range(2):
        answer = manager.post(OF_PILLAR, form, follow=True)
        assert "De meting over Q3 2026 telt nu mee." in words_of(answer)
    (row,) = rows("kpi-2-1")
    assert (row.value, row.state) == (Decimal(18), MeasurementState.APPROVED)


def test_who_may_not_approve_does_neither(client_of):
    lead, place = client_of("projectleider-mgn"), URL.format("kpi-1-2")
    page = lead.get(place).content.decode()
    assert "Indienen" in page
    assert "Meteen goedkeuren" not in page
    assert lead.post(place, typed("75", goedkeuren="1")).status_code == 403
    assert rows("kpi-1-2") == []


def test_a_doubt_comes_before_approving(manager):
    answer = manager.post(OF_PILLAR, typed("1800", goedkeuren="1"))
    assert answer.status_code == 422
    assert "Toch juist?" in words_of(answer)
    assert rows("kpi-2-1") == []
