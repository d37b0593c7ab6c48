"""What of a programme's projects is asked for: filters, order, columns, quarter and view, as in the URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from izaportal.core.paging import page_of
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.columns import Column, chosen, offered, parts_of
from izaportal.reporting.filters import PortfolioFilterSet
from izaportal.reporting.selectors.portfolio import (
    PortfolioRow,
    portfolio,
    portfolio_choices,
    portfolio_rows,
)
from izaportal.reporting.selectors.saved_views import saved_views
from izaportal.web.plan_words import pillar_term
from izaportal.web.quarters import asked_or_latest
from pillars.selectors import programmes

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import QueryDict

    from izaportal.reporting.models import SavedView
    from pillars.models import Programme, ReportingPeriod
    from projects.models import Project

FILTERS = ("q", "pijler", "fase", "status", "eigenaar", "leider", "bron", "gemeente", "risico")
ORDER, COLUMN, QUARTER, VIEW, PAGE = "volgorde", "kolom", "kwartaal", "weergave", "page"
PER_PAGE = 50
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A list of projects somebody asks for. Everything is read once, when it is first needed."""

    viewer: Viewer
    programme: Programme
    data: QueryDict

    @cached_property
    def periods(self) -> tuple[ReportingPeriod, ...]:
        return tuple(programmes.periods(self.viewer, self.programme))

    @cached_property
    def _period(self) -> ReportingPeriod | None:
        return asked_or_latest(self.periods, self.data.get(QUARTER, ""))

    @property
    def quarter(self) -> Quarter | None:
        """None: this programme reports on no quarter yet."""
        return self._period.quarter if self._period else None

    @property
    def is_frozen(self) -> bool:
        return self._period is not None and self._period.is_frozen

    @cached_property
    def all(self) -> QuerySet[Project]:
        """Every project of the programme that the viewer may see."""
        return portfolio(self.viewer, self.programme)

    @cached_property
    def filters(self) -> PortfolioFilterSet:
        choices = portfolio_choices(self.viewer, self.programme, quarter=self.quarter)
        return PortfolioFilterSet(self.data, rows=self.all, choices=choices)

    @cached_property
    def offered(self) -> tuple[Column, ...]:
        return offered(has_results=self.quarter is not None)

    @property
    def columns(self) -> tuple[Column, ...]:
        return chosen(self.offered, self.filters.asked.get(COLUMN, ()))

    @cached_property
    def views(self) -> tuple[SavedView, ...]:
        return tuple(saved_views(self.viewer, self.programme))

    @property
    def view(self) -> SavedView | None:
        """The view this began as."""
        return next((view for view in self.views if str(view.pk) == self.data.get(VIEW)), None)

    def owns(self, view: SavedView) -> bool:
        return self.viewer.id is not None and view.owner_id == UUID(self.viewer.id)

    def rows(self, projects: Iterable[Project]) -> list[PortfolioRow]:
        """With what the columns show of them."""
        parts = parts_of(self.columns)
        return portfolio_rows(self.viewer, self.programme, projects, quarter=self.quarter, parts=parts)

    @cached_property
    def pairs(self) -> Pairs:
        """Filters, order and columns in the one way a list is written; also what is wrong in them."""
        named = [(name, self.data.get(name, "").strip()) for name in (*FILTERS, ORDER)]
        return [*((name, value) for name, value in named if value), *self._chosen_columns()]

    @property
    def query(self) -> str:
        """What makes this list, as a view keeps it."""
        return urlencode(self.pairs)

    @property
    def is_narrowed(self) -> bool:
        return any(name in FILTERS for name, _ in self.pairs)

    def page(self, rows: QuerySet[Project]) -> Page[Project]:
        """The page asked for; how many there are is known already when nothing narrows the list."""
        finds_all = not self.is_narrowed and self.filters.is_valid()
        known = self.filters.total if finds_all else None
        return page_of(rows, self.data.get(PAGE, ""), size=PER_PAGE, known=known)

    @property
    def is_in_plan_order(self) -> bool:
        """Nothing else was asked for, and no text whose best fit comes first."""
        return not any(name in (ORDER, "q") for name, _ in self.pairs)

    @property
    def pillar_term(self) -> str:
        return pillar_term(self.programme)

    def url(self, page: str = "portfolio", **changes: str | None) -> str:
        """This list on another page of the portfolio, or with something in it changed; None takes it out."""
        place = reverse(page, kwargs={"programme": self.programme.slug})
        kept = [(name, value) for name, value in [*self.pairs, *self._beside()] if name not in changes]
        query = urlencode([*kept, *((name, value) for name, value in changes.items() if value)])
        return f"{place}?{query}" if query else place

    def _beside(self) -> Iterable[tuple[str, str]]:
        """What is not part of a view: the quarter, and which view this began as."""
        quarter = self.data.get(QUARTER, "")
        if quarter and self.quarter is not None and quarter == self.quarter.key:
            yield QUARTER, quarter
        if self.view is not None:
            yield VIEW, str(self.view.pk)

    def _chosen_columns(self) -> Pairs:
        """In the order of the columns; the ordinary ones need not be said."""
        wanted = set(self.data.getlist(COLUMN))
        if wanted == {column.key for column in self.offered if column.is_default}:
            return []
        known = [column.key for column in self.offered if column.key in wanted]
        return [(COLUMN, key) for key in (*known, *sorted(wanted - set(known)))]
