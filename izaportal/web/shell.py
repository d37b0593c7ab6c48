"""What the page shell shows around every page. Nothing is read unless a page with the shell is rendered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, repeat

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from izaportal.core import clock
from izaportal.core.formatting import date_nl
from izaportal.core.viewer import Viewer
from izaportal.notices.selectors import unread_of
from izaportal.web.preferences.choices import THEME_COOKIE, Theme
from pillars.selectors.programmes import seen_by


@dataclass(frozen=True)
class Place:
    """A page the navigation knows: shown only once its URL exists. `outside`: not while in a programme.

    `pages`: names of URLs that belong to it, though their addresses begin like another's. `begins`: a
    controller finds it also in a programme without quarters, to open the first one. `for_runners`: only for
    who manages or controls the programme.
    """

    label: str | Promise
    url_name: str
    icon: str
    in_programme: bool = False
    needs_periods: bool = False
    outside: bool = False
    heading: str | Promise = ""
    pages: frozenset[str] = frozenset()
    begins: bool = False
    for_runners: bool = False


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    icon: str
    heading: str = ""
    pages: frozenset[str] = frozenset()
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class ProgrammeChoice:
    """One programme of the switcher: `NML-O`, its full name, its page."""

    slug: str
    label: str
    name: str
    url: str
    current: bool = False
    has_periods: bool = False


@dataclass(frozen=True)
class Link:
    label: str
    url: str


PLACES = (
    Place(gettext_lazy("Mijn werk"), "start", "home"),
    Place(
        gettext_lazy("Dashboard"),
        "dashboard-latest",
        "dashboard",
        in_programme=True,
        needs_periods=True,
        pages=frozenset({"compare", "since-frozen", "headline-indicators"}),
    ),
    Place(
        gettext_lazy("Kwartaal"),
        "period-current",
        "clock",
        in_programme=True,
        needs_periods=True,
        pages=frozenset(
            {
                "period",
                "period-dates",
                "reminder-days",
                "close-quarter",
                "reopen-quarter",
                "freeze-quarter",
                "publish-quarter",
                "withdraw-quarter",
            }
        ),
        begins=True,
    ),
    Place(gettext_lazy("Programma"), "programme", "plan", in_programme=True),
    Place(gettext_lazy("Projecten"), "portfolio", "projects", in_programme=True),
    Place(
        gettext_lazy("Financiën"),
        "finance",
        "money",
        in_programme=True,
        pages=frozenset({"allocation-keys", "try-key", "new-key", "edit-key"}),
    ),
    Place(
        gettext_lazy("Vergaderingen"),
        "meetings",
        "meeting",
        in_programme=True,
        pages=frozenset(
            {
                "decisions",
                "decision",
                "edit-decision",
                "follow-up",
                "follow-up-condition",
                "record-positions",
            }
        ),
    ),
    Place(gettext_lazy("Gemeenten"), "municipalities", "municipality", pages=frozenset({"municipality"})),
    Place(
        gettext_lazy("Importeren"),
        "imports",
        "import",
        in_programme=True,
        pages=frozenset({"import", "apply-import", "undo-import"}),
        for_runners=True,
    ),
    Place(gettext_lazy("Wijzigingen"), "programme-trail", "history", in_programme=True),
    Place(gettext_lazy("Alle wijzigingen"), "trail", "history", outside=True),
)


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
        return existing_url("start") or "/"

    @cached_property
    def sign_in_url(self) -> str:
        """Empty on the sign-in page itself."""
        url = existing_url("sign-in")
        return "" if url == self._request.path else url

    @cached_property
    def sign_out_url(self) -> str:
        return existing_url("sign-out")

    @cached_property
    def unread(self) -> int:
        """How many notices the viewer has not read yet; one query."""
        seen = [choice.slug for choice in self.programmes]
        return unread_of(self.viewer, programmes=seen).count() if self.is_signed_in else 0

    @cached_property
    def footer(self) -> list[Link]:
        places = (
            (gettext("Onderdelen van de vormgeving"), "gallery:gallery"),
            (gettext("API voor gemeenten"), "api-docs"),
        )
        return [Link(label, url) for label, name in places if (url := existing_url(name))]

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
                url=existing_url("programme", programme=seen.slug),
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
        """Only pages that exist; inside a programme when the page is, or when there is but one."""
        if not self.is_signed_in:
            return []
        only = self.programmes[0] if len(self.programmes) == 1 else None
        here = self.programme or only
        places = [place for place in PLACES if here is None or self._has(place, here)]
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


def existing_url(name: str, **kwargs: str) -> str:
    """The URL of that name; empty as long as the portal has no such page."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def build_items(places: Iterable[Place], programme: str) -> list[NavigationItem]:
    """The places with a URL; those of a programme only when there is one."""
    items = []
    for place in places:
        fits = bool(programme) if place.in_programme else not (place.outside and programme)
        url = _url_of(place, programme) if fits else ""
        if url:
            items.append(NavigationItem(str(place.label), url, place.icon, str(place.heading), place.pages))
    return items


def doors(programmes: Iterable[ProgrammeChoice]) -> list[NavigationItem]:
    """Outside any programme: a way into each, under one heading."""
    headings = chain((gettext("Programma’s"),), repeat(""))
    return [
        NavigationItem(label=choice.label, url=choice.url, icon="plan", heading=heading)
        for choice, heading in zip(programmes, headings, strict=False)
    ]


def mark_current(items: list[NavigationItem], path: str, name: str | None = None) -> list[NavigationItem]:
    """Where one is: the item to which the page of that name belongs, else the one whose URL is the longest
    beginning of the path; "/" fits only itself."""
    if any(name in item.pages for item in items):
        return [replace(item, current=name in item.pages) for item in items]
    fitting = [
        item.url for item in items if path == item.url or (item.url != "/" and path.startswith(item.url))
    ]
    here = max(fitting, key=len, default=None)
    return [replace(item, current=item.url == here) for item in items]


def _url_of(place: Place, programme: str) -> str:
    return (
        existing_url(place.url_name, programme=programme)
        if place.in_programme
        else existing_url(place.url_name)
    )
