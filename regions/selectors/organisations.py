"""Organisations to choose from, and the inhabitants of municipalities."""

from collections.abc import Iterable

from regions.models import Organisation, OrganisationKind, Population


def latest_inhabitants(codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(year, inhabitants) per CBS code, of the last year known. Public figures, no viewer needed."""
    rows = Population.objects.filter(municipality__code__in=list(codes)).order_by("year")
    return {
        code: (year, inhabitants)
        for code, year, inhabitants in rows.values_list("municipality__code", "year", "inhabitants")
    }


def insurer_choices() -> list[tuple[str, str]]:
    """(id, name) of the health insurers, by name. Public, no viewer needed."""
    rows = Organisation.objects.filter(kind=OrganisationKind.INSURER).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def organisation_choices() -> list[tuple[str, str]]:
    """(id, name) of every organisation, by name. Public, no viewer needed."""
    rows = Organisation.objects.order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]
