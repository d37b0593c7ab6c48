"""Bounds, status and projection the slow way: written out per case, with fractions only."""

from fractions import Fraction

ORDER = ("off_track", "at_risk", "no_data", "on_track", "exceeded")


def bound_at(
    number: int, *, goal: Fraction | None, start: Fraction | None, phasing: list[Fraction]
) -> Fraction | None:
    """A bound at quarter `number` of a year with target `goal`, walking up from the start step by step."""
    if number == 4:
        return goal
    if goal is None or start is None:
        return None
    here, done = start, Fraction(0)
    for percent in phasing[:number]:
        here += (goal - start) * (percent - done) / 100
        done = percent
    return here


def status_up(value: Fraction, lower: Fraction, upper: Fraction | None, margin_pct: Fraction) -> str:
    if upper is not None and value > upper:
        return "exceeded"
    if value >= lower:
        return "on_track"
    if value >= lower - abs(lower) * margin_pct / 100:
        return "at_risk"
    return "off_track"


def status_down(value: Fraction, lower: Fraction | None, upper: Fraction, margin_pct: Fraction) -> str:
    if lower is not None and value < lower:
        return "exceeded"
    if value <= upper:
        return "on_track"
    if value <= upper + abs(upper) * margin_pct / 100:
        return "at_risk"
    return "off_track"


def status_band(value: Fraction, lower: Fraction, upper: Fraction, margin_pct: Fraction) -> str:
    if lower <= value <= upper:
        return "on_track"
    near_lower = lower - abs(lower) * margin_pct / 100 <= value < lower
    near_upper = upper < value <= upper + abs(upper) * margin_pct / 100
    return "at_risk" if near_lower or near_upper else "off_track"


def worst(statuses: list[str]) -> str | None:
    for status in ORDER:
        if status in statuses:
            return status
    return None


def line_at(points: list[tuple[int, Fraction]], x: int) -> Fraction:
    """Least squares by Cramer's rule on the normal equations."""
    n = len(points)
    sx = sum(px for px, _ in points)
    sxx = sum(px * px for px, _ in points)
    sy = sum(py for _, py in points)
    sxy = sum(px * py for px, py in points)
    determinant = n * sxx - sx * sx
    slope = Fraction(n * sxy - sx * sy) / determinant
    intercept = Fraction(sy * sxx - sx * sxy) / determinant
    return intercept + slope * x
