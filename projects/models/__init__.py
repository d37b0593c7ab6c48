from projects.models.decision import Decision, DecisionBasis, DecisionCondition, DecisionKind
from projects.models.planning import (
    Dependency,
    Evidence,
    Milestone,
    MilestoneState,
    Precondition,
    Risk,
)
from projects.models.project import (
    Aim,
    LeadState,
    OwnerKind,
    Project,
    ProjectFigure,
    ProjectKind,
    ProjectPartner,
    Stage,
)

__all__ = [
    "Aim",
    "Decision",
    "DecisionBasis",
    "DecisionCondition",
    "DecisionKind",
    "Dependency",
    "Evidence",
    "LeadState",
    "Milestone",
    "MilestoneState",
    "OwnerKind",
    "Precondition",
    "Project",
    "ProjectFigure",
    "ProjectKind",
    "ProjectPartner",
    "Risk",
    "Stage",
]
