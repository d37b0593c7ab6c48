"""Records the state's final decision on a grant; from then on its ledger is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from funding.models import Grant, Settlement
from funding.services.ledger import announce, lock_grants
from funding.settlement import DECIDED_AMOUNT_TOO_HIGH
from izaportal.core import clock
from izaportal.core.edits import Act, told
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.money import cents
from izaportal.core.viewer import Viewer

SETTLED, CHANGED = "vastgesteld", "gewijzigd"
FIELDS = ("decided_on", "settled_amount", "document")
LONGEST_DOCUMENT = 200


@dataclass(frozen=True, slots=True)
class FinalDecision:
    """`document` is the reference of the state's letter; `reason` why an earlier entry is changed."""

    decided_on: date
    amount: Decimal
    document: str
    reason: str = ""


@transaction.atomic
def settle(*, actor: Viewer, grant: Grant, decision: FinalDecision) -> Settlement:
    """Record the decision, or change what was recorded of it, with a reason; the same again changes nothing.

    Raises NotAllowed, and Invalid with what is wrong at its field.
    """
    project = grant.project
    if not actor.controls(project.programme.slug):
        raise NotAllowed("Alleen de controller van dit programma legt de vaststelling vast.")
    lock_grants(project.programme, {grant.pk})
    known = Settlement.objects.filter(grant=grant).first()
    wanted = (decision.decided_on, decision.amount, decision.document.strip())
    if known and wanted == tuple(getattr(known, name) for name in FIELDS):
        return known
    if mistakes := list(_mistakes(grant, decision, is_change=known is not None)):
        raise Invalid(mistakes)
    row = known or Settlement(grant=grant)
    before = {name: told(row, name) if known else None for name in FIELDS}
    row.decided_on, row.settled_amount, row.document = wanted
    row.save()
    changes = {name: (before[name], told(row, name)) for name in FIELDS if before[name] != told(row, name)}
    act = Act(actor, project.programme.slug, project.scope, decision.reason.strip())
    act.record(row, CHANGED if known else SETTLED, changes)
    announce(
        actor=actor, programme=project.programme, facts=[(grant.pk, row.decided_on)], what="vaststelling"
    )
    return row


def _mistakes(grant: Grant, decision: FinalDecision, *, is_change: bool) -> Iterator[Mistake]:
    if decision.decided_on > clock.today():
        yield Mistake("decided_on", "Deze dag moet nog komen. Leg het besluit vast als het er is.")
    if decision.decided_on < grant.starts_on:
        yield Mistake("decided_on", "De subsidie liep toen nog niet.")
    if decision.amount < 0 or decision.amount != cents(decision.amount):
        yield Mistake("amount", "Dit is geen bedrag in hele centen van nul of meer.")
    if decision.amount > grant.award:
        yield Mistake("amount", DECIDED_AMOUNT_TOO_HIGH)
    if not decision.document.strip():
        yield Mistake("document", "Vul het kenmerk van het besluit in.")
    if len(decision.document) > LONGEST_DOCUMENT:
        yield Mistake("document", f"Schrijf het kenmerk in ten hoogste {LONGEST_DOCUMENT} tekens.")
    if is_change and not decision.reason.strip():
        yield Mistake("reason", "Schrijf waarom het vastgelegde besluit verandert, zoals na bezwaar.")
