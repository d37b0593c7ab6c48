"""The pages over the loaded demo: golden figures to the cent, derivations, who sees them."""

import re
from decimal import Decimal

import pytest

from funding.models import Grant, PaymentCondition
from funding.refund import Stream
from funding.services.recompute import recompute_refunds
from izaportal.core.quarter import Quarter
from tests.factories import funding as make
from tests.factories.core import RunFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
PLACE = "/programmas/nml-o/financien/risico/"
MGN, ZORGSTART = "mgn/spuk-mgn/", "zorgstart/spuk-zorgstart/"


def page(client_of, address: str = "", quarter: str = "2026-Q2", person: str = "lezer") -> str:
    response = client_of(person).get(f"{PLACE}{address}?kwartaal={quarter}")
    assert response.status_code == 200
    return text_of(response)


@pytest.mark.parametrize(
    "cells",
    [
        "0 van 1 mijlpaal bevestigd 2.250.000,00 900.000,00 900.000,00 900.000,00 0,00 laag 600.000,00",
        "1 van 3 mijlpalen bevestigd 618.300,00 309.150,00 103.050,00 0,00 103.050,00 midden 103.050,00",
        "SPUK totaal 2.868.300,00 1.209.150,00 1.003.050,00 900.000,00 103.050,00 laag 703.050,00",
        "Venray 8,00 % 229.464,00 96.732,00 80.244,00 72.000,00 8.244,00 56.244,00",
        "De andere 22 projecten krijgen geen SPUK: n.v.t.",
    ],
)
def test_golden_figures_stand_on_the_page(client_of, cells):
    assert cells in page(client_of)


@pytest.mark.parametrize(
    ("quarter", "cells"),
    [
        ("2025-Q3", "618.300,00 80.000,00 80.000,00 0,00 van 0,00 tot 618.300,00 hoog 126.100,00"),
        ("2025-Q4", "618.300,00 206.100,00 206.100,00 206.100,00 van 0,00 tot 618.300,00 hoog 0,00"),
        ("2026-Q1", "618.300,00 256.100,00 50.000,00 0,00 van 0,00 tot 412.200,00 hoog 156.100,00"),
    ],
)
def test_zorgstart_as_of_each_quarter(client_of, quarter, cells):
    assert cells in page(client_of, quarter=quarter)
    assert cells in page(client_of, ZORGSTART, quarter)


def test_without_a_quarter_the_last_frozen_is_shown(client_of):
    assert text_of(client_of("lezer").get(PLACE)) == page(client_of)
    assert "Vastgesteld op 06-08-2026" in page(client_of)
    assert "Voorlopig: deze cijfers" in page(client_of, quarter="2026-Q3")


def test_each_figure_opens_its_derivation(client_of):
    text = page(client_of, MGN)
    assert "Bereik van de mentale gezondheidsnetwerken 0,00 900.000,00 900.000,00" in text
    assert "€ 900.000,00 besteed, min het laagste van € 0,00 en € 0,00: € 900.000,00" in text
    assert "1-1: 540 inwoners gemeten, 600 gevraagd: niet gehaald." in text
    assert "De lijn van 1-1 wijst op 31-12-2027 naar 1.380; gevraagd is 1.200: 100 %." in text
    assert "€ 1.500.000,00 ontvangen, € 900.000,00 besteed: € 600.000,00 onbesteed" in text
    assert "30-06-2026 Kosten Q2 2026" in text


def test_the_managers_reason_stands_with_the_forecast(client_of):
    assert "verwacht 50 %. Reden: Opleidingsplaatsen nog onzeker (15-06-2026)." in page(client_of, ZORGSTART)
    assert "Opleidingsplaatsen" not in page(client_of, ZORGSTART, "2026-Q1")


def test_the_identity_is_shown(client_of):
    text = page(client_of, ZORGSTART)
    assert "€ 103.050,00 + € 103.050,00 − € 0,00 = € 206.100,00" in text
    assert "€ 412.200,00 − € 206.100,00 = € 206.100,00 Beide kanten zijn gelijk." in text


def test_what_changed_is_told_with_its_reason(client_of):
    text = page(client_of, ZORGSTART)
    assert "Oordeel over Eerste groep trainees gestart: van geen oordeel naar bevestigd." in text
    assert "Nog niet bevestigd : € 206.100,00 → € 50.000,00 (− € 156.100,00)" in text


def test_a_later_quarter_is_not_told_of_an_earlier_one(client_of):
    assert "Q2 2026 tegen Q1 2026" not in page(client_of, ZORGSTART, "2026-Q1")


