"""Notices of one kind about one programme on one day, told together when there are several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from izaportal.notices.models import Notice

TOGETHER_FROM = 3


@dataclass(frozen=True, slots=True)
class Bunch:
    """One notice, or several alike; newest first."""

    rows: tuple[Notice, ...]
    programme: str

    @property
    def first(self) -> Notice:
        return self.rows[0]

    @property
    def is_one(self) -> bool:
        return len(self.rows) == 1

    @property
    def title(self) -> str:
        return f"{self.first.get_kind_display()}: {len(self.rows)} meldingen"

    @property
    def unread(self) -> int:
        return sum(row.read_at is None for row in self.rows)


def bunches(rows: Iterable[Notice], names: Mapping[str, str]) -> list[Bunch]:
    """In their order; `names` of programmes by slug. Below three each stands on its own."""
    found: list[Bunch] = []
    for (_, _, slug), alike in groupby(rows, key=_alike):
        together = tuple(alike)
        name = names.get(slug, "")
        if len(together) >= TOGETHER_FROM:
            found.append(Bunch(together, name))
        else:
            found += [Bunch((row,), name) for row in together]
    return found


def _alike(row: Notice) -> tuple[datetime, str, str]:
    day = timezone.localtime(row.created_at).replace(hour=0, minute=0, second=0, microsecond=0)
    return day, row.kind, row.programme
