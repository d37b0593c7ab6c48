"""Guards against one cost on two grants: refuses it, or keeps why what looks alike is not the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from funding.doubles import Cost, Double, Likeness, doubles
from funding.models import DistinctCosts, Expenditure, Grant
from funding.selectors.doubles import costs_like, distinct_pairs, pair_of
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

    row: Expenditure
    confirmation: str = ""

    @property
    def cost(self) -> Cost:
        row = self.row
        return Cost(
            str(row.pk),
            str(row.grant_id),
            str(row.grant.project_id),
            row.amount,
            row.day_of_performance,
            row.reference,
            row.description,
        )


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


def find_doubles(programme: Programme, new: Sequence[NewCost]) -> Doubles:
    """Compare new costs with each other and with what is booked; three queries, writes nothing.

    The same bill, day and amount on two grants is refused whatever is said; what is merely alike needs a
    confirmation. The programme is held until the transaction ends: two bookings of one bill take turns.
    """
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme.pk)
    places = {str(one.row.pk): place for place, one in enumerate(new)}
    costs = [one.cost for one in new]
    known = costs_like(programme.pk, costs)
    found = doubles([*known, *costs], distinct=distinct_pairs(programme))
    refused: list[tuple[int, Double]] = []
    explained = []
    for double in found:
        place = places.get(double.later.key)
        if place is None:
            continue
        confirmation = new[place].confirmation
        if double.likeness is Likeness.SAME or not confirmation.strip():
            refused.append((place, double))
        else:
            explained.append(_explained(double, confirmation))
    return Doubles(tuple(_refusals(refused)), tuple(explained))


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
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme.pk)
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
    if not found:
        return
    grants = Grant.objects.filter(pk__in={UUID(double.earlier.grant) for _, double in found})
    slugs = dict(grants.values_list("pk", "slug"))
    for place, double in found:
        sentence = _sentence(double, slugs[UUID(double.earlier.grant)])
        yield Refusal(place, sentence, double.likeness is not Likeness.SAME)


def _sentence(double: Double, grant: str) -> str:
    cost = described(double.earlier)
    if double.likeness is Likeness.SAME:
        return (
            f"staat al op subsidie {grant}: {cost}. Eén kost kan niet op twee subsidies; van een gesplitste "
            "factuur krijgt elk deel een eigen kenmerk"
        )
    if double.likeness is Likeness.REFERENCE:
        return (
            f"het kenmerk staat ook op subsidie {grant}: {cost}. Is de factuur gesplitst, schrijf dat dan op"
        )
    return (
        f"lijkt op een boeking op subsidie {grant}: {cost}. Zijn het toch twee kosten, schrijf dan op waarom"
    )
