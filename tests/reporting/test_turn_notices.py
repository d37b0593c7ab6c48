"""Who hears that an indicator fell behind: once per quarter, and no more once it recovered."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from funding.models import MilestoneIndicator
from izaportal.accounts.models import User
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.notices.choices import MailMoment, NoticeKind
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.services.preferences import choose_mail
from izaportal.reporting.services.recalculation import ask_for, carry_out
from izaportal.reporting.services.turn_notices import tell_of_turns
from kpis.events import StatusesChanged
from kpis.models import Indicator, IndicatorStatus
from kpis.services.measurements import approve_measurement
from kpis.services.submissions import NewValue
from kpis.status import Status
from pillars.models import Programme
from tests.factories.core import RunFactory
from tests.factories.kpis import IndicatorFactory, IndicatorStatusFactory
from tests.kpis.submitting import submit_measurement

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)
KPI = "kpi-1-1"


def told() -> QuerySet[Notice]:
    return Notice.objects.filter(kind=NoticeKind.STATUS)


def people() -> set[str]:
    return set(told().values_list("user__username", flat=True))


def status(slug: str = KPI) -> str:
    return IndicatorStatus.objects.filter(indicator__slug=slug, quarter=Q3).latest("id").status


@pytest.fixture
def measure(programme, viewer_of):
    """Approves a value for Q3 and calculates, as the worker would."""

    def measured(value: int, slug: str = KPI) -> None:
        indicator = Indicator.objects.get(programme=programme, slug=slug)
        manager = viewer_of("programmamanager")
        new = NewValue(id=uuid7(), value=Decimal(value), confirmation="Nageteld voor de proef.")
        row = submit_measurement(actor=manager, indicator=indicator, quarter=Q3, value=new)
        approve_measurement(actor=manager, measurement_id=row.pk)
        calculate()

    return measured


def calculate() -> None:
    for run in Run.objects.filter(state="queued").order_by("quarter", "id"):
        carry_out(run.pk)


def test_loading_the_demo_told_nobody():
    """Though several indicators are behind in it."""
    assert IndicatorStatus.objects.filter(status="off_track").exists()
    assert not told().exists()


def test_those_concerned_hear_it_once(measure):
    assert status() == "no_data"
    measure(10)
    assert status() == "off_track"
    assert people() == {"programmamanager", "projectleider-mgn", "controller"}
    notice = told().get(user__username="controller")
    assert notice.subject == "Q3 2026: 1-1 Inwoners bereikt met interventies ligt nu achter"
    text = notice.text.replace("\u00a0", " ")
    assert text.startswith("10 inwoners gemeten, ")
    assert "Aan dit resultaat hangt € 2.250.000 SPUK." in text
    assert notice.url == "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q3"
    measure(11)
    calculate()
    assert told().count() == 3


def test_the_controller_hears_it_only_when_money_hangs_on_it(measure):
    MilestoneIndicator.objects.filter(indicator__slug="kpi-5-3").delete()
    measure(1, "kpi-5-3")
    assert status("kpi-5-3") == "off_track"
    assert people() == {"programmamanager"}


def test_recovery_quiets_it(measure):
    measure(10)
    told().filter(user__username="controller").update(read_at="2026-10-12T10:00:00Z")
    measure(700)
    assert status() in {"on_track", "at_risk", "exceeded"}
    assert not told().filter(read_at=None).exists()
    measure(10)
    assert told().count() == 3


def test_the_same_result_again_tells_nothing(measure, programme):
    measure(10)
    told().delete()
    for run in ask_for(programme, asked_by="beat", asked_for="nachtelijke herberekening"):
        carry_out(run.pk)
    assert not told().exists()


def test_a_first_result_tells_nothing(measure, programme):
    """As of a quarter that is calculated for the first time: nothing turned."""
    indicator = Indicator.objects.get(programme=programme, slug=KPI)
    twin = Indicator.objects.get(pk=indicator.pk)
    twin.pk, twin.slug, twin.code = None, "kpi-tweeling", "9-9"
    twin._state.adding = True
    twin.save()
    for target in indicator.targets.all():
        target.pk, target.indicator = None, twin
        target._state.adding = True
        target.save(force_insert=True)
    measure(10, "kpi-tweeling")
    assert status("kpi-tweeling") == "off_track"
    assert not told().filter(subject__contains="9-9").exists()


def test_the_actor_of_the_value_hears_it_too(measure):
    """It is the calculation that tells, so that also the manager who approved is told of the colour."""
    measure(10)
    manager = User.objects.get(username="programmamanager")
    assert told().filter(user=manager).count() == 1


def turned(programme: Programme, count: int) -> StatusesChanged:
    """As many indicators as that were on track and fell behind in one calculation."""
    indicators = IndicatorFactory.create_batch(count, programme=programme)
    run = RunFactory.create()
    rows = {
        state: [
            IndicatorStatusFactory.build(indicator=one, quarter=Q3, status=state, run=run)
            for one in indicators
        ]
        for state in (Status.ON_TRACK, Status.OFF_TRACK)
    }
    for listed in rows.values():
        IndicatorStatus.objects.bulk_create(listed)
    return StatusesChanged(programme.slug, Q3, frozenset(row.pk for row in rows[Status.OFF_TRACK]))


def test_hundreds_at_once_are_one_mail_to_each(programme, viewer_of):
    """Also to who wants mail at once; the notices themselves stay apart, each with its own page."""
    choose_mail(actor=viewer_of("programmamanager"), moments={NoticeKind.STATUS: MailMoment.AT_ONCE})
    event = turned(programme, 200)
    assert tell_of_turns(event) == 200
    (mail,) = MailMessage.objects.filter(user__username="programmamanager")
    assert mail.subject == "Een indicator raakt achter: 200 meldingen"
    assert (mail.kind, mail.programme, mail.scope) == (NoticeKind.STATUS, "nml-o", "")
    assert mail.text.count("ligt nu achter") == 15
    assert "en nog 185" in mail.text
    assert "/meldingen/" in mail.text
    assert tell_of_turns(event) == 0


def test_hundreds_cost_no_more_queries_than_one(programme, django_assert_num_queries):
    one, hundreds = turned(programme, 1), turned(programme, 200)
    with CaptureQueriesContext(connection) as alone:
        tell_of_turns(one)
    with django_assert_num_queries(len(alone)):
        tell_of_turns(hundreds)
