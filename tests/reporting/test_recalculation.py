"""Recalculating a programme's quarter: order, repetition, what a change touches, and who waits for whom."""

from decimal import Decimal
from uuid import UUID

import pytest

from funding.models import Grant, MunicipalShare, RefundRisk
from izaportal.core import clock, events
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.reporting.events import ResultsStored
from izaportal.reporting.models import ProjectStanding
from izaportal.reporting.services.recalculation import ask_for, ask_for_all, carry_out
from kpis.models import Indicator, IndicatorStatus
from pillars.models import Programme
from tests.factories.core import RunFactory
from tests.factories.funding import ExpenditureFactory
from tests.factories.kpis import MeasurementFactory
from tests.factories.refusals import execute

Q2, Q3, Q4 = (Quarter(2026, number) for number in (2, 3, 4))
RESULTS = (IndicatorStatus, RefundRisk, MunicipalShare, ProjectStanding)
PROJECTS = 24


def the_programme() -> Programme:
    return Programme.objects.get(slug="nml-o")


def ask(quarter: Quarter = Q3, **limits) -> Run:
    """A run of the demo programme, as one of its quarters is asked for."""
    asked = ask_for(the_programme(), since=quarter, asked_by="proef", asked_for="proef", **limits)
    return next(run for run in asked if run.quarter == quarter)


def results() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in RESULTS)


def grow(before: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(now - then for now, then in zip(results(), before, strict=True))


def measure(slug: str, value: int) -> Indicator:
    """An approved value that nobody announced, in the open quarter."""
    indicator = Indicator.objects.get(programme__slug="nml-o", slug=slug)
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(value), approved=True)
    return indicator


@pytest.mark.django_db
def test_nothing_new_writes_nothing():
    before = results()
    run = carry_out(ask().pk)
    assert (run.state, run.looked_at, run.changed, run.failed) == (RunState.DONE, 15 + 3 + 2 + PROJECTS, 0, 0)
    assert grow(before) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_all_of_it_writes_nothing():
    """What the nightly job asks for, over every programme and every quarter that is not frozen."""
    before = results()
    done = [carry_out(run.pk) for run in ask_for_all(asked_by="beat", asked_for="nacht")]
    assert done
    assert {(run.state, run.changed, run.failed) for run in done} == {(RunState.DONE, 0, 0)}
    assert grow(before) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_indicators_come_before_refunds_and_shares():
    """One run: the value approved now is in the status, the refund and the municipality's share."""
    measure("kpi-1-1", 660)
    before = results()
    run = carry_out(ask().pk)
    assert grow(before) == (1, 1, 14, 1)
    assert run.changed == 17
    risk = RefundRisk.objects.get(run=run)
    assert (risk.due_gap, risk.grant.slug) == (Decimal("0.00"), "spuk-mgn")
    share = MunicipalShare.objects.get(run=run, municipality__code="GM0984")
    assert (share.due_gap, share.at_stake) == (Decimal("0.00"), Decimal("72000.00"))
    assert IndicatorStatus.objects.get(run=run).status == "on_track"


@pytest.mark.django_db
def test_a_value_touches_only_its_own():
    linked, loose = measure("kpi-1-1", 700), measure("kpi-2-1", 15)
    before = results()
    carry_out(ask(indicators=[loose.pk]).pk)
    assert grow(before) == (1, 0, 0, 0)
    carry_out(ask(indicators=[linked.pk]).pk)
    assert grow(before) == (2, 1, 14, 1)
    assert carry_out(ask().pk).changed == 0


@pytest.mark.django_db
def test_money_touches_no_indicator():
    measure("kpi-2-1", 15)
    grant = Grant.objects.get(slug="spuk-zorgstart")
    ExpenditureFactory.create(grant=grant)
    before = results()
    run = carry_out(ask(indicators=(), grants=[grant.pk]).pk)
    assert grow(before) == (0, 1, 14, 1)
    assert run.looked_at == 1 + 2 + PROJECTS


@pytest.mark.django_db
def test_only_later_open_quarters_are_asked(programme):
    asked = {
        since: [run.quarter for run in ask_for(programme, since=since, asked_by="x", asked_for="y")]
        for since in (None, Q2, Q3, Q4, Q4.next)
    }
    assert asked == {None: [Q3, Q4], Q2: [Q3, Q4], Q3: [Q3, Q4], Q4: [Q4], Q4.next: []}


IDS = sorted([UUID(int=2), UUID(int=1)])
TEXTS = [str(one) for one in IDS]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limits", "payload"),
    [
        ({"indicators": IDS}, {"indicators": TEXTS, "grants": []}),
        ({"grants": IDS}, {"indicators": [], "grants": TEXTS}),
        ({}, {}),
    ],
)
def test_limits_are_kept_with_the_run(limits, payload):
    assert ask(**limits).payload == payload


@pytest.mark.django_db
def test_a_waiting_run_takes_wishes_along():
    first = ask(indicators=IDS[:1])
    assert ask(indicators=IDS[1:], grants=IDS[:1]).pk == first.pk
    assert Run.objects.get(pk=first.pk).payload == {"indicators": TEXTS, "grants": TEXTS[:1]}
    ask()
    assert Run.objects.get(pk=first.pk).payload == {}


@pytest.mark.django_db
def test_a_failing_indicator_stays_visible(caplog):
    measure("kpi-1-1", 700)
    broken = Indicator.objects.get(programme__slug="nml-o", slug="kpi-2-1")
    execute("UPDATE kpis_indicator SET direction = 'opzij' WHERE id = %s", broken.pk)
    run = carry_out(ask().pk)
    assert (run.state, run.failed, run.changed) == (RunState.DONE, 1, 1 + 1 + 14 + 1)
    assert "2-1" in run.failures[0]["what"]
    assert run.failures[0]["why"] == "ValueError: 'opzij' is not a valid Direction"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"quarter": Q2}, "Q2 2026 is vastgesteld op 06-08-2026"),
        ({"quarter": None}, "een herberekening gaat over één kwartaal"),
        ({"programme": "bestaat-niet"}, "matching query does not exist"),
    ],
)
def test_an_impossible_run_says_why(values, why):
    run = carry_out(RunFactory.create(**{"programme": "nml-o", "quarter": Q3, **values}).pk)
    assert (run.state, run.changed, run.failed) == (RunState.FAILED, 0, 1)
    assert why in run.failures[0]["why"]


@pytest.mark.django_db
def test_an_ended_run_does_nothing_again():
    run = carry_out(ask().pk)
    measure("kpi-1-1", 700)
    before = results()
    again = carry_out(run.pk)
    assert (again.attempts, again.finished_at) == (run.attempts, run.finished_at)
    assert grow(before) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_a_run_is_tried_five_times():
    run = ask()
    begun = {"state": RunState.RUNNING, "started_at": clock.now(), "finished_at": None}
    Run.objects.filter(pk=run.pk).update(attempts=4, **begun)
    assert carry_out(run.pk).state == RunState.DONE
    Run.objects.filter(pk=run.pk).update(attempts=5, **begun)
    given_up = carry_out(run.pk)
    assert given_up.state == RunState.FAILED
    assert given_up.failures[0]["why"] == "te vaak begonnen zonder einde"


@pytest.mark.django_db
def test_new_results_are_announced(monkeypatch):
    heard: list[object] = []
    monkeypatch.setitem(events._receivers, ResultsStored, [heard.append])
    carry_out(ask().pk)
    assert heard == []
    measure("kpi-2-1", 15)
    carry_out(ask().pk)
    assert heard == [ResultsStored("nml-o", Q3)]
