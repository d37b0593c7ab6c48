"""What was handed in of a programme's yearly accounts. Call for a programme that the viewer may see."""

from django.db.models import QuerySet

from funding.handed_in import told
from funding.models import HandedInAccount
from funding.selectors.accountability import YearAccount, year_account
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from pillars.models import Programme


def handed_in(programme: Programme, year: int) -> QuerySet[HandedInAccount]:
    """The latest first."""
    rows = HandedInAccount.objects.filter(programme=programme, year=year)
    return rows.select_related("recorded_by")


def figures_of(viewer: Viewer, programme: Programme, *, year: int) -> list[dict[str, str]]:
    """As they are today."""
    return told_of(year_account(viewer, programme, year=year, today=clock.today()))


def told_of(found: YearAccount) -> list[dict[str, str]]:
    """By decision; a grant without a number goes by its project."""
    told_each = []
    for one in found.decisions:
        grant = one.grants[0].grant
        key = one.number or f"{grant.project.slug}/{grant.slug}"
        told_each.append(told(key, one.number or f"{grant.project.name}, {grant.title}", one.sum))
    return told_each
