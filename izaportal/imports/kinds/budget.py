"""Lines of the budget: an amount per project, year, source and kind of costs."""

from collections.abc import Sequence
from decimal import Decimal

from funding.budget import LineKey
from funding.choices import SOURCES, STREAMS
from funding.models import BudgetLine
from funding.services.budget import edit_budget
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid
from izaportal.imports.comparing import Comparison
from izaportal.imports.kinds.indicators import projects_by_slug
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result, words_of
from izaportal.imports.layout import Choices, Column, Form, Record, Row, Tab, Value, Writes
from pillars.models import Programme

KEY = ("project", "year", "source", "stream", "cost_type")
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
    """The cells at once, as they are edited on the page of the budget."""
    result = Result()
    cells = {_cell(row): Edit(None, TAB.get(row.record, "amount")) for row in plan.added}
    cells |= {_cell(one.row): one.fields["amount"] for one in plan.changed}
    rows = {_cell(row): row for row in (*plan.added, *(one.row for one in plan.changed))}
    try:
        edit_budget(actor=act.actor, programme=act.programme, cells=cells, reason=act.reason)
    except Conflicted as conflict:
        said = "Iemand anders heeft dit bedrag intussen gewijzigd."
        result.problems += [Problem(said, rows.get(one.field), "amount") for one in conflict.conflicts]
    except Invalid as invalid:
        result.problems += [Problem(one.message, rows.get(one.place), "amount") for one in invalid.mistakes]
    else:
        result.done += [
            Done(name, edit.seen is None, before=_text(edit.seen), after=_text(edit.wanted))
            for name, edit in cells.items()
        ]
    return result


def _cell(row: Row) -> str:
    """The name of the cell in the budget (funding.budget)."""
    project, year, source, stream, cost_type = (TAB.get(row.record, name) for name in KEY)
    line = LineKey(
        str(project),
        SOURCE_WORDS[str(source)],
        STREAM_WORDS[str(stream)] if stream else "",
        str(cost_type or ""),
    )
    return line.cell(int(str(year)))


def _text(amount: Value) -> str:
    return "" if amount is None else str(amount)


def take_back(act: Act, done: Sequence[Done]) -> None:
    """The same edit the other way round: a cell that was changed since is a conflict."""
    cells = {one.row_id: Edit(_amount(one.after), _amount(one.before)) for one in done}
    edit_budget(actor=act.actor, programme=act.programme, cells=cells, reason=act.reason)


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


KIND = Kind(TAB, choices, stored, apply, take_back)
