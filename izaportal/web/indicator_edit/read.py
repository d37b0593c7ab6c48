"""Finding the indicator to edit: what may not be seen is not there, what may only be seen is refused."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404, seen_programme
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.link import Link
from kpis.selectors import indicators
from kpis.selectors.entry import manages, may_edit

if TYPE_CHECKING:
    from kpis.models import Indicator


def editable(viewer: Viewer, programme: str, slug: str, *, whole: bool = False) -> "Indicator":
    """For managers and the lead of its project; `whole`: for managers only, as targets are."""
    seen = seen_programme(viewer, programme)
    with or_404("Deze indicator is er niet."):
        found = indicators.indicator(viewer, seen, slug)
    found.programme = seen
    if not (manages(viewer, found) if whole else may_edit(viewer, found)):
        raise PermissionDenied
    return found


def indicator_url(indicator: "Indicator") -> str:
    return reverse("indicator", kwargs={"programme": indicator.programme.slug, "indicator": indicator.slug})


def crumbs_of(indicator: "Indicator", here: str) -> tuple[Link, ...]:
    """From the programme to the page one is on."""
    name = indicator.code or indicator.short_name or indicator.name
    return programme_crumbs(indicator.programme, Link(name, indicator_url(indicator)), Link(here))
