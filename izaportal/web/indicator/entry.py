"""Entering the values of a quarter at the indicator: those that no report asks for, and better ones later."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.report_items import help_with
from izaportal.reporting.selectors.reports import report_holding
from izaportal.web.indicator.facts import PageFacts
from izaportal.web.indicator.read import read
from izaportal.web.keeping import draft_of, keep_typed, keeps_typed
from izaportal.web.plan_words import Link
from izaportal.web.report_words import report_url
from kpis.forms.entry import EntryForm
from kpis.selectors.entry import may_report, why_no_value
from kpis.selectors.spots import spots_of
from kpis.services.submissions import submit_measurements

PAGE = "web/indicator/entry.html"
Typed = MultiValueDict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def enter(request: PortalRequest, programme: str, indicator: str, quarter: Quarter) -> HttpResponse:
    """Hands in on POST: the values wait for approval, beside the one that counts until then."""
    facts = read(request.viewer, programme, indicator, quarter=quarter.key)
    if not may_report(request.viewer, facts.indicator):
        raise PermissionDenied
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        return _page(request, facts, _form(facts, typed), is_draft=typed is not None)
    form = _form(facts, request.POST)
    if form.is_valid() and _hand_in(facts, form):
        drafts.drop(request.viewer, request.path)
        messages.success(request, f"De meting over {quarter.label} is ingediend en wacht op goedkeuring.")
        return redirect(f"{_back(facts)}#metingen")
    keep_typed(request, request.viewer, form)
    return _page(request, facts, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _form(facts: PageFacts, typed: Typed | None) -> EntryForm:
    spots = spots_of(facts.indicator, facts.quarter, facts.measurements)
    return EntryForm(typed, indicator=facts.indicator, spots=spots)


def _hand_in(facts: PageFacts, form: EntryForm) -> bool:
    """False when it could not be: the form then says why."""
    if why := _why_not(facts).label:
        form.add_error(None, why)
        return False
    try:
        submit_measurements(
            actor=facts.viewer, indicator=facts.indicator, quarter=facts.quarter, values=form.values()
        )
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        form.refuse(invalid)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


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


def _page(
    request: PortalRequest,
    facts: PageFacts,
    form: EntryForm,
    *,
    is_draft: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    indicator = facts.indicator
    name = f"{indicator.code} {indicator.short_name or indicator.name}".strip()
    home = reverse("programme", kwargs={"programme": facts.programme.slug})
    context = {
        "form": form,
        "is_draft": is_draft,
        "locked": _why_not(facts) if request.method != "POST" else None,
        "indicator": indicator,
        "name": name,
        "help": help_with(facts.as_of),
        "quarter": facts.quarter,
        "crumbs": (
            Link(facts.programme.short_name, home),
            Link(name, _back(facts)),
            Link(f"Meting {facts.quarter.label}"),
        ),
        "back": _back(facts),
    }
    return render(request, PAGE, context, status=status)
