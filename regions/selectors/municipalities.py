"""Municipalities; that they exist is public."""

from regions.models import Municipality


def is_known(code: str) -> bool:
    """Whether a municipality has this CBS code."""
    return Municipality.objects.filter(code=code).exists()
