from izaportal.reporting.models.reminding import ReminderRound
from izaportal.reporting.models.report import (
    QuarterReport,
    ReportRemark,
    ReportState,
    ReportSubmission,
    Ruling,
)
from izaportal.reporting.models.reported import (
    AspectJudgement,
    DecisionRequest,
    JudgedAs,
    MilestoneOutlook,
    RiskAssessment,
)
from izaportal.reporting.models.standing import ProjectStanding

__all__ = [
    "AspectJudgement",
    "DecisionRequest",
    "JudgedAs",
    "MilestoneOutlook",
    "ProjectStanding",
    "QuarterReport",
    "ReminderRound",
    "ReportRemark",
    "ReportState",
    "ReportSubmission",
    "RiskAssessment",
    "Ruling",
]
