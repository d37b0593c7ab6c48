"""The state's final decision in the browser: entered by the controller, seen by all of the programme."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from funding.models import Settlement
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/programmas/nml-o/financien/verantwoording/"
FORM = f"{PAGE}mgn/spuk-mgn/vaststelling/"
GIVEN = {"decided_on": "12-10-2026", "amount": "1.000.000,00", "document": "VWS 2026-77"}


def test_what_was_decided_and_what_goes_back_stand_on_the_page(client_of):
    client = client_of("controller")
    assert client.post(FORM, GIVEN, follow=True).status_code == 200
    text = text_of(client_of("bestuurder-venray").get(PAGE)).replace("\u00a0", " ")
    for words in (
        "VWS 2026-77",
        "€ 1.000.000,00",
        "€ 500.000,00",
        "Terug te betalen per gemeente",
        "€ 40.000,00",
    ):
        assert words in text


def test_the_link_is_only_for_the_controller(client_of):
    assert FORM in client_of("controller").get(PAGE).content.decode()
    assert FORM not in client_of("lezer").get(PAGE).content.decode()


def test_mistakes_stand_at_their_fields_and_nothing_is_lost(client_of):
    client = client_of("controller")
    answer = client.post(FORM, {**GIVEN, "amount": "3.000.000", "document": ""})
    assert answer.status_code == 422
    assert "Het Rijk stelt nooit meer vast" not in text_of(answer)  # the form itself was not valid yet
    answer = client.post(FORM, {**GIVEN, "amount": "3.000.000"})
    assert "Het Rijk stelt nooit meer vast dan is toegekend." in text_of(answer)
    assert "3.000.000" in client.get(FORM).content.decode()
    assert not Settlement.objects.exists()


def test_a_change_is_asked_why(client_of):
    client = client_of("controller")
    client.post(FORM, GIVEN)
    assert "Waarom verandert het besluit?" in text_of(client.get(FORM))
    assert client.post(FORM, {**GIVEN, "amount": "900.000"}).status_code == 422
    assert client.post(FORM, {**GIVEN, "amount": "900.000", "reason": "Na bezwaar"}).status_code == 302
    assert Settlement.objects.get().settled_amount == 900_000


def test_without_a_settlement_there_is_nothing_to_share(client_of):
    text = text_of(client_of("lezer").get(PAGE))
    assert "nog niet vastgesteld" in text
    assert "Terug te betalen per gemeente" not in text


def test_the_workbook_tells_what_goes_back_to_the_cent(client_of):
    client = client_of("controller")
    client.post(FORM, {**GIVEN, "amount": "1.000.000,33"})
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}export/xlsx/").content))
    [decision] = list(book["Vaststelling"].values)[1:]
    assert decision[4:] == (2_250_000, 1_500_000, 1_000_000.33, 499_999.67, 0)
    *rows, last = [row[1:] for row in list(book["Terug per gemeente"].values)[1:]]
    names = [str(row[0]) for row in rows]
    assert names == sorted(names)
    assert len(rows) == 14
    assert sum(Decimal(str(row[-1])) for row in rows) == Decimal(str(last[-1])) == Decimal("499999.67")
    assert dict((row[0], row[-1]) for row in rows)["Venray"] == 39_999.97
