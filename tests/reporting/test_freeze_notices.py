"""Everybody in a programme hears that a quarter was frozen or restated, and where to see it."""

import pytest

from izaportal.core.quarter import Quarter
from izaportal.notices.choices import NoticeKind
from izaportal.notices.models import Notice
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.reporting.services.restate import preview, restate
from kpis.models import Measurement, MeasurementState
from kpis.services.measurements import Correction

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def told() -> dict[str, Notice]:
    rows = Notice.objects.filter(kind=NoticeKind.PERIOD, once__startswith="frozen/")
    return {row.user.username: row for row in rows.select_related("user")}


def test_everybody_in_the_programme_hears_it(viewer_of, programme):
    assert told() == {}
    freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert set(told()) == {
        "programmamanager",
        "projectleider-mgn",
        "bestuurder-venray",
        "secretaris-pho",
        "lezer",
    }
    notice = told()["bestuurder-venray"]
    assert notice.subject == "Q3 2026 is vastgesteld"
    assert notice.url == "/programmas/nml-o/kwartaal/2026-Q3/"


def test_a_restatement_is_told_with_its_reason(viewer_of, programme):
    value = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter=Q2, state=MeasurementState.APPROVED, superseded_at=None
    )
    change = {
        "actor": viewer_of("controller"),
        "programme": programme,
        "corrections": [Correction(value.pk, value=value.value + 5)],
        "reason": "Een wijk was vergeten.",
    }
    preview(**change)
    assert told() == {}
    restate(**change)
    notice = told()["lezer"]
    assert notice.subject == "Q2 2026 is herzien"
    assert notice.text == "Versie 2 vervangt de vorige. Reden: Een wijk was vergeten."
