"""The table of projects: filters and what they say, order, columns, pages, and nothing of others."""

from datetime import date
from urllib.parse import urlencode

import pytest

from izaportal.core.quarter import Quarter
from izaportal.reporting.columns import COLUMNS
from izaportal.reporting.filters import STATUS_CHOICES
from izaportal.web.portfolio.asked import PER_PAGE
from pillars.models import Programme
from projects.models import MilestoneState, OwnerKind, Project
from tests.factories.projects import MilestoneFactory, ProjectFactory, ProjectPartnerFactory
from tests.factories.regions import OrganisationFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/projecten/"


@pytest.fixture
def reader(client_of):
    return client_of("lezer")


def get(client, programme: str = "nml-o", **asked):
    return client.get(f"/programmas/{programme}/projecten/?{urlencode(asked, doseq=True)}")


def rows_of(answer) -> list[str]:
    return [row.name for group in answer.context["table"].groups for row in group.rows]


def test_all_projects_stand_by_pillar(reader):
    answer = get(reader)
    assert len(rows_of(answer)) == 24
    assert answer.context["table"].groups[0].label == "Pijler 1 · Gezond vooruit"
    page = text_of(answer)
    assert "24 projecten" in page
    assert "16.000.000 2.250.000 laag" in page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"q": "medicatie"}, 1),
        ({"q": "5.1"}, 2),
        ({"pijler": "p4"}, 7),
        ({"fase": "unknown"}, 2),
        ({"leider": "vacancy"}, 6),
        ({"status": "money:on_track"}, 1),
        ({"status": "aandacht"}, 2),
        ({"status": "aandacht", "kwartaal": "2025-Q3"}, 2),
        ({"risico": "midden"}, 1),
        ({"risico": "nvt"}, 22),
        ({"bron": "spuk"}, 2),
        ({"bron": "zvw"}, 1),
        ({"bron": "geen"}, 21),
        ({"eigenaar": "unknown"}, 24),
        ({"gemeente": "GM0984"}, 13),
        ({"pijler": "p4", "bron": "spuk"}, 1),
    ],
)
def test_every_filter_narrows_the_list(reader, asked, number):
    answer = get(reader, **asked)
    assert len(rows_of(answer)) == number
    found = f"{number} van 24 projecten" if number < 24 else "24 projecten"
    assert found in text_of(answer)


@pytest.mark.parametrize(
    ("programme", "asked", "who"),
    [
        ("zuid-limburg", {"eigenaar": "organisatie:envida"}, "zl-manager"),
        ("zuid-limburg", {"eigenaar": OwnerKind.COALITION.value}, "zl-manager"),
        ("nml", {"gemeente": "GM0957"}, "programmamanager"),
    ],
)
def test_owners_and_municipalities_elsewhere(client_of, programme, asked, who):
    found = rows_of(get(client_of(who), programme, **asked))
    assert 0 < len(found) < 42


def test_a_collective_takes_its_members_along(reader, programme):
    town = OrganisationFactory.create(municipality_id=_municipality("GM0984"))
    together = OrganisationFactory.create(is_collective=True)
    together.members.add(town)
    project = ProjectFactory.create(programme=programme, name="Van een samenwerking")
    assert project.name not in rows_of(get(reader, gemeente="GM0984"))
    ProjectPartnerFactory.create(project=project, organisation=together)
    assert project.name in rows_of(get(reader, gemeente="GM0984"))


def _municipality(code: str):
    return (
        Programme.objects.get(slug="nml-o")
        .municipality_memberships.get(municipality__code=code)
        .municipality_id
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"fase": "onzin"}, "‘onzin’ is hier geen keuze."),
        ({"pijler": "thema-1"}, "‘thema-1’ is hier geen keuze."),
        ({"status": "geld:prima"}, "‘geld:prima’ is hier geen keuze."),
        ({"volgorde": "toeval"}, "‘toeval’ is hier geen keuze."),
        ({"kolom": "geheim"}, "‘geheim’ is geen kolom."),
        ({"gemeente": "GM0935"}, "‘GM0935’ is hier geen keuze."),
        ({"q": "x" * 201}, "Zoek met hoogstens 200 tekens."),
        ({"q": "a\x00b"}, "zijn niet toegestaan"),
    ],
)
def test_a_wrong_value_says_so_and_lists_nothing(reader, asked, said):
    answer = get(reader, **asked)
    assert answer.status_code == 200
    assert rows_of(answer) == []
    page = text_of(answer)
    assert said in page
    assert "Er wordt niets getoond zolang dit zo staat" in page
    assert "0 van 24 projecten" in page


def test_what_is_not_offered_is_a_mistake_too(client_of):
    """A programme that reports on no quarter has no status to filter by."""
    answer = get(client_of("zl-manager"), "zuid-limburg", status="aandacht")
    assert rows_of(answer) == []
    assert "‘aandacht’ is hier geen keuze." in text_of(answer)


def test_nothing_found_says_what_to_do(reader):
    assert "Zoek met minder woorden, of haal een filter weg." in text_of(get(reader, q="bestaatniet"))


