"""A file from hand to hand: received, checked, mended, applied, taken back."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import BudgetLine, Expenditure, ExpenditureKind
from funding.selectors.facts import NET_COSTS
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.imports.models import Import
from izaportal.imports.services.receiving import TakenInBefore, ask_to_apply, check_again, receive
from kpis.models import Measurement, Target
from projects.models import Project
from tests.imports.conftest import applied, sent, undone, worked
from tests.imports.workbooks import add, edited, line_of, put, template

pytestmark = pytest.mark.django_db


def grant_of(content_sheet) -> str:
    """The first grant of the list."""
    return str(content_sheet.parent["Keuzes"]["A2"].value)


def with_booking(content: bytes, **changes) -> bytes:
    def edit(book):
        values = {
            "grant": grant_of(book["Boekingen"]),
            "amount": "€ 1.234,50",
            "performed_on": "15-07-2026",
            "reference": "F-2026-001",
            "description": "Advies",
        }
        add(book["Boekingen"], **{**values, **changes})

    return edited(content, edit)


def test_a_booking_goes_all_the_way(viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    row = hand_in(controller, with_booking(template(programme, "boekingen")))
    assert (row.state, row.book) == ("ready", "boekingen"), row.report
    assert not Expenditure.objects.filter(reference="F-2026-001").exists()
    row = applied(controller, row)
    assert row.state == "applied"
    booking = Expenditure.objects.get(reference="F-2026-001")
    assert (booking.amount, booking.performed_on) == (Decimal("1234.50"), date(2026, 7, 15))
    before = booking.grant.expenditures.aggregate(total=NET_COSTS)["total"]
    row = undone(controller, row)
    assert row.state == "undone", row.report
    assert booking.reversal.kind == ExpenditureKind.REVERSAL
    assert booking.grant.expenditures.aggregate(total=NET_COSTS)["total"] == before - booking.amount


def test_budget_lines_come_and_go(viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    rows = BudgetLine.objects.filter(project__programme=programme)
    line = rows.order_by("project__slug", "year", "source", "stream", "cost_type")[0]
    before = line.amount

    def edit(book):
        sheet = book["Begroting"]
        put(sheet, 3, amount=1000)
        add(sheet, project="mgn", year="2026", source="ZVW", cost_type="Proefsoort", amount="2.500,25")

    row = hand_in(controller, edited(template(programme, "begroting"), edit))
    assert row.report["errors"] == 0, row.report
    row = applied(controller, row)
    new = BudgetLine.objects.get(cost_type="Proefsoort")
    assert new.amount == Decimal("2500.25")
    entries = AuditEntry.objects.filter(request_id=str(row.batch), object_type="begrotingsregel")
    assert entries.count() == 2
    assert undone(controller, row).state == "undone"
    assert not BudgetLine.objects.filter(pk=new.pk).exists()
    line.refresh_from_db()
    assert line.amount == before


def test_projects_change_and_change_back(viewer_of, programme, hand_in):
    manager = viewer_of("programmamanager")
    project = Project.objects.get(programme=programme, slug="mgn")

    def edit(book):
        sheet = book["Projecten"]
        put(sheet, line_of(sheet, name=project.name), stage="uitvoering", summary="Een nieuwe samenvatting.")

    row = hand_in(manager, edited(template(programme, "projecten"), edit))
    assert row.report["errors"] == 0, row.report
    assert [line["label"] for line in row.report["tabs"][0]["lines"]] == [project.name]
    row = applied(manager, row)
    assert Project.objects.get(pk=project.pk).summary == "Een nieuwe samenvatting."
    assert undone(manager, row).state == "undone"
    assert Project.objects.get(pk=project.pk).summary == project.summary


def test_what_changed_since_is_not_undone(viewer_of, programme, hand_in):
    manager = viewer_of("programmamanager")
    project = Project.objects.get(programme=programme, slug="mgn")

    def edit(book):
        put(book["Projecten"], line_of(book["Projecten"], name=project.name), summary="Uit het bestand.")

    row = applied(manager, hand_in(manager, edited(template(programme, "projecten"), edit)))
    Project.objects.filter(pk=project.pk).update(summary="Daarna met de hand.")
    row = undone(manager, row)
    assert row.state == "applied"
    assert "intussen opnieuw gewijzigd" in row.report["not_undone"]
    assert Project.objects.get(pk=project.pk).summary == "Daarna met de hand."


def test_a_conflict_overwrites_nothing(viewer_of, programme, hand_in):
    """The template held A, the portal holds B by now, the file wants C."""
    manager = viewer_of("programmamanager")
    content = template(programme, "projecten")
    project = Project.objects.get(programme=programme, slug="mgn")
    Project.objects.filter(pk=project.pk).update(summary="Van een ander.")

    def edit(book):
        put(book["Projecten"], line_of(book["Projecten"], name=project.name), summary="Van mij.")

    row = hand_in(manager, edited(content, edit))
    [group] = row.report["groups"]
    assert (row.state, group["group"]) == ("wrong", "Intussen gewijzigd in het portaal")
    assert "“Van een ander.”" in group["findings"][0]["what"]
    assert Project.objects.get(pk=project.pk).summary == "Van een ander."


def test_what_changed_elsewhere_stays(viewer_of, programme, hand_in):
    """A cell that its author left alone is not set back to what the template held."""
    manager = viewer_of("programmamanager")
    content = template(programme, "projecten")
    project = Project.objects.get(programme=programme, slug="mgn")
    Project.objects.filter(pk=project.pk).update(goal="Intussen een ander doel.")

    def edit(book):
        put(book["Projecten"], line_of(book["Projecten"], name=project.name), summary="Van mij.")

    assert applied(manager, hand_in(manager, edited(content, edit))).state == "applied"
    stored = Project.objects.get(pk=project.pk)
    assert (stored.summary, stored.goal) == ("Van mij.", "Intussen een ander doel.")


def test_targets_become_versions(viewer_of, programme, hand_in):
    manager = viewer_of("programmamanager")

    def edit(book):
        sheet = book["Streefwaarden"]
        put(sheet, line_of(sheet, indicator="kpi-1-1", moment="2027"), text="minimaal 900")

    row = hand_in(manager, edited(template(programme, "indicatoren"), edit))
    assert row.report["errors"] == 0, row.report

    def last() -> Target:
        return Target.objects.filter(indicator__slug="kpi-1-1", year=2027).latest("version")

    was = last()
    row = applied(manager, row)
    assert (last().lower, last().version) == (Decimal(900), was.version + 1)
    assert undone(manager, row).state == "undone"
    assert (last().lower, last().upper, last().version) == (was.lower, was.upper, was.version + 2)


def test_measurements_are_handed_in(viewer_of, programme, hand_in):
    manager = viewer_of("programmamanager")

    def edit(book):
        sheet = book["Metingen"]
        put(
            sheet,
            line_of(sheet, indicator="kpi-1-1", quarter="2026-Q3"),
            value="561,0",
            note="Uit het register.",
        )

    row = hand_in(manager, edited(template(programme, "metingen"), edit))
    assert row.report["errors"] == 0, row.report
    row = applied(manager, row)
    waiting = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter="2026-Q3", state="submitted", superseded_at=None
    )
    assert (waiting.value, waiting.note) == (Decimal(561), "Uit het register.")
    assert undone(manager, row).state == "undone"
    waiting.refresh_from_db()
    assert waiting.superseded_at is not None


def test_the_same_file_is_refused(viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    content = template(programme, "begroting")
    first = hand_in(controller, content)
    assert first.state == "unchanged"
    with pytest.raises(TakenInBefore, match="al ingelezen") as refusal:
        receive(actor=controller, programme=programme, sent=sent(content, "andere-naam.xlsx"))
    assert refusal.value.import_id == first.pk


def test_it_is_looked_at_again(viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    row = hand_in(controller, template(programme, "begroting"))
    assert worked(check_again(actor=controller, programme=programme, import_id=row.pk)).state == "unchanged"


@pytest.mark.parametrize(
    "who", ["lezer", "projectleider-mgn", "bestuurder-venray", "beheerder", "zl-manager"]
)
def test_nobody_else_hands_in(who, viewer_of, programme):
    with pytest.raises(NotAllowed):
        receive(actor=viewer_of(who), programme=programme, sent=sent(b"PK"))


def test_the_kind_decides_who_may(viewer_of, programme, hand_in):
    row = hand_in(viewer_of("programmamanager"), template(programme, "begroting"))
    assert (row.state, row.report["groups"][0]["group"]) == ("wrong", "Geen recht")


def test_rights_count_when_it_happens(viewer_of, programme, hand_in):
    """Whoever asked may have lost the right before the job begins."""
    controller = viewer_of("controller")
    row = hand_in(controller, with_booking(template(programme, "boekingen")))
    asked = ask_to_apply(actor=controller, programme=programme, import_id=row.pk, reason="Omdat.")
    row.uploaded_by.memberships.all().delete()
    row = worked(asked)
    assert row.state == "wrong"
    assert not Expenditure.objects.filter(reference="F-2026-001").exists()


def test_an_import_needs_a_reason(viewer_of, programme, hand_in):
    controller = viewer_of("controller")
    row = hand_in(controller, with_booking(template(programme, "boekingen")))
    with pytest.raises(Refused, match="waarom"):
        ask_to_apply(actor=controller, programme=programme, import_id=row.pk, reason="  ")
    assert Import.objects.get(pk=row.pk).state == "ready"


def test_the_system_hands_nothing_in(programme):
    with pytest.raises(Refused):
        receive(actor=Viewer.system("test"), programme=programme, sent=sent(b"PK"))


def test_who_may_not_take_in_a_kind_leaves_a_ready_file_alone(viewer_of, programme, hand_in):
    """Asking must not spoil it for who may: the job would refuse it, and it had to be checked again."""
    row = hand_in(viewer_of("controller"), with_booking(template(programme, "boekingen")))
    given = {"actor": viewer_of("programmamanager"), "programme": programme, "import_id": row.pk}
    with pytest.raises(NotAllowed, match="voor de controller"):
        ask_to_apply(**given, reason="proef")
    with pytest.raises(NotAllowed, match="voor de controller"):
        check_again(**given)
    row.refresh_from_db()
    assert row.state == "ready"
