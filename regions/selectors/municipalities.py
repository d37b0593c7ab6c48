"""Municipalities; that they exist is public."""

from collections.abc import Iterable, Mapping
from typing import Any

from regions.models import Boundary, Municipality


def is_known(code: str) -> bool:
    """Whether a municipality has this CBS code."""
    return Municipality.objects.filter(code=code).exists()


def names() -> dict[str, str]:
    """Of all municipalities by CBS code, in the order of their names."""
    return dict(Municipality.objects.order_by("name", "code").values_list("code", "name"))


def boundaries(codes: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Of these municipalities, by code, the boundaries that are known; where a place lies is for all."""
    rows = Boundary.objects.filter(municipality__code__in=list(codes))
    return dict(rows.values_list("municipality__code", "geometry"))
