"""Two quarters of a large programme compared, beside the template from rows in memory."""

from functools import partial

from django.test import Client

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.bench.boards import INDICATORS, OPEN, PROJECTS, large
from izaportal.bench.pages import PEOPLE_BACKEND, answered, rendered_by
from izaportal.bench.portfolio import READER
from izaportal.bench.timing import Comparison, interleaved
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.freezes import versions_of
from izaportal.reporting.selectors.sides import Side, Sides
from izaportal.web.board.links import Links
from izaportal.web.comparison.asked import Asked
from izaportal.web.comparison.page import Look, build
from pillars.models import Programme
from pillars.selectors.quarters import periods_with_meetings

ROUNDS = 30
ASKED = {"wat veranderde": False, "alle indicatoren": True}


def compare_comparisons(programme: Programme) -> list[Comparison]:
    """Of two quarters that are not frozen, so that nothing is remembered; afterwards all is as before."""
    with large(programme):
        client = Client()
        client.force_login(User.objects.get(username=READER), backend=PEOPLE_BACKEND)
        return [
            _compare(client, programme, name, everything=everything) for name, everything in ASKED.items()
        ]


def _compare(client: Client, programme: Programme, name: str, *, everything: bool) -> Comparison:
    viewer = viewer_of(User.objects.get(username=READER))
    periods = periods_with_meetings(viewer, programme)
    asked = Asked(periods[0].quarter.key, OPEN.key, everything=everything)
    page = partial(answered, client, f"/programmas/{programme.slug}/vergelijken/{asked.query}")
    template, context = rendered_by(page)
    versions = versions_of([programme.pk])
    sides = Sides(viewer, programme, periods=periods, versions=versions)
    then, now = _side(sides, periods[0].quarter), _side(sides, OPEN)
    look = Look(Links(programme.slug, OPEN), periods, versions, own=frozenset(), opened={})

    def from_memory() -> None:
        with context.update({"page": build(then, now, asked, look)}):
            template.render(context)

    measured, floor = interleaved(
        {
            f"vergelijking, {PROJECTS} projecten, {INDICATORS} indicatoren: {name}": page,
            "  vloer: hetzelfde sjabloon uit rijen in het geheugen": from_memory,
        },
        rounds=ROUNDS,
    ).values()
    return Comparison(measured, floor, aim=2)


def _side(sides: Sides, quarter: Quarter) -> Side:
    found = sides.of_quarter(quarter)
    if found is None:
        raise RuntimeError(f"{quarter} is er niet")
    return found
