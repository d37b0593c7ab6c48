from izaportal.reporting.models.freeze import Freeze
from izaportal.reporting.models.pack import PackFile
from izaportal.reporting.models.publication import Publication
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
from izaportal.reporting.models.saved_view import SavedView
from izaportal.reporting.models.standing import ProjectStanding
from izaportal.reporting.models.verdict import QuarterVerdict

__all__ = [
    "AspectJudgement",
    "DecisionRequest",
    "Freeze",
    "JudgedAs",
    "MilestoneOutlook",
    "PackFile",
    "ProjectStanding",
    "Publication",
    "QuarterReport",
    "QuarterVerdict",
    "ReminderRound",
    "ReportRemark",
    "ReportState",
    "ReportSubmission",
    "RiskAssessment",
    "Ruling",
    "SavedView",
]
