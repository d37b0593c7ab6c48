"""The draft of the letter with which a duty is reported, from its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from izaportal.core import clock
from izaportal.core.document import paragraphs_of

if TYPE_CHECKING:
    from funding.models import DutyToReport
    from pillars.models import Programme


def letter_of(duty: DutyToReport, programme: Programme) -> tuple[str, ...]:
    """Its paragraphs. Between brackets stands what only people can fill in."""
    grant = duty.milestone.grant
    context = {
        "duty": duty,
        "milestone": duty.milestone,
        "grant": grant,
        "project": grant.project,
        "programme": programme,
        "sender": grant.lead_municipality or programme.lead_municipality,
        "today": clock.today(),
        "percent": duty.credit * 100,
    }
    return paragraphs_of(render_to_string("web/duty/letter.txt", context))
