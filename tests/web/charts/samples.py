"""Charts of the figures of the demo (indicator 1-1, both SPUK grants at 2026-Q2)."""

from collections.abc import Iterator
from decimal import Decimal

from izaportal.web.charts.amounts import amount_bars
from izaportal.web.charts.indicator import indicator_chart
from izaportal.web.charts.ladder import risk_ladder
from izaportal.web.charts.model import (
    AmountComparison,
    Band,
    Chart,
    IndicatorPoint,
    IndicatorSeries,
    NamedAmount,
    RiskAmount,
    RiskLadder,
    Spec,
    SpendingPoint,
    SpendingSeries,
    Threshold,
)
from izaportal.web.charts.spending import spending_chart
from izaportal.web.charts.tiles import tile_map

BOUNDS_1_1 = {
    "2025-Q3": ("360", "540"),
    "2025-Q4": ("480", "720"),
    "2026-Q1": ("540", "810"),
    "2026-Q2": ("600", "900"),
    "2026-Q3": ("660", "990"),
    "2026-Q4": ("720", "1080"),
}
MEASURED_1_1 = {"2025-Q3": "120", "2025-Q4": "300", "2026-Q1": "420", "2026-Q2": "540"}
PROJECTED_1_1 = {"2026-Q3": "690", "2026-Q4": "828"}
STATUS_1_1 = {"2025-Q3": "Achter", "2025-Q4": "Achter", "2026-Q1": "Achter", "2026-Q2": "Risico"}


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def indicator_1_1(**changes: str | None) -> IndicatorSeries:
    """The golden series; a keyword such as ``q2026_q1=None`` replaces a measurement."""
    measured = MEASURED_1_1 | {key[1:].replace("_q", "-Q"): value for key, value in changes.items()}
    points = tuple(
        IndicatorPoint(
            quarter=quarter,
            band=Band(Decimal(lower), Decimal(upper)),
            margin=Decimal(lower) * Decimal("0.9"),
            measured=decimal(measured.get(quarter)),
            projected=decimal(PROJECTED_1_1.get(quarter)),
            status=STATUS_1_1.get(quarter, ""),
        )
        for quarter, (lower, upper) in BOUNDS_1_1.items()
    )
    return IndicatorSeries(
        title="Nog onder de band",
        subtitle="Inwoners, cumulatief per kwartaal",
        now="2026-Q2",
        points=points,
        threshold=Threshold("Drempel SPUK", Decimal(1200), "2026-Q2"),
    )


def open_series() -> IndicatorSeries:
    """Indicator 3-1 alike: at least, without an upper bound, from 2026-Q1 on."""
    bands = {
        "2025-Q4": Band(Decimal(20), Decimal(60)),
        "2026-Q1": Band(Decimal(25), None),
        "2026-Q2": Band(Decimal(30), None),
    }
    points = tuple(
        IndicatorPoint(quarter, band, measured=Decimal("22.5"), status="Achter")
        for quarter, band in bands.items()
    )
    return IndicatorSeries("Achter", "Procent", "2026-Q2", points, unit="\u00a0%")


SPENDING = {
    "2025-Q2": ("0", "0", "478050"),
    "2025-Q3": ("956100", "180000", "717075"),
    "2025-Q4": ("956100", "506100", "956100"),
    "2026-Q1": ("1912200", "806100", "1195125"),
    "2026-Q2": ("1912200", "1209150", "1434150"),
    "2026-Q3": (None, None, "1673175"),
}


def spending_series() -> SpendingSeries:
    points = tuple(
        SpendingPoint(quarter, decimal(received), decimal(booked), decimal(planned))
        for quarter, (received, booked, planned) in SPENDING.items()
    )
    return SpendingSeries("We geven minder uit", "SPUK cumulatief", "2026-Q2", points, Decimal(2868300))


def ladder() -> RiskLadder:
    return RiskLadder(
        "SPUK: wat kan er terug moeten?",
        "Euro",
        (
            RiskAmount("Maximaal", Decimal(2868300)),
            RiskAmount("Op het spel", Decimal(1209150)),
            RiskAmount("Achterstand", None),
            RiskAmount("Verwacht", Decimal(206100), low=Decimal(103050), strong=True),
            RiskAmount("Onbesteed", Decimal(703050), apart=True),
        ),
    )


def municipalities() -> AmountComparison:
    amounts = (
        NamedAmount("GM0983", "Venlo", Decimal("240459.76")),
        NamedAmount("GM0984", "Venray", Decimal("96732"), own=True),
        NamedAmount("GM0893", "Bergen (L.)", None),
    )
    return AmountComparison("Een vijfde ligt in Venlo", "Euro", "Op het spel", amounts)


def shown(chart: Chart | None) -> Chart:
    """The chart of figures that are known, which is no empty state."""
    assert chart is not None
    return chart


def charts() -> dict[str, Chart]:
    """One of every kind, built anew."""
    return {
        "indicator": shown(indicator_chart(indicator_1_1())),
        "open": shown(indicator_chart(open_series())),
        "spending": shown(spending_chart(spending_series())),
        "ladder": shown(risk_ladder(ladder())),
        "bars": shown(amount_bars(municipalities())),
        "tiles": shown(tile_map(municipalities())),
    }


NAMES = ("indicator", "open", "spending", "ladder", "bars", "tiles")


def rows_of(spec: Spec) -> Iterator[dict[str, str | float]]:
    for layer in spec["layer"]:
        yield from layer["data"]["values"]


def texts_of(spec: Spec) -> list[str]:
    """Every word and figure written in the picture, axis ticks apart."""
    return [str(row["text"]) for row in rows_of(spec) if "text" in row]


def drawn_values(spec: Spec) -> set[str]:
    """The exact values of all lines, areas and bars, as the spec stores them."""
    return {str(row[field]) for row in rows_of(spec) for field in ("value", "low", "high") if field in row}


def layers_of(spec: Spec, mark: str) -> list[Spec]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
