"""How a mail reads: as plain text, and the same with headings and links; both tell how to end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from izaportal.accounts.models import User
from izaportal.notices.services.unsubscribing import unsubscribe_url

MOST_LINES = 15  # of one kind; more are only counted


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    html: str


def letter_of(template: str, *, user: User, kind: str, told: Mapping[str, object]) -> Letter:
    """By templates/mail/<template>.txt and .html; `kind` is empty for a mail that gathers several."""
    context = {
        **told,
        "name": user.name,
        "preferences": urljoin(settings.PORTAL_URL, reverse("preferences:preferences")),
        "unsubscribe": unsubscribe_url(user.pk, kind),
    }
    text = render_to_string(f"mail/{template}.txt", context)
    return Letter(text, render_to_string(f"mail/{template}.html", context))
