"""The page of a municipality: golden figures, the same as the API tells, and nothing of others."""

import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client

from funding.models import AllocationKey, RefundRisk
from funding.services.recompute import recompute_shares
from izaportal.accounts.services import create_api_token
from izaportal.core import clock
from izaportal.core.formatting import number
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import MeasurementState
from pillars.models import ProgrammeMunicipality
from tests.factories.core import RunFactory
from tests.factories.kpis import MeasurementFactory

pytestmark = pytest.mark.django_db

VENRAY = "/gemeenten/GM0984/"
QUARTERS = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
COLUMNS = ("award", "atStake", "unsecured", "dueGap", "expected", "unspent")
STORED = ("maximum", "at_stake", "unsecured", "due_gap", "expected", "unspent")
GOLDEN_ROWS = {
    "Mentale gezondheidsnetwerken": "180.000,00 72.000,00 72.000,00 72.000,00 0,00 laag 48.000,00",
    "Zorgstart": "49.464,00 24.732,00 8.244,00 0,00 8.244,00 midden 8.244,00",
    "Totaal Venray": "229.464,00 96.732,00 80.244,00 72.000,00 8.244,00 56.244,00",
}


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows_of(html: str) -> dict[str, str]:
    """The table per project: the words of each row by its head."""
    table = html[html.index('id="projecten"') :].partition("</table>")[0]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    heads = [re.search(r'<th scope="row">(.*?)</th>(.*)', row, re.DOTALL) for row in found]
    return {words(head[1]): words(head[2]) for head in heads if head}


def amounts_of(row: str) -> list[Decimal]:
    """Of a row of the table, in its order, without the level."""
    return [Decimal(text.replace(".", "").replace(",", ".")) for text in re.findall(r"-?[\d.]+,\d\d", row)]


