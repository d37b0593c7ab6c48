"""Guards against one cost on two grants: refuses it, or keeps why what looks alike is not the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db import transaction

from funding.doubles import Cost, Double, Likeness, Seen
from funding.models import DistinctCosts, Expenditure, Grant
from funding.selectors.doubles import costs_of, distinct_pairs, pair_of
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl, euro_cents
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme

EXPLAINED = "uitgelegd"


@dataclass(frozen=True, slots=True)
class NewCost:
    """A booking about to be added under its own id. `confirmation`: why it is not one that it looks like."""

    cost: Cost
    confirmation: str = ""

    @classmethod
    def of(cls, row: Expenditure, confirmation: str) -> Self:
        cost = Cost(
            str(row.pk),
            str(row.grant_id),
            str(row.grant.project_id),
            row.amount,
            row.day_of_performance,
            row.reference,
            row.description,
        )
        return cls(cost, confirmation)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one of the new costs, by its place among them, is refused; whether a confirmation would help."""

    place: int
    sentence: str
    may_be_explained: bool


@dataclass(frozen=True, slots=True)
class Doubles:
    """What new costs look like: some are refused, and `explained` is to be kept once they are stored."""

    refused: tuple[Refusal, ...]
    explained: tuple[DistinctCosts, ...]

    def keep(self) -> None:
        DistinctCosts.objects.bulk_create(self.explained)


class Booked:
    """What a programme has booked, for new costs to be held against. It remembers these as well, so that a
    file can be held against it piece by piece.

    The programme is held until the transaction ends: two bookings of one bill take turns. Hold the grants
    before it.
    """

    def __init__(self, programme: Programme, *, like: Sequence[Cost] | None = None) -> None:
        """`like`: only what these costs could be the same as; without it everything. Two queries more."""
        hold(programme)
        self._seen = Seen(distinct_pairs(programme))
        for cost in sorted(costs_of(programme.pk, like=like), key=lambda cost: cost.key):
            self._seen.add(cost)

    def compare(self, new: Sequence[NewCost]) -> Doubles:
        """Each cost against what is booked and the new ones before it; writes nothing.

        The same bill, day and amount on two grants is refused whatever is said; what is merely alike needs a
        confirmation.
        """
        refused, explained = [], []
        for place, one in enumerate(new):
            double = self._seen.add(one.cost)
            if double is None:
                continue
            if double.likeness is Likeness.SAME or not one.confirmation.strip():
                refused.append((place, double))
            else:
                explained.append(_explained(double, one.confirmation))
        return Doubles(tuple(_refusals(refused)), tuple(explained))


def hold(programme: Programme) -> None:
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme.pk)


@transaction.atomic
def explain_double(
    *, actor: Viewer, programme: Programme, first: UUID, second: UUID, reason: str
) -> AuditEntry | None:
    """Write down why two bookings are not one cost; None when that was done already.

    Raises NotAllowed for who does not control the programme, Invalid without a reason, Refused when the two
    are not alike, or certainly one.
    """
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller legt uit waarom twee boekingen niet dezelfde zijn.")
    if not reason.strip():
        raise Invalid([Mistake("reason", "Schrijf op waarom dit twee verschillende kosten zijn.")])
    hold(programme)
    if DistinctCosts.objects.filter(first=first, second=second).exists():
        return None
    double = pair_of(actor, programme, first=first, second=second)
    if double is None:
        raise Refused("Deze twee boekingen lijken niet op elkaar; er valt niets uit te leggen.")
    if double.likeness is Likeness.SAME:
        raise Refused("Kenmerk, dag en bedrag zijn gelijk: boek een van beide tegen.")
    row = _explained(double, reason)
    row.save(force_insert=True)
    told = {"boekingen": (None, [described(double.earlier), described(double.later)])}
    return Act(actor, programme.slug, reason=reason.strip()).record(row, EXPLAINED, told)


def described(cost: Cost) -> str:
    """`€ 1.000,00 op 15-08-2026 (F-1)`."""
    words = f"{euro_cents(cost.amount)} op {date_nl(cost.performed_on)}"
    named = cost.reference or cost.description
    return f"{words} ({named})" if named else words


def _explained(double: Double, reason: str) -> DistinctCosts:
    first, second = map(UUID, double.pair)
    return DistinctCosts(first_id=first, second_id=second, reason=reason.strip())


def _refusals(found: Sequence[tuple[int, Double]]) -> Iterable[Refusal]:
    """Each names the cost that was there."""
    if not found:
        return
    grants = Grant.objects.filter(pk__in={UUID(double.earlier.grant) for _, double in found})
    slugs = dict(grants.values_list("pk", "slug"))
    for place, double in found:
        sentence = _sentence(double.likeness, double.earlier, slugs[UUID(double.earlier.grant)])
        yield Refusal(place, sentence, double.likeness is not Likeness.SAME)


def _sentence(likeness: Likeness, other: Cost, grant: str) -> str:
    cost = described(other)
    if likeness is Likeness.SAME:
        return (
            f"staat al op subsidie {grant}: {cost}. Eén kost kan niet op twee subsidies; van een gesplitste "
            "factuur krijgt elk deel een eigen kenmerk"
        )
    if likeness is Likeness.REFERENCE:
        return (
            f"het kenmerk staat ook op subsidie {grant}: {cost}. Is de factuur gesplitst, schrijf dat dan op"
        )
    return (
        f"lijkt op een boeking op subsidie {grant}: {cost}. Zijn het toch twee kosten, schrijf dan op waarom"
    )
