"""Entering the values of a quarter at the indicator: those that no report asks for, and better ones later."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.report_items import help_with
from izaportal.reporting.selectors.reports import report_holding
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.indicator.facts import PageFacts
from izaportal.web.indicator.read import read
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.report_words import report_url
from izaportal.web.storing import Stored, store_once, typed_before
from kpis.forms.entry import EntryForm
from kpis.selectors.entry import manages, may_report, why_no_value
from kpis.selectors.spots import spots_of
from kpis.services.measurements import submit_and_approve
from kpis.services.submissions import submit_measurements

PAGE = "web/indicator/entry.html"
AT_ONCE = "goedkeuren"


@takes_forms
def enter(request: PortalRequest, programme: str, indicator: str, quarter: Quarter) -> HttpResponse:
    """Hands in on POST: the values wait for approval, beside the one that counts until then. Who may approve
    them can do both at once."""
    facts = read(request.viewer, programme, indicator, quarter=quarter.key)
    if not may_report(request.viewer, facts.indicator):
        raise PermissionDenied
    spots = spots_of(facts.indicator, facts.quarter, facts.measurements)
    form = EntryForm(typed_before(request), indicator=facts.indicator, spots=spots)

    def hand_in(_: dict[str, Any]) -> Stored:
        if why := _why_not(facts).label:
            raise Refused(why)
        counts = AT_ONCE in request.POST
        carry_out = submit_and_approve if counts else submit_measurements
        carry_out(actor=facts.viewer, indicator=facts.indicator, quarter=facts.quarter, values=form.values())
        done = "telt nu mee" if counts else "is ingediend en wacht op goedkeuring"
        return Stored(f"De meting over {quarter.label} {done}.", f"{_back(facts)}#metingen")

    locked = _why_not(facts) if request.method != "POST" else None
    may_approve = manages(facts.viewer, facts.indicator)
    context = {**_context(facts), "locked": locked, "at_once": AT_ONCE if may_approve else ""}
    return store_once(request, form, hand_in, back=_back(facts), template=PAGE, context=context)


def _why_not(facts: PageFacts) -> Link:
    """Why nothing can be entered now, with where to go instead; empty when it can."""
    report = report_holding(facts.viewer, facts.indicator, facts.quarter)
    if report is None:
        why = why_no_value(facts.viewer, facts.indicator, facts.quarter)
        return Link(why, _back(facts), "Naar de indicator")
    return Link(
        f"Over {facts.quarter.label} wacht een waarde op goedkeuring, met de rapportage van {report.project}."
        " Trek die rapportage in, of wacht op het oordeel.",
        report_url(report.project, facts.quarter),
        "Naar de rapportage",
    )


def _back(facts: PageFacts) -> str:
    place = {"programme": facts.programme.slug, "indicator": facts.indicator.slug}
    return f"{reverse('indicator', kwargs=place)}?kwartaal={facts.quarter}"


def _context(facts: PageFacts) -> dict[str, Any]:
    indicator = facts.indicator
    name = f"{indicator.code} {indicator.short_name or indicator.name}".strip()
    return {
        "indicator": indicator,
        "name": name,
        "help": help_with(facts.as_of),
        "quarter": facts.quarter,
        "crumbs": programme_crumbs(
            facts.programme, Link(name, _back(facts)), Link(f"Meting {facts.quarter.label}")
        ),
    }
