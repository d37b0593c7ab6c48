"""Projects of the programme: their names, their place, how far they are and what they are for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from izaportal.core.editing import Edit
from izaportal.core.uuid7 import uuid7
from izaportal.imports.comparing import Comparison
from izaportal.imports.kinds.kind import Act, Done, Kind, Result, words_of
from izaportal.imports.layout import Choices, Column, Form, Record, Tab, Value
from izaportal.reporting.selectors.standings import require_untold
from pillars.models import Programme
from pillars.selectors.quarters import frozen_quarters
from projects.models import LeadState, Project, ProjectKind, Stage
from projects.services.creating import create_project, take_back_project
from projects.services.editing import edit_project, undo

LONG = 10_000
TEXTS = ("summary", "goal", "urgency", "problem", "effects", "target_group")
WORDS = {
    "kind": words_of(ProjectKind.choices),
    "stage": words_of(Stage.choices),
    "lead_state": words_of(LeadState.choices),
}
# What an empty cell stands for in a column that always holds something.
EMPTY: Mapping[str, Any] = {"kind": ProjectKind.PROJECT.value, "lead_state": LeadState.UNKNOWN.value}
TAB = Tab(
    "projecten",
    "Projecten",
    (
        Column("name", "Naam", required=True, longest=250, is_key=True, width=44),
        Column("code", "Code", longest=40, width=12, help="Zoals in het plan; mag vaker voorkomen."),
        Column("kind", "Soort", required=True, choices="kind", width=18),
        Column("pillar", "Pijler", choices="pillar", width=30),
        Column("stage", "Fase", choices="stage", width=16),
        Column("lead_state", "Projectleider", required=True, choices="lead_state", width=16),
        Column("region_wide", "Regiobreed", Form.YES_NO, required=True, choices="yes_no", width=12),
        Column("summary", "Samenvatting", longest=LONG, width=60, help="In één of twee zinnen."),
        Column("goal", "Doel", longest=LONG, width=60),
        Column("urgency", "Urgentie", longest=LONG, width=60),
        Column("problem", "Probleem", longest=LONG, width=60),
        Column("effects", "Beoogde effecten", longest=LONG, width=60),
        Column("target_group", "Doelgroep", longest=LONG, width=40),
    ),
    help="Een project haalt u weg door de fase op gestopt te zetten.",
)


def pillars_by_label(programme: Programme) -> dict[str, UUID]:
    return {pillar_label(number, name): pk for pk, number, name in _pillars(programme)}


def pillar_label(number: int, name: str) -> str:
    return f"{number} · {name}"


def _pillars(programme: Programme) -> list[tuple[UUID, int, str]]:
    return list(programme.pillars.order_by("number", "slug").values_list("pk", "number", "name"))


def choices(programme: Programme) -> Choices:
    return {
        "pillar": list(pillars_by_label(programme)),
        "yes_no": ("ja", "nee"),
        **{name: list(words) for name, words in WORDS.items()},
    }


def stored(programme: Programme) -> dict[str, Record]:
    rows = Project.objects.filter(programme=programme).select_related("pillar").order_by("code_order", "name")
    return {str(row.pk): TAB.record(_values(row)) for row in rows}


def _values(row: Project) -> dict[str, Value]:
    pillar = row.pillar
    return {
        "name": row.name,
        "code": row.code,
        "kind": row.get_kind_display(),
        "pillar": pillar_label(pillar.number, pillar.name) if pillar else None,
        "stage": row.get_stage_display() if row.stage else None,
        "lead_state": row.get_lead_state_display(),
        "region_wide": row.region_wide,
        **{name: getattr(row, name) for name in TEXTS},
    }


def apply(act: Act, plan: Comparison) -> Result:
    result, pillars = Result(), pillars_by_label(act.programme)
    for row in plan.added:
        values = {
            name: in_columns(name, TAB.get(row.record, name), pillars)
            for name in TAB.places
            if TAB.get(row.record, name) is not None
        }
        with result.of(row):
            project_id = uuid7()
            create_project(
                actor=act.actor,
                programme=act.programme,
                project_id=project_id,
                values=values,
                reason=act.reason,
            )
            result.done.append(Done(str(project_id), is_new=True))
    for change in plan.changed:
        asked = {
            name: Edit(in_columns(name, edit.seen, pillars), in_columns(name, edit.wanted, pillars))
            for name, edit in change.fields.items()
        }
        with result.of(change.row):
            entry = edit_project(
                actor=act.actor, project_id=UUID(change.id), edits_of=asked, reason=act.reason
            )
            result.note(change.id, entry, is_new=False)
    return result


def in_columns(name: str, value: Value, pillars: Mapping[str, UUID]) -> Any:
    """What a cell means in the column of that name."""
    if name == "pillar":
        return pillars[str(value)] if value is not None else None
    if name in WORDS:
        return WORDS[name][str(value)] if value is not None else EMPTY.get(name, "")
    return "" if value is None else value


def take_back(act: Act, done: Sequence[Done]) -> None:
    frozen = frozen_quarters(act.programme)
    for one in reversed(done):
        project_id = UUID(one.row_id)
        if one.is_new:
            require_untold(project_id, frozen)
            take_back_project(actor=act.actor, project_id=project_id, reason=act.reason)
        elif one.entry is not None:
            undo(actor=act.actor, project_id=project_id, entry_id=one.entry)


def of_pillars(programme: Programme, pillars: Collection[str]) -> Callable[[str], bool]:
    rows = Project.objects.filter(programme=programme, pillar__slug__in=pillars)
    own = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return own.__contains__


KIND = Kind(TAB, choices, stored, apply, take_back, of_pillars)
