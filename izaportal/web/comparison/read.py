"""Finds what a comparison is about, for whoever asks: what may not be seen is not there."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.freezes import Version, versions_of
from izaportal.reporting.selectors.sides import Side, Sides
from izaportal.web.access import seen_programme
from izaportal.web.board.links import Links
from izaportal.web.comparison.asked import Asked, place_of
from izaportal.web.comparison.page import Comparison, Look, build
from izaportal.web.quarters import latest_period
from pillars.selectors.quarters import Period, periods_with_meetings

if TYPE_CHECKING:
    from pillars.models import Programme

NOT_THERE = "Dit kwartaal of deze versie is er niet."


def read(request: PortalRequest, slug: str) -> Comparison | None:
    """None for a programme without quarters. The earlier side comes first, in whatever order it was asked."""
    programme = seen_programme(request.viewer, slug)
    periods = periods_with_meetings(request.viewer, programme)
    if not periods:
        return None
    versions = versions_of([programme.pk])
    found = Sides(request.viewer, programme, periods=periods, versions=versions)
    asked = _with_default(Asked.of(request.GET.dict()), periods)
    then, now = _side(found, asked.since), _side(found, asked.until)
    if _order(now) < _order(then):
        then, now = now, then
        asked = replace(asked, since=asked.until, until=asked.since)
    return build(then, now, asked, _look(request, programme, periods, versions, now))


def _with_default(asked: Asked, periods: tuple[Period, ...]) -> Asked:
    """Without a choice: the last frozen quarter, or the last one that is over, after the one before it."""
    latest = latest_period(periods)
    if latest is None:
        return asked
    until = asked.until or latest.quarter.key
    at = place_of(until)
    before = [one.quarter for one in periods if isinstance(at, Quarter) and one.quarter < at]
    since = asked.since or (before[-1].key if before else until)
    return replace(asked, since=since, until=until)


def _side(sides: Sides, text: str) -> Side:
    place = place_of(text)
    found = None
    if isinstance(place, UUID):
        found = sides.of_version(place)
    elif place is not None:
        found = sides.of_quarter(place)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def _order(side: Side) -> tuple[Quarter, int]:
    return side.quarter, side.version.number if side.version else 0


def _look(
    request: PortalRequest,
    programme: "Programme",
    periods: tuple[Period, ...],
    versions: tuple[Version, ...],
    now: Side,
) -> Look:
    own = request.viewer.own_municipalities
    opens_all = programme.slug in request.viewer.programme_slugs
    codes = {share.code for share in now.rows.shares if opens_all or share.code in own}
    at = f"?kwartaal={now.quarter}"
    return Look(
        links=Links(programme.slug, now.quarter),
        periods=periods,
        versions=versions,
        own=own,
        opened={code: reverse("municipality", kwargs={"code": code}) + at for code in codes},
    )
