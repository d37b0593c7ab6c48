"""Each kind of line: who gets it, why, by when, and where it leads."""

from datetime import date

import pytest

from funding.models import GrantMilestone
from izaportal.core.quarter import Quarter
from izaportal.notices.choices import MailState
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.web.start.lines import Line
from izaportal.web.start.sources import (
    SOURCES,
    measuring,
    meetings,
    milestones,
    periods,
    portal,
    reports,
)
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.models import GovernanceBody, ReportingPeriod
from projects.models import Milestone, Project
from tests.factories.accounts import MembershipFactory
from tests.factories.funding import DutyToReportFactory
from tests.factories.kpis import MeasurementFactory
from tests.factories.notices import MailMessageFactory
from tests.factories.reporting import ReportSubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
OPEN = Quarter(2026, 3)
OUTSIDERS = ["zl-manager", "beheerder"]


def titles(lines) -> list[str]:
    return [line.title for line in lines]


def indicator(slug: str) -> Indicator:
    return Indicator.objects.get(programme__slug="nml-o", slug=slug)


def milestone(**columns) -> Milestone:
    row = Milestone.objects.get(programme__slug="nml-o", slug="ms14")
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row


@pytest.fixture
def mgn(db) -> Project:
    return Project.objects.get(programme__slug="nml-o", slug="mgn")


def test_the_manager_approves(viewer_of):
    first, *_ = measuring.to_approve(viewer_of("programmamanager"), TODAY)
    waiting = Measurement.objects.get(indicator__slug="kpi-1-1", state=MeasurementState.SUBMITTED)
    assert first.title == "1-1 Inwoners bereikt met interventies goedkeuren"
    assert first.url == f"/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q3#meting-{waiting.pk}"
    assert first.due == date(2026, 11, 4)
    assert list(measuring.to_approve(viewer_of("lezer"), TODAY)) == []


def test_values_of_a_report_are_judged_with_it(viewer_of, mgn):
    waiting = Measurement.objects.get(indicator__slug="kpi-1-1", state=MeasurementState.SUBMITTED)
    QuarterReport.objects.filter(project=mgn, quarter=OPEN).update(state=ReportState.SUBMITTED)
    report = QuarterReport.objects.get(project=mgn, quarter=OPEN)
    ReportSubmissionFactory.create(report=report).measurements.add(waiting)
    found = titles(measuring.to_approve(viewer_of("programmamanager"), TODAY))
    assert not any(title.startswith("1-1") for title in found)
    assert any(title.startswith("3-2") for title in found)


@pytest.mark.parametrize(("state", "approves"), [("closed", True), ("frozen", False)])
def test_what_waits_in_a_shut_quarter_asks_only_what_can_be_done(viewer_of, state, approves):
    """A closed quarter can still take values, and no reports; a frozen one neither."""
    shut = ReportingPeriod.objects.filter(programme__slug="nml-o", quarter=OPEN)
    shut.update(state=state, closed_on=TODAY, frozen_on=TODAY if state == "frozen" else None)
    manager = viewer_of("programmamanager")
    assert bool(list(measuring.to_approve(manager, TODAY))) is approves
    assert list(reports.to_judge(manager, TODAY)) == []


def test_missing_values_are_the_managers(viewer_of):
    found = list(measuring.missing(viewer_of("programmamanager"), TODAY))
    assert len(found) == 13  # 15, of which two were handed in
    assert {line.due for line in found} == {date(2026, 10, 28)}
    assert "1-1 Inwoners bereikt met interventies meten" not in titles(found)
    for person in ("lezer", "controller", "bestuurder-venray"):
        assert list(measuring.missing(viewer_of(person), TODAY)) == []


def test_a_lead_measures_what_the_grant_hangs_on(viewer_of):
    """A returned value is missing again."""
    waiting = Measurement.objects.get(indicator__slug="kpi-1-1", state=MeasurementState.SUBMITTED)
    Measurement.objects.filter(pk=waiting.pk).update(
        state=MeasurementState.RETURNED, decided_at="2026-10-10T10:00:00Z", remark="telfout"
    )
    Indicator.objects.filter(pk=waiting.indicator_id).update(project=None)
    lead = viewer_of("projectleider-mgn")
    assert "1-1 Inwoners bereikt met interventies meten" in titles(measuring.missing(lead, TODAY))


def test_a_lead_measures_own_indicators(viewer_of, mgn):
    Indicator.objects.filter(pk=indicator("kpi-2-1").pk).update(project=mgn)
    found = list(measuring.missing(viewer_of("projectleider-mgn"), TODAY))
    assert not any(line.title.startswith("3-") for line in found)
    [line] = [one for one in found if one.title.startswith("2-1")]
    assert line.url == "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/#veld-meting-kpi-2-1"
    assert line.why == "Over Q3 2026 is nog geen waarde ingediend."


