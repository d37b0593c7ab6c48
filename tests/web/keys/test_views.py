"""Pages about allocation keys: what they show, and that trying one stores nothing."""

import re
from decimal import Decimal
from html import unescape

import pytest

from funding.models import AllocationKey, Grant, MunicipalShare
from izaportal.core.formatting import number
from izaportal.core.models import AuditEntry
from izaportal.core.money import ZERO, add
from pillars.models import Programme
from tests.golden.nml_o import MEMBERS
from tests.golden.test_money import DIFFERENT_PER_PROJECT, POPULATION_IN_ONE_SPLIT
from tests.web.keys.pages import KEYS, NEW, TRY, YEAR, amount, body, effects, moves, values, words

pytestmark = pytest.mark.django_db

FIGURES = ("award", "at_stake", "unsecured", "due_gap", "expected", "unspent")


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


def test_a_frozen_quarter_keeps_its_award(client_of):
    """What is divided is what was calculated with, as the stored shares have it."""
    tried = f"{TRY}?kind=fixed_and_rest&population_year=2024&part_GM0984=8"
    Grant.objects.filter(slug="spuk-mgn").update(award=Decimal("2400000.00"))
    html = body(client_of("lezer"), f"{tried}&kwartaal=2026-Q2")
    assert effects(html)["GM0984"][1] == "229.464,00"


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


@pytest.fixture
def agreed(client_of) -> AllocationKey:
    client_of("controller").post(NEW, values())
    return AllocationKey.objects.get(label="Besluit 2027")


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
