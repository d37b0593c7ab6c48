"""Holds an indicator until the transaction ends: two who change something of it wait for each other."""

from uuid import UUID

from kpis.models import Indicator


def held_indicator(indicator_id: UUID) -> Indicator:
    """As it is stored now. Raises Indicator.DoesNotExist for one that was taken away meanwhile."""
    return (
        Indicator.objects.select_for_update(of=("self",), no_key=True)
        .select_related("programme", "pillar", "project")
        .order_by("pk")
        .get(pk=indicator_id)
    )