def test_a_manager_writes_where_a_report_asks(viewer_of, mgn):
    """What no report asks is entered at its indicator."""
    Indicator.objects.filter(pk=indicator("kpi-2-1").pk).update(project=mgn)
    found = {line.title[:3]: line.url for line in measuring.missing(viewer_of("programmamanager"), TODAY)}
    assert found["2-1"] == "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/#veld-meting-kpi-2-1"
    assert found["2-2"] == "/programmas/nml-o/indicatoren/kpi-2-2/metingen/2026-Q3/"


@pytest.mark.parametrize("state", [ReportState.CONCEPT, ReportState.RETURNED])
def test_what_stands_in_a_report_is_asked_by_its_line_alone(viewer_of, mgn, state):
    """The manager still reads which values are not handed in."""
    Indicator.objects.filter(slug__in=("kpi-2-1", "kpi-2-2"), programme=mgn.programme).update(project=mgn)
    report = QuarterReport.objects.filter(project=mgn, quarter=OPEN)
    report.update(state=state, typed={"meting.kpi-2-1": "12", "meting.kpi-2-2": ""})
    lead = str(titles(measuring.missing(viewer_of("projectleider-mgn"), TODAY)))
    manager = str(titles(measuring.missing(viewer_of("programmamanager"), TODAY)))
    assert ("2-1" in lead, "2-2" in lead) == (False, True)
    assert ("2-1" in manager, "2-2" in manager) == (True, True)


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.APPROVED])
def test_a_report_handed_in_takes_no_value(viewer_of, mgn, state):
    Indicator.objects.filter(pk=indicator("kpi-2-1").pk).update(project=mgn)
    QuarterReport.objects.filter(project=mgn, quarter=OPEN).update(state=state)
    [line] = [one for one in measuring.missing(viewer_of("projectleider-mgn"), TODAY) if "2-1" in one.title]
    assert line.url.endswith("/indicatoren/kpi-2-1/metingen/2026-Q3/")


@pytest.mark.parametrize(("person", "can_write"), [("projectleider-mgn", False), ("programmamanager", True)])
def test_after_the_term_only_managers_write(viewer_of, mgn, settings, person, can_write):
    settings.IZAPORTAL_TODAY = date(2026, 10, 29)
    Indicator.objects.filter(pk=indicator("kpi-2-1").pk).update(project=mgn)
    lines = measuring.missing(viewer_of(person), settings.IZAPORTAL_TODAY)
    [line] = [one for one in lines if one.title.startswith("2-1")]
    assert ("/rapportages/" in line.url) is can_write


@pytest.mark.parametrize(("frequency", "is_due"), [("kwartaal", True), ("halfjaar", False), ("jaar", False)])
def test_frequency_decides_what_is_due(viewer_of, frequency, is_due):
    row = indicator("kpi-2-1")
    Indicator.objects.filter(pk=row.pk).update(frequency=frequency)
    assert (f"{row} meten" in titles(measuring.missing(viewer_of("programmamanager"), TODAY))) is is_due


def test_per_municipality_the_rest_is_missing(viewer_of):
    row = indicator("kpi-2-1")
    Indicator.objects.filter(pk=row.pk).update(disaggregated=True)
    member = row.programme.municipalities.order_by("code").first()
    MeasurementFactory.create(indicator=row, quarter=OPEN, municipality=member)
    [line] = [one for one in measuring.missing(viewer_of("programmamanager"), TODAY) if str(row) in one.title]
    assert line.why.startswith("Van 1 van 1")
    assert line.why.endswith("gemeenten is er een waarde over Q3 2026.")


def test_a_quarter_underway_asks_nothing_yet(viewer_of):
    viewer = viewer_of("programmamanager")
    assert list(measuring.missing(viewer, date(2026, 9, 30))) == []
    assert list(periods.to_close_or_freeze(viewer_of("controller"), date(2026, 9, 30))) == []


def test_closed_quarters_ask_no_values(viewer_of):
    ReportingPeriod.objects.filter(programme__slug="nml-o", quarter=OPEN).update(
        state="closed", closed_on=TODAY
    )
    assert list(measuring.missing(viewer_of("programmamanager"), TODAY)) == []


def test_milestones_ahead_and_past_are_told(viewer_of):
    found = list(milestones.ahead(viewer_of("programmamanager"), TODAY))
    here = [line for line in found if line.where == "NML-O" and not line.part]
    assert [line.due for line in here if line.due and line.due < TODAY] == [
        date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 1), date(2025, 12, 31),
    ]  # fmt: skip
    assert [line.due for line in here if line.due and line.due >= TODAY] == [date(2026, 12, 31)]
    assert here[-1].url == "/programmas/nml-o/?deel=planning#mijlpaal-ms14"


@pytest.mark.parametrize(
    ("columns", "is_told"),
    [
        ({"due": date(2027, 1, 10)}, True),
        ({"due": date(2027, 1, 11)}, False),
        ({"due": None}, False),
        ({"state": "dropped"}, False),
        ({"state": "reached"}, False),
        ({"state": "late"}, True),
    ],
)
def test_only_open_milestones_within_ninety_days(viewer_of, columns, is_told):
    row = milestone(**columns)
    assert (row.label in titles(milestones.ahead(viewer_of("programmamanager"), TODAY))) is is_told


