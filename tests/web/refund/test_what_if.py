"""The what-if over the loaded demo: what it shows, what it keeps, and who may keep it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from funding.models import RefundRisk, Scenario
from funding.services.recompute import recompute_refunds
from izaportal.core.models import AuditEntry, Draft
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from tests.factories import funding as make
from tests.factories.core import RunFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
PLACE = "/programmas/nml-o/financien/risico/scenario/"
MGN, ZORGSTART = "mgn/spuk-mgn", "zorgstart/spuk-zorgstart"
UNCHANGED = "Venray 96.732,00 80.244,00 72.000,00 8.244,00 56.244,00"


def shown(client, quarter: str = "2026-Q2", **filled: str):
    return client.post(PLACE, {"kwartaal": quarter, **filled})


def keep(client, name: str = "Groep drie valt uit", quarter: str = "2026-Q3", **filled: str):
    filled = filled or {f"verdict.{ZORGSTART}.zs-3": "refused"}
    return client.post(
        PLACE, {"kwartaal": quarter, "bewaren": "1", "name": name, "id": str(uuid7()), **filled}
    )


def test_without_changes_the_stored_figures_stand(client_of):
    text = text_of(client_of("lezer").get(f"{PLACE}?kwartaal=2026-Q2"))
    assert "nog niets veranderd: zo is het nu" in text
    assert "maximaal 2.250.000,00 laag 900.000,00 900.000,00 900.000,00 0,00 600.000,00" in text
    assert "maximaal 618.300,00 midden 309.150,00 103.050,00 0,00 103.050,00 103.050,00" in text
    assert UNCHANGED in text


def test_a_confirmed_milestone_shows_beside_what_is(client_of):
    text = text_of(shown(client_of("lezer"), **{f"verdict.{MGN}.mgn-1": "confirmed"}))
    assert "2.250.000,00 laag 900.000,00 0,00 nu 900.000,00 0,00 nu 900.000,00 0,00 600.000,00" in text
    assert "Venray 96.732,00 8.244,00 nu 80.244,00 0,00 nu 72.000,00 8.244,00 56.244,00" in text


def test_a_value_moves_status_and_line(client_of):
    """600 is what was due; and the line through it points further than 1.200 still."""
    text = text_of(shown(client_of("lezer"), **{"value.kpi-1-1": "600"}))
    assert "2.250.000,00 laag 900.000,00 900.000,00 0,00 nu 900.000,00 0,00 600.000,00" in text
    text = text_of(shown(client_of("lezer"), **{"value.kpi-1-1": "310"}))
    assert "hoog nu laag 900.000,00 900.000,00 900.000,00 2.250.000,00 nu 0,00 600.000,00" in text


def test_the_value_of_now_changes_nothing(client_of):
    assert UNCHANGED in text_of(shown(client_of("lezer"), **{"value.kpi-1-1": "540"}))


def test_spending_moves_what_is_at_stake(client_of):
    text = text_of(shown(client_of("lezer"), **{f"spent.{ZORGSTART}.zs-2": "100.000,50"}))
    assert (
        "618.300,00 midden 409.150,50 nu 309.150,00 203.050,50 nu 103.050,00 0,00 103.050,00 3.049,50" in text
    )


def test_another_forecast_moves_what_is_expected(client_of):
    text = text_of(shown(client_of("lezer"), **{f"forecast.{ZORGSTART}.zs-3": "75"}))
    assert "laag nu midden 309.150,00 103.050,00 0,00 51.525,00 nu 103.050,00 103.050,00" in text


def test_a_forecast_of_nothing_is_an_answer(client_of):
    text = text_of(shown(client_of("lezer"), **{f"forecast.{ZORGSTART}.zs-3": "0"}))
    assert "hoog nu midden 309.150,00 103.050,00 0,00 206.100,00 nu 103.050,00 103.050,00" in text


def test_without_the_managers_forecast_it_is_a_range(client_of):
    text = text_of(shown(client_of("lezer"), **{f"without.{ZORGSTART}.zs-3": "on"}))
    assert "van 0,00 tot 206.100,00 nu 103.050,00" in text


@pytest.mark.parametrize(
    ("filled", "message"),
    [
        ({f"forecast.{ZORGSTART}.zs-3": "110"}, "De verwachting ligt tussen 0 en 100 %."),
        ({f"spent.{ZORGSTART}.zs-2": "400000"}, "er kan nog € 309.150,00 bij"),
        ({f"spent.{ZORGSTART}.zs-2": "-103050,01"}, "Er is € 103.050,00 geboekt; meer kan er niet af."),
        ({f"spent.{MGN}": "-900000,01"}, "Er is € 900.000,00 geboekt; meer kan er niet af."),
        ({"value.kpi-1-1": "veel"}, "Dit is geen getal."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client_of, filled, message):
    text = text_of(shown(client_of("lezer"), **filled))
    assert message in text
    assert "Er klopt nog iets niet" in text


def test_htmx_gets_only_the_effect(client_of):
    answer = client_of("lezer").post(
        PLACE, {"kwartaal": "2026-Q2", "value.kpi-1-1": "600"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert b"Gevolg per gemeente" in answer.content


def test_supposing_stores_nothing(client_of):
    before = RefundRisk.objects.count(), AuditEntry.objects.count(), Draft.objects.count()
    shown(client_of("controller"), **{f"verdict.{MGN}.mgn-1": "refused"})
    assert (RefundRisk.objects.count(), AuditEntry.objects.count(), Draft.objects.count()) == before
    assert not Scenario.objects.exists()


def test_a_kept_scenario_opens_as_it_was(client_of):
    answer = keep(client_of("controller"), **{f"forecast.{ZORGSTART}.zs-3": "12,5"})
    kept = Scenario.objects.get()
    assert answer.url == f"{PLACE}{kept.pk}/"
    page = client_of("bestuurder-venray").get(answer.url)
    text = text_of(page)
    assert "Groep drie valt uit" in text
    assert "180.337,50 nu 103.050,00" in text
    assert "De cijfers eronder zijn sindsdien niet veranderd." in text
    assert 'value="12,5"' in page.content.decode()
    assert "Wijzigingen bewaren" not in text


def test_a_kept_scenario_says_when_its_figures_changed(client_of, programme):
    keep(client_of("controller"))
    kept = Scenario.objects.get()
    row = RefundRisk.objects.filter(grant__slug="spuk-zorgstart").latest("id")
    make.ExpenditureFactory.create(grant=row.grant, milestone=row.grant.milestones.get(slug="zs-2"))
    recompute_refunds(run=RunFactory.create(programme="nml-o"), programme=programme, quarter=Quarter(2026, 3))
    text = text_of(client_of("lezer").get(f"{PLACE}{kept.pk}/"))
    assert re.search(r"sindsdien veranderd zorgstart/spuk-zorgstart, berekend op \d\d-\d\d-2026", text)
    assert "310.150,00" in text


def test_sending_twice_keeps_one(client_of):
    client, filled = client_of("controller"), {f"verdict.{MGN}.mgn-1": "confirmed", "id": str(uuid7())}
    first, second = (keep(client, **filled) for _ in range(2))
    assert first.url == second.url
    assert Scenario.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "filled", "message"),
    [
        ("", {}, "Geef het scenario een naam."),
        ("Niets", {"id": ""}, "Er is nog niets veranderd"),
        ("Te veel", {f"spent.{MGN}": "2000000"}, "er kan nog € 1.350.000,00 bij"),
    ],
)
def test_what_cannot_be_kept_keeps_what_was_typed(client_of, name, filled, message):
    answer = keep(client_of("controller"), name, **filled)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not Scenario.objects.exists()


def test_a_name_is_there_once_per_quarter(client_of):
    client = client_of("controller")
    keep(client)
    assert "Er is al een scenario met deze naam" in text_of(keep(client))
    assert keep(client, quarter="2026-Q2").status_code == 302


@pytest.mark.parametrize(
    ("person", "status"),
    [("programmamanager", 302), ("projectleider-mgn", 302), ("lezer", 403), ("bestuurder-venray", 403)],
)
def test_who_runs_something_keeps(client_of, person, status):
    assert keep(client_of(person)).status_code == status


def overwrite(client, place: str, *, seen: str | None = None, **filled: str):
    """As the form of the kept scenario does; `seen` None: as the page has it now."""
    page = client.get(place)
    given = {"kwartaal": "2026-Q3", "bewaren": "dit", "name": "Groep drie valt uit", "id": str(uuid7())}
    return client.post(place, {**given, "gezien": page.context["seen"] if seen is None else seen, **filled})


def test_the_maker_changes_and_removes(client_of):
    client = client_of("projectleider-mgn")
    place = keep(client).url
    filled = {"name": "  Geen derde   groep ", f"verdict.{ZORGSTART}.zs-2": "refused"}
    assert overwrite(client, place, **filled).url == place
    kept = Scenario.objects.get()
    assert kept.name == "Geen derde groep"
    assert "zs-2" in str(kept.changes)
    assert "zs-3" not in str(kept.changes)
    assert "‘Geen derde groep’ verwijderen" in text_of(client.get(f"{place}verwijderen/"))
    client.post(f"{place}verwijderen/")
    assert not Scenario.objects.exists()
    actions = (
        AuditEntry.objects.filter(object_type="scenario").order_by("id").values_list("action", flat=True)
    )
    assert list(actions) == ["toegevoegd", "gewijzigd", "verwijderd"]


def test_keeping_again_takes_the_figures_of_now(client_of, programme):
    place = keep(client_of("controller")).url
    row = RefundRisk.objects.filter(grant__slug="spuk-zorgstart").latest("id")
    make.ExpenditureFactory.create(grant=row.grant, milestone=row.grant.milestones.get(slug="zs-2"))
    recompute_refunds(run=RunFactory.create(programme="nml-o"), programme=programme, quarter=Quarter(2026, 3))
    overwrite(client_of("controller"), place, **{f"verdict.{ZORGSTART}.zs-3": "refused"})
    assert "De cijfers eronder zijn sindsdien niet veranderd." in text_of(client_of("lezer").get(place))


def test_two_who_change_one_scenario_are_told(client_of):
    place = keep(client_of("controller")).url
    seen = client_of("programmamanager").get(place).context["seen"]
    overwrite(client_of("controller"), place, **{f"verdict.{ZORGSTART}.zs-2": "refused"})
    second = overwrite(client_of("programmamanager"), place, seen=seen, **{f"spent.{MGN}": "123"})
    assert second.status_code == 409
    assert "Iemand anders wijzigde dit scenario intussen" in text_of(second)
    assert 'value="123"' in second.content.decode()
    assert "zs-2" in str(Scenario.objects.get().changes)
    again = overwrite(
        client_of("programmamanager"), place, seen=second.context["seen"], **{f"spent.{MGN}": "123"}
    )
    assert again.status_code == 302
    assert "zs-2" not in str(Scenario.objects.get().changes)


@pytest.mark.parametrize("seen", ["", "{", "[]", "null", "1"])
def test_who_saw_nothing_overwrites_nothing(client_of, seen):
    place = keep(client_of("controller")).url
    answer = overwrite(client_of("controller"), place, seen=seen, **{f"spent.{MGN}": "123"})
    assert answer.status_code == 409


def test_a_kept_scenario_may_begin_another(client_of):
    place = keep(client_of("controller")).url
    answer = overwrite(
        client_of("projectleider-mgn"), place, bewaren="nieuw", name="Erger", **{f"spent.{MGN}": "123"}
    )
    assert answer.status_code == 302
    assert {row.name for row in Scenario.objects.all()} == {"Groep drie valt uit", "Erger"}


@time_machine.travel(datetime(2026, 11, 26, 23, 5, tzinfo=UTC))
def test_scenarios_of_a_quarter_stand_beside_each_other(client_of):
    """Kept after midnight in Amsterdam: on the new day."""
    client = client_of("controller")
    keep(client)
    keep(client, "Geld op", **{f"spent.{ZORGSTART}.zs-2": "100.000"})
    keep(client, "Toen", quarter="2026-Q2")
    text = text_of(client_of("lezer").get(f"{PLACE}?kwartaal=2026-Q3")).partition("Naast elkaar")[2]
    assert "Zoals het nu is maximaal 2.868.300,00 laag 1.209.150,00" in text
    assert (
        "Geld op Controller NML-O, 12-10-2026 maximaal 2.868.300,00 laag 1.309.150,00 nu 1.209.150,00" in text
    )
    assert text.index("Geld op") < text.index("Groep drie valt uit")
    assert "Toen Q2 2026, Controller NML-O" in text


def test_the_effect_is_told_in_a_sentence(client_of):
    text = text_of(shown(client_of("lezer"), **{f"verdict.{ZORGSTART}.zs-3": "confirmed"}))
    assert "Verwacht terug: € 103.050,00 wordt € 0,00." in text
    nothing = text_of(shown(client_of("lezer"), **{"value.kpi-1-1": "540"}))
    assert "Dit verandert geen van de bedragen." in nothing


@pytest.mark.parametrize("person", ["lezer", "projectleider-mgn"])
def test_others_cannot_change_it(client_of, person):
    place = keep(client_of("controller")).url
    assert overwrite(client_of(person), place, name="Anders").status_code == 403
    assert client_of(person).post(f"{place}verwijderen/").status_code == 403
    assert Scenario.objects.get().name == "Groep drie valt uit"


def test_another_region_finds_no_scenario(client_of):
    kept = keep(client_of("controller")).url
    other = client_of("zl-manager")
    addresses = [PLACE, kept, f"{kept}verwijderen/"]
    assert {other.get(address).status_code for address in addresses} == {404}
    assert {other.post(address).status_code for address in addresses} == {404}
    elsewhere = kept.replace("/nml-o/", "/zuid-limburg/")
    assert other.get(elsewhere).status_code == 404
    assert "Groep drie" not in text_of(other.get("/programmas/zuid-limburg/financien/risico/"))


def test_typing_is_kept_through_the_sign_in(client_of):
    answer = client_of(None).post(PLACE, {"kwartaal": "2026-Q2", f"spent.{MGN}": "123"})
    assert answer.status_code == 401
    assert "123" in answer.content.decode()


def test_what_is_gone_is_named(client_of):
    keep(client_of("controller"))
    kept = Scenario.objects.get()
    (pair,) = kept.changes["grants"]
    pair[1]["milestones"][0][0] = "zs-9"
    kept.save()
    text = text_of(client_of("lezer").get(f"{PLACE}{kept.pk}/"))
    assert "telt niet meer mee: zorgstart/spuk-zorgstart.zs-9." in text
