"""What runs the portal itself: for administrators."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.notices.selectors import TROUBLED, mail_counts
from izaportal.web.start.lines import Line, LineKind


def mail_in_trouble(viewer: Viewer, today: date) -> Iterable[Line]:
    """Messages that did not get out: the portal does not try them again by itself."""
    if not viewer.runs_portal:
        return
    counts = mail_counts()
    count = sum(counts.get(state, 0) for state in TROUBLED)
    if count:
        yield Line(
            kind=LineKind.PORTAL,
            title="Eén bericht kwam niet aan" if count == 1 else f"{count} berichten kwamen niet aan",
            url=reverse("sent-mail"),
            why="De mailserver weigerde, of viel uit tijdens het versturen. Kijk wat er misging.",
        )