def test_chips_take_one_filter_off(reader):
    answer = get(reader, q="zorg", pijler="p4", volgorde="-naam", kwartaal="2026-Q3")
    chips = {chip.label: chip.url for chip in answer.context["frame"].chips}
    assert set(chips) == {"Zoeken", "Pijler"}
    assert chips["Pijler"] == f"{URL}?q=zorg&volgorde=-naam&kwartaal=2026-Q3"
    assert "Pijler: 4 · Toekomstbestendige arbeidsmarkt" in text_of(answer)


@pytest.mark.parametrize("column", [column.key for column in COLUMNS if column.sort] + ["naam"])
def test_every_order_holds_all_rows_once(reader, column):
    up, down = (rows_of(get(reader, volgorde=order)) for order in (column, f"-{column}"))
    assert sorted(up) == sorted(down) == sorted(rows_of(get(reader)))


def test_orders_put_the_worst_first_and_unknown_last(reader):
    assert rows_of(get(reader, volgorde="risico"))[:2] == ["Zorgstart", "Mentale gezondheidsnetwerken"]
    assert rows_of(get(reader, volgorde="-besteed"))[0] == "Mentale gezondheidsnetwerken"
    assert rows_of(get(reader, volgorde="-investering"))[0] == "Mentale gezondheidsnetwerken"
    stages = [
        row.cells[1].cell.value
        for group in get(reader, volgorde="fase").context["table"].groups
        for row in group.rows
    ]
    assert stages[0] == "initiatie"
    assert stages[-3:-2] == ["realisatie"]


def test_the_best_fit_comes_first(reader, programme):
    ProjectFactory.create(programme=programme, name="Zorg dichtbij", slug="dichtbij")
    ProjectFactory.create(programme=programme, name="Iets anders", goal="dichtbij", slug="anders")
    found = rows_of(get(reader, q="dichtbij"))
    assert found.index("Zorg dichtbij") < found.index("Iets anders")


def test_columns_are_chosen_in_the_url(reader):
    answer = get(reader, kolom=["besteed", "code"])
    assert [heading.label for heading in answer.context["table"].headings] == [
        "Project",
        "Code",
        "Besteed (€)",
    ]
    everything = get(reader, kolom=[column.key for column in COLUMNS])
    assert "Kolommen: eigen keuze" in text_of(everything)


def test_without_quarters_there_are_no_results(client_of):
    answer = get(client_of("zl-manager"), "zuid-limburg")
    keys = {heading.key for heading in answer.context["table"].headings}
    assert not keys & {"resultaat", "tijd", "geld", "risico"}
    assert "Thema 1 · Veilige" in text_of(answer)


def test_a_quarter_shows_its_own_standing(reader):
    assert "Vastgesteld" in text_of(get(reader))
    open_one = get(reader, kwartaal="2026-Q3")
    assert "Voorlopig" in text_of(open_one)
    assert open_one.context["frame"].quarter == Quarter(2026, 3)


def test_the_next_milestone_is_named(reader, programme):
    project = Project.objects.get(programme=programme, slug="hex")
    for label, due, state in (
        ("Verlopen en onbekend", date(2026, 1, 1), MilestoneState.UNKNOWN),
        ("Gehaald", date(2026, 2, 1), MilestoneState.REACHED),
        ("Aansluiting klaar", date(2026, 11, 1), MilestoneState.PLANNED),
        ("Later", date(2027, 1, 1), MilestoneState.PLANNED),
    ):
        MilestoneFactory.create(programme=programme, project=project, label=label, due=due, state=state)
    page = text_of(get(reader, kolom="mijlpaal", q="HEX"))
    assert "01-11-2026 Aansluiting klaar" in page
    assert "Verlopen" not in page


def test_a_list_is_paged_in_one_order(reader, programme):
    ProjectFactory.create_batch(PER_PAGE, programme=programme, name="Zelfde naam")
    first, second = get(reader), get(reader, page=2)
    assert len(rows_of(first)) == PER_PAGE
    assert len(rows_of(second)) == 24
    assert "51 tot en met 74 van 74 projecten" in text_of(second)
    ids = [
        row.id for answer in (first, second) for group in answer.context["table"].groups for row in group.rows
    ]
    assert len(set(ids)) == 74


def test_only_who_may_edit_can_choose(client_of):
    for who, number in (("programmamanager", 24), ("projectleider-mgn", 1), ("lezer", 0)):
        page = get(client_of(who)).content.decode()
        assert page.count('form="kiezen"') == number


def test_script_in_a_search_stays_text(reader):
    page = get(reader, q="<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_status_choices_know_every_aspect():
    groups = [label for label, words in STATUS_CHOICES if isinstance(words, list)]
    assert groups == ["Resultaat", "Tijd", "Geld"]


@pytest.mark.parametrize(("person", "may"), [("programmamanager", True), ("lezer", False)])
def test_only_managers_are_led_to_a_new_project(client_of, person, may):
    page = client_of(person).get("/programmas/nml-o/projecten/").content.decode()
    assert ("/programmas/nml-o/project-toevoegen/" in page) is may
