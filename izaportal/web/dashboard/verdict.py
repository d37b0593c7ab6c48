"""The verdict of a quarter in other words than the figures give it, for its programme manager."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from izaportal.accounts.requests import PortalRequest
from izaportal.core.forms import Text
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.services.verdicts import LONGEST, overrule_verdict
from izaportal.web.board.links import Links
from izaportal.web.board.money import money
from izaportal.web.board.opened import opened
from izaportal.web.board.verdict import Verdict, verdict
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.storing import store_once, typed_before

PAGE = "web/dashboard/verdict_form.html"
TAKE_BACK = "terug"


class VerdictForm(forms.Form):
    line = Text(
        label="Het oordeel in uw woorden",
        max_length=LONGEST,
        required=True,
        help_text="Eén of twee zinnen om na te vertellen. Het berekende oordeel blijft eronder staan.",
        error_messages={"required": "Schrijf een oordeel, of houd het bij het berekende."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = Text(
        label="Waarom wijkt u af?",
        max_length=500,
        required=True,
        help_text="Staat met uw naam en de datum bij het oordeel, ook in het bestuursstuk.",
        error_messages={"required": "Schrijf waarom; de reden staat straks bij het oordeel."},
    )

    def clean_line(self) -> str:
        """One line, however it was typed."""
        return " ".join(filter(None, map(str.strip, self.cleaned_data["line"].splitlines())))


@takes_forms
def overrule(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """404 for who may not see the programme, 403 for who does not manage it. What is frozen stays."""
    found = opened(request.viewer, programme, quarter, freeze=None)
    rows = found.seen.rows
    if not request.viewer.manages(programme):
        raise PermissionDenied("Alleen de programmamanager geeft een oordeel over het kwartaal.")
    links = Links(programme, quarter)
    shown = verdict(rows, money(rows, links).total, links)
    if rows.period.is_frozen and request.method != "POST":
        return redirect(links.quarter(quarter))

    def store(typed: dict[str, Any]) -> str:
        overrule_verdict(
            actor=request.viewer,
            programme=found.programme,
            quarter=quarter,
            line="" if TAKE_BACK in request.POST else typed["line"],
            reason=typed["reason"],
            computed=shown.computed,
        )
        return f"Het oordeel over {quarter.label} is bewaard."

    context = {"verdict": shown, "quarter": quarter, "crumbs": _crumbs(rows, links)}
    back = links.quarter(quarter)
    return store_once(request, _form(request, shown), store, back=back, template=PAGE, context=context)


def _crumbs(rows: Rows, links: Links) -> tuple[Link, ...]:
    return (
        Link(rows.frame.short_name, links.home()),
        Link(rows.quarter.label, links.quarter(rows.quarter)),
        Link("Oordeel"),
    )


def _form(request: PortalRequest, shown: Verdict) -> VerdictForm:
    reason = shown.spoken.reason if shown.spoken else ""
    form = VerdictForm(typed_before(request), initial={"line": shown.line, "reason": reason})
    form.fields["line"].required = TAKE_BACK not in request.POST
    return form
