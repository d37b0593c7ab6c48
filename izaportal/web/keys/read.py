"""What pages about keys read of a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from funding.forms.keys import KeyForm, SplitForm, key_form, split_form
from funding.selectors.keys import (
    Divided,
    Inhabitants,
    KeyVersion,
    divided,
    inhabitants,
    key_versions,
    members_from,
)
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.access import seen_programme
from izaportal.web.crumbs import money_crumbs
from izaportal.web.keys.effect import Trial, try_key
from izaportal.web.link import Link
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Programme, ReportingPeriod


@dataclass(frozen=True)
class Keys:
    """A programme's keys, and what trying another one takes; each read once, when it is asked for."""

    viewer: Viewer
    programme: Programme

    @property
    def slug(self) -> str:
        return self.programme.slug

    @property
    def controls(self) -> bool:
        return self.viewer.controls(self.slug)

    @property
    def url(self) -> str:
        return reverse("allocation-keys", kwargs={"programme": self.slug})

    @cached_property
    def versions(self) -> list[KeyVersion]:
        return key_versions(self.viewer, self.programme)

    @cached_property
    def current(self) -> KeyVersion | None:
        """The key that holds today."""
        today = clock.today()
        return next((one for one in self.versions if one.holds_on(today)), None)

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """Quarters that are over, the last one first: of these there are figures."""
        listed = programmes.periods(self.viewer, self.programme)
        return [one for one in reversed(list(listed)) if not one.is_observed]

    @cached_property
    def members(self) -> Mapping[str, str]:
        """Who takes part now or later."""
        return members_from(self.programme, clock.today())

    @cached_property
    def counted(self) -> Inhabitants:
        return inhabitants(self.members)

    def quarter(self, asked: str = "") -> Quarter:
        """The quarter with this key, else the last one that is over."""
        listed = [one.quarter for one in self.periods]
        named = [one for one in listed if one.key == asked]
        return next(iter(named or listed), Quarter.of(clock.today()))

    def split_form(self) -> type[SplitForm]:
        return split_form(self.members, self.counted)

    def key_form(self) -> type[KeyForm]:
        return key_form(self.members, self.counted)

    def divided(self, asked: str = "") -> Divided:
        return divided(self.viewer, self.programme, self.quarter(asked))

    def trial(self, form: SplitForm, asked: str = "") -> Trial:
        """What the form would mean at the quarter asked for."""
        return try_key(form, self.divided(asked), self.counted, own=self.viewer.own_municipalities)

    def crumbs(self, *last: Link) -> tuple[Link, ...]:
        return money_crumbs(self.programme, Link("Verdeelsleutels", self.url if last else ""), *last)


def seen_keys(viewer: Viewer, programme: str) -> Keys:
    """Http404 for a programme that may not be seen."""
    return Keys(viewer, seen_programme(viewer, programme))


def values_of(version: KeyVersion | None, counted: Inhabitants) -> dict[str, Any]:
    """A key as a form begins with it; without one an equal division."""
    year = next(iter(counted), None)
    if version is None:
        return {"kind": "equal", "population_year": year}
    parts = {f"part_{part.code}": part.size for part in version.parts} if not version.population_year else {}
    return {"kind": version.kind.value, "population_year": version.population_year or year, **parts}
