"""The portfolio of a programme with two thousand projects, beside its own template from rows in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.bench.pages import PEOPLE_BACKEND, answered, rendered_by
from izaportal.bench.timing import Comparison, interleaved
from izaportal.core.bulk import ImportBatch
from izaportal.core.models import Run, RunState
from izaportal.core.viewer import Viewer
from izaportal.reporting.services.recalculation import carry_out
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.views import table_page
from pillars.models import Programme
from projects.models import Project
from projects.services import plan

ROUNDS = 40
MANY = 2000
URL = "/programmas/nml-o/projecten/"
READER = "lezer"
OPEN = "kwartaal=2026-Q3"  # in which the projects added here have results
ASKED = {
    "eerste bladzijde": OPEN,
    "filter op pijler, fase en status": f"{OPEN}&pijler=p4&fase=execution&status=aandacht",
    "zoeken met twee woorden": f"{OPEN}&q=digitale+zorgpaden",
    "sorteren op besteed": f"{OPEN}&volgorde=-besteed",
}
STAGES = ("candidate", "initiation", "preparation", "design", "execution", "realisation")
SUBJECTS = ("zorgpaden", "preventie", "mantelzorg", "valpreventie", "arbeidsmarkt", "gegevensuitwisseling")
MANNERS = ("Digitale", "Regionale", "Proactieve", "Integrale", "Vernieuwde")
MAKER = Viewer.system("bench")


def compare_portfolio(programme: Programme) -> list[Comparison]:
    """First page, filter, search and order, each beside its template alone; afterwards all is as before."""
    with enlarged(programme):
        client = Client()
        client.force_login(User.objects.get(username=READER), backend=PEOPLE_BACKEND)
        return [_compare(client, programme, name, query) for name, query in ASKED.items()]


@contextmanager
def enlarged(programme: Programme, many: int = MANY) -> Iterator[None]:
    """The programme with many projects more, each with a figure and a milestone, and with its results."""
    with transaction.atomic():
        add_projects(programme, many)
        for run in Run.objects.filter(programme=programme.slug, state=RunState.QUEUED):
            carry_out(run.pk)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database does by itself some time after many rows were added
        yield
        transaction.set_rollback(True)


def add_projects(programme: Programme, many: int) -> None:
    """Through the services a plan is loaded with, so as a plan of that size would be there."""
    pillars = list(programme.pillars.order_by("number"))
    rows = [_project(programme, n) | {"pillar": pillars[n % len(pillars)]} for n in range(many)]
    with ImportBatch(actor=MAKER, title="veel projecten", programme=programme.slug) as batch:
        made = list(plan.save_projects(batch, rows).values())
        plan.save_figures(batch, [_investment(project, n) for n, project in enumerate(made)])
        plan.save_milestones(batch, [_milestone(project, n) for n, project in enumerate(made)])


def _project(programme: Programme, n: int) -> dict[str, Any]:
    return {
        "programme": programme,
        "slug": f"groot-{n}",
        "name": f"{MANNERS[n % 5]} {SUBJECTS[n % 6]} {n}",
        "code": f"9.{n}",
        "stage": STAGES[n % 6],
        "summary": f"Wij verbeteren de {SUBJECTS[(n + 1) % 6]} in de hele regio.",
        "goal": f"Op tijd passende zorg; minder {SUBJECTS[(n + 2) % 6]} is nodig.",
    }


def _investment(project: Project, n: int) -> dict[str, Any]:
    stated = {"kind": "investment", "source_place": "", "period": "", "unit": "euro"}
    return {"project": project, "lower": Decimal(n * 1000), **stated}


def _milestone(project: Project, n: int) -> dict[str, Any]:
    return {
        "programme": project.programme,
        "project": project,
        "slug": f"{project.slug}-mijlpaal",
        "label": "Eerste groep gestart",
        "state": "planned",
        "due": date(2026, 1, 1) + timedelta(days=n % 700),
    }


def _compare(client: Client, programme: Programme, name: str, query: str) -> Comparison:
    page = partial(answered, client, f"{URL}?{query}")
    template, context = rendered_by(page)
    asked = Asked(viewer_of(User.objects.get(username=READER)), programme, QueryDict(query))
    found = asked.page(asked.filters.found)
    rows = asked.rows(found.object_list)

    def from_memory() -> None:
        with context.update(table_page(asked, found, rows)):
            template.render(context)

    measured, floor = interleaved(
        {
            f"portfolio van {MANY} projecten: {name}": page,
            "  vloer: hetzelfde sjabloon uit rijen in het geheugen": from_memory,
        },
        rounds=ROUNDS,
    ).values()
    return Comparison(measured, floor, aim=2)
