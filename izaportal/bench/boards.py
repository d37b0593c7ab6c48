"""The dashboard of a large programme beside its own template from rows in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.test import Client

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.bench.pages import PEOPLE_BACKEND, answered, rendered_by
from izaportal.bench.portfolio import MAKER, READER, add_projects
from izaportal.bench.timing import Comparison, interleaved
from izaportal.core.bulk import ImportBatch
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.selectors.board import read_rows
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.charts import charts_of, shown_charts
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from izaportal.web.charts.store import figures
from kpis.models import Indicator, IndicatorStatus
from kpis.services import plan as kpis
from pillars.models import Programme
from pillars.selectors.quarters import periods_with_meetings
from pillars.services.periods import open_period

ROUNDS = 30
PROJECTS, INDICATORS, QUARTERS = 200, 1000, 12
EVERY_TENTH = 10
OPEN = Quarter(2026, 3)
URL = f"/programmas/nml-o/kwartaal/{OPEN.key}/"
ASKED = {"kernindicatoren": "", "één pijler met al zijn indicatoren": "?alle=p1"}
BATCH = 2000


def compare_boards(programme: Programme) -> list[Comparison]:
    """With headline indicators only, and with every indicator of a pillar; afterwards all is as before."""
    with large(programme):
        client = Client()
        client.force_login(User.objects.get(username=READER), backend=PEOPLE_BACKEND)
        return [_compare(client, programme, name, query) for name, query in ASKED.items()]


def _compare(client: Client, programme: Programme, name: str, query: str) -> Comparison:
    page = partial(answered, client, f"{URL}{query}")
    template, context = rendered_by(page)
    viewer = viewer_of(User.objects.get(username=READER))
    periods = periods_with_meetings(viewer, programme)
    period = next(one for one in periods if one.quarter == OPEN)
    rows = read_rows(viewer, programme, periods=periods, period=period)
    filters = Filters(opened=query.partition("=")[2] or None)
    look = Look(Links(programme.slug, OPEN), filters, periods, frozenset(), opens_all=True)

    def from_memory() -> None:
        board = build_board(rows, look)
        charts = charts_of(board)
        drawn = figures({key: charts[key] for key in shown_charts(board)})
        with context.update({"board": board, "figures": drawn}):
            template.render(context)

    size = f"{PROJECTS} projecten, {INDICATORS} indicatoren, {QUARTERS} kwartalen"
    measured, floor = interleaved(
        {
            f"dashboard van {size}: {name}": page,
            "  vloer: hetzelfde sjabloon uit rijen in het geheugen": from_memory,
        },
        rounds=ROUNDS,
    ).values()
    return Comparison(measured, floor, aim=2)


@contextmanager
def large(programme: Programme) -> Iterator[None]:
    """The programme with so many projects, indicators and quarters, every one of them with a result."""
    with transaction.atomic():
        add_projects(programme, PROJECTS - programme.projects.count())
        first = OPEN.previous
        for _ in range(QUARTERS - programme.periods.count()):
            first = min(period.quarter for period in programme.periods.all()).previous
            open_period(actor=MAKER, programme=programme, quarter=first)
        _add_results(programme, _add_indicators(programme))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database does by itself some time after many rows were added
        yield
        transaction.set_rollback(True)


def _add_indicators(programme: Programme) -> list[Indicator]:
    known = programme.indicators.count()
    pillars = list(programme.pillars.exclude(number=0).order_by("number"))
    like = programme.indicators.order_by("slug")[0]
    rows = [
        _indicator(programme, n) | {"pillar": pillars[n % len(pillars)], "unit": like.unit}
        for n in range(INDICATORS - known)
    ]
    with ImportBatch(actor=MAKER, title="veel indicatoren", programme=programme.slug) as batch:
        kpis.save_indicators(batch, rows)
    return list(programme.indicators.order_by("slug"))


def _indicator(programme: Programme, n: int) -> dict[str, Any]:
    return {
        "programme": programme,
        "slug": f"groot-{n}",
        "code": f"9-{n}",
        "name": f"Inwoners bereikt met aanbod {n}",
        "direction": "up",
        "accumulation": "level",
        "frequency": "kwartaal",
        "headline": n % EVERY_TENTH == 0,
    }


def _add_results(programme: Programme, indicators: list[Indicator]) -> None:
    """Copies of results that were really calculated, one for every indicator and quarter that has none."""
    kept = IndicatorStatus.objects.filter(indicator__programme=programme)
    have = set(kept.values_list("indicator", "quarter"))
    like = list(kept.filter(value__isnull=False, quarter=OPEN.previous).order_by("indicator__slug"))
    run = Run.objects.filter(programme=programme.slug).latest("pk")
    quarters = [period.quarter for period in programme.periods.all()]
    made = [
        _result(like[(place + quarter.ordinal) % len(like)], indicator, quarter, run)
        for quarter in quarters
        for place, indicator in enumerate(indicators)
        if (indicator.pk, quarter) not in have
    ]
    IndicatorStatus.objects.bulk_create(made, batch_size=BATCH)


def _result(like: IndicatorStatus, indicator: Indicator, quarter: Quarter, run: Run) -> IndicatorStatus:
    fields = {field.attname: getattr(like, field.attname) for field in like._meta.concrete_fields}
    definition = {**like.explanation["definition"], "headline": indicator.headline}
    changed = {
        "id": uuid7(),
        "indicator_id": indicator.pk,
        "quarter": quarter,
        "run_id": run.pk,
        "explanation": {**like.explanation, "definition": definition},
    }
    return IndicatorStatus(**fields | changed)
