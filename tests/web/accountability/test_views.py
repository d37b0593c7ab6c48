"""The yearly account as page and as files: the same figures, each with its bookings."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from funding.models import Grant
from tests.factories.funding import ExpenditureFactory, GrantFactory, GrantMilestoneFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
PAGE = "/programmas/nml-o/financien/verantwoording/"
MONEY = "#,##0.00"


def shown(client, year: int, grant: str = "mgn"):
    page = client.get(PAGE, {"jaar": year}).context["page"]
    return next(one for one in page.decisions if grant in one.own.url)


def test_the_golden_figures_stand_on_the_page(client_of):
    text = text_of(client_of("lezer").get(PAGE, {"jaar": 2026}))
    for amount in ("€ 600.000,00", "€ 900.000,00", "€ 450.000,00", "€ 103.050,00"):
        assert amount in text
    assert "onbekend" in text  # the demo's decisions have no number


def test_it_begins_with_the_year_to_hand_in_next(client_of):
    page = client_of("lezer").get(PAGE).context["page"]
    assert (page.seen.year, page.days_words) == (2026, "nog 276 dagen")
    assert [year for year, _, _ in page.years] == [2025, 2026]


@pytest.mark.parametrize("asked", ["onzin", "-1", "20260", "1999", "2027", "٢٠٢٥", ""])
def test_what_is_no_year_to_account_for_is_not_asked(client_of, asked):
    assert client_of("lezer").get(PAGE, {"jaar": asked}).context["page"].seen.year == 2026


@pytest.mark.parametrize(
    ("today", "words"),
    [("2026-07-15", "vandaag"), ("2026-07-14", "nog 1 dag"), ("2026-07-17", "2 dagen te laat")],
)
def test_the_clock_counts_days(client_of, settings, today, words):
    settings.IZAPORTAL_TODAY = type(settings.IZAPORTAL_TODAY).fromisoformat(today)
    assert client_of("lezer").get(PAGE, {"jaar": 2025}).context["page"].days_words == words


def test_every_figure_opens_bookings_that_add_up_to_it(client_of):
    client = client_of("lezer")
    for year in (2025, 2026):
        line = shown(client, year)
        for figure in (line.own, line.corrections, line.partner_corrections):
            assert client.get(figure.url).context["page"].total == figure.amount


def test_the_page_of_a_milestone_adds_up_with_what_is_attributed(client_of):
    client = client_of("lezer")
    page = client.get(PAGE, {"jaar": 2026}).context["page"]
    mgn = next(one for one in page.grants if one.grant.slug == "spuk-mgn")
    (row,) = mgn.milestones
    assert client.get(row.booked.url).context["page"].total == row.account.booked == 0
    assert client.get(row.attributed.url).context["page"].total == row.account.attributed == 900_000
    assert mgn.unachieved == Decimal("900000.00")


def test_many_bookings_come_in_pages(client_of):
    grant = Grant.objects.get(slug="spuk-mgn")
    for number in range(101):
        ExpenditureFactory.create(
            grant=grant, amount=Decimal("0.01"), performed_on="2026-08-01", reference=f"p{number}"
        )
    url = shown(client_of("lezer"), 2026).own.url
    first, second = (client_of("lezer").get(f"{url}&page={n}").context["page"] for n in (1, 2))
    assert (len(first.rows), len(second.rows)) == (100, 3)
    assert first.total == second.total == Decimal("600001.01")


def test_a_broken_grant_says_so_and_leaves_the_others(client_of):
    grant = Grant.objects.get(slug="spuk-zorgstart")
    GrantMilestoneFactory.create(grant=grant, amount=Decimal(1))
    answer = client_of("lezer").get(PAGE, {"jaar": 2026})
    assert "kan niet worden verantwoord" in text_of(answer)
    assert "€ 600.000,00" in text_of(answer)
    assert client_of("lezer").get(f"{PAGE}export/xlsx/").status_code == 200


def as_shown(client, year: int) -> list[list]:
    page = client.get(PAGE, {"jaar": year}).context["page"]
    return [
        [
            one.number,
            one.projects,
            one.achieved,
            one.own.amount,
            one.corrections.amount,
            one.partner_corrections.amount,
            one.unachieved.amount,
            one.final,
        ]
        for one in page.decisions
    ]


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_workbook_holds_the_page_to_the_cent(client_of, year):
    client = client_of("controller")
    answer = client.get(f"{PAGE}export/xlsx/", {"jaar": year})
    assert f"verantwoording-nml-o-{year}.xlsx" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    first, balances, milestones, *_, bookings = (list(sheet.values)[1:] for sheet in book)
    exact = [[Decimal(str(cell)) if isinstance(cell, int | float) else cell for cell in row] for row in first]
    assert exact == as_shown(client, year)
    assert book.worksheets[0]["D2"].number_format == MONEY
    page = client.get(PAGE, {"jaar": year}).context["page"]
    assert [row[2:] for row in balances] == [
        tuple(float(x) for x in (m.opening, m.additions, m.spending, m.closing))
        for m in (one.balance for one in page.grants)
    ]
    assert sum(Decimal(str(row[7])) for row in milestones if row[8] == "J") == (
        sum(one.unachieved for one in page.grants)
    )
    assert sum(Decimal(str(row[-1])) for row in bookings) == sum(one.balance.spending for one in page.grants)


def test_the_csv_holds_the_page_to_the_cent(client_of):
    client = client_of("controller")
    text = client.get(f"{PAGE}export/csv/", {"jaar": 2025}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    for row, wanted in zip(rows, as_shown(client, 2025), strict=True):
        assert row[:3] == wanted[:3]
        read = [Decimal(cell.replace(",", ".")) for cell in row[3:7]]
        assert read == wanted[3:7]


def test_a_name_that_begins_like_a_formula_stays_text(client_of):
    grant = Grant.objects.get(slug="spuk-mgn")
    GrantFactory.create(project=grant.project, decision_number="=1+1")
    text = client_of("controller").get(f"{PAGE}export/csv/").content.decode()
    assert "'=1+1" in text


def test_another_region_has_nothing_to_account_for(client_of):
    client = client_of("zl-manager")
    text = text_of(client.get("/programmas/zuid-limburg/financien/verantwoording/"))
    assert "Niets te verantwoorden" in text
    assert "Mentale" not in text
