"""Pages about allocation keys: trying one stores nothing, agreeing on one takes the controller."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from funding.models import AllocationKey, MunicipalShare
from izaportal.core.formatting import number
from izaportal.core.models import AuditEntry, Draft
from izaportal.core.money import ZERO, add
from izaportal.core.uuid7 import uuid7
from pillars.models import Programme
from tests.golden.nml_o import MEMBERS
from tests.golden.test_money import DIFFERENT_PER_PROJECT, POPULATION_IN_ONE_SPLIT

pytestmark = pytest.mark.django_db

KEYS = "/programmas/nml-o/financien/sleutels/"
TRY = f"{KEYS}proberen/"
NEW = f"{KEYS}nieuw/"
YEAR = "population_year=2024"
FIGURES = ("award", "at_stake", "unsecured", "due_gap", "expected", "unspent")


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def effects(html: str) -> dict[str, list[str]]:
    """The amounts per municipality in the table of the effect, as they are shown, by CBS code."""
    found = re.findall(r'<tr[^>]*data-code="(\w+)"[^>]*>(.*?)</tr>', html, re.DOTALL)
    return {
        code: [words(re.sub(r"<small>.*?</small>", "", cell)) for cell in cells(row)] for code, row in found
    }


def moves(html: str) -> dict[str, list[str]]:
    """How far each is from the present key, likewise."""
    found = re.findall(r'<tr[^>]*data-code="(\w+)"[^>]*>(.*?)</tr>', html, re.DOTALL)
    return {code: re.findall(r"<small>([^<]*)</small>", row) for code, row in found}


def cells(row: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)


def amount(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))


def values(**changed: Any) -> dict[str, Any]:
    base = {"row": str(uuid7()), "label": "Besluit 2027", "valid_from": "2026-07-01", "kind": "equal"}
    return base | {"population_year": "2024", "note": "", "reason": ""} | changed


def test_inhabitants_give_the_golden_amounts(client_of):
    html = body(client_of("lezer"), f"{TRY}?kind=population&population_year=2024&kwartaal=2026-Q2")
    golden = POPULATION_IN_ONE_SPLIT | DIFFERENT_PER_PROJECT
    assert {code: row[1] for code, row in effects(html).items()} == {
        code: number(Decimal(text), 2) for code, text in golden.items()
    }


def test_venray_fixed_gives_todays_amounts(client_of):
    """The demo's key again: every amount as it is stored, and nothing moves."""
    html = body(
        client_of("lezer"), f"{TRY}?kind=fixed_and_rest&population_year=2024&part_GM0984=8&kwartaal=2026-Q2"
    )
    shown = effects(html)
    stored: dict[str, list[MunicipalShare]] = {code: [] for code in MEMBERS}
    for row in MunicipalShare.objects.filter(quarter="2026-Q2").select_related("municipality"):
        stored[row.municipality.code].append(row)
    for code, rows in stored.items():
        sums = [number(add(getattr(row, name) or ZERO for row in rows), 2) for name in FIGURES]
        assert shown[code][1:] == sums
    assert shown["GM0984"][1] == "229.464,00"
    assert "Deze verdeling is gelijk aan die van nu." in words(html)


@pytest.mark.parametrize(
    "query",
    [
        "kind=equal",
        "kind=population&population_year=2024",
        "kind=fixed_and_rest&population_year=2024&part_GM0983=50",
    ],
)
def test_the_sum_stays_the_same(client_of, query):
    html = body(client_of("lezer"), f"{TRY}?{query}&kwartaal=2026-Q2")
    shown, moved = effects(html), moves(html)
    for column, whole in enumerate(("2868300", "1209150", "1003050", "900000", "103050", "703050"), start=1):
        assert add(amount(row[column]) for row in shown.values()) == Decimal(whole)
        changes = [row[column] for row in moved.values()]
        assert add(amount(text.lstrip("+")) for text in changes if text != "gelijk") == 0
    assert words(html.partition("<tfoot>")[2].partition("</tfoot>")[0]).count("blijft gelijk") == 6


def test_equal_parts_are_golden(client_of):
    shown = [row[1] for row in effects(body(client_of("lezer"), f"{TRY}?kind=equal")).values()]
    assert (shown.count("204.878,58"), shown.count("204.878,56")) == (8, 6)


