"""The verdicts of people on a quarter, beside what its figures say."""

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterVerdict
from izaportal.reporting.selectors.board_rows import Overruling
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

FIELDS = ("line", "reason", "computed", "actor_name", "given_at")


def overrulings(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[Overruling, ...]:
    """The last one first; one query."""
    rows = QuarterVerdict.objects.filter(
        programme__in=visible_ids(viewer), programme=programme, quarter=quarter
    )
    return tuple(Overruling(*row) for row in rows.order_by("-id").values_list(*FIELDS))
