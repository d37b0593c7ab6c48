"""How far a payment condition was at the end of a quarter."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from funding.models import PaymentStep
from izaportal.core.quarter import Quarter


def state_at(quarter: Quarter) -> Coalesce:
    """To annotate payment conditions with.

    A step after the quarter's last day has not happened yet: the first such step tells what it came from.
    """
    later = PaymentStep.objects.filter(condition=OuterRef("pk"), happened_on__gt=quarter.last_day)
    before = later.order_by("happened_on", "id").values("came_from")[:1]
    return Coalesce(Subquery(before), F("state"))
