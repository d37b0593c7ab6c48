"""What needs attention: money first, then what is worst, then what became worse."""

from decimal import Decimal

from funding.refund import RiskLevel
from izaportal.web.board.attention import attention
from kpis.status import Status
from tests.web.board.samples import LINKS, OPEN, Q1, Q3, Q4_2025, obligation, risk, rows, status

OFF, AT_RISK, NONE, GOOD = Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK


def codes(part):
    return [item.row.code for item in part.indicators]


def test_an_indicator_with_money_comes_first():
    held = risk(obligations=(obligation(indicator="kpi-2-1"),))
    part = attention(rows(status("1-1", OFF), status("2-1", AT_RISK), risks=(held,)), LINKS)
    assert codes(part) == ["2-1", "1-1"]
    assert "Aan dit resultaat hangt €\u00a01.000 SPUK; €\u00a0400 is besteed" in part.indicators[0].why


def test_what_became_worse_precedes_equals():
    part = attention(
        rows(
            status("1-1", OFF),
            status("1-2", OFF),
            status("1-1", OFF, quarter=Q1),
            status("1-2", AT_RISK, quarter=Q1),
        ),
        LINKS,
    )
    assert codes(part) == ["1-2", "1-1"]
    assert [item.previous for item in part.indicators] == [AT_RISK, None]


def test_only_six_things_are_shown():
    part = attention(rows(*(status(f"1-{n}", OFF) for n in range(1, 10))), LINKS)
    assert (part.shown, part.total, part.meta) == (6, 9, "6 van de 9")
    assert [link.label for link in part.rest[0].links] == [
        "1-7 Bereik",
        "1-8 Bereik",
        "1-9 Bereik",
    ]


def test_many_are_named_by_their_code():
    part = attention(rows(*(status(f"1-{n}", OFF) for n in range(1, 30))), LINKS)
    (rest,) = part.rest
    assert rest.told == f"Ook achter: {', '.join(link.label for link in rest.links)} en nog 3."
    assert [link.label for link in rest.links][:2] == ["1-7", "1-8"]


def test_a_refund_level_puts_money_on_top():
    held = risk(level=RiskLevel.MEDIUM, expected=Decimal(200), obligations=(obligation(), obligation()))
    part = attention(rows(status("1-1", OFF), risks=(held,)), LINKS)
    assert part.money[0].title == "Netwerken: €\u00a00 tot €\u00a0200 verwacht terug"
    assert part.money[0].why.endswith("Alle 2 mijlpalen wachten op bevestiging.")
    assert (part.total, part.meta) == (2, "geld eerst")


def test_the_order_is_told_where_money_is_among_many():
    held = risk(level=RiskLevel.MEDIUM, expected=Decimal(200))
    part = attention(rows(*(status(f"1-{n}", OFF) for n in range(1, 10)), risks=(held,)), LINKS)
    assert part.meta == "6 van de 10, geld eerst"


def test_a_measured_zero_is_called_real():
    part = attention(rows(status("1-1", OFF, value=Decimal(0))), LINKS)
    assert "Dat is een echte nul" in part.indicators[0].why


def test_a_missing_measurement_is_no_zero():
    assert "nul" not in attention(rows(status("1-1", NONE)), LINKS).indicators[0].why


def test_the_streak_is_counted_backwards():
    then = [status("1-1", OFF, quarter=quarter) for quarter in (Q1, Q4_2025)]
    assert (
        "Tweede kwartaal op rij achter."
        in attention(rows(status("1-1", OFF), *then), LINKS).indicators[0].why
    )


def test_an_open_quarter_only_names_the_unmeasured():
    part = attention(rows(status("1-1", NONE, quarter=Q3), period=OPEN), LINKS)
    assert part.indicators == ()
    assert part.rest[0].words == "Nog te meten:"


def test_slow_indicators_get_an_early_warning():
    part = attention(rows(status("3-3", GOOD, early_warning=True)), LINKS)
    assert part.total == 0
    assert part.rest[0].words == "Nu op koers, maar te langzaam voor eind 2026:"
    assert part.rest[0].told == "Nu op koers, maar te langzaam voor eind 2026: 3-3 Bereik."
