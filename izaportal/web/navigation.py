"""Which pages the navigation knows, and which of them a page belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Place:
    """A page the navigation knows. `outside`: not while in a programme.

    `pages`: names of URLs that belong to it, though their addresses begin like another's. `begins`: a
    controller finds it also in a programme without quarters, to open the first one. `for_runners`: only for
    who manages or controls the programme, `for_administrators`: who runs the installation.
    """

    label: str | Promise
    url_name: str
    icon: str
    in_programme: bool = False
    needs_periods: bool = False
    outside: bool = False
    pages: frozenset[str] = frozenset()
    begins: bool = False
    for_runners: bool = False
    for_administrators: bool = False


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    icon: str
    heading: str = ""
    pages: frozenset[str] = frozenset()
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a page with an address of its own; `count`: how much is in it."""

    label: str
    url: str
    current: bool
    count: int | None = None


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
    Place(gettext_lazy("Regio’s"), "regions", "region"),
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
    Place(gettext_lazy("API-tokens"), "api-tokens", "lock", for_administrators=True),
)


def build_items(places: Iterable[Place], programme: str) -> list[NavigationItem]:
    """Those of a programme only when there is one; its slug, or empty."""
    return [
        NavigationItem(str(place.label), _url_of(place, programme), place.icon, pages=place.pages)
        for place in places
        if (bool(programme) if place.in_programme else not (place.outside and programme))
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
    return reverse(place.url_name, args=(programme,) if place.in_programme else ())
