"""A programme and its structure as the plan describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from izaportal.core.bulk import Difference, ImportBatch, Links
from izaportal.core.errors import Mistake
from pillars.models import (
    AgendaAction,
    Challenge,
    Contradiction,
    GovernanceBody,
    Meeting,
    Movement,
    Pillar,
    PlanFact,
    PlanFigure,
    Programme,
    ProgrammeMunicipality,
    ProgrammeOrganisation,
    ProgrammeVersion,
    SumCheck,
)
from pillars.services.periods import DatedFact, frozen_mistakes

Rows = Iterable[Mapping[str, Any]]


def save_programme(batch: ImportBatch, row: Mapping[str, Any]) -> Programme:
    return batch.save(Programme, [row], key=("slug",))[row["slug"]]


def save_versions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(ProgrammeVersion, rows, key=("programme", "label"))


def save_members(batch: ImportBatch, rows: Rows) -> None:
    """Raises Invalid naming every new membership that would count in a frozen quarter."""
    key = ("programme", "municipality", "validity")
    batch.save(ProgrammeMunicipality, rows, key=key, check=_member_mistakes)


def _member_mistakes(differences: Sequence[Difference[ProgrammeMunicipality]]) -> list[Mistake]:
    new = (one.row for one in differences if one.is_new)
    return frozen_mistakes(
        DatedFact(row.programme_id, f"deelname van {row.municipality}", row.validity.__contains__)
        for row in new
    )


def save_organisations(batch: ImportBatch, rows: Rows) -> None:
    batch.save(ProgrammeOrganisation, rows, key=("programme", "organisation"))


def save_pillars(batch: ImportBatch, rows: Rows) -> dict[str, Pillar]:
    """By slug."""
    return batch.save(Pillar, rows, key=("programme", "slug"))


def save_movements(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Movement, rows, key=("pillar", "slug"))


def save_challenges(batch: ImportBatch, rows: Rows) -> dict[str, Challenge]:
    """By slug."""
    return batch.save(Challenge, rows, key=("programme", "slug"))


def link_challenges(batch: ImportBatch, links: Links) -> None:
    """Pillar id: ids of the challenges it answers."""
    batch.link(Pillar.challenges.through, links, source="pillar_id", target="challenge_id")


def save_figures(batch: ImportBatch, rows: Rows) -> None:
    """A stated figure is the same one when pillar, kind, place and period agree."""
    batch.save(PlanFigure, rows, key=("programme", "pillar", "kind", "source_place", "period", "unit"))


def save_facts(batch: ImportBatch, rows: Rows) -> None:
    batch.save(PlanFact, rows, key=("programme", "topic", "slug"))


def save_sum_checks(batch: ImportBatch, rows: Rows) -> None:
    batch.save(SumCheck, rows, key=("programme", "slug"))


def save_contradictions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Contradiction, rows, key=("programme", "slug"))


def save_bodies(batch: ImportBatch, rows: Rows) -> dict[str, GovernanceBody]:
    """By slug."""
    return batch.save(GovernanceBody, rows, key=("programme", "slug"))


def save_meetings(batch: ImportBatch, rows: Rows) -> dict[Any, Meeting]:
    """By day."""
    return dict(batch.save(Meeting, rows, key=("body", "held_on")))


def save_agenda(batch: ImportBatch, rows: Rows) -> dict[str, AgendaAction]:
    """By slug."""
    return batch.save(AgendaAction, rows, key=("programme", "slug"))


def link_agenda(batch: ImportBatch, links: Links) -> None:
    """Action id: ids of the actions it depends on."""
    batch.link(
        AgendaAction.depends_on.through, links, source="from_agendaaction_id", target="to_agendaaction_id"
    )
