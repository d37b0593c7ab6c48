"""The grid of a budget as a plain form: what it shows, stores, refuses and keeps."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from funding.budget import LineKey
from funding.models import BudgetLine
from izaportal.core.models import Draft

pytestmark = pytest.mark.django_db

PAGE = "/programmas/nml-o/financien/begroting/"
MGN_SPUK = LineKey("mgn", "spuk", "transformatiemiddelen")
CELL = f"cel:{MGN_SPUK.cell(2026)}"


@pytest.fixture
def controller(client_of: Callable[[str], Client]) -> Client:
    return client_of("controller")


def page_of(client: Client, query: str = ""):
    return client.get(f"{PAGE}{query}").context["page"]


def typed(client: Client, query: str = "", **changed: str) -> dict[str, str]:
    """What a browser would post of the page, with these cells (by field) typed over."""
    page = page_of(client, query)
    cells = {c.field: c.text for block in page.blocks for line in block.lines for c in line.cells}
    return {"basis": page.typed.basis_json, **cells, **changed}


def amount(year: int = 2026, key: LineKey = MGN_SPUK) -> Decimal | None:
    rows = BudgetLine.objects.filter(
        project__slug=key.project, source=key.source, stream=key.stream, cost_type=key.cost_type, year=year
    )
    return rows.values_list("amount", flat=True).first()


def test_sums_stand_beside_the_plan(controller):
    page = page_of(controller)
    assert (page.total.total, page.total.stated, page.total.difference) == (
        "26.374.000",
        "71.400.000",
        "−26.000",
    )
    assert page.uncompared == 17  # projects with a stated total and nothing budgeted
    zorgstart = next(block for block in page.blocks if block.slug == "zorgstart")
    assert (zorgstart.total.total, zorgstart.total.difference) == ("1.374.000", "−26.000")
    spuk = page_of(controller, "?bron=spuk").total
    assert (spuk.total, spuk.stated, spuk.difference) == ("2.868.300", "2.868.300", "0")


def test_a_pillar_shows_its_own(controller):
    page = page_of(controller, "?pijler=p1")
    assert {block.slug for block in page.blocks} == {"mgn"}
    assert page.total.stated == "16.800.000"


def test_readers_read_without_fields(client_of):
    text = client_of("lezer").get(PAGE).content.decode()
    assert "750.000" in text
    assert "data-cell" not in text
    assert "Opslaan" not in text


def test_only_what_was_changed_is_saved(controller):
    answer = controller.post(PAGE, typed(controller, **{CELL: "800.000,50"}), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "1 bedrag is opgeslagen." in answer.content.decode()
    assert (amount(2025), amount(2026)) == (Decimal("750000.00"), Decimal("800000.50"))
    again = controller.post(PAGE, typed(controller), follow=True)
    assert "Er was niets te wijzigen." in again.content.decode()


def test_an_empty_cell_is_no_zero(controller):
    controller.post(PAGE, typed(controller, **{CELL: ""}))
    assert amount() is None
    controller.post(PAGE, typed(controller, **{CELL: "0"}))
    assert amount() == Decimal(0)


def test_mistakes_are_told_together_and_nothing_is_saved(controller):
    other = f"cel:{MGN_SPUK.cell(2025)}"
    answer = controller.post(PAGE, typed(controller, **{CELL: "veel", other: "-5"}))
    assert answer.status_code == 422
    assert [words.rpartition(": ")[2] for _, words in answer.context["page"].wrong] == [
        "Een begroot bedrag is niet minder dan nul.",
        "Dit is geen bedrag. Schrijf bijvoorbeeld 1.234,50.",
    ]
    assert amount() == Decimal("750000.00")


def test_two_people_in_one_cell_keep_both(controller):
    mine = typed(controller, **{CELL: "800.000", f"cel:{MGN_SPUK.cell(2027)}": "7"})
    controller.post(PAGE, typed(controller, **{CELL: "700.000"}))
    answer = controller.post(PAGE, mine)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="800.000"' in words
    assert "Intussen: <span data-theirs-text>700.000</span>" in words
    assert amount(2027) == Decimal("750000.00")
    page = answer.context["page"]
    cells = {c.field: c.text for block in page.blocks for line in block.lines for c in line.cells}
    assert controller.post(PAGE, {"basis": page.typed.basis_json, **cells}).status_code == 302
    assert (amount(2026), amount(2027)) == (Decimal("800000.00"), Decimal(7))


def new_line(**more: str) -> dict[str, str]:
    line = {
        "nieuw-project": "ricm",
        "nieuw-bron": "zvw",
        "nieuw-soort": " Personeel  3.1 ",
        "nieuw:2026": "12",
    }
    return line | more


def test_a_line_is_added_once(controller):
    form = typed(controller) | new_line()
    assert controller.post(PAGE, form).status_code == 302
    assert amount(2026, LineKey("ricm", "zvw", "", "Personeel 3.1")) == Decimal(12)
    again = controller.post(PAGE, form)
    assert again.status_code == 422
    assert "Deze regel is er al" in again.content.decode()


@pytest.mark.parametrize("lacking", ["nieuw-project", "nieuw-bron", "nieuw:2026"])
def test_half_a_line_is_told(controller, lacking):
    answer = controller.post(PAGE, typed(controller) | new_line(**{lacking: ""}))
    assert answer.status_code == 422
    assert answer.context["page"].new.mistake.startswith("Kies het project en de bron")


def test_a_wrong_amount_of_a_new_line_is_told_at_its_cell(controller):
    answer = controller.post(PAGE, typed(controller) | new_line(**{"nieuw:2026": "x"}))
    assert [id_ for id_, _ in answer.context["page"].wrong] == ["nieuw-2026"]
    assert 'value="x"' in answer.content.decode()


def test_a_draft_outlives_a_filter(controller):
    """What was typed in a cell that the filter leaves out goes along in the form."""
    Draft.objects.create(
        user_id=controller.session["_auth_user_id"],
        place=PAGE,
        typed={CELL: ["800.000"], "basis": [json.dumps({MGN_SPUK.cell(2026): "750.000"})]},
    )
    page = page_of(controller, "?pijler=p2")
    assert page.elsewhere == ((CELL, "800.000"),)
    form = typed(controller, "?pijler=p2") | dict(page.elsewhere)
    assert controller.post(f"{PAGE}?pijler=p2", form).status_code == 302
    assert amount() == Decimal("800000.00")
    assert not Draft.objects.filter(place=PAGE).exists()


@pytest.mark.parametrize("basis", ["", "[]", "{", '{"x": 1}'])
def test_a_lost_basis_overwrites_nothing(controller, basis):
    answer = controller.post(PAGE, {CELL: "1", "basis": basis})
    assert answer.status_code == 409
    assert amount() == Decimal("750000.00")


def test_a_programme_without_budget_says_so(client_of):
    text = client_of("zl-manager").get("/programmas/zuid-limburg/financien/begroting/").content.decode()
    assert "Nog geen begroting" in text


def test_too_much_for_a_page_is_shown_by_pillar(controller, monkeypatch):
    monkeypatch.setattr("izaportal.web.budget.read.MOST_CELLS", 20)
    assert page_of(controller).seen.pillar == "p1"
