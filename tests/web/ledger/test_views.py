"""The ledger of a grant on screen: what it shows, and what its forms enter or refuse."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from funding.models import Advance, Expenditure, Grant
from izaportal.core.uuid7 import uuid7
from tests.factories.funding import CommitmentFactory, ExpenditureFactory, GrantFactory

pytestmark = pytest.mark.django_db

PAGE = "/programmas/nml-o/financien/subsidies/mgn/spuk-mgn/boekingen/"
BOOK, RECEIVE = f"{PAGE}boeken/", f"{PAGE}voorschot/"


@pytest.fixture
def grant() -> Grant:
    return Grant.objects.get(slug="spuk-mgn")


@pytest.fixture
def controller(client_of: Callable[[str], Client]) -> Client:
    return client_of("controller")


def text_of(client: Client, url: str = PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("\xad", "")


def typed(**more: str) -> dict[str, str]:
    return {
        "row": str(uuid7()),
        "amount": "1.234,50",
        "performed_on": "15-08-2026",
        "description": "Inhuur begeleiders",
        **more,
    }


def rows_of(client: Client, url: str = PAGE) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.word, one.row.effect, one.row.balance) for one in client.get(url).context["page"].rows]


def test_golden_figures_stand_on_the_page(controller):
    text = text_of(controller)
    for figure in ("€ 2.250.000,00", "€ 900.000,00", "€ 1.350.000,00", "€ 1.500.000,00", "€ 600.000,00"):
        assert figure in text
    assert rows_of(controller)[0] == ("Boeking", Decimal("-350000.00"), Decimal("600000.00"))


def test_a_reader_can_only_look(client_of):
    text = text_of(client_of("lezer"))
    assert "Scenario" not in text
    assert "Tegenboeken" not in text
    assert "Kosten boeken" not in text


def test_the_filter_keeps_a_quarter_and_a_milestone(controller, grant):
    milestone = grant.milestones.get(slug="mgn-1")
    ExpenditureFactory.create(grant=grant, milestone=milestone, amount=Decimal("10.00"))
    q2 = rows_of(controller, f"{PAGE}?kwartaal=2026-Q2")
    assert q2 == [("Boeking", Decimal("-350000.00"), Decimal("-350000.00"))]
    assert rows_of(controller, f"{PAGE}?mijlpaal=mgn-1") == [("Boeking", Decimal("10.00"), Decimal("10.00"))]
    without = rows_of(controller, f"{PAGE}?mijlpaal=geen")
    assert without[0] == ("Boeking", Decimal("350000.00"), Decimal("900000.00"))
    assert "Met dit filter is er niets geboekt." in text_of(controller, f"{PAGE}?kwartaal=2026-Q4")


def test_a_long_ledger_is_paged(controller, grant):
    for day in range(1, 29):
        ExpenditureFactory.create_batch(
            2, grant=grant, performed_on=date(2026, 8, day), amount=Decimal("1.00")
        )
    first = controller.get(PAGE).context["page"]
    second = controller.get(f"{PAGE}?voor={first.older}").context["page"]
    assert (len(first.rows), len(second.rows), second.older) == (50, 12, "")
    assert first.rows[-1].row.balance + Decimal("1.00") == second.rows[0].row.balance
    assert "Naar de nieuwste" in text_of(controller, f"{PAGE}?voor={first.older}")


def test_a_cost_is_booked(controller, grant):
    answer = controller.post(BOOK, typed(vat="210", reference="F-1"), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    row = Expenditure.objects.get(grant=grant, reference="F-1")
    assert (row.amount, row.vat) == (Decimal("1234.50"), Decimal("210.00"))
    assert "€\xa01.234,50 is geboekt in Q3 2026." in answer.content.decode()


def test_a_double_click_books_once(controller, grant):
    form = typed(reference="F-1")
    assert [controller.post(BOOK, form).status_code for _ in range(2)] == [302, 302]
    assert Expenditure.objects.filter(grant=grant, reference="F-1").count() == 1


def test_all_mistakes_stand_at_their_fields_and_the_text_stays(controller):
    answer = controller.post(BOOK, typed(amount="veel", performed_on="31-31-2026", description=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"amount", "performed_on", "description"}
    assert 'value="veel"' in answer.content.decode()
    again = controller.get(BOOK).content.decode()
    assert 'value="veel"' in again
    assert "Dit is uw concept" in again


def test_a_frozen_day_is_offered_as_a_correction(controller, grant):
    assert "Boek als correctie" not in text_of(controller, BOOK)
    form = typed(performed_on="20-05-2026")
    refused = controller.post(BOOK, form)
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "Q2 2026 is vastgesteld op 06-08-2026." in words
    assert "Boek als correctie: telt mee in Q3 2026" in words
    assert "20-05-2026 blijft de dag van levering." in words
    answer = controller.post(BOOK, form | {"may_count_later": "on"}, follow=True)
    assert "is als correctie geboekt in Q3 2026." in answer.content.decode()
    row = Expenditure.objects.get(pk=form["row"])
    assert (row.performed_on, row.concerns_on) == (date(2026, 9, 30), date(2026, 5, 20))
    assert "over 20-05-2026" in text_of(controller)


def test_a_correction_over_last_year_stands_apart(controller, grant):
    controller.post(BOOK, typed(performed_on="20-11-2025", may_count_later="on"))
    years = controller.get(PAGE).context["page"].totals.years
    assert [(one.year, one.own, one.corrections) for one in years] == [
        (2025, Decimal("300000.00"), Decimal(0)),
        (2026, Decimal("600000.00"), Decimal("1234.50")),
    ]


def test_a_cost_that_looks_like_another_asks_why(controller, grant):
    other = GrantFactory.create(project=grant.project, slug="tweede", award=Decimal("500000.00"))
    ExpenditureFactory.create(grant=other, performed_on=date(2026, 8, 15), reference="F-9")
    form = typed(reference="F-9", amount="99")
    refused = controller.post(BOOK, form)
    assert list(refused.context["form"].errors) == ["confirmation"]
    assert controller.post(BOOK, form | {"confirmation": "Gesplitste factuur."}).status_code == 302


def test_a_booking_is_reversed_and_booked_again(controller, grant):
    row = ExpenditureFactory.create(grant=grant, amount=Decimal("77.00"), description="Zaalhuur")
    url = f"{PAGE}kosten/{row.pk}/tegenboeken/"
    assert "Zaalhuur" in text_of(controller, url)
    assert list(controller.post(url, {"row": str(uuid7())}).context["form"].errors) == ["reason"]
    sent = {"row": str(uuid7()), "reason": "Verkeerd bedrag.", "again": "1"}
    answer = controller.post(url, sent, follow=True)
    assert answer.redirect_chain == [(f"{BOOK}?als={row.pk}", 302)]
    form = answer.context["form"]
    assert (form["amount"].value(), form["description"].value()) == ("77", "Zaalhuur")
    assert row.reversal.description == "Verkeerd bedrag."
    words = [one.word for one in controller.get(PAGE).context["page"].rows[:2]]
    assert words == ["Tegenboeking", "Boeking"]
    again = controller.post(url, sent | {"row": str(uuid7())})
    assert "al tegengeboekt" in again.content.decode()


def test_an_advance_is_entered_and_cancelled(controller, grant):
    form = {"row": str(uuid7()), "kind": "received", "amount": "100", "received_on": "01-10-2026"}
    assert controller.post(RECEIVE, form).status_code == 302
    row = Advance.objects.get(pk=form["row"])
    url = f"{PAGE}voorschotten/{row.pk}/tegenboeken/"
    assert controller.post(url, {"row": str(uuid7()), "reason": "Dubbel."}).status_code == 302
    assert [one.word for one in controller.get(PAGE).context["page"].rows[:2]] == [
        "Tegenboeking voorschot",
        "Voorschot ontvangen",
    ]


def test_commitments_are_kept_with_the_agreement(controller, grant):
    CommitmentFactory.create(grant=grant, amount=Decimal("1130000.00"))
    text = text_of(controller)
    assert "/subsidies/mgn/spuk-mgn/#verplichtingen" in text
    assert "verplicht</a>: € 2.300.000,00, <b>€ 50.000,00 meer dan toegekend</b>" in text


def test_an_advance_of_a_frozen_day_can_count_later(controller, grant):
    form = {"row": str(uuid7()), "kind": "received", "amount": "1.000", "received_on": "20-05-2026"}
    asked = controller.post(RECEIVE, form)
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert "telt mee in Q3 2026" in shown
    assert "20-05-2026 blijft de datum van betaling" in shown
    assert controller.post(RECEIVE, {**form, "may_count_later": "on"}).status_code == 302
    text = text_of(controller)
    assert "over 20-05-2026" in text


def test_what_is_shown_cannot_carry_markup(controller, grant):
    ExpenditureFactory.create(grant=grant, description="<script>alert(1)</script>")
    assert "<script>alert(1)" not in text_of(controller)


@pytest.mark.parametrize(
    "asked", ["?voor=2026-99-99~x", "?voor=~", "?kwartaal=2026-Q9", "?mijlpaal=%27%3B", "?mijlpaal=%00"]
)
def test_an_odd_address_is_no_error(controller, asked):
    assert controller.get(f"{PAGE}{asked}").status_code == 200


def test_a_row_of_another_grant_is_not_there(controller, grant):
    other = ExpenditureFactory.create(grant=Grant.objects.get(slug="spuk-zorgstart"))
    assert controller.get(f"{PAGE}kosten/{other.pk}/tegenboeken/").status_code == 404
    assert controller.get(f"{BOOK}?als={other.pk}").status_code == 404


def test_a_grant_is_called_by_the_name_of_its_money(controller, grant):
    other = GrantFactory.create(project=grant.project, stream="azwa", credit_mode="all_or_nothing")
    text = text_of(controller, PAGE.replace("spuk-mgn", other.slug))
    assert "Boekingen SPUK AZWA" in text
    assert "SPUK SPUK" not in text
