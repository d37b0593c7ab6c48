"""Bookings that stand, as the rule about double costs wants them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import CharField, Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, Trim, Upper

from funding.doubles import Cost, Double, Pair, doubles, normal
from funding.models import DistinctCosts, Expenditure, ExpenditureKind
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

MANY = 1000  # above this it is quicker to read all bookings than to ask for those that are alike
BILL, SIGN = Upper(Trim("reference")), "|"
DAY = Coalesce("concerns_on", "performed_on")
SIGNED = Concat(
    Cast("grant__project", TextField()),
    Value(SIGN),
    Cast(DAY, TextField()),
    Value(SIGN),
    Cast("amount", TextField()),
    Value(SIGN),
    Upper(Trim("description")),
    output_field=CharField(),
)


def doubles_of(viewer: Viewer, programme: Programme) -> list[Double]:
    """What seems to be booked twice in the programme and is not explained, last booked first; two queries."""
    rows = _standing(programme.pk).filter(grant__project__programme__in=visible_ids(viewer))
    rows = rows.annotate(bill=BILL, signed=SIGNED)
    on_two = Count("grant", distinct=True)
    bills = rows.exclude(bill="").order_by().values("bill").annotate(grants=on_two).filter(grants__gt=1)
    alike = rows.exclude(description="").order_by().values("signed").annotate(grants=on_two)
    found = rows.filter(
        Q(bill__in=bills.values("bill")) | Q(signed__in=alike.filter(grants__gt=1).values("signed"))
    )
    return doubles(_costs(found), distinct=distinct_pairs(programme))[::-1]


def costs_of(programme: UUID, *, like: Sequence[Cost] | None = None) -> Iterable[Cost]:
    """For services: what the programme has booked, or only what one of these costs could be the same as; one
    query."""
    rows = _standing(programme)
    if like is not None and len(like) <= MANY:
        bills = {normal(cost.reference) for cost in like} - {""}
        days, amounts = {cost.performed_on for cost in like}, {cost.amount for cost in like}
        rows = rows.annotate(bill=BILL, day=DAY).filter(
            Q(bill__in=bills) | Q(day__in=days, amount__in=amounts)
        )
    return _costs(rows)


def distinct_pairs(programme: Programme) -> frozenset[Pair]:
    """Pairs of bookings that somebody explained, by their ids; of the pair the earlier one first."""
    rows = DistinctCosts.objects.filter(first__grant__project__programme=programme)
    return frozenset((str(first), str(second)) for first, second in rows.values_list("first", "second"))


def pair_of(viewer: Viewer, programme: Programme, *, first: UUID, second: UUID) -> Double | None:
    """The two bookings, when they are alike and not explained yet."""
    keys = (str(first), str(second))
    return next((one for one in doubles_of(viewer, programme) if one.pair == keys), None)


def _standing(programme: UUID) -> QuerySet[Expenditure]:
    """What was not taken back."""
    rows = Expenditure.objects.filter(grant__project__programme=programme, reversal__isnull=True)
    return rows.exclude(kind=ExpenditureKind.REVERSAL)


def _costs(rows: QuerySet[Expenditure]) -> Iterable[Cost]:
    fields = ("pk", "grant", "grant__project", "amount", "day", "reference", "description")
    for pk, grant, project, *rest in rows.annotate(day=DAY).values_list(*fields):
        yield Cost(str(pk), str(grant), str(project), *rest)
