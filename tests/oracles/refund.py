"""The refund figures the slow way: one milestone after the other, in cents, with fractions only."""

from fractions import Fraction


def half_up(euros: Fraction) -> Fraction:
    """To the cent, away from zero at the half."""
    doubled = abs(euros) * 200
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return Fraction(-whole if euros < 0 else whole, 100)


def settled(milestones: list[dict[str, Fraction]], credit: str) -> Fraction:
    earned = Fraction(0)
    spent = Fraction(0)
    for milestone in milestones:
        earned += milestone[credit] * milestone["amount"]
        spent += milestone[credit] * milestone["costs"]
    return earned if earned < spent else spent


def figures(
    award: Fraction, advances: Fraction, milestones: list[dict[str, Fraction]]
) -> dict[str, Fraction]:
    """milestones: amount, costs, end (costs in the end) and the credits now, due and forecast of each."""
    spent = Fraction(0)
    expected = Fraction(0)
    for milestone in milestones:
        spent += milestone["costs"]
        expected += milestone["end"] - milestone["forecast"] * milestone["end"]
    return {
        "maximum": award,
        "at_stake": spent,
        "unsecured": half_up(spent - settled(milestones, "now")),
        "unspent": advances - spent if advances > spent else Fraction(0),
        "prefinanced": spent - advances if spent > advances else Fraction(0),
        "due_gap": half_up(spent - settled(milestones, "due")),
        "expected": half_up(expected if expected < award else award),
    }


def ratio(value: Fraction, start: Fraction, goal: Fraction) -> Fraction:
    """How far from start to goal, cut off at both ends."""
    if start == goal:
        raise ValueError("no way to go")
    part = (value - start) / (goal - start)
    if part < 0:
        return Fraction(0)
    return Fraction(1) if part > 1 else part
