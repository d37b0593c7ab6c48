"""Restating while others restate, freeze or calculate: each waits, and nothing is half done."""

import threading
import time
from collections.abc import Callable
from decimal import Decimal

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core.errors import Refused
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.services import restate as restating
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.reporting.services.recalculation import carry_out
from izaportal.reporting.services.restate import preview, restate
from kpis.models import IndicatorStatus, Measurement
from kpis.services.measurements import Correction, correct_measurement
from pillars.models import PeriodState, Programme, ReportingPeriod
from tests.threads import in_threads

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
WHY = "Nageteld."


def controller() -> Viewer:
    return viewer_of(User.objects.get(username="controller"))


def the_programme() -> Programme:
    return Programme.objects.get(slug="nml-o")


def in_force(slug: str) -> Measurement:
    return Measurement.objects.get(
        indicator__programme__slug="nml-o",
        indicator__slug=slug,
        quarter=Q2,
        state="approved",
        superseded_at=None,
    )


def correct(slug: str, value: int, *, how: Callable = restate) -> Callable[[], object]:
    """To be done in a thread; the value that is seen is the one of now."""
    correction = Correction(in_force(slug).pk, Decimal(value))
    return lambda: how(actor=controller(), programme=the_programme(), corrections=[correction], reason=WHY)


class Slowly:
    """Corrects a value, says so, and stays within the transaction for a while."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.done_at = 0.0

    def __call__(self, **given: object) -> object:
        made = correct_measurement(**given)  # type: ignore[arg-type]  # what the service itself was given
        self.begun.set()
        time.sleep(0.4)
        self.done_at = time.monotonic()
        return made


def versions() -> list[Freeze]:
    return list(Freeze.objects.filter(programme__slug="nml-o", quarter=Q2).order_by("version"))


def test_two_restatements_follow_each_other(own_database):
    """Of two indicators: both count, each in a version of its own, and the last one holds both."""
    assert in_threads(correct("kpi-1-1", 640), correct("kpi-1-2", 5)) == []
    rows = versions()
    assert [row.version for row in rows] == [1, 2, 3]
    told = snapshot(rows[-1].pk).board.statuses[Q2]
    assert (told["kpi-1-1"].value, told["kpi-1-2"].value) == (Decimal(640), Decimal(5))


def test_two_of_the_same_value_cannot_both(own_database):
    """Both looked at 540: the second is told that it was replaced, and changes nothing."""
    (wrong,) = in_threads(correct("kpi-1-1", 640), correct("kpi-1-1", 650))
    assert isinstance(wrong, Refused)
    assert "intussen vervangen" in str(wrong)
    assert [row.version for row in versions()] == [1, 2]
    assert in_force("kpi-1-1").value in (640, 650)


def test_a_freeze_waits_for_a_restatement(own_database, monkeypatch):
    """And is then refused, because the open quarter must first be calculated with the new value."""
    slowly = Slowly()
    monkeypatch.setattr(restating, "correct_measurement", slowly)
    ended: list[float] = []

    def freeze() -> None:
        slowly.begun.wait(10)
        try:
            freeze_quarter(actor=controller(), programme=the_programme(), quarter=Q3)
        finally:
            ended.append(time.monotonic())

    (wrong,) = in_threads(correct("kpi-1-1", 640), freeze)
    assert "nog niet helemaal doorgerekend" in str(wrong)
    assert ended[0] > slowly.done_at
    for run in Run.objects.filter(state=RunState.QUEUED):
        carry_out(run.pk)
    made = freeze_quarter(actor=controller(), programme=the_programme(), quarter=Q3)
    assert snapshot(made.pk).board.statuses[Q2]["kpi-1-1"].value == 640


def test_nobody_else_sees_a_quarter_unlocked(own_database, monkeypatch):
    slowly, seen = Slowly(), []
    monkeypatch.setattr(restating, "correct_measurement", slowly)

    def look() -> None:
        slowly.begun.wait(10)
        seen.append(ReportingPeriod.objects.get(programme__slug="nml-o", quarter=Q2).state)

    assert in_threads(correct("kpi-1-1", 640), look) == []
    assert seen == [PeriodState.FROZEN]


def test_nobody_else_writes_meanwhile(own_database, monkeypatch):
    """A value that would reach the quarter waits for the restatement, and is refused as ever."""
    slowly = Slowly()
    monkeypatch.setattr(restating, "correct_measurement", slowly)
    other = Correction(in_force("kpi-1-2").pk, Decimal(5))

    def write() -> None:
        slowly.begun.wait(10)
        correct_measurement(actor=controller(), correction=other, reason=WHY)

    (wrong,) = in_threads(correct("kpi-1-1", 640), write)
    assert "Q2 2026 is vastgesteld" in str(wrong)
    assert in_force("kpi-1-2").pk == other.measurement


def test_a_preview_beside_a_restatement_stays_one(own_database):
    before = IndicatorStatus.objects.count()
    assert in_threads(correct("kpi-1-2", 5, how=preview), correct("kpi-1-1", 640)) == []
    assert IndicatorStatus.objects.count() == before + 1
    assert [row.version for row in versions()] == [1, 2]
