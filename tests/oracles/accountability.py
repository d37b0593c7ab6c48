"""The yearly account worked out booking by booking, slowly, from every stored row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from funding.accountability import AccountFacts
from funding.models import Advance, Expenditure, Grant, MilestoneVerdict


@dataclass
class Slow:
    own: Decimal = Decimal(0)
    corrections: Decimal = Decimal(0)
    partner_corrections: Decimal = Decimal(0)
    partners: Decimal = Decimal(0)
    opening: Decimal = Decimal(0)
    additions: Decimal = Decimal(0)
    spending: Decimal = Decimal(0)


def account_of(grant: Grant, year: int) -> Slow:
    found = Slow()
    for row in Expenditure.objects.filter(grant=grant):
        net = -row.amount if row.kind == "reversal" else row.amount
        if row.performed_on.year < year:
            found.opening -= net
        elif row.performed_on.year == year:
            found.spending += net
            figure = _figure(row)
            setattr(found, figure, getattr(found, figure) + net)
    for advance in Advance.objects.filter(grant=grant):
        net = advance.amount if advance.kind == "received" else -advance.amount
        if advance.received_on.year < year:
            found.opening += net
        elif advance.received_on.year == year:
            found.additions += net
    return found


def _figure(row: Expenditure) -> str:
    is_late = row.concerns_on is not None and row.concerns_on.year < row.performed_on.year
    if row.co_government is None:
        return "corrections" if is_late else "own"
    return "partner_corrections" if is_late else "partners"


def achieved(grant: Grant, year: int, judged_until: date) -> bool | None:
    answers = []
    for milestone in grant.milestones.all():
        if milestone.due.year <= year:
            rows = MilestoneVerdict.objects.filter(milestone=milestone, given_on__lte=judged_until)
            last = rows.order_by("given_on", "id").last()
            answers.append(last is not None and last.achieved)
    return all(answers) if answers else None


def exact_unachieved(facts: AccountFacts, year: int) -> Fraction:
    """Before rounding: what is booked to what is not achieved, and its part by worth of what is on none."""
    rows = [one for one in facts.spending if one.counted <= year]
    loose = sum((Fraction(one.amount) for one in rows if one.milestone is None), Fraction(0))
    total = Fraction(0)
    worth_achieved = Fraction(0)
    for milestone in facts.milestones:
        if milestone.achieved:
            worth_achieved += Fraction(milestone.amount)
        else:
            total += sum(
                (Fraction(one.amount) for one in rows if one.milestone == milestone.key), Fraction(0)
            )
    return total + loose * (1 - worth_achieved / Fraction(facts.award))