def test_without_anything_it_is_the_present_key(client_of):
    html = body(client_of("lezer"), TRY)
    assert "Deze verdeling is gelijk aan die van nu." in words(html)
    assert 'name="part_GM0984" value="8"' in html


def test_what_is_missing_is_named(client_of):
    html = body(client_of("lezer"), f"{TRY}?kind=agreed_percentages&part_GM0984=8")
    assert effects(html) == {}
    assert words(html).count("heeft nog geen deel. Vul een percentage in") == 13
    assert '<a href="#id_part_GM0983">Venlo heeft nog geen deel.' in html
    assert "Als nieuwe sleutel" not in body(
        client_of("controller"), f"{TRY}?kind=agreed_percentages&part_GM0984=8"
    )


@pytest.mark.parametrize(
    "query",
    [
        "kind=onzin",
        "kind=population&population_year=1",
        "kind=population",
        "kind=explicit_amounts&part_GM0984=veel",
        "kind=fixed_and_rest&population_year=2024&part_GM0984=-8",
        "kind=fixed_and_rest&population_year=2024&part_GM0984=1e9",
        "kind=equal&kwartaal=2199-Q1",
    ],
)
def test_odd_addresses_are_answered(client_of, query):
    body(client_of("lezer"), f"{TRY}?{query}")


@pytest.mark.parametrize("part", ["veel", "1e9", "12,5,5"])
def test_what_cannot_be_read_is_never_left_out(client_of, part):
    """A part that is no number must not count as none."""
    html = body(client_of("lezer"), f"{TRY}?kind=fixed_and_rest&{YEAR}&part_GM0984={part}")
    assert effects(html) == {}
    assert "Venray: Dit is geen getal." in words(html)
    preview = client_of("controller").post(NEW, values(kind="fixed_and_rest", part_GM0984=part, bekijk="1"))
    assert effects(preview.content.decode()) == {}


def test_trying_stores_nothing(client_of):
    before = (AllocationKey.objects.count(), AuditEntry.objects.count(), MunicipalShare.objects.count())
    body(client_of("controller"), f"{TRY}?kind=equal")
    assert (
        AllocationKey.objects.count(),
        AuditEntry.objects.count(),
        MunicipalShare.objects.count(),
    ) == before


def test_what_is_tried_fills_the_form(client_of):
    controller = client_of("controller")
    tried = body(
        controller, f"{TRY}?kind=fixed_and_rest&population_year=2024&part_GM0984=9,5&kwartaal=2026-Q2"
    )
    link = re.search(r'href="([^"]+nieuw/[^"]+)"', tried)
    assert link is not None
    form = body(controller, unescape(link[1]))
    assert 'name="part_GM0984" value="9,5"' in form
    assert '<option value="fixed_and_rest" selected>' in form
    assert "nieuw/?" not in body(client_of("lezer"), f"{TRY}?kind=equal")


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


def test_an_own_municipality_stands_out(client_of):
    html = body(client_of("bestuurder-venray"), TRY)
    assert re.findall(r'<tr class="is-own"[^>]*data-code="(\w+)"', html) == ["GM0984"]


def test_illustrative_keys_are_marked(client_of):
    assert "Illustratief" in words(body(client_of("lezer"), KEYS))


def test_a_programme_without_keys_says_what_to_do(client_of):
    html = words(body(client_of("zl-manager"), "/programmas/zuid-limburg/financien/sleutels/"))
    assert "Nog geen verdeelsleutel afgesproken" in html
    assert "229.464" not in html
    tried = words(body(client_of("zl-manager"), "/programmas/zuid-limburg/financien/sleutels/proberen/"))
    assert "zijn er geen bedragen om te verdelen" in tried
    assert "Venray" not in tried


def test_keys_of_another_programme_are_not_there(client_of, agreed):
    Programme.objects.get(slug="zuid-limburg")
    assert client_of("zl-manager").get(KEYS).status_code == 404
    address = f"/programmas/zuid-limburg/financien/sleutels/{agreed.slug}/wijzigen/"
    assert client_of("controller").get(address).status_code == 404
