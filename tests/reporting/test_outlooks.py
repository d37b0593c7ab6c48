"""What approved reports say of milestones and of how it goes, up to a quarter."""

from datetime import date

import pytest
from django.db import connection

from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.models import ReportSubmission, Ruling
from izaportal.reporting.selectors.outlooks import expected_days, last_reports, pushed_milestones
from projects.models import Milestone, Project

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def mgn(programme) -> Project:
    return Project.objects.get(programme=programme, slug="mgn")


def test_the_last_report_says_when_it_is_expected(programme):
    evaluation = Milestone.objects.get(programme=programme, slug="mgn-evaluatie")
    assert expected_days(programme, Q2)[evaluation.pk] == date(2026, 11, 26)
    assert expected_days(programme, Q1)[evaluation.pk] == evaluation.due == date(2026, 9, 30)
    assert expected_days(programme, Q3) == expected_days(programme, Q2)  # of Q3 nothing is approved


def test_the_managers_judgement_comes_with_it(viewer_of, mgn):
    found = last_reports(viewer_of("lezer"), [mgn.pk], until=Q2)[mgn.pk]
    assert found.quarter == Q2
    assert found.judgements[Aspect.TIME] == AspectStatus.AT_RISK
    assert set(found.judgements) == set(Aspect)


def test_later_reports_do_not_count_before(viewer_of, mgn):
    assert last_reports(viewer_of("lezer"), [mgn.pk], until=Q1)[mgn.pk].quarter == Q1
    assert last_reports(viewer_of("lezer"), [mgn.pk], until=Quarter(2025, 1)) == {}


def test_what_was_returned_says_nothing(viewer_of, mgn):
    returned = ReportSubmission.objects.filter(report__project=mgn, ruling=Ruling.RETURNED)
    assert returned.exists()
    assert last_reports(viewer_of("lezer"), [mgn.pk])[mgn.pk].quarter == Q2


@pytest.mark.parametrize("person", ["zl-manager", "beheerder"])
def test_outsiders_read_no_reports(viewer_of, mgn, person):
    assert last_reports(viewer_of(person), [mgn.pk]) == {}


def test_what_was_pushed_out_stands_in_its_own_quarter(viewer_of, programme):
    (one,) = pushed_milestones(viewer_of("lezer"), programme, Q2)
    assert (one.label, one.project) == ("Tussenevaluatie in het portefeuillehoudersoverleg", "mgn")
    assert (one.was, one.now, one.days) == (date(2026, 9, 30), date(2026, 11, 26), 57)
    assert pushed_milestones(viewer_of("lezer"), programme, Q1) == ()
    assert pushed_milestones(viewer_of("zl-manager"), programme, Q2) == ()


def test_a_milestone_that_is_reached_was_not_pushed(viewer_of, programme):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_milestoneoutlook DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE reporting_milestoneoutlook SET state = 'reached', reached_on = expected_on "
            "WHERE expected_on IS NOT NULL"
        )
        cursor.execute("ALTER TABLE reporting_milestoneoutlook ENABLE TRIGGER USER")
    assert pushed_milestones(viewer_of("lezer"), programme, Q2) == ()
