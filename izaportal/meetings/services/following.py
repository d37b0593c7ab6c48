"""Follows decisions up: step by step, until evidence closes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from izaportal.core import edits
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ENDED, FollowUp
from izaportal.meetings.models import FollowUpStep
from izaportal.meetings.selectors.following import latest_steps, may_follow_up
from izaportal.meetings.services.keeping import require_standing
from projects.models import Decision, DecisionCondition, Evidence

LONGEST_PROOF = 200


@dataclass(frozen=True, slots=True)
class NewStep:
    """`condition`: of which one (id), None for the decision as a whole. `seen`: the number of the step that
    the author saw as the last, 0 before any. `evidence`: of one of the decision's projects (id)."""

    state: FollowUp
    seen: int
    condition: UUID | None = None
    evidence: UUID | None = None
    proof: str = ""
    note: str = ""


@transaction.atomic
def take_step(*, actor: Viewer, decision_id: UUID, new: NewStep) -> FollowUpStep | None:
    """Add a step; None when the last one says the same.

    Raises NotAllowed, Refused when another took a step meanwhile, Invalid with every mistake at its field:
    done asks for evidence, lapsed and opened again ask why, and a decision is done after its conditions.
    """
    decision = _held(decision_id)
    if not may_follow_up(actor, decision):
        raise NotAllowed("Alleen de secretaris, de programmamanager en de projectleider volgen dit op.")
    require_standing(decision)
    condition = _condition(decision, new.condition)
    steps = latest_steps([decision.pk])
    last = steps.get((decision.pk, new.condition))
    evidence = _evidence(decision, new)
    if last is not None and _tells(last) == (new.state, new.evidence, new.proof.strip(), new.note.strip()):
        return None
    if (last.number if last else 0) != new.seen:
        raise Refused("Iemand anders legde intussen een stap vast. Kijk wat er nu staat.")
    mistakes = [*_mistakes(new, last)]
    if condition is None and new.state == FollowUp.DONE:
        mistakes += _open_conditions(decision, steps)
    if mistakes:
        raise Invalid(mistakes)
    step = FollowUpStep.objects.create(
        decision=decision,
        condition=condition,
        number=new.seen + 1,
        state=new.state,
        evidence=evidence,
        proof=new.proof.strip(),
        note=new.note.strip(),
        taken_by=actor.name,
    )
    before = last.state if last else FollowUp.OPEN.value
    told = {"state": (before, step.state), "proof": (None, evidence.label if evidence else step.proof)}
    Act(actor, decision.programme.slug, reason=step.note).record(step, edits.CHANGED, told)
    return step


def _held(decision_id: UUID) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("programme", "body").prefetch_related(
        "projects__pillar", "projects__programme"
    )
    return rows.get(pk=decision_id)


def _condition(decision: Decision, condition: UUID | None) -> DecisionCondition | None:
    if condition is None:
        return None
    found = decision.conditions.filter(pk=condition).first()
    if found is None:
        raise Refused("Deze voorwaarde hoort niet bij het besluit.")
    return found


def _evidence(decision: Decision, new: NewStep) -> Evidence | None:
    if new.evidence is None:
        return None
    found = Evidence.objects.filter(pk=new.evidence, project__in=decision.projects.all()).first()
    if found is None:
        raise Invalid([Mistake("evidence", "Dit stuk hoort niet bij een project van het besluit.")])
    return found


def _tells(step: FollowUpStep) -> tuple[str, UUID | None, str, str]:
    return (step.state, step.evidence_id, step.proof, step.note)


def _mistakes(new: NewStep, last: FollowUpStep | None) -> Iterator[Mistake]:
    if new.state == FollowUp.DONE and not (new.evidence or new.proof.strip()):
        yield Mistake("evidence", "Kies een bewijsstuk of vul een kenmerk in: zonder bewijs is het niet af.")
    if len(new.proof.strip()) > LONGEST_PROOF:
        yield Mistake("proof", f"Schrijf het kenmerk in ten hoogste {LONGEST_PROOF} tekens.")
    reopens = last is not None and last.state in ENDED and new.state not in ENDED
    if (new.state == FollowUp.LAPSED or reopens) and not new.note.strip():
        yield Mistake("note", "Schrijf waarom.")


def _open_conditions(
    decision: Decision, steps: dict[tuple[UUID, UUID | None], FollowUpStep]
) -> Iterator[Mistake]:
    waiting = [
        condition.label
        for condition in decision.conditions.all()
        if (step := steps.get((decision.pk, condition.pk))) is None or step.state not in ENDED
    ]
    if waiting:
        yield Mistake("state", f"Sluit eerst de voorwaarden: {'; '.join(waiting)}.")
