"""Keeps the duties to report: a job opens and withdraws them, people send them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from funding.credit import CreditBasis
from funding.duty import DutyState, Shortfall, Standing, Step, next_step, reason, shortfall
from funding.events import DutySent
from funding.models import DutyToReport, GrantMilestone, RefundRisk
from funding.selectors.duties import latest_duties, manager_reasons, milestones_with_indicators
from funding.selectors.results import stored_risks
from izaportal.accounts.holders import controllers_of, managers_of
from izaportal.core import clock, events
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_long, date_nl
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.core.workdays import after_workdays
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from pillars.models import PeriodState, Programme, ReportingPeriod
from projects.models import Evidence
from projects.services.editing import KeptFile, add_document

OPENED, REWORDED, WITHDRAWN, RECOVERED, SENT = (
    "ontstaan", "gewijzigd", "vervallen", "hersteld", "verzonden",
)  # fmt: skip
ENDS_SOON = timedelta(days=3)
LONGEST_PROOF = 200
NOTHING_TO_REPORT = "Er wordt geen tekort meer verwacht, of de subsidie is vastgesteld."


@dataclass(frozen=True, slots=True)
class Sending:
    """How the state was told: the day, and a reference, a piece of the project's evidence or a file to keep
    as one under `file_id`."""

    sent_on: date
    proof: str = ""
    evidence_id: UUID | None = None
    file: KeptFile | None = None
    file_id: UUID | None = None

    @property
    def piece(self) -> UUID | None:
        """The id of the evidence, whether it is there already or still to be kept."""
        return self.file_id if self.file else self.evidence_id


@transaction.atomic
def keep_duties(*, actor: Viewer, programme: Programme, quarter: Quarter) -> Outcome:
    """Open, reword, withdraw and end duties by the stored figures of the quarter of today; other quarters
    say nothing about what is expected now. Doing it again changes nothing."""
    if quarter != _quarter_of_today(programme):
        return Outcome()
    expected = dict(_expected(stored_risks(programme, quarter)))
    milestones = milestones_with_indicators({grant for grant, _ in expected})
    duties = latest_duties(milestone.pk for milestone in milestones)
    keeper = _Keeper(actor, programme, manager_reasons(milestones))
    changed = 0
    for milestone in milestones:
        if (key := (milestone.grant_id, milestone.slug)) in expected:
            found, is_illustrative = expected[key]
            found = None if hasattr(milestone.grant, "settlement") else found
            changed += keeper.keep(milestone, duties.get(milestone.pk), found, is_illustrative)
    return Outcome(looked_at=len(milestones), changed=changed)


@transaction.atomic
def send_duty(*, actor: Viewer, duty_id: UUID, sending: Sending) -> DutyToReport:
    """Record that the state was told, with the proof; that closes the duty. The same again is given as it is.

    Raises NotAllowed, Invalid with what is wrong at its field, and Refused for what was sent or is withdrawn.
    """
    rows = DutyToReport.objects.select_for_update(of=("self",)).select_related(
        "milestone__grant__project__programme", "milestone__grant__project__pillar"
    )
    duty = rows.get(pk=duty_id)
    if not may_send(actor, duty):
        raise NotAllowed("Alleen de controller en de programmamanager melden aan het Rijk.")
    evidence = _evidence(duty, sending)
    label = f"Melding aan het Rijk van {date_nl(sending.sent_on)}" if sending.file else str(evidence or "")
    proof = sending.proof.strip() or label
    wanted = (sending.sent_on, proof, sending.piece)
    if duty.state == DutyState.SENT and (duty.sent_on, duty.proof, duty.evidence_id) == wanted:
        return duty
    if duty.state != DutyState.OPEN:
        raise Refused(f"Deze meldplicht is al {duty.get_state_display()}.")
    if mistakes := list(_sending_mistakes(duty, sending, proof)):
        raise Invalid(mistakes)
    if sending.file and sending.file_id:
        project, act = duty.milestone.grant.project, _act(actor, duty.milestone)
        evidence = add_document(project, act, label=label, file=sending.file, row_id=sending.file_id)
    duty.state, duty.sent_on, duty.proof, duty.evidence = DutyState.SENT, sending.sent_on, proof, evidence
    duty.save(update_fields=("state", "sent_on", "proof", "evidence"))
    told = {"state": (DutyState.OPEN.value, DutyState.SENT.value), "sent_on": (None, sending.sent_on)}
    _act(actor, duty.milestone).record(duty, SENT, {**told, "proof": (None, proof)})
    events.announce(DutySent(duty.milestone.grant.project.programme.slug, duty.pk))
    return duty


def may_send(viewer: Viewer, duty: DutyToReport) -> bool:
    """The controller of the programme, and who manages it or the project's pillar."""
    project = duty.milestone.grant.project
    programme, pillar = project.programme.slug, project.pillar
    return viewer.controls(programme) or viewer.manages(programme, pillar.slug if pillar else None)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Brings the duty of one milestone after another in line with what is expected of it."""

    actor: Viewer
    programme: Programme
    reasons: Mapping[UUID, str]

    def keep(
        self,
        milestone: GrantMilestone,
        duty: DutyToReport | None,
        expected: Shortfall | None,
        is_illustrative: bool,
    ) -> bool:
        """Whether anything changed."""
        step = next_step(_standing(duty) if duty else None, expected)
        if step is Step.OPEN and expected:
            self._open(milestone, expected, is_illustrative)
        elif step is Step.REWORD and duty and expected:
            self._reword(duty, expected)
        elif step is Step.WITHDRAW and duty:
            self._withdraw(duty)
        elif step is Step.RECOVER and duty:
            self._recover(duty)
        if duty and step is Step.NOTHING and duty.state == DutyState.OPEN:
            self._remind(duty)
        return step is not Step.NOTHING

    def _open(self, milestone: GrantMilestone, expected: Shortfall, is_illustrative: bool) -> None:
        today = clock.today()
        duty = DutyToReport(
            milestone=milestone,
            opened_on=today,
            report_by=after_workdays(today, settings.DUTY_WORKING_DAYS),
            reason=self._reason(milestone, expected),
            source_document=milestone.source_document,
            source_place=milestone.source_place,
            illustrative=is_illustrative,
        )
        _describe(duty, expected)
        duty.save(force_insert=True)
        fields = {"report_by": (None, duty.report_by), "reason": (None, duty.reason)}
        _act(self.actor, milestone).record(duty, OPENED, fields)
        self._tell(duty, f"Melden aan het Rijk: {milestone.label}", duty.reason, "opened")

    def _reword(self, duty: DutyToReport, expected: Shortfall) -> None:
        """The clock goes on: what changed is how it is told."""
        before = duty.reason
        duty.reason = self._reason(duty.milestone, expected)
        _describe(duty, expected)
        duty.save(update_fields=("reason", "credit", "basis", "indicator"))
        _act(self.actor, duty.milestone).record(duty, REWORDED, {"reason": (before, duty.reason)})

    def _withdraw(self, duty: DutyToReport) -> None:
        duty.state = DutyState.WITHDRAWN
        duty.save(update_fields=("state",))
        fields = {"state": (DutyState.OPEN.value, DutyState.WITHDRAWN.value)}
        _act(self.actor, duty.milestone, NOTHING_TO_REPORT).record(duty, WITHDRAWN, fields)

    def _recover(self, duty: DutyToReport) -> None:
        duty.recovered_on = clock.today()
        duty.save(update_fields=("recovered_on",))
        fields = {"recovered_on": (None, duty.recovered_on)}
        _act(self.actor, duty.milestone, NOTHING_TO_REPORT).record(duty, RECOVERED, fields)

    def _remind(self, duty: DutyToReport) -> None:
        if duty.report_by <= clock.today() + ENDS_SOON:
            subject = f"Uiterlijk {date_long(duty.report_by)} melden: {duty.milestone.label}"
            self._tell(duty, subject, duty.reason, "ends")

    def _reason(self, milestone: GrantMilestone, expected: Shortfall) -> str:
        links = milestone.indicator_links.all()
        names = {link.indicator.slug: str(link.indicator) for link in links}
        told = self.reasons.get(milestone.pk, "")
        return reason(expected, told=told, indicator=names.get(expected.indicator, ""))

    def _tell(self, duty: DutyToReport, subject: str, text: str, when: str) -> None:
        project, programme = duty.milestone.grant.project, self.programme.slug
        pillar = project.pillar.slug if project.pillar else ""
        message = Message(
            NoticeKind.DUTY,
            subject,
            f"{text} Meld het uiterlijk {date_long(duty.report_by)}.",
            reverse("duty", kwargs={"programme": programme, "duty": duty.pk}),
            programme,
            once=f"duty/{duty.pk}/{when}",
        )
        notify(controllers_of(programme) | managers_of(programme, pillar), actor=self.actor, message=message)


def _quarter_of_today(programme: Programme) -> Quarter | None:
    """The last quarter that has begun and is not frozen."""
    rows = ReportingPeriod.objects.filter(programme=programme, quarter__lte=Quarter.of(clock.today()))
    last = rows.order_by("-quarter").first()
    return last.quarter if last and last.state != PeriodState.FROZEN else None


def _expected(
    risks: Iterable[RefundRisk],
) -> Iterator[tuple[tuple[UUID, str], tuple[Shortfall | None, bool]]]:
    """By grant and key of the milestone: what its stored forecast asks to be reported."""
    for row in risks:
        for milestone in row.derivation["milestones"]:
            forecast = milestone["forecast"]
            found = shortfall(
                Fraction(forecast["value"]), CreditBasis(forecast["basis"]), forecast["indicator"]
            )
            yield (row.grant_id, milestone["key"]), (found, row.illustrative)


def _standing(duty: DutyToReport) -> Standing:
    """What was entered without a ground (by a file) counts as expected by the manager."""
    basis = CreditBasis(duty.basis or CreditBasis.MANAGER)
    return Standing(DutyState(duty.state), Shortfall(duty.credit, basis, duty.indicator))


def _describe(duty: DutyToReport, expected: Shortfall) -> None:
    duty.credit, duty.basis, duty.indicator = expected.credit, expected.basis.value, expected.indicator


def _evidence(duty: DutyToReport, sending: Sending) -> Evidence | None:
    if sending.evidence_id is None:
        return None
    found = Evidence.objects.filter(pk=sending.evidence_id, project=duty.milestone.grant.project).first()
    if found is None:
        raise Invalid([Mistake("evidence", "Dit stuk hoort niet bij het project.")])
    return found


def _sending_mistakes(duty: DutyToReport, sending: Sending, proof: str) -> Iterator[Mistake]:
    if sending.sent_on > clock.today():
        yield Mistake("sent_on", "Deze dag moet nog komen. Leg de melding vast als zij is verzonden.")
    if sending.sent_on < duty.opened_on:
        yield Mistake("sent_on", f"De meldplicht ontstond pas op {date_nl(duty.opened_on)}.")
    if sending.file and sending.evidence_id:
        yield Mistake("evidence", "Kies een stuk van het project of een nieuw bestand, niet allebei.")
    if not proof:
        yield Mistake("proof", "Vul een kenmerk in of voeg een stuk toe: zonder bewijs is er niet gemeld.")
    if len(proof) > LONGEST_PROOF:
        yield Mistake("proof", f"Schrijf het kenmerk in ten hoogste {LONGEST_PROOF} tekens.")


def _act(actor: Viewer, milestone: GrantMilestone, reason_given: str = "") -> Act:
    project = milestone.grant.project
    return Act(actor, project.programme.slug, project.scope, reason_given)
