"""What a plan states of its projects, each with only what a test is about."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from izaportal.reporting.selectors.board_rows import StatedEffect
from tests.web.board.samples import stated

_EFFECT = StatedEffect(
    project="mgn",
    project_name="Netwerken",
    pillar="p1",
    kind="hours_freed",
    lower=Decimal(100),
    upper=Decimal(100),
    unit="uur",
    period="",
    note="",
    place="projectentabel",
    is_default=True,
)


def effect(project: str, amount: str, **changed: Any) -> StatedEffect:
    value = Decimal(amount)
    row = replace(_EFFECT, project=project, project_name=project.upper(), lower=value, upper=value)
    return replace(row, **changed)


def hours(amount: str | None):
    return stated("hours_freed", amount, unit="uur")
