"""An account that was handed in: recorded by the controller, with what changed of it since."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import Grant, HandedInAccount
from izaportal.core.uuid7 import uuid7
from tests.factories.funding import ExpenditureFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/programmas/nml-o/financien/verantwoording/"
OVER_2025 = f"{PAGE}?jaar=2025"
FORM = f"{PAGE}inleveren/2025/"


def typed(**changed) -> dict[str, str]:
    given = {"row": str(uuid7()), "handed_in_on": "10-07-2026", "reference": "SISA 2025-114", "note": ""}
    return given | changed


def shown(client) -> str:
    return text_of(client.get(OVER_2025)).replace("\u00a0", " ")


def test_what_was_handed_in_stands_on_the_page(client_of):
    client, sent = client_of("controller"), typed()
    assert "nog niet" in shown(client)
    assert client.post(FORM, sent).status_code == 302
    assert client.post(FORM, sent).status_code == 302  # a double click
    row = HandedInAccount.objects.get()
    assert (row.year, row.handed_in_on, row.recorded_by.username) == (2025, date(2026, 7, 10), "controller")
    text = shown(client_of("lezer"))
    for words in ("10-07-2026", "op tijd", "SISA 2025-114", "Controller NML-O"):
        assert words in text
    assert "cijfers veranderd" not in text


def test_too_late_says_how_late(client_of):
    client = client_of("controller")
    client.post(FORM, typed(handed_in_on="18-07-2026"))
    assert "3 dagen te laat" in shown(client)


def test_what_changed_since_is_told(client_of):
    client = client_of("controller")
    client.post(FORM, typed())
    grant = Grant.objects.get(slug="spuk-mgn")
    ExpenditureFactory.create(grant=grant, amount=Decimal("12.50"), performed_on=date(2025, 12, 1))
    text = shown(client)
    assert "Sinds de inlevering zijn cijfers veranderd" in text
    assert "besteding, eigen: ingeleverd € 300.000,00, nu € 300.012,50" in text


def test_handing_in_anew_needs_a_reason(client_of):
    client = client_of("controller")
    client.post(FORM, typed())
    answer = client.post(FORM, typed(handed_in_on="20-09-2026"))
    assert answer.status_code == 422
    assert "waarom de verantwoording opnieuw is ingeleverd" in text_of(answer)
    assert client.post(FORM, typed(handed_in_on="20-09-2026", note="Een factuur")).status_code == 302
    text = shown(client)
    assert "op tijd" in text  # the first time was
    assert text.index("20-09-2026") < text.rindex("10-07-2026")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"handed_in_on": "13-10-2026"}, "Deze dag moet nog komen"),
        ({"handed_in_on": "31-12-2025"}, "Het jaar 2025 was toen nog niet voorbij"),
        ({"reference": " "}, "Vul dit in"),
    ],
)
def test_mistakes_stand_at_their_fields(client_of, changed, said):
    answer = client_of("controller").post(FORM, typed(**changed))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not HandedInAccount.objects.exists()


def test_only_the_controller_records_it(client_of):
    assert FORM in client_of("controller").get(OVER_2025).content.decode()
    assert FORM not in client_of("programmamanager").get(OVER_2025).content.decode()
    assert "Inlevering vastleggen" not in text_of(client_of("controller").get(f"{PAGE}?jaar=2026"))
