from funding.duty import DutyState
from funding.models.accountability import DutyToReport, HandedInAccount, Settlement
from funding.models.budget import BudgetLine, Commitment
from funding.models.grant import (
    Grant,
    GrantInstalment,
    GrantMilestone,
    MilestoneEvidence,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
    PaymentStep,
)
from funding.models.keys import AllocationKey, AllocationPart
from funding.models.ledger import Advance, AdvanceKind, DistinctCosts, Expenditure, ExpenditureKind
from funding.models.results import MunicipalShare, RefundRisk
from funding.models.scenario import Scenario

__all__ = [
    "Advance",
    "AdvanceKind",
    "AllocationKey",
    "AllocationPart",
    "BudgetLine",
    "Commitment",
    "DistinctCosts",
    "DutyState",
    "DutyToReport",
    "Expenditure",
    "ExpenditureKind",
    "Grant",
    "GrantInstalment",
    "GrantMilestone",
    "HandedInAccount",
    "MilestoneEvidence",
    "MilestoneForecast",
    "MilestoneIndicator",
    "MilestoneVerdict",
    "MunicipalShare",
    "PaymentCondition",
    "PaymentStep",
    "RefundRisk",
    "Scenario",
    "Settlement",
]
