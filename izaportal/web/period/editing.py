"""What of a quarter is edited in a form: its days, and when the programme is reminded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from izaportal.core.editing import Edit
from izaportal.web.link import Link
from izaportal.web.period.page import act_crumbs
from izaportal.web.period.read import Seen, seen_quarter

if TYPE_CHECKING:
    from izaportal.core.forms import EditForm
    from izaportal.core.models import AuditEntry


@dataclass(frozen=True, slots=True)
class QuarterEditor:
    """In the words of `web.editing.Editor`; `read` is what the form shows, `write` stores it for a reason."""

    seen: Seen
    form_class: type[EditForm]
    read: Callable[[Seen], dict[str, Any]]
    write: Callable[[Mapping[str, Edit], str], AuditEntry | None]
    title: str
    lead: str

    @property
    def back(self) -> str:
        return url_of(self.seen)

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return act_crumbs(self.seen, self.title)

    def form(self, data: Any = None, files: Any = None) -> EditForm:
        return self.form_class(data) if data is not None else self.form_class(initial=self.read(self.seen))

    def stored(self) -> dict[str, Any]:
        return self.read(seen_quarter(self.seen.viewer, self.seen.programme.slug, self.seen.quarter))

    def save(self, form: EditForm) -> AuditEntry | None:
        return self.write(form.edits(), form.cleaned_data["reason"])


def url_of(seen: Seen) -> str:
    return reverse("period", kwargs={"programme": seen.programme.slug, "quarter": seen.quarter})


def back_to(seen: Seen) -> HttpResponse:
    """To the quarter's page."""
    return redirect(url_of(seen))
