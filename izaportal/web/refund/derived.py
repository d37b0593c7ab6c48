"""How each figure of a grant came about, told from the stored derivation: nothing is calculated anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.choices import CREDIT_BASIS_WORDS
from funding.credit import Credit
from funding.derivation import (
    Identity,
    Settling,
    expected_terms,
    identity,
    read_facts,
    read_milestones,
    settling_due,
    settling_now,
)
from funding.refund import UNASSIGNED, GrantFacts, MilestoneRisk
from funding.why import Told, share, why_due, why_forecast, why_now
from izaportal.core.formatting import Unknown, euro_cents
from izaportal.core.money import ZERO, cents
from izaportal.web.link import Link
from izaportal.web.refund.read import GrantFound
from izaportal.web.risk_words import SIX, FigureWords

if TYPE_CHECKING:
    from funding.models import GrantMilestone, MilestoneForecast


@dataclass(frozen=True, slots=True)
class CreditPart:
    """What part counts (`45 %`, `0 % tot 100 %`), what it rests on, and the sentence why."""

    part: str
    basis: str
    why: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MilestonePart:
    """A milestone as it entered the figures, in euros; `own` was booked to it, the rest was attributed."""

    key: str
    label: str
    obligation: str
    due: str
    amount: Decimal
    costs: Decimal
    own: Decimal
    attributed: Decimal
    costs_at_end: Decimal
    now: CreditPart
    due_credit: CreditPart
    forecast: CreditPart
    earned_now: Decimal
    covered_now: Decimal
    earned_due: Decimal
    covered_due: Decimal
    expected_high: Decimal
    expected_low: Decimal


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One of the six figures; `amount` None is *n.v.t.*, `low` differs from it where something is grey."""

    words: FigureWords
    amount: Decimal | None
    low: Decimal | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not None and self.low != self.amount

    @property
    def text(self) -> str:
        """`€ 900.000,00`, `van € 0,00 tot € 400,00`, `n.v.t.`"""
        high = euro_cents(self.amount, when_none=Unknown.NOT_APPLICABLE)
        return f"van {euro_cents(self.low)} tot {high}" if self.is_range else high


@dataclass(frozen=True, slots=True)
class Derived:
    """`now` and `due`: the sums behind *nog niet bevestigd* and *achterstand*."""

    figures: tuple[FigurePart, ...]
    milestones: tuple[MilestonePart, ...]
    now: Settling
    due: Settling
    identity: Identity | None
    facts: GrantFacts | None


def derived(found: GrantFound) -> Derived | None:
    """None while the quarter has no stored figures."""
    row = found.risk
    if row is None:
        return None
    facts, milestones = read_facts(row.derivation), read_milestones(row.derivation)
    return Derived(
        figures=tuple(
            FigurePart(
                words, getattr(row, words.name), row.expected_low if words.name == "expected" else None
            )
            for words in SIX
        ),
        milestones=tuple(_milestones(found, facts, milestones)) if facts is not None else (),
        now=settling_now(milestones),
        due=settling_due(milestones),
        identity=identity(row),
        facts=facts,
    )


def _milestones(
    found: GrantFound, facts: GrantFacts, milestones: tuple[MilestoneRisk, ...]
) -> Iterator[MilestonePart]:
    known = {milestone.key: milestone for milestone in facts.milestones}
    agreed = {milestone.slug: milestone for milestone in found.milestones}
    terms = zip(
        milestones,
        settling_now(milestones).terms,
        settling_due(milestones).terms,
        expected_terms(milestones),
        strict=True,
    )
    for row, now, due, expected in terms:
        fact, milestone = known.get(row.key), agreed.get(row.key)
        own = fact.booked if fact is not None else ZERO
        now_part, due_part, forecast_part = _credits(found, facts, row, milestone)
        yield MilestonePart(
            key=row.key,
            label=_label(row.key, milestone),
            obligation=str(milestone.get_obligation_display()) if milestone is not None else "",
            due="" if fact is None or fact.due is None else f"{fact.due:%d-%m-%Y}",
            amount=row.amount,
            costs=row.costs,
            own=own,
            attributed=row.costs - own,
            costs_at_end=cents(row.costs_at_end),
            now=now_part,
            due_credit=due_part,
            forecast=forecast_part,
            earned_now=cents(now.earned),
            covered_now=cents(now.covered),
            earned_due=cents(due.earned),
            covered_due=cents(due.covered),
            expected_high=cents(expected.high),
            expected_low=cents(expected.low),
        )


def _credits(
    found: GrantFound, facts: GrantFacts, row: MilestoneRisk, milestone: GrantMilestone | None
) -> tuple[CreditPart, CreditPart, CreditPart]:
    fact = next((one for one in facts.milestones if one.key == row.key), None)
    if fact is None:
        return _bare(row.now), _bare(row.due), _bare(row.forecast)
    told = Told(fact, facts.quarter, facts.mode, found.names)
    reason = _reason(found, milestone) if fact.forecast is not None else ""
    return (
        _credit(found, row.now, why_now(told, row.now)),
        _credit(found, row.due, why_due(told, row.due)),
        _credit(found, row.forecast, f"{why_forecast(told, row.forecast)} {reason}".strip()),
    )


def _bare(credit: Credit) -> CreditPart:
    word = CREDIT_BASIS_WORDS[credit.basis]
    return CreditPart(_part(credit), word, f"{word[:1].upper()}{word[1:]}.")


def _credit(found: GrantFound, credit: Credit, why: str) -> CreditPart:
    url = _indicator_url(found, credit.indicator) if credit.indicator else ""
    return CreditPart(_part(credit), CREDIT_BASIS_WORDS[credit.basis], why, url)


def _part(credit: Credit) -> str:
    if credit.value == credit.best:
        return share(credit.value)
    return f"{share(credit.value)} tot {share(credit.best)}"


def _indicator_url(found: GrantFound, indicator: str) -> str:
    place = {"programme": found.at.programme.slug, "indicator": indicator}
    return f"{reverse('indicator', kwargs=place)}?kwartaal={found.period.quarter}"


def _reason(found: GrantFound, milestone: GrantMilestone | None) -> str:
    """What the manager wrote with the forecast that held at the quarter's end."""
    if milestone is None:
        return ""
    given: list[MilestoneForecast] = [
        one for one in milestone.forecasts.all() if one.given_on <= found.period.quarter.last_day
    ]
    return f"Reden: {given[-1].reason.rstrip('.')} ({given[-1].given_on:%d-%m-%Y})." if given else ""


def _label(key: str, milestone: GrantMilestone | None) -> str:
    if key == UNASSIGNED:
        return "Niet aan een mijlpaal toegewezen"
    return key if milestone is None else milestone.label


def labels(found: GrantFound) -> Mapping[str, str]:
    """Of every milestone by key."""
    return {milestone.slug: milestone.label for milestone in found.milestones}


def indicator_links(found: GrantFound) -> tuple[Link, ...]:
    """The indicators on which the grant's milestones hang at the quarter."""
    facts = read_facts(found.risk.derivation) if found.risk is not None else None
    keys = {one.key for milestone in (facts.milestones if facts else ()) for one in milestone.indicators}
    return tuple(
        Link(found.names[key].label if key in found.names else key, _indicator_url(found, key))
        for key in sorted(keys)
    )
