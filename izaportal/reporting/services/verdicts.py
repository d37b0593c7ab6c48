"""Puts a verdict in words in the place of the computed one, and takes it back."""

from django.db import transaction

from izaportal.core import audit, clock
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterVerdict
from pillars.locking import frozen_lock
from pillars.models import PeriodState, Programme, ReportingPeriod
from pillars.services.periods import held_period

NO_REASON = "Schrijf waarom; de reden staat straks bij het oordeel."
TOO_LONG = "Houd het oordeel bij hoogstens 300 tekens: een zin of twee die iemand kan herhalen."
LONGEST = 300


@transaction.atomic
def overrule_verdict(
    *, actor: Viewer, programme: Programme, quarter: Quarter, line: str, reason: str, computed: str
) -> QuarterVerdict | None:
    """An empty `line` gives way to the computed one again; None when that is how it was.

    `computed` is what the figures say now. Sending the same again adds nothing.

    Raises NotAllowed for who does not manage the programme, Refused of a frozen quarter, and Invalid without
    a reason or for too long a line.
    """
    if not actor.manages(programme.slug):
        raise NotAllowed("Alleen de programmamanager geeft een oordeel over het kwartaal.")
    period: ReportingPeriod = held_period(programme, quarter)
    if period.state == PeriodState.FROZEN:
        raise Refused(str(frozen_lock(period)))
    line, reason = line.strip(), reason.strip()
    if mistakes := _mistakes(line, reason):
        raise Invalid(mistakes)
    last = QuarterVerdict.objects.filter(programme=programme, quarter=quarter).order_by("-id").first()
    before = last.line if last is not None else ""
    if line == before and (last is None or not line or reason == last.reason):
        return last
    made = QuarterVerdict.objects.create(
        programme=programme,
        quarter=quarter,
        line=line,
        reason=reason,
        computed=computed,
        actor_id=actor.user_id,
        actor_name=actor.name,
        given_at=clock.now(),
    )
    _record(actor, made, before)
    return made


def _mistakes(line: str, reason: str) -> list[Mistake]:
    found = [] if reason else [Mistake("reason", NO_REASON)]
    return [*found, Mistake("line", TOO_LONG)] if len(line) > LONGEST else found


def _record(actor: Viewer, made: QuarterVerdict, before: str) -> None:
    label = f"{made.quarter.label}: {made}"
    audit.record(
        actor=actor,
        subject=audit.Subject(
            "oordeel over het kwartaal", str(made.pk), label, programme=made.programme.slug
        ),
        change=audit.Change(
            "overschreven" if made.line else "teruggenomen",
            {"oordeel": (before or None, made.line or None), "berekend": (None, made.computed)},
            made.reason,
        ),
    )
