"""Tells those concerned that an indicator fell behind: once a quarter, and quiet again on recovery."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from funding.models import MilestoneIndicator
from funding.refund import Source
from izaportal.accounts.holders import controllers_of, leads_in, managers_in
from izaportal.core.formatting import euro
from izaportal.core.money import ZERO
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify_each, take_back
from kpis.events import StatusesChanged
from kpis.selectors.turns import Turn, turns

TELLER = Viewer.system("Herberekening")


@dataclass
class Hanging:
    """What state money hangs on an indicator: amounts of milestones, and the projects that must earn them."""

    amount: Decimal = ZERO
    projects: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Roles:
    """Leads by their project, and managers by their pillar, those of the whole programme under ""."""

    leads: Mapping[str, frozenset[UUID]]
    managers: Mapping[str, frozenset[UUID]]
    controllers: frozenset[UUID]

    @classmethod
    def of(cls, programme: str) -> "_Roles":
        return cls(leads_in(programme), managers_in(programme), controllers_of(programme))

    def concerned(self, turn: Turn, hanging: Hanging) -> frozenset[UUID]:
        """Leads of its project and of those that earn money by it, managers of pillar and programme, and the
        controller when money hangs on it."""
        project, pillar = turn.indicator.project, turn.indicator.pillar
        projects = hanging.projects | ({project.slug} if project else set())
        pillars = {"", pillar.slug} if pillar else {""}
        people = (
            *(self.leads.get(slug, frozenset()) for slug in projects),
            *(self.managers.get(slug, frozenset()) for slug in pillars),
            self.controllers if hanging.amount else frozenset[UUID](),
        )
        return frozenset[UUID]().union(*people)


def tell_of_turns(event: StatusesChanged) -> int:
    """How many notices it gave; a fixed number of queries, as a new threshold may turn hundreds at once."""
    found = turns(event.quarter, event.results)
    take_back(*(_occasion(event, turn) for turn in found if turn.is_over))
    red = [turn for turn in found if turn.is_red]
    if not red:
        return 0
    hanging = _hanging_on([turn.indicator.pk for turn in red])
    roles = _Roles.of(event.programme)
    told = {}
    for turn in red:
        hangs = hanging.get(turn.indicator.pk, Hanging())
        told[_message(event, turn, hangs)] = roles.concerned(turn, hangs)
    return notify_each(told, actor=TELLER)


def _occasion(event: StatusesChanged, turn: Turn) -> str:
    return f"red/{event.programme}/{event.quarter}/{turn.indicator.pk}"


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


def _message(event: StatusesChanged, turn: Turn, hanging: Hanging) -> Message:
    return Message(
        kind=NoticeKind.STATUS,
        subject=f"{event.quarter.label}: {turn.indicator} ligt nu achter",
        text=" ".join(filter(None, [turn.sentence, _money(hanging)])),
        url=_place(event, turn),
        programme=event.programme,
        once=_occasion(event, turn),
    )


def _money(hanging: Hanging) -> str:
    return f"Aan dit resultaat hangt {euro(hanging.amount)} SPUK." if hanging.amount else ""


def _place(event: StatusesChanged, turn: Turn) -> str:
    place = {"programme": event.programme, "indicator": turn.indicator.slug}
    return f"{reverse('indicator', kwargs=place)}?kwartaal={event.quarter}"
