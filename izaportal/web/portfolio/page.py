"""What stands around every list of projects: tabs, filter, what is chosen of it, views, and the count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms import BoundField
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.reporting.columns import Column
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.link import Link
from izaportal.web.navigation import Tab
from izaportal.web.portfolio.asked import COLUMN, FILTERS, ORDER, QUARTER, VIEW, Asked
from izaportal.web.quarters import QuarterChoice, quarter_choices
from projects.services.creating import may_create

if TYPE_CHECKING:
    from izaportal.reporting.models import SavedView

AT_HAND = ("pijler", "fase", "status")
PAGES = {"portfolio": "Tabel", "portfolio-board": "Bord", "portfolio-roadmap": "Roadmap"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; `url` is the list without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    key: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ViewChoice:
    name: str
    url: str
    current: bool
    shared: bool
    own: bool


@dataclass(frozen=True, slots=True)
class ViewBar:
    """Which view the list began as, and what can be done with what it is now."""

    name: str
    is_kept: bool
    choices: tuple[ViewChoice, ...]
    changed: bool
    restore_url: str
    overwrite_url: str
    keep_url: str
    query: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`total` counts all projects the viewer may see, `found` those that fit the filter; `add_url` is empty
    for who adds none."""

    title: str
    crumbs: tuple[Link, ...]
    tabs: tuple[Tab, ...]
    url: str
    here: str
    export_urls: tuple[Link, ...]
    quarters: tuple[QuarterChoice, ...]
    quarter: Quarter | None
    is_frozen: bool
    at_hand: tuple[BoundField, ...]
    more: tuple[BoundField, ...]
    more_chosen: int
    search: BoundField
    kept: tuple[tuple[str, str], ...]
    columns: tuple[ColumnChoice, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    views: ViewBar
    found: int
    total: int
    add_url: str

    @property
    def lead(self) -> str:
        """Of when the statuses are: on paper there is no row of quarters that says so."""
        return f"Resultaat, tijd, geld en risico: stand van {self.quarter.label}." if self.quarter else ""

    @property
    def count_words(self) -> str:
        """`12 van 57 projecten`; what is not narrowed is not told twice."""
        word = "project" if self.total == 1 else "projecten"
        return f"{self.total} {word}" if self.found == self.total else f"{self.found} van {self.total} {word}"


def frame(asked: Asked, here: str, *, found: int) -> Frame:
    """`here` is the URL name of one of the PAGES."""
    programme = asked.programme
    form = asked.filters.form
    more = [name for name in FILTERS if name != "q" and name not in AT_HAND]
    return Frame(
        title="Projecten",
        crumbs=programme_crumbs(programme, Link("Projecten")),
        tabs=tuple(Tab(label, asked.url(page), page == here) for page, label in PAGES.items()),
        url=reverse(here, kwargs={"programme": programme.slug}),
        here=here,
        export_urls=tuple(_exports(asked)),
        quarters=_quarters(asked, here),
        quarter=asked.quarter,
        is_frozen=asked.is_frozen,
        at_hand=tuple(_shown(asked, AT_HAND)),
        more=tuple(_shown(asked, more)),
        more_chosen=sum(name in more for name, _ in asked.pairs),
        search=form["q"],
        kept=tuple(_kept(asked)),
        columns=tuple(_columns(asked)),
        chips=tuple(_chips(asked, here)),
        clear_url=asked.url(here, **dict.fromkeys(FILTERS)),
        views=_views(asked, here),
        found=found,
        total=asked.filters.total,
        add_url=_add_url(asked),
    )


def _add_url(asked: Asked) -> str:
    """Empty for who adds no projects."""
    may = may_create(asked.viewer, asked.programme)
    return reverse("add-project", kwargs={"programme": asked.programme.slug}) if may else ""


def _shown(asked: Asked, names: list[str] | tuple[str, ...]) -> Iterator[BoundField]:
    """Filters that offer a choice, and those in which something is wrong."""
    form = asked.filters.form
    for name in names:
        bound = form[name]
        if bound.errors or len(bound.field.choices) > 2:  # beside "alle"
            bound.label = asked.pillar_term if name == "pijler" else bound.label
            yield bound


def _kept(asked: Asked) -> Iterator[tuple[str, str]]:
    """What the filter form sends along beside its own fields."""
    for name in (ORDER, QUARTER, VIEW):
        if value := asked.data.get(name, ""):
            yield name, value


def _exports(asked: Asked) -> Iterator[Link]:
    for form, label in (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (puntkomma’s)")):
        place = reverse("portfolio-export", kwargs={"programme": asked.programme.slug, "form": form})
        query = asked.url().partition("?")[2]
        yield Link(label, f"{place}?{query}" if query else place)


def _quarters(asked: Asked, here: str) -> tuple[QuarterChoice, ...]:
    """The same list at each quarter."""
    return quarter_choices(
        asked.periods,
        current=asked.quarter,
        at=lambda quarter: asked.url(here, **{QUARTER: quarter.key}),
    )


def _columns(asked: Asked) -> Iterator[ColumnChoice]:
    chosen = {column.key for column in asked.columns}
    for column in asked.offered:
        yield ColumnChoice(column.key, _label(asked, column), column.key in chosen)


def _label(asked: Asked, column: Column) -> str:
    return asked.pillar_term if column.key == "pijler" else column.label


def _chips(asked: Asked, here: str) -> Iterator[Chip]:
    form = asked.filters.form
    for name, value in asked.pairs:
        if name in FILTERS:
            label = asked.pillar_term if name == "pijler" else str(form[name].label)
            yield Chip(label, _word(form[name], value), asked.url(here, **{name: None}))
    if COLUMN in dict(asked.pairs) and here == "portfolio":
        yield Chip("Kolommen", "eigen keuze", asked.url(here, **{COLUMN: None}))


def _word(bound: BoundField, value: str) -> str:
    """The word of a choice, which may stand in a group; what is no choice is shown as it was typed."""
    for key, word in getattr(bound.field, "choices", ()):
        group = word if isinstance(word, list | tuple) else [(key, word)]
        found = next((str(text) for one, text in group if str(one) == value), None)
        if found is not None:
            return found
    return value


def _views(asked: Asked, here: str) -> ViewBar:
    view, programme = asked.view, asked.programme.slug
    plain = reverse(here, kwargs={"programme": programme})
    return ViewBar(
        name=view.name if view else "Alle projecten",
        is_kept=view is not None,
        choices=(
            ViewChoice("Alle projecten", plain, view is None, shared=False, own=False),
            *(_choice(asked, plain, one) for one in asked.views),
        ),
        changed=asked.query != (view.query if view else ""),
        restore_url=_choice(asked, plain, view).url if view else plain,
        overwrite_url=(
            reverse("overwrite-view", kwargs={"programme": programme, "view": view.pk})
            if view is not None and asked.owns(view)
            else ""
        ),
        keep_url=asked.url("portfolio-views"),
        query=asked.query,
    )


def _choice(asked: Asked, plain: str, view: SavedView) -> ViewChoice:
    url = f"{plain}?{view.query}&{VIEW}={view.pk}" if view.query else f"{plain}?{VIEW}={view.pk}"
    return ViewChoice(view.name, url, view == asked.view, shared=view.shared, own=asked.owns(view))
