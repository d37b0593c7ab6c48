"""Edits the budget cell by cell: two people in different cells never meet."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from funding import choices
from funding.budget import LONGEST_COST_TYPE, Cell, LineKey, why_no_budget
from funding.models import BudgetLine
from funding.refund import Source
from izaportal.core import edits
from izaportal.core.editing import Edit, merge
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from projects.models import Project

SOURCES = {value for value, _ in choices.SOURCES}
STREAMS = {value for value, _ in choices.STREAMS}
COLUMNS = ("project", "year", "source", "stream", "cost_type", "amount")
Projects = Mapping[str, Project]


@transaction.atomic
def edit_budget(
    *, actor: Viewer, programme: Programme, cells: Mapping[str, Edit], reason: str = ""
) -> list[AuditEntry]:
    """Store the cells that the author changed, by name (`LineKey.cell`); amounts, None for an empty cell.

    All or nothing. Raises NotAllowed, Invalid with every mistake at its cell, and Conflicted with every cell
    that somebody else changed meanwhile.
    """
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma wijzigt de begroting.")
    asked = {name: edit for name, edit in cells.items() if edit.seen != edit.wanted}
    projects = _held(programme, asked)
    if mistakes := [one for name, edit in asked.items() for one in _mistakes(name, edit, projects)]:
        raise Invalid(mistakes)
    stored = _stored(projects)
    wanted = merge({name: stored[name].amount if name in stored else None for name in asked}, asked)
    entries = (
        _write(name, amount, stored.get(name), projects, Act(actor, programme.slug, reason=reason))
        for name, amount in wanted.items()
    )
    return [entry for entry in entries if entry is not None]


def _held(programme: Programme, names: Mapping[str, Edit]) -> dict[str, Project]:
    """The projects of the cells by slug, locked: whoever fills in the same empty cell waits."""
    slugs = {name.partition(".")[0] for name in names}
    rows = Project.objects.select_for_update(no_key=True, of=("self",)).select_related("programme")
    found = rows.filter(programme=programme, slug__in=slugs).order_by("pk")
    return {project.slug: project for project in found}


def _mistakes(name: str, edit: Edit, projects: Projects) -> list[Mistake]:
    try:
        line = Cell.parse(name).line
    except ValueError:
        return [Mistake(name, "Dit is geen cel van de begroting.")]
    why = [
        "" if line.project in projects else "Dit project hoort niet bij dit programma.",
        _why_no_source(line),
        "" if len(line.cost_type) <= LONGEST_COST_TYPE else "Deze kostensoort is langer dan 60 tekens.",
        "" if edit.wanted is None else why_no_budget(edit.wanted),
    ]
    return [Mistake(name, words) for words in why if words]


def _why_no_source(line: LineKey) -> str:
    if line.source not in SOURCES:
        return "Deze bron bestaat niet."
    fits = line.stream in STREAMS if line.source == Source.SPUK else not line.stream
    return "" if fits else "Deze stroom hoort niet bij de bron."


def _stored(projects: Projects) -> dict[str, BudgetLine]:
    rows = BudgetLine.objects.filter(project__in=projects.values()).select_related("project")
    return {key_of(row).cell(row.year): row for row in rows}


def key_of(row: BudgetLine) -> LineKey:
    return LineKey(row.project.slug, row.source, row.stream, row.cost_type)


def _write(
    name: str, amount: Decimal | None, row: BudgetLine | None, projects: Projects, act: Act
) -> AuditEntry | None:
    cell = Cell.parse(name)
    project = projects[cell.line.project]
    own = Act(act.actor, act.programme, project.scope, act.reason)
    if amount is None:
        return None if row is None else edits.remove(row, own)
    if row is None:
        return edits.add(_new(cell, project, amount), own, names=COLUMNS)
    wanted = {"amount": Edit(seen=row.amount, wanted=amount)}
    if row.illustrative:
        wanted["illustrative"] = Edit(seen=True, wanted=False)  # no longer invented for show
    return edits.change(row, wanted, own)


def _new(cell: Cell, project: Project, amount: Decimal) -> BudgetLine:
    line = cell.line
    return BudgetLine(
        project=project,
        year=cell.year,
        source=line.source,
        stream=line.stream,
        cost_type=line.cost_type,
        amount=amount,
    )
