"""Inhabitants of municipalities: what a list of members tells beside the names."""

from collections.abc import Iterable

from regions.models import Population


def latest_inhabitants(codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(year, inhabitants) per CBS code, of the last year known. Public figures, no viewer needed."""
    rows = Population.objects.filter(municipality__code__in=list(codes)).order_by("year")
    return {
        code: (year, inhabitants)
        for code, year, inhabitants in rows.values_list("municipality__code", "year", "inhabitants")
    }
