"""NML-O's 2026-Q2, made public for a test."""

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze, Publication
from izaportal.reporting.services.publishing import publish_quarter
from pillars.models import Programme

Q2 = Quarter(2026, 2)
DECIDER = Viewer.system("Proefbesluit")
REASON = "Besproken in het overleg van proefpersonen."


def last_freeze(programme: Programme, quarter: Quarter = Q2) -> Freeze:
    return Freeze.objects.filter(programme=programme, quarter=quarter).latest("version")


def publish(programme: Programme, quarter: Quarter = Q2) -> Publication:
    """The last version, for everybody."""
    freeze = last_freeze(programme, quarter)
    return publish_quarter(
        actor=DECIDER, programme=programme, quarter=quarter, freeze=freeze.pk, reason=REASON
    )