def answer_shown(html: str) -> dict[str, Any]:
    """The JSON that the page says the API gives."""
    shown = html[html.index('aria-label="Antwoord"') :]
    text = re.search(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    assert text is not None
    found: dict[str, Any] = json.loads(unescape(re.sub(r"<[^>]+>", "", text[1])))
    return found


def sheet_of(client: Client, address: str, name: str = "Per project") -> list[dict[str, Any]]:
    """The rows of a worksheet by the titles of its columns."""
    answer = client.get(address)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.fixture
def api(db) -> Callable[[str, str], dict[str, Any]]:
    """What the API answers to the municipality itself."""

    def asked(code: str, quarter: str) -> dict[str, Any]:
        token = create_api_token(actor=Viewer.system("test"), municipality_code=code, name="test")
        address = f"/api/v1/municipalities/{code}/share?programme=nml-o&quarter={quarter}"
        answer = Client(headers={"authorization": f"Bearer {token}"}).get(address)
        found: dict[str, Any] = answer.json()
        return found

    return asked


@pytest.fixture
def members(programme) -> dict[str, str]:
    rows = ProgrammeMunicipality.objects.filter(programme=programme)
    return dict(rows.values_list("municipality__code", "municipality__name"))


def test_the_figures_are_golden(client_of):
    html = body(client_of("bestuurder-venray"), f"{VENRAY}?kwartaal=2026-Q2")
    assert rows_of(html) == GOLDEN_ROWS
    assert "Vastgesteld" in words(html)
    assert "Deel van deze gemeente 8 % Sleutel Venray 8 % (plan)" in words(html)
    assert "Geldig vanaf 01-01-2025" in words(html)


@pytest.mark.parametrize("asked", ["", "?kwartaal=onzin", "?kwartaal=2031-Q1"])
def test_without_such_quarter_the_last_frozen(client_of, asked):
    assert rows_of(body(client_of("bestuurder-venray"), f"{VENRAY}{asked}")) == GOLDEN_ROWS


def test_an_open_quarter_is_provisional(client_of):
    html = body(client_of("bestuurder-venray"), f"{VENRAY}?kwartaal=2026-Q3")
    head = html[html.index("<h1") : html.index('id="projecten"')]
    assert "Voorlopig" in words(head)
    assert "Oost: voorlopig." in words(html)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_page_file_and_api_tell_the_same(client_of, api, members, quarter):
    """Of every member, to the cent; and the parts of all members are the whole."""
    manager = client_of("programmamanager")
    sums = dict.fromkeys(COLUMNS, Decimal(0))
    for code, name in members.items():
        told = api(code, quarter)
        html = body(manager, f"/gemeenten/{code}/?kwartaal={quarter}")
        assert answer_shown(html) == told
        assert rows_of(html)[f"Totaal {name}"] == " ".join(
            number(Decimal(told["total"][column]), 2) for column in COLUMNS
        )
        for project in told["projects"]:
            row = amounts_of(rows_of(html)[project["project"]["name"]])
            assert row == [Decimal(project[column]) for column in COLUMNS]
        for column in COLUMNS:
            sums[column] += Decimal(told["total"][column])
    assert list(sums.values()) == whole(quarter)


def whole(quarter: str) -> list[Decimal]:
    """The programme's figures at the quarter, from the stored risks themselves."""
    rows = RefundRisk.objects.filter(grant__project__programme__slug="nml-o", quarter=quarter)
    last = {row.grant_id: row for row in rows.order_by("pk")}
    return [sum((getattr(row, name) for row in last.values()), Decimal(0)) for name in STORED]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_files_of_all_members_are_the_whole(client_of, api, members, quarter):
    manager = client_of("programmamanager")
    titles = (
        "Toegekend",
        "Op het spel",
        "Nog niet bevestigd",
        "Achterstand",
        "Verwacht terug te betalen",
        "Onbesteed",
    )
    sums = dict.fromkeys(titles, Decimal(0))
    for code in members:
        rows = sheet_of(manager, f"/gemeenten/{code}/export/xlsx/?kwartaal={quarter}")
        told = api(code, quarter)["total"]
        total = rows[-1]
        assert total["Project"].startswith("Totaal ")
        for title, column in zip(titles, COLUMNS, strict=True):
            parts = [Decimal(str(row[title])) for row in rows[:-1]]
            assert sum(parts) == Decimal(str(total[title])) == Decimal(told[column])
            sums[title] += Decimal(str(total[title]))
    assert list(sums.values()) == whole(quarter)


def test_a_csv_holds_the_same_table(client_of):
    answer = client_of("bestuurder-venray").get(f"{VENRAY}export/csv/?kwartaal=2026-Q2")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gemeente-GM0984-2026-Q2.csv"'
    assert lines[0].startswith("Gemeente;CBS-code;Kwartaal;Programma;Stand;Verdeelsleutel;Deel (%);Project;")
    assert lines[2].split(";")[7:10] == ["Zorgstart", "49464,00", "24732,00"]
    assert len(lines) == 4


def test_quarters_are_in_the_file_too(client_of):
    rows = sheet_of(client_of("bestuurder-venray"), f"{VENRAY}export/xlsx/", "Per kwartaal")
    assert [row["Kwartaal"] for row in rows] == ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"]
    assert [row["Stand"] for row in rows] == ["vastgesteld"] * 4 + ["voorlopig"]
    assert rows[3]["Op het spel"] == 96732


def test_no_other_form_of_file(client_of):
    assert client_of("bestuurder-venray").get(f"{VENRAY}export/pdf/").status_code == 404


def test_without_a_part_it_says_so(client_of, programme):
    """A member that the key forgets is n.t.b., never € 0: on the page and in the file."""
    quarter = Quarter(2026, 3)
    AllocationKey.objects.filter(programme=programme).update(validity=("2020-01-01", "2020-02-01"))
    recompute_shares(run=RunFactory.create(), programme=programme, quarter=quarter)
    client = client_of("bestuurder-venray")
    rows = rows_of(body(client, f"{VENRAY}?kwartaal={quarter}"))
    assert set(rows["Zorgstart"].split()) == {"n.t.b.", "midden"}
    assert "n.t.b." in rows["Totaal Venray"]
    assert "0,00" not in " ".join(rows.values())
    file = sheet_of(client, f"{VENRAY}export/xlsx/?kwartaal={quarter}")
    assert {file[0][title] for title in ("Deel (%)", "Toegekend", "Onbesteed")} == {"n.t.b."}


def test_own_measurements_are_shown(client_of, programme):
    indicator = programme.indicators.get(slug="kpi-1-1")
    type(indicator).objects.filter(pk=indicator.pk).update(disaggregated=True)
    venray = ProgrammeMunicipality.objects.get(programme=programme, municipality__code="GM0984").municipality
    venlo = ProgrammeMunicipality.objects.get(programme=programme, municipality__code="GM0983").municipality
    for municipality, value in ((venray, 41), (venlo, 97)):
        MeasurementFactory.create(
            indicator=indicator,
            municipality=municipality,
            quarter=Quarter(2026, 2),
            value=value,
            state=MeasurementState.APPROVED,
            decided_at=clock.now(),
        )
    assert "1-1 Inwoners bereikt met interventies 41 inwoners" in own_part(client_of, "2026-Q2")
    assert "97" not in own_part(client_of, "2026-Q2")
    assert "niet gemeten laatst bekend: 41 inwoners, Q2 2026" in own_part(client_of, "2026-Q3")
    assert own_part(client_of, "2026-Q1").endswith("interventies niet gemeten")


def own_part(client_of, quarter: str) -> str:
    """What stands under its own measurements."""
    html = words(body(client_of("bestuurder-venray"), f"{VENRAY}?kwartaal={quarter}"))
    return html.partition("Eigen metingen")[2].partition("Dezelfde cijfers")[0].strip()


def test_a_programme_without_grants_is_not_zero(client_of):
    html = words(body(client_of("zl-manager"), "/gemeenten/GM0935/"))
    assert "Geen aandeel om te laten zien" in html
    assert "€ 0" not in html


@pytest.mark.parametrize(
    ("person", "code", "status"),
    [
        ("bestuurder-venray", "GM0984", 200),
        ("bestuurder-venray", "GM0983", 404),
        ("zl-manager", "GM0984", 404),
        ("zl-manager", "GM0935", 200),
        ("programmamanager", "GM0935", 404),
        ("programmamanager", "GM0983", 200),
        ("beheerder", "GM0984", 404),
        ("lezer", "GM0984", 200),
        ("lezer", "GM9999", 404),
    ],
)
def test_only_who_may_read_it(client_of, person, code, status):
    for address in ("", "export/xlsx/", "export/csv/"):
        assert client_of(person).get(f"/gemeenten/{code}/{address}").status_code == status


@pytest.mark.parametrize(
    ("person", "seen", "hidden"),
    [
        ("bestuurder-venray", {"Venray"}, {"Venlo", "Maastricht"}),
        ("programmamanager", {"Venray", "Venlo", "Beesel"}, {"Maastricht", "Heerlen"}),
        ("zl-manager", {"Maastricht", "Heerlen"}, {"Venray", "Venlo", "NML-O"}),
        ("beheerder", {"Geen gemeenten"}, {"Venray", "Maastricht"}),
    ],
)
def test_the_list_holds_only_ones_own(client_of, person, seen, hidden):
    html = words(body(client_of(person), "/gemeenten/"))
    main = html.partition("Gemeenten")[2]
    listed = main[: main.rindex("Onderdelen van de vormgeving")]
    assert all(name in listed for name in seen)
    assert not any(re.search(rf"\b{name}\b", listed) for name in hidden)


def test_a_role_elsewhere_adds_no_programme(client_of, programme):
    """Of a municipality in two programmes a viewer sees the parts of their own programme alone."""
    members = ProgrammeMunicipality.objects
    venray = members.get(programme=programme, municipality__code="GM0984")
    other = members.filter(programme__slug="zuid-limburg").first()
    assert other is not None
    members.create(programme=other.programme, municipality=venray.municipality, validity=venray.validity)
    zl = body(client_of("zl-manager"), VENRAY)
    assert "229.464" not in zl
    assert "Oost" not in words(zl).partition("Aandeel")[2]
    assert rows_of(body(client_of("bestuurder-venray"), VENRAY)) == GOLDEN_ROWS


def test_other_pages_lead_to_it(client_of):
    board = body(client_of("bestuurder-venray"), "/programmas/nml-o/kwartaal/2026-Q2/")
    assert 'href="/gemeenten/GM0984/?kwartaal=2026-Q2"' in board
    assert "/gemeenten/GM0983/" not in board
    assert 'href="/gemeenten/GM0983/?kwartaal=2026-Q2"' in body(
        client_of("lezer"), "/programmas/nml-o/kwartaal/2026-Q2/"
    )
    assert f'href="{VENRAY}"' in body(client_of("bestuurder-venray"), "/")
    assert f'href="{VENRAY}"' not in body(client_of("controller"), "/")
    assert f'href="{VENRAY}"' in body(client_of("lezer"), "/programmas/nml-o/?deel=deelnemers")
