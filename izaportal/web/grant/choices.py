"""What can be chosen in the forms of a grant: only what belongs to its project and programme."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from funding.choices import CREDIT_MODES, PAYMENT_STATES, STREAMS
from funding.refund import Source
from funding.selectors import agreements
from izaportal.core import clock
from izaportal.core.forms import Choices
from izaportal.core.viewer import Viewer
from izaportal.web.editing import Section
from izaportal.web.grant.sections import CONDITIONS, CORE, INDICATORS, MILESTONES
from kpis.selectors.indicators import indicators_of
from pillars.selectors.programmes import members_on
from regions.selectors.organisations import insurer_choices

if TYPE_CHECKING:
    from funding.models import Grant, PaymentCondition
    from pillars.models import Programme
    from regions.models import Municipality

NOTHING = ("", "niet vermeld")
NO_CHOICE = ("", "Maak een keuze")
Named = dict[str, Choices]


def choices_of(viewer: Viewer, grant: "Grant", section: Section) -> Named:
    """By field of the section's form; a field without choices is left out of it."""
    maker = MAKERS.get(section.slug)
    return maker(viewer, grant) if maker else {}


def of_new(viewer: Viewer, programme: "Programme") -> Named:
    projects = agreements.project_choices(viewer, programme)
    return {"project": [NO_CHOICE, *projects], "lead_municipality": _municipalities(programme)}


def of_verdict(grant: "Grant") -> Named:
    documents = agreements.evidence_choices(grant)
    return {
        "given_by": [NOTHING, *insurer_choices()],
        "evidence": [NOTHING, *documents] if documents else [],
    }


def of_step(condition: "PaymentCondition") -> Named:
    """Every state but the one it is in."""
    others = [(state, word) for state, word in PAYMENT_STATES if state != condition.state]
    return {"state": [NO_CHOICE, *others]}


def _core(viewer: Viewer, grant: "Grant") -> Named:
    is_state_money = grant.source == Source.SPUK
    return {
        "stream": list(STREAMS) if is_state_money else [],
        "credit_mode": list(CREDIT_MODES) if is_state_money else [],
        "lead_municipality": _municipalities(grant.project.programme, grant.lead_municipality),
    }


def _municipalities(programme: "Programme", held: "Municipality | None" = None) -> Choices:
    """The members of today, and the one that is stored, also when it left."""
    members = {row.pk: row.name for row in members_on(programme, clock.today())}
    if held is not None:
        members.setdefault(held.pk, held.name)
    return [NOTHING, *((str(pk), name) for pk, name in members.items())]


def _milestones(viewer: Viewer, grant: "Grant") -> Named:
    return {"evidence": agreements.evidence_choices(grant)}


def _indicators(viewer: Viewer, grant: "Grant") -> Named:
    return {
        "milestone": [NO_CHOICE, *agreements.milestone_choices(grant)],
        "indicator": [NO_CHOICE, *_indicators_of(viewer, grant)],
    }


def _conditions(viewer: Viewer, grant: "Grant") -> Named:
    return {"indicator": [("", "geen"), *_indicators_of(viewer, grant)]}


def _indicators_of(viewer: Viewer, grant: "Grant") -> Choices:
    return [(str(row.pk), str(row)) for row in indicators_of(viewer, grant.project.programme)]


MAKERS: Mapping[str, Callable[[Viewer, "Grant"], Named]] = {
    CORE.slug: _core,
    MILESTONES.slug: _milestones,
    INDICATORS.slug: _indicators,
    CONDITIONS.slug: _conditions,
}
