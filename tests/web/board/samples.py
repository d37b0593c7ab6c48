"""Rows as the dashboard reads them, each with only what a test is about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from funding.refund import RiskLevel, RiskSettings
from funding.selectors.risk_rows import Obligation, RiskRow
from funding.selectors.share_rows import ShareRow
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Frame, PillarRow, Rows, StatedFigure
from izaportal.web.board.links import Links
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status
from pillars.selectors.quarters import Period

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
Q3, Q4_2025 = Q2.next, Q1.previous
LINKS = Links("nml-o")
FROZEN = Period(Q2, True, date(2026, 8, 6), date(2026, 8, 27), "overleg")
OPEN = Period(Q3, False)

_FRAME = Frame("nml-o", "Programma", "NML-O", "pijler", Decimal(10), Decimal(10), Decimal(33))
_STATUS = StatusRow(
    pk=UUID(int=1),
    quarter=Q2,
    status=Status.ON_TRACK,
    value=Decimal(5),
    lower=Decimal(4),
    upper=Decimal(6),
    projected=None,
    early_warning=False,
    sentence="Uitleg.",
    illustrative=False,
    rule_version="1",
    slug="kpi-1-1",
    code="1-1",
    short_name="Bereik",
    full_name="Bereik van het netwerk",
    unit="inwoners",
    decimals=0,
    counts=True,
    headline=False,
    pillar="p1",
    pillar_number=1,
)
_RISK = RiskRow(
    pk=UUID(int=1),
    grant=UUID(int=1),
    quarter=Q2,
    project="mgn",
    project_name="Netwerken",
    award=Decimal("1000.00"),
    maximum=Decimal("1000.00"),
    at_stake=Decimal("400.00"),
    unsecured=Decimal("400.00"),
    due_gap=Decimal("0.00"),
    expected=Decimal("0.00"),
    expected_low=Decimal("0.00"),
    unspent=Decimal("100.00"),
    prefinanced=Decimal("0.00"),
    level=RiskLevel.LOW,
    illustrative=False,
    rule_version="refund 1",
    settings=RiskSettings(),
)
_SHARE = ShareRow(
    code="GM0984",
    name="Venray",
    percent=Decimal(8),
    award=Decimal("80.00"),
    maximum=Decimal("80.00"),
    at_stake=Decimal("32.00"),
    unsecured=Decimal("32.00"),
    unspent=Decimal("8.00"),
    due_gap=Decimal("0.00"),
    expected=Decimal("0.00"),
    key_label="Sleutel",
    key_illustrative=False,
    illustrative=False,
)
_OBLIGATION = Obligation(
    amount=Decimal("1000.00"),
    costs=Decimal("400.00"),
    unconfirmed=Decimal("400.00"),
    due=date(2027, 12, 31),
    achieved=None,
    indicator="kpi-1-1",
    threshold=Decimal(1200),
    projected=Decimal(1380),
)


def status(code: str = "1-1", state: Status = Status.ON_TRACK, **changed: Any) -> StatusRow:
    """`1-1` of pillar 1; without a measurement when its status says so."""
    pillar = code.split("-")[0]
    row = replace(
        _STATUS, code=code, slug=f"kpi-{code}", status=state, pillar=f"p{pillar}", pillar_number=int(pillar)
    )
    return replace(row, **({} if state.judged else {"value": None}) | changed)


def risk(**changed: Any) -> RiskRow:
    return replace(_RISK, **changed)


def share(**changed: Any) -> ShareRow:
    return replace(_SHARE, **changed)


def obligation(**changed: Any) -> Obligation:
    return replace(_OBLIGATION, **changed)


def stated(kind: str, amount: str | None, pillar: str | None = None, **changed: Any) -> StatedFigure:
    value = None if amount is None else Decimal(amount)
    figure = StatedFigure(pillar, kind, "given" if amount else "to_be_determined", value, value, "")
    return replace(figure, **changed)


def rows(*statuses: StatusRow, **changed: Any) -> Rows:
    """Frozen 2026-Q2 after Q1, with the statuses under their own quarters."""
    grouped: dict[Quarter, dict[str, StatusRow]] = {}
    for row in statuses:
        grouped.setdefault(row.quarter, {})[row.slug] = row
    base = Rows(
        frame=_FRAME,
        period=FROZEN,
        periods=(Period(Q1, True), FROZEN, OPEN),
        pillars=(PillarRow("p1", 1, "Gezond vooruit"), PillarRow("p2", 2, "Digitaal")),
        statuses=grouped,
        risks=(),
        shares=(),
        flows=(),
        payments=(),
        figures=(),
        decisions=(),
        projects=24,
    )
    return replace(base, **changed)
