"""The three aspects of a submitted report, as the manager judges them."""

from collections.abc import Mapping

from izaportal.reporting.aspects import Aspect
from izaportal.reporting.models import AspectJudgement, JudgedAs, ReportSubmission
from izaportal.reporting.report.judged import AspectItem
from izaportal.reporting.report.sheet import Reading, Sheet


def judging(submission: ReportSubmission, typed: Mapping[str, str]) -> Reading:
    """The three aspects as the manager judges them; at first they are as they were proposed."""
    proposed = {row.aspect: row for row in submission.judgements.all() if row.judged_as == JudgedAs.PROPOSED}
    items = tuple(_aspect_item(proposed[aspect]) for aspect in Aspect if aspect in proposed)
    return Reading(Sheet(items), typed)


def _aspect_item(row: AspectJudgement) -> AspectItem:
    parts = (
        ("kleur", row.colour),
        ("reden", row.reason),
        ("oorzaak", row.cause),
        ("gevolg", row.consequence),
        ("bijsturing", row.steering),
    )
    return AspectItem(Aspect(row.aspect), row.computed, row.sentence, proposed=parts)
