"""What a file may still say of targets. The demo's quarters up to 2026-Q2 are frozen."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Target
from kpis.services import plan

pytestmark = pytest.mark.django_db
FROZEN_UNTIL, OPEN_FROM = date(2026, 6, 30), date(2026, 7, 1)
FIXED = "een versie verandert niet meer; leg een volgende versie vast"


def row(programme, slug="kpi-1-1", **values):
    return {
        "indicator": Indicator.objects.get(programme=programme, slug=slug),
        "year": 2026,
        "quarter": None,
        "due": None,
        "version": 2,
        "valid_from": OPEN_FROM,
        "lower": Decimal(700),
        **values,
    }


def save(*rows) -> int:
    with ImportBatch(actor=Viewer.system("proef"), title="streefwaarden") as batch:
        plan.save_targets(batch, rows)
    return batch.touched


def mistakes_of(*rows) -> list[str]:
    before = list(Target.objects.order_by("pk").values())
    with pytest.raises(Invalid) as refused:
        save(*rows)
    assert list(Target.objects.order_by("pk").values()) == before
    return [str(mistake) for mistake in refused.value.mistakes]


def test_a_version_never_changes(programme):
    assert mistakes_of(
        row(programme, version=1), row(programme, "kpi-1-2", version=1), row(programme, "kpi-1-3")
    ) == [
        f"streefwaarde kpi-1-1 2026, versie 1: {FIXED}",
        f"streefwaarde kpi-1-2 2026, versie 1: {FIXED}",
    ]


def test_a_new_version_counts_later(programme):
    assert save(row(programme)) == 1
    assert save(row(programme)) == 0


@pytest.mark.parametrize(
    ("day", "first"),
    [(FROZEN_UNTIL, "Q2 2026"), (date(2026, 3, 31), "Q1 2026"), (date(2020, 1, 1), "Q3 2025")],
)
def test_frozen_quarters_refuse_new_versions(programme, day, first):
    (said,) = mistakes_of(row(programme, valid_from=day))
    assert said.startswith(f"streefwaarde kpi-1-1 2026, versie 2: {first} is vastgesteld op ")
