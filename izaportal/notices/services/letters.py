"""How a mail reads: as plain text, and the same with headings and links; both tell how to end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from izaportal.accounts.models import User
from izaportal.notices.services.unsubscribing import unsubscribe_url

MOST_LINES = 15  # of one kind; more are only counted
# Within the mail, as no mail program fetches a stylesheet; without colours, so that it reads on dark, too.
STYLE = mark_safe(
    """<style>
body { max-width: 38rem; margin: 0 auto; padding: 1.5rem; font: 16px/1.5 "Segoe UI", Arial, sans-serif; }
h1 { margin: 0 0 1.25rem; font-size: 1.375rem; line-height: 1.3; }
h2 { margin: 1.75rem 0 0; padding-top: 1rem; border-top: 1px solid; font-size: 1.125rem; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
ul { margin: 0; padding-left: 1.25rem; } li { margin: .5rem 0; }
.from { margin: 0 0 1rem; font-weight: bold; } .way { font-weight: bold; }
.foot { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid; font-size: 13px; }
</style>"""
)


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    html: str


def letter_of(template: str, *, user: User, kind: str, told: Mapping[str, object]) -> Letter:
    """By templates/mail/<template>.txt and .html; `kind` is empty for a mail that gathers several."""
    context = {
        **told,
        "style": STYLE,
        "name": user.name,
        "preferences": urljoin(settings.PORTAL_URL, reverse("preferences:preferences")),
        "unsubscribe": unsubscribe_url(user.pk, kind),
    }
    text = render_to_string(f"mail/{template}.txt", context)
    return Letter(text, render_to_string(f"mail/{template}.html", context))
