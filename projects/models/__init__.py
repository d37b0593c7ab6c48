from projects.models.decision import Decision, DecisionCondition, DecisionKind
from projects.models.planning import (
    Dependency,
    Evidence,
    Milestone,
    MilestoneState,
    Precondition,
    Risk,
)
from projects.models.project import (
    LeadState,
    OwnerKind,
    Project,
    ProjectFigure,
    ProjectKind,
    ProjectPartner,
    Stage,
)

__all__ = [
    "Decision",
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
