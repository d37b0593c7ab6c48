"""Every rule the database keeps for reporting, broken on purpose."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from factory.django import DjangoModelFactory

from izaportal.core.quarter import Quarter
from tests.factories import reporting as make
from tests.factories.accounts import UserFactory
from tests.factories.core import RunFactory
from tests.factories.pillars import ProgrammeFactory, ReportingPeriodFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, RiskFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of, twice

pytestmark = pytest.mark.django_db


def report_of_no_quarter() -> None:
    row = make.QuarterReportFactory.create()
    execute("UPDATE reporting_quarterreport SET quarter = '2026-Q5' WHERE id = %s", row.pk)


def two_submissions(**rulings: Any) -> None:
    """Of one report; `first` and `second` are the rulings."""
    report = make.QuarterReportFactory.create()
    for number, ruling in enumerate(rulings.values(), start=1):
        at = datetime(2026, 10, 1, tzinfo=UTC) if ruling else None
        make.ReportSubmissionFactory.create(report=report, number=number, ruling=ruling, ruled_at=at)


def ruled_again() -> None:
    row = make.ReportSubmissionFactory.create(ruling="returned", ruled_at=datetime(2026, 10, 1, tzinfo=UTC))
    execute("UPDATE reporting_reportsubmission SET ruling = 'approved' WHERE id = %s", row.pk)


def of_no_quarter(factory: type[DjangoModelFactory]) -> None:
    """A copy of a row that is only added to, of a quarter that is none."""
    row = factory.create()
    table = row._meta.db_table
    columns = ", ".join(f'"{f.column}"' for f in row._meta.fields if f.name not in {"id", "quarter"})
    execute(
        f"INSERT INTO {table} (id, quarter, {columns}) "  # noqa: S608 - names from the model
        f"SELECT gen_random_uuid(), '2026-Q5', {columns} FROM {table} WHERE id = %s",
        row.pk,
    )


def publication_of_nothing() -> None:
    """Withdrawn, and yet holding something back."""
    make.PublicationFactory.create(
        programme=ProgrammeFactory.create(), quarter=Quarter(2026, 2), freeze=None, withheld=["indicator/x"]
    )


BREAKS: Breaks = {
    "reporting_verdict_quarter_valid": partial(of_no_quarter, make.QuarterVerdictFactory),
    "reporting_verdict_reason_given": making(make.QuarterVerdictFactory, reason=""),
    "reporting_report_quarter_unique": twice(make.QuarterReportFactory, project=ProjectFactory.create),
    "reporting_report_quarter_valid": report_of_no_quarter,
    "reporting_report_state_known": making(make.QuarterReportFactory, state="weg"),
    "reporting_submission_number_unique": lambda: twice(
        make.ReportSubmissionFactory,
        report=make.QuarterReportFactory.create,
        ruling="returned",
        ruled_at=datetime(2026, 10, 1, tzinfo=UTC),
    )(),
    "reporting_submission_one_waits": partial(two_submissions, first="", second=""),
    "reporting_submission_one_approved": partial(two_submissions, first="approved", second="approved"),
    "reporting_submission_ruling_has_time": making(make.ReportSubmissionFactory, ruling="approved"),
    "reporting_submission_fingerprint_whole": making(make.ReportSubmissionFactory, fingerprint="ABC"),
    "reporting_submission_number_from_one": making(make.ReportSubmissionFactory, number=0),
    "reporting_submission_ruled_once": ruled_again,
    "reporting_remark_section_unique": twice(
        make.ReportRemarkFactory, submission=make.ReportSubmissionFactory.create
    ),
    "reporting_remark_says_something": making(make.ReportRemarkFactory, text=""),
    "reporting_judgement_once": twice(
        make.AspectJudgementFactory, submission=make.ReportSubmissionFactory.create
    ),
    "reporting_judgement_steering_given": making(make.AspectJudgementFactory, colour="at_risk"),
    "reporting_outlook_once": twice(
        make.MilestoneOutlookFactory,
        submission=make.ReportSubmissionFactory.create,
        milestone=MilestoneFactory.create,
    ),
    "reporting_outlook_reached_has_day": making(make.MilestoneOutlookFactory, state="reached"),
    "reporting_assessment_once": twice(
        make.RiskAssessmentFactory, submission=make.ReportSubmissionFactory.create, risk=RiskFactory.create
    ),
    "reporting_assessment_scores_valid": making(make.RiskAssessmentFactory, likelihood=6),
    "reporting_request_asks_something": making(make.DecisionRequestFactory, why=""),
    "reporting_freeze_quarter_valid": partial(of_no_quarter, make.FreezeFactory),
    "reporting_freeze_version_unique": twice(make.FreezeFactory, programme=ProgrammeFactory.create),
    "reporting_freeze_later_version_has_reason": making(
        make.FreezeFactory, version=2, previous=make.FreezeFactory.create
    ),
    "reporting_publication_quarter_valid": partial(of_no_quarter, make.PublicationFactory),
    "reporting_publication_reason_given": making(make.PublicationFactory, reason=""),
    "reporting_publication_withdrawal_shows_nothing": publication_of_nothing,
    "reporting_freeze_hash_whole": making(make.FreezeFactory, sha256="ABC"),
    "reporting_freeze_actor_named": making(make.FreezeFactory, actor_name=""),
    "reporting_standing_quarter_valid": partial(of_no_quarter, make.ProjectStandingFactory),
    "reporting_standing_expected_is_range": making(
        make.ProjectStandingFactory, expected=Decimal(1), expected_low=Decimal(2)
    ),
    "reporting_standing_fingerprint_whole": making(make.ProjectStandingFactory, fingerprint="ABC"),
    "reporting_pack_once_a_run": twice(
        make.PackFileFactory, freeze=make.FreezeFactory.create, run=RunFactory.create
    ),
    "reporting_pack_dossier_has_project": making(make.PackFileFactory, kind="zip"),
    "reporting_pack_hash_whole": making(make.PackFileFactory, sha256="ABC"),
    "reporting_pack_kept": making(make.PackFileFactory, size=0),
    "reporting_round_once_a_day": twice(
        make.ReminderRoundFactory, period=ReportingPeriodFactory.create, moment=date(2026, 10, 7)
    ),
    "reporting_saved_view_name_unique": twice(
        make.SavedViewFactory, owner=UserFactory.create, programme=ProgrammeFactory.create, name="dubbel"
    ),
    "reporting_saved_view_named": making(make.SavedViewFactory, name=""),
}
INSERT_ONLY: dict[str, tuple[type[DjangoModelFactory], str]] = {
    "freeze": (make.FreezeFactory, "reason"),
    "packfile": (make.PackFileFactory, "builder"),
    "publication": (make.PublicationFactory, "reason"),
    "quarterverdict": (make.QuarterVerdictFactory, "line"),
    "projectstanding": (make.ProjectStandingFactory, "result_status"),
    "reminderround": (make.ReminderRoundFactory, "people"),
    "reportremark": (make.ReportRemarkFactory, "text"),
    "aspectjudgement": (make.AspectJudgementFactory, "colour"),
    "milestoneoutlook": (make.MilestoneOutlookFactory, "state"),
    "riskassessment": (make.RiskAssessmentFactory, "impact"),
    "decisionrequest": (make.DecisionRequestFactory, "why"),
}
GUARDS = {f"reporting_{table}_insert_only" for table in INSERT_ONLY if table != "projectstanding"} | {
    "reporting_reportsubmission_facts_fixed",
    "reporting_projectstanding_goes_along",
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) | GUARDS == rules_of("reporting")


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_results_are_only_added_to(table):
    factory, column = INSERT_ONLY[table]
    said = f"tabel reporting_{table} is alleen om toe te voegen"
    assert insert_only_refuses(factory.create, column) == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]


def test_what_was_submitted_never_changes():
    row = make.ReportSubmissionFactory.create()
    statement = "UPDATE reporting_reportsubmission SET content = '{}', number = 2 WHERE id = %s"
    assert refusal(partial(execute, statement, row.pk)).startswith(
        "rij van reporting_reportsubmission staat vast"
    )
