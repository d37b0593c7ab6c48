"""Lines of the budget: an amount per project, year, source and kind of costs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from funding.choices import SOURCES, STREAMS
from funding.models import BudgetLine
from funding.services.budget_lines import add_budget_line, edit_budget_line, undo_budget_line
from izaportal.core.uuid7 import uuid7
from izaportal.imports.comparing import Comparison
from izaportal.imports.kinds.indicators import projects_by_slug
from izaportal.imports.kinds.kind import Act, Done, Kind, Result, words_of
from izaportal.imports.layout import Choices, Column, Form, Record, Row, Tab, Writes
from pillars.models import Programme

SOURCE_WORDS, STREAM_WORDS = words_of(SOURCES), words_of(STREAMS)
TAB = Tab(
    "begroting",
    "Begroting",
    (
        Column(
            "project", "Project", writes=Writes.NEW, required=True, choices="project", is_key=True, width=20
        ),
        Column("year", "Jaar", writes=Writes.NEW, required=True, choices="year", is_key=True, width=8),
        Column("source", "Bron", writes=Writes.NEW, required=True, choices="source", is_key=True, width=10),
        Column("stream", "Stroom", writes=Writes.NEW, choices="stream", is_key=True, width=24),
        Column("cost_type", "Kostensoort", writes=Writes.NEW, longest=60, is_key=True, width=28),
        Column("amount", "Begroot", Form.EUROS, required=True, width=18),
    ),
    help="Project, jaar, bron en kostensoort staan vast. Zet het bedrag op 0 en maak een nieuwe regel.",
)


def choices(programme: Programme) -> Choices:
    return {
        "project": list(projects_by_slug(programme)),
        "year": [str(year) for year in range(programme.start_year, programme.end_year + 1)],
        "source": list(SOURCE_WORDS),
        "stream": list(STREAM_WORDS),
    }


def stored(programme: Programme) -> dict[str, Record]:
    rows = BudgetLine.objects.filter(project__programme=programme).select_related("project")
    return {
        str(row.pk): TAB.record(
            {
                "project": row.project.slug,
                "year": str(row.year),
                "source": row.get_source_display(),
                "stream": row.get_stream_display() if row.stream else None,
                "cost_type": row.cost_type,
                "amount": row.amount,
            }
        )
        for row in rows.order_by("project__slug", "year", "source", "stream", "cost_type")
    }


def apply(act: Act, plan: Comparison) -> Result:
    result, projects = Result(), projects_by_slug(act.programme)
    for row in plan.added:
        with result.of(row):
            line_id = uuid7()
            entry = add_budget_line(
                actor=act.actor,
                programme=act.programme,
                line_id=line_id,
                values=_values(row, projects),
                reason=act.reason,
            )
            result.note(line_id, entry, is_new=True)
    for change in plan.changed:
        with result.of(change.row):
            entry = edit_budget_line(
                actor=act.actor,
                programme=act.programme,
                line_id=UUID(change.id),
                edits_of=change.fields,
                reason=act.reason,
            )
            result.note(change.id, entry, is_new=False)
    return result


def _values(row: Row, projects: dict[str, UUID]) -> dict[str, Any]:
    stream, amount = TAB.get(row.record, "stream"), TAB.get(row.record, "amount")
    return {
        "project": projects[str(TAB.get(row.record, "project"))],
        "year": int(str(TAB.get(row.record, "year"))),
        "source": SOURCE_WORDS[str(TAB.get(row.record, "source"))],
        "stream": STREAM_WORDS[str(stream)] if stream else "",
        "cost_type": str(TAB.get(row.record, "cost_type") or ""),
        "amount": amount if isinstance(amount, Decimal) else None,
    }


def take_back(act: Act, done: Sequence[Done]) -> None:
    for one in reversed(done):
        if one.entry is not None:
            undo_budget_line(
                actor=act.actor,
                programme=act.programme,
                line_id=UUID(one.row_id),
                entry_id=one.entry,
                reason=act.reason,
            )


KIND = Kind(TAB, choices, stored, apply, take_back)
