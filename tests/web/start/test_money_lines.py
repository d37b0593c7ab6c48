"""Money on Mijn werk: duties to report and verdicts to record, each at its own form."""

from datetime import date

import pytest

from funding.models import GrantMilestone
from izaportal.web.start.sources import money
from tests.factories.funding import DutyToReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
ZORGSTART = "/programmas/nml-o/financien/subsidies/zorgstart/spuk-zorgstart"


def test_duties_press_controller_and_manager(viewer_of):
    duty = DutyToReportFactory.create(
        milestone=GrantMilestone.objects.get(slug="mgn-1"),
        opened_on=date(2026, 10, 1), report_by=date(2026, 10, 15), reason="Levering loopt achter.",
    )  # fmt: skip
    for person in ("controller", "programmamanager"):
        line = next(one for one in money.duties(viewer_of(person), TODAY) if "Bereik" in one.title)
        assert line.due == duty.report_by
        assert line.url == f"/programmas/nml-o/financien/meldplicht/{duty.pk}/"
        assert line.why == "Meldplicht sinds 1 oktober 2026: Levering loopt achter."
    assert list(money.duties(viewer_of("projectleider-mgn"), TODAY)) == []


def test_a_sent_duty_is_over(viewer_of):
    DutyToReportFactory.create(
        milestone=GrantMilestone.objects.get(slug="mgn-1"), state="sent", sent_on=TODAY, proof="brief"
    )
    assert "Melden: Bereik" not in str(list(money.duties(viewer_of("controller"), TODAY)))


def test_verdicts_are_recorded_by_the_controller(viewer_of):
    [line] = money.verdicts(viewer_of("controller"), TODAY)
    assert line.title == "Oordeel vastleggen: Tweede groep trainees gestart"
    assert line.due == date(2026, 12, 31)
    milestone = GrantMilestone.objects.get(label="Tweede groep trainees gestart")
    assert line.url == f"{ZORGSTART}/mijlpalen/{milestone.pk}/oordeel/"
    assert list(money.verdicts(viewer_of("programmamanager"), TODAY)) == []
