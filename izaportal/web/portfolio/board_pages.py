"""The board of projects, and moving a card to another stage."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import NotAllowed, Refused
from izaportal.reporting.columns import Part
from izaportal.reporting.selectors.portfolio import first_per_stage, portfolio_rows
from izaportal.web.keeping import takes_forms
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.board import MOST_CARDS
from izaportal.web.portfolio.board import board as board_of
from izaportal.web.portfolio.bulk_pages import tell
from izaportal.web.portfolio.page import frame
from izaportal.web.portfolio.views import asked_of, shown_at
from projects.selectors.choices import STAGES
from projects.services.editing import edit_project


@require_safe
@login_required
def board(request: PortalRequest, programme: str) -> HttpResponse:
    asked = asked_of(request, programme)
    shown, totals = first_per_stage(asked.filters.found, most=MOST_CARDS)
    rows = portfolio_rows(asked.viewer, asked.programme, shown, quarter=asked.quarter, parts=(Part.STANDING,))
    context = {
        "frame": frame(asked, "portfolio-board", found=sum(totals.values())),
        "form": asked.filters.form,
        "board": board_of(asked, rows, totals),
    }
    return shown_at(asked, "portfolio-board", render(request, "web/portfolio/board_page.html", context))


@takes_forms
def move(request: PortalRequest, programme: str) -> HttpResponseBase:
    """Move a card on POST; whatever comes of it, the board shows how it is now."""
    asked = asked_of(request, programme)
    if request.method == "POST":
        _move(request, asked)
    return redirect(asked.url("portfolio-board"))


def _move(request: PortalRequest, asked: Asked) -> None:
    """The project must be one of the programme that the viewer sees."""
    wanted, words = request.POST.get("naar", ""), dict(STAGES)
    try:
        project = asked.all.get(pk=UUID(request.POST.get("project", "")))
    except (ValueError, ObjectDoesNotExist) as missing:
        raise Http404("Dit project is er niet.") from missing
    if wanted not in words:
        messages.error(request, "Kies een fase om het project naartoe te verplaatsen.")
        return
    edits = {"stage": Edit(seen=request.POST.get("van", ""), wanted=wanted)}
    try:
        entry = edit_project(
            actor=request.viewer,
            project_id=project.pk,
            edits_of=edits,
            reason="verplaatst op het bord",
        )
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Conflicted:
        messages.error(
            request, f"Iemand anders verplaatste ‘{project.name}’ intussen; het staat waar het nu hoort."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = f"‘{project.name}’ staat nu in {words[wanted]}."
        tell(request, [entry] if entry else [], done=done, back="bord")
