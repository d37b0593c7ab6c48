"""The life of a report, in any order anybody thinks of: a model beside the services."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from funding.models import Expenditure
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core.errors import Refused
from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.report.questions import Section
from izaportal.reporting.services.report_ruling import approve_report, return_report
from izaportal.reporting.services.report_submission import submit_report, withdraw_report
from kpis.models import Measurement, MeasurementState
from tests.reporting.reports import COMPLETE, Q3, mgn, typed

# What each act makes of a report in each state; what is not here is refused.
MOVES = {
    ("submit", "concept"): "submitted",
    ("submit", "returned"): "submitted",
    ("submit", "submitted"): "submitted",
    ("withdraw", "submitted"): "concept",
    ("withdraw", "concept"): "concept",
    ("approve", "submitted"): "approved",
    ("return", "submitted"): "returned",
}


class ReportLife(RuleBasedStateMachine):
    """Starts with the demo's draft; everything is rolled back at the end."""

    @initialize()
    def begin(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.lead = viewer_of(User.objects.get(username="projectleider-mgn"))
        self.manager = viewer_of(User.objects.get(username="programmamanager"))
        typed(self.lead, COMPLETE)
        self.state, self.value, self.submissions = "concept", "700", 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(value=st.sampled_from(["690", "700", "710"]))
    def write(self, value: str) -> None:
        is_open = self.state in ("concept", "returned")
        try:
            typed(self.lead, {"meting.kpi-1-1": value})
        except Refused:
            assert not is_open
            return
        assert is_open or value == self.value
        self.value = value

    @rule(name=st.sampled_from(["submit", "withdraw", "approve", "return"]))
    def act(self, name: str) -> None:
        wanted = MOVES.get((name, self.state))
        before = self.state
        try:
            with transaction.atomic():
                self._do(name)
        except Refused:
            assert wanted is None
            return
        self.submissions += name == "submit" and before != "submitted"
        self.state = wanted or before

    def _do(self, name: str) -> None:
        report = QuarterReport.objects.get(project=mgn(), quarter=Q3)
        if name == "submit":
            submit_report(actor=self.lead, project=mgn(), quarter=Q3)
        elif name == "withdraw":
            withdraw_report(actor=self.lead, report_id=report.pk)
        else:
            self._rule(name, report)

    def _rule(self, name: str, report: QuarterReport) -> None:
        last = report.submissions.order_by("number").last()
        if last is None:
            raise Refused("niets ingediend")
        if name == "approve":
            approve_report(actor=self.manager, submission_id=last.pk)
        else:
            return_report(
                actor=self.manager, submission_id=last.pk, remarks={Section.MEASUREMENTS: "Klopt dit?"}
            )

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "state"):
            return
        report = QuarterReport.objects.get(project=mgn(), quarter=Q3)
        rows = ReportSubmission.objects.filter(report=report)
        assert report.state == self.state
        assert rows.count() == self.submissions
        assert rows.filter(ruling="").count() == (self.state == "submitted")

    @invariant()
    def only_an_approved_report_counts_and_once(self) -> None:
        if not hasattr(self, "state"):
            return
        values = Measurement.objects.filter(indicator__slug="kpi-1-1", quarter=Q3, superseded_at__isnull=True)
        approved = values.filter(state=MeasurementState.APPROVED)
        booked = Expenditure.objects.filter(grant__slug="spuk-mgn", performed_on=date(2026, 9, 30))
        assert approved.count() == (self.state == "approved")
        assert sum((row.amount for row in booked), Decimal(0)) == (300_000 if self.state == "approved" else 0)
        assert values.filter(state=MeasurementState.SUBMITTED).count() <= 1


@pytest.mark.django_db
def test_a_report_lives_by_its_rules():
    run_state_machine_as_test(
        ReportLife,
        settings=settings(
            max_examples=12,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
