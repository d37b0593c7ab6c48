"""How projects stand at a quarter, how people like to see them, reports, reminders and frozen quarters."""

from datetime import date

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.choices import PackKind
from izaportal.reporting.models import (
    AspectJudgement,
    DecisionRequest,
    Freeze,
    JudgedAs,
    MilestoneOutlook,
    PackFile,
    ProjectStanding,
    Publication,
    QuarterReport,
    QuarterVerdict,
    ReminderRound,
    ReportRemark,
    ReportSubmission,
    RiskAssessment,
    SavedView,
)
from izaportal.reporting.report.questions import Section
from izaportal.reporting.selectors.snapshot import hash_of
from projects.models import DecisionKind, MilestoneState
from tests.factories.accounts import UserFactory
from tests.factories.core import RunFactory
from tests.factories.pillars import ProgrammeFactory, ReportingPeriodFactory
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


class SavedViewFactory(DjangoModelFactory[SavedView]):
    class Meta:
        model = SavedView

    owner = SubFactory(UserFactory)
    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"proef {n}")


class FreezeFactory(DjangoModelFactory[Freeze]):
    """A first version, with nothing in it that could be shown."""

    class Meta:
        model = Freeze

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    actor_name = "Proefpersoon"
    content = "{}"
    sha256 = hash_of("{}")


class PackFileFactory(DjangoModelFactory[PackFile]):
    """A document; its file is not there."""

    class Meta:
        model = PackFile

    freeze = SubFactory(FreezeFactory)
    kind = PackKind.DOCUMENT
    builder = "1"
    file = "bestuursstukken/proef.pdf"
    size = 8
    sha256 = hash_of("proef")
    run = SubFactory(RunFactory)


class PublicationFactory(DjangoModelFactory[Publication]):
    """Of a version that has nothing to show."""

    class Meta:
        model = Publication

    freeze = SubFactory(FreezeFactory)
    programme = SelfAttribute("freeze.programme")
    quarter = SelfAttribute("freeze.quarter")
    reason = "Proefreden"
    actor_name = "Proefpersoon"


class ReminderRoundFactory(DjangoModelFactory[ReminderRound]):
    class Meta:
        model = ReminderRound

    period = SubFactory(ReportingPeriodFactory)
    moment = date(2026, 10, 7)
    people = 1


class QuarterVerdictFactory(DjangoModelFactory[QuarterVerdict]):
    class Meta:
        model = QuarterVerdict

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    line = "Wij liggen op schema."
    reason = "De laatste metingen komen nog."
    computed = "Geen van de 15 indicatoren is gemeten."
    actor_name = "Programmamanager"
