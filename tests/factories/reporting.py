"""How projects stand at a quarter."""

from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.models import (
    AspectJudgement,
    DecisionRequest,
    JudgedAs,
    MilestoneOutlook,
    ProjectStanding,
    QuarterReport,
    ReportRemark,
    ReportSubmission,
    RiskAssessment,
)
from izaportal.reporting.questions import Section
from projects.models import DecisionKind, MilestoneState
from tests.factories.core import RunFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, RiskFactory


class ProjectStandingFactory(DjangoModelFactory[ProjectStanding]):
    class Meta:
        model = ProjectStanding

    project = SubFactory(ProjectFactory)
    quarter = Quarter(2026, 3)
    result_status = AspectStatus.ON_TRACK
    time_status = AspectStatus.NOT_DUE
    money_status = AspectStatus.NOT_APPLICABLE
    explanation = LazyFunction(dict)
    rule_version = "1"
    fingerprint = Sequence(fingerprint)
    run = SubFactory(RunFactory)


class QuarterReportFactory(DjangoModelFactory[QuarterReport]):
    """Begun, with nothing typed."""

    class Meta:
        model = QuarterReport

    project = SubFactory(ProjectFactory)
    quarter = Quarter(2026, 3)


class ReportSubmissionFactory(DjangoModelFactory[ReportSubmission]):
    """The first one, which waits."""

    class Meta:
        model = ReportSubmission

    report = SubFactory(QuarterReportFactory)
    number = 1
    content = LazyFunction(dict)
    fingerprint = Sequence(fingerprint)


class ReportRemarkFactory(DjangoModelFactory[ReportRemark]):
    class Meta:
        model = ReportRemark

    submission = SubFactory(ReportSubmissionFactory)
    section = Section.MEASUREMENTS
    text = "Klopt dit?"


class AspectJudgementFactory(DjangoModelFactory[AspectJudgement]):
    class Meta:
        model = AspectJudgement

    submission = SubFactory(ReportSubmissionFactory)
    aspect = Aspect.RESULT
    judged_as = JudgedAs.PROPOSED
    computed = AspectStatus.ON_TRACK
    colour = AspectStatus.ON_TRACK


class MilestoneOutlookFactory(DjangoModelFactory[MilestoneOutlook]):
    class Meta:
        model = MilestoneOutlook

    submission = SubFactory(ReportSubmissionFactory)
    milestone = SubFactory(MilestoneFactory)
    state = MilestoneState.PLANNED


class RiskAssessmentFactory(DjangoModelFactory[RiskAssessment]):
    class Meta:
        model = RiskAssessment

    submission = SubFactory(ReportSubmissionFactory)
    risk = SubFactory(RiskFactory)
    likelihood = 2
    impact = 4


class DecisionRequestFactory(DjangoModelFactory[DecisionRequest]):
    class Meta:
        model = DecisionRequest

    submission = SubFactory(ReportSubmissionFactory)
    kind = DecisionKind.CONTINUE
    question = "Mogen wij doorgaan?"
    why = "De eerste fase is klaar."
