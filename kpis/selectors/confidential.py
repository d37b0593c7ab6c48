"""Indicators that never stand on a public page, as the source calls something of them confidential."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from kpis.models import Indicator, Measurement, Target
from pillars.models import Programme


def confidential_indicators(programme: Programme) -> QuerySet[Indicator]:
    """Marked themselves, or by a target or a measurement. For who publishes, so without viewer."""
    return Indicator.objects.filter(programme=programme).filter(
        Q(confidential=True)
        | Exists(Target.objects.filter(indicator=OuterRef("pk"), confidential=True))
        | Exists(Measurement.objects.filter(indicator=OuterRef("pk"), confidential=True))
    )
