"""What a file may still say of verdicts and forecasts. The demo's quarters up to 2026-Q2 are frozen."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import GrantMilestone, MilestoneForecast, MilestoneVerdict, PaymentCondition
from funding.payment import PaymentState
from funding.services import plan
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid
from izaportal.core.viewer import Viewer
from tests.factories.funding import PaymentStepFactory

pytestmark = pytest.mark.django_db
FROZEN_DAY, OPEN_DAY = date(2026, 6, 30), date(2026, 7, 1)
STANDS = "staat vast en verandert niet meer; leg een nieuwe vast met een latere datum"
FIXED = "is vastgesteld op 06-08-2026. Een wijziging kan alleen als herziening of in het volgende kwartaal."


def verdict(slug: str, on: date, **values):
    return {"milestone": GrantMilestone.objects.get(slug=slug), "given_on": on, "achieved": True, **values}


def forecast(slug: str, on: date, **values):
    return {
        "milestone": GrantMilestone.objects.get(slug=slug),
        "given_on": on,
        "credit": Decimal("0.5"),
        "reason": "De werving loopt achter.",
        **values,
    }


def save(service, *rows) -> int:
    with ImportBatch(actor=Viewer.system("proef"), title="oordelen") as batch:
        service(batch, rows)
    return batch.touched


def mistakes_of(service, *rows) -> list[str]:
    known = [list(model.objects.order_by("pk").values()) for model in (MilestoneVerdict, MilestoneForecast)]
    with pytest.raises(Invalid) as refused:
        save(service, *rows)
    assert known == [
        list(model.objects.order_by("pk").values()) for model in (MilestoneVerdict, MilestoneForecast)
    ]
    return [str(mistake) for mistake in refused.value.mistakes]


def test_frozen_quarters_refuse_new_verdicts():
    rows = [
        verdict(slug, day) for slug, day in (("mgn-1", FROZEN_DAY), ("zs-2", OPEN_DAY), ("zs-3", FROZEN_DAY))
    ]
    assert mistakes_of(plan.save_verdicts, *rows) == [
        f"oordeel over mgn-1 van 30-06-2026: Q2 2026 {FIXED}",
        f"oordeel over zs-3 van 30-06-2026: Q2 2026 {FIXED}",
    ]


def test_frozen_quarters_refuse_new_forecasts():
    assert mistakes_of(plan.save_forecasts, forecast("mgn-1", FROZEN_DAY)) == [
        f"verwachting over mgn-1 van 30-06-2026: Q2 2026 {FIXED}"
    ]


def test_a_verdict_of_a_day_stands():
    known = MilestoneVerdict.objects.get(milestone__slug="zs-1")
    assert save(plan.save_verdicts, verdict("zs-1", known.given_on)) == 0
    assert mistakes_of(plan.save_verdicts, verdict("zs-1", known.given_on, achieved=False)) == [
        f"oordeel over zs-1 van {known.given_on:%d-%m-%Y}: {STANDS}"
    ]


@pytest.mark.parametrize(
    "change", [{"credit": Decimal("0.4")}, {"reason": "Anders"}, {"costs_at_end": Decimal(5)}]
)
def test_a_forecast_of_a_day_stands(change):
    assert save(plan.save_forecasts, forecast("mgn-1", OPEN_DAY)) == 1
    assert save(plan.save_forecasts, forecast("mgn-1", OPEN_DAY)) == 0
    rows = [forecast("mgn-1", OPEN_DAY, **change), forecast("zs-2", FROZEN_DAY)]
    assert mistakes_of(plan.save_forecasts, *rows) == [
        f"verwachting over mgn-1 van 01-07-2026: {STANDS}",
        f"verwachting over zs-2 van 30-06-2026: Q2 2026 {FIXED}",
    ]


def test_loading_again_leaves_the_state_that_was_recorded():
    condition = PaymentCondition.objects.get(slug="rdg-2")
    row = {
        name: getattr(condition, name)
        for name in ("grant", "slug", "label", "amount", "due", "indicator", "threshold", "state")
    }
    PaymentStepFactory.create(condition=condition, state=PaymentState.APPROVED)
    PaymentCondition.objects.filter(pk=condition.pk).update(state=PaymentState.APPROVED)
    assert save(plan.save_payment_conditions, row) == 0
    assert save(plan.save_payment_conditions, {**row, "label": "Twee paden"}) == 1
    condition.refresh_from_db()
    assert (condition.state, condition.label) == (PaymentState.APPROVED, "Twee paden")
