"""Agreeing on a key and mending one, for the controller alone."""

import re
from html import unescape

import pytest

from funding.models import AllocationKey
from izaportal.core.models import AuditEntry, Draft
from tests.web.keys.pages import KEYS, NEW, body, effects, values, words

pytestmark = pytest.mark.django_db


def test_a_key_is_agreed_on(client_of):
    controller = client_of("controller")
    answer = controller.post(NEW, values(kind="fixed_and_rest", part_GM0984="8"))
    assert (answer.status_code, answer.headers["Location"]) == (302, KEYS)
    page = words(body(controller, KEYS))
    assert "‘Besluit 2027’ is vastgelegd." in page
    assert "vanaf 01-07-2026, zonder einddatum" in page
    assert "vanaf 01-01-2025 tot en met 30-06-2026" in page
    assert "Q3 2025, Q4 2025, Q1 2026, Q2 2026: die houden deze sleutel" in page


def test_mistakes_stand_at_their_municipality(client_of):
    controller = client_of("controller")
    answer = controller.post(NEW, values(kind="agreed_percentages", part_GM0984="8", note="Blijft staan"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_part_GM0983_error"' in html
    assert "Blijft staan" in html
    assert 'value="8"' in html
    assert Draft.objects.filter(place=NEW).exists()


def test_a_day_in_a_frozen_quarter_is_refused(client_of):
    answer = client_of("controller").post(NEW, values(valid_from="2026-05-01"))
    assert answer.status_code == 422
    assert "Q2 2026 is vastgesteld" in words(answer.content.decode())


def test_a_preview_is_only_the_effect(client_of):
    controller = client_of("controller")
    part = controller.post(NEW, values(bekijk="1"), headers={"HX-Request": "true"}).content.decode()
    whole = controller.post(NEW, values(bekijk="1")).content.decode()
    assert "<form" not in part
    assert effects(part) == effects(whole) != {}
    assert AllocationKey.objects.filter(programme__slug="nml-o").count() == 1


@pytest.fixture
def agreed(client_of) -> AllocationKey:
    client_of("controller").post(NEW, values())
    return AllocationKey.objects.get(label="Besluit 2027")


def edit_url(key: AllocationKey) -> str:
    return f"{KEYS}{key.slug}/wijzigen/"


def posted(html: str) -> dict[str, str]:
    """The fields of the form on the page, as a browser would send them back."""
    found = re.findall(r'<(?:input|textarea|select)[^>]*name="([^"]+)"', html)
    sent = {name: "" for name in found if name != "bekijk"}
    sent |= {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', html)
    }
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent.pop("illustrative", None)
    return sent


def test_a_key_that_fixed_nothing_is_mended(client_of, agreed):
    controller = client_of("controller")
    form = posted(body(controller, edit_url(agreed)))
    answer = controller.post(edit_url(agreed), form | {"label": "Besluit 2027-12", "reason": "Tikfout"})
    assert answer.status_code == 302
    agreed.refresh_from_db()
    assert agreed.label == "Besluit 2027-12"
    assert AuditEntry.objects.filter(object_id=str(agreed.pk)).latest("pk").reason == "Tikfout"


def test_nothing_changed_says_so(client_of, agreed):
    controller = client_of("controller")
    controller.post(edit_url(agreed), posted(body(controller, edit_url(agreed))))
    assert "Er was niets te wijzigen." in words(body(controller, KEYS))


def test_two_editors_see_both_texts(client_of, agreed):
    controller = client_of("controller")
    form = posted(body(controller, edit_url(agreed)))
    controller.post(edit_url(agreed), form | {"label": "Van de een"})
    answer = controller.post(edit_url(agreed), form | {"label": "Van de ander"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de een" in html
    assert 'value="Van de ander"' in html


def test_a_key_that_fixed_a_quarter_is_not(client_of, programme):
    key = AllocationKey.objects.get(programme=programme)
    controller = client_of("controller")
    assert controller.get(edit_url(key)).headers["Location"] == KEYS
    assert f'href="{edit_url(key)}"' not in body(controller, KEYS)
    answer = controller.post(edit_url(key), values(label="Anders"))
    assert answer.status_code == 422
    assert "Met deze sleutel is een kwartaal vastgesteld." in words(answer.content.decode())


def test_buttons_are_for_the_controller(client_of, agreed):
    for person in ("lezer", "bestuurder-venray", "programmamanager"):
        html = body(client_of(person), KEYS)
        assert "Nieuwe sleutel" not in html
        assert "wijzigen/" not in html
    assert edit_url(agreed) in body(client_of("controller"), KEYS)
