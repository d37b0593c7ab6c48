"""The two risks of insurers' money (ZVW): a payment that does not come, and money of a year that is gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.choices import PAYMENT_WORDS
from funding.payment import (
    ConditionFacts,
    LapseYear,
    PaymentFigures,
    PaymentState,
    YearState,
    missed_because,
    payment_figures,
)
from funding.selectors.dashboard import Payment
from funding.selectors.insurers_money import ProjectLapse
from izaportal.core.formatting import with_unit
from izaportal.core.money import add
from izaportal.core.quarter import Quarter
from izaportal.web.link import Link
from izaportal.web.refund.words import MISSED_WORDS, YEAR_WORDS
from kpis.targets import Direction

if TYPE_CHECKING:
    from funding.models import PaymentCondition

# The way to a payment; what is refused leaves it.
STEPS = (PaymentState.PLANNED, PaymentState.CLAIMED, PaymentState.APPROVED, PaymentState.PAID)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps to a payment, and whether the condition is past it or there now."""

    label: str
    stage: str


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """`missed` says why the money does not come, empty while it still may."""

    project: str
    label: str
    asks: Link | None
    due: date
    amount: Decimal
    steps: tuple[Step, ...]
    is_refused: bool
    missed: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """A project's money of a year; `spent` and `unused` are None where spending is not recorded."""

    project: str
    year: int
    budget: Decimal
    spent: Decimal | None
    unused: Decimal | None
    state: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Insurers:
    """`lapsed` and `still_open` are None where nothing is known of spending; `unknown` projects lack it."""

    conditions: tuple[ConditionLine, ...]
    figures: PaymentFigures | None
    years: tuple[YearLine, ...]
    lapsed: Decimal | None
    still_open: Decimal | None
    unknown: int
    illustrative: bool


def insurers(
    payments: Iterable[Payment],
    asked: Iterable[PaymentCondition],
    lapses: Iterable[ProjectLapse],
    quarter: Quarter,
) -> Insurers:
    """`payments` as the quarter shows them, `asked` as they are agreed now: what they ask has no history."""
    listed, told = list(payments), list(lapses)
    facts = [ConditionFacts(str(place), one.amount, one.due, one.state) for place, one in enumerate(listed)]
    conditions = {(row.grant.project.name, row.label, row.due): row for row in asked}
    known = [one.figures for one in told if one.figures is not None]
    return Insurers(
        conditions=tuple(
            _condition(one, fact, conditions.get((one.project, one.label, one.due)), quarter)
            for one, fact in zip(listed, facts, strict=True)
        ),
        figures=payment_figures(facts, quarter=quarter) if facts else None,
        years=tuple(line for one in told for line in _years(one)),
        lapsed=add(figures.lapsed for figures in known) if known else None,
        still_open=add(figures.open for figures in known) if known else None,
        unknown=len(told) - len(known),
        illustrative=any(one.illustrative for one in listed) or any(one.illustrative for one in told),
    )


def _condition(
    one: Payment, fact: ConditionFacts, row: PaymentCondition | None, quarter: Quarter
) -> ConditionLine:
    missed = missed_because(fact, as_of=quarter.last_day)
    return ConditionLine(
        project=one.project,
        label=one.label,
        asks=None if row is None else _asks(row),
        due=one.due,
        amount=one.amount,
        steps=tuple(_steps(one.state)),
        is_refused=one.state is PaymentState.REFUSED,
        missed=MISSED_WORDS[missed] if missed else "",
    )


def _asks(row: PaymentCondition) -> Link | None:
    if row.indicator is None or row.threshold is None:
        return None
    place = {"programme": row.grant.project.programme.slug, "indicator": row.indicator.slug}
    name = row.indicator.code or row.indicator.name
    beyond = "of minder" if row.indicator.direction == Direction.DOWN else "of meer"
    return Link(
        f"{name}: {with_unit(row.threshold, row.indicator.unit)} {beyond}",
        reverse("indicator", kwargs=place),
    )


def _steps(state: PaymentState) -> Iterable[Step]:
    here = STEPS.index(state) if state in STEPS else -1
    for place, step in enumerate(STEPS):
        yield Step(PAYMENT_WORDS[step], "past" if place < here else "now" if place == here else "later")


def _years(one: ProjectLapse) -> Iterable[YearLine]:
    if one.figures is None:
        for year, budget in sorted(one.budget.items()):
            yield YearLine(one.project_name, year, budget, None, None, "besteding niet vastgelegd", False)
        return
    yield from (_year(one.project_name, year) for year in one.figures.years)


def _year(project: str, year: LapseYear) -> YearLine:
    is_gone = year.state is YearState.OVER and year.unused > 0
    word = "alles gebruikt" if not year.unused else YEAR_WORDS[year.state]
    return YearLine(project, year.year, year.budget, year.spent, year.unused, word, is_gone)
