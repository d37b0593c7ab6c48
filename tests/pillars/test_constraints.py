"""Every rule the database keeps for programmes and their plans, broken on purpose."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from izaportal.core.models import Knowledge
from pillars.models import Meeting, PeriodState, ReportingPeriod
from tests.factories.pillars import (
    AgendaActionFactory,
    BodyMemberFactory,
    ChallengeFactory,
    ContradictionFactory,
    GovernanceBodyFactory,
    MeetingFactory,
    MovementFactory,
    PillarFactory,
    PlanFactFactory,
    PlanFigureFactory,
    ProgrammeFactory,
    ProgrammeMunicipalityFactory,
    ProgrammeOrganisationFactory,
    ProgrammeVersionFactory,
    ReportingPeriodFactory,
    SumCheckFactory,
)
from tests.factories.refusals import Breaks, execute, making, refusal, rules_of, twice
from tests.factories.regions import MunicipalityFactory, OrganisationFactory, from_day

pytestmark = pytest.mark.django_db
A_PROGRAMME = {"programme": ProgrammeFactory.create}
DAY = date(2026, 5, 1)


def overlapping_memberships() -> None:
    first = ProgrammeMunicipalityFactory.create(validity=from_day(date(2024, 1, 1)))
    ProgrammeMunicipalityFactory.create(
        programme=first.programme, municipality=first.municipality, validity=from_day(DAY, date(2026, 6, 1))
    )


def overlapping_members() -> None:
    """The last day of one is the first of the other."""
    first = BodyMemberFactory.create(ends_on=DAY)
    BodyMemberFactory.create(body=first.body, user=first.user, starts_on=DAY)


def sits_for_two() -> None:
    BodyMemberFactory.create(
        municipality=MunicipalityFactory.create(), organisation=OrganisationFactory.create()
    )


def two_current_versions() -> None:
    first = ProgrammeVersionFactory.create(is_current=True)
    ProgrammeVersionFactory.create(programme=first.programme, is_current=True)


def two_take_reports() -> None:
    """The second is handed in while the first still is."""
    first = ReportingPeriodFactory.create(submit_until=date(2027, 1, 1), approve_until=date(2027, 1, 8))
    ReportingPeriodFactory.create(programme=first.programme, quarter=first.quarter.next)


def without_quarter(model: type[Meeting] | type[ReportingPeriod], key: UUID) -> None:
    table = model._meta.db_table
    execute(f"UPDATE {table} SET quarter = '2026-Q5' WHERE id = %s", key)  # noqa: S608 - a model's name


BREAKS: Breaks = {
    "pillars_programme_years_ordered": making(ProgrammeFactory, start_year=2027, end_year=2026),
    "pillars_programme_margin_valid": making(ProgrammeFactory, margin_pct=Decimal("100.5")),
    "pillars_programme_risk_levels_ordered": making(ProgrammeFactory, risk_medium_pct=33),
    "pillars_programme_credits_valid": making(ProgrammeFactory, credit_on_track=Decimal("1.1")),
    "pillars_programme_days_ordered": making(ProgrammeFactory, submission_day=36),
    "pillars_programme_reminder_days_valid": making(ProgrammeFactory, reminder_days=[14, 0]),
    "pillars_version_label_unique": twice(ProgrammeVersionFactory, **A_PROGRAMME, label="1.0"),
    "pillars_version_one_current": two_current_versions,
    "pillars_membership_no_overlap": overlapping_memberships,
    "pillars_programme_organisation_unique": twice(
        ProgrammeOrganisationFactory, **A_PROGRAMME, organisation=OrganisationFactory.create
    ),
    "pillars_body_slug_unique": twice(GovernanceBodyFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_body_named": making(GovernanceBodyFactory, name="", label=""),
    "pillars_member_days_ordered": making(BodyMemberFactory, starts_on=DAY, ends_on=DAY - timedelta(days=1)),
    "pillars_member_sits_for_one": sits_for_two,
    "pillars_member_no_overlap": overlapping_members,
    "pillars_meeting_day_unique": twice(MeetingFactory, body=GovernanceBodyFactory.create, held_on=DAY),
    "pillars_meeting_cancelled_has_reason": making(MeetingFactory, cancelled_reason="Ziek"),
    "pillars_meeting_quarter_valid": lambda: without_quarter(Meeting, MeetingFactory.create().pk),
    "pillars_action_slug_unique": twice(AgendaActionFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_period_quarter_unique": twice(ReportingPeriodFactory, **A_PROGRAMME),
    "pillars_period_quarter_valid": lambda: without_quarter(
        ReportingPeriod, ReportingPeriodFactory.create().pk
    ),
    "pillars_period_days_ordered": making(ReportingPeriodFactory, submit_until=DAY),
    "pillars_period_one_takes_reports": two_take_reports,
    "pillars_period_state_matches_days": making(ReportingPeriodFactory, state=PeriodState.FROZEN),
    "pillars_challenge_slug_unique": twice(ChallengeFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_pillar_slug_unique": twice(PillarFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_pillar_number_unique": twice(PillarFactory, **A_PROGRAMME, number=1),
    "pillars_movement_slug_unique": twice(MovementFactory, pillar=PillarFactory.create, slug="dubbel"),
    "pillars_figure_bounds_ordered": making(PlanFigureFactory, lower=2, upper=1),
    "pillars_figure_value_iff_given": making(
        PlanFigureFactory, knowledge=Knowledge.TO_BE_DETERMINED, lower=Decimal(0)
    ),
    "pillars_sum_check_slug_unique": twice(SumCheckFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_contradiction_slug_unique": twice(ContradictionFactory, **A_PROGRAMME, slug="dubbel"),
    "pillars_fact_slug_unique": twice(PlanFactFactory, **A_PROGRAMME, slug="dubbel"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) == rules_of("pillars")


def test_programme_slugs_are_unique():
    assert refusal(twice(ProgrammeFactory, slug="dubbel")).startswith("pillars_programme_slug")


def test_a_given_figure_needs_a_value():
    assert refusal(making(PlanFigureFactory, lower=None)) == "pillars_figure_value_iff_given"


@pytest.mark.parametrize(
    "days",
    [
        {"state": PeriodState.OPEN, "closed_on": DAY},
        {"state": PeriodState.OPEN, "frozen_on": DAY},
        {"state": PeriodState.CLOSED},
        {"state": PeriodState.CLOSED, "closed_on": DAY, "frozen_on": DAY},
    ],
)
def test_states_of_a_period_need_days(days):
    assert refusal(making(ReportingPeriodFactory, **days)) == "pillars_period_state_matches_days"


def test_a_member_may_come_back():
    first = BodyMemberFactory.create(ends_on=DAY)
    BodyMemberFactory.create(body=first.body, user=first.user, starts_on=DAY + timedelta(days=1))
    assert first.body.members.count() == 2


def test_a_municipality_may_come_back():
    first = ProgrammeMunicipalityFactory.create(validity=from_day(date(2024, 1, 1), date(2025, 1, 1)))
    ProgrammeMunicipalityFactory.create(
        programme=first.programme, municipality=first.municipality, validity=from_day(date(2026, 1, 1))
    )
    assert first.programme.municipality_memberships.count() == 2
