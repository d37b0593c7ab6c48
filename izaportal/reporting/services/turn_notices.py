"""Tells those concerned that an indicator fell behind: once a quarter, and quiet again on recovery."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from funding.models import MilestoneIndicator
from funding.refund import Source
from izaportal.accounts.holders import controllers_of, leads_of, managers_of
from izaportal.core.formatting import euro
from izaportal.core.money import ZERO
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify, take_back
from kpis.events import StatusesChanged
from kpis.selectors.turns import Turn, turns

TELLER = Viewer.system("Herberekening")


@dataclass
class Hanging:
    """What state money hangs on an indicator: amounts of milestones, and the projects that must earn them."""

    amount: Decimal = ZERO
    projects: set[str] = field(default_factory=set)


def tell_of_turns(event: StatusesChanged) -> int:
    """How many people were told."""
    found = turns(event.quarter, event.results)
    red = [turn for turn in found if turn.is_red]
    for turn in found:
        if turn.is_over:
            take_back(_occasion(event.programme, event.quarter, turn))
    hanging = _hanging_on([turn.indicator.pk for turn in red])
    return sum(_tell(event, turn, hanging.get(turn.indicator.pk, Hanging())) for turn in red)


def _occasion(programme: str, quarter: Quarter, turn: Turn) -> str:
    return f"red/{programme}/{quarter}/{turn.indicator.pk}"


def _hanging_on(indicators: Iterable[UUID]) -> dict[UUID, Hanging]:
    """Of state grants, which go back for a missed result, and only what the insurer did not judge yet."""
    links = MilestoneIndicator.objects.filter(
        indicator__in=list(indicators),
        milestone__grant__source=Source.SPUK,
        milestone__verdicts__isnull=True,
    )
    found: dict[UUID, Hanging] = defaultdict(Hanging)
    rows = links.values_list("indicator", "milestone__amount", "milestone__grant__project__slug")
    for indicator, amount, project in rows:
        found[indicator].amount += amount
        found[indicator].projects.add(project)
    return found


def _tell(event: StatusesChanged, turn: Turn, hanging: Hanging) -> int:
    indicator = turn.indicator
    message = Message(
        kind=NoticeKind.STATUS,
        subject=f"{event.quarter.label}: {indicator} ligt nu achter",
        text=" ".join(filter(None, [turn.sentence, _money(hanging)])),
        url=_place(event, turn),
        programme=event.programme,
        once=_occasion(event.programme, event.quarter, turn),
    )
    return notify(_concerned(event.programme, turn, hanging), actor=TELLER, message=message)


def _concerned(programme: str, turn: Turn, hanging: Hanging) -> frozenset[UUID]:
    """Leads of its project and of those that earn money by it, managers of pillar and programme, and the
    controller when money hangs on it."""
    project, pillar = turn.indicator.project, turn.indicator.pillar
    slugs = hanging.projects | ({project.slug} if project else set())
    people = managers_of(programme, pillar.slug if pillar else "")
    if slugs:
        people |= leads_of(programme, *sorted(slugs))
    return people | controllers_of(programme) if hanging.amount else people


def _money(hanging: Hanging) -> str:
    return f"Aan dit resultaat hangt {euro(hanging.amount)} SPUK." if hanging.amount else ""


def _place(event: StatusesChanged, turn: Turn) -> str:
    place = {"programme": event.programme, "indicator": turn.indicator.slug}
    return f"{reverse('indicator', kwargs=place)}?kwartaal={event.quarter}"
