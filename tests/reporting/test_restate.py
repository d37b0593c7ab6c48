"""Restating: old and new beside each other, only what follows from the value, in every quarter it reaches."""

import json
from decimal import Decimal

import pytest

from funding.models import MunicipalShare, RefundRisk
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.differences import Difference
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.reporting.services.recalculation import KIND
from izaportal.reporting.services.restate import preview, restate
from kpis.models import Indicator, IndicatorStatus, Measurement
from kpis.services.measurements import Correction
from pillars.models import PeriodState, ReportingPeriod
from projects.models import Project

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)
REACHED = "1-1 Inwoners bereikt met interventies"
WHY = "Venlo telde een wijk dubbel."


def in_force(slug: str, quarter: Quarter) -> Measurement:
    return Measurement.objects.get(
        indicator__programme__slug="nml-o",
        indicator__slug=slug,
        quarter=quarter,
        state="approved",
        superseded_at=None,
    )


def corrected(slug: str, quarter: Quarter, value: int) -> Correction:
    return Correction(in_force(slug, quarter).pk, Decimal(value))


@pytest.fixture
def doing(viewer_of, programme):
    """Restates as the controller, one value unless more are given."""

    def done(*corrections: Correction, how=restate, person: str = "controller", reason: str = WHY):
        return how(actor=viewer_of(person), programme=programme, corrections=corrections, reason=reason)

    return done


def latest(programme, quarter: Quarter) -> Freeze:
    return Freeze.objects.filter(programme=programme, quarter=quarter).latest("version")


def counts() -> list[int]:
    models = (Measurement, IndicatorStatus, RefundRisk, MunicipalShare, Freeze, Run, AuditEntry)
    return [model._default_manager.count() for model in models]


def test_a_restatement_makes_the_next_version(doing, programme):
    first = latest(programme, Q2)
    (made,) = doing(corrected("kpi-1-1", Q2, 640))
    second = latest(programme, Q2)
    assert (made.quarter, made.version) == (Q2, 2)
    assert (second.version, second.previous, second.reason, second.actor_name) == (
        2, first, WHY, "Controller NML-O",
    )  # fmt: skip
    assert json.loads(second.content)["previous"] == first.sha256
    assert Freeze.objects.get(pk=first.pk).content == first.content


def test_old_and_new_stand_beside_each_other(doing):
    (made,) = doing(corrected("kpi-1-1", Q2, 640))
    assert Difference(REACHED, "waarde", "540", "640") in made.changes.figures
    assert Difference(REACHED, "status", "risico", "op koers") in made.changes.figures
    assert {one.place for one in made.changes.figures} <= {
        REACHED, "Mentale gezondheidsnetwerken",
    }  # fmt: skip


def test_refunds_and_shares_move_along(doing, programme):
    """1.1 carries the only milestone of MGN: far behind means that its costs may have to go back."""
    (made,) = doing(corrected("kpi-1-1", Q2, 60))
    told = {(one.place, one.figure): one for one in made.changes.figures}
    assert told["Mentale gezondheidsnetwerken", "verwacht terug te betalen"].old == "€\u00a00"
    assert made.changes.shares == 14
    kept = snapshot(latest(programme, Q2).pk)
    expected = next(row.expected for row in kept.board.current_risks if row.project == "mgn")
    parts = [row.expected for row in kept.board.shares if row.project == "mgn"]
    assert expected
    assert sum(part for part in parts if part is not None) == expected


def test_every_later_frozen_quarter_follows(doing, programme):
    made = doing(corrected("kpi-1-1", Q1, 500))
    assert [(one.quarter, one.version) for one in made] == [(Q1, 2), (Q2, 2)]
    assert latest(programme, Quarter(2025, 4)).version == 1
    of_q2 = snapshot(latest(programme, Q2).pk)
    assert of_q2.board.statuses[Q1]["kpi-1-1"].value == 500
    assert of_q2.board.statuses[Q2]["kpi-1-1"].value == 540
    assert any(one.place == f"{REACHED} in Q1 2026" for one in made[1].changes.figures)


def test_several_values_make_one_version(doing, programme):
    made = doing(corrected("kpi-1-1", Q1, 500), corrected("kpi-1-2", Q2, 5))
    assert [(one.quarter, one.version) for one in made] == [(Q1, 2), (Q2, 2)]


