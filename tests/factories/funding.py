"""Grants, the ledger, keys and calculated money."""

from datetime import date
from decimal import Decimal

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from funding.credit import ObligationKind
from funding.models import (
    Advance,
    AllocationKey,
    AllocationPart,
    BudgetLine,
    Commitment,
    DistinctCosts,
    DutyToReport,
    Expenditure,
    Grant,
    GrantInstalment,
    GrantMilestone,
    HandedInAccount,
    MilestoneEvidence,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    MunicipalShare,
    PaymentCondition,
    PaymentStep,
    RefundRisk,
    Scenario,
    Settlement,
)
from funding.payment import PaymentState
from funding.refund import Source, Stream
from funding.shares import KeyKind
from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from tests.factories.accounts import UserFactory
from tests.factories.core import RunFactory
from tests.factories.kpis import IndicatorFactory
from tests.factories.pillars import ProgrammeFactory
from tests.factories.projects import EvidenceFactory, ProjectFactory
from tests.factories.regions import MunicipalityFactory, from_day


class GrantFactory(DjangoModelFactory[Grant]):
    """SPUK with refund risk, over three years."""

    class Meta:
        model = Grant

    project = SubFactory(ProjectFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    source = Source.SPUK
    stream = Stream.TRANSFORMATION
    award = Decimal("100000.00")
    starts_on = date(2025, 1, 1)
    ends_on = date(2027, 12, 31)


class GrantInstalmentFactory(DjangoModelFactory[GrantInstalment]):
    class Meta:
        model = GrantInstalment

    grant = SubFactory(GrantFactory)
    year = 2026
    amount = Decimal("50000.00")
    expected_on = date(2026, 1, 15)


class GrantMilestoneFactory(DjangoModelFactory[GrantMilestone]):
    """The whole award of the factory's grant, on one result."""

    class Meta:
        model = GrantMilestone

    grant = SubFactory(GrantFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefmijlpaal"
    amount = Decimal("100000.00")
    obligation = ObligationKind.RESULT
    due = date(2027, 12, 31)


class MilestoneIndicatorFactory(DjangoModelFactory[MilestoneIndicator]):
    class Meta:
        model = MilestoneIndicator

    milestone = SubFactory(GrantMilestoneFactory)
    indicator = SubFactory(IndicatorFactory, programme=SelfAttribute("..milestone.grant.project.programme"))
    threshold = Decimal(100)


class MilestoneEvidenceFactory(DjangoModelFactory[MilestoneEvidence]):
    class Meta:
        model = MilestoneEvidence

    milestone = SubFactory(GrantMilestoneFactory)
    evidence = SubFactory(EvidenceFactory, project=SelfAttribute("..milestone.grant.project"))


class MilestoneVerdictFactory(DjangoModelFactory[MilestoneVerdict]):
    class Meta:
        model = MilestoneVerdict

    milestone = SubFactory(GrantMilestoneFactory)
    achieved = True
    given_on = date(2026, 8, 1)


class MilestoneForecastFactory(DjangoModelFactory[MilestoneForecast]):
    class Meta:
        model = MilestoneForecast

    milestone = SubFactory(GrantMilestoneFactory)
    credit = Decimal("0.5")
    reason = "De werving loopt achter."
    given_on = date(2026, 8, 1)


class PaymentConditionFactory(DjangoModelFactory[PaymentCondition]):
    class Meta:
        model = PaymentCondition

    grant = SubFactory(GrantFactory, source=Source.ZVW, stream="")
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefvoorwaarde"
    amount = Decimal("1000.00")
    due = date(2026, 12, 31)


class PaymentStepFactory(DjangoModelFactory[PaymentStep]):
    class Meta:
        model = PaymentStep

    condition = SubFactory(PaymentConditionFactory)
    came_from = PaymentState.PLANNED
    state = PaymentState.CLAIMED
    happened_on = date(2026, 9, 30)


class DutyToReportFactory(DjangoModelFactory[DutyToReport]):
    class Meta:
        model = DutyToReport

    milestone = SubFactory(GrantMilestoneFactory)
    opened_on = date(2026, 8, 1)
    report_by = date(2026, 8, 15)
    reason = "De mijlpaal wordt niet gehaald."


class HandedInAccountFactory(DjangoModelFactory[HandedInAccount]):
    class Meta:
        model = HandedInAccount

    programme = SubFactory(ProgrammeFactory)
    year = 2025
    handed_in_on = date(2026, 7, 10)
    reference = Sequence(lambda n: f"SISA-{n}")
    recorded_by = SubFactory(UserFactory)


class SettlementFactory(DjangoModelFactory[Settlement]):
    class Meta:
        model = Settlement

    grant = SubFactory(GrantFactory)
    decided_on = date(2028, 7, 1)
    settled_amount = Decimal("90000.00")


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    project = SubFactory(ProjectFactory)
    year = 2026
    source = Source.SPUK
    stream = Stream.TRANSFORMATION
    amount = Decimal("1000.00")


class CommitmentFactory(DjangoModelFactory[Commitment]):
    class Meta:
        model = Commitment

    grant = SubFactory(GrantFactory)
    label = "Proefopdracht"
    amount = Decimal("1000.00")
    committed_on = date(2026, 3, 1)


class AllocationKeyFactory(DjangoModelFactory[AllocationKey]):
    """An equal key: complete without parts."""

    class Meta:
        model = AllocationKey

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefsleutel"
    kind = KeyKind.EQUAL
    validity = from_day(date(2025, 1, 1))


class AllocationPartFactory(DjangoModelFactory[AllocationPart]):
    """The only part of a key of agreed percentages, so 100."""

    class Meta:
        model = AllocationPart

    key = SubFactory(AllocationKeyFactory, kind=KeyKind.AGREED_PERCENTAGES)
    municipality = SubFactory(MunicipalityFactory)
    percent = Decimal(100)


class ExpenditureFactory(DjangoModelFactory[Expenditure]):
    class Meta:
        model = Expenditure

    grant = SubFactory(GrantFactory)
    amount = Decimal("1000.00")
    performed_on = date(2026, 8, 1)


class DistinctCostsFactory(DjangoModelFactory[DistinctCosts]):
    class Meta:
        model = DistinctCosts

    first = SubFactory(ExpenditureFactory)
    second = SubFactory(ExpenditureFactory)
    reason = "Twee trainingen op dezelfde dag."


class AdvanceFactory(DjangoModelFactory[Advance]):
    class Meta:
        model = Advance

    grant = SubFactory(GrantFactory)
    amount = Decimal("1000.00")
    received_on = date(2026, 8, 1)


class RefundRiskFactory(DjangoModelFactory[RefundRisk]):
    class Meta:
        model = RefundRisk

    grant = SubFactory(GrantFactory)
    quarter = Quarter(2026, 3)
    at_stake = Decimal("1000.00")
    unspent = Decimal("0.00")
    prefinanced = Decimal("1000.00")
    advances = Decimal("0.00")
    derivation = LazyFunction(dict)
    rule_version = "1"
    fingerprint = Sequence(fingerprint)
    run = SubFactory(RunFactory)


class MunicipalShareFactory(DjangoModelFactory[MunicipalShare]):
    class Meta:
        model = MunicipalShare

    project = SubFactory(ProjectFactory)
    municipality = SubFactory(MunicipalityFactory)
    quarter = Quarter(2026, 3)
    rule_version = "1"
    fingerprint = Sequence(fingerprint)
    run = SubFactory(RunFactory)


class ScenarioFactory(DjangoModelFactory[Scenario]):
    """Supposes nothing, of a quarter without figures."""

    class Meta:
        model = Scenario

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    name = Sequence(lambda n: f"proef {n}")
    changes = LazyFunction(lambda: {"grants": [], "values": []})
    basis = LazyFunction(dict)
    made_by = SubFactory(UserFactory)
