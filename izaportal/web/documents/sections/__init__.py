"""The parts of a board pack: each makes a section of what the dashboard shows, in the order of reading.

A new part of the board is a function in a module here and its name in :data:`SECTIONS`.
"""

from collections.abc import Callable, Iterable

from izaportal.web.board.board import Board
from izaportal.web.documents.blocks import Section
from izaportal.web.documents.sections.changes import changes
from izaportal.web.documents.sections.decisions import decisions
from izaportal.web.documents.sections.money import money
from izaportal.web.documents.sections.municipalities import municipalities
from izaportal.web.documents.sections.pillars import pillars
from izaportal.web.documents.sections.results import results

SECTIONS: tuple[Callable[[Board], Iterable[Section]], ...] = (
    pillars,
    results,
    money,
    municipalities,
    decisions,
    changes,
)
