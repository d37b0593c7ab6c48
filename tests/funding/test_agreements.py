"""Editing grants and what they are made of: who may, what must fit, and the way back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from funding.models import Commitment, Grant, GrantMilestone, MilestoneIndicator
from funding.selectors.agreements import history_of_grant
from funding.services import agreements
from funding.services.agreements import RowEdit, edit_grant, remove_row, save_row
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run, RunState
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from tests.factories.funding import (
    ExpenditureFactory,
)
from tests.factories.kpis import IndicatorFactory
from tests.factories.projects import EvidenceFactory

pytestmark = pytest.mark.django_db
MILESTONE, LINK, INSTALMENT, CONDITION, COMMITMENT = (
    "mijlpaal van een subsidie", "indicator bij een mijlpaal", "termijn", "betaalvoorwaarde", "verplichting",
)  # fmt: skip
WHY = "Aangepaste beschikking."


@pytest.fixture
def controller(viewer_of):
    return viewer_of("controller")


@pytest.fixture
def mgn(programme) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


@pytest.fixture
def zorgstart(programme) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-zorgstart")


@pytest.fixture
def rdg(programme) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="zvw-rdg")


def edit(viewer: Viewer, grant: Grant, reason: str = WHY, **wanted: Any) -> AuditEntry | None:
    edits = {name: Edit(getattr(grant, name), value) for name, value in wanted.items()}
    return edit_grant(actor=viewer, grant_id=grant.pk, edits_of=edits, reason=reason)


def add(viewer: Viewer, grant: Grant, kind: str, pk: UUID | None = None, **wanted: Any) -> AuditEntry | None:
    edits = {name: Edit(None, value) for name, value in wanted.items()}
    return save_row(actor=viewer, grant_id=grant.pk, row=RowEdit(kind, pk or uuid7(), edits))


def milestone(**wanted: Any) -> dict[str, Any]:
    given = {
        "label": "Derde lichting",
        "amount": Decimal(1000),
        "obligation": "effort",
        "due": date(2027, 6, 1),
    }
    return {**given, **wanted}


def mistakes_of(act: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        act()
    return {one.place: one.message.replace("\u00a0", " ") for one in refused.value.mistakes}


def test_only_the_controller_edits(viewer_of, mgn):
    for name in ("programmamanager", "projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager"):
        with pytest.raises(NotAllowed):
            edit(viewer_of(name), mgn, decision_number="B-1")
        with pytest.raises(NotAllowed):
            add(viewer_of(name), mgn, COMMITMENT, label="x", amount=Decimal(1), committed_on=date(2026, 1, 1))
    mgn.refresh_from_db()
    assert mgn.decision_number == ""


def test_an_edit_is_in_the_trail(controller, mgn):
    entry = edit(controller, mgn, decision_number="1204-IZA")
    assert entry is not None
    assert entry.changes == {"decision_number": ["", "1204-IZA"]}
    assert (entry.scope, entry.reason) == ("nml-o/mgn/spuk-mgn", WHY)
    assert [event.id for event in history_of_grant(mgn, most=9)] == [entry.pk]


def test_open_quarters_are_calculated_anew(controller, mgn):
    edit(controller, mgn, award=Decimal("2500000.00"))
    asked = Run.objects.filter(state=RunState.QUEUED)
    assert {run.quarter.key for run in asked} == {"2026-Q3", "2026-Q4"}
    assert all(run.payload["grants"] == [str(mgn.pk)] for run in asked)


def test_what_decides_asks_for_a_reason(controller, mgn):
    said = mistakes_of(lambda: edit(controller, mgn, reason=" ", award=Decimal("2500000.00")))
    assert said == {"reason": "Schrijf op waarom: dit verandert de cijfers van elk open kwartaal."}
    assert edit(controller, mgn, reason="", decision_number="B-1") is not None


def test_all_mistakes_come_at_once(controller, mgn):
    said = mistakes_of(
        lambda: edit(controller, mgn, award=Decimal("800000.00"), starts_on=date(2025, 12, 1), stream="")
    )
    assert said == {
        "award": "Er is al € 900.000,00 geboekt; dat is meer.",
        "starts_on": "Er zijn kosten geboekt op 30-09-2025, voor dit begin.",
        "stream": "Kies de stroom van deze SPUK.",
    }


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ({"award": Decimal(0)}, "award"),
        ({"ends_on": date(2024, 12, 31)}, "ends_on"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"stream": "azwa", "credit_mode": "pro_rata"}, "credit_mode"),
    ],
)
def test_an_award_must_hold(controller, mgn, wanted, place):
    assert list(mistakes_of(lambda: edit(controller, mgn, **wanted))) == [place]


def test_two_fields_of_two_people_must_fit(controller, mgn):
    """Each is right by itself; together the period would end before it begins."""
    Grant.objects.filter(pk=mgn.pk).update(starts_on=date(2024, 1, 1), ends_on=date(2027, 1, 1))
    ends = {
        "starts_on": Edit(date(2025, 1, 1), date(2025, 1, 1)),
        "ends_on": Edit(mgn.ends_on, date(2023, 6, 1)),
    }
    said = mistakes_of(lambda: edit_grant(actor=controller, grant_id=mgn.pk, edits_of=ends, reason=WHY))
    assert said == {"ends_on": "Dit ligt voor het begin van de subsidie."}


def test_the_same_field_of_two_people_conflicts(controller, mgn):
    edit(controller, mgn, decision_number="A-1")
    mine = {"decision_number": Edit("", "B-2")}
    with pytest.raises(Conflicted):
        edit_grant(actor=controller, grant_id=mgn.pk, edits_of=mine)


def test_milestones_never_exceed_the_award(controller, zorgstart):
    said = mistakes_of(lambda: add(controller, zorgstart, MILESTONE, **milestone()))
    assert said["amount"] == (
        "De mijlpalen zouden samen meer zijn dan de toekenning van € 618.300,00; er is nog € 0,00 over."
    )
    last = zorgstart.milestones.get(slug="zs-3")
    less = RowEdit(MILESTONE, last.pk, {"amount": Edit(last.amount, Decimal("205100.00"))})
    save_row(actor=controller, grant_id=zorgstart.pk, row=less, reason=WHY)
    add(controller, zorgstart, MILESTONE, **milestone())
    assert zorgstart.milestones.get(slug="derde-lichting").amount == Decimal("1000.00")
    assert list(mistakes_of(lambda: edit(controller, zorgstart, award=Decimal("618299.99")))) == ["award"]


def test_a_second_click_adds_once(controller, mgn):
    pk, given = uuid7(), {"label": "Inhuur", "amount": Decimal(5), "committed_on": date(2026, 1, 1)}
    assert add(controller, mgn, COMMITMENT, pk, **given) is not None
    assert add(controller, mgn, COMMITMENT, pk, **given) is None
    assert Commitment.objects.filter(grant=mgn, label="Inhuur").count() == 1


def test_milestones_bring_their_evidence(controller, zorgstart):
    zorgstart.milestones.filter(slug="zs-3").update(amount=Decimal(1))
    own, strange = EvidenceFactory.create(project=zorgstart.project), EvidenceFactory.create()
    pk = uuid7()
    said = mistakes_of(
        lambda: add(controller, zorgstart, MILESTONE, pk, **milestone(evidence=frozenset({strange.pk})))
    )
    assert said == {"evidence": "Dit bewijs hoort niet bij het project van deze subsidie."}
    add(controller, zorgstart, MILESTONE, pk, **milestone(evidence=frozenset({own.pk})))
    assert list(GrantMilestone.objects.get(pk=pk).evidence.all()) == [own]
    assert AuditEntry.objects.latest("id").changes["evidence"][1][0]["label"] == own.label


@pytest.mark.parametrize(
    ("kind", "wanted", "place"),
    [
        (MILESTONE, milestone(amount=Decimal(0)), "amount"),
        (MILESTONE, milestone(amount=Decimal(0), due=date(2024, 12, 31)), "due"),
        (INSTALMENT, {"year": 2025, "amount": Decimal(1), "expected_on": None}, "year"),
        (INSTALMENT, {"year": 2028, "amount": Decimal(1), "expected_on": None}, "amount"),
        (COMMITMENT, {"label": "x", "amount": Decimal(-1), "committed_on": date(2026, 1, 1)}, "amount"),
    ],
)
def test_rows_must_fit(controller, mgn, kind, wanted, place):
    assert place in mistakes_of(lambda: add(controller, mgn, kind, **wanted))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"indicator": True, "threshold": None}, "threshold"),
        ({"indicator": False, "threshold": Decimal(2)}, "indicator"),
    ],
)
def test_a_condition_asks_a_value_of_something(controller, rdg, asked, place):
    rdg.payment_conditions.filter(slug="rdg-3").update(amount=Decimal(1))
    kpi = Indicator.objects.get(slug="kpi-2-3")
    given: dict[str, Any] = {"label": "Zes live", "amount": Decimal(1), "due": date(2027, 1, 1)}
    asked = {**asked, "indicator": kpi.pk if asked["indicator"] else None}
    assert list(mistakes_of(lambda: add(controller, rdg, CONDITION, **given, **asked))) == [place]
    add(controller, rdg, CONDITION, **given, indicator=kpi.pk, threshold=Decimal(6))
    assert rdg.payment_conditions.get(slug="zes-live").threshold == 6


def test_indicators_hang_on_own_milestones(controller, mgn, zorgstart):
    own, kpi = mgn.milestones.get(), Indicator.objects.get(slug="kpi-1-2")
    elsewhere = IndicatorFactory.create()
    strange = {
        "milestone": zorgstart.milestones.first().pk,
        "indicator": elsewhere.pk,
        "threshold": Decimal(1),
    }
    assert set(mistakes_of(lambda: add(controller, mgn, LINK, **strange))) == {"milestone", "indicator"}
    given: dict[str, Any] = {"milestone": own.pk, "indicator": kpi.pk, "threshold": Decimal(100)}
    add(controller, mgn, LINK, **given)
    assert list(mistakes_of(lambda: add(controller, mgn, LINK, **given))) == ["indicator"]


def test_rows_of_another_grant_are_refused(controller, mgn, zorgstart):
    other = zorgstart.milestones.first()
    row = RowEdit(MILESTONE, other.pk, {"label": Edit(other.label, "Gekaapt")})
    with pytest.raises(Refused, match="hoort niet bij deze subsidie"):
        save_row(actor=controller, grant_id=mgn.pk, row=row)
    with pytest.raises(Refused, match="hoort niet bij deze subsidie"):
        remove_row(actor=controller, grant_id=mgn.pk, kind=MILESTONE, row_id=other.pk)


def test_what_carries_something_stays(controller, zorgstart):
    row = zorgstart.milestones.get(slug="zs-3")
    with pytest.raises(Refused, match="rust nog iets"):
        remove_row(actor=controller, grant_id=zorgstart.pk, kind=MILESTONE, row_id=row.pk)


def undo(viewer: Viewer, grant: Grant, entry: AuditEntry | None) -> AuditEntry | None:
    assert entry is not None
    return agreements.undo(actor=viewer, grant_id=grant.pk, entry_id=entry.pk)


def test_every_change_can_be_taken_back(controller, mgn):
    changed = edit(controller, mgn, award=Decimal("2500000.00"))
    undo(controller, mgn, changed)
    mgn.refresh_from_db()
    assert mgn.award == Decimal("2250000.00")
    link = MilestoneIndicator.objects.get(milestone__grant=mgn)
    removed = remove_row(actor=controller, grant_id=mgn.pk, kind=LINK, row_id=link.pk)
    assert not MilestoneIndicator.objects.filter(pk=link.pk).exists()
    undo(controller, mgn, removed)
    assert MilestoneIndicator.objects.get(pk=link.pk).threshold == link.threshold
    added = add(controller, mgn, COMMITMENT, label="x", amount=Decimal(1), committed_on=date(2026, 1, 1))
    undo(controller, mgn, added)
    assert not Commitment.objects.filter(grant=mgn, label="x").exists()


def test_what_comes_back_must_still_fit(controller, mgn):
    first = mgn.instalments.get(year=2027)
    removed = remove_row(actor=controller, grant_id=mgn.pk, kind=INSTALMENT, row_id=first.pk)
    add(controller, mgn, INSTALMENT, year=2027, amount=Decimal(750_000), expected_on=None)
    said = mistakes_of(lambda: undo(controller, mgn, removed))
    assert set(said) == {"year", "amount"}
    lowered = edit(controller, mgn, award=Decimal("2250000.01"))
    undo(controller, mgn, lowered)
    raised = edit(controller, mgn, award=Decimal("3000000.00"))
    ExpenditureFactory.create(grant=mgn, amount=Decimal("2000000.00"))
    assert list(mistakes_of(lambda: undo(controller, mgn, raised))) == ["award"]


def test_changes_of_another_grant_stay(controller, mgn, zorgstart):
    entry = edit(controller, zorgstart, decision_number="B-1")
    with pytest.raises(Refused, match="kan niet worden teruggedraaid"):
        undo(controller, mgn, entry)
