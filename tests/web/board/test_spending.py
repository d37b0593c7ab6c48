"""The spending curve: what was promised, and what is foreseen in the end."""

from datetime import date
from decimal import Decimal

from funding.selectors.dashboard import Flow, FlowAmount
from funding.selectors.risk_rows import RefundPath
from izaportal.core.quarter import Quarter
from izaportal.web.board.spending import Forecast, forecast, spending_curve
from tests.web.board.samples import Q1, Q2, Q3, obligation, risk

PATH = RefundPath(Decimal(100), Decimal(700), Decimal(150))
END = Quarter(2027, 4)


def flow(kind: Flow, quarter: Quarter, amount: str) -> FlowAmount:
    return FlowAmount(kind, quarter.year, quarter.number, Decimal(amount))


def at(points, quarter):
    return next(point for point in points if point.quarter == quarter)


def test_promises_add_up_and_end_at_the_quarter():
    points = spending_curve(
        [flow(Flow.COMMITTED, Q1, "60"), flow(Flow.COMMITTED, Q2, "40"), flow(Flow.BOOKED, Q1, "10")], Q2
    )
    assert [at(points, quarter).committed for quarter in (Q1, Q2, Q3)] == [Decimal(60), Decimal(100), None]


def test_without_promises_none_are_shown_as_zero():
    assert at(spending_curve([flow(Flow.BOOKED, Q1, "10")], Q2), Q2).committed is None


def test_all_grants_together_make_the_forecast():
    grants = (
        risk(path=PATH, obligations=(obligation(due=date(2027, 12, 31)),)),
        risk(award=Decimal(500), path=PATH, obligations=(obligation(due=date(2026, 12, 31)),)),
    )
    assert forecast(grants, Q2) == Forecast(END, Decimal(850 + 350))


def test_a_grant_that_does_not_tell_leaves_no_forecast():
    assert forecast((risk(path=PATH, obligations=(obligation(),)), risk()), Q2) is None


def test_what_lies_behind_us_is_no_forecast():
    assert forecast((risk(path=PATH, obligations=(obligation(due=date(2026, 6, 30)),)),), Q2) is None


def test_the_line_runs_from_what_is_booked_to_the_end():
    points = spending_curve([flow(Flow.BOOKED, Q1, "10")], Q2, Forecast(END, Decimal(850)))
    assert (at(points, Q2).expected, at(points, Q3).expected, at(points, END).expected) == (
        Decimal(10),
        None,
        Decimal(850),
    )
