"""The plan of NML-O and the illustrative scenario as typed-in literals: the input of the golden figures."""

from datetime import date
from decimal import Decimal

from funding.credit import IndicatorReading, MilestoneFacts
from funding.refund import GrantFacts, Source, Stream
from funding.shares import AllocationKey, KeyKind
from izaportal.core.quarter import Quarter
from kpis.bounds import IndicatorPlan, Target, bounds_due
from kpis.projection import project
from kpis.status import Assessment, StatusFacts, assess
from kpis.targets import Accumulation, Direction, parse_target

LEVEL, CUMULATIVE = Accumulation.LEVEL, Accumulation.CUMULATIVE

# accumulation as the scenario sets it, then the plan's words for 2025, 2026 and 2027
PLAN = {
    "1-1": (CUMULATIVE, "600 (±20%)", "900 (±20%)", "1500 (±20%)"),
    "1-2": (CUMULATIVE, "25-100", "100-250", "250-500"),
    "1-3": (LEVEL, "0-5", "5-10", "10-14"),
    "2-1": (LEVEL, "5% - 10%", "25% - 30%", "50% - 60%"),
    "2-2": (LEVEL, "5% - 10%", "25% - 30%", "50% - 60%"),
    "2-3": (LEVEL, "1-2 (livegang)", "2-4", "4-6"),
    "3-1": (
        CUMULATIVE,
        "9000 (+/- 10% van 89.485)",
        "18.000 (+/- 20% van 89.485)",
        "27.000 (+/- 30% van 89.485)",
    ),
    "3-2": (
        CUMULATIVE,
        "25.000 (+/- 20% van 128.000)",
        "40.000 (+/- 30% van 128.000)",
        "64.000 (+/- 50% van 128.000)",
    ),
    "3-3": (LEVEL, "3", "5", "10"),
    "4-1": (LEVEL, "2-5%*", "5-10%*", "7-15%*"),
    "4-2": (LEVEL, "5", "5-7", "5-8"),
    "4-3": (LEVEL, "20-25%", "25-60%", "40%"),
    "5-1": (LEVEL, "-", "1-5%", "5-10%"),
    "5-2": (LEVEL, "1", "5", "10"),
    "5-3": (LEVEL, "0-50", "50-500", "500-4.000"),
}
BASELINES = {"5-2": Decimal(3)}
RELATIVE = {"5-1"}

MEASUREMENTS = {
    "1-1": {"2025-Q3": "120", "2025-Q4": "300", "2026-Q1": "420", "2026-Q2": "540"},
    "1-2": {"2025-Q4": "30", "2026-Q1": "48", "2026-Q2": "70"},
    "1-3": {"2025-Q4": "4", "2026-Q1": "6", "2026-Q2": "8"},
    "2-1": {"2025-Q4": "5", "2026-Q1": "8", "2026-Q2": "11"},
    "2-2": {"2025-Q4": "4"},
    "2-3": {"2025-Q4": "1", "2026-Q1": "1", "2026-Q2": "2"},
    "3-1": {"2025-Q4": "8800", "2026-Q1": "10900", "2026-Q2": "13000"},
    "3-2": {"2025-Q4": "25800", "2026-Q1": "29500", "2026-Q2": "34000"},
    "3-3": {"2025-Q4": "3", "2026-Q1": "3", "2026-Q2": "4"},
    "4-1": {"2025-Q4": "2.1", "2026-Q2": "3.2"},
    "4-2": {"2025-Q4": "5", "2026-Q1": "5", "2026-Q2": "6"},
    "4-3": {"2025-Q4": "22", "2026-Q2": "21"},
    "5-1": {"2026-Q2": "0"},
    "5-2": {"2025-Q4": "3", "2026-Q1": "3", "2026-Q2": "4"},
    "5-3": {"2025-Q4": "10", "2026-Q1": "12", "2026-Q2": "15"},
}

# CBS, 1 January 2024
POPULATION = {
    "GM0889": 13394,
    "GM0893": 13154,
    "GM1711": 32041,
    "GM0907": 17789,
    "GM1507": 43917,
    "GM1640": 36006,
    "GM1641": 24406,
    "GM0946": 17492,
    "GM1894": 45534,
    "GM1669": 20806,
    "GM0957": 60743,
    "GM0983": 103789,
    "GM0984": 44662,
    "GM0988": 51079,
}
MEMBERS = tuple(sorted(POPULATION))
VENRAY = "GM0984"

MGN_AWARD = Decimal("2250000.00")
ZORGSTART_AWARD = Decimal("618300.00")
GROUP = Decimal("206100.00")

