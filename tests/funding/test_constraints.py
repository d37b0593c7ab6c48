"""Every rule the database keeps for money, broken on purpose."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from factory.django import DjangoModelFactory

from funding.models import (
    Advance,
    AllocationKey,
    AllocationPart,
    DutyState,
    Expenditure,
    ExpenditureKind,
    MunicipalShare,
    RefundRisk,
)
from funding.shares import KeyKind
from tests.factories import funding as make
from tests.factories.kpis import IndicatorFactory
from tests.factories.pillars import ProgrammeFactory
from tests.factories.projects import EvidenceFactory, ProjectFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of, twice
from tests.factories.regions import MunicipalityFactory, from_day

pytestmark = pytest.mark.django_db
A_GRANT = {"grant": make.GrantFactory.create}
A_MILESTONE = {"milestone": make.GrantMilestoneFactory.create}


def put(model: type[RefundRisk | MunicipalShare], quarter: str) -> None:
    """A quarter that the field itself would refuse, so inserted in plain SQL."""
    columns = ", ".join(f'"{f.column}"' for f in model._meta.fields if f.name not in {"id", "quarter"})
    row = (make.RefundRiskFactory if model is RefundRisk else make.MunicipalShareFactory).create()
    table = model._meta.db_table
    execute(
        f"INSERT INTO {table} (id, quarter, {columns}) "  # noqa: S608 - names from the model
        f"SELECT gen_random_uuid(), '{quarter}', {columns} FROM {table} WHERE id = %s",
        row.pk,
    )


def overlapping_keys() -> None:
    first = make.AllocationKeyFactory.create(validity=from_day(date(2025, 1, 1)))
    make.AllocationKeyFactory.create(
        programme=first.programme, validity=from_day(date(2026, 1, 1), date(2026, 2, 1))
    )


def agreed_key(percents: Iterable[str]) -> AllocationKey:
    key = make.AllocationKeyFactory.create(kind=KeyKind.AGREED_PERCENTAGES)
    for percent in percents:
        make.AllocationPartFactory.create(key=key, percent=Decimal(percent))
    return key


def whole_key() -> AllocationKey:
    """A key that has been found in order already."""
    key = agreed_key(["40", "60"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return key


def key_that_loses_a_part() -> None:
    AllocationPart.objects.filter(key=whole_key(), percent=40).delete()


def scenario_without_quarter() -> None:
    execute("UPDATE funding_scenario SET quarter = '2026-Q7' WHERE id = %s", make.ScenarioFactory.create().pk)


def same_pair_twice() -> None:
    pair = make.DistinctCostsFactory.create()
    make.DistinctCostsFactory.create(first=pair.first, second=pair.second)


def a_pair_backwards() -> None:
    first, second = make.ExpenditureFactory.create_batch(2)
    make.DistinctCostsFactory.create(first=second, second=first)


BREAKS: Breaks = {
    "funding_scenario_quarter_valid": scenario_without_quarter,
    "funding_scenario_named": making(make.ScenarioFactory, name=""),
    "funding_scenario_name_unique": twice(
        make.ScenarioFactory, programme=ProgrammeFactory.create, name="dubbel"
    ),
    "funding_grant_slug_unique": twice(make.GrantFactory, project=ProjectFactory.create, slug="dubbel"),
    "funding_grant_award_positive": making(make.GrantFactory, award=0),
    "funding_grant_period_ordered": making(make.GrantFactory, ends_on=date(2024, 12, 31)),
    "funding_grant_stream_iff_spuk": making(make.GrantFactory, source="zvw"),
    "funding_instalment_year_unique": twice(make.GrantInstalmentFactory, **A_GRANT),
    "funding_instalment_year_valid": making(make.GrantInstalmentFactory, year=26),
    "funding_instalment_amount_positive": making(make.GrantInstalmentFactory, amount=0),
    "funding_milestone_evidence_unique": twice(
        make.MilestoneEvidenceFactory, **A_MILESTONE, evidence=EvidenceFactory.create
    ),
    "funding_payment_step_state_valid": making(make.PaymentStepFactory, state="kwijt"),
    "funding_distinct_pair_unique": same_pair_twice,
    "funding_distinct_in_order": a_pair_backwards,
    "funding_distinct_reason_given": making(make.DistinctCostsFactory, reason=""),
    "funding_milestone_slug_unique": twice(make.GrantMilestoneFactory, **A_GRANT, slug="dubbel"),
    "funding_milestone_amount_positive": making(make.GrantMilestoneFactory, amount=0),
    "funding_milestone_indicator_unique": twice(
        make.MilestoneIndicatorFactory, **A_MILESTONE, indicator=IndicatorFactory.create
    ),
    "funding_forecast_credit_valid": making(make.MilestoneForecastFactory, credit=Decimal("1.01")),
    "funding_forecast_reason_given": making(make.MilestoneForecastFactory, reason=""),
    "funding_forecast_costs_not_negative": making(make.MilestoneForecastFactory, costs_at_end=-1),
    "funding_forecast_day_unique": twice(make.MilestoneForecastFactory, **A_MILESTONE),
    "funding_verdict_day_unique": twice(make.MilestoneVerdictFactory, **A_MILESTONE),
    "funding_condition_slug_unique": twice(make.PaymentConditionFactory, **A_GRANT, slug="dubbel"),
    "funding_condition_amount_positive": making(make.PaymentConditionFactory, amount=0),
    "funding_condition_threshold_iff_indicator": making(make.PaymentConditionFactory, threshold=5),
    "funding_duty_days_ordered": making(make.DutyToReportFactory, report_by=date(2026, 7, 31)),
    "funding_duty_sent_has_proof": making(make.DutyToReportFactory, state=DutyState.SENT),
    "funding_duty_credit_valid": making(make.DutyToReportFactory, credit=1),
    "funding_duty_only_sent_recovers": making(make.DutyToReportFactory, recovered_on=date(2026, 8, 3)),
    "funding_duty_one_open": twice(make.DutyToReportFactory, **A_MILESTONE),
    "funding_handed_in_year_over": making(make.HandedInAccountFactory, handed_in_on=date(2025, 12, 31)),
    "funding_handed_in_named": making(make.HandedInAccountFactory, reference=""),
    "funding_settlement_not_negative": making(make.SettlementFactory, settled_amount=-1),
    "funding_budget_line_unique": twice(make.BudgetLineFactory, project=ProjectFactory.create),
    "funding_budget_amount_not_negative": making(make.BudgetLineFactory, amount=-1),
    "funding_commitment_amount_positive": making(make.CommitmentFactory, amount=0),
    "funding_key_slug_unique": twice(
        make.AllocationKeyFactory, programme=ProgrammeFactory.create, slug="dubbel"
    ),
    "funding_key_no_overlap": overlapping_keys,
    "funding_key_population_has_year": making(make.AllocationKeyFactory, kind=KeyKind.POPULATION),
    "funding_part_municipality_unique": twice(
        make.AllocationPartFactory,
        key=make.AllocationKeyFactory.create,
        municipality=MunicipalityFactory.create,
    ),
    "funding_part_percent_or_amount": making(make.AllocationPartFactory, amount=5),
    "funding_expenditure_amount_positive": making(make.ExpenditureFactory, amount=-1),
    "funding_expenditure_kind_valid": making(make.ExpenditureFactory, kind="gift"),
    "funding_expenditure_correction_concerns_earlier": making(make.ExpenditureFactory, kind="correction"),
    "funding_expenditure_reversal_names_booking": making(
        make.ExpenditureFactory, kind=ExpenditureKind.REVERSAL
    ),
    "funding_advance_amount_positive": making(make.AdvanceFactory, amount=0),
    "funding_advance_kind_valid": making(make.AdvanceFactory, kind="gift"),
    "funding_advance_concerns_earlier": making(make.AdvanceFactory, concerns_on=date(2099, 1, 1)),
    "funding_risk_quarter_valid": lambda: put(RefundRisk, "2026-Q5"),
    "funding_risk_expected_within_maximum": making(
        make.RefundRiskFactory, maximum=10, expected=11, expected_low=0
    ),
    "funding_risk_fingerprint_whole": making(make.RefundRiskFactory, fingerprint="ABC"),
    "funding_share_quarter_valid": lambda: put(MunicipalShare, "2026-Q5"),
    "funding_share_fingerprint_whole": making(make.MunicipalShareFactory, fingerprint=""),
    "funding_key_percentages_sum_100": key_that_loses_a_part,
}
INSERT_ONLY: dict[str, tuple[type[DjangoModelFactory], str]] = {
    "expenditure": (make.ExpenditureFactory, "amount"),
    "advance": (make.AdvanceFactory, "amount"),
    "milestoneverdict": (make.MilestoneVerdictFactory, "achieved"),
    "milestoneforecast": (make.MilestoneForecastFactory, "credit"),
    "refundrisk": (make.RefundRiskFactory, "at_stake"),
    "municipalshare": (make.MunicipalShareFactory, "percent"),
    "paymentstep": (make.PaymentStepFactory, "note"),
    "handedinaccount": (make.HandedInAccountFactory, "reference"),
    "distinctcosts": (make.DistinctCostsFactory, "reason"),
}
GUARDS = {f"funding_{table}_insert_only" for table in INSERT_ONLY}
SAME_RULE = {"funding_part_percentages_sum_100"}  # the trigger on parts keeps the rule of the key


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) | GUARDS | SAME_RULE == rules_of("funding")


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_the_ledger_is_only_added_to(table):
    factory, column = INSERT_ONLY[table]
    said = f"tabel funding_{table} is alleen om toe te voegen"
    assert insert_only_refuses(factory.create, column) == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]


@pytest.mark.parametrize("model", [Expenditure, Advance])
def test_bookings_refuse_a_bulk_update(model):
    row = (make.ExpenditureFactory if model is Expenditure else make.AdvanceFactory).create()
    row.amount = Decimal("0.01")
    said = refusal(lambda: model.objects.bulk_update([row], ["amount"]))
    assert said.startswith(f"tabel {model._meta.db_table} is alleen om toe te voegen")


@pytest.mark.parametrize("percents", [[], ["99.999999"], ["60", "40.000001"], ["100", "100"]])
def test_agreed_percentages_must_be_hundred(percents):
    assert refusal(lambda: agreed_key(percents)) == "funding_key_percentages_sum_100"


def test_changing_one_percentage_is_refused():
    key = whole_key()
    changed = AllocationPart.objects.filter(key=key, percent=40)
    assert refusal(lambda: changed.update(percent=41)) == "funding_key_percentages_sum_100"


def test_two_changes_may_balance_out():
    key = whole_key()
    AllocationPart.objects.filter(key=key, percent=40).update(percent=45)
    AllocationPart.objects.filter(key=key, percent=60).update(percent=55)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert set(key.parts.values_list("percent", flat=True)) == {45, 55}


def test_turning_a_key_agreed_is_refused():
    key = make.AllocationKeyFactory.create()
    become = AllocationKey.objects.filter(pk=key.pk)
    assert (
        refusal(lambda: become.update(kind=KeyKind.AGREED_PERCENTAGES)) == "funding_key_percentages_sum_100"
    )


def test_only_a_reversal_names_booking():
    booking = make.ExpenditureFactory.create()
    named = making(make.ExpenditureFactory, grant=booking.grant, reverses=booking)
    assert refusal(named) == "funding_expenditure_reversal_names_booking"


def test_a_booking_is_reversed_once():
    booking = make.ExpenditureFactory.create()
    again = {"grant": booking.grant, "reverses": booking, "kind": ExpenditureKind.REVERSAL}
    make.ExpenditureFactory.create(**again)
    assert refusal(making(make.ExpenditureFactory, **again)).startswith("funding_expenditure_reverses")


def test_a_grant_is_settled_once():
    settlement = make.SettlementFactory.create()
    assert refusal(making(make.SettlementFactory, grant=settlement.grant)).startswith(
        "funding_settlement_grant"
    )
