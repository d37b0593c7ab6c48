"""What the page reads: a fixed number of queries, and sums that equal a slow count."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from funding.credit import IndicatorReading, MilestoneFacts
from funding.models import Grant, MunicipalShare, RefundRisk
from funding.refund import GrantFacts, Source, Stream, refund_risk
from funding.selectors.risk_rows import obligations
from izaportal.core.fingerprint import as_data
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus
from kpis.status import Status
from projects.models import Project
from tests.web.dashboard.pages import Q2, address, board_of

MOST_QUERIES, MOST_OF_FROZEN = 20, 6
OPEN = "2026-Q3"
Row = TypeVar("Row", bound=Model)


def add(amounts: Iterable[Decimal | None]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        assert amount is not None
        total += amount
    return total


def test_municipal_sums_equal_a_slow_count(client_of, programme):
    """Of every project and municipality the row with the highest id, added one by one."""
    newest: dict[tuple, MunicipalShare] = {}
    for share in MunicipalShare.objects.filter(project__programme=programme, quarter=Q2).order_by("id"):
        newest[(share.project_id, share.municipality.code)] = share
    board = board_of(client_of("lezer").get(address()))
    for line in board.municipalities.lines:
        own = [share for (_, code), share in newest.items() if code == line.code]
        assert line.figures.at_stake == add(share.at_stake for share in own)
        assert line.figures.expected == add(share.expected for share in own)
        assert line.figures.due_gap == add(share.due_gap for share in own)
        assert line.figures.unspent == add(share.unspent for share in own)
    assert board.municipalities.total.award == board.money.total.maximum
    assert board.municipalities.total.expected == board.money.total.expected


def copies(rows: Iterable[Row], **changed: Any) -> dict[Any, Row]:
    """Doubles of the rows by the id they were made from; `changed` maps a field to what it becomes."""
    made = {}
    for row in rows:
        fields = [field.attname for field in row._meta.concrete_fields if field.name != "id"]
        made[row.pk] = type(row)(**{name: getattr(row, name) for name in fields})
        for name, value in changed.items():
            setattr(made[row.pk], name, value(row))
    return made


def grow(programme, suffix: str) -> None:
    """Every indicator and project with a grant once more, with all their results."""
    indicators = copies(
        Indicator.objects.filter(programme=programme, slug__startswith="kpi"),
        slug=lambda row: f"{suffix}-{row.slug}",
    )
    Indicator.objects.bulk_create(indicators.values())
    projects = copies(
        Project.objects.filter(programme=programme, slug__in=("mgn", "zorgstart")),
        slug=lambda row: f"{suffix}-{row.slug}",
    )
    Project.objects.bulk_create(projects.values())
    grants = copies(
        Grant.objects.filter(project__in=projects), project_id=lambda row: projects[row.project_id].pk
    )
    Grant.objects.bulk_create(grants.values())
    results: tuple[tuple[Any, str, dict[Any, Any]], ...] = (
        (IndicatorStatus, "indicator_id", indicators),
        (RefundRisk, "grant_id", grants),
        (MunicipalShare, "project_id", projects),
    )
    for model, key, twins in results:
        rows = model._default_manager.filter(**{f"{key}__in": twins})
        model._default_manager.bulk_create(
            copies(rows, **{key: lambda row, key=key, twins=twins: twins[getattr(row, key)].pk}).values()
        )


def stored(*indicators: IndicatorReading, **facts: Any) -> dict[str, object]:
    """What a recalculation stores of a grant with one milestone on these indicators."""
    milestone = MilestoneFacts("m", Decimal(100), date(2027, 12, 31), indicators=indicators, **facts)
    grant = GrantFacts(
        Quarter(2026, 2), Source.SPUK, Stream.TRANSFORMATION, Decimal(100), milestones=(milestone,)
    )
    return as_data({"milestones": refund_risk(grant).milestones, "facts": grant})


REACHED = IndicatorReading("a", value=9, threshold=10, projected=12, status=Status.ON_TRACK)
SHORT = IndicatorReading("b", value=1, threshold=20, projected=4, status=Status.OFF_TRACK)


def test_the_least_indicator_of_a_milestone_counts():
    (obligation,) = obligations(stored(REACHED, SHORT))
    assert (obligation.indicator, obligation.threshold, obligation.projected) == (
        "b",
        Decimal(20),
        Decimal(4),
    )


def test_a_managers_forecast_still_hangs_on_a_result():
    (obligation,) = obligations(stored(REACHED, SHORT, forecast=Decimal(1)))
    assert (obligation.indicator, obligation.threshold) == ("a", Decimal(10))


def test_a_milestone_without_indicator_names_none():
    (obligation,) = obligations(stored())
    assert (obligation.indicator, obligation.threshold) == ("", None)


def queries_of(client, quarter: str = Q2) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(quarter)).status_code == 200
    return len(queries)


def test_queries_do_not_grow_with_the_programme(client_of, programme):
    client = client_of("bestuurder-venray")
    client.get("/")  # notes the visit
    before = queries_of(client, OPEN)
    grow(programme, "a")
    grow(programme, "b")
    board = board_of(client.get(address(OPEN)))
    assert (board.indicators.total, len(board.money.lines)) == (45, 6)
    assert queries_of(client, OPEN) == before <= MOST_QUERIES


def test_a_frozen_quarter_takes_few_queries(client_of):
    """Session, viewer, programme, periods and versions; what was frozen is remembered."""
    client = client_of("bestuurder-venray")
    queries_of(client)
    assert queries_of(client) <= MOST_OF_FROZEN


def test_a_cold_session_stays_within_the_limit(client_of):
    client = client_of("bestuurder-venray")
    client.get("/")  # notes the visit
    cache.clear()
    assert queries_of(client) <= MOST_QUERIES