def test_milestones_of_a_project_are_its_leads(viewer_of, mgn):
    row = milestone(project=mgn)
    found = list(milestones.ahead(viewer_of("projectleider-mgn"), TODAY))
    assert {one.part for one in found} == {"Mentale gezondheidsnetwerken"}
    [line] = [one for one in found if one.title == row.label]
    assert line.url == f"/programmas/nml-o/projecten/mgn/bewerken/mijlpalen/{row.pk}/"
    assert line.where == "NML-O"
    assert list(milestones.ahead(viewer_of("lezer"), TODAY)) == []


def test_a_pillar_manager_gets_its_own_only(viewer_of):
    user = MembershipFactory.create(role="programme_manager", scope_kind="pillar", scope_key="nml-o/p1").user
    viewer = viewer_of(user.username)
    assert {line.title.split("-")[0] for line in measuring.missing(viewer, TODAY)} == {"1"}
    own = set(
        Project.objects.filter(programme__slug="nml-o", pillar__slug="p1").values_list("name", flat=True)
    )
    assert {line.part for line in milestones.ahead(viewer, TODAY)} <= own


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (TODAY, "Goedkeuren kan nog tot en met 4 november 2026; daarna sluit u het kwartaal."),
        (date(2026, 11, 5), "Goedkeuren kon tot en met 4 november 2026."),
    ],
)
def test_the_controller_closes(viewer_of, today, why):
    [line] = [one for one in periods.to_close_or_freeze(viewer_of("controller"), today) if "Q3" in one.title]
    assert (line.title, line.why, line.due) == ("Q3 2026 sluiten", why, date(2026, 11, 4))


def test_the_controller_freezes_what_is_closed(viewer_of):
    ReportingPeriod.objects.filter(programme__slug="nml-o", quarter=OPEN).update(
        state="closed", closed_on=TODAY
    )
    [line] = periods.to_close_or_freeze(viewer_of("controller"), TODAY)
    assert line.title == "Q3 2026 vaststellen"
    assert list(periods.to_close_or_freeze(viewer_of("programmamanager"), TODAY)) == []


def test_meetings_are_told_to_who_attends(viewer_of):
    for person in ("bestuurder-venray", "programmamanager", "controller"):
        [line] = meetings.ahead(viewer_of(person), TODAY)
        assert (line.due, line.is_event) == (date(2026, 11, 26), True)
        assert line.url.startswith("/programmas/nml-o/vergaderingen/")
    for person in ("lezer", "projectleider-mgn"):
        assert list(meetings.ahead(viewer_of(person), TODAY)) == []


def test_decisions_wait_for_who_follows_them_up(viewer_of):
    for person in ("projectleider-mgn", "programmamanager", "secretaris-pho"):
        [line] = meetings.to_follow_up(viewer_of(person), TODAY)
        assert line.title == "Opvolgen: Versneld werven van verkenners; voortgang elk kwartaal tonen"
        assert (line.due, line.url) == (date(2026, 6, 30), "/programmas/nml-o/besluiten/mgn-2026-02-26/")
    for person in ("lezer", "controller", "bestuurder-venray", "zl-manager"):
        assert list(meetings.to_follow_up(viewer_of(person), TODAY)) == []


def test_a_secretary_goes_to_the_own_body(viewer_of):
    body = GovernanceBody.objects.get(programme__slug="nml-o", meetings__held_on=date(2026, 11, 26))
    user = MembershipFactory.create(role="secretary", scope_kind="body", scope_key=f"nml-o/{body.slug}").user
    other = MembershipFactory.create(role="secretary", scope_kind="body", scope_key="nml-o/ander").user
    assert titles(meetings.ahead(viewer_of(user.username), TODAY)) == [str(body)]
    assert list(meetings.ahead(viewer_of(other.username), TODAY)) == []


def test_the_administrator_hears_of_lost_mail(viewer_of):
    assert list(portal.mail_in_trouble(viewer_of("beheerder"), TODAY)) == []
    MailMessageFactory.create(state=MailState.FAILED)
    MailMessageFactory.create(state=MailState.UNCERTAIN)
    [line] = portal.mail_in_trouble(viewer_of("beheerder"), TODAY)
    assert (line.title, line.url) == ("2 berichten kwamen niet aan", "/berichten/verzonden/")
    assert list(portal.mail_in_trouble(viewer_of("programmamanager"), TODAY)) == []


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_source_tells_outsiders_of_nml_o(viewer_of, person):
    DutyToReportFactory.create(milestone=GrantMilestone.objects.get(slug="mgn-1"))
    lines: list[Line] = [line for source in SOURCES for line in source(viewer_of(person), TODAY)]
    assert [line for line in lines if "nml-o" in line.url or "NML" in line.where] == []
