"""Who takes part in a project, with what they committed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from projects.models import Project


@dataclass(frozen=True, slots=True)
class Partner:
    pk: UUID
    name: str
    kind: str
    commitment: str
    intended: bool


def partners_of(project: Project) -> Iterator[Partner]:
    for row in project.partnerships.all():
        yield Partner(
            row.pk,
            row.organisation.name,
            str(row.organisation.get_kind_display()),
            row.commitment,
            row.intended,
        )
