"""What is only added to a grant: the insurer's verdict, the manager's forecast, the step of a payment."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from funding.forms.agreements import ForecastForm, RecordForm, StepForm, VerdictForm
from funding.services.opinions import NewForecast, NewVerdict, record_forecast, record_verdict
from funding.services.payments import NewStep, record_step
from izaportal.core import clock
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.viewer import Viewer
from izaportal.web.editing import Section
from izaportal.web.grant.choices import Named, of_step, of_verdict
from izaportal.web.grant.editor import crumbs_to, place_of
from izaportal.web.grant.sections import CONDITIONS, MILESTONES
from izaportal.web.link import Link

if TYPE_CHECKING:
    from funding.models import Grant, GrantMilestone, PaymentCondition
    from izaportal.core.models import AuditEntry

HUNDRED = Decimal(100)


class Recorder:
    """Like an `Editor`, of something that is never changed: nothing is stored of it beforehand."""

    form_class: type[RecordForm]
    section: Section
    title: str
    remove_url = ""

    def __init__(self, viewer: Viewer, grant: "Grant") -> None:
        self.viewer, self.grant = viewer, grant

    @property
    def heading(self) -> str:
        return f"{self.grant.title}: {self.grant.project.name}"

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_to(self.grant, self.title)

    @property
    def anchor(self) -> str:
        return self.section.anchor

    @property
    def back(self) -> str:
        return f"{reverse('grant', kwargs=place_of(self.grant))}#{self.anchor}"

    @property
    def choices(self) -> Named:
        return {}

    def form(self, data: Any = None, files: Any = None) -> RecordForm:
        if data is not None:
            return self.form_class(data, files, choices=self.choices)
        return self.form_class(initial=self.stored(), choices=self.choices)

    def stored(self) -> dict[str, Any]:
        return {}


class VerdictRecorder(Recorder):
    form_class, section = VerdictForm, MILESTONES

    def __init__(self, viewer: Viewer, grant: "Grant", milestone: "GrantMilestone") -> None:
        super().__init__(viewer, grant)
        self.milestone, self.title = milestone, f"Oordeel vastleggen: {milestone.label}"

    @property
    def choices(self) -> Named:
        return of_verdict(self.grant)

    def save(self, form: VerdictForm) -> "AuditEntry | None":
        given = form.cleaned_data
        verdict = NewVerdict(
            given["row"],
            given["achieved"],
            given["given_on"],
            given.get("given_by"),
            given["document"],
            given.get("evidence"),
            given["file"],
        )
        return record_verdict(actor=self.viewer, milestone_id=self.milestone.pk, verdict=verdict)


class ForecastRecorder(Recorder):
    form_class, section = ForecastForm, MILESTONES

    def __init__(self, viewer: Viewer, grant: "Grant", milestone: "GrantMilestone") -> None:
        super().__init__(viewer, grant)
        self.milestone, self.title = milestone, f"Verwachting geven: {milestone.label}"

    def save(self, form: ForecastForm) -> "AuditEntry | None":
        given = form.cleaned_data
        credit, because = given["percent"] / HUNDRED, given["because"]
        forecast = NewForecast(given["row"], credit, because, given["costs_at_end"])
        try:
            return record_forecast(actor=self.viewer, milestone_id=self.milestone.pk, forecast=forecast)
        except Invalid as invalid:
            at = {"credit": "percent", "reason": "because"}
            raise Invalid(
                [Mistake(at.get(one.place, one.place), one.message) for one in invalid.mistakes]
            ) from invalid


class StepRecorder(Recorder):
    form_class, section = StepForm, CONDITIONS

    def __init__(self, viewer: Viewer, grant: "Grant", condition: "PaymentCondition") -> None:
        super().__init__(viewer, grant)
        self.condition, self.title = condition, f"Stand vastleggen: {condition.label}"

    @property
    def choices(self) -> Named:
        return of_step(self.condition)

    def stored(self) -> dict[str, Any]:
        """Most steps are written down on the day itself."""
        return {"happened_on": clock.today()}

    def save(self, form: StepForm) -> "AuditEntry | None":
        given = form.cleaned_data
        step = NewStep(given["row"], given["state"], given["happened_on"], given["document"], given["note"])
        return record_step(actor=self.viewer, condition_id=self.condition.pk, step=step)
