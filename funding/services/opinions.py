"""Writes down what the insurer found and what the manager expects. Both only grow: the last one holds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import le
from uuid import UUID

from django.db import transaction

from funding.events import MoneyChanged
from funding.models import Grant, GrantMilestone, MilestoneForecast, MilestoneVerdict
from funding.selectors.agreements import manages, may_record_verdict
from izaportal.core import clock, edits, events
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.services.periods import DatedFact, frozen_mistakes
from projects.models import Evidence
from projects.services.editing import KeptFile, add_document
from regions.models import Organisation

RECORDED, LONGEST_LABEL = "vastgelegd", 200
VERDICT_FIELDS = ("achieved", "given_on", "given_by", "document", "evidence")
FORECAST_FIELDS = ("credit", "costs_at_end", "reason", "given_on")


@dataclass(frozen=True, slots=True)
class NewVerdict:
    """The insurer's, nobody else's. `given_by`, `evidence`: ids; `document`: by what it is known.

    `file` is the document itself, when it is not among the evidence of the project yet.
    """

    id: UUID
    achieved: bool
    given_on: date
    given_by: UUID | None = None
    document: str = ""
    evidence: UUID | None = None
    file: KeptFile | None = None


@dataclass(frozen=True, slots=True)
class NewForecast:
    """`credit` from 0 to 1; `costs_at_end` in euros, None: as agreed."""

    id: UUID
    credit: Decimal
    reason: str
    costs_at_end: Decimal | None = None


@transaction.atomic
def record_verdict(*, actor: Viewer, milestone_id: UUID, verdict: NewVerdict) -> AuditEntry | None:
    """Add the verdict; None when this one was added already.

    Raises NotAllowed without the right; Invalid with every mistake at its field: a day to come, one that has
    a verdict, one in the figures of a frozen quarter, a document of another project.
    """
    milestone, grant = _opened(milestone_id)
    if not may_record_verdict(actor, grant):
        raise NotAllowed("Alleen de controller en de programmamanager leggen een oordeel vast.")
    if _is_known(MilestoneVerdict, verdict.id, milestone):
        return None
    mistakes = _day_mistakes(milestone, grant, verdict.given_on, MilestoneVerdict)
    if mistakes := [*mistakes, *_reference_mistakes(grant, verdict)]:
        raise Invalid(mistakes)
    row = MilestoneVerdict(
        pk=verdict.id,
        milestone=milestone,
        achieved=verdict.achieved,
        given_on=verdict.given_on,
        given_by_id=verdict.given_by,
        document=verdict.document.strip(),
        evidence_id=_document(actor, grant, milestone, verdict),
    )
    return _recorded(actor, grant, row, "oordeel van de verzekeraar", VERDICT_FIELDS)


@transaction.atomic
def record_forecast(*, actor: Viewer, milestone_id: UUID, forecast: NewForecast) -> AuditEntry | None:
    """Add what the manager expects as of today; None when this one was added already.

    Raises NotAllowed for who does not manage the programme or the project's pillar; Invalid likewise.
    """
    milestone, grant = _opened(milestone_id)
    if not manages(actor, grant):
        raise NotAllowed("Alleen de programmamanager geeft een verwachting.")
    if _is_known(MilestoneForecast, forecast.id, milestone):
        return None
    today = clock.today()
    mistakes = _day_mistakes(milestone, grant, today, MilestoneForecast)
    if mistakes := [*mistakes, *_forecast_mistakes(forecast)]:
        raise Invalid(mistakes)
    row = MilestoneForecast(
        pk=forecast.id,
        milestone=milestone,
        credit=forecast.credit,
        costs_at_end=forecast.costs_at_end,
        reason=forecast.reason.strip(),
        given_on=today,
    )
    return _recorded(actor, grant, row, "verwachting van de manager", FORECAST_FIELDS)


def _opened(milestone_id: UUID) -> tuple[GrantMilestone, Grant]:
    """The milestone with its grant, locked so that opinions about it take turns."""
    milestone = GrantMilestone.objects.get(pk=milestone_id)
    grant = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("project__programme", "project__pillar")
        .get(pk=milestone.grant_id)
    )
    milestone.grant = grant
    return milestone, grant


def _is_known(
    model: type[MilestoneVerdict] | type[MilestoneForecast], pk: UUID, milestone: GrantMilestone
) -> bool:
    """Raises Refused when the id is one about another milestone."""
    known = model._default_manager.filter(pk=pk).first()
    if known is not None and known.milestone_id != milestone.pk:
        raise Refused("Dit hoort niet bij deze mijlpaal.")
    return known is not None


def _day_mistakes(
    milestone: GrantMilestone,
    grant: Grant,
    day: date,
    model: type[MilestoneVerdict] | type[MilestoneForecast],
) -> list[Mistake]:
    """An opinion counts in every quarter that ends on its day or later, and one of a day stands."""
    if day > clock.today():
        return [Mistake("given_on", "Deze dag moet nog komen.")]
    if model._default_manager.filter(milestone=milestone, given_on=day).exists():
        return [
            Mistake(
                "given_on",
                f"Van {date_nl(day)} is er al een, en die staat vast. Een nieuwe krijgt een latere datum.",
            )
        ]
    return frozen_mistakes([DatedFact(grant.project.programme_id, "given_on", partial(le, day))])


def _reference_mistakes(grant: Grant, verdict: NewVerdict) -> list[Mistake]:
    found = []
    if verdict.given_by and not Organisation.objects.filter(pk=verdict.given_by).exists():
        found.append(Mistake("given_by", "Deze organisatie is er niet meer."))
    documents = Evidence.objects.filter(project=grant.project_id)
    if verdict.evidence and verdict.file:
        found.append(Mistake("file", "Kies een document uit de lijst of een bestand, niet allebei."))
    if verdict.evidence and not documents.filter(pk=verdict.evidence).exists():
        found.append(Mistake("evidence", "Dit document hoort niet bij het project van deze subsidie."))
    return found


def _document(actor: Viewer, grant: Grant, milestone: GrantMilestone, verdict: NewVerdict) -> UUID | None:
    """The id of the document, which is added to the evidence of the project when it came along."""
    if verdict.file is None:
        return verdict.evidence
    label = verdict.document.strip() or f"Oordeel over {milestone.label}"[:LONGEST_LABEL]
    act = Act(actor, grant.project.programme.slug, grant.scope)
    return add_document(grant.project, act, label=label, file=verdict.file).pk


def _forecast_mistakes(forecast: NewForecast) -> list[Mistake]:
    found = []
    if not 0 <= forecast.credit <= 1:
        found.append(Mistake("credit", "Kies iets van 0 tot en met 100 %."))
    if not forecast.reason.strip():
        found.append(Mistake("reason", "Schrijf op waarop uw verwachting rust."))
    if forecast.costs_at_end is not None and forecast.costs_at_end < 0:
        found.append(Mistake("costs_at_end", "Kosten zijn nul of meer."))
    return found


def _recorded(
    actor: Viewer,
    grant: Grant,
    row: MilestoneVerdict | MilestoneForecast,
    what: str,
    fields: tuple[str, ...],
) -> AuditEntry:
    row.save(force_insert=True)
    programme = grant.project.programme.slug
    events.announce(MoneyChanged(programme, frozenset({grant.pk}), row.given_on, actor.name, what))
    told = {name: (None, edits.told(row, name)) for name in fields}
    return Act(actor, programme, grant.scope).record(row, RECORDED, told)