ILLUSTRATIVE_PERCENTAGES = {
    "GM0889": "2.566381",
    "GM0893": "2.520396",
    "GM0907": "3.408493",
    "GM0946": "3.351586",
    "GM0957": "11.638771",
    "GM0983": "19.886677",
    "GM0984": "8.000000",
    "GM0988": "9.787083",
    "GM1507": "8.414796",
    "GM1640": "6.898994",
    "GM1641": "4.676355",
    "GM1669": "3.986571",
    "GM1711": "6.139273",
    "GM1894": "8.724624",
}

MGN_SPENT = {"2025-Q3": "100000", "2025-Q4": "200000", "2026-Q1": "250000", "2026-Q2": "350000"}
ZORGSTART_SPENT = {
    "zs-1": {"2025-Q3": "80000", "2025-Q4": "126100"},
    "zs-2": {"2026-Q1": "50000", "2026-Q2": "53050"},
    "zs-3": {},
}
ADVANCES = {
    "mgn": {"2025-Q3": "750000", "2026-Q1": "750000"},
    "zorgstart": {"2025-Q3": "206100", "2026-Q1": "206100"},
}


def demo_key() -> AllocationKey:
    parts = {code: Decimal(text) for code, text in ILLUSTRATIVE_PERCENTAGES.items()}
    return AllocationKey(KeyKind.AGREED_PERCENTAGES, parts)


def plan_of(code: str) -> IndicatorPlan:
    accumulation, *texts = PLAN[code]
    targets = []
    for year, text in zip((2025, 2026, 2027), texts, strict=True):
        parsed = parse_target(text, direction=Direction.UP)
        if parsed.has_bounds:
            targets.append(Target.for_year(year, lower=parsed.lower, upper=parsed.upper))
    return IndicatorPlan(
        Direction.UP, accumulation, tuple(targets), BASELINES.get(code), relative=code in RELATIVE
    )


def measured(code: str, *, extra: dict[str, str] | None = None) -> dict[Quarter, Decimal]:
    values = MEASUREMENTS[code] | (extra or {})
    return {Quarter.parse(key): Decimal(text) for key, text in values.items()}


def assessment(code: str, quarter: Quarter) -> Assessment:
    return assess(StatusFacts(plan_of(code), quarter, measured(code).get(quarter)))


def so_far(amounts: dict[str, str], quarter: Quarter) -> Decimal:
    """What was booked up to and including the quarter."""
    return sum((Decimal(v) for k, v in amounts.items() if Quarter.parse(k) <= quarter), Decimal(0))


def mgn_grant(quarter: Quarter) -> GrantFacts:
    values = measured("1-1")
    due = date(2027, 12, 31)
    projected = project(values, at=quarter, target=Quarter.of(due), accumulation=CUMULATIVE).value
    reading = IndicatorReading(
        "1-1",
        value=values.get(quarter),
        start=Decimal(0),
        threshold=Decimal(1200),
        bound_due=bounds_due(plan_of("1-1"), quarter).lower,
        status=assessment("1-1", quarter).status,
        projected=projected,
    )
    return GrantFacts(
        quarter,
        Source.SPUK,
        Stream.TRANSFORMATION,
        MGN_AWARD,
        advances=so_far(ADVANCES["mgn"], quarter),
        unattributed=so_far(MGN_SPENT, quarter),
        milestones=(MilestoneFacts("mgn-1", MGN_AWARD, due, indicators=(reading,)),),
    )


def zorgstart_grant(quarter: Quarter) -> GrantFacts:
    """The insurer confirmed the first group on 16-02-2026; the forecasts are of 20-04 and 15-06-2026."""
    today = quarter.last_day
    forecasts = {"zs-2": (date(2026, 4, 20), Decimal(1)), "zs-3": (date(2026, 6, 15), Decimal("0.5"))}
    milestones = tuple(
        MilestoneFacts(
            key,
            GROUP,
            date(2025 + index, 12, 31),
            achieved=True if key == "zs-1" and date(2026, 2, 16) <= today else None,
            booked=so_far(ZORGSTART_SPENT[key], quarter),
            forecast=next(
                (credit for k, (day, credit) in forecasts.items() if k == key and day <= today), None
            ),
        )
        for index, key in enumerate(ZORGSTART_SPENT)
    )
    return GrantFacts(
        quarter,
        Source.SPUK,
        Stream.TRANSFORMATION,
        ZORGSTART_AWARD,
        advances=so_far(ADVANCES["zorgstart"], quarter),
        milestones=milestones,
    )
