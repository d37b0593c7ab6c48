"""What somebody reads of the audit trail and of their notices, of programmes that they see."""

from collections.abc import Iterable

from izaportal.core.trail import Sight
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.notices.selectors import Sees
from izaportal.reporting.selectors.reports import REPORT_TYPE
from pillars.selectors.members import MEMBER_TYPE, told_scopes
from pillars.selectors.programmes import seen_by
from projects.selectors.projects import visible_projects


def seen_changes(viewer: Viewer, programmes: frozenset[str], *, installation: bool = False) -> Sight:
    """What the viewer reads of the trail of these programmes, which they see: how a report came about is
    between those who write and those who judge it, as the report itself is until it is approved; who became
    a member of a body is for who keeps it or runs the programme, as names of members are."""
    privy = privy_to(viewer, programmes) | told_scopes(viewer)
    return Sight(programmes, installation, frozenset({REPORT_TYPE, MEMBER_TYPE}), privy)


def seen_notices(viewer: Viewer) -> Sees:
    """What the viewer reads of what they were told, by the same rule."""
    programmes = {programme.slug: programme.short_name for programme in seen_by(viewer)}
    return Sees(programmes, privy_to(viewer, programmes))


def privy_to(viewer: Viewer, programmes: Iterable[str]) -> frozenset[str]:
    """Of whose reports the viewer sees what is not approved yet: programmes, else projects by their scope.

    One query for who manages pillars, else none.
    """
    wanted = frozenset(programmes)
    whole = {slug for slug in wanted if viewer.is_system or viewer.manages(slug) or viewer.controls(slug)}
    led = {key for key in viewer.keys(Role.PROJECT_LEAD, ScopeKind.PROJECT) if key.split("/")[0] in wanted}
    pillars = {slug: viewer.managed_pillars(slug) for slug in wanted - whole}
    managed: set[str] = set()
    if any(pillars.values()):
        rows = visible_projects(viewer).filter(programme__slug__in=pillars)
        found = rows.values_list("programme__slug", "slug", "pillar__slug")
        managed = {f"{programme}/{slug}" for programme, slug, pillar in found if pillar in pillars[programme]}
    return frozenset(whole | led | managed)
