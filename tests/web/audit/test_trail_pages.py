"""The trail as a page and as a file: filters in the address, nothing of another programme, a fixed cost."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of as viewer_of_user
from izaportal.core import audit
from izaportal.core.uuid7 import uuid7
from izaportal.web.audit import read
from izaportal.web.audit import views as audit_views
from kpis.models import Indicator, Measurement
from pillars.models import ReportingPeriod
from projects.models import Project
from tests.factories.core import AuditEntryFactory

pytestmark = pytest.mark.django_db
PAGE = "/programmas/nml-o/wijzigingen/"
SECRET = "Geheime werving"


def person(username: str):
    return viewer_of_user(User.objects.get(username=username))


def change_project(slug: str = "mgn", *, programme: str = "nml-o", label: str = "", **fields) -> None:
    row = Project.objects.filter(programme__slug=programme).get(slug=slug)
    audit.record(
        actor=person("controller"),
        subject=audit.Subject("project", str(row.pk), label or str(row), programme=programme),
        change=audit.Change(
            "gewijzigd", fields or {"stage": ("preparation", "execution")}, "besluit van mei"
        ),
    )


def text_of(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_a_change_is_told_in_words(client_of):
    change_project(stage=("preparation", "execution"), region_wide=(False, True))
    shown = text_of(client_of("lezer").get(PAGE))
    assert "Controller NML-O" in shown
    assert "Project Mentale gezondheidsnetwerken gewijzigd" in shown
    assert "Fase voorbereiding wordt uitvoering" in shown
    assert "Regiobreed nee wordt ja" in shown
    assert "Waarom: besluit van mei" in shown


def test_long_texts_show_what_differs(client_of):
    change_project(goal=("De werving loopt goed.", "De werving loopt achter."))
    page = client_of("lezer").get(PAGE).content.decode()
    assert re.search(r"De werving loopt\s*<del>.*goed.*</del><ins>.*achter.*</ins>\.", page, re.DOTALL)


def test_written_markup_stays_text(client_of):
    change_project(label="<script>alert(1)</script>", goal=("<b>oud</b> woord", "<i>nieuw</i> woord"))
    page = client_of("lezer").get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "<b>oud" not in page
    assert "<i>nieuw" not in page


def test_things_lead_to_their_page(client_of):
    measurement = Measurement.objects.filter(indicator__slug="kpi-1-1")[0]
    period = ReportingPeriod.objects.get(programme__slug="nml-o", quarter="2026-Q2")
    indicator = Indicator.objects.get(programme__slug="nml-o", slug="kpi-1-2")
    for kind, pk in (
        ("meting", measurement.pk),
        ("rapportageperiode", period.pk),
        ("indicator", indicator.pk),
    ):
        AuditEntryFactory.create(object_type=kind, object_id=str(pk), programme="nml-o")
    change_project()
    page = client_of("lezer").get(PAGE).content.decode()
    for address in (
        f"/programmas/nml-o/indicatoren/kpi-1-1/#meting-{measurement.pk}",
        "/programmas/nml-o/indicatoren/kpi-1-2/",
        "/programmas/nml-o/kwartaal/2026-Q2/",
        "/programmas/nml-o/projecten/mgn/",
    ):
        assert f'href="{address}"' in page


def test_a_batch_is_one_line_that_opens(client_of):
    audit.begin()
    for row in Project.objects.filter(programme__slug="nml-o")[:23]:
        change_project(row.slug)
    audit.begin()
    page = client_of("lezer").get(PAGE)
    assert "gewijzigd in één handeling" in text_of(page)
    assert page.content.decode().count("voorbereiding") == read.LINES
    whole = re.search(r'href="(\?[^"]*handeling=[^"]+)"', page.content.decode())
    assert whole is not None
    assert client_of("lezer").get(PAGE + whole[1]).content.decode().count("voorbereiding") == 23


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("soort=project", True), ("soort=meting", False), ("veld=fase", True), ("veld=Fase", True),
        ("veld=waarde", False), ("q=gezondheidsnetwerken", True), ("q=execution", True), ("q=nergens", False),
        ("van=2026-10-12&tot=2026-10-12", True), ("van=13-10-2026", False), ("tot=2026-10-11", False),
    ],
)  # fmt: skip
def test_the_address_holds_the_filter(client_of, query, fits):
    AuditEntryFactory.create(object_type="meting", programme="nml-o", changes={"waarde": [1, 2]})
    change_project()
    shown = text_of(client_of("lezer").get(f"{PAGE}?{query}"))
    assert ("Project Mentale gezondheidsnetwerken gewijzigd" in shown) is fits


def test_a_person_is_chosen_by_name(client_of):
    change_project()
    controller = User.objects.get(username="controller")
    page = client_of("lezer").get(PAGE).content.decode()
    assert f'<option value="{controller.pk}">Controller NML-O</option>' in page
    shown = text_of(client_of("lezer").get(f"{PAGE}?persoon={controller.pk}"))
    assert "Project Mentale gezondheidsnetwerken gewijzigd" in shown
    assert "ingelezen" not in shown
    assert "gewijzigd" not in text_of(client_of("lezer").get(f"{PAGE}?persoon=Plannen laden&soort=project"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("van=gisteren", "Vanaf: Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ("tot=2026-02-31", "Tot en met: Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ("van=2026-10-12&tot=2026-10-01", "Tot en met: Deze dag ligt voor de dag bij Vanaf."),
        ("veld=bestaatniet", "Veld: Dit veld kennen we niet."),
        ("persoon=niemand", "Persoon: Kies iemand uit de lijst."),
        ("soort=niets", "Soort: Kies een soort uit de lijst."),
        (f"q={'x' * 101}", "Zoekwoord: Gebruik hoogstens 100 tekens."),
    ],
)
def test_mistakes_are_said_at_the_field(client_of, query, said):
    change_project()
    shown = text_of(client_of("lezer").get(f"{PAGE}?{query}"))
    assert said in shown
    assert "Excel" not in shown  # no file of a list that is not what was asked


def test_a_mistyped_day_stays_to_be_mended(client_of):
    page = client_of("lezer").get(f"{PAGE}?van=gisteren&tot=2026-10-12").content.decode()
    assert re.search(r'<input type="text" name="van" value="gisteren"', page)
    assert re.search(r'<input type="date" name="tot" value="2026-10-12"', page)


@pytest.mark.parametrize("query", ["na=onzin", "na=~", "na=2026-10-12~onzin", "handeling=onzin", "veld=%00"])
def test_nonsense_in_the_address_does_no_harm(client_of, query):
    assert client_of("lezer").get(f"{PAGE}?{query}").status_code == 200


def test_nothing_of_elsewhere_comes_out(client_of):
    """Neither as a line, nor in a choice, a count, a file or a batch asked for by its id."""
    request = audit.begin()
    AuditEntryFactory.create(
        request_id=request, actor_id=uuid7(), actor_name=SECRET, object_type="geheim", object_label=SECRET,
        programme="nml-o", reason=SECRET, changes={"fase": ["a", SECRET]},
    )  # fmt: skip
    client = client_of("zl-manager")
    for base in ("/programmas/zuid-limburg/wijzigingen/", "/wijzigingen/"):
        for query in ("", f"?handeling={request}", f"?q={SECRET}", "?veld=fase", "?soort=geheim"):
            assert SECRET not in client.get(f"{base}{query}").content.decode().replace(
                f'value="{SECRET}"', ""
            )
        for form in ("csv", "xlsx"):
            answer = client.get(f"{base}export/{form}/")
            assert SECRET not in sheet_text(answer, form)
    assert SECRET in sheet_text(client_of("lezer").get(f"{PAGE}export/xlsx/"), "xlsx")


def test_who_runs_the_portal_sees_its_own_trail_only(client_of):
    change_project()
    shown = text_of(client_of("beheerder").get("/wijzigingen/"))
    assert "Gebruiker Controller NML-O aangemaakt" in shown
    assert "Rollen controller nml-o" in shown
    assert "besluit van mei" not in shown
    assert "Gebruiker" not in text_of(client_of("lezer").get("/wijzigingen/"))


def sheet_text(answer, form: str) -> str:
    return "\n".join("\t".join(map(str, row)) for row in sheet_rows(answer, form))


def sheet_rows(answer, form: str) -> list[list]:
    assert answer.status_code == 200
    body = answer.getvalue()
    if form == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_holds_exactly_the_filtered_list(client_of, form):
    change_project(stage=("preparation", "execution"), name=("Oud", "=1+1"))
    change_project("zorgstart", label="Zorgstart", goal=("", "doel"))
    AuditEntryFactory.create(object_type="meting", programme="nml-o", changes={"waarde": [1, 2]})
    answer = client_of("lezer").get(f"{PAGE}export/{form}/?soort=project")
    head, *rows = sheet_rows(answer, form)
    assert head == [column.title for column in read.COLUMNS]
    assert [(row[4], row[6], row[7], row[8]) for row in rows] == [
        ("Zorgstart", "doel", "leeg", "doel"),
        ("Mentale gezondheidsnetwerken", "naam", "Oud", "'=1+1" if form == "csv" else "=1+1"),
        ("Mentale gezondheidsnetwerken", "fase", "voorbereiding", "uitvoering"),
    ]
    assert 'attachment; filename="wijzigingen-nml-o-2026-10-12.' in answer["Content-Disposition"]


def test_a_file_of_a_wrong_filter_is_no_file(client_of):
    answer = client_of("lezer").get(f"{PAGE}export/csv/?van=gisteren")
    assert answer["Content-Type"].startswith("text/html")
    assert "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026." in text_of(answer)


def test_too_long_a_workbook_says_what_to_do(client_of, monkeypatch):
    monkeypatch.setattr(audit_views, "MOST_IN_A_WORKBOOK", 1)
    change_project(stage=("a", "b"), name=("a", "b"))
    answer = client_of("lezer").get(f"{PAGE}export/xlsx/")
    assert answer.status_code == 413
    assert "neem het CSV-bestand" in text_of(answer)
    assert client_of("lezer").get(f"{PAGE}export/csv/").status_code == 200


def test_more_changes_cost_no_more_queries(client_of):
    client = client_of("lezer")
    change_project()
    counts = []
    for _ in range(2):
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
        for row in Project.objects.filter(programme__slug="nml-o")[:15]:
            audit.begin()
            change_project(row.slug)
    assert counts[0] == counts[1]


def test_older_batches_follow(client_of):
    for number in range(read.BATCHES + 2):
        audit.begin()
        change_project(name=("", f"Naam nummer {number}"))
    client = client_of("lezer")
    first = client.get(f"{PAGE}?soort=project").content.decode()
    assert "Naam nummer 31" in first
    assert "Naam nummer 1<" not in first
    onward = re.search(r'href="(\?[^"]*na=[^"]+)"', first)
    assert onward is not None
    second = client.get(PAGE + onward[1].replace("&amp;", "&")).content.decode()
    assert "Naam nummer 1<" in second
    assert "Naam nummer 31" not in second
    assert "Naar de nieuwste" in second
