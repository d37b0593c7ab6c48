from funding.models.accountability import DutyState, DutyToReport, Settlement
from funding.models.budget import BudgetLine, Commitment
from funding.models.grant import (
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
)
from funding.models.keys import AllocationKey, AllocationPart
from funding.models.ledger import Advance, AdvanceKind, Expenditure, ExpenditureKind
from funding.models.results import MunicipalShare, RefundRisk
from funding.models.scenario import Scenario

__all__ = [
    "Advance",
    "AdvanceKind",
    "AllocationKey",
    "AllocationPart",
    "BudgetLine",
    "Commitment",
    "DutyState",
    "DutyToReport",
    "Expenditure",
    "ExpenditureKind",
    "Grant",
    "GrantMilestone",
    "MilestoneForecast",
    "MilestoneIndicator",
    "MilestoneVerdict",
    "MunicipalShare",
    "PaymentCondition",
    "RefundRisk",
    "Scenario",
    "Settlement",
]
