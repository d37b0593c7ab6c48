"""Correcting a frozen value in the browser: fill in, see old and new, confirm; nothing by accident."""

from decimal import Decimal

import pytest
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze
from kpis.models import Measurement
from tests.web.dashboard.pages import address, words_of

pytestmark = pytest.mark.django_db
Q2 = Quarter(2026, 2)
GOOD = {"value": "1.640,5", "reason": "Venlo telde een wijk dubbel."}


@pytest.fixture
def measurement() -> Measurement:
    return Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter=Q2, state="approved", superseded_at=None
    )


@pytest.fixture
def url(measurement) -> str:
    place = {"programme": "nml-o", "indicator": "kpi-1-1", "measurement": measurement.pk}
    return reverse("restate-measurement", kwargs=place)


@pytest.fixture
def controller(client_of):
    return client_of("controller")


def versions() -> list[int]:
    return list(Freeze.objects.filter(quarter=Q2).order_by("version").values_list("version", flat=True))


def test_the_page_says_what_stands_there(controller, url):
    assert "Nu staat er 540 inwoners" in words_of(controller.get(url))


def test_first_it_shows_old_and_new(controller, url):
    text = words_of(controller.post(url, GOOD))
    assert "Er is nog niets gewijzigd" in text
    assert "waarde was 540 is nu 1.640,5" in text
    assert "status was risico is nu overtroffen" in text
    assert "de aandelen van 14 gemeenten gaan mee" in text
    assert versions() == [1]


def test_an_odd_value_is_pointed_out(controller, url):
    """Negative, or far from the quarter before: 5.400 for 540 is one zero too many."""
    assert "De nieuwe waarde valt op" not in words_of(controller.post(url, GOOD | {"value": "560"}))
    text = words_of(controller.post(url, GOOD | {"value": "-3"}))
    assert "De nieuwe waarde valt op" in text
    assert "−3 is minder dan 0." in text
    assert "5.400 is minstens tien keer 420 in Q1 2026." in words_of(
        controller.post(url, GOOD | {"value": "5400"})
    )


def test_confirmed_it_is_done(controller, url):
    answer = controller.post(url, GOOD | {"bevestigd": "1"})
    assert answer.url == "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2"
    assert versions() == [1, 2]
    row = Measurement.objects.get(indicator__slug="kpi-1-1", quarter=Q2, superseded_at=None)
    assert (row.value, row.note) == (Decimal("1640.5"), GOOD["reason"])


def test_a_second_click_changes_nothing_more(controller, url):
    first, second = (controller.post(url, GOOD | {"bevestigd": "1"}) for _ in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert versions() == [1, 2]


def test_another_value_is_told_of_the_first(controller, url):
    controller.post(url, GOOD | {"bevestigd": "1"})
    answer = controller.post(url, GOOD | {"value": "700", "bevestigd": "1"})
    assert answer.status_code == 422
    assert "Deze meting is intussen vervangen" in words_of(answer)
    assert versions() == [1, 2]


def test_what_was_filled_in_can_be_changed(controller, url):
    html = controller.post(url, GOOD | {"aanpassen": "1"}).content.decode()
    assert 'value="1.640,5"' in html
    assert GOOD["reason"] in html


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"value": ""}, "Vul de nieuwe waarde in."),
        ({"value": "veel"}, "Dit is geen getal."),
        ({"value": "1" * 30}, ""),
        ({"value": "540"}, "Dit is de waarde die er al staat."),
        ({"reason": "  "}, "Schrijf waarom u dit herziet"),
        ({"reason": "x" * 501}, ""),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"bevestigd": "1"}])
def test_mistakes_stand_at_their_field(controller, url, changed, told, confirmed):
    answer = controller.post(url, GOOD | changed | confirmed)
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert versions() == [1]


def test_all_mistakes_are_told_at_once(controller, url):
    text = words_of(controller.post(url, {"value": "veel", "reason": ""}))
    assert "2 antwoorden kloppen nog niet" in text
    assert 'value="veel"' in controller.post(url, {"value": "veel"}).content.decode()


def test_what_is_typed_is_never_run(controller, url):
    html = controller.post(url, GOOD | {"reason": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_only_the_controller_finds_the_button(client_of, url):
    place = "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2"
    assert url in client_of("controller").get(place).content.decode()
    assert "/herzien/" not in client_of("programmamanager").get(place).content.decode()


def test_a_lost_session_keeps_what_was_typed(client_of, url):
    answer = client_of(None).post(url, GOOD)
    assert answer.status_code == 401
    assert "1.640,5" in answer.content.decode()


def test_the_dashboard_says_that_it_was_restated(controller, client_of, url):
    first = Freeze.objects.get(quarter=Q2)
    controller.post(url, GOOD | {"bevestigd": "1"})
    answer = client_of("lezer").get(address())
    text = words_of(answer)
    assert "Herzien" in text
    assert "Versie 2, herzien op 12-10-2026 door Controller NML-O: Venlo telde een wijk dubbel." in text
    assert "waarde was 540 is nu 1.640,5" in text
    assert f"?freeze={first.pk}" in answer.content.decode()
    old = words_of(client_of("lezer").get(f"{address()}?freeze={first.pk}"))
    assert "Herzien" not in old
    assert "540" in old
    assert "1.640,5" not in old
