from pillars.models.governance import AgendaAction, BodyMember, BodyRole, GovernanceBody, Meeting
from pillars.models.period import PeriodState, ReportingPeriod
from pillars.models.plan import Contradiction, PlanFact, PlanFigure, PlanFigureKind, Severity, SumCheck
from pillars.models.programme import (
    PillarTerm,
    Programme,
    ProgrammeMunicipality,
    ProgrammeOrganisation,
    ProgrammeState,
    ProgrammeVersion,
)
from pillars.models.structure import Challenge, Movement, Pillar

__all__ = [
    "AgendaAction",
    "BodyMember",
    "BodyRole",
    "Challenge",
    "Contradiction",
    "GovernanceBody",
    "Meeting",
    "Movement",
    "PeriodState",
    "Pillar",
    "PillarTerm",
    "PlanFact",
    "PlanFigure",
    "PlanFigureKind",
    "Programme",
    "ProgrammeMunicipality",
    "ProgrammeOrganisation",
    "ProgrammeState",
    "ProgrammeVersion",
    "ReportingPeriod",
    "Severity",
    "SumCheck",
]
