"""What the page shell shows around every page. Nothing is read unless a page with the shell is rendered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from izaportal.core import clock
from izaportal.core.formatting import date_nl
from izaportal.core.viewer import Viewer
from izaportal.notices.selectors import unread_of
from izaportal.reporting.selectors.seen_changes import seen_notices
from izaportal.web.link import Link
from izaportal.web.navigation import PLACES, NavigationItem, Place, build_items, mark_current
from izaportal.web.preferences.choices import THEME_COOKIE, Theme
from pillars.selectors.programmes import seen_by


@dataclass(frozen=True)
class ProgrammeChoice:
    """One programme of the switcher: `NML-O`, its full name, its page."""

    slug: str
    label: str
    name: str
    url: str
    current: bool = False
    has_periods: bool = False


def shell(request: HttpRequest) -> dict[str, "Shell"]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}


class Shell:
    """Read piece by piece by base.html; each piece is made once, at its first use."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def viewer(self) -> Viewer:
        """A request that never met the middleware (an early error page) has a stranger's shell."""
        viewer: Viewer = getattr(self._request, "viewer", Viewer.stranger())
        return viewer

    @cached_property
    def is_signed_in(self) -> bool:
        return self.viewer.id is not None

    @cached_property
    def user_label(self) -> str:
        return self.viewer.name if self.is_signed_in else ""

    @cached_property
    def theme(self) -> str:
        """`light`, `dark`, or empty: as the device says."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in (Theme.LIGHT, Theme.DARK) else ""

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, str(name)) for code, name in settings.LANGUAGES]

    @cached_property
    def today_banner(self) -> str:
        """Says that the demo's day stands in for today; empty in a deployment."""
        if not clock.is_fixed():
            return ""
        day = date_nl(clock.today())
        return gettext(
            "Demo: voor dit portaal is het vandaag %(day)s. Cijfers met het merk Illustratief zijn verzonnen."
        ) % {"day": day}

    @cached_property
    def home_url(self) -> str:
        return reverse("start")

    @cached_property
    def sign_in_url(self) -> str:
        """Empty on the sign-in page itself."""
        url = reverse("sign-in")
        return "" if url == self._request.path else url

    @cached_property
    def sign_out_url(self) -> str:
        return reverse("sign-out")

    @cached_property
    def unread(self) -> int:
        """How many notices the viewer has not read yet; one query."""
        if not self.is_signed_in:
            return 0
        return unread_of(self.viewer, sees=seen_notices(self.viewer)).count()

    @cached_property
    def footer(self) -> list[Link]:
        places = (
            (gettext("Onderdelen van de vormgeving"), "gallery:gallery"),
            (gettext("API voor gemeenten"), "api-docs"),
        )
        return [Link(label, reverse(name)) for label, name in places]

    @cached_property
    def programme_slug(self) -> str:
        """The programme of this page, by the name `programme` in its URL; else empty."""
        match = self._request.resolver_match
        return str(match.kwargs.get("programme", "")) if match is not None else ""

    @cached_property
    def programmes(self) -> list[ProgrammeChoice]:
        if not self.is_signed_in:
            return []
        return [
            ProgrammeChoice(
                slug=seen.slug,
                label=seen.short_name,
                name=seen.name,
                url=reverse("programme", args=(seen.slug,)),
                current=seen.slug == self.programme_slug,
                has_periods=getattr(seen, "has_periods", False),  # an annotation of the selector
            )
            for seen in sorted(seen_by(self.viewer), key=lambda seen: seen.short_name)
        ]

    @cached_property
    def programme(self) -> ProgrammeChoice | None:
        return next((choice for choice in self.programmes if choice.current), None)

    @cached_property
    def navigation(self) -> list[NavigationItem]:
        """Inside a programme when the page is, or when there is but one."""
        if not self.is_signed_in:
            return []
        only = self.programmes[0] if len(self.programmes) == 1 else None
        here = self.programme or only
        known = [place for place in PLACES if self.viewer.runs_portal or not place.for_administrators]
        places = [place for place in known if here is None or self._has(place, here)]
        items = build_items(places, here.slug if here else "")
        if here is None:
            items += doors(self.programmes)
        match = self._request.resolver_match
        return mark_current(items, self._request.path, match.url_name if match is not None else None)

    def _has(self, place: Place, here: ProgrammeChoice) -> bool:
        """Whether the programme has what the place is about, for this viewer."""
        if place.for_runners and not (self.viewer.manages(here.slug) or self.viewer.controls(here.slug)):
            return False
        if not place.needs_periods or here.has_periods:
            return True
        return place.begins and self.viewer.controls(here.slug)


def doors(programmes: Iterable[ProgrammeChoice]) -> list[NavigationItem]:
    """Outside any programme: a way into each, under one heading."""
    headings = chain((gettext("Programma’s"),), repeat(""))
    return [
        NavigationItem(label=choice.label, url=choice.url, icon="plan", heading=heading)
        for choice, heading in zip(programmes, headings, strict=False)
    ]
