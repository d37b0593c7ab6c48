"""The form that asks why two bookings that look like one cost on two grants are two costs."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from funding.doubles import Double
from funding.forms.agreements import ExplainForm
from funding.services.doubles import described, explain_double
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import money_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import Programme


def back_to(programme: "Programme") -> str:
    """The list of such bookings."""
    return f"{reverse('finance', args=(programme.slug,))}#dubbel"


class Explainer:
    """In the words of `Editor`."""

    title, button = "Gelijke boekingen", "Vastleggen"
    lead = "Twee boekingen op twee subsidies lijken dezelfde kost te zijn."

    def __init__(self, viewer: Viewer, programme: "Programme", double: Double) -> None:
        self.viewer, self.programme, self.double = viewer, programme, double
        self.back = back_to(programme)
        self.costs = (described(double.earlier), described(double.later))
        self.crumbs = money_crumbs(programme, Link(self.title))

    def form(self, data: Any = None, files: Any = None) -> ExplainForm:
        return ExplainForm(data, files)

    def stored(self) -> dict[str, Any]:
        return {}

    def save(self, form: ExplainForm) -> "AuditEntry | None":
        first, second = map(UUID, self.double.pair)
        return explain_double(
            actor=self.viewer,
            programme=self.programme,
            first=first,
            second=second,
            reason=form.cleaned_data["reason"],
        )
