"""Where the things of the audit trail have their page.

A thing is known by its kind, as the trail calls it, and its id. Only what the viewer may see gets a link, and
each kind that occurs costs one query, however many things there are.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors import addresses as meetings
from izaportal.web.keyset import as_id
from kpis.selectors import addresses as kpis
from pillars.selectors import addresses as pillars
from pillars.selectors.programmes import seen_by
from projects.selectors import addresses as projects

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry

Thing = tuple[str, str]
PAGES_OF_SCOPES = {2: "project", 3: "grant"}  # by the parts of a scope: nml-o/mgn, nml-o/mgn/spuk-mgn
Finder = Callable[[Viewer, Collection[str]], dict[str, str]]


def urls_of(viewer: Viewer, entries: "Iterable[AuditEntry]") -> dict[Thing, str]:
    """The page of every thing that has one and that the viewer may see."""
    wanted: dict[str, set[str]] = defaultdict(set)
    listed = list(entries)
    for entry in listed:
        if entry.object_type in FINDERS and as_id(entry.object_id):
            wanted[entry.object_type].add(entry.object_id)
    found = {
        (kind, pk): url for kind, ids in wanted.items() for pk, url in FINDERS[kind](viewer, ids).items()
    }
    return _where_they_belong(viewer, listed) | found


def _where_they_belong(viewer: Viewer, entries: "Iterable[AuditEntry]") -> dict[Thing, str]:
    """A part of a project or grant, such as a milestone, also one that is gone, stands on its page."""
    seen = {programme.slug for programme in seen_by(viewer)}
    places = {(entry.object_type, entry.object_id): entry.scope.split("/") for entry in entries}
    return {
        thing: reverse(PAGES_OF_SCOPES[len(place)], args=place)
        for thing, place in places.items()
        if len(place) in PAGES_OF_SCOPES and place[0] in seen
    }


def _projects(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = projects.of_projects(viewer, ids)
    return {pk: reverse("project", args=address) for pk, address in found.items()}


def _indicators(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    return _indicator_pages(kpis.of_indicators(viewer, ids))


def _targets(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    return _indicator_pages(kpis.of_targets(viewer, ids))


def _measurements(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    pages = _indicator_pages(kpis.of_measurements(viewer, ids))
    return {pk: f"{url}#meting-{pk}" for pk, url in pages.items()}


def _periods(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = pillars.of_periods(viewer, ids)
    return {pk: reverse("dashboard", args=address) for pk, address in found.items()}


def _decisions(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = meetings.of_decisions(viewer, ids)
    return {pk: reverse("decision", args=address) for pk, address in found.items()}


def _meetings(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = meetings.of_meetings(viewer, ids)
    return {pk: reverse("meeting", args=address) for pk, address in found.items()}


def _items(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = meetings.of_items(viewer, ids)
    return {pk: f"{reverse('meeting', args=address)}#punt-{pk}" for pk, address in found.items()}


def _members(viewer: Viewer, ids: Collection[str]) -> dict[str, str]:
    found = pillars.of_members(viewer, ids)
    return {pk: reverse("body-members", args=address) for pk, address in found.items()}


def _indicator_pages(found: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {pk: reverse("indicator", args=address) for pk, address in found.items()}


FINDERS: dict[str, Finder] = {
    "project": _projects,
    "indicator": _indicators,
    "streefwaarde": _targets,
    "meting": _measurements,
    "rapportageperiode": _periods,
    "besluit": _decisions,
    "vergadering": _meetings,
    "agendapunt": _items,
    "lid van een overleg": _members,
}
