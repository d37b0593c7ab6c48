"""The money of a programme on one page: streams apart, what is due, what to do when there is nothing."""

import re
from datetime import date
from decimal import Decimal

import pytest

from funding.models import DistinctCosts, Grant
from izaportal.core.models import AuditEntry
from tests.factories.funding import (
    DutyToReportFactory,
    ExpenditureFactory,
    GrantFactory,
    GrantInstalmentFactory,
    RefundRiskFactory,
)
from tests.factories.pillars import ProgrammeFactory
from tests.web.project_edit.forms import send
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MONEY = "/programmas/nml-o/financien/"
Q2 = f"{MONEY}?kwartaal=2026-Q2"


@pytest.fixture
def controller(client_of):
    return client_of("controller")


def row_of(answer, project: str, *, after: str = "") -> list[str]:
    """The cells of the first table row that starts with the project, below a heading."""
    rows = answer.content.decode().partition(after)[2] if after else answer.content.decode()
    found = re.search(rf'<tr>\s*<th scope="row">\s*<a [^>]*>{project}.*?</tr>', rows, re.DOTALL)
    assert found is not None, f"{project} staat niet in een tabel"
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[0], re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]


def test_golden_figures_stand_per_grant(controller):
    answer = controller.get(Q2)
    assert row_of(answer, "Mentale gezondheidsnetwerken") == [
        "2.250.000", "900.000", "1.500.000", "600.000", "0", "laag",
    ]  # fmt: skip
    assert row_of(answer, "Zorgstart") == [
        "618.300", "309.150", "412.200", "103.050", "103.050", "midden",
    ]  # fmt: skip


def test_the_programme_in_one_sentence(controller):
    text = text_of(controller.get(Q2))
    assert (
        "Van € 2.868.300 is € 1.209.150 besteed, waarvan € 1.003.050 nog niet bevestigd; verwacht terug te "
        "betalen is € 103.050."
    ) in text
    assert "Geen subsidie in: SPUK IZA, Brede SPUK, SPUK AZWA en Eigen middelen." in text


def test_insurers_money_has_no_refund(controller):
    cells = row_of(controller.get(Q2), "Regionale digitale", after='id="zvw"')
    assert cells == ["9.000.000", "3.250.000", "2.000.000", "n.v.t.", "n.v.t.", "n.v.t."]


def test_four_streams_are_kept_apart(controller, programme):
    project = Grant.objects.get(slug="spuk-mgn").project
    for stream in ("iza", "brede_spuk", "azwa"):
        grant = GrantFactory.create(project=project, stream=stream, award=Decimal("1000.00"))
        RefundRiskFactory.create(grant=grant, quarter="2026-Q2", at_stake=400, unspent=100, advances=500)
    answer = controller.get(Q2)
    for anchor in ("iza", "brede_spuk", "azwa"):
        cells = row_of(answer, "Mentale gezondheidsnetwerken", after=f'id="{anchor}"')
        assert cells == ["1.000", "400", "500", "100", "n.v.t.", "n.v.t."]
    assert row_of(answer, "Mentale gezondheidsnetwerken")[0] == "2.250.000"


def test_own_money_is_no_refund_risk(controller):
    project = Grant.objects.get(slug="spuk-mgn").project
    GrantFactory.create(project=project, source="own", stream="", award=Decimal("5000.00"))
    cells = row_of(controller.get(Q2), "Mentale gezondheidsnetwerken", after='id="own"')
    assert cells == ["5.000", "0", "n.v.t.", "n.v.t.", "n.v.t.", "n.v.t."]


def test_what_was_not_calculated_is_unknown(controller):
    GrantFactory.create(project=Grant.objects.get(slug="zvw-rdg").project)
    cells = row_of(controller.get(Q2), "Regionale digitale")
    assert cells == ["100.000", "onbekend", "onbekend", "onbekend", "onbekend", "onbekend"]
    assert "1 van 3 onbekend" in text_of(controller.get(Q2))


def test_a_frozen_quarter_keeps_its_award(controller):
    Grant.objects.filter(slug="spuk-mgn").update(award=Decimal("9999999.00"))
    assert row_of(controller.get(Q2), "Mentale gezondheidsnetwerken")[0] == "2.250.000"