def test_the_split_of_a_project_stands_with_its_key(client_of):
    text = page(client_of, MGN)
    assert "Venray 8,000000 % 180.000,00 72.000,00 72.000,00 72.000,00 0,00 48.000,00" in text
    assert "Venray 8 % (plan)" in text


def test_the_own_municipality_is_marked(client_of):
    assert "Venray (uw gemeente) 8,000000 %" in page(client_of, MGN, person="bestuurder-venray")


def test_pro_rata_figures_stand_on_the_page(client_of, programme):
    Grant.objects.filter(slug="spuk-mgn").update(credit_mode="pro_rata")
    recompute_refunds(run=RunFactory.create(programme="nml-o"), programme=programme, quarter=Quarter(2026, 3))
    text = page(client_of, MGN, "2026-Q3")
    assert "45 %" in text
    assert "Nog niet bevestigd € 495.000,00" in text


def test_other_streams_show_spending_only(client_of, programme):
    mgn = Grant.objects.get(slug="spuk-mgn").project
    grant = make.GrantFactory.create(project=mgn, slug="azwa", stream=Stream.AZWA)
    make.ExpenditureFactory.create(grant=grant, amount=Decimal("40.00"))
    recompute_refunds(run=RunFactory.create(programme="nml-o"), programme=programme, quarter=Quarter(2026, 3))
    assert "wordt niet op mijlpalen afgerekend n.v.t." in page(client_of, quarter="2026-Q3")
    text = page(client_of, "mgn/azwa/", "2026-Q3")
    assert re.search(r"Nog niet bevestigd n\.v\.t\.", text)
    assert "Op het spel € 40,00" in text


def test_a_grant_without_figures_says_so(client_of):
    make.GrantFactory.create(project=Grant.objects.get(slug="spuk-mgn").project, slug="nieuw")
    assert "SPUK totaal 1 subsidie nog niet berekend" in page(client_of, quarter="2026-Q3")
    assert "Nog niet berekend" in page(client_of, "mgn/nieuw/", "2026-Q3")


def test_a_booking_after_the_calculation_is_told(client_of):
    make.ExpenditureFactory.create(grant=Grant.objects.get(slug="spuk-mgn"))
    assert "Sinds de berekening is hier geboekt" in page(client_of, MGN, "2026-Q3")
    assert "Sinds de berekening" not in page(client_of, MGN)


def test_payments_of_insurers_stand_apart(client_of):
    text = page(client_of, quarter="2026-Q3")
    assert "9.000.000,00 € 0,00 uitgebleven" in text
    PaymentCondition.objects.filter(slug="rdg-2").update(state="refused")
    assert "Uitgebleven. Afgewezen: dit geld komt niet." in page(client_of, quarter="2026-Q3")
    assert "€ 3.000.000,00 uitgebleven" in page(client_of, quarter="2026-Q3")


def test_a_years_unused_money_lapses(client_of):
    text = page(client_of)
    assert (
        "2025 Regionale digitale gezondheidsvoorziening 2.000.000,00 1.500.000,00 500.000,00 vervallen"
        in text
    )
    assert "Vervallen: € 500.000,00. Dit jaar nog te gebruiken: € 1.750.000,00." in text
    assert "2025 Mentale gezondheidsnetwerken 3.000.000,00 onbekend onbekend" in text


def test_a_programme_without_quarters_is_not_applicable(client_of):
    text = text_of(client_of("zl-manager").get("/programmas/zuid-limburg/financien/risico/"))
    assert "Afrekenrisico: n.v.t." in text
    assert "€" not in text


@pytest.mark.parametrize("address", ["", MGN, ZORGSTART, "rdg/zvw-rdg/", "bestaat/niet/"])
def test_another_region_sees_nothing(client_of, address):
    assert client_of("zl-manager").get(f"{PLACE}{address}").status_code == 404


def test_insurers_money_has_no_such_page(client_of):
    assert client_of("lezer").get(f"{PLACE}rdg/zvw-rdg/").status_code == 404


def test_the_parts_of_a_grant_come_to_its_figures(client_of):
    text = text_of(client_of("lezer").get(f"{PLACE}zorgstart/spuk-zorgstart/?kwartaal=2026-Q2"))
    assert "Venray 8,000000 % 49.464,00 24.732,00" in text
    assert "Totaal 618.300,00 309.150,00 103.050,00 0,00 103.050,00 103.050,00" in text