def test_versions_follow_each_other(doing, programme):
    doing(corrected("kpi-1-1", Q2, 640))
    doing(corrected("kpi-1-1", Q2, 650), reason="Nog eens nageteld.")
    rows = list(Freeze.objects.filter(programme=programme, quarter=Q2).order_by("version"))
    assert [row.version for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [None, rows[0], rows[1]]


def test_what_changed_since_stays_out(doing, programme):
    """Names, budget and settings of today are no part of a correction."""
    old = snapshot(latest(programme, Q2).pk)
    Project.objects.filter(programme=programme).update(name="Een andere naam")
    Indicator.objects.filter(programme=programme).update(name="Anders", short_name="")
    programme.margin_pct = programme.risk_medium_pct = Decimal(1)
    programme.risk_high_pct, programme.credit_at_risk = Decimal(2), Decimal(0)
    programme.save()
    doing(corrected("kpi-1-1", Q2, 560))
    new = snapshot(latest(programme, Q2).pk)
    row, before = (one.board.statuses[Q2]["kpi-1-1"] for one in (new, old))
    assert (row.value, row.status, row.margin_pct) == (Decimal(560), before.status, before.margin_pct)
    assert row.title == before.title
    others = {slug: one for slug, one in old.board.statuses[Q2].items() if slug != "kpi-1-1"}
    assert {slug: one for slug, one in new.board.statuses[Q2].items() if slug != "kpi-1-1"} == others
    assert [one.project_name for one in new.board.risks] == [one.project_name for one in old.board.risks]
    assert new.board.frame == old.board.frame
    assert new.basis.settings == old.basis.settings


def test_a_later_definition_stays_out(doing, programme):
    """What was judged as going up from the start is not restated as something else."""
    row = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    definition = {"direction": "down", "accumulation": "per_year", "phasing": [100, 100, 100, 100]}
    Indicator.objects.filter(pk=row.pk).update(**definition)
    doing(corrected("kpi-1-1", Q2, 610))
    restated = IndicatorStatus.objects.filter(indicator=row, quarter=Q2).latest("id")
    assert (restated.status, restated.value) == ("on_track", Decimal(610))
    assert (restated.lower, restated.upper) == (Decimal(600), Decimal(900))
    assert restated.explanation["definition"]["direction"] == "up"


def test_the_quarters_are_locked_again(doing, programme):
    days = dict(ReportingPeriod.objects.filter(programme=programme).values_list("quarter", "frozen_on"))
    doing(corrected("kpi-1-1", Q1, 500))
    rows = ReportingPeriod.objects.filter(programme=programme)
    assert dict(rows.values_list("quarter", "frozen_on")) == days
    assert {row.quarter for row in rows if row.state == PeriodState.FROZEN} >= {Q1, Q2}


def test_unlocking_is_on_record(doing):
    doing(corrected("kpi-1-1", Q2, 640))
    trail = AuditEntry.objects.filter(reason=WHY).order_by("id")
    assert [(row.object_type, row.action, row.changes) for row in trail if "sha256" not in row.changes] == [
        ("rapportageperiode", "status gewijzigd", {"status": ["frozen", "closed"]}),
        ("meting", "herzien", {"waarde": ["540.000000", "640"]}),
        ("rapportageperiode", "status gewijzigd", {"status": ["closed", "frozen"]}),
    ]
    assert [row.action for row in trail if "sha256" in row.changes] == ["herzien"]


def test_the_old_value_is_superseded(doing):
    old = in_force("kpi-1-1", Q2)
    doing(corrected("kpi-1-1", Q2, 640))
    new = in_force("kpi-1-1", Q2)
    old.refresh_from_db()
    assert (new.value, new.supersedes, new.note) == (Decimal(640), old, WHY)
    assert (old.value, old.superseded_at is not None) == (Decimal(540), True)


def test_open_quarters_are_asked_to_follow(doing, programme):
    doing(corrected("kpi-1-1", Q2, 640))
    asked = Run.objects.filter(programme=programme.slug, state=RunState.QUEUED, kind=KIND)
    still_open = ReportingPeriod.objects.filter(programme=programme).exclude(state=PeriodState.FROZEN)
    assert {run.quarter for run in asked} == {period.quarter for period in still_open} >= {Q3}


def test_a_preview_leaves_no_trace(doing, programme):
    before = counts()
    shown = doing(corrected("kpi-1-1", Q2, 640), how=preview)
    assert counts() == before
    assert latest(programme, Q2).version == 1
    assert shown == doing(corrected("kpi-1-1", Q2, 640))


@pytest.mark.parametrize(
    "person", ["programmamanager", "projectleider-mgn", "lezer", "beheerder", "zl-manager"]
)
@pytest.mark.parametrize("how", [restate, preview])
def test_only_the_controller_restates(doing, person, how):
    before = counts()
    with pytest.raises(NotAllowed):
        doing(corrected("kpi-1-1", Q2, 640), how=how, person=person)
    assert counts() == before


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_reason_is_required(doing, reason):
    with pytest.raises(Invalid) as refused:
        doing(corrected("kpi-1-1", Q2, 640), reason=reason)
    assert [mistake.place for mistake in refused.value.mistakes] == ["reason"]


def test_the_same_value_is_refused(doing):
    with pytest.raises(Refused, match="die er al staat"):
        doing(corrected("kpi-1-1", Q2, 540))


def test_a_value_that_was_replaced_is_refused(doing):
    """Two people looked at 540; the second one must first see 640."""
    stale = corrected("kpi-1-1", Q2, 700)
    doing(corrected("kpi-1-1", Q2, 640))
    with pytest.raises(Refused, match="intussen vervangen"):
        doing(stale)


def test_an_open_quarter_is_not_restated(doing, programme, viewer_of):
    waiting = Measurement.objects.get(indicator__slug="kpi-1-1", quarter=Q3)
    with pytest.raises(Refused, match="Q3 2026 is niet vastgesteld"):
        doing(Correction(waiting.pk, Decimal(1)))


def test_what_is_not_there_is_refused(doing):
    for corrections in ([], [Correction(uuid7(), Decimal(1))]):
        with pytest.raises(Refused, match="is er niet"):
            doing(*corrections)


def test_a_failing_calculation_changes_nothing(doing, monkeypatch):
    monkeypatch.setattr("kpis.services.recompute.assess", lambda asked: 1 / 0)
    before = counts()
    with pytest.raises(Refused, match="mislukte"):
        doing(corrected("kpi-1-1", Q2, 640))
    assert counts() == before


def test_a_quarter_frozen_later_starts_at_one(doing, programme, viewer_of):
    made = freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert made.version == 1
    assert [(one.quarter, one.version) for one in doing(corrected("kpi-1-1", Q2, 640))] == [(Q2, 2), (Q3, 2)]
