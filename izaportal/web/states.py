"""The stored states that pages tell apart. Pages do not import models; a test holds these to theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from izaportal.core.quarter import Quarter

if TYPE_CHECKING:
    from pillars.models import ReportingPeriod

FROZEN, CLOSED, OPEN = "frozen", "closed", "open"
SUBMITTED, APPROVED = "submitted", "approved"
TARGET_TO_BE_DETERMINED, NO_TARGET = "to_be_determined", "none"


def status_quarter(periods: Iterable[ReportingPeriod]) -> tuple[Quarter, bool] | None:
    """(quarter, frozen) whose status the page shows: the last frozen one, else the last one that is over."""
    listed = list(periods)
    frozen = [row for row in listed if row.state == FROZEN]
    over = [row for row in listed if not row.is_observed]
    last = (frozen or over or listed)[-1:]
    return (last[0].quarter, bool(frozen)) if last else None