def test_instalments_tell_when_they_are_late(controller):
    grant = Grant.objects.get(slug="spuk-mgn")
    text = text_of(controller.get(MONEY))
    assert "Mentale gezondheidsnetwerken, 2027" in text
    assert "te laat" not in text.partition("Project en jaar")[2].partition("Mijlpaal")[0]
    grant.instalments.filter(year=2027).update(expected_on=date(2026, 10, 1))
    late = text_of(controller.get(MONEY)).partition("Project en jaar")[2].partition("Mijlpaal")[0]
    assert (
        "Mentale gezondheidsnetwerken, 2027 SPUK transformatiemiddelen 01-10-2026 € 750.000 te laat" in late
    )


def test_milestones_wait_for_a_verdict(controller):
    text = text_of(controller.get(MONEY)).partition("Meldplichten")[0]
    assert "Tweede groep trainees gestart Zorgstart 31-12-2026 € 206.100 nog niet beoordeeld" in text
    assert "Eerste groep trainees gestart" not in text
    assert "Derde groep trainees gestart" not in text


def test_an_open_duty_is_told(controller):
    milestone = Grant.objects.get(slug="spuk-zorgstart").milestones.get(slug="zs-2")
    DutyToReportFactory.create(milestone=milestone, opened_on=date(2026, 10, 1), report_by=date(2026, 10, 9))
    text = text_of(controller.get(MONEY)).partition("Meldplichten")[2]
    assert "09-10-2026" in text
    assert "termijn verstreken" in text


def two_alike() -> tuple:
    mgn = Grant.objects.get(slug="spuk-mgn")
    other = GrantFactory.create(project=mgn.project, stream="azwa")
    made = [
        ExpenditureFactory.create(grant=grant, description="Zaalhuur", performed_on=date(2026, 8, 1))
        for grant in (mgn, other)
    ]
    return made[0], made[1]


def test_alike_bookings_are_warned_of(controller, client_of):
    assert "Geen kosten gevonden die op twee subsidies staan." in text_of(controller.get(MONEY))
    first, second = two_alike()
    address = f"{MONEY}dubbel/{first.pk}/{second.pk}/"
    answer = controller.get(MONEY)
    assert "zelfde project, dag, bedrag en omschrijving" in text_of(answer)
    assert address in answer.content.decode()
    assert address not in client_of("lezer").get(MONEY).content.decode()


def test_a_pair_is_explained_once(controller):
    first, second = two_alike()
    address = f"{MONEY}dubbel/{first.pk}/{second.pk}/"
    assert send(controller, address, reason=" ").status_code == 422
    assert first.reference in text_of(controller.get(address))
    answer = send(controller, address, reason="Twee zalen, twee groepen.")
    assert (answer.status_code, answer["Location"]) == (302, f"{MONEY}#dubbel")
    assert DistinctCosts.objects.get().reason == "Twee zalen, twee groepen."
    assert AuditEntry.objects.latest("id").action == "uitgelegd"
    assert "Geen kosten gevonden" in text_of(controller.get(MONEY))
    assert controller.get(address).status_code == 404
    assert controller.post(address, {"reason": "nog eens"}).status_code == 302
    assert DistinctCosts.objects.count() == 1


def test_a_programme_without_grants_says_how_to_begin(client_of):
    text = text_of(client_of("zl-manager").get("/programmas/zuid-limburg/financien/"))
    assert "Nog geen subsidies" in text
    assert "De controller van dit programma legt hier vast" in text


def test_only_the_controller_gets_buttons(controller, client_of):
    assert "subsidies/nieuw/" in controller.get(MONEY).content.decode()
    assert "subsidies/nieuw/" not in client_of("programmamanager").get(MONEY).content.decode()


def test_nothing_of_another_programme_shows(controller):
    elsewhere = GrantFactory.create(project__programme=ProgrammeFactory.create(), project__name="Elders")
    GrantInstalmentFactory.create(grant=elsewhere, expected_on=date(2026, 1, 1))
    ExpenditureFactory.create(grant=elsewhere, reference="F-1")
    ExpenditureFactory.create(grant=Grant.objects.get(slug="spuk-mgn"), reference="F-1")
    text = text_of(controller.get(MONEY))
    assert "Elders" not in text
    assert "Geen kosten gevonden" in text


@pytest.mark.parametrize(("who", "may"), [("controller", True), ("bestuurder-venray", False)])
def test_importing_is_offered_to_who_may(client_of, who, may):
    shown = client_of(who).get(MONEY).context["page"].ways
    assert ("Importeren" in {way.title for way in shown}) is may
