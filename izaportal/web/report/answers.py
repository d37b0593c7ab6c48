"""What is told to a page while somebody types: the pieces to show anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from izaportal.core.clock import now
from izaportal.reporting.report.judged import AspectItem
from izaportal.reporting.report.measured import IndicatorItem
from izaportal.web.report.fields import Fields
from izaportal.web.report.sections import Post, draft_fields, steps
from izaportal.web.report_words import moment

if TYPE_CHECKING:
    from izaportal.reporting.services.report_draft import Kept
    from izaportal.web.report.blocks import Outcome
    from izaportal.web.report.read import Seen

Render = Callable[[str, dict[str, Any]], str]


def told(seen: Seen, kept: Kept, render: Render) -> dict[str, Any]:
    """`stored`: what is kept now, by field; `pieces`: HTML by id of its place; `notes`: what is wrong;
    `filled`: how many values are in, by indicator."""
    fields, blocks = draft_fields(seen, Post())
    sheet = seen.drafted.reading.sheet
    outcomes = [blocks.outcome_of(item) for item in sheet.items if isinstance(item, IndicatorItem)]
    outcomes += [blocks.computed_of(item) for item in sheet.items if isinstance(item, AspectItem)]
    pieces = {one.key: _outcome(one, render) for one in outcomes}
    pieces["stappen"] = render("web/report/steps.html", {"steps": steps(seen)})
    return {
        "at": moment(now())[-5:],
        "stored": seen.drafted.reading.texts,
        "notes": _notes(fields, render),
        "pieces": pieces,
        "filled": {
            item.key: f"{item.filled(seen.drafted.reading.answers)} van {len(item.spots)} ingevuld"
            for item in sheet.items
            if isinstance(item, IndicatorItem) and item.is_per_municipality
        },
        "conflicts": {one.field: one.theirs for one in kept.conflicts},
    }


def _notes(fields: Fields, render: Render) -> Mapping[str, dict[str, str]]:
    return {
        one.name: {"html": render("web/report/error.html", {"field": one}), "weight": one.weight}
        for one in fields.summary
    }


def _outcome(outcome: Outcome, render: Render) -> str:
    return render("web/report/outcome.html", {"outcome": outcome})
