"""The refund table, the payments and the spending curve, each against a slow second count."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from uuid import UUID

from funding.payment import PaymentState
from funding.refund import RiskLevel, RiskSettings
from funding.selectors.dashboard import Flow, FlowAmount, Payment
from izaportal.core.quarter import Quarter
from izaportal.web.board.money import money
from izaportal.web.board.spending import budget_so_far, spending_curve
from izaportal.web.risk_totals import total
from tests.web.board.samples import LINKS, Q1, Q2, obligation, risk, rows, status


def test_projects_without_grant_are_counted():
    part = money(rows(status(), risks=(risk(),)), LINKS)
    assert part.without_words == "De andere 23 projecten krijgen geen SPUK: n.v.t."


def test_two_grants_make_one_line():
    part = money(
        rows(status(), risks=(risk(), risk(expected=Decimal(500), expected_low=Decimal(500)))), LINKS
    )
    (line,) = part.lines
    assert (line.figures.maximum, line.figures.expected) == (Decimal(2000), Decimal(500))
    assert line.figures.level is RiskLevel.MEDIUM


def test_sums_keep_the_thresholds_they_were_judged_with():
    lenient = RiskSettings(Decimal(60), Decimal(90))
    half = {"expected": Decimal(500), "expected_low": Decimal(500)}
    earlier = risk(pk=UUID(int=1), level=RiskLevel.HIGH, **half)
    later = risk(pk=UUID(int=2), settings=lenient, project="b", **half)
    part = money(rows(status(), risks=(later, earlier)), LINKS)
    assert [line.figures.level for line in part.lines] == [RiskLevel.LOW, RiskLevel.HIGH]
    assert part.total is not None
    assert (part.total.level, part.medium_pct) == (RiskLevel.LOW, Decimal(60))


def test_figures_that_do_not_apply_stay_out():
    other = risk(
        project="b", maximum=None, unsecured=None, due_gap=None, expected=None, expected_low=None, level=None
    )
    part = money(rows(status(), risks=(risk(), other)), LINKS)
    assert part.total is not None
    assert (part.total.maximum, part.total.at_stake) == (Decimal(1000), Decimal(800))
    assert next(line for line in part.lines if line.figures.level is None).figures.maximum is None


def test_no_grants_mean_not_applicable():
    assert total([]) is None
    assert money(rows(), LINKS).is_empty


def test_the_note_names_the_threshold():
    part = money(rows(status(), risks=(risk(obligations=(obligation(),)),)), LINKS)
    assert part.lines[0].note == "alles of niets: 1.200 inwoners eind 2027; projectie 1.380"
    several = risk(obligations=(obligation(achieved=True), obligation(), obligation(achieved=False)))
    assert money(rows(status(), risks=(several,)), LINKS).lines[0].note == (
        "1 van 3 mijlpalen bevestigd, 1 afgewezen"
    )


def test_payments_are_told_per_state():
    conditions = [
        Payment("Digitaal", "a", Decimal(2_000_000), date(2025, 12, 31), PaymentState.PAID, True),
        Payment("Digitaal", "b", Decimal(3_000_000), date(2026, 9, 30), PaymentState.CLAIMED, True),
        Payment("Digitaal", "c", Decimal("1234567.00"), date(2027, 12, 31), PaymentState.PLANNED, True),
    ]
    assert money(rows(status(), payments=tuple(conditions)), LINKS).payments == (
        "Digitaal: €\u00a02,0\u00a0mln betaald, €\u00a03,0\u00a0mln ingediend (uiterlijk 30-09-2026) "
        "en €\u00a01.234.567 gepland (uiterlijk 31-12-2027)",
    )


CENT = Decimal("0.01")


def flows():
    booked = [
        FlowAmount(Flow.BOOKED, 2025, 3, Decimal("180.10")),
        FlowAmount(Flow.BOOKED, 2026, 1, Decimal("99.95")),
    ]
    received = [
        FlowAmount(Flow.RECEIVED, 2025, 3, Decimal(956)),
        FlowAmount(Flow.RECEIVED, 2026, 1, Decimal(956)),
    ]
    budgets = [FlowAmount(Flow.BUDGETED, year, 0, Decimal("1000.01")) for year in (2025, 2026, 2027)]
    return [*booked, *received, *budgets]


def test_the_curve_equals_a_slow_count():
    """Every quarter adds all earlier quarters again, and a quarter of each year's budget."""
    curve = {point.quarter: point for point in spending_curve(flows(), Q2)}
    quarters = [Quarter(year, number) for year, number in product((2025, 2026, 2027), (1, 2, 3, 4))]
    assert list(curve) == quarters
    for position, quarter in enumerate(quarters):
        booked = sum(
            (
                flow.amount
                for flow in flows()
                if flow.flow is Flow.BOOKED and Quarter(flow.year, flow.number) <= quarter
            ),
            Decimal(0),
        )
        assert curve[quarter].booked == (booked if quarter <= Q2 else None)
        assert curve[quarter].budgeted == (Decimal("1000.01") / 4 * (position + 1)).quantize(
            CENT, ROUND_HALF_UP
        )


def test_without_budget_nothing_is_due():
    assert budget_so_far([], Q1) is None
    assert spending_curve([], Q1) == ()
